-- What an indicator says, in a few sentences: 令和4年度の685,497世帯を、
-- 令和10年度に723,778世帯へ増やします。令和7年度は704,120世帯で、順調です。
local aim = require "sentence/aim"
local amount = require "sentence/amount"
local calc = require "calc"
local course = require "course"
local figure = require "figure"
local mark = require "sentence/mark"
local now = require "sentence/now"
local series = require "series"
local status = require "status"
local time = require "sentence/time"
local wards = require "sentence/wards"
local words = require "words"

local sentence = {}

local function of_whole(indicator, c)
	local over = aim.is_over(indicator, c)
	local list = {aim.of(c, over)}

	if not c.target and not now.spoken(indicator) then
		table.insert(list, aim.no_target(c))
	end
	table.insert(list, now.of(indicator, over))
	return table.concat(list, words.after)
end

-- HTML, for the lead of a page
function sentence.of(indicator)
	local c = course.of(indicator)

	if course.is_known(c) then
		return of_whole(indicator, c)
	elseif #indicator.areas > 0 then
		return wards.of(indicator)
	elseif #indicator.actuals > 0 then
		return now.of(indicator, aim.is_over(indicator, c))
	end
	return escape(words.no_values)
end

-- the same without elements, for the description of a page
function sentence.plain(indicator)
	return mark.plain(sentence.of(indicator))
end

-- ---- the caption of a chart ------------------------------------------------------

-- 令和7年度は131,020世帯、道すじの値を980世帯下回る
local function found(c)
	local r = now.spoken(c.indicator, c.area)
	local point = series.latest(c.indicator, c.area)
	local at = r and r.status ~= "provisional" and r.actual or
	    point and point.actual
	local gap

	if not at then
		return nil
	end
	gap = r and at == r.actual and status.is_judged(r) and
	    calc.gap(r, c.area)
	return words.say("found_now_plain", {topic = time.topic(at.year),
	    value = amount.of(at.value)}) .. (gap and words.join .. gap or "")
end

local function planned(c)
	local t = c.target
	local difference = c.is_beyond and not aim.is_rank(c) and
	    figure.distance(c.baseline, t)
	local name = "found_target"

	if t.each then
		name = "found_each"
	elseif difference then
		name = aim.verb(c, "found_raise", "found_lower")
	elseif c.has_baseline and not c.is_beyond and not t.upper and
	    (t.cmp or c.want == "maintain") then
		name = "found_keep"
	end
	return words.say(name, aim.found(c, difference))
end

-- what a chart of it finds, as plain text
function sentence.finding(c)
	local text = found(c)

	if not text and c.target then
		text = planned(c)
	elseif not text and c.has_baseline then
		text = words.say("found_baseline",
		    {topic = time.topic(c.baseline.year),
		    baseline = amount.of(c.baseline)})
	end
	return mark.plain(text or words.no_values)
end

return sentence
