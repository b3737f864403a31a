-- The course an indicator or one of its areas shall take: where it starts,
-- where it shall be, and in which direction.
local decimal = require "decimal"
local figure = require "figure"

local course = {}

local signs = {up = 1, down = -1}

local function last_target(of)
	local last

	for _, t in ipairs(of.targets) do
		if figure.has(t) then
			last = t
		end
	end
	return last
end

-- does the target lie beyond the baseline, in the direction wanted?
local function is_beyond(c)
	return signs[c.want] ~= nil and figure.has(c.baseline) and
	    c.target ~= nil and not c.target.upper and
	    signs[c.want] * decimal.compare(c.target, c.baseline) > 0
end

-- of an indicator, or of one of its areas
function course.of(indicator, area)
	local of = area or indicator
	local c = {indicator = indicator, area = area, of = of,
	    want = indicator.want, baseline = of.baseline,
	    targets = of.targets, target = last_target(of)}

	c.is_beyond = is_beyond(c)
	c.has_baseline = figure.has(c.baseline)
	return c
end

-- is there anything to draw or to tell?
function course.is_known(c)
	return c.has_baseline or c.target ~= nil
end

-- 中間目標 for all but the last
function course.interim(c)
	local list = {}

	for _, t in ipairs(c.targets) do
		if figure.has(t) and t ~= c.target then
			table.insert(list, t)
		end
	end
	table.remove(list, c.target and #list + 1 or nil)
	return list
end

return course
