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
	return {width = width, height = height, boxes = {}, points = {}}
end

-- nothing may stand here
function label.block(board, x, y, w, h)
	table.insert(board.boxes, {x, y, x + w, y + h})
end

-- a line is better not crossed
function label.line(board, x1, y1, x2, y2)
	local n = math.max(1, math.abs(x2 - x1) // 5, math.abs(y2 - y1) // 5)

	for i = 0, n do
		table.insert(board.points,
		    {x1 + (x2 - x1) * i / n, y1 + (y2 - y1) * i / n})
	end
end

local function fits(board, box)
	if box[1] < 0 or box[2] < 0 or box[3] > board.width or
	    box[4] > board.height then
		return false
	end
	for _, b in ipairs(board.boxes) do
		if box[1] < b[3] and b[1] < box[3] and box[2] < b[4] and
		    b[2] < box[4] then
			return false
		end
	end
	return true
end

local function crosses(board, box)
	local n = 0

	for _, p in ipairs(board.points) do
		if p[1] > box[1] and p[1] < box[3] and p[2] > box[2] and
		    p[2] < box[4] then
			n = n + 1
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
