-- The sentences behind it, where the indicator stands: 令和7年度は131,020世帯で、
-- やや遅れています。
local aim = require "sentence/aim"
local amount = require "sentence/amount"
local calc = require "calc"
local course = require "course"
local figure = require "figure"
local html = require "html"
local mark = require "sentence/mark"
local status = require "status"
local time = require "sentence/time"
local words = require "words"
local year = require "year"

local now = {}

local function has_value(r)
	return r ~= nil and r.year ~= nil and r.actual ~= nil and
	    figure.has(r.actual.value)
end

-- the result that speaks; where it has no value, the last that has one
function now.spoken(indicator, area)
	local r = status.latest(indicator, area)
	local last

	if has_value(r) then
		return r
	end
	for _, other in ipairs(status.of(indicator, area)) do
		if has_value(other) then
			last = other
		end
	end
	return last
end

-- of a year before the plan's values begin
local function is_early(r)
	return r.reason == "baseline-year" or r.reason == "before-baseline"
end

-- ---- the verdict -----------------------------------------------------------------

local function is_each(r)
	return r.target ~= nil and r.target.each
end

local function verdict_name(r)
	local name = r.status

	if name == "achieved" and is_each(r) then
		return r.actual.year.kind == "fiscal" and "achieved_each" or
		    "achieved_each_calendar"
	elseif name == "unchanged" and r.tol == "0" then
		return "same"
	elseif name == "met" and r.target and r.target.upper then
		return "met_range"
	elseif name == "met" and not (r.indicator.want == "maintain" or r.p) then
		return "met_reached"
	elseif r.target and r.target.upper and words["is_" .. name .. "_range"]
	then
		return name .. "_range"
	end
	return name
end

-- 順調です, or of a year that has been settled 順調でした
function now.verdict(r, over)
	local name = verdict_name(r)

	return over and words["had_" .. name] or words["is_" .. name]
end

-- was it judged by targets that have been changed since?
local function is_by_old(r, area)
	local then_, now_ = course.of(r.indicator, area, r.year),
	    course.of(r.indicator, area)
	local a, b = then_.target, now_.target

	return status.is_judged(r) and a ~= nil and b ~= nil and
	    (a.text ~= b.text or a.year.text ~= b.year.text)
end

-- ---- why there is none -----------------------------------------------------------

local function quoted(title)
	return title:find("「") and "『" .. title .. "』" or
	    "「" .. title .. "」"
end

local function names(indicators)
	local list = {}

	for _, one in ipairs(indicators) do
		table.insert(list, words.language == "en" and "“" ..
		    one.title .. "”" or quoted(one.title))
	end
	return table.concat(list, words.language == "en" and ", " or "")
end

local function why(r, area)
	local target = (area or r.indicator).targets[1]

	if r.reason == "replaced" and #r.indicator.replaced_by > 0 then
		return words.say("why_replaced_by",
		    {names = names(r.indicator.replaced_by)})
	elseif r.reason == "path" and
	    (r.indicator.path or ""):find("^lua:") then
		return words.why_path_open
	elseif r.reason == "direction" and not target then
		return words.why_direction_bare
	elseif r.reason == "no-target" and target and target.placeholder then
		return words.why_target_later
	end
	return calc.reason(r, area)
end

-- ---- the sentences ---------------------------------------------------------------

-- how sure a value is, with the date it is of: 令和8年9月30日時点の速報値
local function state_of(actual, is_dated)
	local state = status.state(actual)
	local of = actual.value.as_of

	if not state then
		return nil
	end
	return (of and not is_dated and words.say("at",
	    {date = time.name(of)}) .. words.join or "") .. state
end

-- a total within a year is one up to its day, not up to the year's end
local function values_of(r, area)
	local total = aim.is_total(course.of(r.indicator, area, r.year)) and
	    not r.actual.value.qualifier
	local of = r.actual.value.as_of
	local is_dated = total and of ~= nil and r.actual.state == "partial"
	local state = state_of(r.actual, is_dated)

	return {topic = time.topic(is_dated and of or r.actual.year, total),
	    it = words[total and "the_total" or "it"],
	    value = mark.strong(amount.of(r.actual.value)),
	    state = state and words.open .. escape(state) .. words.close or
	    ""}
end

local function strong(text)
	return html.text([[<strong>{text}</strong>]], {text = text})
end

local function of_result(r, area, over)
	local values = values_of(r, area)
	local pattern = "now_judged"

	over = over or is_each(r) and not (r.actual.state == "partial")
	if r.status == "na" then
		values.why = escape(why(r, area))
		return words.say(r.actual.state == "partial" and
		    "now_na_early" or "now_na", values)
	elseif r.status == "provisional" then
		return words.say("now_ahead", values)
	elseif is_by_old(r, area) then
		pattern = "now_judged_old"
	end
	values.verdict = strong(now.verdict(r, over))
	values.rough = r.rough and words.open .. escape(words.rough) ..
	    words.close or ""
	return words.say(pattern, values)
end

-- the last year, if it has a row and no value
local function of_missing(indicator, area, spoken)
	local list = status.of(indicator, area)
	local r = list[#list]

	if not r or not r.year or not r.actual or has_value(r) or
	    spoken and spoken.year >= r.year then
		return nil
	end
	return aim.because(words.say(r.actual.value.text == "x" and
	    "now_suppressed" or "now_missing",
	    {year = time.name(r.actual.year)}), r.actual.value.reason)
end

local function of_nothing(indicator, over)
	return escape(words[over and "none_recorded" or "none_yet"])
end

local function successors(indicator, spoken)
	local is_told = spoken and spoken.reason == "replaced"

	return #indicator.replaced_by > 0 and not is_told and
	    escape(words.say("successor",
	    {names = names(indicator.replaced_by)})) or nil
end

-- HTML: a list of sentences of an indicator
function now.of(indicator, over)
	local r, list = now.spoken(indicator), {}
	local ahead = status.ahead(indicator)
	local missing = of_missing(indicator, nil, r)

	if r and not is_early(r) then
		table.insert(list, of_result(r, nil, over))
	elseif not missing then
		table.insert(list, of_nothing(indicator, over))
	end
	if r and has_value(ahead) and (ahead.status == "provisional" or
	    ahead.status == "met_partial") and ahead.year > r.year then
		table.insert(list, of_result(ahead, nil, false))
	end
	table.insert(list, missing)
	table.insert(list, successors(indicator, r))
	return table.concat(list, words.after)
end

return now
