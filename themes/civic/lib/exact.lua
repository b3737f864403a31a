-- Exact numbers as texts, 14.4 or 1313/15, made fit to read.  Nothing here is
-- ever a float; what is rounded keeps enough digits to show on which side of
-- another number it lies.
local decimal = require "decimal"
local words = require "words"

local exact = {}

local MOST = 6          -- decimals, however close two numbers are

-- -1, 0 or 1 as the first is less, equal or more
exact.compare = decimal.order

function exact.negate(a)
	return subtract("0", a)
end

function exact.is_round(a, places)
	return exact.compare(a, round(a, places)) == 0
end

-- decimals of a number that ends, and 0 of others
function exact.places(text)
	return not text:find("/") and #(text:match("[.](%d+)") or "") or 0
end

-- those of them that say something: 1 of 5836.500000
function exact.needed(text)
	return not text:find("/") and #(text:match("[.](%d-)0*$") or "") or 0
end

-- a number that ends soon is shown to its end
local function full_places(a, places)
	local own = exact.needed(a)

	return own > places and own <= places + 2 and own or places
end

-- as many places as keep a number apart from those it is compared with
local function places_for(a, places, others)
	for n = full_places(a, places), MOST do
		local rounded, apart = round(a, n), true
		for _, b in ipairs(others or {}) do
			apart = apart and (exact.compare(a, b) == 0 or
			    exact.compare(rounded, b) == exact.compare(a, b))
		end
		if apart then
			return n
		end
	end
	return MOST
end

local function grouped(digits, minus)
	local sign, whole, rest = digits:match("^(-?)(%d+)(.*)$")

	return (sign ~= "" and (minus or words.minus_sign) or "") ..
	    decimal.group(whole) .. rest
end

-- 1,333.3; others: exact numbers it shall be seen to differ from; minus: the
-- sign of those it stands beside
function exact.text(a, places, others, minus)
	return grouped(round(a, places_for(a, places, others)), minus)
end

-- the point two places to the right
local function hundredfold(digits)
	local sign, whole, rest = digits:match("^(-?)(%d+)[.]?(%d*)$")

	rest = rest .. ("0"):rep(2 - #rest)
	whole = (whole .. rest:sub(1, 2)):gsub("^0+(%d)", "%1")
	rest = rest:sub(3)
	return sign .. whole .. (rest ~= "" and "." .. rest or "")
end

-- 72.8％; others as above
function exact.percent(a, others)
	return grouped(hundredfold(round(a, places_for(a, 3, others)))) .. words.percent
end

local function integer(text, places)
	local digits = text:gsub("[.]", "") ..
	    ("0"):rep(places - exact.places(text))

	return #digits <= 15 and math.tointeger(tonumber(digits)) or nil
end

-- between from, k = 0, and to, k = n; nil where it cannot be said exactly
function exact.between(from, to, k, n)
	local places = math.max(exact.places(from), exact.places(to))
	local a, b

	if from:find("[^%d.-]") or to:find("[^%d.-]") or n > 100 then
		return nil
	end
	a, b = integer(from, places), integer(to, places)
	return a and b and places < 10 and
	    ("%d/%d"):format(a * n + (b - a) * k, math.tointeger(tonumber(n .. ("0"):rep(places)))) or nil
end

return exact
