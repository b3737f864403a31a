-- The tree of a plan's goals, and what stands under each of them.
local words = require "words"

local tree = {}

-- 基本目標 for the first depth, 基本施策 for the second
function tree.level(plan, depth)
	return plan.levels[depth] or words.goal
end

function tree.depth(goal)
	local depth, above = 1, goal.parent

	while above do
		depth, above = depth + 1, above.parent
	end
	return depth
end

-- what such a goal is called in its plan
function tree.name(goal)
	return tree.level(goal.plan, tree.depth(goal))
end

-- 基本目標1
function tree.label(goal)
	local sep = words.language == "en" and " " or ""

	return tree.name(goal) .. (goal.number and sep .. goal.number or "")
end

-- from the top down to its parent
function tree.above(goal)
	local list, above = {}, goal.parent

	while above do
		table.insert(list, 1, above)
		above = above.parent
	end
	return list
end

-- those of one depth, in order
function tree.at(plan, depth)
	local list = {}

	for _, goal in ipairs(plan.goals) do
		if tree.depth(goal) == depth then
			table.insert(list, goal)
		end
	end
	return list
end

function tree.roots(plan)
	local list = {}

	for _, goal in ipairs(plan.goals) do
		if not goal.parent then
			table.insert(list, goal)
		end
	end
	return list
end

local function gather(goal, key, list, seen)
	for _, one in ipairs(goal[key]) do
		if not seen[one.id] then
			seen[one.id] = true
			table.insert(list, one)
		end
	end
	for _, child in ipairs(goal.children) do
		gather(child, key, list, seen)
	end
	return list
end

-- of the goal and all below it, each once
function tree.indicators(goal)
	return gather(goal, "indicators", {}, {})
end

function tree.programmes(goal)
	return gather(goal, "programmes", {}, {})
end

-- the plan's own: those that belong to no goal
function tree.own_indicators(plan)
	local list = {}

	for _, i in ipairs(plan.indicators) do
		if not i.goal then
			table.insert(list, i)
		end
	end
	return list
end

function tree.loose_programmes(plan)
	local list = {}

	for _, p in ipairs(plan.programmes) do
		if #p.placements == 0 then
			table.insert(list, p)
		end
	end
	return list
end

-- where a programme stands under a goal: the placement, and whether it is a
-- re-listing (再掲)
function tree.placement(programme, goal)
	for i, place in ipairs(programme.placements) do
		if place.goal == goal then
			return place, i > 1
		end
	end
	return nil, false
end

-- how deep the tree is
function tree.deepest(plan)
	local depth = 0

	for _, goal in ipairs(plan.goals) do
		depth = math.max(depth, tree.depth(goal))
	end
	return depth
end

-- 基本目標と基本施策; of more than two, 基本目標から個別施策まで
function tree.names(plan)
	local a, depth = plan.levels[1], tree.deepest(plan)

	if depth < 2 or not a then
		return a and words.many(2, a) or words.goals
	end
	return words.say(depth == 2 and "both" or "levels_to",
	    {a = words.many(2, a), b = words.many(2, tree.level(plan, depth))})
end

-- 5つの基本目標; 12 Measures
function tree.count(plan, depth)
	local n = #(depth == 1 and tree.roots(plan) or tree.at(plan, depth))

	return words.count(n, words.many(n, tree.level(plan, depth)))
end

return tree
