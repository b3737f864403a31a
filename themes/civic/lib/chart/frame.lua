-- The frame of a drawing: its size, its axes, where a value stands in it.
local html = require "html"
local label = require "label"
local words = require "words"
local year = require "year"

local frame = {}

local n = coordinate

frame.sizes = {
	wide = {name = "wide", width = 680, height = 370, flat = 310,
	    left = 60, top = 34, bottom = 54, gap = 48},
	narrow = {name = "narrow", width = 360, height = 340, flat = 300,
	    left = 56, right = 12, top = 62, bottom = 36, gap = 31},
	small = {name = "small", width = 300, height = 200, flat = 200,
	    left = 52, right = 10, top = 34, bottom = 30, gap = 31},
}

function frame.target_lines(d, size)
	local text = words.say("label_target", {value = d.target.figure.text})

	if size.name == "wide" then
		return {text, d.target.figure.each and words.every_year or
		    year.long(d.target.figure.year)}
	elseif size.name == "narrow" then
		return {text .. words.open .. year.short(d.target.year) ..
		    words.close}
	end
	return {d.target.figure.text}
end

-- where the plot begins: behind the longest label of a tick
local function left_of(size, s)
	local left = size.left

	for _, tick in ipairs(s.ticks) do
		left = math.max(left, math.ceil(label.width(tick.label, 13)) + 8)
	end
	return left
end

function frame.of(d, size, s)
	local f = {size = size, scale = s, left = left_of(size, s),
	    top = size.top}

	f.height = #d.actuals > 0 and size.height or size.flat
	f.bottom = f.height - size.bottom
	f.right = size.width - (size.right or 24)
	if size.name == "wide" and d.target then
		local lines = frame.target_lines(d, size)
		local right = size.width - 28 - math.ceil(math.max(
		    label.width(lines[1], 15), label.width(lines[2], 13)))
		-- a long label must not take all the room
		f.has_side = right - f.left >= 200
		f.right = f.has_side and right or f.right
	end
	-- nothing right of the plot needs room if the target is not last
	f.x0, f.x1 = f.left + 14, f.right - (size.name == "wide" and 0 or 8)
	f.board = label.board(size.width, f.height)
	label.block(f.board, 0, 0, f.left - 6, f.height)
	label.block(f.board, 0, f.bottom + 6, size.width, size.bottom)
	f.bounds = d.bounds
	return f
end

function frame.x(f, fiscal)
	local b = f.bounds
	return f.x0 + (fiscal - b.from) / (b.to - b.from) * (f.x1 - f.x0)
end

function frame.y(f, value)
	local s = f.scale
	return f.bottom - 14 -
	    (value - s.lo) / (s.hi - s.lo) * (f.bottom - 14 - f.top)
end

function frame.put_ticks(f, d)
	local every = f.size.name == "small" and #f.scale.ticks > 4 and 2 or 1

	for i, tick in ipairs(f.scale.ticks) do
		if (i - 1) % every == 0 then
			local y = frame.y(f, tick.value)
			html.put([[
<line class="grid" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
<text x="{x}" y="{yt}" text-anchor="end">{label}</text>
]], {x1 = f.left, x2 = f.right, y = n(y), yt = n(y + 4), x = f.left - 8,
			    label = tick.label})
		end
	end
	html.put([[
<text x="0" y="13">{unit}</text>
]], {unit = d.unit})
end

-- the years that are labelled: the last, those an even distance before it,
-- and the first where there is room
local function labelled_years(f)
	local b, is = f.bounds, {}
	local room = (f.x1 - f.x0) / (b.to - b.from)
	local every = math.max(1, math.ceil(f.size.gap / room))

	for fiscal = b.to, b.from, -every do
		is[fiscal] = true
	end
	is[b.from] = is[b.from] or
	    (b.to - b.from) % every * room >= f.size.gap - 4
	return is
end

local function put_year(f, x, fiscal)
	if words.language == "ja" and f.size.name == "wide" then
		html.put([[
<text class="dark" x="{x}" y="{y1}" text-anchor="middle">{axis}</text>
<text x="{x}" y="{y2}" text-anchor="middle">{western}</text>
]], {x = x, y1 = f.bottom + 22, y2 = f.bottom + 39, axis = year.axis(fiscal),
		    western = fiscal})
	else
		html.put([[
<text x="{x}" y="{y}" text-anchor="middle">{short}</text>
]], {x = x, y = f.bottom + 22, short = year.short(fiscal)})
	end
end

function frame.put_years(f)
	local b, is_labelled = f.bounds, labelled_years(f)

	html.put([[
<line class="axis" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>
]], {x1 = f.left, x2 = f.right, y = f.bottom})
	for fiscal = b.from, b.to do
		local x = n(frame.x(f, fiscal))
		html.put([[
<line class="axis" x1="{x}" x2="{x}" y1="{y}" y2="{y2}"/>
]], {x = x, y = f.bottom, y2 = f.bottom + 5})
		if is_labelled[fiscal] then
			put_year(f, x, fiscal)
		end
	end
end

return frame
