-- Tables of indicators: one indicator by years, or many side by side.
local calc = require "calc"
local course = require "course"
local exact = require "exact"
local figure = require "figure"
local html = require "html"
local lists = require "list"
local series = require "series"
local status = require "status"
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

local function add_old(rows, c)
	for _, e in ipairs(c.earlier) do
		local old = e.baseline
		if figure.has(old) and old.year and old.year.fiscal_year then
			local row = row_at(rows, old.year.fiscal_year)
			row.value, row.word = old, words.old_baseline
		end
	end
end

-- what is known of each year; keyed by the year, so in its order
local function rows_of(c)
	local rows = {}
	local base = c.baseline

	if c.has_baseline and base.year and base.year.fiscal_year then
		local row = row_at(rows, base.year.fiscal_year)
		row.value, row.word, row.is_base = base, words.baseline, true
	end
	add_old(rows, c)
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
	for fiscal, r in pairs(status.by_year(c.indicator, c.area)) do
		row_at(rows, fiscal).result = r
	end
	return rows
end

-- ---- the path, year by year --------------------------------------------------

-- the ends of the path's part that a year lies in
local function part_of(c, fiscal)
	local from, to = c.baseline, nil

	for _, t in ipairs(c.targets) do
		local at = t.year and t.year.fiscal_year
		if at and at >= fiscal then
			to = t
			break
		end
		from = t
	end
	return from, to
end

-- where the path is in a year that nothing was judged in yet
local function expected_at(c, fiscal)
	local path = c.indicator.path or "linear"
	local from, to = part_of(c, fiscal)

	if path ~= "linear" or not c.is_beyond or not to or
	    not (from.year and from.year.fiscal_year) or
	    from.scale ~= to.scale or from.upper or to.upper then
		return nil
	end
	return exact.between(from.value, to.value,
	    fiscal - from.year.fiscal_year,
	    to.year.fiscal_year - from.year.fiscal_year)
end

local function places_of(c)
	local n = 0

	for _, f in ipairs {c.baseline or false, c.target or false} do
		n = math.max(n, f and f.value and exact.places(f.value) or 0)
	end
	return n
end

-- years to come get a row each, up to the last target
local function fill(rows, c)
	local first = c.has_baseline and c.baseline.year and
	    c.baseline.year.fiscal_year
	local last = c.target and c.target.year and c.target.year.fiscal_year

	if not first or not last or last - first > 30 or not c.is_beyond or
	    (c.indicator.path or "linear") ~= "linear" then
		return
	end
	for fiscal = first + 1, last do
		local row = row_at(rows, fiscal)
		if not row.result then
			row.expected = expected_at(c, fiscal)
		end
	end
end

local function put_expected(row, c)
	local r = row.result
	local scale = calc.scale(c.indicator, c.baseline and c.baseline.scale)

	if row.target then
		figure.cell(row.target, row.aim)
	elseif r and r.E then
		html.put([[<td class="r">{text}</td>]], {text =
		    calc.expected(r, c.area) ..
		    calc.scale(c.indicator, r.scale)})
	elseif r and r.step == 2 and r.target then
		html.put([[<td class="r">{text}</td>]], {text = r.target.text})
	elseif row.expected or r and r.status == "provisional" and
	    expected_at(c, row.year) then
		html.put([[<td class="r">{text}</td>]], {text = exact.text(
		    row.expected or expected_at(c, row.year), places_of(c)) ..
		    scale})
	else
		raw("<td></td>")
	end
end

local function put_status(row, c)
	local r = row.result
	local small = {}

	if not r then
		raw("<td></td>")
		return
	end
	raw("<td>")
	status.put(r.status, r.status == "provisional" and
	    words.not_judged_short or r.status == "na" and
	    words.na_short or nil)
	if r.status == "na" then
		table.insert(small, status_name(r.reason))
	elseif r.rough then
		table.insert(small, words.rough)
	end
	if #small > 0 then
		html.put("<small>{text}</small>", {text = small[1]})
	end
	raw("</td>")
end

-- is a fiscal year over, as far as the site knows?
local function is_past(fiscal)
	local now = site.as_of and site.as_of.fiscal_year

	return now ~= nil and fiscal < now
end

local function put_row(row, is_latest, c, columns)
	html.put([[<tr{*class}><th scope="row">{axis}<small>{fiscal}</small></th>]],
	    {class = is_latest and ' class="now-row"' or "",
	    axis = year.axis(row.year), fiscal = row.year})
	if row.value then
		figure.cell(row.value, row.word)
	else
		html.put([[<td class="r">{nothing}<small>{text}</small></td>]],
		    {nothing = words.nothing, text = is_past(row.year) and
		    words.not_recorded or words.to_come})
	end
	put_expected(row, c)
	if columns.status then
		put_status(row, c)
	end
	raw("</tr>\n")
end

