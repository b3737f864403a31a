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
local function is_numbered(items)
	for _, one in ipairs(items) do
		if one.number then
			return true
		end
	end
	return false
end

local function open_list(numbered, class)
	html.put('<ul class="items{class}">\n', {class = class ..
	    (numbered and " numbered" or "")})
end

local function open_item(numbered, number)
	if numbered then
		html.put([[<li><span class="no">{number}</span><div>]],
		    {number = number or ""})
	else
		raw("<li><div>")
	end
end

local function put_link(one)
	html.put([[<a href="{url}">{title}</a>]],
	    {url = url(one), title = one.title})
end

-- a programme as it stands under a goal, if it is listed under one
local function row_of(programme, goal)
	local place, again

	if goal then
		place, again = tree.placement(programme, goal)
	end
	return {programme = programme, note = place and place.note,
	    again = again, number = place and place.number or programme.number}
end

local function put_programme(row)
	local programme, note = row.programme, row.note
	local whole, departments = programme.part_of, programme.departments

	put_link(programme)
	list.chips(programme, row.again, true)
	if note and note ~= words.again and
	    not (whole and note == words.part_of_chip) then
		html.put("<small>{note}</small>", {note = note})
	end
	if whole then
		html.put("<small>{text}</small>", {text = words.say(
		    "part_of_text", {title = whole.title})})
	end
	if #departments > 0 then
		html.put("<small>{text}</small>",
		    {text = list.join(departments)})
	end
end

-- goal: the one they are listed under, or nil
function list.programmes(programmes, goal)
	local rows = {}

	for i, programme in ipairs(programmes) do
		rows[i] = row_of(programme, goal)
	end
	local numbered = is_numbered(rows)
	if numbered then
		order.by_number(rows)
	end
	open_list(numbered, "")
	for _, row in ipairs(rows) do
		open_item(numbered, row.number)
		put_programme(row)
		raw("</div></li>\n")
	end
	raw("</ul>\n")
end

-- entities by title, with their numbers, and in small what one says of each
function list.links(entities, more_of)
	local numbered = is_numbered(entities)

	open_list(numbered, "")
	for _, one in ipairs(entities) do
		local more = more_of and more_of(one)
		open_item(numbered, numbered and one.number)
		put_link(one)
		if more then
			html.put("<small>{text}</small>", {text = more})
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
	local numbered = is_numbered(goals)

	open_list(numbered, " tree")
	for _, goal in ipairs(goals) do
		local children = goal.children
		open_item(numbered, numbered and goal.number)
		put_link(goal)
		put_counts(goal)
		if #children > 0 then
			raw("\n")
			list.tree(children)
		end
		raw("</div></li>\n")
	end
	raw("</ul>\n")
end

return list
