-- Grades that people gave, A, B, C, by year: of the plan, of its goals, of a
-- programme.  They stand beside the computed status, never merged with it.
local html = require "html"
local words = require "words"
local year = require "year"

local grade = {}

local looks = {"", ' fill="url(#Hatch)" class="pat"', ' class="b-ink"',
    ' class="b-soft"', ' class="quiet"'}

local function whole(text)
	return text and math.tointeger(tonumber(text)) or 0
end

local function of_whole(e)
	return not e.goal and not e.programme
end

-- the grades that occur, in their order: A, B, C
function grade.all(evaluations)
	local seen, list = {}, {}

	local function add(name)
		if name and not seen[name] then
			seen[name] = true
			table.insert(list, name)
		end
	end
	for _, e in ipairs(evaluations) do
		add(e.grade)
		for _, t in ipairs(e.tallies) do
			for _, c in ipairs(t.counts) do
				add(c.grade)
			end
		end
	end
	table.sort(list)
	return list
end

-- what was counted: 設定目標, 事業
function grade.bases(evaluations)
	local seen, list = {}, {}

	for _, e in ipairs(evaluations) do
		for _, t in ipairs(e.tallies) do
			if not seen[t.base] then
				seen[t.base] = true
				table.insert(list, t.base)
			end
		end
	end
	return list
end

-- ---- counts of one base ------------------------------------------------------------

