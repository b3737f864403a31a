local words = require "words"
local frame = {}

function frame.open(title)
	raw('<!doctype html>\n<html lang="' .. page.language .. '">\n<title>')
	esc(title)
	raw("</title>\n<body>\n")
	raw('<p><a href="' .. url("index.html") .. '">' .. escape(site.title) ..
	    '</a> <a href="' .. url("search.html") .. '">?</a></p>\n')
	for _, one in ipairs(page.alternates) do
		raw('<p lang="' .. one.language .. '"><a href="' .. one.url ..
		    '">' .. one.path .. (one.easy and " easy" or "") ..
		    "</a></p>\n")
	end
	untranslated("<p>Some of it is in Japanese.</p>\n")
	raw("<main>\n<h1>" .. escape(title) .. "</h1>\n")
end

function frame.close()
	raw("</main>\n<footer title=\"" .. escape(words.plan) .. "\">" ..
	    escape(path(page.path)) .. "</footer>\n</body>\n</html>\n")
end

return frame
