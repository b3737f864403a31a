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

local now = {}

local function has_value(r)
	return r ~= nil and r.year ~= nil and r.actual ~= nil and
	    figure.has(r.actual.value)
end

-- of a year before the plan's values begin
local function is_early(r, area)
	local from = course.of(r.indicator, area, r.year).baseline

	return figure.has(from) and from.year ~= nil and
	    from.year.fiscal_year ~= nil and r.year <= from.year.fiscal_year
end

-- the result that speaks; where it has no value, the last that has one
function now.spoken(indicator, area)
	local r = status.latest(indicator, area)
	local last

	if has_value(r) then
		return not is_early(r, area) and r or nil
	end
	for _, other in ipairs(status.of(indicator, area)) do
		if has_value(other) and not is_early(other, area) then
			last = other
		end
	end
	return last
end

-- ---- the verdict -----------------------------------------------------------------

local function is_each(r)
	return r.target ~= nil and r.target.each
end

-- is less wanted?
local function is_down(r)
	local cmp = r.target and r.target.cmp

	return cmp == "以下" or cmp == "未満" or
	    not cmp and r.indicator.want == "down"
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
	end
	for _, kind in ipairs {r.target and r.target.upper and "_range" or "",
	    is_down(r) and "_down" or ""} do
		if words["is_" .. name .. kind] then
			name = name .. kind
		end
	end
	return name
end

-- 順調です, or of a year that has been settled 順調でした
function now.verdict(r, over)
	local name = verdict_name(r)

	return over and words["had_" .. name] or words["is_" .. name]
end

-- was it judged by targets that have been changed since?
function now.is_by_old(r, area)
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

local function why_no_target(target)
	local reason = target.reason and target.reason:gsub("。$", "")

	if target.placeholder then
		return words.why_target_later
	elseif not reason then
		return words.why_no_target
	end
	return words.say(reason:find("ため$") and "why_no_target_because" or
	    "why_no_target_reason", {reason = reason})
end

local function why(r, area)
	local target = (area or r.indicator).targets[1]

	if r.reason == "no-target" and course.of(r.indicator, area).target then
		return words.why_no_target_then
	elseif r.reason == "replaced" and #r.indicator.replaced_by > 0 then
		return words.say("why_replaced_by",
		    {names = names(r.indicator.replaced_by)})
	elseif r.reason == "path" and
	    (r.indicator.path or ""):find("^lua:") then
		return words.why_path_open
	elseif r.reason == "direction" and not target then
		return words.why_direction_bare
	elseif r.reason == "no-target" and target then
		return why_no_target(target)
	end
	return calc.reason(r, area)
end

-- ---- the sentences ---------------------------------------------------------------

-- how sure a value is, with the date it is of: （令和8年9月30日時点、速報値）
local function state_of(actual, is_dated)
	local state = status.state(actual)
	local of = not is_dated and actual.value.as_of

	if not state then
		return ""
	end
	if not of then
		return words.open .. escape(state) .. words.close
	end
	-- a bracket stays with what it opens, not with what is before it
	local blank, bracket = words.open:match("^(%s*)(.*)$")
	return blank .. "<wbr>" .. mark.num(bracket .. words.say("at",
	    {date = time.name(of)})) .. words.join .. escape(state) ..
	    words.close
end

-- a total within a year is one up to its day, not up to the year's end
function now.value(actual, area)
	local c = course.of(actual.indicator, area, actual.year.fiscal_year)
	local total = aim.is_total(c) and not actual.value.qualifier
	local of = actual.value.as_of
	local is_dated = total and of ~= nil and actual.state == "partial"
	local at = is_dated and of or actual.year

	return {topic = time.topic(at, total), of = time.of(at, total),
	    it = words[total and "the_total" or "it"],
	    value = mark.strong(amount.of(actual.value)),
	    state = state_of(actual, is_dated)}
end

local function strong(text)
	return html.text([[<strong>{text}</strong>]], {text = text})
end

local function of_result(r, area, over, before)
	local values = now.value(r.actual, area)
	local pattern = "now_judged"

	over = over or is_each(r) and not (r.actual.state == "partial")
	if r.status == "na" then
		values.before = before or ""
		values.why = escape(why(r, area))
		return words.say(r.actual.state == "partial" and
		    "now_na_early" or "now_na", values)
	elseif r.status == "provisional" then
		return words.say("now_ahead", values)
	elseif now.is_by_old(r, area) then
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
	    is_early(r, area) or spoken and spoken.year >= r.year then
		return nil
	end
	return aim.because(words.say(r.actual.value.text == "x" and
	    "now_suppressed" or "now_missing",
	    {year = time.name(r.actual.year)}), r.actual.value.reason)
end

local function of_nothing(c, over)
	local from = c.has_baseline and c.baseline.year

	if from then
		return words.say(over and "none_recorded_after" or
		    "none_after", {year = mark.num(time.name(from))})
	end
	return escape(words[over and "none_recorded" or "none_yet"])
end

local function successors(indicator, spoken)
	local is_told = spoken and spoken.reason == "replaced"

	return #indicator.replaced_by > 0 and not is_told and
	    escape(words.say("successor",
	    {names = names(indicator.replaced_by)})) or nil
end

-- HTML; before: what stands in front of a value that is not judged
function now.of(indicator, over, before)
	local r, list = now.spoken(indicator), {}
	local ahead = status.ahead(indicator)
	local missing = of_missing(indicator, nil, r)

	if r then
		table.insert(list, of_result(r, nil, over, before))
	elseif not missing then
		table.insert(list, of_nothing(course.of(indicator), over))
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
