-- The grades of a plan, best first: those it defines, else those that occur.
local words = require "words"

local scale = {}

-- {id, sign, title}; title is nil where the plan does not define its grades
local function found(plan)
	local seen, list = {}, {}

	local function add(id)
		if id and not seen[id] then
			seen[id] = true
			table.insert(list, {id = id})
		end
	end
	for _, e in ipairs(plan.evaluations) do
		add(e.grade)
		for _, t in ipairs(e.tallies) do
			for _, c in ipairs(t.counts) do
				add(c.grade)
			end
		end
	end
	table.sort(list, function(a, b) return a.id < b.id end)
	return list
end

function scale.of(plan)
	local list = {}

	for _, g in ipairs(plan.grades) do
		table.insert(list, {id = g.id, title = g.title, sign = g.id})
	end
	if #list == 0 then
		list = found(plan)
		for _, g in ipairs(list) do
			g.sign = g.id
		end
	end
	return list
end

function scale.find(grades, id)
	for _, g in ipairs(grades) do
		if g.id == id then
			return g
		end
	end
	return id and {id = id, sign = id} or nil
end

-- in a sentence: 「着実に進捗した」, or A
function scale.name(g)
	return g.title and words.say("quoted", {text = g.title}) or g.sign
end

-- A　着実に進捗した
function scale.label(g)
	return g.title and g.title ~= g.sign and g.sign .. words.space ..
	    g.title or g.sign
end

return scale
