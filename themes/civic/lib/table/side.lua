-- Many indicators, or the areas of one, side by side.
local course = require "course"
local figure = require "figure"
local html = require "html"
local lists = require "list"
local series = require "series"
local status = require "status"
local tree = require "tree"
local words = require "words"
local year = require "year"

local side = {}

local MANY = 3          -- figures with the same remark

-- the row whose value is shown: the one judged, the last with a value, or the
-- last that says why there is none
local function latest(c)
	local r = status.latest(c.indicator, c.area)
	local last = series.latest(c.indicator, c.area) or
	    series.reason(c.indicator, c.area)

	if r and r.actual and figure.has(r.actual.value) then
		return r.actual
	end
	return last and last.actual
end

-- the columns, each with the figures it shows of a course, and what they were
-- observed as
local columns = {
	{word = "baseline", of = function(c) return {c.baseline} end},
	{word = "interim", of = function(c) return c.interim end,
	    may_lack = true},
	{word = "final", of = function(c) return {c.target or c.missing} end},
	{word = "latest", of = function(c)
		local actual = latest(c)
		return actual and {actual.value, actual = actual} or {}
	end},
	{word = "judged", may_lack = true, of = function(c)
		local r = status.latest(c.indicator, c.area)
		return r and r.year and status.says(r) and {r} or {}
	end, put = function(r)
		status.put(r.status)
	end},
}

-- the same, worked out once
local function cell(column, c)
	column.cells = column.cells or {}
	column.cells[c] = column.cells[c] or column.of(c)
	return column.cells[c]
end

local function text_of(y)
	return y and year.long(y) or ""
end

-- the year that all figures of a column share, or all rows that were
-- recorded; nil if they differ
local function common_year(courses, column)
	local shared

	for _, c in ipairs(courses) do
		local list = cell(column, c)
		for _, f in ipairs(list) do
			local text = text_of((list.actual or f).year)
			local counts = list.actual or figure.has(f)
			if counts and shared ~= nil and shared ~= text then
				return nil
			elseif counts then
				shared = text
			end
		end
	end
	return shared
end

local function is_used(courses, column)
	for _, c in ipairs(courses) do
		if #cell(column, c) > 0 then
			return true
		end
	end
	return false
end

-- reasons and notes that many figures share are told once below the table:
-- {※1 …}; the sign of each of them is in signs
local function shared_remarks(courses)
	local counts, notes, signs = {}, {}, {}

	local function count(text)
		if not text then
			return
		end
		counts[text] = (counts[text] or 0) + 1
		if counts[text] == MANY then
			signs[text] = "※" .. #notes + 1
			table.insert(notes, signs[text] .. " " .. text)
		end
	end
	for _, c in ipairs(courses) do
		for _, column in ipairs(columns) do
			for _, f in ipairs(column.put and {} or cell(column, c)) do
				count(f.reason)
				count(f.note)
			end
		end
	end
	return notes, signs
end

local function put_notes(list)
	for _, note in ipairs(list.notes) do
		html.put('<p class="small">{note}</p>\n', {note = note})
	end
end

local function used_columns(courses)
	local list = {}

	list.notes, list.signs = shared_remarks(courses)

	for _, column in ipairs(columns) do
		if is_used(courses, column) then
			local year = not column.put and
			    common_year(courses, column) or nil
			table.insert(list, {word = words[column.word],
			    of = column.of, cells = column.cells, year = year,
			    may_lack = column.may_lack, put = column.put,
			    data = year and year ~= "" and html.text(
			    ' data-year="{year}"', {year = year}) or ""})
		end
	end
	return list
end

local function small(text)
	return text and text ~= "" and html.text("<small>{text}</small>",
	    {text = text}) or ""
end

local function put_head(list, first)
	html.put([[<thead><tr><th scope="col">{first}</th>]], {first = first})
	for _, column in ipairs(list) do
		html.put([[<th scope="col"{*class}>{word}{*year}</th>]],
		    {word = column.word, year = small(column.year),
		    class = column.put and "" or ' class="r"'})
	end
	raw("</tr></thead>\n")
end

-- below a figure: its year if the column has none, and how sure it is
local function remarks_of(column, f, actual, signs)
	local parts = {}

	for _, text in ipairs {column.year and "" or
	    text_of((actual or f).year), figure.remarks(f, signs),
	    status.state(actual) or ""} do
		if text ~= "" then
			table.insert(parts, text)
		end
	end
	return table.concat(parts, words.join)
