-- Titles, which turn to a new line where a reader would pause.  Browsers break
-- Japanese between phrases, but one phrase may be as long as
-- 第2次相模原市市民協働推進基本計画: within it a break is offered before 基本計画
-- and on both sides of ファンド, and none between 第 and 2.
local words = require "words"

local HELD, SHORT = 4, 9        -- characters

-- some words, by their first character
local function by_first(list)
	local index = {}

	for _, word in ipairs(list) do
		local first = utf8.codepoint(word)
		index[first] = index[first] or {}
		table.insert(index[first], word)
	end
	return index
end

local starts = by_first {"基本計画", "推進計画", "実施計画", "行動計画",
    "総合計画", "基本方針", "基本構想", "推進プラン", "まちづくり"}

-- 札幌市市民: the second 市 begins what follows
local places = by_first {"市", "区", "町", "村", "県"}

-- what browsers take for two phrases
local ties = by_first {"による", "に関する", "に対する", "における",
    "に向けた", "について", "のための"}

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

-- the one of a list that stands in the text at a byte
local function standing(text, at, list)
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

-- may a line end before the i-th character, which is at a byte of the text?
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
	return is_kanji(before) and (starts[c] and
	    standing(text, at, starts[c]) ~= nil or
	    before == c and places[c]) and is_one_phrase(text)
end

local function held(text)
	return '<span class="num">' .. escape(text) .. "</span>"
end

-- the characters, and the bytes that they begin at
local function characters(text)
	local codes, bytes = {}, {}
	local n = 0

	for at, c in utf8.codes(text) do
		n = n + 1
		codes[n], bytes[n] = c, at
	end
	return codes, bytes
end

-- where a line may end, one of these stands on either side; most characters
-- are not among them
local turning = {}

for _, index in ipairs {starts, places} do
	for c in pairs(index) do
		turning[c] = true
	end
end
for c = 0x30A1, 0x30FF do
	turning[c] = true
end

-- calls take(from, to, how) for each piece of the text, in bytes: how is
-- "held" where it stays on a line, "turned" where a line may end before it
local function split(text, take)
	local codes, bytes = characters(text)
	local i, n = HELD + 1, #codes
	local from, how = bytes[i], nil

	take(1, from - 1, "held")
	while i <= n do
		local c, at = codes[i], bytes[i]
		local tie = ties[c] and standing(text, at, ties[c])
		if tie then
			take(from, at - 1, how)
			take(at, at + #tie - 1, "held")
			i, from, how = i + utf8.len(tie), at + #tie, nil
		else
			if (turning[c] or turning[codes[i - 1]]) and
			    may_turn(codes, i, text, at) then
				take(from, at - 1, how)
				from, how = at, "turned"
			end
			i = i + 1
		end
	end
	take(from, #text, how)
end

return function(text)
	local out = {}

	if words.language == "en" or utf8.len(text) <= SHORT or
	    text:byte() < 0x80 then
		return escape(text)
	end
	split(text, function(from, to, how)
		local piece = text:sub(from, to)
		table.insert(out, how == "held" and held(piece) or
		    (how == "turned" and "<wbr>" or "") .. escape(piece))
	end)
	return table.concat(out)
end
