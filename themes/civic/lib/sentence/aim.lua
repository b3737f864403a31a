-- The first sentence about an indicator, what the plan wants of it: 令和4年度の
-- 86.3％を、令和10年度に90.0％へ高めます。
local amount = require "sentence/amount"
local decimal = require "decimal"
local figure = require "figure"
local mark = require "sentence/mark"
local status = require "status"
local time = require "sentence/time"
local words = require "words"

local aim = {}

-- 割合 is raised, 件数 grows, and of 位 who knows
local rates = {["％"] = true, ["%"] = true, ["割"] = true, ["‰"] = true,
    ["パーセント"] = true, ["点"] = true, ["ポイント"] = true, ["度"] = true,
    ["℃"] = true, ["倍"] = true}
local ranks = {["位"] = true, ["級"] = true, ["歳"] = true, ["才"] = true}

local function unit_of(c)
	return (c.target or c.baseline).unit or c.indicator.unit
end

-- one of three words for the way to the target
function aim.verb(c, up, down)
	local word = c.want == "down" and down or up

	return rates[unit_of(c)] and word .. "_share" or word
end

function aim.is_rank(c)
	return ranks[unit_of(c)] == true
end

-- does a value meet a target, as the rule sees it?
local function meets(c, f, t)
	local order = decimal.compare(f, t)
	local down = c.want == "down" or
	    t.cmp == "以下" or t.cmp == "未満"

	if f.upper then
		return false
	elseif t.upper then
		return order >= 0 and decimal.compare(f, {value = t.upper,
		    scale = t.scale}) <= 0
	elseif t.cmp == "未満" or t.cmp == "超" then
		return order == (down and -1 or 1)
	end
	return order == 0 or order == (down and -1 or 1)
end

-- want: up with 以下, want: down with 以上
local function is_crossed(c)
	local cmp = c.target.cmp
	local down = cmp == "以下" or cmp == "未満"

	return cmp ~= nil and (c.want == "up" and down or
	    c.want == "down" and not down)
end

-- ---- is it over? --------------------------------------------------------------

local function is_replaced(indicator)
	for _, r in ipairs(indicator.results) do
		if r.reason == "replaced" then
			return true
		end
	end
	return false
end

-- has the plan ended, or the year of the last target been judged?
function aim.is_over(indicator, c)
	local y = c.target and c.target.year
	local last = y and not y.open and y.fiscal_year

	if indicator.plan.status == "closed" or is_replaced(indicator) then
		return true
	elseif not last then
		return false
	elseif site.as_of and site.as_of.fiscal_year and
	    site.as_of.fiscal_year > last then
		return true
	end
	for _, r in ipairs(status.of(indicator, c.area)) do
		if r.year and r.year >= last and status.is_judged(r) and
		    r.status ~= "met_partial" then
			return true
		end
	end
	return false
end

-- ---- the sentence -------------------------------------------------------------

-- 毎年度, unless the figure has said it
local function each_word(t)
	local text = t.text

	if not t.year or t.year.from == t.year.to and not t.year.open or
	    text:find("^各年") or text:find("^毎年") or
	    text:find("^年度ごと") then
		return ""
	end
	return words[t.year.kind == "fiscal" and "every_fiscal" or
	    "every_calendar"]
end

local function aim_of_each(c)
	local t = c.target

	if t.upper then
		return "each_within"
	end
	return c.has_baseline and meets(c, c.baseline, t) and "each_keep" or
	    "each_reach"
end

local function from_baseline(c)
	local t = c.target
	local met = not c.baseline.upper and meets(c, c.baseline, t)

	if c.is_beyond and not is_crossed(c) and not c.baseline.upper then
		return aim.is_rank(c) and "way_rank" or "way"
	elseif c.want == "none" or not c.want or is_crossed(c) then
		return "stated"
	elseif t.upper then
		return met and "within_kept" or "within"
	elseif not met or c.want == "range" then
		return "stated"
	elseif decimal.compare(c.baseline, t) == 0 and not t.cmp then
		return "keep_same"
	end
	return (t.cmp or c.want == "maintain") and "keep" or "stated"
