-- Titles, held together at their beginning.  Browsers break Japanese titles
-- between phrases, but one that begins 第2次相模原市… has so long a phrase that
-- 第 would be left alone on the first line.
local html = require "html"
local words = require "words"

local HELD, SHORT = 4, 9        -- characters

return function(text)
	if words.language == "en" or utf8.len(text) <= SHORT or
	    text:byte() < 0x80 then
		return escape(text)
	end
	local at = utf8.offset(text, HELD + 1)
	return html.text([[<span class="num">{head}</span>{rest}]],
	    {head = text:sub(1, at - 1), rest = text:sub(at)})
end
