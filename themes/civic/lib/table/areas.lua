-- What was observed in each area of an indicator, year by year.
local html = require "html"
local status = require "status"
local words = require "words"
local year = require "year"

local function small(text)
	return text and text ~= "" and html.text("<small>{text}</small>",
	    {text = text}) or ""
end

local function row_at(rows, fiscal)
	rows[fiscal] = rows[fiscal] or {year = fiscal}
	return rows[fiscal]
end

local function put_area_cell(r, base)
	local value = r and r.actual and r.actual.value

	if not r then
		html.put([[<td class="r">{text}{*small}</td>]], {
		    text = base and base.text or "", small = base and
		    small(words.baseline) or ""})
		return
	end
	html.put([[<td class="r">{text}<small>]], {text = value and
	    tostring(value) or words.nothing})
	if r.status == "na" then
		esc(value and value.reason or status.says(r) and
		    status.reason(r) or "")
	else
		status.put(r.status)
	end
	raw("</small>")
	if value and value.note then
		html.put("<small>{text}</small>", {text = value.note})
	end
	if status.state(r.actual) then
		html.put("<small>{text}</small>",
		    {text = status.state(r.actual)})
	end
	raw("</td>")
end

-- the years in which any area has a result or a baseline, in order
local function area_years(indicator)
	local rows = {}

	for _, area in ipairs(indicator.areas) do
		local b = area.baseline
		for fiscal, r in pairs(status.by_year(indicator, area)) do
			row_at(rows, fiscal)[area.id] = r
		end
		if b and b.year and b.year.fiscal_year then
			row_at(rows, b.year.fiscal_year)[area.id .. "/"] = b
		end
	end
	return rows
end

-- what was observed in each area, year by year; nothing before there is any
return function(indicator)
	local any = false

	for _, r in ipairs(indicator.results) do
		any = any or r.area ~= nil and r.year ~= nil
	end
	if not any then
		return
	end
	html.put([[
<div class="scroll" tabindex="0" role="group" aria-labelledby="AreaYears"><table class="area-years">
<caption id="AreaYears">{caption}</caption>
<thead><tr><th scope="col">{year}</th>]], {caption = words.say(
	    "table_area_years", {title = indicator.title,
	    unit = indicator.unit}), year = words.year})
	for _, area in ipairs(indicator.areas) do
		html.put([[<th scope="col" class="r">{title}</th>]],
		    {title = area.title})
	end
	raw("</tr></thead>\n<tbody>\n")
	for _, row in pairs(area_years(indicator)) do
		html.put([[<tr><th scope="row">{*year}</th>]],
		    {year = year.head(row.year)})
		for _, area in ipairs(indicator.areas) do
			put_area_cell(row[area.id], row[area.id .. "/"])
		end
		raw("</tr>\n")
	end
	raw("</tbody>\n</table></div>\n")
end
