-- The parts of a plan on its one-page print version.  A part is {id, name,
-- entries, put}: entries stand in the contents and have the id part-entry.
local document = require "document"
local facts = require "facts"
local html = require "html"
local kana = require "kana"
local list = require "list"
local overview = require "overview"
local period = require "period"
local programme = require "programme"
local tables = require "table"
local track = require "track"
local tree = require "tree"
local words = require "words"
local year = require "year"

local whole = {}

local function put_heading(part, entry)
	html.put([[<h3 id="{part}-{id}">]], {part = part.id, id = entry.id})
	if entry.number then
		html.put([[<span class="no">{number}</span> ]],
		    {number = entry.number})
	end
	html.put("{title}</h3>\n", entry)
end

-- a body whose ids do not meet those of others on the page
local function put_body(part, entry)
	if has_body(entry) then
		raw('<div class="prose">\n')
		body(entry, 4, part.id .. "-" .. entry.id .. "-")
		raw("</div>\n")
	end
end

local function put_text(text)
	if text then
		html.put("<p>{text}</p>\n", {text = text})
	end
end

-- ---- the parts --------------------------------------------------------------------

local function put_overview(plan, part)
	period.put(plan)
	if has_body(plan) then
		raw('<div class="prose">\n')
		body(plan, 3, part.id .. "-")
		raw("</div>\n")
	end
	facts.put(overview.about(plan))
end

local function put_chapters(plan, part)
	for _, chapter in ipairs(plan.chapters) do
		put_heading(part, chapter)
		put_text(chapter.summary)
		put_body(part, chapter)
	end
end

local function put_goals(plan, part)
	for _, goal in ipairs(tree.roots(plan)) do
		put_heading(part, goal)
		put_text(goal.subtitle)
		put_text(goal.summary)
		local rows = {}
		facts.texts(rows, words.actors, goal.actors)
		facts.lines(rows, words.notes, goal.notes)
		facts.put(rows)
		put_body(part, goal)
		if #goal.children > 0 then
			list.tree(goal.children)
		end
		if #goal.indicators > 0 then
			track.list(goal.indicators)
		end
	end
end

local function put_programmes(plan, part)
	for _, one in ipairs(plan.programmes) do
		raw('<article class="brief">\n')
		put_heading(part, one)
		if list.has_chips(one) then
			raw("<p>")
			list.chips(one)
			raw("</p>\n")
		end
		put_text(one.description)
		facts.put(programme.facts(one))
		put_body(part, one)
		raw("</article>\n")
	end
end

local function put_indicators(plan)
	tables.all(plan)
end

local function put_schedule(plan)
	period.put_timetable(plan.schedule, plan)
end

local function put_terms(plan, part)
	raw('<dl class="facts">\n')
	for _, group in ipairs(kana.groups(plan.terms)) do
		for _, term in ipairs(group) do
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
	add(#plan.schedule > 0, "Schedule", words.schedule, put_schedule)
	add(#plan.terms > 0, "Terms", words.terms_title, put_terms)
	add(#plan.events > 0, "Events", words.events_title, put_events)
	add(#plan.documents > 0, "Documents", words.documents_title,
	    put_documents)
	return parts
end

return whole
