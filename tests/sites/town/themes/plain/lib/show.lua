-- all that an entity says of itself, and what refers to it
local back = {
	goal = {"children", "programmes", "indicators"},
	programme = {"parts"},
	indicator = {"actuals", "continued_by", "replaced_by"},
	plan = {"superseded_by"},
}

local function text(value)
	if type(value) ~= "userdata" then
		return tostring(value)
	end
	local ok, n = pcall(function () return #value end)
	if not ok then
		return tostring(value)
	end
	local all = {}
	for _, v in ipairs(value) do
		all[#all + 1] = text(v)
	end
	return "[" .. table.concat(all, "|") .. "]"
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
