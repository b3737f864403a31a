-- HTML out of Lua: html.put([[<b>{title}</b>{*rest}]], values).
-- {name} is escaped, {*name} goes in as it is.  A name that the values lack
-- is a mistake, not an empty place.
local html = {text = fill, put = put}

-- a number for SVG: at most one decimal, never -0
function html.number(x)
	local whole = math.tointeger(x)

	if whole then
		return whole
	end
	local s = ("%.1f"):format(x)
	if s:sub(-2) == ".0" then
		s = s:sub(1, -3)
	end
	return s == "-0" and "0" or s
end

return html
