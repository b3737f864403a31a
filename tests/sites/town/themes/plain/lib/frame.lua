-- what all pages have around them
local lists = {"goals/index", "programmes/index", "indicators/index",
	"surveys/index", "cases/index", "chapters/index", "documents", "table"}

return function (inner)
	local title = page.title or page.entity and page.entity.title or
	    page.kind or site.title
	raw('<!doctype html>\n<html lang="' .. escape(site.language) .. '">\n')
	raw("<title>" .. escape(title) .. "</title>\n")
	raw('<link rel="stylesheet" href="' .. url("assets/plain.css") .. '">\n')
	raw("<h1>" .. escape(title) .. "</h1>\n")
	for _, name in ipairs(page.plan and lists or {}) do
		local path = page.plan.id .. "/" .. name .. ".html"
		if has_page(path) then
			raw('<a href="' .. url(path) .. '">' .. name .. "</a>\n")
		end
	end
	inner()
	raw("<p>" .. page.path .. " " .. page.layout .. "</p>\n</html>\n")
end
