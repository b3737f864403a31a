-- The order of printed numbers: 3-1-② before 3-1-⑩, 1-2 before 1-10.
local year = require "year"

local order = {}

-- ① to ⑳ and ㉑ to ㉟
local function circled(c)
	return c >= 0x2460 and c <= 0x2473 and c - 0x2460 + 1 or
	    c >= 0x3251 and c <= 0x325f and c - 0x3251 + 21 or nil
end

-- a text that sorts by bytes as the numbers in it do
local function key(number)
	local out = {}

	for _, c in utf8.codes(year.half(number)) do
		table.insert(out, circled(c) or utf8.char(c))
	end
	return (table.concat(out):gsub("%d+", function(digits)
		return ("0"):rep(8 - #digits) .. digits
	end))
end

-- a list by what number_of says of each; those without a number stay behind
function order.by(list, number_of)
	local sorted, out = {}, {}

	for i, one in ipairs(list) do
		local number = number_of(one)
		sorted[i] = {one = one, key = number and key(number) or
		    "\xff"}
	end
	table.sort(sorted, function(a, b) return a.key < b.key end)
	for i, s in ipairs(sorted) do
		out[i] = s.one
	end
	return out
end

return order
