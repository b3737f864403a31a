-- The line chart of an indicator, as the peers draw it.
local chart = {}

local function year_of(figure)
	return figure.year.fiscal_year
end

function chart.draw(one)
	local base, interim, final = one.baseline, one.targets[1], one.targets[2]
	local y0, y1 = year_of(base), year_of(final)
	local lo = math.min(base.number, interim.number, final.number)
	local hi = math.max(base.number, interim.number, final.number)
	local actuals = {}

	for i, actual in ipairs(one.actuals) do
		local number = actual.value.number
		actuals[i] = {actual.year.fiscal_year, number}
		lo, hi = math.min(lo, number), math.max(hi, number)
	end
	local pad = 0.1 * (hi - lo)
	lo, hi = lo - pad, hi + pad
	local sx, sy = 560.0 / (y1 - y0), 180.0 / (hi - lo)

	local function x_of(year)
		return 48.0 + (year - y0) * sx
	end
	local function y_of(number)
		return 210.0 - (number - lo) * sy
	end

	raw('<svg class="chart" viewBox="0 0 640 240" role="img" aria-label="')
	esc(one.title)
	raw('の推移">\n')
	for i = 0, 4 do
		local v = lo + (hi - lo) * (i / 4.0)
		local y = y_of(v)
		raw(([[
<line class="grid" x1="48" y1="%.1f" x2="608" y2="%.1f"></line>
<text x="42" y="%.1f" text-anchor="end">%.1f</text>
]]):format(y, y, y + 4.0, v))
	end
	for year = y0, y1 do
		raw(('<text x="%.1f" y="228" text-anchor="middle">%d</text>\n'):format(
		    x_of(year), year))
	end
	raw('<polyline class="target" points="')
	for _, point in ipairs {base, interim, final} do
		raw(("%.1f,%.1f "):format(x_of(year_of(point)),
		    y_of(point.number)))
	end
	raw('"></polyline>\n<polyline class="actual" points="')
	for _, point in ipairs(actuals) do
		raw(("%.1f,%.1f "):format(x_of(point[1]), y_of(point[2])))
	end
	raw('"></polyline>\n')
	for _, point in ipairs(actuals) do
		raw(([[
<circle cx="%.1f" cy="%.1f" r="3"><title>%d年度 %.1f</title></circle>
]]):format(x_of(point[1]), y_of(point[2]), point[1], point[2]))
	end
	raw("</svg>\n")
end

return chart
