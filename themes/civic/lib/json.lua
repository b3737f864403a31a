-- A value as JSON that may stand in a page: no < can end its script element.
-- Tables with [1] are lists; keys of others come sorted.
local json = {}

local function code(c)
	return string.format("\\u%04x", c:byte())
end

local function text(s)
	return '"' .. s:gsub('[%c"\\<>&\127]', code) .. '"'
end

local function members(value, form)
	local parts = {}
	for key, item in form(value) do
		table.insert(parts, (form == pairs and text(key) .. ":" or "") ..
		    json.of(item))
	end
	return table.concat(parts, ",")
end

function json.of(value)
	if type(value) == "string" then
		return text(value)
	elseif type(value) ~= "table" then
		return tostring(value)
	elseif value[1] ~= nil then
		return "[" .. members(value, ipairs) .. "]"
	end
	return "{" .. members(value, pairs) .. "}"
end

return json
