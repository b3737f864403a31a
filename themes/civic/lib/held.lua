-- Texts in which no line ends within a year, a date or a rough figure:
-- 令和8年11月20日, 約4.2億円.  As HTML.
local words = require "words"

local eras = {"令和", "平成", "昭和"}

-- where a date that begins at i ends, behind its last character
local function date_end(text, i)
	for _, era in ipairs(eras) do
		if text:sub(i, i + #era - 1) == era then
			local rest = text:sub(i + #era)
			local year = rest:match("^%d+年") or
			    rest:match("^元年")
			local more = year and (rest:match("^度", #year + 1) or
			    rest:match("^%d+月%d+日", #year + 1) or
			    rest:match("^%d+月", #year + 1) or "")
			return year and i + #era + #year + #more
		end
	end
end

local function figure_end(text, i)
	local rest = text:match("^約%d[%d,.]*", i)

	return rest and i + #rest
end

return function(text)
	local out, done, i = {}, 1, 1

	if words.language == "en" then
		return escape(text)
	end
	while i <= #text do
		local past = date_end(text, i) or figure_end(text, i)
		if past then
			table.insert(out, escape(text:sub(done, i - 1)))
			table.insert(out, '<span class="num">' ..
			    escape(text:sub(i, past - 1)) .. "</span>")
			done = past
		end
		i = past or utf8.offset(text, 2, i)
	end
	table.insert(out, escape(text:sub(done)))
	return table.concat(out)
end
