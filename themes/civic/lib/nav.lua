-- The pages of a plan, in the order in which they are offered.
local words = require "words"

local nav = {}

-- the plan that the page is about or belongs to, if any
function nav.plan()
	return page.plan or page.kind == "plan" and page.entity or nil
end

local folders = {"goals", "programmes", "indicators", "evaluations",
    "surveys", "cases", "chapters", "terms", "events", "documents"}

local paths = {evaluations = "/evaluation/index.html",
    terms = "/glossary.html", events = "/timeline.html",
    documents = "/documents.html"}

for _, folder in ipairs(folders) do
	paths[folder] = paths[folder] or "/" .. folder .. "/index.html"
end

-- where the list of a kind stands, if there is one
function nav.path(plan, folder)
	local path = plan.id .. paths[folder]
	return has_page(path) and path or nil
end

-- what the list of a kind is called in a plan
function nav.name(plan, folder)
	local level = folder == "goals" and plan.levels[1]

	return level and words.many(2, level) or words[folder]
end

-- show(name, path, folder) for each page that the plan has
function nav.each(plan, show)
	local id = plan.id

	show(words.overview, id .. "/index.html")
	for _, folder in ipairs(folders) do
		local path = id .. paths[folder]
		if has_page(path) then
			show(nav.name(plan, folder), path, folder)
		end
	end
	show(words.data, id .. "/data/index.html")
end

-- the same as a list of {name, path, folder}
function nav.of(plan)
	local list = {}

	nav.each(plan, function(name, path, folder)
		table.insert(list, {name = name, path = path, folder = folder})
	end)
	return list
end

-- what tells of the path of each, and of its folder, whether it is the page
-- shown, "page", or what that is one of, "true"
function nav.current()
	local here = page.path
	local own = page.entity and page.kind .. "s"
	local list = (here:match("^[^/]+/[^/]+/") or "") .. "index.html"

	return function(path, folder)
		if path == here then
			return "page"
		end
		-- an entity, or another order of the same list
		return folder and (folder == own or path == list) and
		    "true" or nil
	end
end

return nav
