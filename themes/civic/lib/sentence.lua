-- What an indicator says, in one or two sentences: 令和4年度の685,497世帯を、
-- 令和10年度に723,778世帯へ増やします。
local calc = require "calc"
local course = require "course"
local decimal = require "decimal"
local figure = require "figure"
local html = require "html"
local series = require "series"
local status = require "status"
local words = require "words"
local year = require "year"

local sentence = {}

-- held together, and with the particle behind it
local JOINER = utf8.char(0x2060)

local function num(text)
	return html.text([[<span class="num">{text}</span>]], {text = text}) ..
	    JOINER
end

local function strong(text)
	return html.text([[<strong class="num">{text}</strong>]],
	    {text = text}) .. JOINER
end

local function when(f)
	return f.year and num(year.long(f.year)) or escape(words.not_set)
end

-- 割合 is raised, 件数 grows
function sentence.verb(c, up, down)
	local share = figure.is_share(c.target or c.baseline)
	local word = c.want == "down" and down or up

	return share and word .. "_share" or word
end

local function pattern(c)
	local t = c.target

	if c.is_beyond then
		return "way"
	elseif t.each then
		return "keep_each"
	elseif c.want == "range" or t.upper then
		return "within"
	elseif c.want == "none" or not c.want then
		return "stated"
	elseif decimal.compare(c.baseline, t) == 0 and not t.cmp then
		return "keep_same"
	elseif t.cmp or c.want == "maintain" then
		return "keep"
	end
	return "stated"
end

local function of_course(c)
	local values = {}

	if c.has_baseline then
		values.from = when(c.baseline)
		values.baseline = num(c.baseline.text)
	end
	if not c.target then
		return words.say("only_baseline", values)
	end
	values.to = when(c.target)
	values.target = strong(c.target.text)
	if not c.has_baseline then
		return words.say(not c.target.each and "only_target" or
		    (c.target.text:find("^各年") or c.target.text:find("^毎年"))
		    and "only_each_said" or "only_each", values) .. escape(words.no_baseline)
	end
	values.verb = words[sentence.verb(c, "raise", "lower")]
	return words.say(pattern(c), values)
end

-- have all areas the same last target and year?
local function common_target(courses)
	local first = courses[1].target

	for _, c in ipairs(courses) do
		if not c.is_beyond or c.target.text ~= first.text or
		    c.target.year.text ~= first.year.text then
			return nil
		end
	end
	return first
end

local function of_areas(indicator)
	local courses, names = {}, {}
	local target

	for _, area in ipairs(indicator.areas) do
		table.insert(courses, course.of(indicator, area))
		table.insert(names, escape(area.title))
	end
	target = common_target(courses)
	names = table.concat(names, words.join)
	if not target then
		return words.say("areas_own", {areas = names})
	end
	return words.say("areas_way", {areas = names, to = when(target),
	    target = strong(target.text),
	    verb = words[sentence.verb(courses[1], "raise", "lower")]})
end

-- 順調です: what a result says behind its value
function sentence.verdict(r)
	local range = r.target and r.target.upper and
	    words["is_" .. r.status .. "_range"]

	if r.status == "met" and r.indicator.want == "range" then
		return words.is_met_range
	elseif r.status == "met" and not (r.indicator.want == "maintain" or
	    r.p) then
		return words.is_met_reached
	end
	return range or words["is_" .. r.status]
end

-- how sure a value is, with the date it is of: 令和8年9月30日時点の速報値
local function state_of(actual)
	local state = status.state(actual)
	local of = actual.value.as_of

	return state and (of and words.say("at",
	    {date = year.long(of)}) .. words.join or "") .. state or nil
end

local function value_of(r)
	return {year = num(status.year(r)),
	    value = strong(r.actual.value.text),
	    state = escape(state_of(r.actual) or "")}
end

local function has_value(r)
	return r ~= nil and r.year ~= nil and r.actual ~= nil and
	    figure.has(r.actual.value)
