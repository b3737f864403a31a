local rules = {}

-- a status that there is not
function rules.city(facts)
	return facts.A == "11" and "splendid" or "on_track"
end

return rules
