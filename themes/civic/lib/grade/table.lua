-- Counts of grades by year: for the whole plan and for each goal a bar, the
-- counts, the shares computed from them and those that were published.
local decimal = require "decimal"
local html = require "html"
local scale = require "grade/scale"
local words = require "words"
local year = require "year"

local tables = {}

local looks = {"", ' fill="url(#Hatch)" class="pat"', ' class="b-ink"',
    ' class="b-soft"', ' class="quiet"'}

-- ---- shares ------------------------------------------------------------------

local function whole(figure)
	return figure and math.tointeger(tonumber(figure.value)) or 0
end

-- parts of 100 % by the largest remainder, in units of 10^-places
local function shares(counts, sum, places)
	local all = 100 * math.tointeger(10 ^ places)
	local out, left, order = {}, all, {}

	for i, n in ipairs(counts) do
		out[i] = sum > 0 and n * all // sum or 0
		left = left - out[i]
		table.insert(order, {i = i, rest = sum > 0 and
		    n * all % sum or 0})
	end
	table.sort(order, function(a, b)
		return a.rest > b.rest or a.rest == b.rest and a.i < b.i
	end)
	for k = 1, sum > 0 and math.min(left, #order) or 0 do
		out[order[k].i] = out[order[k].i] + 1
	end
	return out
end

-- decimals of what was published; else one
local function places_of(t)
	local most

	for _, c in ipairs(t.counts) do
		local f = c.as_published
		if f and f.value then
			most = math.max(most or 0,
			    #(f.value:match("[.](%d+)") or ""))
		end
	end
	return math.min(most or 1, 3)
end

local function counts_of(t, grades)
	local by, counts, sum = {}, {}, 0

	for _, c in ipairs(t.counts) do
		by[c.grade] = c
	end
	for i, g in ipairs(grades) do
		counts[i] = by[g.id] and whole(by[g.id].count) or 0
		sum = sum + counts[i]
	end
	return by, counts, sum
end

local function cell_of(n, part, places, published)
	local value = decimal.shift(part, places)
	local text = value .. words.percent

	published = published and published.value and published or nil
	return {n = n, percent = part / 10 ^ places, computed = text,
	    share = published and published.text or text,
	    published = published, differs = published ~= nil and
	    subtract(published.value, value) ~= "0"}
end

-- {year, base, n, rest, note, cells} of a tally
local function row_of(e, t, grades)
	local by, counts, sum = counts_of(t, grades)
	local places = places_of(t)
	local parts = shares(counts, sum, places)
	local row = {year = e.year, base = t.base, n = t.n, cells = {},
	    note = t.note, rest = whole(t.n) - sum, has_shares = sum > 0,
	    is_counted = #t.counts > 0}

	for i, g in ipairs(grades) do
		row.cells[i] = cell_of(counts[i], parts[i], places,
		    by[g.id] and by[g.id].as_published)
	end
	return row
end

-- the rows of one base, in the order of their years
function tables.rows(evaluations, base, grades)
	local rows = {}

	for _, e in ipairs(evaluations) do
		for _, t in ipairs(e.tallies) do
			if t.base == base then
				table.insert(rows, row_of(e, t, grades))
			end
		end
	end
	table.sort(rows, function(a, b)
		return year.before(a.year, b.year)
	end)
	return rows
end

-- ---- bars ---------------------------------------------------------------------

local function look(i)
	return looks[i] or looks[#looks]
end

local function put_bar(row)
	local x = 0

	raw('<svg class="bar" aria-hidden="true">')
	for i, cell in ipairs(row.cells) do
		if cell.percent > 0 then
			html.put([[<rect{*look} x="{x}%" width="{w}%" height="100%"/>]],
			    {look = look(i), x = coordinate(x),
			    w = coordinate(cell.percent)})
			if x > 0 then
				html.put([[<line class="gap" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>]],
				    {x = coordinate(x)})
			end
		end
		x = x + cell.percent
	end
	raw("</svg>")
end

-- the grades with what they look like in a bar
function tables.legend(grades)
	raw('<ul class="legend">\n')
	for i, g in ipairs(grades) do
		html.put([[
<li><svg class="bar" aria-hidden="true"><rect{*look} x="0%" width="100%" height="100%"/></svg>{name}</li>
]], {look = look(i), name = scale.label(g)})
	end
	raw("</ul>\n")
end

-- the pattern that bars are filled with; once on a page
function tables.defs()
	raw([[
<svg class="defs bar" aria-hidden="true"><defs><pattern id="Hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-bg" width="7" height="7"/><line class="hatch-fg" x1="0" x2="0" y1="0" y2="7"/></pattern></defs></svg>
]])
end

-- ---- rows ------------------------------------------------------------------------

local function put_cell(cell, sign, row)
	html.put([[<td class="p" data-label="{sign}">{n}]], {sign = sign,
	    n = row.is_counted and cell.n or words.nothing})
	if row.has_shares then
		html.put("<small>{text}</small>", {text = cell.computed})
	end
	if cell.differs then
		html.put([[<small class="differs">{text}</small>]], {text =
		    words.say("grade_published",
		    {share = cell.published.text}) .. "※"})
	end
	raw("</td>")
end

-- sign: what leads to its note
local function put_row(row, grades, sign)
	html.put([[<tr><th scope="row" class="y">{year}<small>{base} {n}{sign}</small>]],
	    {year = year.long(row.year), n = row.n, base = row.base,
	    sign = sign})
	if row.rest > 0 and row.is_counted then
		html.put("<small>{text}</small>", {text = words.say(
		    "grade_rest", {n = row.rest})})
	end
	raw([[</th><td class="b">]])
	put_bar(row)
	raw("</td>")
	for i, cell in ipairs(row.cells) do
		put_cell(cell, grades[i].sign, row)
	end
	raw("</tr>\n")
end

local function is_of_whole(e)
	return not e.goal and not e.programme
end

function tables.of_whole(plan)
	local list = {}

	for _, e in ipairs(plan.evaluations) do
		if is_of_whole(e) then
			table.insert(list, e)
		end
	end
	return list
end

local function name_of(one)
	return html.text([[{number}<a href="{url}">{title}</a>]], {
	    number = one.number and one.number .. words.space or "",
	    url = url(one), title = one.title})
end

-- the whole, then each goal and programme that has counts of this base
local function groups_of(plan, base, grades)
	local groups = {{name = escape(words.grade_whole), class = "total",
	    rows = tables.rows(tables.of_whole(plan), base, grades)}}

	for _, list in ipairs {plan.goals, plan.programmes} do
		for _, one in ipairs(list) do
			local rows = tables.rows(one.evaluations, base, grades)
			if #rows > 0 then
				table.insert(groups, {class = "", rows = rows,
				    name = name_of(one)})
			end
		end
	end
	return groups
end

-- the number of a note, which is told once
local function place_of(notes, note)
	for i, known in ipairs(notes) do
		if known == note then
			return i
		end
	end
	table.insert(notes, note)
	return #notes
end

local function put_group(g, grades, notes)
	if #g.rows == 0 then
		return
	end
	html.put([[
<tbody{*class}>
<tr class="group"><th scope="rowgroup" colspan="{n}">{*name}</th></tr>
]], {class = g.class ~= "" and ' class="' .. g.class .. '"' or "",
	    n = #grades + 2, name = g.name})
	for _, row in ipairs(g.rows) do
		put_row(row, grades, row.note and words.say("grade_sign",
		    {i = place_of(notes, row.note)}) or "")
	end
	raw("</tbody>\n")
end

local function any_differs(groups)
	for _, g in ipairs(groups) do
		for _, row in ipairs(g.rows) do
			for _, cell in ipairs(row.cells) do
				if cell.differs then
					return true
				end
			end
		end
	end
	return false
end

local function put_notes(groups, notes)
	if any_differs(groups) then
		html.put('<p class="small gap-small">{text}</p>\n',
		    {text = words.grade_differs})
	end
	for i, note in ipairs(notes) do
		html.put('<p class="small gap-small">{text}</p>\n', {text =
		    words.say("grade_note", {i = i, note = note})})
	end
end

-- ---- where only the number of what was judged is known --------------------------

local function is_counted(groups)
	for _, g in ipairs(groups) do
		for _, row in ipairs(g.rows) do
			if row.is_counted then
				return true
			end
		end
	end
	return false
end

-- the years of all rows, in order
local function years_of(groups)
	local seen, list = {}, {}

	for _, g in ipairs(groups) do
		for _, row in ipairs(g.rows) do
			if not seen[year.long(row.year)] then
				seen[year.long(row.year)] = true
				table.insert(list, row.year)
			end
		end
	end
	table.sort(list, year.before)
	for i, y in ipairs(list) do
		list[i] = year.long(y)
	end
	return list
end

local function put_numbers(groups, base)
	local notes, years = {}, years_of(groups)

	html.put([[
<table class="graded">
<caption>{caption}</caption>
<thead><tr><th scope="col">{what}</th>]], {what = words.grade_what,
	    caption = words.say("grade_numbers", {base = base})})
	for _, text in ipairs(years) do
		html.put([[<th scope="col">{year}</th>]], {year = text})
	end
	raw("</tr></thead>\n<tbody>\n")
	for _, g in ipairs(groups) do
		local by = {}
		for _, row in ipairs(g.rows) do
			by[year.long(row.year)] = row.n.text .. (row.note and
			    words.say("grade_sign",
			    {i = place_of(notes, row.note)}) or "")
		end
		if #g.rows > 0 then
			html.put([[<tr><th scope="row">{*name}</th>]], g)
			for _, text in ipairs(years) do
				html.put("<td>{n}</td>",
				    {n = by[text] or words.nothing})
			end
			raw("</tr>\n")
		end
	end
	raw("</tbody>\n</table>\n")
	html.put('<p class="small gap-small">{text}</p>\n',
	    {text = words.grade_uncounted})
	put_notes(groups, notes)
end

-- one table for one base, the whole heavier, then the goals
function tables.put(plan, base, grades)
	local groups, notes = groups_of(plan, base, grades), {}

	if not is_counted(groups) then
		put_numbers(groups, base)
		return
	end
	tables.legend(grades)
	html.put([[
<table class="abc falls">
<caption>{caption}</caption>
<thead><tr><th scope="col" class="y">{year}</th><th scope="col" class="b">{bar}</th>]],
	    {caption = words.say("grade_caption", {base = base}),
	    year = words.year, bar = words.grade_bar})
	for _, g in ipairs(grades) do
		html.put([[<th scope="col" class="p">{name}</th>]],
		    {name = g.sign})
	end
	raw("</tr></thead>\n")
	for _, g in ipairs(groups) do
		put_group(g, grades, notes)
	end
	raw("</table>\n")
	put_notes(groups, notes)
end

return tables
