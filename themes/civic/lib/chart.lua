-- The line chart of an indicator or of one of its areas: what was observed,
-- the targets, and the path between them.  It is drawn at build time, once
-- for wide and once for narrow screens, so that its text is 13 px on both.
local course = require "course"
local figure = require "figure"
local html = require "html"
local label = require "label"
local scale = require "scale"
local series = require "series"
local words = require "words"
local year = require "year"

local chart = {}

local n = html.number
local number = 0        -- of the charts of this page, for their ids

-- ---- what there is to draw -------------------------------------------------

local function add(list, f, at)
	if figure.has(f) and at then
		table.insert(list, {year = at, value = f.number, figure = f})
	end
end

local function year_of(f)
	return f.year and f.year.fiscal_year
end

local function is_whole(points)
	for _, p in ipairs(points) do
		if p.value ~= math.floor(p.value) or figure.is_share(p.figure) then
			return false
		end
	end
	return true
end

-- 60 of 40〜60％; of other figures the value itself
local function upper_of(p)
	local f = p.figure

	return f.upper and f.value ~= "0" and
	    p.value * tonumber(f.upper) / tonumber(f.value) or p.value
end

-- the ends of years and values over all points
local function bounds(points)
	local b = {from = math.huge, to = -math.huge, lo = math.huge,
	    hi = -math.huge}

	for _, p in ipairs(points) do
		b.from, b.to = math.min(b.from, p.year), math.max(b.to, p.year)
		b.lo, b.hi = math.min(b.lo, p.value), math.max(b.hi, p.value)
		b.hi = math.max(b.hi, upper_of(p))
	end
	return b
end

