local say = {}

function say.year(y)
	return y.text
end

function say.page(title)
	raw('<!doctype html>\n<title>')
	esc(title)
	raw("</title>\n<link rel=\"stylesheet\" href=\"" ..
	    url("assets/base.css") .. "\">\n<h1>")
	esc(title)
	raw("</h1>\n")
end

return say
