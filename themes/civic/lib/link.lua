-- Where a page or an entity is, seen from this page.  Only 404.html needs
-- more than a relative link: a server shows it at any depth.
local root = ""

if site.base_url then
	root = site.base_url:match("^%a+://[^/]+(/.*)$") or "/"
	if root:sub(-1) ~= "/" then
		root = root .. "/"
	end
end

local front     -- of the links of this page

return function(to)
	if not front then
		front = page.layout == "notfound" and root or ""
	end
	return front .. url(to)
end
