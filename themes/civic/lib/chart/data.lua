-- What a chart has to show: the points of a course, and the scale they fit on.
local course = require "course"
local figure = require "figure"
local scale = require "scale"
local series = require "series"

local data = {}

local function add(list, f, at)
	if figure.has(f) and at then
		table.insert(list, {year = at, value = f.number, figure = f})
	end
end

function data.year_of(f)
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

local function minus(points)
	local figures = {}

	for i, p in ipairs(points) do
		figures[i] = p.figure
	end
	return figure.minus(figures)
end

-- 60 of 40〜60％; of other figures the value itself
function data.upper_of(p)
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
		b.hi = math.max(b.hi, data.upper_of(p))
	end
	return b
end

-- events and breaks of the years drawn, in order: {year, text}
local function marks(d)
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

-- everything a drawing needs; nil if there are not two points to connect
data.of = once(function(indicator, area)
	local c = course.of(indicator, area)
	local d = {course = c, unit = indicator.unit, all = {}, base = {},
	    past = {}, targets = {}, actuals = {}, old = {}}

	add(d.base, c.baseline, c.baseline and data.year_of(c.baseline))
	for _, e in ipairs(c.earlier) do
		add(d.past, e.baseline, e.baseline and data.year_of(e.baseline))
	end
	for _, t in ipairs(c.targets) do
		add(d.targets, t, data.year_of(t))
	end
	for _, e in ipairs(c.earlier) do
		for _, t in ipairs(e.targets or {}) do
			add(d.all, t, data.year_of(t))
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
	d.observed, d.marks = observed(d), marks(d)
	return d
end)

-- the scale of one or of several drawings that shall be compared; what shall
-- be kept is seen against 0, so that 709 and 700 look as near as they are
function data.scale(drawings)
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
	return scale.of(b.lo, b.hi, is_whole(all), minus(all))
end

-- does the series break between two years?
function data.is_broken(d, from, to)
	for _, mark in ipairs(d.course.indicator.breaks) do
		local at = mark.year.fiscal_year
		if at and from < at and at <= to then
			return true
		end
	end
	return false
end

function data.is_early(p)
	return p.state == "provisional" or p.state == "partial"
end

-- part of a year's count is not a fall from the year before
function data.is_fall(d, p)
	return p.state == "partial" and d.course.indicator.kind == "flow"
end

return data
