-- A city's own rule: what it may say, and what it gets to decide by.
local rules = {}

function rules.city(facts)
	if facts.status == "na" then
		return "na", facts.reason
	end
	return tonumber(facts.A) * 2 >= tonumber(facts.T) and "on_track" or
	    "behind"
end

-- half of the way in the first year
function rules.slow(facts)
	return facts.year == 2023 and "15" or facts.T
end

return rules
