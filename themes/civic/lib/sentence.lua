-- What an indicator says, in one or two sentences: 令和4年度の685,497世帯を、
-- 令和10年度に723,778世帯へ増やします。
local course = require "course"
local decimal = require "decimal"
local figure = require "figure"
local html = require "html"
local series = require "series"
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
		return words.say(c.target.each and "only_each" or
		    "only_target", values) .. escape(words.no_baseline)
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

-- 令和7年度は131,020世帯でした。 or nothing
local function of_latest(indicator)
	local last = series.latest(indicator)

	if not last then
		return ""
	end
	local values = {year = num(year.long(last.actual.year)),
	    value = strong(last.value.text)}
	if last.state == "final" then
		return words.say("now_final", values)
	end
	values.state = escape(words["state_" .. last.state])
	return words.say("now_early", values)
end

-- HTML, for the lead of a page
function sentence.of(indicator)
	local c = course.of(indicator)

	if course.is_known(c) then
		return of_course(c) .. of_latest(indicator)
	elseif #indicator.areas > 0 then
		return of_areas(indicator)
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

-- what a chart of it finds, as plain text
function sentence.finding(c)
	local last = series.latest(c.indicator, c.area)
	local gap

	if last then
		gap = c.is_beyond and figure.distance(last.value, c.target)
		return words.say(gap and (course.is_met(c, last.value) and
		    "found_met" or "found_now") or "found_now_plain",
		    {year = year.long(last.actual.year), difference = gap,
		    value = last.value.text, target = c.target and
		    c.target.text})
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
