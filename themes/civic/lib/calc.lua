-- How a status comes about: what it is compared with, by how much it differs,
-- and which bound of the rule that meets.  All of it from the numbers of the
-- result, so that anyone can check it by hand.
local course = require "course"
local exact = require "exact"
local figure = require "figure"
local html = require "html"
local status = require "status"
local words = require "words"
local year = require "year"

local calc = {}

-- ---- what is the same for all lines ---------------------------------------------

-- the scale to write before the unit: none if that is 億円 already
function calc.scale(indicator, scale)
	return scale and indicator.unit:sub(1, #scale) ~= scale and scale or ""
end

-- of a result: its course then, its sign, units and decimals
local function gather(r, area)
	local indicator, actual = r.indicator, r.actual
	local baseline, target = r.baseline, r.target
	local c = course.of(indicator, area, r.year)
	local any = actual and actual.value or target or baseline
	local f = {r = r, c = c, area = area, scale = r.scale or "",
	    sign = c.want == "down" and -1 or 1, unit = indicator.unit}

	f.word = calc.scale(indicator, f.scale)
	f.is_share = any and figure.is_share(any) or f.unit == "％"
	f.places = 0
	for _, number in ipairs {r.A or "", r.B or "", r.T or ""} do
		f.places = math.max(f.places, exact.needed(number))
	end
	local figures = {any or false, baseline or false, target or false}
	f.minus = figure.minus(figures)
	for _, g in ipairs(figures) do
		if g and g.value and (g.scale or "") == f.scale then
			f.places = math.max(f.places, exact.places(g.value))
		end
	end
	return f
end

local known = {}        -- of the results of this page

local function facts_of(r, area)
	known[r] = known[r] or gather(r, area)
	return known[r]
end

-- one that never ends, 1280/3, is shown with two places more
local function more(f, number)
	return f.places + (number:find("/") and 2 or 0)
end

local function digits(f, number, others)
	return exact.text(number, more(f, number), others, f.minus)
end

local function amount(f, number, others)
	return figure.amount(digits(f, number, others), f.word, f.unit)
end

-- a difference with its unit: 2,620世帯, 1ポイント
local function of_gap(f, digits)
	return f.is_share and digits .. figure.points(digits) or
	    figure.amount(digits, f.word, f.unit)
end

-- a difference, always told as a size
local function gap(f, a, b)
	local d = subtract(a, b)

	if d:sub(1, 1) == "-" then
		d = exact.negate(d)
	end
	return of_gap(f, exact.text(d, f.places, {"0"}))
end

-- 131,020 − 128,400 ＝ 2,620世帯, in the direction wanted
local function difference(f, a, b)
	if f.sign < 0 then
		a, b = b, a
	end
	return words.say("minus", {a = digits(f, a, {b}), b = digits(f, b, {a}),
	    d = of_gap(f, digits(f, subtract(a, b), {"0"}))})
end

-- what the expected value is as text, apart from the actual
function calc.expected(r, area)
	local f = facts_of(r, area)

	return r.E and exact.text(r.E, f.places, {r.A}, f.minus) or nil
end

local function last_year(c)
	local t = c.target
	return t and t.year and t.year.fiscal_year
end

local function is_last(f)
	local last = last_year(f.c)
	return last ~= nil and f.r.year ~= nil and f.r.year >= last
end

-- the target that is due in the year, and the one before it
local function due(f)
	local before

	for _, t in ipairs(f.c.targets) do
		local at = t.year and t.year.fiscal_year
		if at and f.r.year and at >= f.r.year then
			return t, before
		end
		before = t
	end
	return f.c.target, nil
end

local function with_year(g)
	return g.text .. (g.year and words.open .. year.long(g.year) ..
	    words.close or "")
end

-- ---- by how much ------------------------------------------------------------------

local function over_under(f, a, b, word)
	local order = exact.compare(a, b)
	local name = order == 0 and "exactly" or order > 0 and "over" or
	    "under"

	return words.say(name, {what = words[word],
	    gap = order ~= 0 and gap(f, a, b)})
end

-- 道すじの値を980世帯下回る; nil if there is nothing to compare
function calc.gap(r, area)
	local f = facts_of(r, area)

	if r.status == "na" then
		return calc.reason(r, area)
	elseif not r.A then
		return nil
	elseif r.status == "unchanged" then
		return words.say(r.tol ~= "0" and "within_tolerance" or
		    "no_difference", {gap = gap(f, r.A, r.B),
		    tol = of_gap(f, exact.text(r.tol, 0, {"0"}))})
	elseif r.status == "worse" then
		return over_under(f, r.A, r.B, "the_baseline")
	elseif r.E and not is_last(f) and r.status ~= "achieved_early" then
		return over_under(f, r.A, r.E, "the_path")
	elseif r.T and not r.T:find("[^%d./-]") then
		return over_under(f, r.A, r.T, r.step == 2 and "the_level" or
		    "the_target")
	elseif r.target and r.target.upper then
		return words.say(r.status == "met" and "in_range" or
		    r.status == "achieved" and "in_range" or "out_of_range",
		    {target = r.target.text})
	end
	return nil
end

-- why nothing is judged, as a sentence
function calc.reason(r, area)
	local f = facts_of(r, area)

	if r.reason == "no-target" and f.c.missing then
		return words.why_target_unstated .. (f.c.missing.reason and
		    words.open .. f.c.missing.reason .. words.close or "")
	end
	return words.say("why_" .. r.reason:gsub("%-", "_"),
	    {last = f.c.target and f.c.target.year and
	    year.long(f.c.target.year) or words.not_set})
end

-- ---- the lines ---------------------------------------------------------------------

local function num(text)
	return html.text([[<span class="{class}">{text}</span>]],
	    {class = figure.held(text, 3 * 12), text = text})
end

-- words and years stand as they are; figures do not break
local plain = {year = true, what = true, last = true, rule = true,
    path = true}

local function say(name, values)
	local safe = {}

	for key, value in pairs(values) do
		safe[key] = plain[key] and escape(value) or num(value)
	end
	return words.say(name, safe)
end

local function verdict(r)
	return words.say("so", {status = status_name(r.status)})
end

-- what the path is and where it is in that year
local function path_line(f)
	local r, path = f.r, f.r.indicator.path or "linear"
	local t, before = due(f)
	local name = path == "step" and "calc_step" or path:find("^lua:") and
	    "calc_lua" or path == "final_only" and "calc_final" or
	    is_last(f) and "calc_last" or before and "calc_between" or
	    "calc_path"

	return say(name, {year = status.year(r), last = t and t.year and
	    year.long(t.year) or "", path = path,
	    base = r.baseline and with_year(r.baseline) or "",
	    from = before and with_year(before) or "",
	    to = t and with_year(t) or "", expected = amount(f, r.E, {r.A})})
end

local function ratio_line(f, share, a, b)
	return say("calc_ratio", {a = a, b = b,
	    share = exact.percent(share, {"0.6", "1", "0.9"})})
end

local function progress(f, to)
	local a, b = f.r.A, f.r.B

	return say(to == "T" and "calc_progress_last" or "calc_progress",
	    {a = difference(f, a, b), e = difference(f, f.r[to], b)})
end

local function size_of(f, a)
	local d = subtract(a, f.r.B)

	if f.sign < 0 then
		d = exact.negate(d)
	end
	return digits(f, d, {"0"})
end

-- steps 3: with a path
local endings = {
	on_track = "end_on_track", slightly_behind = "end_near",
	behind = "end_behind", missed_near = "end_near",
	missed = "end_behind", achieved = "end_achieved",
	achieved_early = "end_early", unchanged = "end_unchanged",
	worse = "end_worse",
}

local function ending(f, ratio)
	local r = f.r
	local name = endings[r.status]

	if name == "end_unchanged" and r.tol == "0" then
		name = "end_same"
	elseif name == "end_worse" and r.tol ~= "0" then
		name = "end_worse_tol"
	elseif name == "end_on_track" and f.sign < 0 then
		name = "end_on_track_down"
	end
	return ratio .. say(name, {gap = gap(f, r.A, r.B),
	    tol = of_gap(f, exact.text(r.tol, 0, {"0"})),
	    target = r.target and r.target.text or "",
	    actual = r.actual and r.actual.value.text or "",
	    last = r.target and r.target.year and
	    year.long(r.target.year) or ""}) .. escape(verdict(r))
end

local function of_path(f)
	local r, lines = f.r, {}
	local last = is_last(f)
	local share, to = last and r.p or r.q, last and "T" or "E"
	local ratio = ""

	table.insert(lines, path_line(f))
	if r.status == "achieved_early" then
		to = "T"
	end
	if r.status == "achieved" or r.status == "achieved_early" or
	    r.status == "on_track" then
		table.insert(lines, say("calc_compare", {
		    actual = r.actual.value.text,
		    with = to == "T" and r.target.text or
		    amount(f, r.E, {r.A}), year = status.year(r),
		    what = words[to == "T" and "the_target" or "the_path"]}))
	elseif r.status == "unchanged" or r.status == "worse" then
		table.insert(lines, say("calc_from_base",
		    {a = difference(f, r.A, r.B)}))
	else
		table.insert(lines, progress(f, to))
		ratio = ratio_line(f, share, size_of(f, r.A),
		    size_of(f, r[to]))
	end
	table.insert(lines, ending(f, ratio))
	return lines
end

-- step 2: against a level
local function why_level(f)
	local r, t = f.r, due(f)

	if r.indicator.want == "maintain" then
		return "level_maintain"
	elseif r.indicator.want == "range" or r.target and r.target.upper then
		return "level_range"
	elseif t and t.each then
		return "level_each"
	elseif not r.baseline or not r.B then
		return "level_new"
	end
	return "level_met"
end

-- a ÷ b of the ratio r
local function level_ratio(f)
	local r, t = f.r, f.r.target
	local lower = f.sign > 0

	if not r.r then
		return escape(words.end_no_ratio)
	elseif t.upper then
		return say("calc_share", {share = exact.percent(r.r, {"0.9",
		    "1"})})
	end
	return say("calc_ratio", {
	    a = digits(f, lower and r.A or r.T),
	    b = digits(f, lower and r.T or r.A),
	    share = exact.percent(r.r, {"0.9", "1"})})
end

local function of_level(f)
	local r, lines = f.r, {}
	local met = r.status == "achieved" or r.status == "met"
	local t = r.target

	table.insert(lines, escape(words[why_level(f)]))
	table.insert(lines, say("calc_level", {year = status.year(r),
	    actual = r.actual.value.text, level = t and with_year(t) or ""}))
	if met then
		table.insert(lines, escape(words[t and t.each and
		    "end_each" or r.status == "achieved" and "end_level_last" or
		    "end_level"] .. verdict(r)))
	else
		table.insert(lines, level_ratio(f) .. escape(words[
		    not r.r and "end_none" or r.status == "not_met_near" and
		    "end_level_near" or "end_level_far"] .. verdict(r)))
	end
	return lines
end

local function of_partial(f)
	local r = f.r

	if r.status == "met_partial" then
		return {say("calc_partial", {year = status.year(r),
		    actual = r.actual.value.text,
		    target = r.target and with_year(r.target) or ""}),
		    escape(words.end_partial .. verdict(r))}
	end
	return {say("calc_partial_open", {year = status.year(r)}) ..
	    escape(verdict(r))}
end

local function of_rule(f)
	return {say("calc_rule", {rule = tostring(f.c.indicator.plan and
	    f.c.indicator.plan.status_rule or "")}) .. escape(verdict(f.r))}
end

-- a list of HTML sentences
function calc.lines(r, area)
	local f = facts_of(r, area)
	local rule = r.indicator.plan.status_rule or ""

	if r.status == "na" then
		return {escape(words.say("na_because",
		    {why = calc.reason(r, area)}))}
	elseif tostring(rule):find("^lua:") then
		return of_rule(f)
	elseif r.step == 1 then
		return of_partial(f)
	elseif r.step == 2 then
		return of_level(f)
	end
	return of_path(f)
end

-- is anything shown in the lines that had to be rounded?
function calc.is_rounded(r, area)
	local f = facts_of(r, area)

	return r.E ~= nil and not exact.is_round(r.E, f.places) or
	    r.step == 2 and r.r ~= nil or r.q ~= nil
end

function calc.put(r, area)
	raw('<ol class="steps">\n')
	for _, line in ipairs(calc.lines(r, area)) do
		html.put("<li>{*line}</li>\n", {line = line})
	end
	raw("</ol>\n")
	if r.rough then
		html.put([[<p class="small">{text}</p>
]], {text = words.rough_why})
	end
end

return calc
