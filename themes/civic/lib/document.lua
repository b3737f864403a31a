-- Files of a plan, with what they are and how large.
local html = require "html"
local words = require "words"
local year = require "year"

local document = {}

local types = {pdf = "PDF", xlsx = "Excel", xls = "Excel", csv = "CSV",
    docx = "Word", doc = "Word", pptx = "PowerPoint", zip = "ZIP",
    json = "JSON", txt = "TXT", jpg = "JPEG", png = "PNG"}

-- 1.2MB from a tenth of a megabyte on, KB below it, rounded
function document.size(bytes)
	local tenths = (bytes * 10 + 512 * 1024) // (1024 * 1024)

	if tenths >= 10 then
		return ("%d.%dMB"):format(tenths // 10, tenths % 10)
	end
	return ("%dKB"):format((bytes + 1023) // 1024)
end

-- 計画書を開く（PDF、1.2MB）
local function put_link(one)
	local at, size = file(one, one.file)
	local ending = one.file:match("[.](%w+)$") or ""

	if not at then
		esc(one.title)
		return
	end
	html.put([[<a href="{url}">{text}</a>]], {url = at,
	    text = words.say("file_link", {title = one.title,
	    size = document.size(size), type = types[ending:lower()] or
	    ending:upper()})})
end

-- an item of a list; with_id: where links to the document lead
function document.item(one, with_id)
	html.put("<li{*id}>", {id = with_id and
	    html.text(' id="{id}"', one) or ""})
	put_link(one)
	if one.summary then
		html.put("<small>{text}</small>", {text = one.summary})
	end
	if one.published then
		html.put("<small>{text}</small>",
		    {text = year.both(one.published)})
	end
	for _, note in ipairs(one.notes) do
		html.put("<small>{text}</small>", {text = note})
	end
	raw("</li>\n")
end

return document
