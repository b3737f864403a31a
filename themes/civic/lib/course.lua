-- The course an indicator or one of its areas shall take: where it starts,
-- where it shall be, and in which direction.
local decimal = require "decimal"
local figure = require "figure"

local course = {}

local signs = {up = 1, down = -1}

-- those that have a value, in the order of the plan
local function known(figures)
	local list = {}

	for _, f in ipairs(figures) do
		if figure.has(f) then
			table.insert(list, f)
		end
	end
	return list
end

-- the last that stands there without a value, «－» with a reason
local function unknown(figures)
	local last

	for _, f in ipairs(figures) do
		if not figure.has(f) then
			last = f
		end
	end
	return last
end

local function fiscal(y)
	return y and y.fiscal_year
end

-- the targets before a revision that it leaves as they are
local function before(targets, year)
	local list = {}

	for _, t in ipairs(targets) do
		if year and fiscal(t.year) and fiscal(t.year) < year then
			table.insert(list, t)
		end
	end
	return list
end

-- what a revision replaces goes to c.earlier: {revision, baseline, targets}
local function revise(c, revision)
	local earlier = {revision = revision}
	local targets = known(revision.targets)
	local kept

	if revision.baseline then
		earlier.baseline, c.baseline = c.baseline, revision.baseline
	end
	if #targets > 0 then
		kept = before(c.targets, fiscal(revision.year))
		earlier.targets = table.move(c.targets, #kept + 1, #c.targets,
		    1, {})
		c.targets = table.move(targets, 1, #targets, #kept + 1, kept)
	end
	table.insert(c.earlier, earlier)
end

-- does the target lie beyond the baseline, in the direction wanted?
local function is_beyond(c)
	return signs[c.want] ~= nil and figure.has(c.baseline) and
	    c.target ~= nil and not c.target.upper and
	    signs[c.want] * decimal.compare(c.target, c.baseline) > 0
end

-- of an indicator, or of one of its areas, as it held in a fiscal year, or as
-- last revised: targets are those with a value, target is the last of them,
-- interim are the others; missing is a target that is only said to be there
course.of = once(function(indicator, area, year)
	local of = area or indicator
	local c = {indicator = indicator, area = area, want = indicator.want,
	    baseline = of.baseline, targets = known(of.targets),
	    interim = {}, earlier = {}}

	for _, revision in ipairs(of.revisions) do
		local from = fiscal(revision.year)
		if not (year and from and from > year) then
			revise(c, revision)
		end
	end
	c.target = c.targets[#c.targets]
	c.missing = not c.target and unknown(of.targets) or nil
	table.move(c.targets, 1, #c.targets - 1, 1, c.interim)
	c.has_baseline = figure.has(c.baseline)
	c.is_beyond = is_beyond(c)
	return c
end)

-- has a value come as far as the last target?
function course.is_met(c, value)
	local order = decimal.compare(value, c.target)

	return order == 0 or (order > 0) == (c.want == "up")
end

-- has it both ends, between which a line can be drawn?
function course.has_way(c)
	return c.has_baseline and c.target ~= nil
end

-- is there anything to draw or to tell?
function course.is_known(c)
	return c.has_baseline or c.target ~= nil
end

return course
