-- Figures within a sentence.  In Japanese they are what the plan has; in
-- English the words around the number are English: at least 16.
local decimal = require "decimal"
local words = require "words"

local amount = {}

local powers = {["万"] = 4, ["億"] = 8, ["兆"] = 12}
local at_least = {["以上"] = "at least ", ["以下"] = "at most ",
    ["未満"] = "less than ", ["超"] = "more than "}
local above = {["以上"] = "at or above ", ["以下"] = "at or below ",
    ["未満"] = "below ", ["超"] = "above "}
local before = {["延べ"] = "a total of ", ["のべ"] = "a total of ",
    ["合計"] = "a total of ", ["累計"] = "a running total of ",
    ["累積"] = "a running total of ", ["平均"] = "an average of ",
    ["年平均"] = "a yearly average of "}
local behind = {["年間"] = " a year", ["月間"] = " a month",
    ["見込み"] = " (expected)", ["見込"] = " (expected)"}

-- 2.1 and 8 places: 210000000
local function shift(value, places)
	local whole, rest = value:match("^(-?%d*)[.]?(%d*)$")

	rest = rest .. ("0"):rep(places - #rest)
	whole = (whole .. rest:sub(1, places)):gsub("^(-?)0+(%d)", "%1%2")
	rest = rest:sub(places + 1)
	return whole .. (rest ~= "" and "." .. rest or "")
end

local function group(value)
	local sign, whole, rest = value:match("^(-?)(%d+)(.*)$")

	return sign .. decimal.group(whole) .. rest
end

-- the unit, and how many places the number is moved to say it in English
local function unit_of(f)
	local unit = f.unit or ""

	if unit == "％" or unit == "%" then
		return "%", powers[f.scale] or 0
	elseif unit == "割" then
		return "%", 1
	elseif unit ~= "" and not unit:find("[\x80-\xFF]") then
		return " " .. unit, powers[f.scale] or 0
	end
	return (f.scale or "") .. unit, 0
end

local function number(f)
	local unit, places = unit_of(f)
	local text = group(shift(f.value, places))

	if f.upper then
		text = text .. "–" .. group(shift(f.upper, places))
	end
	return text .. unit
end

local function english(f, signs)
	return (signs[f.cmp] or "") .. (f.about and "about " or "") ..
	    (before[f.qualifier] or "") .. number(f) ..
	    (behind[f.qualifier] or "") .. (f.tentative and " (planned)" or "")
end

-- 16件以上; at least 16
function amount.of(f)
	if words.language == "en" and f.value then
		return english(f, at_least)
	end
	return f.text
end

-- the same where it is kept: 16件以上, 46件の水準; at or above 16
function amount.level(f)
	if words.language == "en" and f.value then
		return (f.cmp and "" or "at ") .. english(f, above)
	end
	return f.text
end

return amount
