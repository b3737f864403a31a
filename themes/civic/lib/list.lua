-- Lists of what a plan holds: programmes with their marks, the tree of goals.
local html = require "html"
local tree = require "tree"
local words = require "words"
local year = require "year"

local list = {}

local flag_words = {["新規"] = "flag_new", ["拡充"] = "flag_expanded",
    ["重点"] = "flag_priority"}

-- 重点 is the mark that leads the eye; the others are quiet
local function put_flag(flag)
	local text = words[flag_words[flag.flag]] or flag.flag

	if flag.year then
		text = text .. words.open .. year.long(flag.year) ..
		    words.close
	end
	html.put([[ <span class="chip{class}">{text}</span>]],
	    {class = flag.flag == "重点" and " chip-key" or "", text = text})
end

function list.flag_name(flag)
	return words[flag_words[flag]] or flag
end

-- 新規, 拡充, 重点, 仮称, 再掲
function list.chips(programme, again)
	for _, flag in ipairs(programme.flags) do
		put_flag(flag)
	end
	if programme.tentative then
		html.put([[ <span class="chip">{text}</span>]],
		    {text = words.tentative})
	end
	if again then
		html.put([[ <span class="chip">{text}</span>]],
		    {text = words.again})
	end
end

function list.has_chips(programme, again)
	return #programme.flags > 0 or programme.tentative or again
end

-- a few texts in a row
function list.join(texts)
	local out = {}

	for i, text in ipairs(texts) do
		out[i] = tostring(text)
	end
	return table.concat(out, words.join)
end

local function put_programme(programme, goal)
	local place, again
	local number = programme.number

	if goal then
		place, again = tree.placement(programme, goal)
		number = place and place.number or number
	end
	raw("<li>")
	if number then
		html.put([[<span class="no">{number}</span> ]],
		    {number = number})
	end
	html.put([[<a href="{url}">{title}</a>]],
	    {url = url(programme), title = programme.title})
	list.chips(programme, again)
	if place and place.note then
		html.put("<small>{note}</small>", {note = place.note})
	end
	if #programme.departments > 0 then
		html.put("<small>{text}</small>",
		    {text = list.join(programme.departments)})
	end
	raw("</li>\n")
end

-- goal: the one they are listed under, or nil
function list.programmes(programmes, goal)
	raw('<ul class="items">\n')
	for _, programme in ipairs(programmes) do
		put_programme(programme, goal)
	end
	raw("</ul>\n")
end

-- entities by title, with their numbers
function list.links(entities)
	raw('<ul class="items">\n')
	for _, one in ipairs(entities) do
		raw("<li>")
		if one.number then
			html.put([[<span class="no">{number}</span> ]],
			    {number = one.number})
		end
		html.put("<a href=\"{url}\">{title}</a></li>\n",
		    {url = url(one), title = one.title})
	end
	raw("</ul>\n")
end

local function put_counts(goal)
	local parts = {}
	local programmes = #tree.programmes(goal)
	local indicators = #tree.indicators(goal)

	if programmes > 0 then
		table.insert(parts, words.say("short_count",
		    {name = words.programme, n = programmes}))
	end
	if indicators > 0 then
		table.insert(parts, words.say("short_count",
		    {name = words.indicator, n = indicators}))
	end
	if #parts > 0 then
		html.put([[ <small class="counts">{text}</small>]],
		    {text = table.concat(parts, words.join)})
	end
end

-- the goals below one, all the way down
function list.tree(goals)
	raw('<ul class="items tree">\n')
	for _, goal in ipairs(goals) do
		raw("<li>")
		if goal.number then
			html.put([[<span class="no">{number}</span> ]],
			    {number = goal.number})
		end
		html.put([[<a href="{url}">{title}</a>]],
		    {url = url(goal), title = goal.title})
		put_counts(goal)
		if #goal.children > 0 then
			raw("\n")
			list.tree(goal.children)
		end
		raw("</li>\n")
	end
	raw("</ul>\n")
end

return list
