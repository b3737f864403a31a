-- What is said of an indicator whose figures are those of its areas.
local aim = require "sentence/aim"
local amount = require "sentence/amount"
local course = require "course"
local mark = require "sentence/mark"
local series = require "series"
local status = require "status"
local time = require "sentence/time"
local words = require "words"

local wards = {}

local MOST = 4          -- that are named

local function courses_of(indicator)
	local list = {}

	for _, area in ipairs(indicator.areas) do
		table.insert(list, course.of(indicator, area))
	end
	return list
end

local function names_of(indicator)
	local names = {}

	if #indicator.areas > MOST then
		return words.say("each_of_many", {n = #indicator.areas})
	end
	for _, area in ipairs(indicator.areas) do
		table.insert(names, escape(area.title))
	end
	return #names == 1 and names[1] or words.say("each_area",
	    {areas = words.listed(names)})
end

-- have all areas the same last target and year?
local function common_target(courses)
	local first = courses[1].target

	for _, c in ipairs(courses) do
		if not first or not first.year or not c.target or
		    not c.target.year or c.target.text ~= first.text or
		    c.target.year.text ~= first.year.text then
			return nil
		end
	end
	return first
end

local function have_all(courses, what)
	for _, c in ipairs(courses) do
		if not c[what] then
			return false
		end
	end
	return true
end

local function of_common(courses, t, names, over)
	local c = courses[1]
	local is_way = have_all(courses, "is_beyond") and not t.each and
	    not aim.is_rank(c)
	local word = is_way and aim.verb(c, "raise", "lower") or "aim"
	local values = aim.of_target(t)

	values.areas, values.by = names, time.by(t.year)
	values.value = mark.strong(amount.of(t))
	values.be = words[over and "was" or "be"]
	values.verb = words[(over and "did_" or "do_") .. word]
	return words.say(is_way and "areas_way" or t.each and
	    not t.upper and "areas_each" or "areas_stated", values)
end

local function of_courses(indicator, courses, over)
	local names, t = names_of(indicator), common_target(courses)

	if t then
		return of_common(courses, t, names, over)
	end
	return words.say(have_all(courses, "target") and
	    (have_all(courses, "has_baseline") and "areas_own" or
	    "areas_targets") or "areas_only", {areas = names})
end

local function unjudged(indicator, over)
	if not series.any(indicator) then
		return escape(words[over and "none_recorded" or "none_yet"])
	elseif indicator.want == "none" then
		return escape(words.say("areas_reference",
		    {why = words.why_direction}))
	end
	return escape(words.areas_unjudged)
end

-- how many areas are well in the latest year that any was judged in
local function of_results(indicator, over)
	local last, n, m = nil, 0, 0

	for _, r in ipairs(indicator.results) do
		if r.area and r.year and status.is_judged(r) and
		    r.year >= (last and last.year or 0) then
			last = r
		end
	end
	for _, r in ipairs(last and indicator.results or {}) do
		if r.area and r.year == last.year and status.is_judged(r) then
			n = n + 1
			m = m + (status.groups[r.status] == "well" and 1 or 0)
		end
	end
	if n == 0 then
		return unjudged(indicator, over)
	end
	local name = m == 0 and "areas_now_none" or n == m and
	    "areas_now_all" or "areas_now"
	if n == 1 then
		name = m == 0 and "areas_now_not_one" or "areas_now_one"
	end
	return words.say(name, {n = n, m = m,
	    year = mark.num(time.name(last.actual.year)),
	    well = words[over and "were_well" or "are_well"]})
end

-- HTML
function wards.of(indicator)
	local courses = courses_of(indicator)
	local over = true

	for _, c in ipairs(courses) do
		over = over and aim.is_over(indicator, c)
	end
	return of_courses(indicator, courses, over) .. words.after ..
	    of_results(indicator, over)
end

return wards
