-- What was observed: the values of an indicator, or of one of its areas, one
-- for each year.
local course = require "course"
local figure = require "figure"

local series = {}

-- of several rows of one year the best known counts
local ranks = {revised = 4, final = 3, provisional = 2, partial = 1}

local function rank(actual)
	return ranks[actual.state or "final"]
end

-- what is written of each area, by its id; of the whole by false
local by_area = once(function(indicator)
	local ids, lists = {}, {}

	for _, area in ipairs(indicator.areas) do
		ids[area.title] = ids[area.title] or area.id
	end
	for _, area in ipairs(indicator.areas) do
		ids[area.id] = area.id
	end
	for _, a in ipairs(indicator.actuals) do
		local id = a.area and (ids[a.area] or a.area) or false
		lists[id] = lists[id] or {}
		table.insert(lists[id], a)
	end
	return lists
end)

-- in the order of years: {year = 2022, actual = …, value = its figure}
series.of = once(function(indicator, area)
	local best, list = {}, {}

	for _, a in ipairs(by_area(indicator)[area and area.id or false] or
	    {}) do
		local fiscal = a.year.fiscal_year
		if fiscal and
		    (not best[fiscal] or rank(a) > rank(best[fiscal])) then
			best[fiscal] = a
		end
	end
	for fiscal, a in pairs(best) do
		local value = a.value
		table.insert(list, {year = fiscal, actual = a, value = value,
		    has_value = figure.has(value), state = a.state or "final"})
	end
	return list
end)

-- the last one that has a value, if it lies behind the baseline; what was
-- counted in the middle of a year only if there is nothing else
series.latest = once(function(indicator, area)
	local from = course.of(indicator, area).baseline
	local start = from and from.year and from.year.fiscal_year
	local last, early

	for _, point in ipairs(series.of(indicator, area)) do
		local counts = point.has_value and
		    not (start and point.year <= start)
		if counts and point.state == "partial" then
			early = point
		elseif counts then
			last = point
		end
	end
	return last or early
end)

-- where there is no such value: the last row behind the baseline, which says
-- why
series.reason = once(function(indicator, area)
	local from = course.of(indicator, area).baseline
	local start = from and from.year and from.year.fiscal_year
	local last

	for _, point in ipairs(series.of(indicator, area)) do
		if not point.has_value and
		    not (start and point.year <= start) and
		    not (last and last.year > point.year) then
			last = point
		end
	end
	return last
end)

-- is there anything observed at all, of the whole or of an area?
function series.any(indicator)
	if series.latest(indicator) then
		return true
	end
	for _, area in ipairs(indicator.areas) do
		if series.latest(indicator, area) then
			return true
		end
	end
	return false
end

return series
