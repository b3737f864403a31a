-- A survey: its questions, and for each a table whose rows are its bars.
-- All bars of a survey have one scale, so that its questions can be compared.
local facts = require "facts"
local figure = require "figure"
local html = require "html"
local list = require "list"
local words = require "words"
local year = require "year"

local survey = {}

local FEW = 100         -- answers below which a share is rough
local SHORT = 8         -- characters: 「やりかたがわからない」 is an answer
local quiet_words = {"わからない", "分からない", "その他", "無回答", "不明",
    "特にない", "特になし"}

local n = coordinate

-- ---- shares ----------------------------------------------------------------

local function percent(f)
	if not figure.has(f) or f.upper then
		return nil
	elseif figure.is_share(f) then
		return f.number
	end
	return f.unit == "割" and f.number * 10 or nil
end

-- of how many the shares are: the question's own number; the survey's only
-- where everybody was asked and the question says nothing else
local function people(question, of)
	if question.n then
		return question.n
	end
	return not question.base and of.n or nil
end

-- the share of an answer from 0 to 100, to draw with; nil if unknown
local function share(option, question, of)
	local all = people(question, of)

	if percent(option.value) then
		return percent(option.value)
	end
	return figure.has(option.count) and figure.has(all) and
	    all.number > 0 and option.count.number / all.number * 100 or nil
end

-- where the scale of all bars ends: the next ten above the largest
function survey.top(of)
	local most = 0

	for _, q in ipairs(of.questions) do
		for _, o in ipairs(q.options) do
			most = math.max(most, share(o, q, of) or 0)
			for _, f in ipairs(o.earlier) do
				most = math.max(most, percent(f) or 0)
			end
		end
	end
	return math.min(100, math.max(10, math.ceil(most / 10 - 1e-9) * 10))
end

local function any(question, has)
	for _, o in ipairs(question.options) do
		if has(o) then
			return true
		end
	end
	return false
end

local function has_value(o)
	return o.value ~= nil or o.count ~= nil
end

-- ---- earlier surveys ---------------------------------------------------------

local function when(f)
	return f.year and year.long(f.year) or ""
end

-- the years of earlier values, the latest first; without a year: ""
local function earlier_years(question)
	local seen, years = {}, {}

	for _, o in ipairs(question.options) do
		for _, f in ipairs(o.earlier) do
			if not seen[when(f)] then
				seen[when(f)] = true
				table.insert(years, {text = when(f),
				    fiscal = f.year and f.year.fiscal_year or 0})
			end
		end
	end
	table.sort(years, function(a, b) return a.fiscal > b.fiscal end)
	return years
end

local function earlier_in(option, text)
	for _, f in ipairs(option.earlier) do
		if when(f) == text then
			return f
		end
	end
end

-- ---- rows ----------------------------------------------------------------------

-- no answer to what was asked: grey
local function is_quiet(option)
	if utf8.len(option.title) > SHORT then
		return false
	end
	for _, word in ipairs(quiet_words) do
		if option.title:find(word, 1, true) then
			return true
		end
	end
	return false
end

-- the answer most people gave
local function first_of(question, of)
	local best, most

	for _, o in ipairs(question.options) do
		local s = #o.sum_of == 0 and not is_quiet(o) and
		    share(o, question, of)
		if s and s > (most or 0) then
			best, most = o, s
		end
	end
	return best
end

-- the options of a question by their titles
local function by_title(question)
	local named = {}

	for _, o in ipairs(question.options) do
		named[o.title] = named[o.title] or o
	end
	return named
end

local function put_part(x, width, class)
	html.put([[<rect{*class} x="{x}%" width="{w}%" height="100%"/>]],
	    {class = class ~= "" and ' class="' .. class .. '"' or "",
	    x = n(x), w = n(width)})
end

-- a sum is drawn as its parts, side by side
local function put_sum(option, b)
	local x = 0

	for _, title in ipairs(option.sum_of) do
		local part = b.named[title]
		local s = part and share(part, b.question, b.of)
		if s then
			put_part(x, s / b.top * 100, "b-soft")
			x = x + s / b.top * 100
			html.put([[<line class="gap" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>]],
			    {x = n(x)})
		end
	end
end

local function put_bar(option, b)
	local s = share(option, b.question, b.of)
	local before = option.earlier[1] and percent(earlier_in(option,
	    b.years[1].text) or option.earlier[1])

	if not s then
		return
	end
	raw('<svg class="bar" aria-hidden="true">')
	if #option.sum_of > 0 then
		put_sum(option, b)
	else
		put_part(0, s / b.top * 100, option == b.first and "" or
		    is_quiet(option) and "quiet" or "b-mid")
	end
	if before then
		html.put([[<line class="before-edge" x1="{x}%" x2="{x}%" y1="0" y2="100%"/><line class="before" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>]],
		    {x = n(before / b.top * 100)})
	end
	raw("</svg>")
