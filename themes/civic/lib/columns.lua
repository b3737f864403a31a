-- The columns of the CSV files, told once for the whole site: every plan has
-- the same ones.  What all files have, and the many columns of one figure,
-- are told apart from them.
local html = require "html"
local words = require "words"

local columns = {}

local everywhere = {["全国地方公共団体コード"] = true,
    ["地方公共団体名"] = true}

-- actuals.csv
function columns.name(sheet)
	return sheet.path:match("^.*/(.*)$")
end

-- where it stands on the page of columns
function columns.anchor(sheet)
	return "Sheet-" .. columns.name(sheet):match("^[^.]+")
end

-- one file of each name that any plan has, in the order of the names
function columns.sheets()
	local by_name, list = {}, {}

	-- of many plans, none is kept
	for _, plan in ipairs(site.plans) do
		for _, sheet in ipairs(sheets(plan)) do
			local name = columns.name(sheet)
			by_name[name] = by_name[name] or sheet
		end
	end
	for _, sheet in pairs(by_name) do
		table.insert(list, sheet)
	end
	return list
end

-- ---- the columns of one figure ------------------------------------------------

-- the last of the columns that a figure of its own name has: baseline,
-- baseline_upper, …, baseline_note; nil if none begins here
local function figure_end(list, i)
	local prefix = list[i].name .. "_"
	local last = i

	if not list[i + 1] or list[i + 1].name ~= prefix .. "upper" then
		return nil
	end
	while list[last + 1] and
	    list[last + 1].name:sub(1, #prefix) == prefix do
		last = last + 1
	end
	return last
end

-- 基準値：値。… is 基準値
local function about(column)
	local text = column[words.language]

	return text:match("^(.*)：") or text:match("^(.*): ") or text
end

local function put_row(name, text)
	html.put("<dt>{name}</dt><dd>{text}</dd>\n",
	    {name = name, text = text})
end

-- what each column of a figure holds, by the end of its name
function columns.of_figure(all)
	for _, sheet in ipairs(all) do
		local list = sheet.columns
		for i = 1, #list do
			local last = figure_end(list, i)
			local front = last and #about(list[i]) + (words.language ==
			    "en" and #": " or #"：") + 1
			for k = i, last or 0 do
				put_row(k == i and words.columns_no_end or
				    list[k].name:sub(#list[i].name + 1),
				    list[k][words.language]:sub(front))
			end
			if last then
				return
			end
		end
	end
end

-- ---- lists ---------------------------------------------------------------------

-- is it one of those with which the file of a part leads back to the whole?
local function leads_back(sheet, name)
	local owner = columns.name(sheet):match("^(%l+)%-")

	return owner ~= nil and (name == owner or name == owner .. "_title" or
	    name == "no")
end

function columns.everywhere(sheet)
	raw('<dl class="facts columns">\n')
	for _, column in ipairs(sheet.columns) do
		if everywhere[column.name] then
			put_row(column.name, column[words.language])
		end
	end
	raw("</dl>\n")
end

function columns.put(sheet)
	local list, i = sheet.columns, 1

	raw('<dl class="facts columns">\n')
	while i <= #list do
		local one, last = list[i], figure_end(list, i)
		if last then
			put_row(one.name .. " …", words.say("columns_figure",
			    {name = about(one), last = list[last].name}))
		elseif not everywhere[one.name] and
		    not leads_back(sheet, one.name) then
			put_row(one.name, one[words.language])
		end
		i = (last or i) + 1
	end
	raw("</dl>\n")
end

return columns
