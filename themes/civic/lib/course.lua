-- The course an indicator or one of its areas shall take: where it starts,
-- where it shall be, and in which direction.
local decimal = require "decimal"
local figure = require "figure"

local course = {}

local signs = {up = 1, down = -1}

-- those that have a value, in the order of the plan
local function known_targets(of)
	local list = {}

	for _, t in ipairs(of.targets) do
		if figure.has(t) then
			table.insert(list, t)
		end
	end
	return list
end

-- does the target lie beyond the baseline, in the direction wanted?
local function is_beyond(c)
	return signs[c.want] ~= nil and figure.has(c.baseline) and
	    c.target ~= nil and not c.target.upper and
	    signs[c.want] * decimal.compare(c.target, c.baseline) > 0
end

-- of an indicator, or of one of its areas: targets are those with a value,
-- target is the last of them, interim are the others
function course.of(indicator, area)
	local of = area or indicator
	local targets = known_targets(of)
	local c = {indicator = indicator, area = area, want = indicator.want,
	    baseline = of.baseline, targets = targets,
	    target = targets[#targets], interim = {}}

	table.move(targets, 1, #targets - 1, 1, c.interim)
	c.has_baseline = figure.has(c.baseline)
	c.is_beyond = is_beyond(c)
	return c
end

-- has a value come as far as the last target?
function course.is_met(c, value)
	local order = decimal.compare(value, c.target)

	return order == 0 or (order > 0) == (c.want == "up")
end

-- is there anything to draw or to tell?
function course.is_known(c)
	return c.has_baseline or c.target ~= nil
end

return course
