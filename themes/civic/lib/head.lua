-- What machines read in a page's head: where it stands, what it is, and the
-- data behind it (schema.org).  Addresses need site.base_url.
local html = require "html"
local json = require "json"
local language = require "language"
local link = require "link"
local news = require "news"
local words = require "words"

local head = {}

local base_url = site.base_url

local function address(to)
	return base_url .. path(to)
end

-- here: the path of the page
local function put_open_graph(o, title, here)
	html.put([[
<link rel="canonical" href="{url}">
<meta property="og:type" content="{type}">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{site}">
<meta property="og:url" content="{url}">
]], {url = address(here), title = title, site = site.title,
	    type = here == "index.html" and "website" or "article"})
	if o.description and o.description ~= "" then
		html.put([[
<meta property="og:description" content="{text}">
]], {text = o.description})
	end
end

-- once for all pages: a site may have many plans
local has_feed = news.any(site.plans)

-- what a reader of feeds can follow from here
local function put_feeds(plan)
	local function feed(path, title)
		html.put([[
<link rel="alternate" type="application/atom+xml" title="{title}" href="{url}">
]], {title = title, url = link(path)})
	end

	if has_feed then
		feed("feed.xml", site.title)
	end
	if plan and #plan.updates > 0 then
		feed(plan.id .. "/feed.xml", plan.title)
	end
end

-- ---- schema.org ---------------------------------------------------------------

local STEP =
    '{"@type":"ListItem","item":{*item},"name":{*name},"position":{*n}}'

-- nearly every page has them: not as a table whose keys have to be sorted
local function crumbs(o, plan, here)
	local steps = {}

	local function add(name, to)
		table.insert(steps, html.text(STEP, {n = #steps + 1,
		    item = json.of(address(to)), name = json.of(name)}))
	end
	add(words.home, "index.html")
	if plan and here ~= plan.id .. "/index.html" then
		add(plan.title, plan)
	end
	for _, step in ipairs(o.trail or {}) do
		add(step[1], step[2])
	end
	add(o.title, here)
	return '{"@type":"BreadcrumbList","itemListElement":[' ..
	    table.concat(steps, ",") .. "]}"
end

-- the plan's figures, as CSV and JSON
local function dataset(plan)
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

local function put_schema(o, plan, here)
	raw('<script type="application/ld+json">' ..
	    '{"@context":"https://schema.org","@graph":[')
	raw(crumbs(o, plan, here))
	if page.layout == "data" then
		raw(",")
		raw(json.of(dataset(plan)))
	end
	raw("]}</script>\n")
end

-- o: what frame.open got; title: of the page alone; plan: its plan, or nil
function head.put(o, title, plan)
	local here = page.path

	if not base_url then
		return
	end
	put_open_graph(o, title, here)
	language.put_links()
	put_feeds(plan)
	if here ~= "index.html" and page.layout ~= "notfound" then
		put_schema(o, plan, here)
	end
end

return head