end

local function quoted(texts)
	local out = {}

	for i, text in ipairs(texts) do
		out[i] = words.say("quoted", {text = text})
	end
	return table.concat(out, words.language == "en" and ", " or "")
end

local function small(text)
	return html.text("<small>{text}</small>", {text = text})
end

-- does its title name what it sums up?
local function names_parts(option)
	for _, part in ipairs(option.sum_of) do
		if not option.title:find(part, 1, true) then
			return false
		end
	end
	return true
end

local function put_label(option)
	html.put([[<th scope="row" class="label">{title}]],
	    {title = option.title})
	if #option.sum_of > 0 and not names_parts(option) then
		raw(small(words.say("sum_parts",
		    {list = quoted(option.sum_of)})))
	end
	if option.note then
		raw(small(option.note))
	end
	-- why there is no share has no room beside the others
	if option.value and not figure.has(option.value) then
		raw(small(figure.remarks(option.value)))
	end
	raw("</th>")
end

-- none: what stands where there is no figure
local function put_figure(f, class, none, label)
	local remarks = figure.has(f) and figure.remarks(f) or ""

	html.put([[<td class="{class}"{*label}>{text}{*more}</td>]], {
	    class = class, text = f and tostring(f) or none,
	    label = label and html.text(' data-label="{label}"',
	    {label = label}) or "",
	    more = remarks ~= "" and small(remarks) or ""})
end

local function put_option(option, b)
	html.put("<tr{*class}>", {class = option == b.first and
	    ' class="first"' or ""})
	put_label(option)
	if b.has_value then
		put_figure(option.value, "v", words.nothing)
	end
	if b.has_count then
		put_figure(option.count, "v k", words.nothing,
		    words.count_column)
	end
	if b.has_bar then
		raw('<td class="b">')
		put_bar(option, b)
		raw("</td>")
	end
	for _, y in ipairs(b.years) do
		put_figure(earlier_in(option, y.text), "v e", "",
		    y.text ~= "" and y.text or words.earlier_column)
	end
	raw("</tr>\n")
end

-- ---- the table -----------------------------------------------------------------

local function put_head(b)
	html.put([[<thead><tr><th scope="col" class="label">{text}</th>]],
	    {text = words.answer})
	if b.has_value then
		html.put([[<th scope="col" class="v">{text}</th>]],
		    {text = words.share_column})
	end
	if b.has_count then
		html.put([[<th scope="col" class="v k">{text}</th>]],
		    {text = words.count_column})
	end
	if b.has_bar then
		html.put([[<th scope="col" class="b">{text}</th>]],
		    {text = words.say("scale_column", {top = b.top})})
	end
	for _, y in ipairs(b.years) do
		html.put([[<th scope="col" class="v e">{text}</th>]],
		    {text = y.text ~= "" and y.text or words.earlier_column})
	end
	raw("</tr></thead>\n")
end

-- answers as they stand, and the sums of some of them apart from the others
local function put_bodies(b)
	local sums = {}

	raw("<tbody>\n")
	for _, o in ipairs(b.question.options) do
		if #o.sum_of > 0 then
			table.insert(sums, o)
		else
			put_option(o, b)
		end
	end
	raw("</tbody>\n")
	if #sums > 0 then
		raw('<tbody class="sums">\n')
		for _, o in ipairs(sums) do
			put_option(o, b)
		end
		raw("</tbody>\n")
	end
end

local function put_options_only(question)
	raw('<ul class="points answers">\n')
	for _, o in ipairs(question.options) do
		html.put("<li>{title}{*note}</li>\n", {title = o.title,
		    note = o.note and small(o.note) or ""})
	end
	html.put('</ul>\n<p class="small gap-small">{text}</p>\n',
	    {text = words.no_shares})
end

local function put_below(b)
	if b.has_bar and #b.years > 0 then
		html.put('<p class="small gap-small">{text}</p>\n', {text =
		    words.say(b.years[1].text ~= "" and "earlier_mark_one" or
		    "earlier_mark", {year = b.years[1].text})})
	end
	if b.question.note then
		html.put('<p class="small gap-small">{text}</p>\n',
		    {text = b.question.note})
	end
end

