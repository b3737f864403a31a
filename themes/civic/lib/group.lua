-- Entities of a plan in groups: programmes by goal, by flag, by office, cases by
-- their form.  A group is {id, name, number, text, entity, members, goal,
-- above}; number, text, entity, goal and above (what the goal stands under) may
-- be nil.
local html = require "html"
local list = require "list"
local title = require "title"
local tree = require "tree"
local words = require "words"

local group = {}

-- 1 だれもが…: what a goal stands under; nil at the top
local function above(goal)
	local one = goal.parent

	return one and (one.number and one.number .. " " or "") .. one.title
end

-- the goals that programmes stand under directly, from the top down
local function add_goals(groups, goals)
	for _, goal in ipairs(goals) do
		if #goal.programmes > 0 then
			table.insert(groups, {id = "Goal-" .. goal.id,
			    number = goal.number, name = goal.title,
			    entity = goal, goal = goal, above = above(goal),
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

-- how deep the goals are that programmes stand under; nil if that differs
function group.goal_depth(plan)
	local depth

	for _, goal in ipairs(plan.goals) do
		if #goal.programmes > 0 then
			local at = tree.depth(goal)
			if depth and depth ~= at then
				return nil
			end
			depth = at
		end
	end
	return depth
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

-- cases by who took part in them
function group.by_actor(cases)
	return by_names(cases, "Actor-", function(one) return one.actors end)
end

-- cases by an entry of the plan's list, all of them in its order, also those
-- without a case; without a list by what the cases say
function group.by_entries(cases, entries, key)
	local groups, known = {}, {}
	local function add(name)
		known[name] = {id = "G-" .. #groups + 1, name = name,
		    members = {}}
		table.insert(groups, known[name])
		return known[name]
	end

	for _, entry in ipairs(entries) do
		local g = add(entry.title)
		g.id, g.number, g.text = "G-" .. entry.id, entry.number,
		    entry.text
	end
	for _, one in ipairs(cases) do
		local name = one[key]
		if name then
			table.insert((known[name] or add(name)).members, one)
		end
	end
	return groups
end

-- うち新規5、重点3; as a sentence: うち新規が5つ、重点が3つ
function group.flags_text(programmes, is_sentence)
	local counts, parts = {}, {}

	for _, p in ipairs(programmes) do
		for _, f in ipairs(p.flags) do
			counts[f.flag] = (counts[f.flag] or 0) + 1
		end
	end
	for _, flag in ipairs {"新規", "拡充", "重点"} do
		local name, n = list.flag_name(flag), counts[flag]
		if n then
			table.insert(parts, is_sentence and
			    words.say("flag_count", {name = name,
			    n = words.things_of(n)}) or
			    words.say("with_count", {name = name, n = n}))
		end
	end
	return #parts > 0 and words.say("of_these",
	    {list = table.concat(parts, words.join)}) or nil
end

function group.programmes_lead(plan)
	local n, placed = #plan.programmes, 0
	local values = {b = words.count(n, words.many_programme)}
	local flags = group.flags_text(plan.programmes, true)
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
function group.contents(groups)
	local last

	raw('<ul>\n')
	for _, g in ipairs(groups) do
		if g.above and g.above ~= last then
			html.put('<li class="above">{text}</li>\n',
			    {text = g.above})
		end
		last = g.above
		html.put([[
<li><a href="#{id}">{number}{name}</a><span>{n}</span></li>
]], {id = g.id, name = g.name, n = #g.members,
		    number = g.number and g.number .. " " or ""})
	end
	raw("</ul>\n")
end

local function put_name(g)
	if g.number then
		html.put([[<span class="no">{number}</span> ]],
		    {number = g.number})
	end
	if g.entity then
		html.put([[<a href="{url}">{*name}</a>]],
		    {url = url(g.entity), name = title(g.name)})
	else
		esc(g.name)
	end
end

-- of: what the members are called
local function put_group(g, of, put_members)
	raw("<li><div>")
	if g.above then
		html.put('<p class="above">{text}</p>', {text = g.above})
	end
	html.put([[<h2 id="{id}">]], {id = g.id})
	put_name(g)
	raw("</h2>\n")
	if g.text then
		html.put("<p>{text}</p>\n", {text = g.text})
	end
	html.put([[<p class="counts">{text}</p></div>
<div>
]], {text = words.say("short_count", {name = of, n = #g.members})})
	if #g.members > 0 then
		put_members(g)
	end
	raw("</div></li>\n")
end

function group.put_programmes(g)
	list.programmes(g.members, g.goal)
end

function group.put(groups, of, put_members)
	raw('<ol class="groups">\n')
	for _, g in ipairs(groups) do
		put_group(g, of, put_members)
	end
	raw("</ol>\n")
end

return group
