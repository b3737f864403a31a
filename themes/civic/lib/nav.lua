-- The pages of a plan, in the order in which they are offered.
local words = require "words"

local nav = {}

local folders = {"goals", "programmes", "indicators", "evaluations",
    "surveys", "cases", "chapters", "terms", "events", "documents"}

local paths = {evaluations = "evaluation/index.html", terms = "glossary.html", events = "timeline.html",
    documents = "documents.html"}

local function path_of(plan, folder)
	return plan.id .. "/" .. (paths[folder] or folder .. "/index.html")
end

-- where the list of a kind stands, if there is one
function nav.path(plan, folder)
	local path = path_of(plan, folder)
	return has_page(path) and path or nil
end

-- what the list of a kind is called in a plan
function nav.name(plan, folder)
	return folder == "goals" and plan.levels[1] and
	    words.many(2, plan.levels[1]) or words[folder]
end

-- {name, path, folder} for each page that the plan has
function nav.of(plan)
	local list = {{name = words.overview, path = plan.id .. "/index.html"}}

	for _, folder in ipairs(folders) do
		local path = nav.path(plan, folder)
		if path then
			table.insert(list, {name = nav.name(plan, folder),
			    path = path, folder = folder})
		end
	end
	table.insert(list, {name = words.data,
	    path = plan.id .. "/data/index.html"})
	return list
end

-- is the page shown one of those below an item of the list?
function nav.is_current(item)
	local entity = page.entity

	if item.path == page.path then
		return "page"
	elseif entity and item.folder and page.kind .. "s" == item.folder then
		return "true"
	end
	-- another order of the same list
	return item.path:find("/index.html", 1, true) and item.folder and
	    page.path:sub(1, #item.path - #"index.html") ==
	    item.path:sub(1, -1 - #"index.html") and "true" or nil
end

return nav