end

local function put_figures(column, c, signs)
	local list = cell(column, c)
	local actual = list.actual

	if column.put then
		html.put([[<td class="r l" data-label="{word}">]],
		    {word = column.word})
		if list[1] then
			column.put(list[1])
		end
		raw("</td>")
		return
	end

	-- where the table has no head, on small screens, the cell says it
	html.put([[<td class="{class}" data-label="{word}"{*year}>]],
	    {class = figure.class(list[1]), word = column.word, year = list[1] and
	    (actual or figure.has(list[1])) and column.data or ""})
	-- no interim target is nothing amiss; else a figure is missing
	if #list == 0 and not column.may_lack then
		esc(words.nothing)
	end
	for i, f in ipairs(list) do
		html.put("{*sep}{text}{*more}", {text = f,
		    sep = i > 1 and "<br>" or "",
		    more = small(remarks_of(column, f, actual, signs))})
	end
	raw("</td>")
end

local function put_course(list, c, title)
	raw("<tr>")
	raw(title)
	for _, column in ipairs(list) do
		put_figures(column, c, list.signs)
	end
	raw("</tr>\n")
end

local function title_of(indicator)
	return html.text([[<th scope="row">{*number}<a href="{url}">{title}</a></th>]],
	    {number = indicator.number and html.text(
	    [[<span class="no">{number}</span> ]],
	    {number = indicator.number}) or "", url = url(indicator),
	    title = indicator.title})
end

local function put_areas(list, indicator)
	for _, area in ipairs(indicator.areas) do
		put_course(list, course.of(indicator, area), html.text(
		    [[<th scope="row" class="area">{title}</th>]],
		    {title = area.title}))
	end
end

local function put_indicator(list, indicator)
	local c = course.of(indicator)

	if course.is_known(c) or #indicator.areas == 0 then
		put_course(list, c, title_of(indicator))
	else
		html.put([[<tr class="of-areas">{*title}<td colspan="{n}"></td></tr>
]], {title = title_of(indicator), n = #list})
	end
	put_areas(list, indicator)
end

local function courses_of(indicators)
	local list = {}

	for _, i in ipairs(indicators) do
		table.insert(list, course.of(i))
		for _, area in ipairs(i.areas) do
			table.insert(list, course.of(i, area))
		end
	end
	return list
end

local function put_group(list, name, indicators)
	if #indicators == 0 then
		return
	end
	html.put([[
<tbody>
<tr class="group"><th scope="rowgroup" colspan="{n}">{*name}</th></tr>
]], {n = #list + 1, name = name})
	for _, i in ipairs(indicators) do
		put_indicator(list, i)
	end
	raw("</tbody>\n")
end

local function goal_link(goal)
	return html.text([[{label}　<a href="{url}">{title}</a>]],
	    {label = tree.label(goal), url = url(goal), title = goal.title})
end

-- all indicators of a plan, by its goals
function side.all(plan)
	local list = used_columns(courses_of(plan.indicators))

	if #list == 0 then
		lists.links(plan.indicators)
		return
	end
	html.put([[
<table class="wide-table falls">
<caption>{caption}</caption>
]], {caption = words.all_caption})
	put_head(list, words.indicator)
	put_group(list, escape(words.whole_plan), tree.own_indicators(plan))
	for _, goal in ipairs(tree.roots(plan)) do
		put_group(list, goal_link(goal), tree.indicators(goal))
	end
	raw("</table>\n")
	put_notes(list)
end

-- the areas of one indicator
function side.areas(indicator)
	local courses = {}

	for _, area in ipairs(indicator.areas) do
		table.insert(courses, course.of(indicator, area))
	end
	local list = used_columns(courses)
	html.put([[
<table class="wide-table falls">
<caption>{caption}</caption>
]], {caption = words.say("table_areas", {title = indicator.title,
	    unit = indicator.unit})})
	put_head(list, words.area_name)
	raw("<tbody>\n")
	for _, c in ipairs(courses) do
		put_course(list, c, html.text([[<th scope="row">{title}</th>]],
		    {title = c.area.title}))
	end
	raw("</tbody>\n</table>\n")
	put_notes(list)
end

return side
