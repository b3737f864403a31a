-- A function with every value, by twos, some by threes: what each says is kept
-- once.  What a page prints of it is the same in each build.  string.rep and
-- table.move are not among them: of large numbers they end the page.
local plan = find("town/volunteers").plan
local figure = find("town/volunteers").baseline
local values = {
	true, false, 0, -1, 1, 2.5, 64, 1 << 53, math.maxinteger, math.mininteger,
	2147483648, -2147483649, 1 / 0, -(1 / 0), 1e308, "", "x", "a\0b", "-0", "1e2",
	"1/3", "1e999", ("9"):rep(400), ("あ"):rep(300), "{a}{*b}{", "%", "%s%d%q%5.1f",
	"%99.99f", "(.-)%1", "[", "../../x", "/etc/passwd", "\xff\xfe", "town", "town/watch",
	"attachment", "entry.csv", "on_track", {}, {1, 2, 3}, {a = 1, b = "<"},
	{[1] = 1, [math.maxinteger] = 2}, function(...) return ... end, error,
	site, page, plan, plan.period, plan.goals, find("town/volunteers"), find("town/watch"), figure,
	figure.year, figure.number, find("town/volunteers").results, string
}
values[#values + 1] = find("town/volunteers").results[1]
local heard, n = {}, 0

local function hear(name, ok, what, ...)
	local text

	if type(what) == "function" then
		-- an iterator: a few rounds, and one with what it does not expect
		for i = 1, 3 do pcall(what, ...) end
		pcall(what, site, math.maxinteger)
		pcall(what, plan.goals, math.maxinteger)
		pcall(what, plan.goals, math.mininteger)
		text = "function"
	elseif type(what) == "string" then
		text = #what > 120 and what:sub(1, 120) or what
	else
		text = tostring(what)
	end
	text = name .. (ok and " gives " or " says ") .. text
	heard[text] = true
	n = n + 1
end

local function copy(value)
	if type(value) ~= "table" or value == string then return value end
	local t = {}
	for k, v in pairs(value) do t[k] = v end
	return t
end

local function call(name)
	local library, member = name:match("^(%w+)%.(%w+)$")
	local f = library and _ENV[library][member] or _ENV[name]
	-- what is said for these does not depend on a second value, and takes long
	local few = name == "sheets" or name == "fields" or name == "body"

	hear(name, pcall(f))
	for _, a in ipairs(values) do
		hear(name, pcall(f, copy(a)))
		for i, b in ipairs(values) do
			if few and i > 3 then break end
			hear(name, pcall(f, copy(a), b))
			for k, c in ipairs(values) do
				if few or i % 9 > 0 then break end
				if k % 5 == 0 then hear(name, pcall(f, copy(a), b, c)) end
			end
		end
	end
end

local function use()
	for _, a in ipairs(values) do
		for _, b in ipairs(values) do
			hear("index", pcall(function() return a[b] end))
			hear("call", pcall(function() return a(b) end))
			hear("set", pcall(function() copy(a)[b] = 1 end))
			hear("concat", pcall(function() return a .. b end))
			hear("add", pcall(function() return a + b end))
			hear("less", pcall(function() return a < b end))
			hear("length", pcall(function() return #a end))
		end
	end
end

-- a function, or without one what all values are used for
return function(name)
	local said = {}

	if name == "use" then use() else call(name) end
	for text in pairs(heard) do said[#said + 1] = text end
	return "\n== " .. n .. "\n" .. table.concat(said, "\n")
end
