-- Years within a sentence, with the words that tie them to it: 令和4年度は,
-- 令和10年度に, 令和10年3月31日までに; in FY2022, by FY2028.  total: of what is
-- counted from the beginning on, 令和4年度までの累計は.
local mark = require "sentence/mark"
local words = require "words"
local year = require "year"

local time = {}

local ja, en = {}, {}

local function without(text, ending)
	return text:sub(-#ending) == ending and text:sub(1, -#ending - 1) or text
end

-- 令和5年9月30日 of 令和5年9月30日時点, and whether it is a moment
local function bare(y)
	local long = year.long(y)
	local text = without(without(long, "時点"), "現在")

	return text, y.kind == "date" or text ~= long
end

local function is_span(y)
	return not y.open and y.from ~= y.to
end

-- does the text of a span end in まで?
local function is_told(text)
	return text:find("まで$") ~= nil
end

-- 令和4年度の
function ja.of(y, total)
	local text, is_moment = bare(y)

	if total and not is_span(y) and not y.open then
		return mark.num(text) .. "までの累計"
	end
	return mark.num(text) .. (is_moment and "時点の" or "の")
end

-- 令和4年度は
function ja.topic(y, total)
	local text, is_moment = bare(y)

	if total and not is_span(y) and not y.open then
		return mark.num(text) .. "までの累計は"
	end
	return mark.num(text) .. (is_moment and "時点では" or "は")
end

-- 令和10年度に
function ja.by(y, total)
	local text, is_moment = bare(y)

	if y.open then
		return mark.num(text)
	elseif is_told(text) then
		return mark.num(text) .. "に"
	end
	return mark.num(text) .. ((is_moment or total) and "までに" or "に")
end

-- 令和10年度まで
function ja.till(y)
	local text = bare(y)

	return mark.num(text) .. ((y.open or is_told(text)) and "" or "まで")
end

-- 令和6年度から令和10年度まで、 or of one year 令和6年度に
function ja.through(y)
	if is_span(y) or y.open then
		return mark.num(bare(y)) .. "、"
	end
	return ja.by(y)
end

local months = {"January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"}

local function name(y)
	if y.kind == "fiscal" then
		return "FY" .. y.to
	elseif y.day and y.month and y.year then
		return y.day .. " " .. months[y.month] .. " " .. y.year
	elseif y.month and y.year then
		return months[y.month] .. " " .. y.year
	end
	return y.kind ~= "placeholder" and y.year and tostring(y.year) or y.text
end

-- from FY2019 to FY2020; nil if it is one year
local function span(y)
	local prefix = y.kind == "fiscal" and "FY" or ""

	if y.open and y.from then
		return "from " .. prefix .. y.from .. " on"
	elseif is_span(y) and (y.kind == "fiscal" or y.kind == "calendar") then
		return "from " .. prefix .. y.from .. " to " .. prefix .. y.to
	end
	return nil
end

function en.of(y)
	if is_span(y) and y.kind == "fiscal" then
		return "in FY" .. y.from .. "–FY" .. y.to
	end
	local _, is_moment = bare(y)

	return y.open and span(y) or (is_moment and "on " or "in ") .. name(y)
end

function en.topic(y)
	return (en.of(y):gsub("^%l", string.upper)) .. ","
end

function en.by(y)
	return span(y) or "by " .. name(y)
end

function en.till(y)
	return span(y) or "through " .. name(y)
end

function en.through(y)
	return span(y) or en.of(y)
end

-- 令和7年度; FY2025
function time.name(y)
	return words.language == "en" and name(y) or (bare(y))
end

local tongue = words.language == "en" and en or ja

for how in pairs(ja) do
	time[how] = function(y, total)
		return y and tongue[how](y, total) or ""
	end
end

return time