-- is_named: its title stands above already
function survey.table(question, of, top, is_named)
	local b = {question = question, of = of, top = top or survey.top(of),
	    first = first_of(question, of), years = earlier_years(question),
	    named = by_title(question)}

	if #question.options > 0 and not any(question, has_value) then
		put_options_only(question)
		put_below(b)
		return
	end
	b.has_value = any(question, function(o) return o.value ~= nil end)
	b.has_count = any(question, function(o) return o.count ~= nil end)
	b.has_bar = any(question, function(o)
		return share(o, question, of) ~= nil
	end)
	html.put([[
<table class="bars falls{class}">
<caption{*hidden}>{caption}</caption>
]], {caption = question.title, hidden = is_named and
	    ' class="unseen"' or "", class = #b.years > 0 and " with-earlier" or ""})
	put_head(b)
	put_bodies(b)
	raw("</table>\n")
	put_below(b)
end

-- ---- what stands beside ----------------------------------------------------------

-- does it say of whom, or of how many at once, in one line each
function survey.asked(question, of)
	local lines, all = {}, people(question, of)

	if figure.has(all) then
		table.insert(lines, html.text("<b>{text}</b>", {text =
		    words.say("sample", {n = all.value and all.text or ""})}))
	end
	if question.answers == "multiple" then
		table.insert(lines, escape(any(question, has_value) and
		    words.ask_multiple or words.ask_multiple_plain))
	elseif question.answers then
		table.insert(lines, escape(words["ask_" .. question.answers]))
	end
	if question.base then
		table.insert(lines, escape(words.say("asked_of",
		    {base = question.base})))
	end
	return lines
end

-- 1人の違いで約1.6ポイント; nil where there are enough
function survey.few(question, of)
	local all = people(question, of)
	local number = figure.has(all) and math.tointeger(tonumber(all.value))

	if not number or number <= 0 or number >= FEW or all.scale or
	    not any(question, has_value) then
		return nil
	end
	return words.say("few", {n = number,
	    points = round(("100/%d"):format(number), 1)})
end

-- how many answered; with a unit only where it is written
function survey.people(of)
	return figure.has(of.n) and of.n.text or nil
end

function survey.lead(of)
	local n = words.count(#of.questions, words.many_question)
	local people = survey.people(of)

	return people and words.say("survey_lead", {people = people, n = n}) or
	    words.say("survey_lead_plain", {n = n})
end

-- 令和7年7月、回答 1,204、質問 5
function survey.line(of)
	local parts = {}

	if of.organisation then
		table.insert(parts, of.organisation)
	end
	if of.period then
		table.insert(parts, year.long(of.period))
	end
	if survey.people(of) then
		table.insert(parts, words.say("answer_count",
		    {n = survey.people(of)}))
	end
	table.insert(parts, words.say("question_count", {n = #of.questions}))
	return list.join(parts)
end

-- how it was done
function survey.facts(of)
	local rows = {}

	facts.add(rows, words.survey_population, of.population)
	facts.add(rows, words.field_method, of.method)
	facts.add(rows, words.survey_period, of.period and
	    year.both(of.period))
	facts.add(rows, words.survey_n, survey.people(of))
	facts.add(rows, words.survey_organisation, of.organisation)
	facts.add(rows, words.source, of.source)
	facts.lines(rows, words.notes, of.notes)
	return rows
end

-- a question in prose: its title, what would stand beside, its answers
function survey.embed(question, of, top)
	local lines = survey.asked(question, of)

	html.put([[
<p class="asked"><b>{number}{title}</b>{*lines}</p>
]], {title = question.title, number = question.number and
	    question.number .. words.space or "", lines = #lines > 0 and
	    "<br>" .. table.concat(lines, escape(words.space)) or ""})
	survey.table(question, of, top, true)
end

-- a question with its number, what it asks, what stands beside, its answers;
-- level: of its heading; prefix: of its id
function survey.question(question, of, top, level, prefix)
	local few = survey.few(question, of)

	html.put([[
<section class="question" aria-labelledby="{id}">
<h{level} id="{id}">{*number}<span>{title}</span></h{level}>
<div class="asked">
]], {id = prefix .. question.id, level = level, title = question.title,
	    number = question.number and html.text(
	    [[<span class="no">{number}</span> ]],
	    {number = question.number}) or ""})
	for _, line in ipairs(survey.asked(question, of)) do
		html.put("<p>{*line}</p>\n", {line = line})
	end
	raw("</div>\n<div>\n")
	if few then
		html.put('<p class="notice">{text}</p>\n', {text = few})
	end
	survey.table(question, of, top, true)
	raw("</div>\n</section>\n")
end

return survey
