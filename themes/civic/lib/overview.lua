-- Parts of the overview of a plan, and of its printed whole.
local facts = require "facts"
local group = require "group"
local html = require "html"
local list = require "list"
local nav = require "nav"
local period = require "period"
local series = require "series"
local tally = require "tally"
local title = require "title"
local track = require "track"
local tree = require "tree"
local views = require "views"
local words = require "words"
local year = require "year"

local overview = {}

function overview.eyebrow(plan)
	local texts = {}

	table.insert(texts, plan.city)
	table.insert(texts, period.text(plan))
	if plan.published then
		table.insert(texts, words.say(plan.status == "adopted" and
		    "made" or "published",
		    {date = year.both(plan.published)}))
	end
	if plan.version and plan.version ~= period.name(plan) then
		table.insert(texts, plan.version)
	end
	return texts
end

-- ---- goals and tracks -----------------------------------------------------------

function overview.goals_title(plan)
	local n = #tree.roots(plan)

	if n == 0 then
		return words.indicators
	end
	return words.say((#plan.indicators > 0 and "goals_and_tracks" or
	    "goals_only") .. (n < 10 and "" or "_many"),
	    {n = n, name = tree.level(plan, 1)})
end

-- how many of the plan's indicators have values
local function recorded(plan)
	local n = 0

	for _, i in ipairs(plan.indicators) do
		if series.any(i) then
			n = n + 1
		end
	end
	return n
end

function overview.tracks_intro(plan)
	local n, m = #plan.indicators, recorded(plan)
	local since = plan.period and plan.period.from

	if tally.year(plan) and track.any_way(plan.indicators) then
		return words.say("tracks_judged", {n = n})
	elseif m > 0 and track.any_way(plan.indicators) then
		return words.say("tracks_some", {n = n, m = m})
	elseif m > 0 then
		return words.say("tracks_plain", {n = n, m = m})
	elseif period.is_over(plan) then
		return words.say("tracks_none_over", {n = n})
	elseif since then
		return words.say("tracks_none", {n = n,
		    since = year.long(since)})
	end
	return words.say("tracks_none_plain", {n = n})
end

