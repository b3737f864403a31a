-- What machines read in a page's head: where it stands, what it is, and the
-- data behind it (schema.org).  Addresses need site.base_url.
local html = require "html"
local json = require "json"
local language = require "language"
local link = require "link"
local words = require "words"

local head = {}

local plan = page.plan or (page.kind == "plan" and page.entity) or nil

local function address(to)
	return site.base_url .. path(to)
end

local function put_open_graph(o, title)
	html.put([[
<link rel="canonical" href="{url}">
<meta property="og:type" content="{type}">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{site}">
<meta property="og:url" content="{url}">
]], {url = address(page.path), title = title, site = site.title,
	    type = page.path == "index.html" and "website" or "article"})
	if o.description and o.description ~= "" then
		html.put([[
<meta property="og:description" content="{text}">
]], {text = o.description})
	end
end

-- what a reader of feeds can follow from here
local function put_feeds()
	local function feed(path, title)
		html.put([[
<link rel="alternate" type="application/atom+xml" title="{title}" href="{url}">
]], {title = title, url = link(path)})
	end
	local any = false

	for _, one in ipairs(site.plans) do
		any = any or #one.updates > 0
	end
	if any then
		feed("feed.xml", site.title)
	end
	if plan and #plan.updates > 0 then
		feed(plan.id .. "/feed.xml", plan.title)
	end
end

-- ---- schema.org ---------------------------------------------------------------

local function crumbs(title, trail)
	local steps = {{words.home, "index.html"}}

	if plan and page.path ~= plan.id .. "/index.html" then
		table.insert(steps, {plan.title, plan})
	end
	for _, step in ipairs(trail or {}) do
		table.insert(steps, step)
	end
	table.insert(steps, {title, page.path})
	for i, step in ipairs(steps) do
		steps[i] = {["@type"] = "ListItem", position = i,
		    name = step[1], item = address(step[2])}
	end
	return {["@type"] = "BreadcrumbList", itemListElement = steps}
end

-- the plan's figures, as CSV and JSON
local function dataset()
	local files = {{["@type"] = "DataDownload",
	    encodingFormat = "application/json",
	    contentUrl = address(plan.id .. "/data/plan.json")}}

	for _, sheet in ipairs(sheets(plan)) do
		table.insert(files, {["@type"] = "DataDownload",
		    encodingFormat = "text/csv", name = sheet[words.language],
		    contentUrl = address(sheet.path)})
	end
	return {["@type"] = "Dataset", name = plan.title,
	    description = plan.summary or plan.title,
	    url = address(plan.id .. "/data/index.html"),
	    license = site.licence,
	    creator = {["@type"] = "Organization",
	    name = plan.organisation or plan.city},
	    distribution = files}
end

local function put_schema(title, trail)
	local graph = {crumbs(title, trail)}

	if plan and page.layout == "data" then
		table.insert(graph, dataset())
	end
	raw('<script type="application/ld+json">')
	raw(json.of {["@context"] = "https://schema.org", ["@graph"] = graph})
	raw("</script>\n")
end

-- o: what frame.open got; title: of the page alone
function head.put(o, title)
	if not site.base_url then
		return
	end
	put_open_graph(o, title)
	language.put_links()
	put_feeds()
	if page.path ~= "index.html" and page.layout ~= "notfound" then
		put_schema(o.title, o.trail)
	end
end

return head
