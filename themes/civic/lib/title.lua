-- Titles, which turn to a new line where a reader would pause.  Browsers break
-- Japanese between phrases, but one phrase may be as long as
-- 第2次相模原市市民協働推進基本計画: within it a break is offered before 基本計画
-- and on both sides of ファンド, and none between 第 and 2.
local words = require "words"

local HELD, SHORT = 4, 9        -- characters

local starts = {"基本計画", "推進計画", "実施計画", "行動計画", "総合計画",
    "基本方針", "基本構想", "推進プラン", "まちづくり"}

-- 札幌市市民: the second 市 begins what follows
local places = {["市"] = true, ["区"] = true, ["町"] = true, ["村"] = true,
    ["県"] = true}

-- what browsers take for two phrases
local ties = {"による", "に関する", "に対する", "における", "に向けた",
    "について", "のための"}

local function is_kanji(c)
	return c and (c >= 0x4E00 and c <= 0x9FFF or c == 0x3005)
end

local function is_hiragana(c)
	return c and c >= 0x3041 and c <= 0x309F
end

local function is_katakana(c)
	return c and c >= 0x30A1 and c <= 0x30FF and c ~= 0x30FB
end

-- how many katakana stand in a row from i, in one direction
local function run(codes, i, step)
	local n = 0

	while is_katakana(codes[i + n * step]) do
		n = n + 1
	end
	return n
end

local function begins(text, at, list)
	for _, word in ipairs(list) do
		if text:sub(at, at + #word - 1) == word then
			return word
		end
	end
end

-- is it one long phrase, as names of plans are?
local function is_one_phrase(text)
	text = text:gsub("まちづくり", "")
	for _, particle in ipairs {"の", "を", "に", "と", "な"} do
		if text:find(particle, 1, true) then
			return false
		end
	end
	return true
end

-- may a line end before the i-th character?
local function may_turn(codes, i, text, at)
	local before, c = codes[i - 1], codes[i]

	if before == 0x30FB then
		return true
	elseif is_katakana(c) and (is_kanji(before) or is_hiragana(before) and
	    is_hiragana(codes[i - 2])) then
		return run(codes, i, 1) > 2
	elseif is_katakana(before) and is_kanji(c) then
		return run(codes, i - 1, -1) > 2
	end
	return is_kanji(before) and codes.is_name and (begins(text, at, starts) ~= nil or
	    before == c and places[utf8.char(c)] or false)
end

local function held(text)
	return '<span class="num">' .. escape(text) .. "</span>"
end

return function(text)
	local codes = {is_name = is_one_phrase(text)}
	local out, at, i = {}, 1, 1

	if words.language == "en" or utf8.len(text) <= SHORT or
	    text:byte() < 0x80 then
		return escape(text)
	end
	for _, c in utf8.codes(text) do
		table.insert(codes, c)
	end
	while at <= #text do
		local tie = i > 1 and begins(text, at, ties)
		local part = i == 1 and text:sub(1, utf8.offset(text,
		    HELD + 1) - 1) or tie or utf8.char(codes[i])
		if i > 1 and not tie and may_turn(codes, i, text, at) then
			table.insert(out, "<wbr>")
		end
		table.insert(out, (tie or i == 1) and held(part) or
		    escape(part))
		at, i = at + #part, i + utf8.len(part)
	end
	return table.concat(out)
end