-- tenths of a percent by the largest remainder, so that they sum to 1000
local function shares(counts, sum)
	local out, left, order = {}, 1000, {}

	for i, n in ipairs(counts) do
		out[i] = sum > 0 and n * 1000 // sum or 0
		left = left - out[i]
		table.insert(order, {i = i, rest = sum > 0 and
		    n * 1000 % sum or 0})
	end
	table.sort(order, function(a, b)
		return a.rest > b.rest or a.rest == b.rest and a.i < b.i
	end)
	for k = 1, sum > 0 and math.min(left, #order) or 0 do
		out[order[k].i] = out[order[k].i] + 1
	end
	return out
end

local function tenths_text(t)
	return t // 10 .. "." .. t % 10 .. "％"
end

-- {year, n, cells = {{grade, n, share, published}}} of a tally
local function row_of(e, t, grades)
	local row = {year = e.year, n = t.n, cells = {}}
	local counts, sum = {}, 0
	local by = {}

	for _, c in ipairs(t.counts) do
		by[c.grade] = c
	end
	for i, name in ipairs(grades) do
		counts[i] = by[name] and by[name].count and
		    whole(by[name].count.value) or 0
		sum = sum + counts[i]
	end
	local tenths = shares(counts, sum)
	for i, name in ipairs(grades) do
		local published = by[name] and by[name].share
		local text = tenths_text(tenths[i])
		table.insert(row.cells, {grade = name, n = counts[i],
		    tenths = tenths[i], computed = text,
		    share = published and published.text or text,
		    differs = published ~= nil and published.text ~= text})
	end
	return row
end

function grade.rows(evaluations, base, grades)
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

local function put_bar(row)
	local x = 0

	raw('<svg class="bar" aria-hidden="true">')
	for i, cell in ipairs(row.cells) do
		if cell.tenths > 0 then
			html.put([[<rect{*look} x="{x}%" width="{w}%" height="100%"/>]],
			    {look = looks[i] or looks[#looks],
			    x = html.number(x / 10),
			    w = html.number(cell.tenths / 10)})
			if x > 0 then
				html.put([[<line class="gap" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>]],
				    {x = html.number(x / 10)})
			end
		end
		x = x + cell.tenths
	end
	raw("</svg>")
end

local function put_row(row)
	html.put([[<tr><th scope="row" class="y">{year}<small>{n}</small></th><td class="b">]],
	    {year = year.long(row.year), n = row.n})
	put_bar(row)
	raw("</td>")
	for _, cell in ipairs(row.cells) do
		html.put([[<td class="p">{share}{mark}<small>{n}</small></td>]],
		    {share = cell.share, mark = cell.differs and "※" or "",
		    n = cell.n})
	end
	raw("</tr>\n")
end

local function put_group(name, rows, columns, class)
	if #rows == 0 then
		return
	end
	html.put([[
<tbody{*class}>
<tr class="group"><th scope="rowgroup" colspan="{n}">{*name}</th></tr>
]], {class = class, n = columns, name = name})
	for _, row in ipairs(rows) do
		put_row(row)
	end
	raw("</tbody>\n")
end

-- how the published shares differ from those of the counts
local function put_differences(groups)
	for _, g in ipairs(groups) do
		for _, row in ipairs(g.rows) do
			local parts = {}
			for _, cell in ipairs(row.cells) do
				if cell.differs then
					table.insert(parts, words.say(
					    "grade_computed", {
					    grade = cell.grade,
					    share = cell.computed}))
				end
			end
			if #parts > 0 then
				html.put([[<p class="small gap-small">{text}</p>
]], {text = words.say("grade_differs", {name = g.plain,
				    year = year.long(row.year),
				    list = table.concat(parts, words.join)})})
			end
		end
	end
end

function grade.legend(grades)
	raw('<ul class="legend">\n')
	for i, name in ipairs(grades) do
		html.put([[
<li><svg class="bar" aria-hidden="true"><rect{*look} x="0%" width="100%" height="100%"/></svg>{name}</li>
]], {look = looks[i] or looks[#looks], name = name})
	end
	raw("</ul>\n")
end

-- the pattern that bars are filled with; once on a page
function grade.defs()
	raw([[
<svg class="defs bar" aria-hidden="true"><defs><pattern id="Hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-bg" width="7" height="7"/><line class="hatch-fg" x1="0" x2="0" y1="0" y2="7"/></pattern></defs></svg>
]])
end

local function groups_of(plan, base, grades)
	local all, groups = {}, {}

	for _, e in ipairs(plan.evaluations) do
		if of_whole(e) then
			table.insert(all, e)
		end
	end
	table.insert(groups, {name = escape(words.grade_whole),
	    plain = words.grade_whole,
	    rows = grade.rows(all, base, grades), class = ' class="total"'})
	for _, goal in ipairs(plan.goals) do
		table.insert(groups, {name = html.text(
		    [[{number}<a href="{url}">{title}</a>]], {
		    number = goal.number and goal.number .. words.space or "",
		    url = url(goal), title = goal.title}), plain = goal.title,
		    rows = grade.rows(goal.evaluations, base, grades),
		    class = ""})
	end
	return groups
end

-- one table for one base, the whole heavier, then the goals
function grade.table(plan, base, grades)
	local groups = groups_of(plan, base, grades)

	html.put([[
<table class="bars abc">
<caption>{caption}</caption>
<thead><tr><th scope="col" class="y">{year}</th><th scope="col" class="b">{bar}</th>]],
	    {caption = words.say("grade_caption", {base = base}),
	    year = words.year, bar = words.grade_bar})
	for _, name in ipairs(grades) do
		html.put([[<th scope="col" class="p">{name}</th>]],
		    {name = name})
	end
	raw("</tr></thead>\n")
	for _, g in ipairs(groups) do
		put_group(g.name, g.rows, #grades + 2, g.class)
	end
	raw("</table>\n")
	put_differences(groups)
end

-- from the first to the last year: the best grade, then the worst
function grade.lead(plan)
	local grades = grade.all(plan.evaluations)
	local base = grade.bases(plan.evaluations)[1]
	local all = {}

	for _, e in ipairs(plan.evaluations) do
		if of_whole(e) then
			table.insert(all, e)
		end
	end
	local rows = base and grade.rows(all, base, grades) or {}
	local first, last = rows[1], rows[#rows]
	if #rows == 0 then
		return words.grade_lead_plain
	elseif #rows == 1 then
		return words.say("grade_lead_one", {base = base,
		    year = year.long(last.year), grade = grades[1],
		    share = last.cells[1].share})
	end
	local a, b = first.cells[1], last.cells[1]
	local text = words.say("grade_lead", {base = base, grade = grades[1],
	    from = year.long(first.year), to = year.long(last.year),
	    a = a.share, b = b.share, verb = words[b.tenths > a.tenths and
	    "grade_more" or b.tenths < a.tenths and "grade_less" or
	    "grade_same"]})
	a, b = first.cells[#grades], last.cells[#grades]
	if #grades > 1 then
		text = text .. words.say(b.n == 0 and a.n > 0 and
		    "grade_lead_gone" or "grade_lead_last",
		    {grade = grades[#grades], a = a.share, b = b.share})
	end
	return text
end

-- ---- texts ----------------------------------------------------------------------

-- grades of one thing by year, the last year first
function grade.list(evaluations)
	local sorted = {}

	for _, e in ipairs(evaluations) do
		table.insert(sorted, e)
	end
	table.sort(sorted, function(a, b)
		return year.before(b.year, a.year)
	end)
	raw('<ol class="grades">\n')
	for _, e in ipairs(sorted) do
		html.put([[<li><span>{year}</span><b>{grade}</b><p>{text}</p></li>
]], {year = year.long(e.year), grade = e.grade or words.nothing,
		    text = e.text or ""})
	end
	raw("</ol>\n")
end

function grade.of_whole(plan)
	local list = {}

	for _, e in ipairs(plan.evaluations) do
		if of_whole(e) then
			table.insert(list, e)
		end
	end
	return list
end

-- programmes that were graded, with a column for each year
function grade.programmes(plan)
	local seen, fiscal = {}, {}

	for _, e in ipairs(plan.evaluations) do
		local at = e.year.fiscal_year
		if e.programme and at and not seen[at] then
			seen[at] = true
			table.insert(fiscal, at)
		end
	end
	table.sort(fiscal)
	if #fiscal == 0 then
		return
	end
	html.put([[
<div class="scroll"><table class="graded">
<caption>{caption}</caption>
<thead><tr><th scope="col">{name}</th>]], {caption = words.grade_each,
	    name = words.programme})
	for _, at in ipairs(fiscal) do
		html.put([[<th scope="col">{year}</th>]], {year = year.full(at)})
	end
	raw("</tr></thead>\n<tbody>\n")
	for _, p in ipairs(plan.programmes) do
		if #p.evaluations > 0 then
			local by = {}
			for _, e in ipairs(p.evaluations) do
				by[e.year.fiscal_year or 0] = e.grade
			end
			html.put([[<tr><th scope="row"><a href="{url}">{title}</a></th>]],
			    {url = url(p), title = p.title})
			for _, at in ipairs(fiscal) do
				html.put("<td>{grade}</td>",
				    {grade = by[at] or words.nothing})
			end
			raw("</tr>\n")
		end
	end
	raw("</tbody>\n</table></div>\n")
end

return grade
