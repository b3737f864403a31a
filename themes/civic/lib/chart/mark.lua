-- Lines and marks of a drawing: targets, the path, what was observed.
local data = require "chart/data"
local figure = require "figure"
local frame = require "chart/frame"
local html = require "html"
local label = require "label"

local mark = {}

local n = coordinate

local function put_line(f, class, points)
	local list, from_x, from_y = {}, nil, nil

	if #points < 2 then
		return
	end
	for i, p in ipairs(points) do
		local x, y = frame.x(f, p.year), frame.y(f, p.value)
		list[i] = n(x) .. "," .. n(y)
		if i > 1 then
			label.line(f.board, from_x, from_y, x, y)
		end
		from_x, from_y = x, y
	end
	html.put([[
<polyline class="{class}" points="{points}"/>
]], {class = class, points = table.concat(list, " ")})
end

local function put_goal(f, value)
	local y = frame.y(f, value)

	html.put([[
<line class="goal" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
]], {x1 = f.left, x2 = n(f.x1), y = n(y)})
	label.line(f.board, f.left, y, f.x1, y)
end

-- where a floor or a ceiling is met
function mark.put_zone(f, d)
	local y = frame.y(f, d.target.value)
	local cmp = d.target.figure.cmp
	local below = cmp == "以下" or cmp == "未満" or
	    not cmp and d.course.want == "down"
	local top, bottom = f.top - 8, f.bottom

	if d.course.is_beyond or d.course.want == "none" then
		return
	elseif d.target.figure.upper then
		top, bottom, below = frame.y(f, data.upper_of(d.target)), y, true
		y = top
	end
	html.put([[
<rect class="zone" x="{x}" y="{y}" width="{w}" height="{h}"/>
]], {x = f.left, w = n(f.x1 - f.left), y = n(below and y or top),
	    h = n(below and bottom - y or y - top)})
end

function mark.put_target(f, d)
	local t = d.target and d.target.figure

	if not t then
		return
	end
	put_goal(f, d.target.value)
	if t.upper then
		put_goal(f, data.upper_of(d.target))
	end
end

-- from the baseline over the interim targets to the last
function mark.put_path(f, d)
	local points = {d.base}

	if not d.base or not d.course.is_beyond or
	    (d.course.indicator.path or "linear") ~= "linear" then
		return
	end
	table.move(d.targets, 1, #d.targets, 2, points)
	put_line(f, "path", points)
	f.path = points
end

-- what a revision replaced: its target as long as it held, and the path to it
function mark.put_old(f, d)
	for _, e in ipairs(d.course.earlier) do
		local t = e.targets and e.targets[#e.targets]
		local at = data.year_of(e.revision)
		local base = figure.has(e.baseline) and e.baseline or
		    d.course.baseline
		local from = figure.has(base) and data.year_of(base)
		local to = figure.has(t) and data.year_of(t)
		if at and from and to and at > from and to > from and
		    at <= to then
			local y = frame.y(f, t.number)
			html.put([[
<line class="goal-old" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
]], {x1 = n(frame.x(f, from)), x2 = n(frame.x(f, at)), y = n(y)})
			label.line(f.board, frame.x(f, from), y, frame.x(f, at), y)
			put_line(f, "path-old", {{year = from,
			    value = base.number}, {year = at,
			    value = base.number + (t.number - base.number) *
			    (at - from) / (to - from)}})
			table.insert(d.old, {year = from, value = t.number,
			    figure = t})
		end
	end
end

-- lines at years in which something happened, with a sign
function mark.put_marks(f, d)
	local signs = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"}

	for i, mark in ipairs(d.marks) do
		local x = mark.year and frame.x(f, mark.year)
		if f.size.name ~= "small" and signs[i] then
			html.put([[
<line class="mark-line" x1="{x}" x2="{x}" y1="{y1}" y2="{y2}"/>
<text x="{x}" y="{y}" text-anchor="middle">{sign}</text>
]], {x = n(x), y1 = n(f.bottom - 16), y2 = f.top, y = n(f.bottom - 3),
			    sign = signs[i]})
			label.block(f.board, x - 8, f.bottom - 16, 16, 16)
		end
	end
end

function mark.put_observed(f, d)
	local run = {}

	for i, p in ipairs(d.observed) do
		local before = d.observed[i - 1]
		if before and (data.is_early(p) or data.is_broken(d, before.year, p.year))
		then
			put_line(f, "line", run)
			run = {}
			if data.is_early(p) and not data.is_fall(d, p) and
			    not data.is_broken(d, before.year, p.year) then
				put_line(f, "line-early", {before, p})
			end
		end
		table.insert(run, p)
	end
	put_line(f, "line", run)
end

function mark.put_dots(f, d)
	for _, p in ipairs(d.observed) do
		local x, y = frame.x(f, p.year), frame.y(f, p.value)
		html.put([[
<circle class="{class}" cx="{x}" cy="{y}" r="{r}"/>
]], {class = data.is_early(p) and "hollow" or "dot", x = n(x), y = n(y),
		    r = data.is_early(p) and "5.5" or "6"})
		label.block(f.board, x - 6, y - 6, 12, 12)
	end
end

function mark.put_diamonds(f, d)
	for _, t in ipairs(d.targets) do
		local x, y = frame.x(f, t.year), frame.y(f, t.value)
		html.put([[
<path class="mark" d="M{x} {y}l6 6-6 6-6-6Z"/>
]], {x = n(x), y = n(y - 6)})
		label.block(f.board, x - 6, y - 6, 12, 12)
	end
end

return mark
