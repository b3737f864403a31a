-- What a page shows of one indicator: its large figure and state, its chart as
-- a figure with a caption, its areas as small charts.
local calc = require "calc"
local chart = require "chart"
local course = require "course"
local facts = require "facts"
local figure = require "figure"
local held = require "held"
local html = require "html"
local period = require "period"
local sentence = require "sentence"
local series = require "series"
local status = require "status"
local words = require "words"
local year = require "year"

local indicator = {}

-- ---- the head: a large figure, its state, others to compare with -----------------

local function put_big(f, under)
	html.put([[
<p><span class="{class}">{text}</span><span class="small under">{under}</span></p>
]], {class = figure.is_long(f.text, 9) and "big many" or "big", text = f,
	    under = under})
end

local function put_verdict(word, text, why, rough)
	html.put([[
<p class="verdict">{*status}<span class="small under">{why}{rough}</span></p>
]], {status = status.html(word, text), why = why or "", rough = rough and
	    words.open .. words.rough .. words.close or ""})
end

local function put_waiting(c)
	local since = c.has_baseline and c.baseline.year
	local plan = c.indicator.plan
	local word = period.is_over(plan) and "no_records" or "waiting"
	local last = series.reason(c.indicator, c.area)

	if last and last.value.reason then
		put_verdict("na", words.no_value, words.say("no_value_why",
		    {year = year.long(last.actual.year),
		    reason = last.value.reason}))
		return
	end
	put_verdict("na", period.waiting(plan), since and
	    words.say(word .. "_why", {since = year.long(since)}) or
	    words[word .. "_plain"])
end

local function under(word, y)
	return word .. (y and words.space .. year.both(y) or "")
end

local function put_other(word, f, y)
	html.put("<div><dt>{word}<br>{year}</dt><dd>{text}</dd></div>\n",
	    {word = word, year = y and year.long(y) or "", text = f})
end

local put_expected

local function put_others(c, is_base_shown, one)
	raw('<dl class="others">\n')
	if not is_base_shown and c.has_baseline then
		put_other(words.baseline, c.baseline, c.baseline.year)
	end
	put_expected(one)
	for i = math.max(1, #c.interim - 1), #c.interim do
		put_other(words.interim, c.interim[i], c.interim[i].year)
	end
	if c.target then
		put_other(#c.interim > 0 and words.last or words.final,
		    c.target, c.target.year)
	end
	raw("</dl>\n")
end

-- the value that is judged; where none is, the latest
local function put_value(one, last)
	local r = status.latest(one)
	local value = r and r.actual and r.actual.value

	if figure.has(value) and r.year then
		put_big(value, status.when(r))
		if status.says(r) then
			put_verdict(r.status, nil, calc.gap(r), r.rough)
		end
	else
		put_big(last.value, under(words["state_" .. last.state],
		    last.actual.year))
		if r and status.says(r) then
			put_verdict("na", nil, r.reason and calc.reason(r))
		end
	end
end

function put_expected(one)
	local r = status.latest(one)
	local expected = r and r.E and calc.expected(r)
	local is_said = false

	for _, t in ipairs(course.of(one).targets) do
		is_said = is_said or t.year ~= nil and r ~= nil and
		    t.year.fiscal_year == r.year
	end
	if expected and not is_said then
		html.put("<div><dt>{word}<br>{year}</dt><dd>{text}</dd></div>\n",
		    {word = words.the_path, year = status.year(r),
		    text = figure.amount(expected, calc.scale(one, r.scale),
		    one.unit)})
	end
end

-- the latest value if there is one, else where it starts
function indicator.head(one)
	local c = course.of(one)
	local last = series.latest(one)

	if not course.is_known(c) and not last then
		return
	end
	raw('<div class="head">\n')
	if last then
		put_value(one, last)
	elseif c.has_baseline then
		put_big(c.baseline, under(words.baseline,
		    c.baseline.year))
		put_waiting(c)
	else
		put_big(c.target, under(words.final, c.target.year))
		put_waiting(c)
	end
	if c.has_baseline or last then
		put_others(c, not last, one)
	end
	raw("</div>\n")
end

-- ---- how it was judged -----------------------------------------------------------

-- the result whose calculation is shown, of the whole or an area
local function calculated(one, area)
	local r = status.latest(one, area)

	return r and r.year and r or nil
end

function indicator.has_calculation(one)
	if not one.plan.status_rule then
		return false
	end
	if calculated(one) then
		return true
	end
	for _, area in ipairs(one.areas) do
		if calculated(one, area) then
			return true
		end
	end
	return false
end

local function put_calculation(one, area)
	local r = calculated(one, area)

	if not r then
		return
	end
	html.put("<h3>{area}{what} {*status}</h3>\n", {
	    area = area and area.title .. words.space or "",
	    what = words.say("calculation_of", {year = status.year(r)}),
	    status = status.html(r.status)})
	calc.put(r, area)
	local ahead = status.ahead(one, area)
	if ahead and ahead.step == 1 and ahead.status ~= "na" then
		html.put("<h3>{what} {*status}</h3>\n", {
		    what = words.say("calculation_of",
		    {year = status.year(ahead)}),
		    status = status.html(ahead.status)})
		calc.put(ahead, area)
	end
end

function indicator.calculation(one)
	local plan = one.plan

	put_calculation(one)
	for _, area in ipairs(one.areas) do
		put_calculation(one, area)
	end
	html.put('<p class="small gap-small">{text}', {text = words.rounded})
	if has_page(plan.id .. "/method.html") then
		html.put([[ <a href="{url}">{text}</a>]], {
		    url = url(plan.id .. "/method.html"),
		    text = words.how_link})
	end
	raw("</p>\n")
	local graded = one.goal and #one.goal.evaluations > 0 or
	    #plan.evaluations > 0
	if graded and has_page(plan.id .. "/evaluation/index.html") then
		html.put([[<p class="small">{text}<a href="{url}">{link}</a></p>
]], {text = words.human_beside, link = words.human_link,
		    url = url(plan.id .. "/evaluation/index.html")})
	end
end

-- ---- the chart -------------------------------------------------------------------

-- what the signs on the time axis stand for
local function put_marks(d)
	local signs = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"}

	if #d.marks == 0 then
		return
	end
	raw('<ul class="small marks">\n')
	for i, mark in ipairs(d.marks) do
		html.put("<li>{text}</li>\n", {text = words.say("mark_text", {
		    sign = signs[i] or "", year = year.long(mark.of),
		    text = mark.text})})
	end
	raw("</ul>\n")
end

function indicator.is_drawn(one)
	return chart.of(one) ~= nil
end

-- if there is anything to draw; text: a caption of the author's
function indicator.figure(one, area, text)
	local d = chart.of(one, area)

	if not d then
		return
	end
	local s = chart.scale {d}
	html.put([[
<figure>
<figcaption><b>{*finding}</b><span class="small">{about}</span></figcaption>
]], {finding = held(text and text ~= "" and text or
	    sentence.finding(d.course)),
	    about = one.title .. words.stop ..
	    chart.axis(s, one.unit)})
	chart.put(d, s)
	put_marks(d)
	raw("</figure>\n")
end

-- ---- areas -----------------------------------------------------------------------

local function drawings_of(one)
	local list = {}

	for _, area in ipairs(one.areas) do
		table.insert(list, chart.of(one, area))
	end
	return list
end

function indicator.areas(one)
	local list = drawings_of(one)

	if #list == 0 then
		return
	end
	local s = chart.scale(list)
	html.put([[
<figure>
<figcaption><b>{*finding}</b><span class="small">{about}</span></figcaption>
<ul class="smalls">
]], {finding = escape(series.any(one) and
	    words.found_areas_now or words.found_areas), about = one.title .. words.stop ..
	    words.same_axis .. chart.axis(s, one.unit)})
	for _, d in ipairs(list) do
		local r = status.latest(one, d.course.area)
		html.put("<li><span>{title}{*status}</span>\n", {
		    title = d.course.area.title, status = r and r.year and
		    " " .. status.html(r.status) or ""})
		chart.put_small(d, s)
		raw("</li>\n")
	end
	raw("</ul>\n</figure>\n")
end

-- ---- revisions -------------------------------------------------------------------

local function with_year(word, f)
	return word .. " " .. f.text .. (f.year and words.open ..
	    year.long(f.year) .. words.close or "")
end

-- 前の基準値 12.0万回（令和4年度）、目標値 18.0万回（令和10年度）
local function earlier_text(e)
	local parts = {}

	if figure.has(e.baseline) then
		table.insert(parts, with_year(words.baseline, e.baseline))
	end
	for _, t in ipairs(e.targets or {}) do
		table.insert(parts, with_year(words.final, t))
	end
	return #parts > 0 and words.say("old_values",
	    {list = table.concat(parts, words.join)}) or nil
