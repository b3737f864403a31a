-- what a page changes here, no other page sees
local count = {list = {}}
local n = 0

function count.up()
	n = n + 1
	table.insert(count.list, page.path)
	return n .. " " .. table.concat(count.list, ",")
end

return count
