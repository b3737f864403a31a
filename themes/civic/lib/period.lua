-- The period of a plan: in words, as a bar with a mark for now, and as a thin
-- line beside other plans.
local html = require "html"
local words = require "words"
local year = require "year"

local period = {}

local n = coordinate

-- the fiscal years between which a plan holds; nil for a guideline without
function period.years(plan)
	local p = plan.period
	local from = p and p.from and p.from.from
	local to = p and p.to and p.to.to

	return from, to
end

-- 令和6年度から令和10年度まで, or 期間の定めなし
function period.text(plan)
	local p = plan.period
	local from = p and p.from and year.long(p.from)
	local to = p and p.to and year.long(p.to)

	if from and to then
		return words.say("from_to", {from = from, to = to})
	elseif from then
		return words.say("from_on", {from = from})
	end
	return to and words.say("until_year", {to = to}) or
	    p and p.reason and words.no_period or nil
end

-- the same, with the reason why there is none
function period.told(plan)
	local text = period.text(plan)

	return text == words.no_period and words.say("no_period_why",
	    {reason = plan.period.reason}) or text
end

-- the month that the site is of, if that is known as exactly
local now = site.as_of
local this_month = now and now.month and now.year * 12 + now.month

-- months from the April of a fiscal year to that one; nil if it is not known
local function months_since(fiscal)
	return this_month and this_month - (fiscal * 12 + 4)
end

-- a word of words.lua: running, ended or what the plan itself says
function period.state(plan)
	local status = plan.status

	if status ~= "adopted" then
		return status
	end
	local from, to = period.years(plan)
	local since = from and months_since(from)
	local left = to and months_since(to + 1)
	if left and left >= 0 then
		return "ended"
	end
	return since and since >= 0 and "running" or status
end

-- the state in a word; a draft whose version is called 素案 is that
function period.name(plan)
	local state = period.state(plan)
	local version = plan.version

	if state == "draft" and version and version:find("案$") then
		return version
	end
	return words[state] or state
end

-- closed, or past its period, or succeeded by another that has begun
function period.is_over(plan)
	local state = period.state(plan)

	return state == "closed" or state == "ended"
end

-- 実績はこれから; of a plan that is over nothing more is to come
function period.waiting(plan)
	return period.is_over(plan) and words.no_records or words.waiting
end

-- how much of the period has passed, from 0 to 1; nil outside of it
local function share(from, to)
	local months = months_since(from)

	if not months then
		return nil
	end
	months = months + ((now.day or 1) - 1) / 31
	months = months / ((to - from + 1) * 12)
	return months >= 0 and months < 1 and months or nil
end

