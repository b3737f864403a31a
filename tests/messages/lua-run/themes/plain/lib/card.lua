local card = {}

function card.show(plan)
	local total = 1 + nil
	esc(total)
end

return card
