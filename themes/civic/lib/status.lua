-- Where an indicator stands: its mark, its word and its year together, never
-- a colour alone.
local html = require "html"
local words = require "words"
local year = require "year"

local status = {}

local double = '<circle cx="10" cy="10" r="8"/>' ..
    '<circle class="f" cx="10" cy="10" r="3"/>'
local circle = '<circle cx="10" cy="10" r="7.5"/>'
local triangle = '<path d="M10 3 18 17H2Z"/>'
local full = '<path class="f" d="M10 3 18 17H2Z"/>'
local cross = '<path d="M3 3 17 17M17 3 3 17"/>'
local equal = '<path d="M3 7H17M3 13H17"/>'
local dotted = '<circle cx="10" cy="10" r="7.5" stroke-dasharray="2.4 3.5"/>'
local dash = '<path d="M3 10H17"/>'

-- the best first, as they are counted
status.order = {"achieved", "achieved_early", "met_partial", "met",
    "on_track", "slightly_behind", "missed_near", "not_met_near",
    "unchanged", "behind", "missed", "not_met", "worse", "provisional", "na"}

local looks = {
	achieved = {double, ""}, achieved_early = {double, ""},
	met_partial = {double, ""}, met = {circle, ""},
	on_track = {circle, ""}, slightly_behind = {triangle, " warn"},
	missed_near = {triangle, " warn"}, not_met_near = {triangle, " warn"},
	behind = {full, " warn"}, missed = {full, " warn"},
	not_met = {full, " warn"}, worse = {cross, " bad"},
	unchanged = {equal, " none"}, provisional = {dotted, " none"},
	na = {dash, " none"},
}

-- which of them are well, late, or worse than before
status.groups = {
	achieved = "well", achieved_early = "well", met_partial = "well",
	met = "well", on_track = "well", slightly_behind = "late",
	missed_near = "late", not_met_near = "late", behind = "late",
	missed = "late", not_met = "late", worse = "worse",
	unchanged = "same",
}

-- the end of an id: on-track
function status.anchor(word)
	return (word:gsub("_", "-"))
end

local pattern = '<span class="status{class}">' ..
    '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">' ..
    "{*shape}</svg>{text}</span>"

function status.html(word, text)
	local look = looks[word] or looks.na

	return html.text(pattern, {class = look[2], shape = look[1],
	    text = text or status_name(word)})
end

function status.put(word, text)
	raw(status.html(word, text))
end

-- ---- which result ------------------------------------------------------------

-- the results of each area by its id, and of the whole by false
local by_area = once(function(indicator)
	local lists = {}

	for _, r in ipairs(indicator.results) do
		local id = r.area or false
		lists[id] = lists[id] or {}
		table.insert(lists[id], r)
	end
	return lists
end)

-- the results of the whole or of an area, in the order of years
function status.of(indicator, area)
	return by_area(indicator)[area and area.id or false] or {}
end

-- by year
status.by_year = once(function(indicator, area)
	local rows = {}

	for _, r in ipairs(status.of(indicator, area)) do
		local year = r.year
		if year then
			rows[year] = r
		end
	end
	return rows
end)

local silent = {["not-measured"] = true, suppressed = true,
    ["no-actual"] = true}

-- a plan without a rule does not say why nothing is judged
function status.says(r)
	return r.status ~= "na" or r.indicator.plan.status_rule ~= nil
end

local areas_by_id = once(function(indicator)
	local areas = {}

	for _, area in ipairs(indicator.areas) do
		areas[area.id] = areas[area.id] or area
	end
	return areas
end)

-- what a result is of: the indicator or one of its areas
local function subject(r)
	return r.area and areas_by_id(r.indicator)[r.area] or r.indicator
end

-- why nothing is judged; a target may be said to be there, but not its value
function status.reason(r)
	if r.reason == "no-target" and #subject(r).targets > 0 then
		return words.target_unstated
	end
	return status_name(r.reason)
end

function status.is_judged(r)
	return r.status ~= "na" and r.status ~= "provisional"
end

-- the one that speaks: the last that is judged, or that says for good why
-- nothing is; a year that is not over and one without a value do not
status.latest = once(function(indicator, area)
	local list, last = status.of(indicator, area), nil

	for _, r in ipairs(list) do
		local word = r.status
		if word ~= "provisional" and not silent[r.reason] and
		    not (word == "met_partial" and last) then
			last = r
		end
	end
	return last or list[#list]
end)

-- the one of a year that is not over, behind the one that speaks
function status.ahead(indicator, area)
	local list = status.of(indicator, area)
	local last, r = status.latest(indicator, area), list[#list]

	return r and last and r.year and last.year and r.year > last.year and
	    r or nil
end

-- 令和7年度, or 令和7年 where the values are of calendar years
function status.year(r)
	local actual = r.actual

	return actual and year.long(actual.year) or year.full(r.year)
end

-- 速報値, 年度途中の値, 訂正値: of an actual that is not simply final
function status.state(actual)
	local state = actual and actual.state

	return state and state ~= "final" and words["state_" .. state] or nil
end

-- under a value: when, as of when and how sure
function status.when(r)
	local parts = {}

	local actual = r.actual
	local state = status.state(actual)

	if r.year then
		table.insert(parts, status.year(r))
	end
	if state and actual.value.as_of then
		table.insert(parts, words.say("at",
		    {date = year.long(actual.value.as_of)}))
	end
	table.insert(parts, state)
	return table.concat(parts, words.join)
end

return status
