-- Texts within a sentence as HTML: figures and years are held together, and
-- with the particle behind them.
local figure = require "figure"
local html = require "html"

local mark = {}

local JOINER = utf8.char(0x2060)

function mark.num(text)
	return text == "" and "" or html.text(
	    [[<span class="{class}">{text}</span>]], {text = text,
	    class = figure.held(text)}) .. JOINER
end

-- what the sentence is about
function mark.strong(text)
	return html.text([[<strong class="{class}">{text}</strong>]],
	    {text = text, class = figure.held(text)}) .. JOINER
end

local characters = {["&lt;"] = "<", ["&gt;"] = ">", ["&quot;"] = '"',
    ["&#39;"] = "'", ["&amp;"] = "&"}

-- the same without elements
function mark.plain(text)
	text = text:gsub("<[^>]*>", ""):gsub(JOINER, "")
	return (text:gsub("&#?%w+;", characters))
end

return mark
