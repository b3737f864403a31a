-- Grades that people gave, A, B, C, by year: of the plan, of its goals, of a
-- programme.  They stand beside the computed status, never merged with it.
local html = require "html"
local scale = require "grade/scale"
local tables = require "grade/table"
local words = require "words"
local year = require "year"

local grade = {defs = tables.defs, table = tables.put,
    of_whole = tables.of_whole, scale = scale.of}

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

-- ---- sentences --------------------------------------------------------------------

local function whole_rows(plan, base, grades)
	return base and tables.rows(tables.of_whole(plan), base, grades) or {}
end

-- from the first to the last year: the best grade, then the worst
function grade.lead(plan)
	local grades = scale.of(plan)
	local base = grade.bases(plan.evaluations)[1]
	local rows = whole_rows(plan, base, grades)
	local first, last, k = rows[1], rows[#rows], #grades

	if #rows == 0 or k == 0 then
		return words.grade_lead_plain
	elseif #rows == 1 then
		return words.say("grade_lead_one", {base = base,
		    year = year.long(last.year), grade = scale.name(grades[1]),
		    share = last.cells[1].share})
	end
	local a, b = first.cells[1], last.cells[1]
	local text = words.say("grade_lead", {base = base,
	    grade = scale.name(grades[1]), from = year.long(first.year),
	    to = year.long(last.year), a = a.share, b = b.share,
	    verb = words[b.percent > a.percent and "grade_more" or
	    b.percent < a.percent and "grade_less" or "grade_same"]})
	a, b = first.cells[k], last.cells[k]
	if k > 1 then
		text = text .. words.say(b.n == 0 and a.n > 0 and
		    "grade_lead_gone" or a.share == b.share and
		    "grade_lead_still" or "grade_lead_last",
		    {grade = scale.name(grades[k]), a = a.share, b = b.share})
	end
	return text
end

-- 令和元年度は、設定目標が76、事業が61です: the denominators are not one; nil
-- where there is only one
function grade.about_bases(plan)
	local grades, parts, last = scale.of(plan), {}, nil
	local bases = grade.bases(plan.evaluations)

	if #bases < 2 then
		return nil
	end
	for _, base in ipairs(bases) do
		local rows = whole_rows(plan, base, grades)
		local row = rows[#rows]
		last = last or row and year.long(row.year)
		if row and year.long(row.year) == last then
			table.insert(parts, words.say("grade_base_n",
			    {base = base, n = row.n}))
		end
	end
	return #parts > 1 and words.say("grade_bases", {year = last,
	    list = table.concat(parts, words.join)}) or nil
end

-- ---- lists ------------------------------------------------------------------------

local function latest_first(evaluations)
	local sorted = {}

	for _, e in ipairs(evaluations) do
		if e.grade or e.text or #e.notes > 0 then
			table.insert(sorted, e)
		end
	end
	table.sort(sorted, function(a, b)
		return year.before(b.year, a.year)
	end)
	return sorted
end

local function put_one(e, grades)
	local g = scale.find(grades, e.grade)

	html.put([[<li><span>{year}</span><b>{grade}</b><div>]], {
	    year = year.long(e.year), grade = g and g.sign or ""})
	if g and g.title and g.title ~= g.sign then
		html.put([[<p class="meaning">{title}</p>]], {title = g.title})
	end
	if e.text then
		html.put("<p>{text}</p>", {text = e.text})
	end
	for _, note in ipairs(e.notes) do
		html.put([[<p class="small">{note}</p>]], {note = note})
	end
	raw("</div></li>\n")
end

-- does anything say more than its counts?
function grade.any(evaluations)
	return #latest_first(evaluations) > 0
end

-- grades of one thing by year, the last year first
function grade.list(evaluations)
	local sorted = latest_first(evaluations)
	local grades = #sorted > 0 and scale.of(sorted[1].plan) or {}

	raw('<ol class="grades">\n')
	for _, e in ipairs(sorted) do
		put_one(e, grades)
	end
	raw("</ol>\n")
end

-- the same of one goal or programme, under a heading; nothing if there is none
function grade.section(one)
	if not grade.any(one.evaluations) then
		return
	end
	html.put([[
<section class="sec" aria-labelledby="Grades">
<header>
<h2 id="Grades">{title}</h2>
<small>{note}</small>
</header>
<div>
]], {title = words.grades_given, note = words.grades_note})
	grade.list(one.evaluations)
	local all = one.plan.id .. "/evaluation/index.html"
	if has_page(all) then
		html.put([[
<p class="small gap-small"><a href="{url}">{text}</a></p>
]], {url = url(all), text = words.grade_link})
	end
	raw("</div>\n</section>\n")
end

-- the plan's own scale, best first, with what its grades mean
function grade.put_scale(grades)
	raw('<dl class="facts scale">\n')
	for _, g in ipairs(grades) do
		html.put("<dt>{sign}</dt><dd>{title}</dd>\n", g)
	end
	raw("</dl>\n")
end

-- ---- programmes by year -------------------------------------------------------------

local function graded_years(plan)
	local seen, fiscal = {}, {}

	for _, e in ipairs(plan.evaluations) do
		local at = e.year.fiscal_year
		if e.programme and e.grade and at and not seen[at] then
			seen[at] = true
			table.insert(fiscal, at)
		end
	end
	table.sort(fiscal)
	return fiscal
end

function grade.any_programme(plan)
	return #graded_years(plan) > 0
end

local function is_graded(p)
	for _, e in ipairs(p.evaluations) do
		if e.grade then
			return true
		end
	end
	return false
end

local function put_programme(p, fiscal, grades)
	local by = {}

	for _, e in ipairs(p.evaluations) do
		local g = scale.find(grades, e.grade)
		by[e.year.fiscal_year or 0] = g and g.sign or e.text and
		    words.grade_text_only
	end
	html.put([[<tr><th scope="row"><a href="{url}">{title}</a></th>]],
	    {url = url(p), title = p.title})
	for _, at in ipairs(fiscal) do
		html.put("<td>{grade}</td>", {grade = by[at] or words.nothing})
	end
	raw("</tr>\n")
end

-- programmes that were graded, with a column for each year
function grade.programmes(plan)
	local fiscal, grades = graded_years(plan), scale.of(plan)

	html.put([[
<div class="scroll" tabindex="0" role="group" aria-labelledby="Graded"><table class="graded">
<caption id="Graded">{caption}</caption>
<thead><tr><th scope="col">{name}</th>]], {caption = words.grade_each,
	    name = words.programme})
	for _, at in ipairs(fiscal) do
		html.put([[<th scope="col">{year}</th>]], {year = year.full(at)})
	end
	raw("</tr></thead>\n<tbody>\n")
	for _, p in ipairs(plan.programmes) do
		if is_graded(p) then
			put_programme(p, fiscal, grades)
		end
	end
	raw("</tbody>\n</table></div>\n")
end

return grade
