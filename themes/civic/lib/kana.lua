-- The order of readings: 五十音順, as a dictionary has it.
local kana = {}

local small = {["ぁ"] = "あ", ["ぃ"] = "い", ["ぅ"] = "う", ["ぇ"] = "え",
    ["ぉ"] = "お", ["っ"] = "つ", ["ゃ"] = "や", ["ゅ"] = "ゆ",
    ["ょ"] = "よ", ["ゎ"] = "わ"}
local voiced = "がぎぐげござじずぜぞだぢづでどばびぶべぼ"
local plain = "かきくけこさしすせそたちつてとはひふへほ"
local half = "ぱぴぷぺぽ"
local vowels = {
	["あ"] = "あかさたなはまやらわ", ["い"] = "いきしちにひみり",
	["う"] = "うくすつぬふむゆる", ["え"] = "えけせてねへめれ",
	["お"] = "おこそとのほもよろを",
}
local rows = {
	{"あ", "あいうえお"}, {"か", "かきくけこ"}, {"さ", "さしすせそ"},
	{"た", "たちつてと"}, {"な", "なにぬねの"}, {"は", "はひふへほ"},
	{"ま", "まみむめも"}, {"や", "やゆよ"}, {"ら", "らりるれろ"},
	{"わ", "わをん"},
}

local function at(text, i)
	local from = utf8.offset(text, i)
	return text:sub(from, utf8.offset(text, i + 1) - 1)
end

local base = {}

for i = 1, utf8.len(plain) do
	base[at(voiced, i)] = at(plain, i)
end
for i = 1, 5 do
	base[at(half, i)] = at(plain, 15 + i)
end

-- katakana to hiragana
local function hiragana(c)
	return c >= 0x30a1 and c <= 0x30f6 and c - 0x60 or c
end

local function vowel_of(letter)
	for vowel, letters in pairs(vowels) do
		if letter and letters:find(letter, 1, true) then
			return vowel
		end
	end
	return letter or ""
end

-- a text that sorts by bytes as its reading sorts in a dictionary: first
-- without marks and in large letters, ー as the vowel before it
function kana.key(reading)
	local out, last = {}, nil

	for _, c in utf8.codes(reading) do
		local letter = utf8.char(hiragana(c))
		letter = small[letter] or base[letter] or letter
		if letter == "ー" then
			letter = vowel_of(last)
		end
		table.insert(out, letter)
		last = letter
	end
	return table.concat(out)
end

-- あ, か … わ, of a key; nil for what is not kana
local function row_of(key)
	local first = key ~= "" and at(key, 1) or ""

	for _, row in ipairs(rows) do
		if first ~= "" and row[2]:find(first, 1, true) then
			return row[1]
		end
	end
	return nil
end

-- things with a reading or a title, in groups: {row = "か" or nil, …}
function kana.groups(list)
	local sorted, groups = {}, {}

	for _, one in ipairs(list) do
		local key = kana.key(one.reading or one.title)
		table.insert(sorted, {one = one, row = row_of(key), key = key})
	end
	table.sort(sorted, function(a, b)
		if (a.row == nil) ~= (b.row == nil) then
			return a.row ~= nil
		end
		return a.key < b.key
	end)
	for i, s in ipairs(sorted) do
		if i == 1 or sorted[i - 1].row ~= s.row then
			table.insert(groups, {row = s.row})
		end
		table.insert(groups[#groups], s.one)
	end
	return groups
end

return kana
