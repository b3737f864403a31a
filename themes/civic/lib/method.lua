-- The rule in words, with the plan's own numbers.
local calc = require "calc"
local course = require "course"
local exact = require "exact"
local figure = require "figure"
local html = require "html"
local status = require "status"
local words = require "words"
local year = require "year"

local method = {}

-- the newest result of each status that occurs
function method.examples(plan)
	local found, list = {}, {}

	for _, i in ipairs(plan.indicators) do
		for _, r in ipairs(i.results) do
			local old = found[r.status]
			if r.year and (not old or r.year > old.year) then
				found[r.status] = r
			end
		end
	end
	for _, word in ipairs(status.order) do
		table.insert(list, found[word])
	end
	return list
end

local function area_of(r)
	for _, area in ipairs(r.indicator.areas) do
		if area.id == r.area then
			return area
		end
	end
	return nil
end

function method.example(r)
	local area = area_of(r)

	html.put([[
<h3>{*status}</h3>
<p class="small"><a href="{url}">{title}</a>{area} {year}</p>
]], {status = status.html(r.status), url = url(r.indicator),
	    title = r.indicator.title, area = area and words.open ..
	    area.title .. words.close or "", year = status.year(r)})
	calc.put(r, area)
end

-- every status with what it means
function method.keys(order)
	raw('<ul class="keys">\n')
	for _, word in ipairs(order) do
		html.put("<li>{*status}<br>{text}</li>\n", {
		    status = status.html(word), text = words["mean_" .. word]})
	end
	raw("</ul>\n")
end

-- ---- a path of the plan -------------------------------------------------------

-- courses that lead evenly from a baseline to a last target
local function paths(plan)
	local list = {}

	for _, i in ipairs(plan.indicators) do
		local c = course.of(i)
		local b, t = c.baseline, c.target
		if c.is_beyond and (i.path or "linear") == "linear" and
		    #c.targets == 1 and b.year and t.year and
		    b.year.fiscal_year and t.year.fiscal_year and
		    t.year.fiscal_year > b.year.fiscal_year and
		    b.scale == t.scale then
			table.insert(list, c)
		end
	end
	return list
end

local function put_path(c)
	local from, to = c.baseline.year.fiscal_year,
	    c.target.year.fiscal_year
	local places = math.max(exact.places(c.baseline.value),
	    exact.places(c.target.value))
	local minus = figure.minus {c.baseline, c.target}

	html.put([[
<table class="years path-example">
<caption>{caption}</caption>
<thead><tr><th scope="col">{year}</th><th scope="col" class="r">{path}</th></tr></thead>
<tbody>
]], {caption = words.say("method_path_caption", {
	    title = c.indicator.title, unit = c.indicator.unit}),
	    year = words.year, path = words.path_column})
	for fiscal = from, math.min(to, from + 20) do
		local e = exact.between(c.baseline.value, c.target.value,
		    fiscal - from, to - from)
		html.put([[<tr><th scope="row">{*year}</th><td class="r">{text}</td></tr>
]], {year = year.head(fiscal), text = fiscal == from and
		    c.baseline.text or fiscal == to and c.target.text or
		    e and exact.text(e, places, nil, minus) .. (c.baseline.scale or "") or
		    words.nothing})
	end
	raw("</tbody>\n</table>\n")
end

-- true if the plan has such a path
function method.path(plan)
	local c = paths(plan)[1]

	if not c then
		return false
	end
	html.put([[<p>{*text}</p>
]], {text = words.say("method_path_example", {
	    title = html.text([[<a href="{url}">{title}</a>]],
	    {url = url(c.indicator), title = c.indicator.title}),
	    from = escape(year.long(c.baseline.year)),
	    baseline = escape(c.baseline.text),
	    to = escape(year.long(c.target.year)),
	    target = escape(c.target.text)})})
	put_path(c)
	return true
end

method.reasons = {"no-actual", "direction", "no-target", "not-measured",
    "suppressed", "replaced", "break", "before-baseline", "baseline-year",
    "no-target-year", "path"}

function method.tolerance(plan)
	local list = {}

	for _, i in ipairs(plan.indicators) do
		if i.tolerance then
			table.insert(list, html.text(
			    [[<a href="{url}">{title}</a>{colon}{text}]],
			    {url = url(i), title = i.title,
			    colon = words.colon, text = i.tolerance.text}))
		end
	end
	return list
end

return method
