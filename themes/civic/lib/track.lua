-- The track of an indicator: a rail from its baseline to its target, with the
-- latest value on it.  Where the target is a floor that the baseline meets
-- already (709箇所 and 700箇所以上), the floor stands at the left and what
-- meets it is drawn darker.
local course = require "course"
local figure = require "figure"
local html = require "html"
local period = require "period"
local series = require "series"
local status = require "status"
local title = require "title"
local words = require "words"
local year = require "year"

local track = {}

local n = coordinate
local FROM, TO = 6, 92          -- percent of the width

local function at_percent(x)
	return n(math.max(1, math.min(99, x))) .. "%"
end

local function line(class, x, y1, y2)
	html.put([[<line class="{class}" x1="{x}" x2="{x}" y1="{y1}" y2="{y2}"/>]],
	    {class = class, x = at_percent(x), y1 = y1, y2 = y2})
end

local function run(x1, x2)
	html.put([[<line class="run" x1="{x1}%" x2="{x2}%" y1="12" y2="12"/>]],
	    {x1 = n(math.max(0, math.min(x1, x2, 100))),
	    x2 = n(math.max(0, math.min(100, math.max(x1, x2))))})
end

local function dot(x)
	html.put([[<circle class="dot" cx="{x}" cy="12" r="7"/>]],
	    {x = at_percent(x)})
end

-- where a value is, if two known ones stand at both ends
local function place(value, left, right)
	if left == right then
		return FROM
	end
	return FROM + (TO - FROM) * (value - left) / (right - left)
end

-- where the path is, over the rail
local function due(x)
	html.put([[<svg x="{x}" y="0" width="1" height="24"><path class="due" d="M-4 1H4L0 7Z"/></svg>]],
	    {x = at_percent(x)})
end

-- between the ends, in the numbers of a result; nil where it says nothing
local function expected_of(r)
	local b, t, e

	if not r or not r.E or not r.B or not r.T then
		return nil
	end
	b, t, e = tonumber(round(r.B, 6)), tonumber(round(r.T, 6)),
	    tonumber(round(r.E, 6))
	return b ~= t and FROM + (TO - FROM) * (e - b) / (t - b) or nil
end

-- was it judged against this target, or against one since revised?
local function is_of(r, target)
	local judged = r and r.target

	return judged and judged.text == target.text and judged.year ~= nil and
	    target.year ~= nil and
	    judged.year.fiscal_year == target.year.fiscal_year
end

-- the result that a track shows, and its value, of the same row: the latest
-- result if it has a value, else the last row that has one
local function shown(c)
	local r = status.latest(c.indicator, c.area)
	local actual = r and r.actual
	local value = actual and actual.value

	if figure.has(value) then
		return r, value
	end
	local last = series.latest(c.indicator, c.area)
	if not last then
		return r, nil
	end
	return status.by_year(c.indicator, c.area)[last.year] or
	    {year = last.year, actual = last.actual}, last.value
end

local RAIL = '<svg class="track" aria-hidden="true">' ..
    '<line class="rail" x1="0" x2="100%" y1="12" y2="12"/>'

local function put_rail(left, right, base, target, now, floor, expected)
	raw(RAIL)
	if floor then
		run(place(target, left, right), right >= left and 100 or 0)
	elseif now and base then
		run(place(base, left, right), place(now, left, right))
	end
	if base then
		line("from", place(base, left, right), 4, 20)
	end
	if target then
		line("to", place(target, left, right), 2, 22)
	end
	if expected then
		due(expected)
	end
	if now then
		dot(place(now, left, right))
	end
	raw("</svg>")
end

local function put_end(word, f)
	html.put("<span>{word} {value}</span>",
	    {word = word, value = f or words.nothing})
end

-- why there is no value
local function reason_of(c, last)
	local r = status.by_year(c.indicator, c.area)[last.year]

	return last.value.reason or r and status.says(r) and
	    status.reason(r) or words.no_records
end

-- 基準値、目標値：…のため: of what is said to be there, but without a value
local function put_missing(c)
	local last = not series.latest(c.indicator, c.area) and
	    series.reason(c.indicator, c.area)
	local names, order = {}, {}

	local function add(word, reason)
		if names[reason] then
			names[reason] = names[reason] .. words.join .. word
		else
			names[reason] = word
			table.insert(order, reason)
		end
	end
	if last then
		add(words.say("calculation_of",
		    {year = year.long(last.actual.year)}), reason_of(c, last))
	end
	if not course.is_known(c) and c.baseline then
		add(words.baseline, c.baseline.reason or words.no_value)
	end
	if not course.is_known(c) and c.missing then
		add(words.final, c.missing.reason or words.no_value)
	end
	for _, reason in ipairs(order) do
		html.put('<p class="small">{names}{reason}</p>\n',
		    {names = words.say("part", {name = names[reason]}),
		    reason = reason})
	end
end

local function is_floor(c)
	return c.has_baseline and c.target ~= nil and not c.is_beyond and
	    not c.target.upper
end

-- the ends of a floor: the target at the left, the baseline to its right,
-- even if they are the same
local function floor_ends(base, target)
	if base == target then
		return target, target + (target ~= 0 and math.abs(target) or 1)
	end
	return target, base
end