end

function indicator.revisions(one)
	raw('<ol class="when">\n')
	for _, e in ipairs(course.of(one).earlier) do
		local text = earlier_text(e)
		html.put("<li><span>{from}</span><div>", {from = words.say(
		    "revised_from", {year = year.long(e.revision.year)})})
		if e.revision.text then
			html.put("<p>{text}</p>", {text = e.revision.text})
		end
		if text then
			html.put([[<p class="small">{text}</p>]], {text = text})
		end
		raw("</div></li>\n")
	end
	raw("</ol>\n")
end

-- ---- what to look up -------------------------------------------------------------

local function want_text(one)
	local c = course.of(one)
	local f = c.target or c.baseline or one.areas[1] and
	    (one.areas[1].baseline or one.areas[1].targets[1])
	local word = one.want

	-- a threshold that the baseline meets is kept, whatever the direction
	if c.target and c.target.cmp and c.has_baseline and
	    not c.is_beyond and (word == "up" or word == "down") then
		return words.say("keep_level", {target = c.target.text})
	end
	if f and figure.is_share(f) and words[word .. "_share"] then
		word = word .. "_share"
	end
	return words[word]
end

local function marks_text(marks)
	local out = {}

	for _, mark in ipairs(marks) do
		table.insert(out, year.long(mark.year) .. words.colon ..
		    mark.text)
	end
	return out
end

function indicator.facts(one)
	local rows = {}

	facts.add(rows, words.definition, one.definition)
	facts.add(rows, words.want, one.want and want_text(one))
	facts.add(rows, words.value_kind, one.kind and
	    words[one.kind == "survey" and "survey_value" or one.kind])
	facts.add(rows, words.unit, one.unit)
	facts.add(rows, words.tolerance, one.tolerance and
	    one.tolerance.text)
	facts.add(rows, words.source, one.source)
	facts.add(rows, words.method, one.method)
	facts.lines(rows, words.breaks, marks_text(one.breaks))
	facts.lines(rows, words.marks, marks_text(one.events))
	facts.link(rows, words.continues, {one.continues})
	facts.link(rows, words.continued_by, one.continued_by)
	facts.link(rows, words.replaces, {one.replaces})
	facts.link(rows, words.replaced_by, one.replaced_by)
	facts.lines(rows, words.notes, one.notes)
	return rows
end

return indicator
