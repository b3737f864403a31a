-- The parts of a plan on its one-page print version.  A part is {id, name,
-- entries, put}: entries stand in the contents and have the id part-entry.
local case = require "case"
local document = require "document"
local facts = require "facts"
local grade = require "grade"
local group = require "group"
local html = require "html"
local kana = require "kana"
local list = require "list"
local overview = require "overview"
local period = require "period"
local programme = require "programme"
local spectrum = require "spectrum"
local survey = require "survey"
local tables = require "table"
local titled = require "title"
local track = require "track"
local tree = require "tree"
local words = require "words"
local year = require "year"

local whole = {}

-- ---- pieces --------------------------------------------------------------------

local function open_entry(part, id, number, title)
	html.put([[
<section class="sec">
<header><h3 id="{part}-{id}">{*number}<span>{*title}</span></h3></header>
<div>
]], {part = part.id, id = id, title = titled(title), number = number and
	    html.text([[<span class="no">{number}</span>]],
	    {number = number}) or ""})
end

local function close_entry()
	raw("</div>\n</section>\n")
end

-- a body whose ids do not meet those of others on the page
local function put_body(entry, level, prefix)
	if has_body(entry) then
		raw('<div class="prose">\n')
		body(entry, level, prefix)
		raw("</div>\n")
	end
end

local function put_text(text)
	if text then
		html.put("<p>{text}</p>\n", {text = text})
	end
end

-- ---- the parts -----------------------------------------------------------------

local function put_overview(plan, part)
	raw("<div>\n")
	period.put(plan)
	raw("</div>\n")
	if has_body(plan) then
		open_entry(part, "Text", nil, words.prose)
		put_body(plan, 4, part.id .. "-")
		close_entry()
	end
	open_entry(part, "About", nil, words.about)
	facts.put(overview.about(plan))
	close_entry()
end

local function put_chapters(plan, part)
	for _, chapter in ipairs(plan.chapters) do
		open_entry(part, chapter.id, chapter.number, chapter.title)
		put_text(chapter.summary)
		put_body(chapter, 4, part.id .. "-" .. chapter.id .. "-")
		close_entry()
	end
end

local function put_goals(plan, part)
	for _, goal in ipairs(tree.roots(plan)) do
		local rows = {}
		open_entry(part, goal.id, goal.number, goal.title)
		put_text(goal.subtitle)
		put_text(goal.summary)
		facts.texts(rows, words.actors, goal.actors)
		facts.lines(rows, words.notes, goal.notes)
		facts.put(rows)
		put_body(goal, 4, part.id .. "-" .. goal.id .. "-")
		if #goal.children > 0 then
			list.tree(goal.children)
		end
		if #tree.indicators(goal) > 0 then
			track.list(tree.indicators(goal))
		end
		close_entry()
	end
end

local function put_programme(one, goal, part)
	local place, again

	if goal then
		place, again = tree.placement(one, goal)
	end
	html.put([[<article class="brief">
<h4>{number}{title}]], {title = one.title, number = place and place.number and
	    place.number .. " " or one.number and one.number .. " " or ""})
	list.chips(one, again)
	raw("</h4>\n")
	-- what is said once is not said again where it is listed again
	if not again then
		put_text(one.description)
		facts.put(programme.facts(one))
		put_body(one, 5, part.id .. "-" .. one.id .. "-")
	end
	raw("</article>\n")
end

local function put_programmes(plan, part)
	for _, g in ipairs(group.by_goal(plan)) do
		open_entry(part, g.id, g.number, g.name)
		for _, one in ipairs(g.members) do
			put_programme(one, g.goal, part)
		end
		close_entry()
	end
end

local function put_indicators(plan)
	tables.all(plan)
end

local function put_evaluations(plan)
	local grades = grade.scale(plan)

	grade.defs()
	for _, base in ipairs(grade.bases(plan.evaluations)) do
		raw("<div>\n")
		grade.table(plan, base, grades)
		raw("</div>\n")
	end
	if grade.any(grade.of_whole(plan)) then
		grade.list(grade.of_whole(plan))
	end
	for _, goal in ipairs(plan.goals) do
		if grade.any(goal.evaluations) then
			html.put('<div class="keep">\n<h3>{label} {title}</h3>\n',
			    {label = tree.label(goal), title = goal.title})
			grade.list(goal.evaluations)
			raw("</div>\n")
		end
	end
	if grade.any_programme(plan) then
		grade.programmes(plan)
	end
end

local function put_surveys(plan, part)
	for _, one in ipairs(plan.surveys) do
		local top = survey.top(one)
		open_entry(part, one.id, nil, one.title)
		facts.put(survey.facts(one))
		put_body(one, 4, part.id .. "-" .. one.id .. "-")
		close_entry()
		for _, q in ipairs(one.questions) do
			survey.question(q, one, top, 4, part.id .. "-" ..
			    one.id .. "-q-")
		end
	end
end

local function put_cases(plan, part)
	if #plan.areas > 1 then
		raw("<div>\n")
		spectrum.put(plan.areas)
		raw("</div>\n")
	end
	for _, one in ipairs(plan.cases) do
		local rows = case.facts(one)
		open_entry(part, one.id, one.number, one.title)
		put_text(one.summary)
		facts.put(rows)
		put_body(one, 4, part.id .. "-" .. one.id .. "-")
		close_entry()
	end
end

local function put_schedule(plan)
	period.put_timetable(plan.schedule, plan)
end

local function put_terms(plan)
	raw('<dl class="facts">\n')
	for _, rows in ipairs(kana.groups(plan.terms)) do
		for _, term in ipairs(rows) do
			html.put([[<dt>{title}</dt><dd>{definition}</dd>
]], term)
		end
	end
	raw("</dl>\n")
end

local function put_events(plan)
	local rows = {}

	for _, e in ipairs(overview.events(plan)) do
		facts.html(rows, year.long(e.date), html.text("{title}{text}",
		    {title = e.title, text = e.text and words.colon ..
		    e.text or ""}))
	end
	facts.put(rows)
end

local function put_documents(plan)
	raw('<ul class="files">\n')
	for _, one in ipairs(plan.documents) do
		document.item(one)
	end
	raw("</ul>\n")
end

function whole.parts(plan)
	local parts = {}

	local function add(is_there, id, name, put, entries)
		if is_there then
			table.insert(parts, {id = id, name = name, put = put,
			    entries = entries or {}})
		end
	end
	add(true, "Overview", words.overview, put_overview)
	add(#plan.chapters > 0, "Chapters", words.chapters_title,
	    put_chapters, plan.chapters)
	add(#plan.goals > 0, "Goals", tree.names(plan), put_goals,
	    tree.roots(plan))
	add(#plan.programmes > 0, "Programmes", words.programmes,
	    put_programmes)
	add(#plan.indicators > 0, "Indicators", words.indicators,
	    put_indicators)
	add(#plan.evaluations > 0, "Evaluations", words.evaluation_title,
	    put_evaluations)
	add(#plan.surveys > 0, "Surveys", words.surveys, put_surveys,
	    plan.surveys)
	add(#plan.cases > 0, "Cases", words.cases, put_cases)
	add(#plan.schedule > 0, "Schedule", words.schedule, put_schedule)
	add(#plan.terms > 0, "Terms", words.terms_title, put_terms)
	add(#plan.events > 0, "Events", words.events_title, put_events)
	add(#plan.documents > 0, "Documents", words.documents_title,
	    put_documents)
	return parts
end

return whole
