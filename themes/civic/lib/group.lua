-- Entities of a plan in groups: programmes by goal, by flag, by office, cases by
-- their form.  A group is {id, name, number, entity, members, goal}; number,
-- entity and goal may be nil.
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
			    members = goal.programmes})
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
		    members = loose})
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
		    members = {}}
		for _, p in ipairs(plan.programmes) do
			if has_flag(p, flag) then
				table.insert(g.members, p)
			end
		end
		if #g.members > 0 then
			table.insert(groups, g)
		end
	end
	return groups
end

-- by the texts that names_of gives for each; prefix: of the ids
local function by_names(entities, prefix, names_of)
	local groups, known = {}, {}

	for _, one in ipairs(entities) do
		for _, name in ipairs(names_of(one)) do
			if not known[name] then
				known[name] = {id = prefix .. #groups + 1,
				    name = name, members = {}}
				table.insert(groups, known[name])
			end
			table.insert(known[name].members, one)
		end
	end
	return groups
end

function group.by_department(plan)
	return by_names(plan.programmes, "Office-", function(one)
		return one.departments
	end)
end

-- cases by what a field of theirs says: form, field, area
function group.by_field(entities, prefix, name)
	return by_names(entities, prefix, function(one)
		return {one[name] or words.row_other}
	end)
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
]], {id = g.id, name = g.name, n = #g.members,
		    number = g.number and g.number .. " " or ""})
	end
	raw("</ul>\n")
end

local function put_group(g, put_members)
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
	put_members(g)
	raw("</li>\n")
end

function group.put_programmes(g)
	list.programmes(g.members, g.goal)
end

function group.put(id, title, groups, put_members)
	if #groups == 0 then
		return
	end
	html.put([[
<section aria-labelledby="{id}">
<h2 id="{id}">{title}</h2>
<ol class="groups">
]], {id = id, title = title})
	for _, g in ipairs(groups) do
		put_group(g, put_members)
	end
	raw("</ol>\n</section>\n")
end

return group
