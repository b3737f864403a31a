-- Facts to look up: a list of names and values.  facts.of shows whatever an
-- entity of any kind holds, so that a new kind has a page without a layout
-- of its own.
local figure = require "figure"
local html = require "html"
local words = require "words"
local year = require "year"

local facts = {}

-- ---- a list made by hand ------------------------------------------------------

-- rows: {word, text}; those without a text are left out
function facts.add(rows, word, text)
	if text and text ~= "" then
		table.insert(rows, {word, escape(text)})
	end
end

-- a link, or several
function facts.link(rows, word, entities)
	local out = {}

	for _, one in ipairs(entities) do
		table.insert(out, html.text([[<a href="{url}">{title}</a>]],
		    {url = url(one), title = one.title}))
	end
	if #out > 0 then
		table.insert(rows, {word, table.concat(out, "<br>")})
	end
end

function facts.texts(rows, word, texts, separator)
	local out = {}

	for i, text in ipairs(texts) do
		out[i] = escape(text)
	end
	if #out > 0 then
		table.insert(rows, {word, table.concat(out,
		    separator or escape(words.join))})
	end
end

-- one below the other, each of its own
function facts.lines(rows, word, texts)
	if #texts > 1 then
		facts.texts(rows, word, texts, "</li><li>")
		rows[#rows][2] = '<ul class="lines"><li>' .. rows[#rows][2] ..
		    "</li></ul>"
	else
		facts.texts(rows, word, texts)
	end
end

function facts.html(rows, word, text)
	table.insert(rows, {word, text})
end

function facts.put(rows)
	if #rows == 0 then
		return
	end
	raw('<dl class="facts">\n')
	for _, row in ipairs(rows) do
		html.put("<dt>{name}</dt><dd>{*value}</dd>\n",
		    {name = row[1], value = row[2]})
	end
	raw("</dl>\n")
end

-- ---- whatever there is ----------------------------------------------------------

-- said elsewhere on a page
local known = {id = true, title = true, number = true, draft = true,
    aliases = true, notes = true, summary = true, definition = true}

-- has the value such a member?
local function has(value, member)
	return (pcall(function() return value[member] end))
end

-- what sort of thing a value of the model is
local function sort_of(value)
	if type(value) ~= "userdata" then
		return type(value)
	elseif pcall(function() return #value end) then
		return "list"
	elseif pcall(kind_of, value) then
		return "entity"
	elseif has(value, "qualifier") then
		return "figure"
	end
	return has(value, "fiscal_year") and "year" or "record"
end

local show

-- a record as text: its values in a row
local function show_record(record)
	local out = {}

	for _, value in pairs(record) do
		local text = show(value)
		if text then
			table.insert(out, text)
		end
	end
	return #out > 0 and table.concat(out, " ") or nil
end

local function show_list(values)
	local out = {}

	for _, value in ipairs(values) do
		table.insert(out, show(value))
	end
	return #out > 0 and table.concat(out, "<br>") or nil
end

local function show_figure(f)
	local remarks = figure.remarks(f)

	return escape(f) .. (remarks ~= "" and
	    escape(words.open .. remarks .. words.close) or "")
end

-- any value as HTML; nil if there is nothing to show
function show(value)
	local sort = sort_of(value)

	if sort == "nil" or value == false then
		return nil
	elseif sort == "boolean" then
		return escape(words.yes)
	elseif sort == "list" then
		return show_list(value)
	elseif sort == "entity" then
		return html.text([[<a href="{url}">{title}</a>]],
		    {url = url(value), title = value.title})
	elseif sort == "figure" then
		return show_figure(value)
	elseif sort == "year" then
		return escape(year.long(value))
	elseif sort == "record" then
		return show_record(value)
	end
	return escape(sort == "string" and words.of_choice(value) or value)
end

local function is_records(value)
	return sort_of(value) == "list" and #value > 0 and
	    sort_of(value[1]) == "record"
end

-- the fields of an entity or a record that fit on a line; the others, lists
-- of records, are returned
function facts.of(thing)
	local rows, rest = {}, {}

	for name, value in pairs(thing) do
		if is_records(value) then
			table.insert(rest, {name, value})
		elseif not known[name] then
			local text = show(value)
			if text then
				facts.html(rows, words.of_field(name), text)
			end
		end
	end
	return rows, rest
end

-- the sentence that an entity of any kind begins with
function facts.lead(one)
	for _, name in ipairs {"summary", "definition"} do
		if has(one, name) and one[name] then
			return one[name]
		end
	end
	return nil
end

-- ---- lists of records, as tables -----------------------------------------------

local number = 0        -- of the tables of this page, for their ids

-- the names that some of the records have a value for
local function columns(records)
	local names, seen = {}, {}

	for _, record in ipairs(records) do
		for name, value in pairs(record) do
			if not seen[name] and show(value) then
				seen[name] = true
			end
		end
	end
	for name in pairs(records[1]) do
		if seen[name] and name ~= "id" then
			table.insert(names, name)
		end
	end
	return names
end

local function is_deep(records)
	for _, value in pairs(records[1]) do
		if is_records(value) then
			return true
		end
	end
	return false
end

local function put_cell(value, first)
	local text = show(value) or ""
	local class = sort_of(value) == "figure" and ' class="r"' or ""

	html.put(first and '<th scope="row">{*text}</th>' or
	    "<td{*class}>{*text}</td>", {text = text, class = class})
end

function facts.table(records, caption)
	local names = columns(records)

	number = number + 1
	html.put([[
<div class="scroll" tabindex="0" role="group" aria-labelledby="{id}"><table>
<caption id="{id}">{caption}</caption>
<thead><tr>]], {caption = caption, id = "Table" .. number})
	for _, name in ipairs(names) do
		html.put('<th scope="col"{*class}>{name}</th>',
		    {name = words.of_field(name),
		    class = sort_of(records[1][name]) == "figure" and
		    ' class="r"' or ""})
	end
	raw("</tr></thead>\n<tbody>\n")
	for _, record in ipairs(records) do
		raw("<tr>")
		for i, name in ipairs(names) do
			put_cell(record[name], i == 1)
		end
		raw("</tr>\n")
	end
	raw("</tbody>\n</table></div>\n")
end

-- records that hold records of their own: each with a heading
local function put_deep(record)
	local rows, rest = facts.of(record)
	local title = has(record, "title") and record.title
	local number = has(record, "number") and record.number

	if title then
		html.put("<h3>{number}{title}</h3>\n", {title = title,
		    number = number and number .. words.space or ""})
	end
	facts.put(rows)
	for _, list in ipairs(rest) do
		facts.table(list[2], words.of_field(list[1]))
	end
end

function facts.records(records, name)
	if not is_deep(records) then
		facts.table(records, words.of_field(name))
		return
	end
	for _, record in ipairs(records) do
		put_deep(record)
	end
end

return facts
