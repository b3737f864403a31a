-- all that an entity says of itself, and what refers to it
local back = {
	goal = {"children", "programmes", "indicators", "evaluations"},
	programme = {"parts", "evaluations"},
	indicator = {"actuals", "continued_by", "replaced_by"},
	plan = {"superseded_by"},
}

local text

local function fields(record)
	local all = {}
	for name, value in pairs(record) do
		if value ~= nil and text(value) ~= "[]" then
			all[#all + 1] = name .. "=" .. text(value)
		end
	end
	return "{" .. table.concat(all, ", ") .. "}"
end

local function list(values)
	local all = {}
	for i = 1, #values do
		all[i] = text(values[i])
	end
	return "[" .. table.concat(all, "|") .. "]"
end

local function figure(f)
	local said = tostring(f) .. (f.number and " = " .. f.number or "")
	for _, name in ipairs {"year", "as_of", "reason", "note"} do
		if f[name] then
			said = said .. " " .. name .. " " .. tostring(f[name])
		end
	end
	return said
end

function text(value)
	if type(value) ~= "userdata" then
		return tostring(value)
	end
	for _, form in ipairs {list, function (e)
		return kind_of(e) .. ":" .. (e.id or e.year.text)
	end, fields, figure} do
		local ok, said = pcall(form, value)
		if ok then
			return said
		end
	end
	return tostring(value)
end

return function (e)
	raw("<dl>\n")
	for name, value in pairs(e) do
		if value ~= nil and text(value) ~= "[]" then
			raw("<dt>" .. name .. "<dd>" .. escape(text(value)) .. "\n")
		end
	end
	for _, name in ipairs(back[kind_of(e)] or {}) do
		raw("<dt>" .. name .. "<dd>" .. escape(text(e[name])) .. "\n")
	end
	raw("</dl>\n")
	if kind_of(e) == "document" then
		local link, size = file(e, e.file)
		raw('<a href="' .. link .. '">' .. size .. "</a>\n")
	end
	if has_body(e) then
		body(e)
	end
end
