-- What Markdown embeds: ![](chart:id) and ![](table:id), each as a figure with
-- a link to the indicator's own page.
local chart = require "chart"
local html = require "html"
local sentence = require "sentence"
local show = require "indicator"
local tables = require "table"
local words = require "words"

local embed = {}

local function put_link(indicator)
	html.put([[
<p class="small"><a href="{url}">{text}</a></p>
]], {url = url(indicator), text = words.say("show_indicator",
	    {title = indicator.title})})
end

function embed.chart(indicator, text)
	show.figure(indicator, nil, text)
	put_link(indicator)
end

embed["table"] = function(indicator)
	if #indicator.areas > 0 then
		tables.areas(indicator)
	else
		tables.of(indicator)
	end
	put_link(indicator)
end

return embed
