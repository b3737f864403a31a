-- what all pages have around them
return function (inner)
	local title = page.title or page.entity and page.entity.title or
	    page.kind or site.title
	raw('<!doctype html>\n<html lang="' .. escape(site.language) .. '">\n')
	raw("<title>" .. escape(title) .. "</title>\n")
	raw('<link rel="stylesheet" href="' .. url("assets/plain.css") .. '">\n')
	raw("<h1>" .. escape(title) .. "</h1>\n")
	inner()
	raw("<p>" .. page.path .. " " .. page.layout .. "</p>\n</html>\n")
end
