-- The ticks of an axis: equal steps of 1, 2 or 5 times a power of ten.  A tick
-- is a whole number of such powers, so its label is exact.
local decimal = require "decimal"
local words = require "words"

local scale = {}

local MOST = 5          -- steps between the ends

local function step_of(span, whole)
	local k = math.floor(math.log(span / MOST, 10))

	for _ = 1, 2 do
		for _, m in ipairs {1, 2, 5} do
			if m * 10.0 ^ k * MOST >= span * (1 - 1e-9) and
			    not (whole and k < 0) then
				return m, k
			end
		end
		k = k + 1
	end
	return 1, k
end

-- 万 and 億 as soon as the digits would be too many to read
local function shift_of(top)
	if words.language == "en" then
		return 0, ""
	elseif top >= 1e12 then
		return 12, "兆"
	elseif top >= 1e8 then
		return 8, "億"
	elseif top >= 1e5 then
		return 4, "万"
	end
	return 0, ""
end

local function label(n, k, shift, word)
	if n == 0 then
		return "0"
	elseif k >= shift then
		return decimal.shift(math.tointeger(n * 10.0 ^ (k - shift)),
		    0) .. word
	end
	return decimal.shift(n, shift - k) .. word
end

-- the ends of an axis: from 0 where the data is far from flat or quite flat,
-- which it is also if a double can hardly tell its ends apart
local function ends_of(lo, hi)
	local is_flat = hi - lo <= 1e-12 * math.max(math.abs(lo), math.abs(hi))

	if is_flat and hi == 0 then
		return 0, 1
	elseif lo > 0 and (is_flat or lo < hi / 2) then
		return 0, hi
	elseif is_flat then
		return lo, 0
	end
	return lo, hi
end

-- lo and hi of the data; whole: nothing between 1 and 2 makes sense; minus:
-- the sign of what lies below 0
function scale.of(lo, hi, whole, minus)
	local m, k, unit, first, last, shift, word

	lo, hi = ends_of(lo, hi)
	m, k = step_of(hi - lo, whole)
	unit = m * 10.0 ^ k
	first = math.floor(lo / unit + 1e-9)
	last = math.ceil(hi / unit - 1e-9)
	-- room below the lowest dot, for its label
	if first > 0 and lo - first * unit < unit / 2 then
		first = first - 1
	end
	shift, word = shift_of(math.max(math.abs(first), math.abs(last)) * unit)
	local s = {lo = first * unit, hi = last * unit, ticks = {},
	    starts_at_zero = first <= 0}
	for i = first, last do
		table.insert(s.ticks, {value = i * unit,
		    label = (i < 0 and minus or "") ..
		    label(math.abs(i) * m, k, shift, word)})
	end
	return s
end

return scale
