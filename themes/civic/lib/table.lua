-- Tables of indicators: one indicator by years, or many side by side.
local course = require "course"
local figure = require "figure"
local html = require "html"
local lists = require "list"
local series = require "series"
local tree = require "tree"
local words = require "words"
local year = require "year"

local tables = {}

-- ---- one indicator by years -----------------------------------------------------

local function row_at(rows, fiscal)
	rows[fiscal] = rows[fiscal] or {year = fiscal}
	return rows[fiscal]
end

-- one that holds for each year of a span stands in each of them
local function add_target(rows, t, aim)
	local y = t.year

	if not y or not y.fiscal_year then
		return
	end
	for fiscal = t.each and y.from or y.fiscal_year, y.fiscal_year do
		local row = row_at(rows, fiscal)
		row.target, row.aim = t, aim
	end
end

-- what is known of each year; keyed by the year, so in its order
local function rows_of(c)
	local rows = {}
	local base = c.baseline

	if c.has_baseline and base.year and base.year.fiscal_year then
		local row = row_at(rows, base.year.fiscal_year)
		row.value, row.word = base, words.baseline
	end
	for _, e in ipairs(c.earlier) do
		local old = e.baseline
		if figure.has(old) and old.year and old.year.fiscal_year then
			local row = row_at(rows, old.year.fiscal_year)
			row.value, row.word = old, words.old_baseline
		end
	end
	for i, t in ipairs(c.targets) do
		add_target(rows, t, i < #c.targets and words.interim or
		    #c.targets > 1 and words.last or words.final)
	end
	for _, p in ipairs(series.of(c.indicator, c.area)) do
		local row = row_at(rows, p.year)
		row.value = p.value
		row.word = row.word or p.state ~= "final" and
		    words["state_" .. p.state] or nil
	end
	return rows
end

local function put_empty()
	raw("<td></td>")
end

local function put_row(row, is_latest)
	html.put([[<tr{*class}><th scope="row">{axis}<small>{fiscal}</small></th>]],
	    {class = is_latest and ' class="now-row"' or "",
	    axis = year.axis(row.year), fiscal = row.year})
	if row.value then
		figure.cell(row.value, row.word)
	else
		put_empty()
	end
	if row.target then
		figure.cell(row.target, row.aim)
	else
		put_empty()
	end
	raw("</tr>\n")
end

-- a baseline or target that stands in no year, or that has no value
local function put_yearless(c)
	local base = c.baseline

	if base and not (base.year and base.year.fiscal_year and
	    c.has_baseline) then
		html.put([[<tr><th scope="row">{word}</th>]],
		    {word = words.baseline})
		figure.cell(base)
		raw("<td></td></tr>\n")
	end
end

local function year_word(c)
	local f = c.target or c.baseline

	return f and f.year and f.year.kind == "calendar" and words.year_any or
	    words.year
end

function tables.of(indicator, area)
	local c = course.of(indicator, area)
	local last = series.latest(indicator, area)

	html.put([[
<table class="years">
<caption>{caption}</caption>
<thead><tr><th scope="col">{year}</th><th scope="col" class="r">{observed}</th><th scope="col" class="r">{aim}</th></tr></thead>
<tbody>
]], {caption = words.say("table_caption", {title = indicator.title,
	    unit = indicator.unit}), year = year_word(c),
	    observed = words.observed, aim = words.aim})
	put_yearless(c)
	for _, row in pairs(rows_of(c)) do
		put_row(row, last and last.year == row.year)
	end
	raw("</tbody>\n</table>\n")
end

-- ---- many side by side -------------------------------------------------------------

-- the columns, each with the figures it shows of a course
local columns = {
	{word = "baseline", of = function(c) return {c.baseline} end},
	{word = "interim", of = function(c) return c.interim end,
	    may_lack = true},
	{word = "final", of = function(c) return {c.target} end},
	{word = "latest", of = function(c)
		local last = series.latest(c.indicator, c.area)
		return last and {last.value} or {}, last and last.actual.year
	end},
}

local function text_of(y)
	return y and year.long(y) or ""
end

-- the year that all figures of a column share; nil if they differ
local function common_year(courses, column)
	local shared

	for _, c in ipairs(courses) do
		local list, other = column.of(c)
		for _, f in ipairs(list) do
			local text = text_of(other or f.year)
			if figure.has(f) and shared ~= nil and
			    shared ~= text then
				return nil
			elseif figure.has(f) then
				shared = text
			end
		end
	end
	return shared
end

local function is_used(courses, column)
	for _, c in ipairs(courses) do
		if #(column.of(c)) > 0 then
			return true
		end
	end
	return false
end

local function used_columns(courses)
	local list = {}

	for _, column in ipairs(columns) do
		if is_used(courses, column) then
			table.insert(list, {word = words[column.word],
			    of = column.of, may_lack = column.may_lack,
			    year = common_year(courses, column)})
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
		html.put([[<th scope="col" class="r">{word}{*year}</th>]],
		    {word = column.word, year = small(column.year)})
	end
	raw("</tr></thead>\n")
end

local function put_figures(column, c)
	local list, other = column.of(c)

	-- where the table has no head, on small screens, the cell says it
	html.put([[<td class="r" data-label="{word}">]], {word = column.word ..
	    (column.year and column.year ~= "" and "\n" .. column.year or
	    "")})
	-- no interim target is nothing amiss; else a figure is missing
	if #list == 0 and not column.may_lack then
		esc(words.nothing)
	end
	for i, f in ipairs(list) do
		local text = column.year and "" or text_of(other or f.year)
		local remarks = figure.remarks(f)
		if text ~= "" and remarks ~= "" then
			text = text .. words.join
		end
		html.put("{*sep}{text}{*more}", {text = f,
		    sep = i > 1 and "<br>" or "",
		    more = small(text .. remarks)})
	end
	raw("</td>")
end

local function put_course(list, c, title)
	raw("<tr>")
	raw(title)
	for _, column in ipairs(list) do
		put_figures(column, c)
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
function tables.all(plan)
	local list = used_columns(courses_of(plan.indicators))

	if #list == 0 then
		lists.links(plan.indicators)
		return
	end
	html.put([[
<table class="wide-table">
<caption>{caption}</caption>
]], {caption = words.all_caption})
	put_head(list, words.indicator)
	put_group(list, escape(words.whole_plan), tree.own_indicators(plan))
	for _, goal in ipairs(tree.roots(plan)) do
		put_group(list, goal_link(goal), tree.indicators(goal))
	end
	raw("</table>\n")
end

-- the areas of one indicator
function tables.areas(indicator)
	local courses = {}

	for _, area in ipairs(indicator.areas) do
		table.insert(courses, course.of(indicator, area))
	end
	local list = used_columns(courses)
	html.put([[
<table class="wide-table">
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
end

return tables
