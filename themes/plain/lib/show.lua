-- Whatever the plan says of something, under the names of the manual.
local frame = require "frame"
local show = {}

-- 160人以上、令和8年度: a figure never stands without what belongs to it
local function figure(f)
	local text = f.text
	for _, key in ipairs {"year", "as_of", "reason", "note"} do
		text = text .. (f[key] and "、" .. tostring(f[key]) or "")
	end
	return text
end

local function put(kind, one)
	if kind == "record" or kind == "row" then
		show.fields(one)
	elseif kind == "entity" then
		frame.link(one)
	else
		esc(kind == "figure" and figure(one) or one)
	end
end

-- all that is known of an entity or a record
function show.fields(view)
	raw("<dl>\n")
	for _, field in ipairs(fields(view)) do
		if not field.path and field.values[1] ~= page.entity then
			frame.put("<dt>{label}</dt>\n", field)
			for _, one in ipairs(field.values) do
				raw("<dd>")
				put(field.kind, one)
				raw("</dd>\n")
			end
		end
	end
	raw("</dl>\n")
end

return show
