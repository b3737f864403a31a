-- The line chart of an indicator or of one of its areas: what was observed,
-- the targets, and the path between them.  It is drawn at build time, once
-- for wide and once for narrow screens, so that its text is 13 px on both.
local data = require "chart/data"
local drawing = require "sentence/drawing"
local figure = require "figure"
local frame = require "chart/frame"
local html = require "html"
local mark = require "chart/mark"
local tell = require "chart/tell"
local words = require "words"

local chart = {of = data.of, scale = data.scale}

local number = 0        -- of the charts of this page, for their ids

-- what those who do not see it are told
local function texts_of(d)
	local area = d.course.area
	local title = d.course.indicator.title

	if area then
		title = title .. words.open .. area.title .. words.close
	end
	return {title = words.say("chart_title", {title = title}),
	    desc = drawing.describe(d.course)}
end

local function draw(d, size, s, texts)
	local f = frame.of(d, size, s)

	number = number + 1
	html.put([[
<svg class="chart halo {name}" paint-order="stroke" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{id}t {id}d">
<title id="{id}t">{title}</title>
<desc id="{id}d">{desc}</desc>
]], {name = size.name, w = size.width, h = f.height, id = "Chart" .. number,
	    title = texts.title, desc = texts.desc})
	if d.target then
		mark.put_zone(f, d)
	end
	frame.put_ticks(f, d)
	frame.put_years(f)
	d.old = {}
	mark.put_marks(f, d)
	mark.put_old(f, d)
	mark.put_target(f, d)
	mark.put_path(f, d)
	mark.put_observed(f, d)
	mark.put_dots(f, d)
	mark.put_diamonds(f, d)
	tell.put(f, d)
	raw("</svg>\n")
end

-- what is to be said of its axis: nothing if it begins at 0
function chart.axis(s, unit)
	if s.starts_at_zero then
		return ""
	end
	return words.say("truncated", {from = s.ticks[1].label ..
	    figure.unit(unit)})
end

-- a large one, for wide and for narrow screens
function chart.put(d, s)
	local texts = texts_of(d)

	draw(d, frame.sizes.wide, s, texts)
	draw(d, frame.sizes.narrow, s, texts)
end

-- a small one, beside others of the same scale
function chart.put_small(d, s)
	draw(d, frame.sizes.small, s, texts_of(d))
end

return chart
