-- How many indicators stand where in a year: counts only, with the denominator
-- named, and those that are not judged outside of it.
local html = require "html"
local period = require "period"
local status = require "status"
local words = require "words"
local year = require "year"

local tally = {}

local FEW = 10          -- fewer are counted, without shares

-- the latest year that was judged about as much as any: one that has just
-- begun says little
function tally.year(plan)
	local all, judged = years(plan), {}
	local most, last = 0, nil

	for i, fiscal in ipairs(all) do
		judged[i] = counts(plan, fiscal).base
		most = math.max(most, judged[i])
	end
	for i, fiscal in ipairs(all) do
		if judged[i] > 0 and judged[i] * 2 >= most then
			last = fiscal
		end
	end
	return last
end

local function grouped(c)
	local sums = {well = 0, late = 0, worse = 0, same = 0}

	for word, n in pairs(c.by) do
		local name = status.groups[word]
		if name then
			sums[name] = sums[name] + n
		end
	end
	return sums
end

-- the only judgement of a year
local function the_one(c)
	for _, word in ipairs(status.order) do
		if c.by[word] and status.groups[word] then
			return word
		end
	end
end

-- 令和7年度に判定した15のうち9つが、目標に届いたか、順調です。…; nil before
-- anything was judged
function tally.lead(plan)
	local fiscal = tally.year(plan)
	local c = fiscal and counts(plan, fiscal)
	local sums, parts, text

	if not c or c.base == 0 then
		return nil
	elseif c.base == 1 then
		return words.say("tally_one", {year = escape(year.full(fiscal)),
		    status = html.text("<strong>{word}</strong>",
		    {word = status_name(the_one(c))})})
	end
	sums, parts = grouped(c), {}
	text = words.say(sums.well == 0 and "tally_none" or sums.well ==
	    c.base and "tally_all" or "tally_lead", {
	    year = escape(year.full(fiscal)),
	    n = words.count(c.base, words.many_judgement),
	    m = html.text("<strong>{m}</strong>",
	    {m = words.things_of(sums.well)})})
	for _, name in ipairs {"late", "same", "worse"} do
		if sums[name] > 0 then
			table.insert(parts, words.say("tally_" .. name,
			    {n = words.things_of(sums[name])}))
		end
	end
	if #parts > 0 then
		text = text .. words.say("tally_rest",
		    {list = table.concat(parts, words.join)})
	end
	return text
end

-- the same without elements
function tally.plain(plan)
	local text = tally.lead(plan)

	return text and (text:gsub("<[^>]*>", "")) or nil
end

-- what the numbers are numbers of
function tally.about(of, fiscal)
	local c = counts(of, fiscal)
	local na, early = c.by.na or 0, c.by.provisional or 0
	local name = c.results > c.indicators and "tally_of_areas" or "tally_of"
	local text = words.say(c.base < FEW and name .. "_few" or name, {year = year.full(fiscal),
	    indicators = c.indicators, results = c.results, base = c.base})

	if na > 0 then
		text = text .. words.say("tally_na", {n = words.things_of(na)})
	end
	if early > 0 then
		text = text .. words.say("tally_early",
		    {n = words.things_of(early)})
	end
	if c.waiting > 0 then
		text = text .. words.say("tally_waiting",
		    {n = words.things_of(c.waiting)})
	end
	return text
end

-- a number for each status; at: a page whose lists they lead to, or nil
function tally.put(of, fiscal, at)
	local c = counts(of, fiscal)

	raw('<ul class="tally">\n')
	for _, word in ipairs(status.order) do
		local n = c.by[word]
		if n and word ~= "na" and word ~= "provisional" then
			html.put("<li><b>{n}</b>{*status}{*share}</li>\n",
			    {n = n, share = c.base >= FEW and
			    "<small>" .. c.shares[word] .. words.percent .. "</small>" or "",
			    status = at and
			    html.text([[<a href="{at}#Status-{id}">{*status}</a>]],
			    {at = at, id = status.anchor(word),
			    status = status.html(word)}) or status.html(word)})
		end
	end
	raw("</ul>\n")
	html.put([[<p class="small">{text}</p>
]], {text = tally.about(of, fiscal)})
end

-- ---- lists ------------------------------------------------------------------------

local function area_title(r)
	for _, area in ipairs(r.indicator.areas) do
		if area.id == r.area then
			return words.open .. area.title .. words.close
		end
	end
	return ""
end

local function put_result(r, has_reason)
	local value = r.actual and r.actual.value

	html.put([[<li><span class="no">{number}</span><div><a href="{url}">{title}</a>{area}{*value}{*reason}</div></li>
]], {url = url(r.indicator), title = r.indicator.title,
	    number = r.indicator.number or "", area = area_title(r),
	    value = value and value.value and html.text(
	    [[ <b class="num">{text}</b>]], {text = value.text}) or "",
	    reason = has_reason and html.text("<small>{reason}</small>",
	    {reason = status.reason(r)}) or ""})
end

-- why nothing is judged, if it is the same for all
local function common_reason(results)
	local reason

	for _, r in ipairs(results) do
		if r.status ~= "na" or reason and reason ~= status.reason(r) then
			return nil
		end
		reason = status.reason(r)
	end
	return reason
end

local function put_results(results)
	local common = common_reason(results)

	for _, r in ipairs(results) do
		put_result(r, r.status == "na" and not common)
	end
end

local function put_section(id, name, notes, put)
	html.put([[
<section class="sec near" aria-labelledby="{id}">
<header>
<h2 id="{id}">{*name}</h2>
]], {id = id, name = name})
	for _, note in ipairs(notes) do
		html.put("<small>{note}</small>\n", {note = note})
	end
	raw([[
</header>
<div>
<ul class="items numbered">
]])
	put()
	raw("</ul>\n</div>\n</section>\n")
end

-- the results of a year by their status, and the indicators that have none
local function by_status(plan, fiscal)
	local by, waiting = {}, {}

	for _, i in ipairs(plan.indicators) do
		local is_there = false
		for _, r in ipairs(i.results) do
			if r.year == fiscal then
				by[r.status] = by[r.status] or {}
				table.insert(by[r.status], r)
				is_there = true
			end
		end
		if not is_there then
			table.insert(waiting, i)
		end
	end
	return by, waiting
end

-- the indicators of each status in a year, to be linked to
function tally.sections(plan, fiscal)
	local by, waiting = by_status(plan, fiscal)

	for _, word in ipairs(status.order) do
		if by[word] then
			put_section("Status-" .. status.anchor(word),
			    status.html(word), {words.count(#by[word],
			    word == "na" and words.many_indicator or
			    words.many_judgement), common_reason(by[word])},
			    function() put_results(by[word]) end)
		end
	end
	if #waiting > 0 then
		put_section("Status-none", escape(period.waiting(plan)),
		    {words.count(#waiting, words.many_indicator)}, function()
			for _, i in ipairs(waiting) do
				html.put([[<li><span class="no">{number}</span><div><a href="{url}">{title}</a></div></li>
]], {number = i.number or "", url = url(i), title = i.title})
			end
		end)
	end
end

-- where the statuses of a plan are listed: the page that tally.put leads to
function tally.at(plan)
	return url(plan.id .. "/indicators/by-status.html")
end

return tally