-- everything a drawing needs; nil if there are not two points to connect
function chart.of(indicator, area)
	local c = course.of(indicator, area)
	local d = {course = c, unit = indicator.unit, all = {}, base = {},
	    past = {}, targets = {}, actuals = {}, old = {}}

	add(d.base, c.baseline, c.baseline and year_of(c.baseline))
	for _, e in ipairs(c.earlier) do
		add(d.past, e.baseline, e.baseline and year_of(e.baseline))
	end
	for _, t in ipairs(c.targets) do
		add(d.targets, t, year_of(t))
	end
	for _, e in ipairs(c.earlier) do
		for _, t in ipairs(e.targets or {}) do
			add(d.all, t, year_of(t))
		end
	end
	for _, p in ipairs(series.of(indicator, area)) do
		add(d.actuals, p.value, p.year)
		if figure.has(p.value) then
			d.actuals[#d.actuals].state = p.state
		end
	end
	for _, list in ipairs {d.base, d.past, d.targets, d.actuals} do
		table.move(list, 1, #list, #d.all + 1, d.all)
	end
	d.bounds = bounds(d.all)
	if #d.all < 2 or d.bounds.from == d.bounds.to then
		return nil
	end
	d.base, d.target = d.base[1], d.targets[#d.targets]
	return d
end

-- the scale of one or of several drawings that shall be compared; what shall
-- be kept is seen against 0, so that 709 and 700 look as near as they are
function chart.scale(drawings)
	local all, from_zero = {}, false

	for _, d in ipairs(drawings) do
		table.move(d.all, 1, #d.all, #all + 1, all)
		from_zero = from_zero or not d.course.is_beyond
	end
	local b = bounds(all)
	if from_zero then
		-- and with room above, where the target is met
		b.lo, b.hi = math.min(0, b.lo), b.hi + math.abs(b.hi) / 8
	end
	return scale.of(b.lo, b.hi, is_whole(all))
end

-- ---- the frame of a drawing --------------------------------------------------

local sizes = {
	wide = {name = "wide", width = 740, height = 400, flat = 330,
	    left = 60, top = 34, bottom = 54, gap = 50},
	narrow = {name = "narrow", width = 360, height = 340, flat = 300,
	    left = 56, right = 12, top = 62, bottom = 36, gap = 31},
	small = {name = "small", width = 300, height = 200, flat = 200,
	    left = 52, right = 10, top = 34, bottom = 30, gap = 31},
}

local function target_lines(d, size)
	local text = words.say("label_target", {value = d.target.figure.text})

	if size.name == "wide" then
		return {text, d.target.figure.each and words.every_year or
		    year.long(d.target.figure.year)}
	elseif size.name == "narrow" then
		return {text .. words.open .. year.short(d.target.year) ..
		    words.close}
	end
	return {d.target.figure.text}
end

local function frame_of(d, size, s)
	local f = {size = size, scale = s, left = size.left, top = size.top}

	f.height = #d.actuals > 0 and size.height or size.flat
	f.bottom = f.height - size.bottom
	f.right = size.width - (size.right or 24)
	if size.name == "wide" and d.target then
		local lines = target_lines(d, size)
		f.right = size.width - 28 - math.ceil(math.max(
		    label.width(lines[1], 15), label.width(lines[2], 13)))
	end
	-- nothing right of the plot needs room if the target is not last
	f.x0, f.x1 = f.left + 14, f.right - (size.name == "wide" and 0 or 8)
	f.board = label.board(size.width, f.height)
	label.block(f.board, 0, 0, f.left - 6, f.height)
	label.block(f.board, 0, f.bottom + 6, size.width, size.bottom)
	f.bounds = d.bounds
	return f
end

local function x_of(f, fiscal)
	local b = f.bounds
	return f.x0 + (fiscal - b.from) / (b.to - b.from) * (f.x1 - f.x0)
end

local function y_of(f, value)
	local s = f.scale
	return f.bottom - 14 -
	    (value - s.lo) / (s.hi - s.lo) * (f.bottom - 14 - f.top)
end

local function put_ticks(f, d)
	local every = f.size.name == "small" and #f.scale.ticks > 4 and 2 or 1

	for i, tick in ipairs(f.scale.ticks) do
		if (i - 1) % every == 0 then
			local y = y_of(f, tick.value)
			html.put([[
<line class="grid" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
<text x="{x}" y="{yt}" text-anchor="end">{label}</text>
]], {x1 = f.left, x2 = f.right, y = n(y), yt = n(y + 4), x = f.left - 8,
			    label = tick.label})
		end
	end
	html.put([[
<text x="0" y="13">{unit}</text>
]], {unit = d.unit})
end

-- the years that are labelled: the last, those an even distance before it,
-- and the first where there is room
local function labelled_years(f)
	local b, is = f.bounds, {}
	local room = (f.x1 - f.x0) / (b.to - b.from)
	local every = math.max(1, math.ceil(f.size.gap / room))

	for fiscal = b.to, b.from, -every do
		is[fiscal] = true
	end
	is[b.from] = is[b.from] or
	    (b.to - b.from) % every * room >= f.size.gap - 4
	return is
end

local function put_years(f)
	local b, is_labelled = f.bounds, labelled_years(f)

	html.put([[
<line class="axis" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
]], {x1 = f.left, x2 = f.right, y = f.bottom})
	for fiscal = b.from, b.to do
		local x = n(x_of(f, fiscal))
		html.put([[
<line class="axis" x1="{x}" x2="{x}" y1="{y}" y2="{y2}"/>
]], {x = x, y = f.bottom, y2 = f.bottom + 5})
		if is_labelled[fiscal] then
			html.put(f.size.name == "wide" and [[
<text class="dark" x="{x}" y="{y1}" text-anchor="middle">{axis}</text>
<text x="{x}" y="{y2}" text-anchor="middle">{western}</text>
]] or [[
<text x="{x}" y="{y1}" text-anchor="middle">{short}</text>
]], {x = x, y1 = f.bottom + 22, y2 = f.bottom + 39,
			    axis = year.axis(fiscal),
			    western = words.language == "ja" and fiscal or "",
			    short = year.short(fiscal)})
		end
	end
end

-- ---- lines and marks -----------------------------------------------------------

local function put_line(f, class, points)
	local list = {}

	if #points < 2 then
		return
	end
	for i, p in ipairs(points) do
		local x, y = x_of(f, p.year), y_of(f, p.value)
		table.insert(list, n(x) .. "," .. n(y))
		if i > 1 then
			label.line(f.board, x_of(f, points[i - 1].year),
			    y_of(f, points[i - 1].value), x, y)
		end
	end
	html.put([[
<polyline class="{class}" points="{points}"/>
]], {class = class, points = table.concat(list, " ")})
end

local function put_goal(f, value)
	local y = y_of(f, value)

	html.put([[
<line class="goal" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
]], {x1 = f.left, x2 = n(f.x1), y = n(y)})
	label.line(f.board, f.left, y, f.x1, y)
end

-- where a floor or a ceiling is met
local function put_zone(f, d)
	local y = y_of(f, d.target.value)
	local cmp = d.target.figure.cmp
	local below = cmp == "以下" or cmp == "未満" or
	    not cmp and d.course.want == "down"
	local top, bottom = f.top - 8, f.bottom

	if d.course.is_beyond or d.course.want == "none" then
		return
	elseif d.target.figure.upper then
		top, bottom, below = y_of(f, upper_of(d.target)), y, true
		y = top
	end
	html.put([[
<rect class="zone" x="{x}" y="{y}" width="{w}" height="{h}"/>
]], {x = f.left, w = n(f.x1 - f.left), y = n(below and y or top),
	    h = n(below and bottom - y or y - top)})
end

local function put_target(f, d)
	local t = d.target and d.target.figure

	if not t then
		return
	end
	put_goal(f, d.target.value)
	if t.upper then
		put_goal(f, upper_of(d.target))
	end
end

-- from the baseline over the interim targets to the last
local function put_path(f, d)
	local points = {d.base}

	if not d.base or not d.course.is_beyond or
	    (d.course.indicator.path or "linear") ~= "linear" then
		return
	end
	table.move(d.targets, 1, #d.targets, 2, points)
	put_line(f, "path", points)
	f.path = points
end

-- what a revision replaced: its target as long as it held, and the path to it
local function put_old(f, d)
	for _, e in ipairs(d.course.earlier) do
		local t = e.targets and e.targets[#e.targets]
		local at = year_of(e.revision)
		local base = figure.has(e.baseline) and e.baseline or
		    d.course.baseline
		local from = figure.has(base) and year_of(base)
		local to = figure.has(t) and year_of(t)
		if at and from and to and at > from and to > from and
		    at <= to then
			local y = y_of(f, t.number)
			html.put([[
<line class="goal-old" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
]], {x1 = n(x_of(f, from)), x2 = n(x_of(f, at)), y = n(y)})
			label.line(f.board, x_of(f, from), y, x_of(f, at), y)
			put_line(f, "path-old", {{year = from,
			    value = base.number}, {year = at,
			    value = base.number + (t.number - base.number) *
			    (at - from) / (to - from)}})
			table.insert(d.old, {year = from, value = t.number,
			    figure = t})
		end
	end
end

-- lines at years in which something happened, with a sign
local function put_marks(f, d)
	local signs = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"}
	local marks = chart.marks(d)

	for i, mark in ipairs(marks) do
		local x = mark.year and x_of(f, mark.year)
		if f.size.name ~= "small" and signs[i] then
			html.put([[
<line class="mark-line" x1="{x}" x2="{x}" y1="{y1}" y2="{y2}"/>
<text x="{x}" y="{y}" text-anchor="middle">{sign}</text>
]], {x = n(x), y1 = n(f.bottom - 16), y2 = f.top, y = n(f.bottom - 3),
			    sign = signs[i]})
			label.block(f.board, x - 8, f.bottom - 16, 16, 16)
		end
	end
end

-- events and breaks of the years drawn, in order: {year, text}
function chart.marks(d)
	local list = {}

	for _, from in ipairs {d.course.indicator.events,
	    d.course.indicator.breaks} do
		for _, mark in ipairs(from) do
			local at = mark.year.fiscal_year
			if at and at >= d.bounds.from and at <= d.bounds.to then
				table.insert(list, {year = at,
				    text = mark.text, of = mark.year})
			end
		end
	end
	table.sort(list, function(a, b)
		return a.year < b.year or a.year == b.year and a.text < b.text
	end)
	return list
end

-- does the series break between two years?
local function is_broken(d, from, to)
	for _, mark in ipairs(d.course.indicator.breaks) do
		local at = mark.year.fiscal_year
		if at and from < at and at <= to then
			return true
		end
	end
	return false
end

-- what was observed by year, with the baselines where nothing else was
local function observed(d)
	local by_year, list = {}, {}

	for _, points in ipairs {d.past, {d.base}, d.actuals} do
		for _, p in ipairs(points) do
			by_year[p.year] = p
		end
	end
	for _, p in pairs(by_year) do
		table.insert(list, p)
	end
	return list
end

local function is_early(p)
	return p.state == "provisional" or p.state == "partial"
end

-- part of a year's count is not a fall from the year before
local function is_fall(d, p)
	return p.state == "partial" and d.course.indicator.kind == "flow"
end

local function put_observed(f, d)
	local list, run = observed(d), {}

	for i, p in ipairs(list) do
		local before = list[i - 1]
		if before and (is_early(p) or is_broken(d, before.year, p.year))
		then
			put_line(f, "line", run)
			run = {}
			if is_early(p) and not is_fall(d, p) and
			    not is_broken(d, before.year, p.year) then
				put_line(f, "line-early", {before, p})
			end
		end
		table.insert(run, p)
	end
	put_line(f, "line", run)
	return list
end

local function put_dots(f, list)
	for _, p in ipairs(list) do
		local x, y = x_of(f, p.year), y_of(f, p.value)
		html.put([[
<circle class="{class}" cx="{x}" cy="{y}" r="{r}"/>
]], {class = is_early(p) and "hollow" or "dot", x = n(x), y = n(y),
		    r = is_early(p) and "5.5" or "6"})
		label.block(f.board, x - 6, y - 6, 12, 12)
	end
end

local function put_diamonds(f, d)
	for _, t in ipairs(d.targets) do
		local x, y = x_of(f, t.year), y_of(f, t.value)
		html.put([[
<path class="mark" d="M{x} {y}l6 6-6 6-6-6Z"/>
]], {x = n(x), y = n(y - 6)})
		label.block(f.board, x - 6, y - 6, 12, 12)
	end
end

-- ---- labels ----------------------------------------------------------------------

local function put_label(f, lines, class, point, wanted)
	local size = class == "strong" and 15 or 13
	local at = label.place(f.board, lines, size, x_of(f, point.year),
	    y_of(f, point.value), wanted)

	if not at then
		return false
	end
	for i, text in ipairs(lines) do
		html.put([[
<text{*class} x="{x}" y="{y}"{*anchor}>{text}</text>
]], {class = i == 1 and class and ' class="' .. class .. '"' or "",
		    x = n(at.x), y = n(at.y + (i - 1) * 17),
		    anchor = at.anchor ~= "start" and
		    ' text-anchor="' .. at.anchor .. '"' or "", text = text})
	end
	return true
end

local function label_target(f, d)
	if d.target then
		put_label(f, target_lines(d, f.size), "strong", d.target,
		    f.size.name == "wide" and d.target.year == d.bounds.to and
		    {"right"} or {"over", "under", "above", "below"})
	end
end

local function label_base(f, d)
	local text, value = "label_baseline", nil

	if not d.base then
		return
	end
	value = d.base.figure.text
	text = f.size.name == "small" and value or
	    words.say(text, {value = value})
	put_label(f, {text}, "dark", d.base,
	    d.target and d.target.value < d.base.value and
	    {"over_start", "under_start", "far_under", "far_over", "right"} or
	    {"under_start", "over_start", "far_over", "far_under", "right"})
end

local function label_latest(f, d, list)
	local last = list[#list]
	local places = {"below_right", "below", "above_left", "above",
	    "above_right", "below_left", "right", "left"}

	if not last or last == d.base then
		return
	end
	for i = #list, 1, -1 do
		if not is_early(list[i]) and list[i] ~= d.base then
			put_label(f, {list[i].figure.text}, "strong", list[i],
			    places)
			break
		end
	end
	if is_early(last) then
		put_label(f, {last.figure.text,
		    words["state_" .. last.state]}, "dark", last, places)
	end
end

local function label_interim(f, d)
	local places = {"above_left", "below_right", "above", "below",
	    "below_left", "above_right"}

	if f.size.name == "small" then
		return
	end
	for i = 1, #d.targets - 1 do
		local value = d.targets[i].figure.text
		local full = words.say("label_interim", {value = value})
		if not put_label(f, {full}, "dark", d.targets[i], places) then
			put_label(f, {value}, "dark", d.targets[i], places)
		end
	end
end

local function label_old(f, d)
	for _, p in ipairs(f.size.name ~= "small" and d.old or {}) do
		put_label(f, {words.say("label_old_target",
		    {value = p.figure.text})}, nil, p,
		    {"over_start", "under_start", "far_over"})
	end
end

-- in words what the grey line is, where its last part leaves room
local function label_path(f)
	local a, b

	if not f.path or f.size.name ~= "wide" then
		return
	end
	a, b = f.path[#f.path - 1], f.path[#f.path]
	put_label(f, {words.label_path}, nil, {
	    year = a.year + (b.year - a.year) * 0.62,
	    value = a.value + (b.value - a.value) * 0.62},
	    {"below_right", "above_left", "below_left", "above_right"})
end

-- ---- a whole drawing ------------------------------------------------------------

local function describe(d)
	local parts = {}
	local last = series.latest(d.course.indicator, d.course.area)

	local function tell(word, p)
		table.insert(parts, words.say(word, {value = p.figure.text,
		    year = year.long(p.figure.year)}))
	end
	if d.base then
		tell("chart_baseline", d.base)
	end
	for _, t in ipairs(d.targets) do
		tell("chart_target", t)
	end
	if last then
		table.insert(parts, words.say("chart_latest",
		    {value = last.value.text,
		    year = year.long(last.actual.year)}))
	end
	return words.say("chart_desc", {parts = table.concat(parts)})
end

local function draw(d, size, s)
	local f = frame_of(d, size, s)
	local title = d.course.indicator.title
	local id, list

	number = number + 1
	id = "Chart" .. number
	if d.course.area then
		title = title .. words.open .. d.course.area.title ..
		    words.close
	end
	html.put([[
<svg class="chart halo {name}" paint-order="stroke" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{id}t {id}d">
<title id="{id}t">{title}</title>
<desc id="{id}d">{desc}</desc>
]], {name = size.name, w = size.width, h = f.height, id = id,
	    title = words.say("chart_title", {title = title}),
	    desc = describe(d)})
	if d.target then
		put_zone(f, d)
	end
	put_ticks(f, d)
	put_years(f)
	d.old = {}
	put_marks(f, d)
	put_old(f, d)
	put_target(f, d)
	put_path(f, d)
	list = put_observed(f, d)
	put_dots(f, list)
	put_diamonds(f, d)
	label_target(f, d)
	label_latest(f, d, list)
	label_base(f, d)
	label_interim(f, d)
	label_old(f, d)
	label_path(f)
	raw("</svg>\n")
end

-- what is to be said of its axis: nothing if it begins at 0
function chart.axis(s, unit)
	if s.starts_at_zero then
		return ""
	end
	return words.say("truncated", {from = s.ticks[1].label .. unit})
end

function chart.put(d)
	local s = chart.scale {d}

	draw(d, sizes.wide, s)
	draw(d, sizes.narrow, s)
end

-- a small one, beside others of the same scale
function chart.put_small(d, s)
	draw(d, sizes.small, s)
end

return chart
