-- What a chart shows, in words: its caption, and its description for those
-- who do not see it.
local aim = require "sentence/aim"
local amount = require "sentence/amount"
local calc = require "calc"
local figure = require "figure"
local mark = require "sentence/mark"
local now = require "sentence/now"
local series = require "series"
local status = require "status"
local time = require "sentence/time"
local words = require "words"

local drawing = {}

-- 道すじの値を980世帯下回る; nil if there is none
local function gap_of(r, area)
	local gap = status.is_judged(r) and calc.gap(r, area)

	if not gap then
		return nil
	end
	gap = escape(gap)
	return r.status ~= "worse" and r.status ~= "unchanged" and
	    now.is_by_old(r, area) and words.say("gap_of_old", {gap = gap}) or
	    gap
end

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
	gap = r and at == r.actual and gap_of(r, c.area)
	return words.say("found_now", now.value(at, c.area)) ..
	    (gap and words.join .. gap or "")
end

-- 令和10年度までに7,600世帯増やす計画
local function planned(c)
	local shape = aim.shape(c)
	local difference = shape == "way" and
	    figure.distance(c.baseline, c.target)
	local name = "found_target"

	if c.target.each then
		name = "found_each"
	elseif difference then
		name = aim.verb(c, "found_raise", "found_lower")
	elseif shape == "keep" or shape == "keep_same" or
	    shape == "only_keep" then
		name = "found_keep"
	end
	return words.say(name, aim.of_target(c.target, difference))
end

local function started(c)
	local b = c.baseline

	return words.say("found_baseline", {topic = time.topic(b.year),
	    of = time.of(b.year), value = mark.num(amount.of(b))})
end

-- the caption, as plain text
function drawing.finding(c)
	local text = found(c)

	if not text then
		text = c.target and planned(c) or c.has_baseline and
		    started(c) or words.no_values
	end
	return mark.plain(text)
end

-- the description, as plain text
function drawing.describe(c)
	local last = series.latest(c.indicator, c.area)
	local parts = {}

	if c.has_baseline then
		table.insert(parts, words.say("chart_baseline",
		    {of = time.of(c.baseline.year),
		    value = mark.num(amount.of(c.baseline))}))
	end
	for _, t in ipairs(c.targets) do
		table.insert(parts, words.say(t.each and "chart_each" or
		    "chart_target", aim.of_target(t)))
	end
	if last then
		table.insert(parts, words.say("chart_latest",
		    now.value(last.actual, c.area)))
	end
	return mark.plain(words.say("chart_desc",
	    {parts = table.concat(parts)}))
end

return drawing
