-- Other orders in which people ask for what a plan holds: programmes by
-- office, cases by form.  A view is {folder, key, name, title, path,
-- groups, put} and a page of its own; theme.yaml says for which plans.
local case = require "case"
local group = require "group"
local html = require "html"
local list = require "list"
local nav = require "nav"
local tree = require "tree"
local words = require "words"

local views = {}

local function put_cases(g)
	list.links(g.members, function(one) return one.summary end)
end

local function by_entries(plan, key)
	return group.by_entries(plan.cases, plan[key .. "s"], key)
end

-- in the order in which they are offered; index: the list of the kind
local all = {
	{folder = "programmes", key = "index", groups = group.by_goal,
	    name = function(plan)
		local depth = group.goal_depth(plan)
		return #plan.goals == 0 and words.all_of_them or
		    depth and words.say("by_goal",
		    {name = tree.level(plan, depth)}) or words.by_tree
	end, put = group.put_programmes},
	{folder = "programmes", key = "by-department", word = "by_department",
	    groups = group.by_department, put = group.put_programmes},
	{folder = "programmes", key = "by-flag", word = "by_flag",
	    groups = group.by_flag, put = group.put_programmes},
	{folder = "indicators", key = "index", word = "all_of_them"},
	{folder = "indicators", key = "by-status", word = "by_status"},
	{folder = "cases", key = "index", word = "all_of_them"},
	{folder = "cases", key = "by-form", word = "by_form",
	    groups = function(plan) return by_entries(plan, "form") end,
	    put = put_cases},
	{folder = "cases", key = "by-area", name = function(plan)
		return case.any(plan, "area") and words.by_area or
		    words.spectrum_title
	end, groups = function(plan) return by_entries(plan, "area") end,
	    put = put_cases},
	{folder = "cases", key = "by-field", word = "by_field",
	    groups = function(plan) return by_entries(plan, "field") end,
	    put = put_cases},
	{folder = "cases", key = "by-actor", word = "by_actor",
	    groups = function(plan)
		return group.by_actor(plan.cases)
	end, put = put_cases},
}

local function path_of(plan, view)
	return plan.id .. "/" .. view.folder .. "/" .. view.key .. ".html"
end

local function view_of(plan, view)
	local name = view.word and words[view.word] or view.name(plan)

	return {folder = view.folder, key = view.key, put = view.put,
	    groups = view.groups, path = path_of(plan, view), name = name,
	    title = name == words.spectrum_title and name or
	    words.say("view_title", {name = nav.name(plan, view.folder),
	    view = name})}
end

-- the views of a kind that a plan has
function views.of(plan, folder)
	local out = {}

	for _, view in ipairs(all) do
		if view.folder == folder and has_page(path_of(plan, view)) then
			table.insert(out, view_of(plan, view))
		end
	end
	return out
end

-- those beside the list itself
function views.others(plan, folder)
	local out = {}

	for _, view in ipairs(views.of(plan, folder)) do
		if view.key ~= "index" then
			table.insert(out, view)
		end
	end
	return out
end

-- the one that this page shows
function views.here(plan)
	for _, view in ipairs(all) do
		if path_of(plan, view) == page.path then
			return view_of(plan, view)
		end
	end
end

-- links to the views of a kind, this one marked; nothing if it is the only
function views.put(plan, folder)
	local of = views.of(plan, folder)

	if #of < 2 then
		return
	end
	html.put([[
<nav class="views" aria-labelledby="Views">
<span id="Views">{title}</span>
<ul>
]], {title = words.views})
	for _, view in ipairs(of) do
		html.put([[
<li><a href="{url}"{*current}>{name}</a></li>
]], {url = url(view.path), name = view.name, current = view.path ==
		    page.path and ' aria-current="page"' or ""})
	end
	raw("</ul>\n</nav>\n")
end

return views