-- a baseline or target that stands in no year, or that has no value
local function put_yearless(c, columns)
	local base = c.baseline

	if base and not (base.year and base.year.fiscal_year and
	    c.has_baseline) then
		html.put([[<tr><th scope="row">{word}</th>]],
		    {word = words.baseline})
		figure.cell(base)
		raw(columns.status and "<td></td><td></td></tr>\n" or
		    "<td></td></tr>\n")
	end
end

local function has_status(rows)
	for _, row in pairs(rows) do
		if row.result then
			return true
		end
	end
	return false
end

local function year_word(c)
	local f = c.target or c.baseline

	return f and f.year and f.year.kind == "calendar" and words.year_any or
	    words.year
end

function tables.of(indicator, area)
	local c = course.of(indicator, area)
	local last = status.latest(indicator, area)
	local rows = rows_of(c)
	local columns = {status = has_status(rows)}

	fill(rows, c)
	html.put([[
<table class="years">
<caption>{caption}</caption>
<thead><tr><th scope="col">{year}</th><th scope="col" class="r">{observed}</th><th scope="col" class="r">{aim}</th>{*judged}</tr></thead>
<tbody>
]], {caption = words.say(columns.status and "table_judged" or
	    "table_caption", {title = indicator.title .. (area and
	    words.open .. area.title .. words.close or ""),
	    unit = indicator.unit}), year = year_word(c),
	    observed = words.observed, aim = c.is_beyond and
	    words.path_column or words.aim,
	    judged = columns.status and html.text(
	    [[<th scope="col">{word}</th>]], {word = words.judged}) or ""})
	put_yearless(c, columns)
	for _, row in pairs(rows) do
		put_row(row, last and last.year == row.year, c, columns)
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
		local r = status.latest(c.indicator, c.area)
		local last = series.latest(c.indicator, c.area)
		if r and r.actual and figure.has(r.actual.value) then
			return {r.actual.value}, r.actual.year
		end
		return last and {last.value} or {}, last and last.actual.year
	end},
	{word = "judged", may_lack = true, of = function(c)
		local r = status.latest(c.indicator, c.area)
		return r and r.year and {r} or {}, nil
	end, put = function(r)
		status.put(r.status)
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
			    put = column.put, year = not column.put and
			    common_year(courses, column) or nil})
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

local function put_figures(column, c)
	local list, other = column.of(c)

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
	html.put([[<td class="r" data-label="{word}"{*year}>]],
	    {word = column.word, year = column.year and column.year ~= "" and
	    html.text(' data-year="{year}"', column) or ""})
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

-- ---- areas by year ------------------------------------------------------------------

local function put_area_cell(r, base)
	local value = r and r.actual and r.actual.value

	if not r then
		html.put([[<td class="r">{text}{*small}</td>]], {
		    text = base and base.text or "", small = base and
		    small(words.baseline) or ""})
		return
	end
	html.put([[<td class="r">{text}<small>]], {text = value and
	    tostring(value) or words.nothing})
	if r.status == "na" then
		esc(value and value.reason or status_name(r.reason))
	else
		status.put(r.status)
	end
	raw("</small>")
	if value and value.note then
		html.put("<small>{text}</small>", {text = value.note})
	end
	if status.state(r.actual) then
		html.put("<small>{text}</small>",
		    {text = status.state(r.actual)})
	end
	raw("</td>")
end

-- the years in which any area has a result or a baseline, in order
local function area_years(indicator)
	local rows = {}

	for _, area in ipairs(indicator.areas) do
		local b = area.baseline
		for fiscal, r in pairs(status.by_year(indicator, area)) do
			row_at(rows, fiscal)[area.id] = r
		end
		if b and b.year and b.year.fiscal_year then
			row_at(rows, b.year.fiscal_year)[area.id .. "/"] = b
		end
	end
	return rows
end

-- what was observed in each area, year by year; nothing before there is any
function tables.areas_by_year(indicator)
	local any = false

	for _, r in ipairs(indicator.results) do
		any = any or r.area ~= nil and r.year ~= nil
	end
	if not any then
		return
	end
	html.put([[
<div class="scroll" tabindex="0" role="group" aria-labelledby="AreaYears"><table class="area-years">
<caption id="AreaYears">{caption}</caption>
<thead><tr><th scope="col">{year}</th>]], {caption = words.say(
	    "table_area_years", {title = indicator.title,
	    unit = indicator.unit}), year = words.year})
	for _, area in ipairs(indicator.areas) do
		html.put([[<th scope="col" class="r">{title}</th>]],
		    {title = area.title})
	end
	raw("</tr></thead>\n<tbody>\n")
	for _, row in pairs(area_years(indicator)) do
		html.put([[<tr><th scope="row">{axis}<small>{western}</small></th>]],
		    {axis = year.axis(row.year), western = row.year})
		for _, area in ipairs(indicator.areas) do
			put_area_cell(row[area.id], row[area.id .. "/"])
		end
		raw("</tr>\n")
	end
	raw("</tbody>\n</table></div>\n")
end

return tables
