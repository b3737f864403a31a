-- Pages that stand in no list of a plan: {name, path} for the site maps.
local nav = require "nav"
local words = require "words"

local map = {}

local function add(list, path, name)
	if has_page(path) then
		table.insert(list, {path = path, name = name})
	end
end

-- those that the site's own theme.yaml names and adds
local function add_own(list)
	for _, one in ipairs(pages()) do
		if one.title then
			add(list, one.path, one.title)
		end
	end
	return list
end

-- of the site itself
function map.of_site()
	local list = {}

	add(list, "index.html", words.home)
	for _, one in ipairs(site.pages) do
		if one.id ~= "index" then
			add(list, "pages/" .. one.id .. ".html", one.title)
		end
	end
	add(list, "search.html", words.search)
	add(list, "columns.html", words.columns_title)
	add(list, "accessibility.html", words.accessibility)
	return add_own(list)
end

-- of a plan, beside what its navigation leads to
function map.beside(plan)
	local list = {}

	if not nav.path(plan, "cases") then
		add(list, plan.id .. "/cases/by-area.html",
		    words.spectrum_title)
	end
	add(list, plan.id .. "/method.html", words.method_title)
	add(list, plan.id .. "/print.html", words.print_link)
	return page.plan == plan and add_own(list) or list
end

return map
