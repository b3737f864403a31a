-- What every page has around its content: head, skip link, banner, top with
-- navigation, the way here, contact and last update.
--
-- Ids of the frame and of layouts begin with a capital: bodies and entities
-- only make small ones, so the two never meet.
local head = require "head"
local html = require "html"
local language = require "language"
local link = require "link"
local nav = require "nav"
local period = require "period"
local words = require "words"
local year = require "year"

local frame = {}

-- what search leaves out of pages that repeat others: all, or all but the title
local unsearched = {print = "off", sitemap = "off", ["plan-sitemap"] = "off",
    search = "off",
    notfound = "off", data = "title", columns = "title", grouped = "title",
    ["by-status"] = "title", indicators = "title", programmes = "title",
    goals = "title", cases = "title", surveys = "title", chapters = "title",
    documents = "title", list = "title"}

-- ---- head ------------------------------------------------------------------

-- two entities may have one title: their numbers and kinds tell them apart
local function full_title(title, plan)
	local one = page.kind ~= "plan" and page.entity
	local number = one and one.number
	local parts = {number and number .. " " .. title or title}

	if one and plan then
		table.insert(parts, words[page.kind])
	end
	if page.easy then
		table.insert(parts, words.easy)
	end
	for _, name in ipairs {plan and plan.title or title, site.title} do
		if name ~= title then
			table.insert(parts, name)
		end
	end
	return table.concat(parts, "｜")
end

local function put_head(o, plan)
	local title = full_title(o.title, plan)

	html.put([[
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
]], {lang = words.language, title = title})
	if o.description and o.description ~= "" then
		html.put([[
<meta name="description" content="{text}">
]], {text = o.description})
	end
	if site.noindex or page.layout == "notfound" then
		raw('<meta name="robots" content="noindex">\n')
	end
	head.put(o, title, plan)
	html.put([[
<link rel="stylesheet" href="{colors}">
<link rel="stylesheet" href="{css}">
<link rel="icon" href="{icon}" type="image/svg+xml">
</head>
]], {colors = link("assets/colors.css"), css = link("assets/civic.css"),
	    icon = link("assets/icon.svg")})
end

-- ---- top ---------------------------------------------------------------------

-- the plan that came after one that is over
local function put_over(plan)
	html.put([[
<p class="strip strip-warn">{text}]], {text = words.over_notice})
	for _, next in ipairs(plan.superseded_by) do
		html.put([[ {word}<a href="{url}">{title}</a>]],
		    {word = words.say("part", {name = words.superseded_by}),
		    url = link(next), title = next.title})
	end
	raw("</p>\n")
end

local function put_strips(plan)
	local notice = plan and (plan.status or "") .. "_notice"

	if site.banner then
		html.put([[
<p class="strip">{text}</p>
]], {text = site.banner})
	end
	if notice and words[notice] then
		html.put([[
<p class="strip strip-warn">{text}</p>
]], {text = words.say(notice, {name = period.name(plan)})})
	elseif plan and period.is_over(plan) then
		put_over(plan)
	end
end

local function put_nav(plan)
	local current_of = nav.current()

	html.put([[
<nav class="nav" aria-labelledby="Nav">
<span id="Nav" hidden>{title}</span>
<ul>
]], {title = words.of_plan})
	nav.each(plan, function(name, path, folder)
		local current = current_of(path, folder)
		html.put([[
<li><a href="{url}"{*current}>{name}</a></li>
]], {url = link(path), name = name, current = current and
		    ' aria-current="' .. current .. '"' or ""})
	end)
	raw("</ul>\n</nav>\n")
end

