-- Exact arithmetic with what figures say.  f.number is a double, good enough
-- to draw with; whether a target lies above its baseline, and by how much, is
-- read by citizens and so is worked out on the digits themselves.
local decimal = {}

local powers = {["万"] = 4, ["億"] = 8, ["兆"] = 12}

-- sign, digits before and after the point, the scale multiplied in
local function parts(f)
	local sign, whole, rest = f.value:match("^(-?)(%d*)[.]?(%d*)$")
	local power = powers[f.scale] or 0

	rest = rest .. ("0"):rep(power - #rest)
	whole = (whole .. rest:sub(1, power)):gsub("^0+", "")
	return sign == "-" and -1 or 1, whole, rest:sub(power + 1)
end

local function size_order(w1, r1, w2, r2)
	local n = math.max(#r1, #r2)

	if #w1 ~= #w2 then
		return #w1 < #w2 and -1 or 1
	end
	local a = w1 .. r1 .. ("0"):rep(n - #r1)
	local b = w2 .. r2 .. ("0"):rep(n - #r2)
	return a == b and 0 or a < b and -1 or 1
end

local function is_zero(whole, rest)
	return not (whole .. rest):find("[1-9]")
end

-- -1, 0 or 1 as the first is less, equal or more
function decimal.compare(f, g)
	local s1, w1, r1 = parts(f)
	local s2, w2, r2 = parts(g)

	if is_zero(w1, r1) and is_zero(w2, r2) then
		return 0
	elseif s1 ~= s2 then
		return s1
	end
	return s1 * size_order(w1, r1, w2, r2)
end

-- 1234567 to 1,234,567
function decimal.group(digits)
	local out = digits:reverse():gsub("(%d%d%d)", "%1,"):reverse()
	return (out:gsub("^,", ""))
end

-- an integer of 10^-places as people write it: 1234, 1 to 123.4
function decimal.shift(n, places)
	local digits = tostring(math.abs(n))
	local sign = n < 0 and "-" or ""

	digits = ("0"):rep(places + 1 - #digits) .. digits
	local whole = digits:sub(1, #digits - places)
	local rest = digits:sub(#digits - places + 1)
	return sign .. decimal.group(whole) .. (rest ~= "" and "." .. rest or "")
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