end

local function from_nothing(c)
	if c.target.upper then
		return "only_within"
	end
	return c.want == "maintain" and "only_keep" or "only_target"
end

-- the name of the sentence
function aim.shape(c)
	if c.target.each then
		return aim_of_each(c)
	end
	return c.has_baseline and from_baseline(c) or from_nothing(c)
end

-- a running total whose figures do not say so themselves
function aim.is_total(c)
	local any = c.baseline or c.target

	return c.indicator.kind == "cumulative" and
	    not (any and any.qualifier)
end

local verbs = {way_rank = "make", within = "confine", each_within = "confine",
    within_kept = "keep", keep = "keep", keep_same = "keep",
    each_keep = "keep", each_reach = "aim"}

local function verb(c, name, over)
	local word = name == "way" and aim.verb(c, "raise", "lower") or
	    verbs[name]

	return word and words[(over and "did_" or "do_") .. word] or ""
end

local function values_of(c, name, over)
	local b, t = c.baseline, c.target
	local total = aim.is_total(c)

	return {verb = verb(c, name, over),
	    be = words[over and "was" or "be"],
	    this = words[total and "the_total" or "this"],
	    from = c.has_baseline and time.of(b.year, total),
	    topic = c.has_baseline and time.topic(b.year),
	    baseline = c.has_baseline and mark.num(amount.of(b)),
	    of = time.of(t.year), by = time.by(t.year, total or t.upper),
	    till = time.till(t.year), through = time.through(t.year),
	    each = mark.num(each_word(t)), target = mark.strong(amount.of(t)),
	    level = mark.strong(amount.level(t)),
	    standard = t.cmp and "" or words.standard}
end

-- (新規の指標), or 新規の指標のため、 in front: why something is not there
function aim.because(text, reason)
	reason = reason and reason:gsub("。$", "")
	if not reason or reason == "" then
		return escape(words.say("plainly", {text = text}))
	end
	return escape(words.say(reason:find("ため$") and "as_because" or
	    "with_reason", {text = text, reason = reason}))
end

local function missing(f, what)
	if f and f.placeholder then
		return escape(words.say("plainly",
		    {text = words[what .. "_later"]}))
	end
	return aim.because(words["no_" .. what], f and f.reason)
end

-- a target that is there, but without a value
local function open_target(c)
	return (c.area or c.indicator).targets[1]
end

function aim.no_target(c)
	return missing(open_target(c), "target")
end

-- the baseline alone, as a sentence or before another
function aim.baseline(c, name)
	return c.has_baseline and words.say(name, {topic = time.topic(c.baseline.year),
	    baseline = mark.num(amount.of(c.baseline))}) or ""
end

-- what a revision changed, and from when on it holds
local function revision(c)
	local e = c.earlier[#c.earlier]
	local first = e and e.targets and #e.targets == 0
	local what = e and (e.targets and (figure.has(e.baseline) and
	    "revised_both" or first and "revised_first" or "revised_target") or
	    figure.has(e.baseline) and "revised_baseline")

	return what and e.revision.year and words.after .. words.say(what,
	    {from = mark.num(time.name(e.revision.year))}) or ""
end

-- HTML; of a course that has a baseline or a target
function aim.of(c, over)
	local name, text

	if not c.target then
		return aim.baseline(c, "was_at")
	end
	name = aim.shape(c)
	text = words.say(c.has_baseline and c.target.each and
	    "based_" .. name or name, values_of(c, name, over))
	if not c.has_baseline then
		text = text .. words.after .. missing(c.baseline, "baseline")
	end
	return text .. revision(c)
end

-- the places of what is said of one target
function aim.of_target(t, difference)
	return {of = time.of(t.year), by = time.by(t.year, true),
	    till = time.till(t.year), through = time.through(t.year),
	    each = each_word(t), value = mark.num(amount.of(t)),
	    level = mark.num(amount.level(t)), difference = difference,
	    standard = t.cmp and "" or words.standard}
end

return aim
