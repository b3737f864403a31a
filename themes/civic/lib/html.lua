-- HTML out of Lua: html.put([[<b>{title}</b>{*rest}]], values).
-- {name} is escaped, {*name} goes in as it is.  A name that the values lack
-- is a mistake, not an empty place.
local html = {}

function html.text(pattern, values)
	return (pattern:gsub("{(%*?)([%w_]+)}", function(star, name)
		local value = values[name]
		if value == nil then
			error("no value for {" .. name .. "}")
		end
		return star == "*" and tostring(value) or escape(value)
	end))
end

function html.put(pattern, values)
	raw(html.text(pattern, values or {}))
end

-- a number for SVG: at most one decimal, never -0
function html.number(x)
	local s = ("%.1f"):format(x):gsub("%.0$", "")
	return s == "-0" and "0" or s
end

return html
