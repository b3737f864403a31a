-- Years as this site prints them: 令和4年度（2022年度）, never Ｒ４.
local html = require "html"
local words = require "words"

local year = {}

local eras = {R = "令和", H = "平成", S = "昭和", T = "大正", M = "明治"}

local function half_of(c)
	return string.char(c:byte() - 0x60)
end

-- ０-９ and Ａ-Ｚ to ASCII: a screen reader reads ５，０００ digit by digit
function year.half(text)
	if not text:find("\xEF\xBC", 1, true) then
		return text
	end
	return (text:gsub("\xEF\xBC([\x90-\x99\xA1-\xBA])", half_of))
end

local function era_of(letter, n)
	return eras[letter] .. (n == "1" and "元" or n) .. "年"
end

-- H30.2, R5.9.30 and R4年 in full
local function from_letter(text)
	local letter, n, rest = text:match("^([RHSTM])(%d+)年?(.*)$")
	if not letter then
		return nil
	end
	local month, day = rest:match("^[.](%d+)[.]?(%d*)")
	if month then
		rest = month .. "月" .. (day ~= "" and day .. "日" or "")
	end
	return era_of(letter, n) .. rest
end

local function fiscal_ja(y)
	local from, to = y.from, y.to

	if y.open then
		return era(from) .. "から"
	elseif from ~= to then
		return era(from) .. "から" .. era(to) .. "まで"
	end
	return era(to)
end

local function long_ja(y)
	local text = y.text

	-- 平成23・24年度 stays as it is printed
	if y.kind == "fiscal" and y.from and not text:find("・", 1, true) then
		return fiscal_ja(y)
	end
	text = year.half(text)
	-- 2026-11-22, as in site.yaml, is 2026年11月22日
	local y4, m, d = text:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)$")
	return y4 and y4 .. "年" .. tonumber(m) .. "月" .. tonumber(d) ..
	    "日" or from_letter(text) or text
end

local function long_en(y)
	if y.kind ~= "fiscal" then
		return year.iso(y) or y.text
	elseif y.open then
		return "from FY" .. y.from
	elseif y.from ~= y.to then
		return "FY" .. y.from .. "–FY" .. y.to
	end
	return "FY" .. y.to
end

-- 令和4年度; 平成30年; 令和8年11月22日
function year.long(y)
	return words.language == "en" and long_en(y) or long_ja(y)
end

-- the same with the western year beside it: 令和4年度（2022年度）
function year.both(y)
	local text = year.long(y)

	if words.language == "en" or y.kind == "placeholder" or
	    text:find("%d%d%d%d") then
		return text
	elseif y.kind == "fiscal" then
		return y.from == y.to and
		    text .. "（" .. y.to .. "年度）" or text
	end
	return (text:gsub("年", "年（" .. y.year .. "年）", 1))
end

-- 2022-03-31, 2022-03, 2022; nil for a fiscal year, which is no date
function year.iso(y)
	if not y.year or y.kind == "fiscal" or y.kind == "placeholder" then
		return nil
	elseif y.day then
		return ("%04d-%02d-%02d"):format(y.year, y.month, y.day)
	elseif y.month then
		return ("%04d-%02d"):format(y.year, y.month)
	end
	return ("%04d"):format(y.year)
end

-- as an element that machines can read
function year.time(y)
	local iso = year.iso(y)

	if not iso then
		return html.text("<span>{text}</span>", {text = year.long(y)})
	end
	return html.text([[<time datetime="{iso}">{text}</time>]],
	    {iso = iso, text = year.long(y)})
end

-- of a bare number: 令和4年度
function year.full(fiscal)
	return words.language == "en" and "FY" .. fiscal or era(fiscal)
end

-- 令和4年度（2022年度）
function year.both_full(fiscal)
	return words.language == "en" and "FY" .. fiscal or
	    era(fiscal) .. "（" .. fiscal .. "年度）"
end

-- for axes: 令和4 above 2022, or R4 where there is little room
function year.axis(fiscal)
	if words.language == "en" then
		return tostring(fiscal)
	end
	return (era(fiscal):gsub("年度$", ""))
end

-- the head of a table's row: the western year below, in Japanese
function year.head(fiscal)
	return words.language == "en" and "FY" .. fiscal or html.text(
	    "{axis}<small>{western}</small>", {axis = year.axis(fiscal),
	    western = fiscal})
end

function year.short(fiscal)
	return words.language == "en" and tostring(fiscal) or era(fiscal, true)
end

-- in order: by fiscal year, in it a year before its months and days
function year.before(a, b)
	for _, key in ipairs {"fiscal_year", "year", "month", "day"} do
		local x, y = a[key] or 0, b[key] or 0
		if x ~= y then
			return x < y
		end
	end
	return false
end

return year
