-- The words of a drawing: labels beside what they name, and its description.
local data = require "chart/data"
local frame = require "chart/frame"
local html = require "html"
local label = require "label"
local words = require "words"

local tell = {}

local n = coordinate

local function put_label(f, lines, class, point, wanted)
	local size = class == "strong" and 15 or 13
	local at = label.place(f.board, lines, size, frame.x(f, point.year),
	    frame.y(f, point.value), wanted)

	if not at then
		return false
	end
	for i, text in ipairs(lines) do
		html.put([[
<text{*class} x="{x}" y="{y}"{*anchor}>{text}</text>
]], {class = i == 1 and class and ' class="' .. class .. '"' or "",
		    x = n(at.x), y = n(at.y + (i - 1) * 17),
		    anchor = at.anchor ~= "start" and
		    ' text-anchor="' .. at.anchor .. '"' or "", text = text})
	end
	return true
end

local function label_target(f, d)
	if d.target then
		put_label(f, frame.target_lines(d, f.size), "strong", d.target,
		    f.has_side and d.target.year == d.bounds.to and
		    {"right"} or {"over", "under", "above", "below"})
	end
end

local function label_base(f, d)
	local text, value = "label_baseline", nil

	if not d.base then
		return
	end
	value = d.base.figure.text
	text = f.size.name == "small" and value or
	    words.say(text, {value = value})
	put_label(f, {text}, "dark", d.base,
	    d.target and d.target.value < d.base.value and
	    {"over_start", "under_start", "far_under", "far_over", "right"} or
	    {"under_start", "over_start", "far_over", "far_under", "right"})
end

local function label_latest(f, d)
	local list = d.observed
	local last = list[#list]
	local places = {"below_right", "below", "above_left", "above",
	    "above_right", "below_left", "right", "left"}

	if not last or last == d.base then
		return
	end
	for i = #list, 1, -1 do
		if not data.is_early(list[i]) and list[i] ~= d.base then
			put_label(f, {list[i].figure.text}, "strong", list[i],
			    places)
			break
		end
	end
	if data.is_early(last) then
		put_label(f, {last.figure.text,
		    words["state_" .. last.state]}, "dark", last, places)
	end
end

local function label_interim(f, d)
	local places = {"above_left", "below_right", "above", "below",
	    "below_left", "above_right"}

	if f.size.name == "small" then
		return
	end
	for i = 1, #d.targets - 1 do
		local value = d.targets[i].figure.text
		local full = words.say("label_interim", {value = value})
		if not put_label(f, {full}, "dark", d.targets[i], places) then
			put_label(f, {value}, "dark", d.targets[i], places)
		end
	end
end

local function label_old(f, d)
	for _, p in ipairs(f.size.name ~= "small" and d.old or {}) do
		put_label(f, {words.say("label_old_target",
		    {value = p.figure.text})}, nil, p,
		    {"over_start", "under_start", "far_over"})
	end
end

-- in words what the grey line is, where its last part leaves room
local function label_path(f)
	local a, b

	if not f.path or f.size.name ~= "wide" then
		return
	end
	a, b = f.path[#f.path - 1], f.path[#f.path]
	put_label(f, {words.label_path}, nil, {
	    year = a.year + (b.year - a.year) * 0.62,
	    value = a.value + (b.value - a.value) * 0.62},
	    {"below_right", "above_left", "below_left", "above_right"})
end

-- all labels, those first that must find room
function tell.put(f, d)
	label_target(f, d)
	label_latest(f, d)
	label_base(f, d)
	label_interim(f, d)
	label_old(f, d)
	label_path(f)
end

return tell
