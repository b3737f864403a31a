-- The order of printed numbers: 3-1-② before 3-1-⑩, 1-2 before 1-10.
local year = require "year"

local order = {}

-- ① to ⑳ and ㉑ to ㉟
local function circled(character)
	local c = utf8.codepoint(character)

	return c >= 0x2460 and c <= 0x2473 and c - 0x2460 + 1 or
	    c >= 0x3251 and c <= 0x325f and c - 0x3251 + 21 or nil
end

local zeros = {}

for n = 1, 8 do
	zeros[n] = ("0"):rep(8 - n)
end

local function padded(digits)
	return (zeros[#digits] or "") .. digits
end

-- a text that sorts by bytes as the numbers in it do
local function key(number)
	return (year.half(number):gsub("[\xE2\xE3][\x80-\xBF]+", circled)
	    :gsub("%d+", padded))
end

-- rows by the number of each; those without one stay behind
function order.by_number(rows)
	local keys = {}

	if #rows < 2 then
		return
	end
	for _, row in ipairs(rows) do
		keys[row] = row.number and key(row.number) or "\xff"
	end
	table.sort(rows, function(a, b) return keys[a] < keys[b] end)
end

return order
