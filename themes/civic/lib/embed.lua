-- What Markdown embeds: ![](chart:id), ![](table:id) and ![](survey:id), each
-- with a link to the page of its own.
local html = require "html"
local show = require "indicator"
local survey = require "survey"
local tables = require "table"
local words = require "words"

local embed = {}

local function put_link(entity)
	html.put([[
<p class="small"><a href="{url}">{text}</a></p>
]], {url = url(entity), text = words.say("show_indicator",
	    {title = entity.title})})
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

function embed.survey(one)
	local top = survey.top(one)

	raw('<div class="embed">\n')
	for _, question in ipairs(one.questions) do
		survey.embed(question, one, top)
	end
	put_link(one)
	raw("</div>\n")
end

return embed
