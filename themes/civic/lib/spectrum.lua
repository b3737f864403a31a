-- The areas of a plan from its first to its last, such as 市民主体 to 市主体:
-- a band that changes hands from left to right, and a table of what each
-- area means.  The words stand outside of the drawing.
local html = require "html"
local words = require "words"

local spectrum = {}

local WIDTH, HEIGHT, TOP = 1000, 64, 4

local n = coordinate

-- the first area is all of one colour, the last all of the other
local function put_band(count)
	local cell = WIDTH / count

	html.put([[
<svg class="band" viewBox="0 0 1000 72" preserveAspectRatio="none" aria-hidden="true"><path class="ours" d="M0 {top}H{last}L{first} {bottom}H0Z"/><path class="theirs" d="M{first} {bottom}H1000V{top}H{last}Z"/>]],
	    {top = TOP, bottom = TOP + HEIGHT, first = n(cell),
	    last = n(WIDTH - cell)})
	for i = 1, count - 1 do
		html.put([[<path class="cut" vector-effect="non-scaling-stroke" d="M{x} 0V72"/>]], {x = n(i * cell)})
	end
	raw("</svg>\n")
end


-- the drawing with the areas below it; at: a page whose groups they lead to
function spectrum.put(areas, at)
	raw('<div class="spectrum">\n')
	put_band(#areas)
	raw('<ol>\n')
	for _, area in ipairs(areas) do
		html.put([[<li><b>{sign}</b>{*name}</li>
]], {sign = area.number or "", name = at and html.text(
		    [[<a href="{at}#G-{id}">{title}</a>]], {at = at,
		    id = area.id, title = area.title}) or
		    escape(area.title)})
	end
	raw("</ol>\n</div>\n")
	html.put('<p class="small gap-small">{text}</p>\n',
	    {text = words.spectrum_note})
end

local function put_share(i, count)
	local left = count > 1 and (count - i) / (count - 1) * 100 or 100

	html.put([[<td class="b"><svg class="bar" aria-hidden="true"><rect class="b-soft" width="100%" height="100%"/><rect width="{w}%" height="100%"/></svg></td>]],
	    {w = n(left)})
end

-- groups: as group.by_entries gives them
function spectrum.table(areas, groups, has_cases)
	html.put([[
<table class="areas-table">
<caption>{caption}</caption>
<thead><tr><th scope="col">{area}</th><th scope="col" class="b">{who}</th>{*cases}</tr></thead>
<tbody>
]], {caption = words.spectrum_caption, area = words.area,
	    who = words.spectrum, cases = has_cases and
	    html.text([[<th scope="col" class="r">{text}</th>]],
	    {text = words.case_count}) or ""})
	for i, area in ipairs(areas) do
		html.put([[<tr><th scope="row"><b>{sign}</b><span>{title}{*text}</span></th>]],
		    {sign = area.number or "", title = area.title,
		    text = area.text and html.text("<small>{text}</small>",
		    {text = area.text}) or ""})
		put_share(i, #areas)
		if has_cases then
			html.put([[<td class="r">{n}</td>]],
			    {n = #groups[i].members})
		end
		raw("</tr>\n")
	end
	raw("</tbody>\n</table>\n")
end

return spectrum
