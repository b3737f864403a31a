-- What a page says of one programme.
local facts = require "facts"
local html = require "html"
local tree = require "tree"
local words = require "words"

local programme = {}

local MOST = 100        -- of a goal, that each of its programmes lists again

-- 基本施策1　協働に関する情報の…（再掲）
local function place_html(place, i)
	local note = place.note or i > 1 and words.again or nil

	return html.text([[{label}　<a href="{url}">{title}</a>{more}]], {
	    label = tree.label(place.goal), url = url(place.goal),
	    title = place.goal.title, more = (place.number and
	    words.open .. place.number .. words.close or "") ..
	    (note and words.open .. note .. words.close or "")})
end

local function places(one)
	local out = {}

	for i, place in ipairs(one.placements) do
		table.insert(out, place_html(place, i))
	end
	return table.concat(out, "<br>")
end

function programme.facts(one)
	local rows = {}

	facts.texts(rows, words.departments, one.departments)
	facts.add(rows, words.target, one.target)
	-- a single place is said above the title
	local first = one.placements[1]
	if #one.placements > 1 or first and (first.number or first.note) then
		facts.html(rows, words.placements, places(one))
	end
	facts.link(rows, words.part_of, {one.part_of})
	facts.link(rows, words.parts, one.parts)
	facts.lines(rows, words.notes, one.notes)
	return rows
end

-- the others under the goal where it stands first; the goal's page lists them
-- where they are many
function programme.others(one)
	local list, first = {}, one.placements[1]

	if first and #first.goal.programmes <= MOST then
		for _, p in ipairs(first.goal.programmes) do
			if p ~= one then
				table.insert(list, p)
			end
		end
	end
	return list
end

-- the top goal it stands under
function programme.root(one)
	local goal = one.placements[1] and one.placements[1].goal

	return goal and (tree.above(goal)[1] or goal)
end

-- those that measure the nearest goal above it that is measured at all, unless
-- they are many
function programme.indicators(one)
	local goal = one.placements[1] and one.placements[1].goal

	while goal do
		local indicators = goal.indicators
		if #indicators > 0 then
			return #indicators <= MOST and indicators or {}
		end
		goal = goal.parent
	end
	return {}
end

return programme
