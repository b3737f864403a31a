-- How far an indicator has come: the same formula as the peers' templates.
local progress = {}

-- last actual, its rate in per cent as text, and what that is called
function progress.of(one)
	local last = one.actuals[#one.actuals]
	local base = one.baseline.number
	local rate = 100.0 * (last.value.number - base) /
	    (one.targets[#one.targets].number - base)
	local status = rate >= 100 and "達成" or rate >= 60 and "順調" or
	    rate >= 30 and "やや遅れ" or "遅れ"

	return last, ("%.1f"):format(rate), status
end

return progress
