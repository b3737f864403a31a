-- Where a page or an entity is, seen from this page.  Only 404.html needs
-- more than a relative link: a server shows it at any depth.
local root = ""

if page.layout == "notfound" and site.base_url then
	root = site.base_url:match("^%a+://[^/]+(/.*)$") or "/"
	if root:sub(-1) ~= "/" then
		root = root .. "/"
	end
end

return function(to)
	return root .. url(to)
end
