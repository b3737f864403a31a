-- Exact arithmetic with what figures say.  f.number is a double, good enough
-- to draw with; whether a target lies above its baseline, and by how much, is
-- read by citizens and so is worked out on the digits themselves.
local decimal = {}

local powers = {["万"] = 4, ["億"] = 8, ["兆"] = 12}

-- the value with its scale multiplied in: 21000 of 2.1万
local function scaled(f)
	local value, power = f.value, powers[f.scale]

	if not power then
		return value
	end
	local whole, rest = value:match("^(-?%d+)[.]?(%d*)$")
	rest = rest .. ("0"):rep(power - #rest)
	whole, rest = whole .. rest:sub(1, power), rest:sub(power + 1)
	return rest ~= "" and whole .. "." .. rest or whole
end

-- -1, 0 or 1 as the first of two numbers is less, equal or more
function decimal.order(a, b)
	local difference = subtract(a, b)

	return difference == "0" and 0 or difference:sub(1, 1) == "-" and -1 or
	    1
end

-- the same of two figures
function decimal.compare(f, g)
	return decimal.order(scaled(f), scaled(g))
end

-- 1234567 to 1,234,567
function decimal.group(digits)
	local front = (#digits - 1) % 3 + 1

	return digits:sub(1, front) .. digits:sub(front + 1):gsub("...", ",%0")
end

-- a natural number of 10^-places as people write it: 1234, 1 to 123.4
function decimal.shift(n, places)
	local digits = tostring(n)

	digits = ("0"):rep(places + 1 - #digits) .. digits
	local whole = digits:sub(1, #digits - places)
	local rest = digits:sub(#digits - places + 1)
	return decimal.group(whole) .. (rest ~= "" and "." .. rest or "")
end

local function places_of(value)
	return #(value:match("[.](%d*)$") or "")
end

local function integer_of(value, places)
	local digits = value:gsub("[.]", "") ..
	    ("0"):rep(places - places_of(value))
	return #digits <= 17 and math.tointeger(tonumber(digits)) or nil
end

-- how far apart two figures of one scale are, as text without unit; nil
-- where that cannot be said exactly
function decimal.distance(f, g)
	if f.scale ~= g.scale then
		return nil
	end
	local places = math.max(places_of(f.value), places_of(g.value))
	local a, b = integer_of(f.value, places), integer_of(g.value, places)
	return a and b and decimal.shift(math.abs(a - b), places)
end

return decimal
