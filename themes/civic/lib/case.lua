-- Cases: what a list says of each, and what its own page says of it.
local facts = require "facts"
local html = require "html"
local list = require "list"
local title = require "title"
local words = require "words"
local year = require "year"

local case = {}

-- does any case of a plan say this of itself?
function case.any(plan, key)
	for _, one in ipairs(plan.cases) do
		if one[key] then
			return true
		end
	end
	return false
end

-- 8つの事例を紹介します。7つの形、4つの領域、6つの分野にわたります。
function case.lead(plan)
	local parts = {}
	local n = words.count(#plan.cases, words.many_case)

	for _, key in ipairs {"form", "area", "field"} do
		local seen, count = {}, 0
		for _, one in ipairs(plan.cases) do
			local name = one[key]
			if name and not seen[name] then
				seen[name], count = true, count + 1
			end
		end
		if count > 1 then
			table.insert(parts, words.count(count,
			    words["kinds_" .. key]))
		end
	end
	return words.say(#parts > 0 and "cases_lead" or "list_lead",
	    {n = n, list = table.concat(parts, words.join)})
end

local function entry_of(entries, title)
	for _, entry in ipairs(entries) do
		if entry.title == title then
			return entry
		end
	end
end

-- A　市民主体, linked to where the others of its sort stand
local function facet(one, key)
	local plan, title = one.plan, one[key]
	local entry = title and entry_of(plan[key .. "s"], title)
	local path = plan.id .. "/cases/by-" .. key .. ".html"

	if not title then
		return nil
	end
	local text = (entry and entry.number and entry.number .. " " or "") ..
	    title
	return entry and has_page(path) and html.text(
	    [[<a href="{url}#G-{id}">{text}</a>]], {url = url(path),
	    id = entry.id, text = text}) or escape(text)
end

-- rows of facts, what it is one of first
function case.facts(one)
	local rows = {}

	for _, key in ipairs {"form", "area", "field"} do
		local text = facet(one, key)
		if text then
			facts.html(rows, words[key], text)
		end
	end
	if one.programme then
		facts.html(rows, words.programme, html.text(
		    [[<a href="{url}">{title}</a>]],
		    {url = url(one.programme), title = one.programme.title}))
	end
	facts.texts(rows, words.actors, one.actors)
	facts.add(rows, words.years, one.years and year.long(one.years))
	facts.add(rows, words.place, one.place)
	facts.lines(rows, words.notes, one.notes)
	return rows
end

-- its form, area and field in a row of text
local function signs(one)
	local parts = {}

	for _, key in ipairs {"form", "area", "field"} do
		table.insert(parts, one[key])
	end
	return parts
end

-- the years of all cases of a plan, where they are the same
function case.common_years(plan)
	local shared

	for _, one in ipairs(plan.cases) do
		local text = one.years and year.long(one.years) or ""
		if shared and shared ~= text then
			return nil
		end
		shared = text
	end
	return #plan.cases > 1 and shared ~= "" and shared or nil
end

local function where(one, common)
	local parts = {}

	if one.years and not common then
		table.insert(parts, year.long(one.years))
	end
	table.insert(parts, one.place)
	return list.join(parts)
end

-- one in the list of all; common: what case.common_years says
function case.card(one, common)
	local facets = signs(one)

	raw("<li>\n")
	if #facets > 0 then
		raw('<p class="signs">')
		for _, text in ipairs(facets) do
			html.put("<span>{text}</span> ", {text = text})
		end
		raw("</p>\n")
	end
	html.put([[<h3>{*number}<a href="{url}">{*title}</a></h3>
]], {url = url(one), title = title(one.title), number = one.number and html.text(
	    [[<span class="no">{number}</span> ]], one) or ""})
	if one.summary then
		html.put("<p>{text}</p>\n", {text = one.summary})
	end
	if where(one, common) ~= "" then
		html.put('<p class="small">{text}</p>\n',
		    {text = where(one, common)})
	end
	raw("</li>\n")
end

return case
