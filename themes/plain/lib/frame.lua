-- What stands around every page.
local frame = {}
local names = {ja = "日本語", en = "English"}

-- prints HTML with values, escaped, in the place of their names
function frame.put(html, values)
	raw((html:gsub("{(%w+)}", function(name)
		return escape(values[name])
	end)))
end

function frame.link(to, text)
	frame.put('<a href="{url}">{text}</a>\n', {url = url(to), text = text or to})
end

function frame.open(title)
	local plan = page.plan
	frame.put([[
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="{robots}">
<title>{title}{of}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<header>
<p>{banner}</p>
<nav>
]], {lang = page.language, style = url("assets/plain.css"), title = title,
	    of = (plan and plan ~= page.entity and "｜" .. plan.title or "") ..
	    (title ~= site.title and "｜" .. site.title or ""),
	    robots = site.noindex and "noindex" or "all",
	    banner = site.banner or ""})
	for _, other in ipairs(page.alternates) do
		frame.put('<a href="{url}" hreflang="{language}">{name}</a>\n',
		    {url = other.url, language = other.language,
		    name = other.easy and "やさしい日本語" or names[other.language]})
	end
	frame.link("index.html", site.title)
	if plan then
		frame.link(plan)
	end
	for _, field in ipairs(plan and fields(plan) or {}) do
		if field.path then
			frame.link(field.path, field.label)
		end
	end
	frame.put("</nav>\n</header>\n<main>\n<h1>{title}</h1>\n", {title = title})
end

function frame.close()
	frame.put("</main>\n<footer>{text}</footer>\n</body>\n</html>\n",
	    {text = site.organisation or site.title})
end

return frame
