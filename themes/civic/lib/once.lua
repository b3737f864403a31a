-- What a page asks of an entity again and again, worked out once.  Views of one
-- thing are not one value: its path and the id of the area tell what an answer
-- is of.
return function(work)
	local answers = {}

	return function(entity, area, year)
		local key, answer = path(entity), nil

		if area then
			key = key .. "#" .. area.id
		end
		if year then
			key = key .. " " .. year
		end
		answer = answers[key]
		if answer == nil then
			answer = work(entity, area, year) or false
			answers[key] = answer
		end
		return answer or nil
	end
end
