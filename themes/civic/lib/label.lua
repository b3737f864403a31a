-- Where labels of a chart go.  Each has some places to choose from; one that
-- would touch another label or a dot wherever it stood is left out, for the
-- table beside the chart has it too.
local label = {}

local SPACING = 0.12    -- of the size: readers may set letters so far apart

-- how wide a text may be: full-width characters are as wide as the font is
-- high
function label.width(text, size)
	local w = 0

	for _, c in utf8.codes(text) do
		w = w + SPACING + (c >= 0x1100 and 1 or c == 0x2c and 0.32 or
		    c == 0x2e and 0.32 or c == 0x20 and 0.3 or 0.6)
	end
	return w * size
end

function label.board(width, height)
	return {width = width, height = height, boxes = {}, lines = {}}
end

-- nothing may stand here
function label.block(board, x, y, w, h)
	table.insert(board.boxes, {x, y, x + w, y + h})
end

-- a line is better not crossed; it counts as n + 1 points
function label.line(board, x1, y1, x2, y2)
	table.insert(board.lines, {x = x1, y = y1, dx = x2 - x1, dy = y2 - y1,
	    n = math.max(1, math.abs(x2 - x1) // 5, math.abs(y2 - y1) // 5),
	    left = math.min(x1, x2), top = math.min(y1, y2),
	    right = math.max(x1, x2), bottom = math.max(y1, y2)})
end

local function fits(board, box)
	if box[1] < 0 or box[2] < 0 or box[3] > board.width or
	    box[4] > board.height then
		return false
	end
	for i = 1, #board.boxes do
		local b = board.boxes[i]
		if box[1] < b[3] and b[1] < box[3] and box[2] < b[4] and
		    b[2] < box[4] then
			return false
		end
	end
	return true
end

-- which of a line's n + 1 points may lie between two places, in one direction
local function between(start, way, n, low, high)
	if way == 0 then
		return 0, start > low and start < high and n or -1
	end
	local a, b = (low - start) * n / way, (high - start) * n / way
	return math.max(0, math.floor(math.min(a, b))),
	    math.min(n, math.ceil(math.max(a, b)))
end

local function points_in(line, box)
	local count = 0
	local left, right = between(line.x, line.dx, line.n, box[1], box[3])
	local top, bottom = between(line.y, line.dy, line.n, box[2], box[4])

	for i = math.max(left, top), math.min(right, bottom) do
		local x = line.x + line.dx * i / line.n
		local y = line.y + line.dy * i / line.n
		if x > box[1] and x < box[3] and y > box[2] and y < box[4] then
			count = count + 1
		end
	end
	return count
end

local function is_near(line, box)
	return line.left < box[3] and box[1] < line.right and
	    line.top < box[4] and box[2] < line.bottom
end

local function crosses(board, box)
	local n = 0

	for i = 1, #board.lines do
		local line = board.lines[i]
		if is_near(line, box) then
			n = n + points_in(line, box)
		end
	end
	return n
end

-- the corner and anchor of a text placed to one side of a point
local sides = {
	right = function(x, y, w, h) return x + 11, y - h / 2, "start" end,
	left = function(x, y, w, h) return x - 11 - w, y - h / 2, "end" end,
	above = function(x, y, w, h) return x - w / 2, y - 10 - h, "middle" end,
	below = function(x, y, w, h) return x - w / 2, y + 10, "middle" end,
	above_left = function(x, y, w, h) return x - w - 4, y - 9 - h, "end" end,
	below_left = function(x, y, w, h) return x - w - 4, y + 9, "end" end,
	above_right = function(x, y, w, h) return x + 4, y - 9 - h, "start" end,
	below_right = function(x, y, w, h) return x + 4, y + 9, "start" end,
	-- further away, where lines leave the point in several directions
	far_over = function(x, y, w, h) return x - 6, y - 26 - h, "start" end,
	far_under = function(x, y, w, h) return x - 6, y + 26, "start" end,
	-- over a whole line, right-aligned with the point
	over = function(x, y, w, h) return x - w + 6, y - 11 - h, "end" end,
	under = function(x, y, w, h) return x - w + 6, y + 11, "end" end,
	over_start = function(x, y, w, h) return x - 6, y - 11 - h, "start" end,
	under_start = function(x, y, w, h) return x - 6, y + 11, "start" end,
}

-- {x, y, anchor} of the first line's baseline, or nil; lines is a list of
-- texts, the first of them in size, the others in 13
function label.place(board, lines, size, x, y, wanted)
	local w, h = label.width(lines[1], size), size + 3
	local best, cost

	for i = 2, #lines do
		w = math.max(w, label.width(lines[i], 13))
		h = h + 17
	end
	for order, side in ipairs(wanted) do
		-- none of the others costs less
		if best and cost <= order then
			break
		end
		local left, top, anchor = sides[side](x, y, w, h)
		local box = {left - 2, top, left + w + 2, top + h}
		if fits(board, box) then
			local n = crosses(board, box) * 10 + order
			if not best or n < cost then
				best, cost = {box = box, anchor = anchor,
				    left = left, w = w, top = top}, n
			end
		end
	end
	if not best then
		return nil
	end
	table.insert(board.boxes, best.box)
	best.x = best.anchor == "start" and best.left or
	    best.anchor == "end" and best.left + best.w or
	    best.left + best.w / 2
	best.y = best.top + size - 1
	return best
end

return label
