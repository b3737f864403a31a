-- What an indicator says, in a few sentences: 令和4年度の685,497世帯を、
-- 令和10年度に723,778世帯へ増やします。令和7年度は704,120世帯で、順調です。
local aim = require "sentence/aim"
local course = require "course"
local drawing = require "sentence/drawing"
local mark = require "sentence/mark"
local now = require "sentence/now"
local wards = require "sentence/wards"
local words = require "words"

local sentence = {}

local function of_whole(indicator, c)
	local over = aim.is_over(indicator, c)
	local list = {}

	if not c.target and now.spoken(indicator) then
		return now.of(indicator, over, aim.baseline(c, "and_was"))
	end
	table.insert(list, aim.of(c, over))
	if not c.target then
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
sentence.plain = mark.plain

-- what a chart of it finds, as plain text
sentence.finding = drawing.finding

return sentence