local function span_text(months)
	local values = {y = months // 12, m = months % 12}

	return words.say(values.m == 0 and "only_years" or values.y == 0 and
	    "only_months" or "years_months", values)
end

-- 令和8年（2026年）11月22日現在。5年のうち2年7か月が過ぎました。
function period.passed(plan)
	local from, to = period.years(plan)
	local months = from and to and months_since(from)
	local text

	if not months then
		return nil
	end
	text = words.say("as_of", {date = year.both(now)})
	if months < 0 then
		return text .. words.not_begun
	elseif not share(from, to) then
		return text .. words.is_over
	elseif months == 0 then
		return text
	end
	return text .. words.say("passed", {n = to - from + 1,
	    passed = span_text(months)})
end

-- ---- the bar -----------------------------------------------------------------

local function put_year(i, years, fiscal)
	local x = n(100 * i / years) .. "%"
	local every = years > 12 and math.ceil(years / 10) or 1

	html.put([[
<line class="axis" x1="{x}" x2="{x}" y1="46" y2="54"/>
]], {x = x})
	if i > 0 then
		html.put([[
<line class="cell" x1="{x}" x2="{x}" y1="34" y2="46"/>
]], {x = x})
	end
	if i % every == 0 then
		html.put([[
<text class="wide" x="{x}" y="70" dx="4">{long}</text>
<text class="narrow" x="{x}" y="70" dx="3">{short}</text>
]], {x = x, long = years <= 8 and year.full(fiscal) or year.short(fiscal),
		    short = year.short(fiscal)})
	end
end

local function put_now(at)
	html.put([[
<line class="now" x1="{x}" x2="{x}" y1="22" y2="56"/>
<text class="strong" x="{x}" y="15" text-anchor="{anchor}">{now}</text>
]], {x = n(at * 100) .. "%", now = words.today,
	    anchor = at < 0.05 and "start" or at > 0.95 and "end" or
	    "middle"})
end

-- is the whole of a fiscal year behind us?
local function is_past(fiscal)
	local months = months_since(fiscal + 1)

	return months ~= nil and months >= 0
end

local function put_drawing(plan, from, to)
	local years, at = to - from + 1, share(from, to)

	html.put([[
<svg class="chart" width="100%" height="80" role="img" aria-labelledby="PeriodT PeriodD">
<title id="PeriodT">{title}</title>
<desc id="PeriodD">{text}</desc>
<rect class="rest" x="0" y="34" width="100%" height="12"/>
<rect class="past" x="0" y="34" width="{past}%" height="12"/>
]], {title = words.period, text = words.say("years_long", {n = years,
	    from = year.long(plan.period.from),
	    to = year.long(plan.period.to)}),
	    past = n((at or is_past(to) and 1 or 0) * 100)})
	for i = 0, years - 1 do
		put_year(i, years, from + i)
	end
	if at then
		put_now(at)
	end
	raw("</svg>\n")
end

-- the bar as a figure, if the plan has both ends
function period.put(plan)
	local from, to = period.years(plan)

	if not from or not to or to < from then
		return
	end
	raw('<figure class="period">\n')
	put_drawing(plan, from, to)
	html.put("<figcaption>{text}</figcaption>\n</figure>\n",
	    {text = period.passed(plan) or period.text(plan)})
end

-- ---- a thin one --------------------------------------------------------------

-- the ends over several plans
function period.bounds(plans)
	local lo, hi = math.huge, -math.huge

	for _, plan in ipairs(plans) do
		local from, to = period.years(plan)
		lo, hi = math.min(lo, from or lo), math.max(hi, to or hi)
	end
	return lo, hi
end

-- one plan between these ends, for a list of plans
function period.put_thin(plan, lo, hi)
	local from, to = period.years(plan)
	local years = hi - lo + 1
	local at = share(lo, hi)

	if not from or not to then
		return
	end
	html.put([[
<svg class="thin" aria-hidden="true"><line class="rail" x1="0" x2="100%" y1="8" y2="8"/><line class="run" x1="{x1}%" x2="{x2}%" y1="8" y2="8"/>]],
	    {x1 = n((from - lo) / years * 100),
	    x2 = n((to - lo + 1) / years * 100)})
	if at then
		html.put([[<line class="now" x1="{x}%" x2="{x}%" y1="0" y2="16"/>]],
		    {x = n(at * 100)})
	end
	raw("</svg>\n")
end

-- ---- a timetable -------------------------------------------------------------

local function ends_of(steps, plan)
	local lo, hi = period.bounds {plan}

	for _, s in ipairs(steps) do
		lo = math.min(lo, s.years.from or lo)
		hi = math.max(hi, s.years.to or s.years.from or hi)
	end
	return lo, hi
end

local function put_step(s, lo, hi)
	local from, to = s.years.from, s.years.to or hi

	html.put([[<tr><th scope="row">{title}]], {title = s.title})
	if s.note then
		html.put("<small>{note}</small>", {note = s.note})
	end
	html.put([[</th><td class="when-text">{when}</td><td class="when-bar">]],
	    {when = year.long(s.years)})
	if from then
		raw('<svg class="bar" aria-hidden="true">')
		for y = lo + 1, hi do
			html.put([[<line class="grid" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>]],
			    {x = n((y - lo) / (hi - lo + 1) * 100)})
		end
		html.put([[<rect x="{x}%" width="{w}%" y="4" height="8"/></svg>]],
		    {x = n((from - lo) / (hi - lo + 1) * 100),
		    w = n((to - from + 1) / (hi - lo + 1) * 100)})
	end
	raw("</td></tr>\n")
end

-- steps: {title, years, note}
function period.put_timetable(steps, plan)
	local lo, hi = ends_of(steps, plan)

	html.put([[
<table class="timetable falls">
<caption>{caption}</caption>
<thead><tr><th scope="col">{step}</th><th scope="col">{when}</th><th scope="col">{bar}</th></tr></thead>
<tbody>
]], {caption = words.schedule_caption, step = words.step, when = words.when,
	    bar = lo <= hi and words.say("bar", {from = year.short(lo),
	    to = year.short(hi)}) or ""})
	for _, s in ipairs(steps) do
		put_step(s, lo, hi)
	end
	raw("</tbody>\n</table>\n")
end

return period