-- the sign and the name of the site; a site may have its own
function frame.brand()
	html.put([[
<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2 11h4v7H2zM8 7h4v11H8zM14 2h4v16h-4z"/></svg>{title}]],
	    {title = site.title})
end

local has_search = has_page("search.html")

local function put_top(plan)
	html.put([[
<body>
<a class="skip" href="#Main">{skip}</a>
<header>
]], {skip = words.skip})
	put_strips(plan)
	html.put([[
<div class="top">
<a class="brand" href="{home}">]], {home = link("index.html")})
	frame.brand()
	raw("</a>\n")
	if plan then
		put_nav(plan)
	end
	if has_search and page.layout ~= "search" then
		html.put([[
<a class="find" href="{url}">{find}</a>
]], {url = link("search.html"), find = words.search})
	end
	language.put_switch()
	raw("</div>\n</header>\n")
end

-- ---- the way here --------------------------------------------------------------

-- trail: {title, path or entity} from below the plan to above this page
local function put_crumbs(title, trail, plan)
	local here = page.path

	if here == "index.html" then
		return
	end
	html.put([[
<nav class="crumbs" aria-labelledby="Crumbs">
<span id="Crumbs" hidden>{position}</span>
<ol>
<li><a href="{home}">{top}</a></li>
]], {position = words.position, home = link("index.html"), top = words.home})
	if plan and here ~= plan.id .. "/index.html" then
		html.put([[
<li><a href="{url}">{title}</a></li>
]], {url = link(plan), title = plan.title})
	end
	for _, step in ipairs(trail or {}) do
		html.put([[
<li><a href="{url}">{title}</a></li>
]], {url = link(step[2]), title = step[1]})
	end
	html.put([[
<li aria-current="page">{title}</li>
</ol>
</nav>
]], {title = title})
end

-- the kind that a page is about, as a folder: a list, an entity, or a page
-- of the theme in its folder
local function folder_here()
	local kind = page.kind

	if kind then
		return kind .. "s"
	end
	local folder = page.path:match("^[^/]+/([^/]+)/")
	return folder == "evaluation" and "evaluations" or folder
end

-- what a plan has to say of everything of a kind
function frame.notices(folder)
	local plan = nav.plan()

	for _, notice in ipairs(plan and plan.notices or {}) do
		for _, kind in ipairs(notice.kinds) do
			if kind == folder then
				html.put([[
<p class="notice">{text}</p>
]], {text = notice.text})
			end
		end
	end
end

-- o: title, description, trail
function frame.open(o)
	local plan = nav.plan()
	local search = unsearched[page.layout]

	put_head(o, plan)
	put_top(plan)
	put_crumbs(o.title, o.trail, plan)
	html.put([[
<main id="Main"{*search}>
]], {search = search and ' data-search="' .. search .. '"' or ""})
	language.put_notices()
	frame.notices(folder_here())
end

-- the trail of an entity: the list of its kind
function frame.list_trail(folder)
	local plan = nav.plan()
	local path = plan and nav.path(plan, folder)

	return path and {{nav.name(plan, folder), path}} or {}
end

-- ---- terms --------------------------------------------------------------------

local has_told = false

-- what the words mean that the page's own text has linked
local function put_terms()
	local terms = terms()

	if has_told or #terms == 0 or page.layout == "print" then
		return
	end
	has_told = true
	html.put([[
<section class="sec" aria-labelledby="PageTerms" data-search="off">
<header>
<h2 id="PageTerms">{title}</h2>
</header>
<dl class="facts">
]], {title = words.page_terms})
	for _, term in ipairs(terms) do
		html.put([[
<dt><a href="{url}">{title}</a></dt><dd>{text}</dd>
]], {url = url(term), title = term.title, text = term.definition})
	end
	raw("</dl>\n</section>\n")
end

-- ---- foot ----------------------------------------------------------------------

local function put_ways(ways)
	local out = {}

	for _, way in ipairs(ways) do
		if way[2] then
			table.insert(out, escape(way[1]) .. " " .. way[2])
		end
	end
	if #out > 0 then
		raw("<br>\n" .. table.concat(out, words.space))
	end
end

local function phone_text(number)
	return (year.half(number):gsub("－", "-"))
end

local function phone_link(number)
	local text = number and phone_text(number)

	return number and html.text([[<a href="tel:{digits}">{text}</a>]],
	    {digits = text:gsub("[^%d+]", ""), text = text})
end

local function put_address(c)
	html.put("<address>{name}", {name = c.department or
	    site.organisation or site.title})
	if c.postal_code or c.address then
		html.put("<br>\n{code}{address}", {
		    code = c.postal_code and "〒" .. c.postal_code .. " " or "",
		    address = c.address or ""})
	end
	put_ways {{words.phone, phone_link(c.phone)},
	    {words.fax, c.fax and escape(phone_text(c.fax))}}
	put_ways {{words.mail, c.email and html.text(
	    [[<a href="mailto:{mail}">{mail}</a>]], {mail = c.email})}}
	if c.url then
		html.put([[<br>
<a href="{url}">{text}</a>]], {url = c.url, text = c.department and
		    words.say("contact_page", {name = c.department}) or
		    words.contact})
	end
	raw("</address>\n")
end

local function put_contact()
	local plan = nav.plan()
	local contact = plan and plan.contact or site.contact
	local name = plan and plan.organisation or site.organisation

	html.put("<h2 id=\"Contact\">{title}</h2>\n",
	    {title = contact and words.contact or words.home_pages})
	if contact then
		put_address(contact)
	else
		html.put("<p>{text}</p>\n",
		    {text = site.description or name or site.title})
	end
end

local foot_pages = {}

for _, item in ipairs {{"sitemap.html", words.sitemap},
    {"accessibility.html", words.accessibility}} do
	if has_page(item[1]) then
		table.insert(foot_pages, item)
	end
end

-- what the foot of every page says of the site
local about_site = (site.as_of and html.text("<p>{word} {*date}</p>\n",
    {word = words.updated, date = year.time(site.as_of)}) or "") ..
    (site.licence and html.text("<p>{word} {text}</p>\n",
    {word = words.licence, text = site.licence}) or "")

-- the end of the foot; a site may add lines of its own
function frame.foot()
	raw(about_site)
	raw("<ul>\n")
	for _, item in ipairs(foot_pages) do
		html.put("<li><a href=\"{url}\">{name}</a></li>\n",
		    {url = link(item[1]), name = item[2]})
	end
	raw("</ul>\n")
end

function frame.close()
	put_terms()
	raw('</main>\n<footer class="foot">\n<div>\n')
	put_contact()
	raw('<div class="foot-end">\n')
	frame.foot()
	raw("</div>\n</div>\n</footer>\n</body>\n</html>\n")
end

-- ---- between pages ---------------------------------------------------------------

-- the one before (-1) or behind (1) an entity in a list; of goals, among those
-- that stand under the same
local function neighbour(list, entity, step)
	local i = position(list, entity) + step

	while list[i] and page.kind == "goal" and
	    list[i].parent ~= entity.parent do
		i = i + step
	end
	return list[i]
end

local function put_turn(word, class, one, kind)
	if not one then
		raw("<span></span>\n")
		return
	end
	html.put([[
<a{*class} href="{url}"><small>{word}{number}</small>{title}</a>
]], {class = class, url = link(one), title = one.title,
	    word = words.say(word, {kind = kind}),
	    number = one.number and " " .. one.number or ""})
end

-- to the one before and the one behind an entity in a list
function frame.turn(list, entity, kind)
	local before = neighbour(list, entity, -1)
	local behind = neighbour(list, entity, 1)

	if not before and not behind then
		return
	end
	put_terms()
	html.put([[
<nav class="turn" aria-labelledby="Turn">
<span id="Turn" hidden>{title}</span>
]], {title = words.turn})
	put_turn("previous", "", before, kind)
	put_turn("next", ' class="to"', behind, kind)
	raw("</nav>\n")
end

-- the chip of a plan's state
function frame.chip(of)
	local state = period.state(of)

	if state then
		html.put([[<span class="chip{class}">{text}</span>]],
		    {class = state == "running" and " chip-key" or "",
		    text = period.name(of)})
	end
end

return frame
