-- The ways from a page to itself in another language and in plain words.
local html = require "html"
local words = require "words"

local language = {}

local names = {ja = "日本語", en = "English"}

local found     -- for this page

-- the page's own variant, and the others by what they are
local function others()
	if found then
		return found
	end
	found = {}
	for _, one in ipairs(page.alternates) do
		if one.easy then
			found.easy = one
		else
			found[one.language] = one
		end
	end
	return found
end

-- is there a page of this entity in the language of this page?
function language.has(entity)
	return page.language ~= "en" or #page.alternates == 0 or
	    path(entity):find("^en/") ~= nil
end

-- "in Japanese", behind a link that leaves the language
function language.note(entity)
	return language.has(entity) and "" or
	    html.text([[ <small>({text})</small>]], {text = words.in_japanese})
end

-- to the same page in the other language
function language.put_switch()
	local other = others()[page.language == "en" and "ja" or "en"]

	if other then
		html.put([[
<a class="tongue" href="{url}" lang="{to}" hreflang="{to}">{name}</a>
]], {url = other.url, to = other.language, name = names[other.language]})
	end
end

local function put_way(to, name)
	html.put([[
<p class="plainly" data-search="off"><a href="{url}" lang="ja" hreflang="{to}">{name}</a></p>
]], {url = to.url, to = to.language, name = name})
end

-- what is not translated; the page in plain words, or the detailed one
function language.put_notices()
	local easy = others().easy

	untranslated(html.text([[
<p class="notice" data-search="off">{text}</p>
]], {text = words.untranslated}))
	if page.easy then
		put_way(page.alternates[1], words.detailed)
	elseif easy then
		put_way(easy, words.easy)
	end
end

-- for search engines; addresses need site.base_url
function language.put_links()
	local ja, en = others().ja, others().en

	if not en or not ja or page.easy then
		return
	end
	for _, one in ipairs {{"ja", ja}, {"en", en}, {"x-default", ja}} do
		html.put([[
<link rel="alternate" hreflang="{name}" href="{url}">
]], {name = one[1], url = site.base_url .. one[2].path})
	end
end

return language
