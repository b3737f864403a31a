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
	    digits .. (f.scale or "") .. ((figure.is_share(f) or
	    figure.is_share(g)) and words.points or f.unit or g.unit or "")
end

-- the small words below a figure: as of when, why there is none, a note
function figure.remarks(f)
	local list = {}

	if f.as_of then
		local at = year.long(f.as_of)
		table.insert(list, (at:find("現在$") or at:find("時点$")) and
		    at or words.say("at", {date = at}))
	end
	if f.reason then
		table.insert(list, f.reason)
	end
	if f.note then
		table.insert(list, f.note)
	end
	return table.concat(list, words.join)
end

-- a cell of a table: the figure, and below it what is to be said of it
function figure.cell(f, more)
	local remarks = f and figure.remarks(f) or ""

	if more and more ~= "" then
		remarks = remarks ~= "" and more .. words.join .. remarks or more
	end
	html.put([[<td class="r">{text}]],
	    {text = f and tostring(f) or words.nothing})
	if remarks ~= "" then
		html.put("<small>{remarks}</small>", {remarks = remarks})
	end
	raw("</td>")
end

return figure
