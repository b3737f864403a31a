-- Figures as text.  A figure stands on a page as one run of text, 16件以上,
-- so nothing here ever puts an element inside.
local decimal = require "decimal"
local html = require "html"
local words = require "words"
local year = require "year"

local figure = {}

-- is there a figure with a value?
function figure.has(f)
	return f ~= nil and f.value ~= nil
end

function figure.is_share(f)
	return f.unit == "％" or f.unit == "%"
end

-- the sign by which figures are below 0, for what stands beside them: △5.2
function figure.minus(figures)
	for _, f in ipairs(figures) do
		if f and figure.has(f) and f.value:find("^-") then
			return f.text:match("([^%d\x80-\xBF][\x80-\xBF]*)%d") or
			    words.minus_sign
		end
	end
	return words.minus_sign
end

local powers = {["万"] = 4, ["億"] = 8, ["兆"] = 12}

-- 2.1 and 8 places: 210,000,000
local function multiplied(digits, places)
	local sign, whole, rest = digits:gsub(",", "")
	    :match("^(-?)(%d*)[.]?(%d*)$")

	rest = rest .. ("0"):rep(places - #rest)
	whole = (whole .. rest:sub(1, places)):gsub("^0+(%d)", "%1")
	rest = rest:sub(places + 1)
	return sign .. decimal.group(whole) .. (rest ~= "" and "." .. rest or "")
end

-- a number with its scale and unit: 10.8万回; 108,000 views in English
function figure.amount(digits, scale, unit)
	scale, unit = scale or "", unit or ""
	if words.language == "ja" or unit:find("[\xE3-\xE9]") then
		return digits .. scale .. unit
	elseif powers[scale] and digits:find("^-?[%d,]+[.]?%d*$") then
		digits, scale = multiplied(digits, powers[scale]), ""
	end
	if unit == "％" or unit == "%" then
		return digits .. "%"
	end
	return digits .. scale .. (unit ~= "" and " " .. unit or "")
end

-- what stands behind a number that has no scale: 世帯; " households"
function figure.unit(unit)
	return figure.amount("", nil, unit)
end

-- behind the difference of two shares: ポイント; " point" of 1
function figure.points(digits)
	return figure.unit(digits == "1" and words.point or words.points)
end

-- 8.0ポイント, 541,542件, 約4.2億円: how far apart; nil if not to be said
function figure.distance(f, g)
	local digits

	if not figure.has(f) or not figure.has(g) or f.upper or g.upper then
		return nil
	end
	digits = decimal.distance(f, g)
	if not digits then
		return nil
	end
	return (words.language == "ja" and (f.about or g.about) and "約" or "") ..
	    ((figure.is_share(f) or figure.is_share(g)) and
	    digits .. figure.points(digits) or
	    figure.amount(digits, f.scale, f.unit or g.unit))
end

-- the small words below a figure: as of when, why there is none, a note;
-- signs: what stands for those that are told elsewhere, or nil
function figure.remarks(f, signs)
	local as_of, reason, note = f.as_of, f.reason, f.note
	local list = {}

	if as_of then
		local at = year.long(as_of)
		table.insert(list, (at:find("現在$") or at:find("時点$")) and
		    at or words.say("at", {date = at}))
	end
	if reason then
		table.insert(list, signs and signs[reason] or reason)
	end
	if note then
		table.insert(list, signs and signs[note] or note)
	end
	return table.concat(list, words.join)
end

-- are there more digits than fit where others stand?
function figure.is_long(text, most)
	return #text > most and #text:gsub("%D+", "") > most
end

-- the class of a figure in a sentence, which does not break unless it has
-- more digits than so many, or than one has
function figure.held(text, most)
	return figure.is_long(tostring(text), most or 15) and "num most" or
	    "num"
end

-- the class of a cell with it: two such do not fit beside one another on a
-- small screen; two of the longest only if they break
function figure.class(f)
	return "r" .. (f and figure.is_long(f.text, 11) and " many" or "") ..
	    (f and figure.is_long(f.text, 15) and " most" or "")
end

-- a cell of a table: the figure, and below it what is to be said of it
function figure.cell(f, more)
	local remarks = f and figure.remarks(f) or ""

	if more and more ~= "" then
		remarks = remarks ~= "" and more .. words.join .. remarks or more
	end
	html.put([[<td class="{class}">{text}]],
	    {class = figure.class(f), text = f or words.nothing})
	if remarks ~= "" then
		html.put("<small>{remarks}</small>", {remarks = remarks})
	end
	raw("</td>")
end

return figure
