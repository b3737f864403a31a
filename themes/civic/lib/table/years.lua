-- One indicator, or one of its areas, year by year.
local calc = require "calc"
local course = require "course"
local exact = require "exact"
local figure = require "figure"
local html = require "html"
local series = require "series"
local status = require "status"
local words = require "words"
local year = require "year"

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

local function put_expected(row, c, columns)
	local r = row.result
	local scale = calc.scale(c.indicator, c.baseline and c.baseline.scale)

	if not columns.aim then
		return
	end
	if row.target then
		figure.cell(row.target, row.aim)
	elseif r and r.E then
		html.put([[<td class="r">{text}</td>]], {text = figure.amount(
		    calc.expected(r, c.area),
		    calc.scale(c.indicator, r.scale))})
	elseif r and r.step == 2 and r.target then
		html.put([[<td class="r">{text}</td>]], {text = r.target.text})
	elseif row.expected or r and r.status == "provisional" and
	    expected_at(c, row.year) then
		html.put([[<td class="r">{text}</td>]], {text = figure.amount(
		    exact.text(row.expected or expected_at(c, row.year),
		    places_of(c), nil, figure.minus {c.baseline or false,
		    c.target or false}), scale)})
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
		table.insert(small, status.reason(r))
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
	html.put([[<tr{*class}><th scope="row">{*year}</th>]],
	    {class = is_latest and ' class="now-row"' or "",
	    year = year.head(row.year)})
	if row.value then
		figure.cell(row.value, row.word)
	else
		html.put([[<td class="r">{nothing}<small>{text}</small></td>]],
		    {nothing = words.nothing, text = is_past(row.year) and
		    words.not_recorded or words.to_come})
	end
	put_expected(row, c, columns)
	if columns.status then
		put_status(row, c)
	end
	raw("</tr>\n")
end

local function put_end(word, observed, aim, columns)
	html.put([[<tr><th scope="row">{word}</th>]], {word = word})
	for i, f in ipairs {observed or false, aim or false} do
		if f then
			figure.cell(f)
		elseif i == 1 or columns.aim then
			raw("<td></td>")
		end
	end
	raw(columns.status and "<td></td></tr>\n" or "</tr>\n")
end

-- a baseline or target that stands in no year, or that has no value
local function put_yearless(c, columns)
	local base, aim = c.baseline, c.target or c.missing

	if base and not (base.year and base.year.fiscal_year and
	    c.has_baseline) then
		put_end(words.baseline, base, nil, columns)
	end
	if aim and not (c.target and aim.year and aim.year.fiscal_year) then
		put_end(words.final, nil, aim, columns)
	end
end

local function has_status(rows)
	for _, row in pairs(rows) do
		if row.result and status.says(row.result) then
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

-- the whole table
return function(indicator, area)
	local c = course.of(indicator, area)
	local last = status.latest(indicator, area)
	local rows = rows_of(c)
	local columns = {status = has_status(rows),
	    aim = c.target ~= nil or c.missing ~= nil}

	fill(rows, c)
	html.put([[
<table class="years">
<caption>{caption}</caption>
<thead><tr><th scope="col">{year}</th><th scope="col" class="r">{observed}</th>{*aim}{*judged}</tr></thead>
<tbody>
]], {caption = words.say(columns.status and "table_judged" or
	    "table_caption", {title = indicator.title .. (area and
	    words.open .. area.title .. words.close or ""),
	    unit = indicator.unit}), year = year_word(c),
	    observed = words.observed, aim = columns.aim and html.text(
	    [[<th scope="col" class="r">{word}</th>]], {word = c.is_beyond and
	    words.path_column or words.aim}) or "",
	    judged = columns.status and html.text(
	    [[<th scope="col">{word}</th>]], {word = words.judged}) or ""})
	put_yearless(c, columns)
	for _, row in pairs(rows) do
		put_row(row, last and last.year == row.year and
		    figure.has(row.value), c, columns)
	end
	raw("</tbody>\n</table>\n")
end