-- from the lower to the upper end of a range
local function put_range(c, base, now)
	local lower = c.target.number
	local upper = lower * tonumber(c.target.upper) /
	    math.max(tonumber(c.target.value), 1e-9)
	local left, right = math.min(base or lower, lower),
	    math.max(base or upper, upper)

	raw(RAIL)
	run(place(lower, left, right), place(upper, left, right))
	if base then
		line("from", place(base, left, right), 4, 20)
	end
	line("to", place(lower, left, right), 2, 22)
	line("to", place(upper, left, right), 2, 22)
	if now then
		dot(place(now, left, right))
	end
	raw("</svg>")
end

-- the rail and the figures at its ends; r and value: what is shown
local function put_track(c, r, value)
	local now = value and value.number
	local base = c.has_baseline and c.baseline.number or nil
	local target = c.target and c.target.number

	if target and c.target.upper then
		put_range(c, base, now)
	elseif is_floor(c) then
		local left, right = floor_ends(base, target)
		put_rail(left, right, base, target, now, true)
	elseif target then
		local left = base or 0
		put_rail(left, target, base, target, now, false,
		    is_of(r, c.target) and expected_of(r))
	end
	if not course.is_known(c) then
		put_missing(c)
		return
	end
	raw('<div class="ends">')
	if is_floor(c) then
		put_end(words.final, c.target)
		put_end(words.baseline, c.baseline)
	else
		put_end(words.baseline, c.baseline)
		put_end(words.final, c.target or c.missing)
	end
	raw("</div>\n")
	put_missing(c)
end

-- ---- what the marks mean ----------------------------------------------------------

local function put_key(shape, word)
	html.put([[
<li>{*shape}</svg>{word}</li>
]], {shape = RAIL .. shape, word = word})
end

local function any(list, test)
	for _, one in ipairs(list) do
		if test(one) then
			return true
		end
	end
	return false
end

-- of indicators and their areas: those that are drawn
local function drawn(indicators)
	local list = {}

	local function add(c)
		if c.target then
			table.insert(list, c)
		end
	end
	for _, i in ipairs(indicators) do
		add(course.of(i))
		for _, area in ipairs(i.areas) do
			add(course.of(i, area))
		end
	end
	return list
end

-- has any a line from its baseline to its target?
function track.any_way(indicators)
	return any(drawn(indicators), course.has_way)
end

function track.has_path(indicator)
	for _, r in ipairs(indicator.results) do
		if r.E then
			return true
		end
	end
	return false
end

-- only of those marks that are there
function track.key(indicators)
	local courses = drawn(indicators)

	if #courses == 0 then
		return
	end
	raw('<ul class="key" data-search="off">\n')
	if any(courses, course.has_way) then
		put_key('<line class="from" x1="50%" x2="50%" y1="4" y2="20"/>',
		    words.key_baseline)
	end
	put_key('<line class="to" x1="50%" x2="50%" y1="2" y2="22"/>',
	    words.key_target)
	if any(courses, function(c)
		return series.latest(c.indicator, c.area) ~= nil
	end) then
		put_key('<circle class="dot" cx="50%" cy="12" r="7"/>',
		    words.key_now)
	end
	if any(indicators, track.has_path) then
		put_key('<svg x="50%" y="0" width="1" height="24">' ..
		    '<path class="due" d="M-4 1H4L0 7Z"/></svg>',
		    words.key_due)
	end
	if any(courses, is_floor) then
		put_key('<line class="run" x1="30%" x2="100%" y1="12" ' ..
		    'y2="12"/>', words.key_floor)
	end
	raw("</ul>\n")
end

-- ---- a list of indicators ---------------------------------------------------------

-- what is told below the track, put_missing says more of
local function put_none(c)
	status.put("na", series.reason(c.indicator, c.area) and
	    words.no_value or period.waiting(c.indicator.plan))
end

local function put_state(c, r, value)
	if not value then
		put_none(c)
		return
	end
	html.put("<b>{value}</b>", {value = value.text})
	if r.status and status.says(r) then
		status.put(r.status)
	end
	local when = status.when(r)
	if r.rough then
		when = when .. words.join .. words.rough
	end
	html.put(" <small>{when}</small>", {when = when})
end

local function put_head(indicator, c, r, value)
	html.put([[<div class="row"><a href="{url}">{*title}</a>]],
	    {url = url(indicator), title = title(indicator.title)})
	if course.is_known(c) or #indicator.areas == 0 then
		raw("<span>")
		put_state(c, r, value)
		raw("</span>")
	end
	raw("</div>\n")
end

local function put_areas(indicator)
	raw('<ul class="areas">\n')
	for _, area in ipairs(indicator.areas) do
		local c = course.of(indicator, area)
		local r, value = shown(c)
		html.put([[<li><span>{title}</span><div><div class="row"><span>]],
		    {title = area.title})
		put_state(c, r, value)
		raw("</span></div>\n")
		put_track(c, r, value)
		raw("</div></li>\n")
	end
	raw("</ul>\n")
end

-- one item of a list
function track.item(indicator)
	local c = course.of(indicator)
	local r, value = shown(c)

	raw('<li class="ind">\n')
	put_head(indicator, c, r, value)
	if course.is_known(c) or #indicator.areas == 0 then
		put_track(c, r, value)
	else
		put_areas(indicator)
	end
	raw("</li>\n")
end

function track.list(indicators)
	raw('<ul class="tracks">\n')
	for _, indicator in ipairs(indicators) do
		track.item(indicator)
	end
	raw("</ul>\n")
end

return track
