-- What a city's own rules may leave open.
local rules = {}

function rules.undecided()
	return "na", "rule"
end

function rules.later()
	return nil
end

return rules