end

local function of_result(r, area)
	local values = value_of(r)
	local state = values.state ~= ""

	if r.status == "na" then
		values.why = escape(calc.reason(r, area))
		return words.say(state and "now_na_state" or "now_na", values)
	end
	values.verdict = html.text([[<strong>{text}</strong>]],
	    {text = sentence.verdict(r)})
	return words.say(state and "now_judged_state" or "now_judged", values)
end

-- 令和8年度は131,300世帯（9月30日時点、年度途中の値）で、まだ判定していません。
local function of_ahead(r)
	local values = value_of(r)

	if r.status == "provisional" then
		return words.say("now_ahead", values)
	elseif r.status == "met_partial" then
		values.verdict = escape(sentence.verdict(r))
		return words.say("now_ahead_met", values)
	end
	return ""
end

-- 令和7年度は131,020世帯で、やや遅れています。 or nothing
local function of_latest(indicator)
	local r = status.latest(indicator)
	local ahead = status.ahead(indicator)
	local text = ""

	if has_value(r) and r.status ~= "provisional" then
		text = of_result(r)
	elseif has_value(r) then
		return of_ahead(r)
	end
	return text .. (has_value(ahead) and words.after .. of_ahead(ahead) or
	    "")
end

-- how many areas are well in the latest year that any was judged in
local function of_area_results(indicator)
	local last, n, m = 0, 0, 0

	for _, r in ipairs(indicator.results) do
		if r.area and r.year and status.is_judged(r) then
			last = math.max(last, r.year)
		end
	end
	for _, r in ipairs(indicator.results) do
		if r.area and r.year == last and status.is_judged(r) then
			n = n + 1
			m = m + (status.groups[r.status] == "well" and 1 or 0)
		end
	end
	return n == 0 and "" or words.say(m > 0 and "areas_now" or
	    "areas_now_none", {year = num(year.full(last)), n = n, m = m})
end

-- HTML, for the lead of a page
function sentence.of(indicator)
	local c = course.of(indicator)

	if course.is_known(c) then
		return of_course(c) .. words.after .. of_latest(indicator)
	elseif #indicator.areas > 0 then
		return of_areas(indicator) .. words.after ..
		    of_area_results(indicator)
	elseif series.latest(indicator) then
		return of_latest(indicator)
	end
	return escape(words.no_values)
end

-- the same without elements, for the description of a page
function sentence.plain(indicator)
	local text = sentence.of(indicator):gsub("<[^>]*>", "")
	    :gsub(JOINER, "")

	return (text:gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"')
	    :gsub("&#39;", "'"):gsub("&amp;", "&"))
end

-- 令和7年度は131,020世帯、道すじの値を980世帯下回る
local function found(c)
	local r = status.latest(c.indicator, c.area)
	local value, gap

	if not has_value(r) or r.status == "provisional" then
		r = status.ahead(c.indicator, c.area) or r
	end
	if not has_value(r) then
		return nil
	end
	value = words.say("found_now_plain", {year = status.year(r),
	    value = r.actual.value.text})
	gap = status.is_judged(r) and calc.gap(r, c.area)
	return value .. (gap and words.join .. gap or "")
end

-- what a chart of it finds, as plain text
function sentence.finding(c)
	local text = found(c)

	if text then
		return text
	elseif not c.target then
		return words.say("found_baseline",
		    {from = year.long(c.baseline.year),
		    baseline = c.baseline.text})
	end
	local values = {to = c.target.year and year.long(c.target.year) or
	    words.not_set, target = c.target.text,
	    difference = figure.distance(c.baseline, c.target)}
	if c.is_beyond and values.difference then
		return words.say(sentence.verb(c, "found_raise",
		    "found_lower"), values)
	elseif c.has_baseline and not c.is_beyond and
	    (c.target.cmp or c.want == "maintain") then
		return words.say("found_keep", values)
	end
	return words.say("found_target", values)
end

return sentence
