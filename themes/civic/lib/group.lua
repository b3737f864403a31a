-- The programmes of a plan in groups: by goal, by flag, by office.  A group is
-- {id, name, entity or nil, note, programmes, goal or nil}.
local html = require "html"
local list = require "list"
local overview = require "overview"
local tree = require "tree"
local words = require "words"

local group = {}

-- the goals that programmes stand under directly, from the top down
local function add_goals(groups, goals)
	for _, goal in ipairs(goals) do
		if #goal.programmes > 0 then
			table.insert(groups, {id = "Goal-" .. goal.id,
			    number = goal.number, name = goal.title,
			    entity = goal, goal = goal,
			    programmes = goal.programmes})
		end
		add_goals(groups, goal.children)
	end
end

function group.by_goal(plan)
	local groups = {}
	local loose = tree.loose_programmes(plan)

	add_goals(groups, tree.roots(plan))
	if #loose > 0 then
		table.insert(groups, {id = "Goal", name = words.outside,
		    programmes = loose})
	end
	return groups
end

local function has_flag(programme, wanted)
	for _, f in ipairs(programme.flags) do
		if f.flag == wanted then
			return true
		end
	end
	return false
end

function group.by_flag(plan)
	local groups = {}

	for i, flag in ipairs {"重点", "新規", "拡充"} do
		local g = {id = "Flag-" .. i, name = list.flag_name(flag),
		    programmes = {}}
		for _, p in ipairs(plan.programmes) do
			if has_flag(p, flag) then
				table.insert(g.programmes, p)
			end
		end
		if #g.programmes > 0 then
			table.insert(groups, g)
		end
	end
	return groups
end

function group.by_department(plan)
	local groups, known = {}, {}

	for _, p in ipairs(plan.programmes) do
		for _, name in ipairs(p.departments) do
			if not known[name] then
				known[name] = {id = "Office-" .. #groups + 1,
				    name = name, programmes = {}}
				table.insert(groups, known[name])
			end
			table.insert(known[name].programmes, p)
		end
	end
	return groups
end

function group.programmes_lead(plan)
	local n, placed = #plan.programmes, 0
	local values = {b = words.count(n, words.many_programme)}
	local flags = overview.flags_text(plan.programmes, true)
	local text

	for _, p in ipairs(plan.programmes) do
		placed = placed + math.max(1, #p.placements)
	end
	if #plan.goals > 0 then
		values.a = tree.count(plan, 1)
		text = words.say("programmes_lead", values)
	else
		text = words.say("programmes_lead_plain", values)
	end
	if flags then
		text = text .. words.say("sentence", {text = flags})
	end
	if placed > n then
		text = text .. words.say("programmes_again", {n = placed})
	end
	return text
end

-- links to the groups, with their counts
function group.facets(title, groups)
	if #groups < 2 then
		return
	end
	html.put("<h3>{title}</h3>\n<ul>\n", {title = title})
	for _, g in ipairs(groups) do
		html.put([[
<li><a href="#{id}">{number}{name}</a><span>{n}</span></li>
]], {id = g.id, name = g.name, n = #g.programmes,
		    number = g.number and g.number .. " " or ""})
	end
	raw("</ul>\n")
end

local function put_group(g)
	html.put([[<li><h3 id="{id}">]], {id = g.id})
	if g.number then
		html.put([[<span class="no">{number}</span> ]],
		    {number = g.number})
	end
	if g.entity then
		html.put([[<a href="{url}">{name}</a>]],
		    {url = url(g.entity), name = g.name})
	else
		esc(g.name)
	end
	raw("</h3>\n")
	list.programmes(g.programmes, g.goal)
	raw("</li>\n")
end

function group.put(id, title, groups)
	if #groups == 0 then
		return
	end
	html.put([[
<section aria-labelledby="{id}">
<h2 id="{id}">{title}</h2>
<ol class="groups">
]], {id = id, title = title})
	for _, g in ipairs(groups) do
		put_group(g)
	end
	raw("</ol>\n</section>\n")
end

return group