local function put_goal_counts(goal)
	local parts = {}
	local programmes = #tree.programmes(goal)

	if #goal.children > 0 then
		table.insert(parts, words.say("short_count",
		    {name = words.many(#goal.children,
		    tree.name(goal.children[1])), n = #goal.children}))
	end
	if programmes > 0 then
		table.insert(parts, words.say("short_count",
		    {name = words.programme, n = programmes}))
	end
	if #parts > 0 then
		html.put([[<p class="counts">{text}</p>
]], {text = table.concat(parts, words.join)})
	end
end

-- 5つの基本目標の下に、16の基本施策と16の取組があります。
function overview.goals_lead(plan)
	local first, parts = tree.count(plan, 1), {}

	for depth = 2, tree.deepest(plan) do
		table.insert(parts, tree.count(plan, depth))
	end
	if #plan.programmes > 0 then
		table.insert(parts, words.count(#plan.programmes,
		    words.many_programme))
	end
	if #parts == 0 then
		return words.say("goals_lead", {a = first})
	end
	return words.say("goals_lead_with", {a = first, list = #parts == 2 and
	    words.say("both", {a = parts[1], b = parts[2]}) or
	    table.concat(parts, words.join)})
end

-- the number of a goal, large where it is one character, smaller if it is
-- longer; what is no number at all has no place there
function overview.numeral(goal)
	local number = goal.number or ""
	local n = utf8.len(number)

	return html.text('<b{*class} aria-hidden="true">{number}</b>', {
	    class = n > 2 and ' class="long"' or "",
	    number = n <= 5 and number or ""})
end

-- one goal with its number, what it wants, and its indicators
function overview.goal(goal)
	local text = goal.subtitle or goal.summary

	html.put([[
<li class="goal">
{*number}
<div>
<h3><a href="{url}">{*title}</a></h3>
]], {number = overview.numeral(goal),
	    url = url(goal), title = title(goal.title)})
	if text then
		html.put("<p>{text}</p>\n", {text = text})
	end
	put_goal_counts(goal)
	raw("</div>\n")
	if #tree.indicators(goal) > 0 then
		track.list(tree.indicators(goal))
	elseif #goal.plan.indicators == 0 and #goal.children > 0 then
		raw("<div>\n")
		list.links(goal.children)
		raw("</div>\n")
	end
	raw("</li>\n")
end

-- ---- the plan in figures ------------------------------------------------------------

function overview.numbers(plan)
	local out = {}
	local from, to = period.years(plan)
	local own = #tree.own_indicators(plan)

	local function add(n, name, more)
		if n > 0 then
			table.insert(out, {name = name, more = more,
			    text = tostring(n)})
		end
	end
	for depth = 1, math.max(1, #plan.levels) do
		local n = #tree.at(plan, depth)
		add(n, words.many(n, tree.level(plan, depth)))
	end
	add(#plan.programmes, words.programmes,
	    group.flags_text(plan.programmes))
	add(#plan.indicators, words.indicators, own > 0 and
	    #tree.roots(plan) > 0 and words.say("of_these", {list =
	    words.say("with_count", {name = words.whole_plan, n = own})}) or nil)
	add(#plan.cases, words.cases)
	if from and to and to >= from then
		table.insert(out, {name = words.period_years,
		    more = period.text(plan),
		    text = words.say("years_of", {n = to - from + 1})})
	end
	return #out > 1 and out or {}
end

-- ---- dates --------------------------------------------------------------------------

-- in order, whatever the order of the file
function overview.events(plan)
	local sorted = {}

	for _, e in ipairs(plan.events) do
		table.insert(sorted, e)
	end
	table.sort(sorted, function(a, b)
		return year.before(a.date, b.date)
	end)
	return sorted
end

function overview.is_ahead(date)
	return site.as_of ~= nil and year.before(site.as_of, date)
end

function overview.dates(plan)
	local last = plan.period and plan.period.to

	raw('<ol class="when">\n')
	for _, e in ipairs(overview.events(plan)) do
		html.put([[
<li{*class}>{*time}<span><a href="{url}">{title}</a></span></li>
]], {class = overview.is_ahead(e.date) and ' class="next"' or "",
		    time = year.time(e.date), url = url(e), title = e.title})
	end
	if last and last.fiscal_year then
		html.put([[
<li{*class}>{*time}<span>{text}</span></li>
]], {class = overview.is_ahead(last) and ' class="next"' or "",
		    time = year.time(last), text = words.period_ends})
	end
	raw("</ol>\n")
end

-- ---- the plans before and after -------------------------------------------------------

-- 前の計画：…　次の計画：…; nothing for a plan that stands alone
function overview.put_lineage(plan)
	local out = {}

	local function add(word, other)
		if other then
			table.insert(out, html.text(
			    [[{word}<a href="{url}">{title}</a>]],
			    {word = words.say("part", {name = word}),
			    url = url(other), title = other.title}))
		end
	end
	add(words.supersedes, plan.supersedes)
	for _, other in ipairs(plan.superseded_by) do
		add(words.superseded_by, other)
	end
	if #out > 0 then
		raw('<p class="small lineage">' .. table.concat(out, "<br>") ..
		    "</p>\n")
	end
end

-- ---- ways to look -------------------------------------------------------------------

-- the lists of a plan, each with the other orders that it has
function overview.looks(plan)
	local rows = {}

	local function add(name, views)
		local out = {}
		for _, view in ipairs(views) do
			table.insert(out, html.text(
			    [[<a href="{url}">{name}</a>]],
			    {url = url(view.path), name = view.name}))
		end
		facts.html(rows, name, table.concat(out, escape(words.space)))
	end
	for _, folder in ipairs {"programmes", "indicators", "cases"} do
		local of = views.of(plan, folder)
		if #of > 1 or #of == 1 and of[1].key ~= "index" then
			add(nav.path(plan, folder) and
			    nav.name(plan, folder) or words.area, of)
		end
	end
	for _, folder in ipairs {"evaluations", "surveys", "terms"} do
		local path = nav.path(plan, folder)
		if path then
			add(nav.name(plan, folder), {{path = path,
			    name = words["look_" .. folder]}})
		end
	end
	return rows
end

-- ---- about the plan ---------------------------------------------------------------------

local function source_html(plan)
	local text = plan.source and escape(plan.source) or ""

	if plan.source_url then
		text = text .. (text ~= "" and "<br>" or "") .. html.text(
		    [[<a href="{url}">{text}</a>]],
		    {url = plan.source_url, text = words.source_page})
	end
	return text
end

function overview.about(plan)
	local rows = {}

	facts.add(rows, words.city, plan.city)
	facts.add(rows, words.organisation, plan.organisation)
	facts.add(rows, words.period, period.told(plan))
	facts.add(rows, words.published_on, plan.published and
	    year.both(plan.published))
	facts.add(rows, words.version, plan.version)
	facts.add(rows, words.ordinance, plan.ordinance)
	facts.texts(rows, words.upper_plans, plan.upper_plans)
	facts.link(rows, words.supersedes, {plan.supersedes})
	facts.link(rows, words.superseded_by, plan.superseded_by)
	if plan.source or plan.source_url then
		facts.html(rows, words.source, source_html(plan))
	end
	facts.lines(rows, words.notes, plan.notes)
	return rows
end

return overview
