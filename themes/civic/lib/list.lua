-- Lists of what a plan holds: programmes with their marks, the tree of goals.
local html = require "html"
local order = require "order"
local tree = require "tree"
local words = require "words"
local year = require "year"

local list = {}

local flag_words = {["新規"] = "flag_new", ["拡充"] = "flag_expanded",
    ["重点"] = "flag_priority"}

-- 重点 is the mark that leads the eye; the others are quiet
local function put_flag(flag, is_short)
	local text = words[flag_words[flag.flag]] or flag.flag
	local y = flag.year

	if y then
		text = text .. words.open .. (is_short and y.fiscal_year and
		    year.short(y.fiscal_year) or year.long(y)) .. words.close
	end
	html.put([[ <span class="chip{class}">{text}</span>]],
	    {class = flag.flag == "重点" and " chip-key" or "", text = text})
end

function list.flag_name(flag)
	return words[flag_words[flag]] or flag
end

-- 新規, 拡充, 重点, 仮称, 再掲, 一部再掲; short: with R6 for the year
function list.chips(programme, again, is_short)
	for _, flag in ipairs(programme.flags) do
		put_flag(flag, is_short)
	end
	if programme.tentative then
		html.put([[ <span class="chip">{text}</span>]],
		    {text = words.tentative})
	end
	if again then
		html.put([[ <span class="chip">{text}</span>]],
		    {text = words.again})
	end
	if programme.part_of then
		html.put([[ <span class="chip">{text}</span>]],
		    {text = words.part_of_chip})
	end
end

-- a few texts in a row
function list.join(texts)
	local out = {}

	for i, text in ipairs(texts) do
		out[i] = tostring(text)
	end
	return table.concat(out, words.join)
end

-- ---- lists of links ---------------------------------------------------------------

-- where any has a number, numbers and titles stand in columns
local function open_list(numbers, class)
	html.put('<ul class="items{class}">\n', {class = class ..
	    (#numbers > 0 and " numbered" or "")})
end

local function open_item(numbers, number)
	raw("<li>")
	if #numbers > 0 then
		html.put([[<span class="no">{number}</span>]],
		    {number = number or ""})
	end
	raw("<div>")
end

local function put_link(one)
	html.put([[<a href="{url}">{title}</a>]],
	    {url = url(one), title = one.title})
end

local function numbers_of(entities, number_of)
	local out = {}

	for _, one in ipairs(entities) do
		table.insert(out, number_of(one))
	end
	return out
end

local function own_number(one)
	return one.number
end

local function put_programme(programme, goal)
	local place, again

	if goal then
		place, again = tree.placement(programme, goal)
	end
	put_link(programme)
	list.chips(programme, again, true)
	if place and place.note and place.note ~= words.again and
	    not (programme.part_of and place.note == words.part_of_chip) then
		html.put("<small>{note}</small>", {note = place.note})
	end
	if programme.part_of then
		html.put("<small>{text}</small>", {text = words.say(
		    "part_of_text", {title = programme.part_of.title})})
	end
	if #programme.departments > 0 then
		html.put("<small>{text}</small>",
		    {text = list.join(programme.departments)})
	end
end

-- goal: the one they are listed under, or nil
function list.programmes(programmes, goal)
	local function number_of(one)
		local place = goal and tree.placement(one, goal)
		return place and place.number or one.number
	end
	local numbers = numbers_of(programmes, number_of)

	open_list(numbers, "")
	for _, programme in ipairs(order.by(programmes, number_of)) do
		open_item(numbers, number_of(programme))
		put_programme(programme, goal)
		raw("</div></li>\n")
	end
	raw("</ul>\n")
end

-- entities by title, with their numbers, and in small what one says of each
function list.links(entities, more_of)
	local numbers = numbers_of(entities, own_number)

	open_list(numbers, "")
	for _, one in ipairs(entities) do
		open_item(numbers, one.number)
		put_link(one)
		if more_of and more_of(one) then
			html.put("<small>{text}</small>", {text = more_of(one)})
		end
		raw("</div></li>\n")
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
	local numbers = numbers_of(goals, own_number)

	open_list(numbers, " tree")
	for _, goal in ipairs(goals) do
		open_item(numbers, goal.number)
		put_link(goal)
		put_counts(goal)
		if #goal.children > 0 then
			raw("\n")
			list.tree(goal.children)
		end
		raw("</div></li>\n")
	end
	raw("</ul>\n")
end

return list
