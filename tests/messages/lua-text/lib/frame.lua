-- its last line is missing
local frame = {}

function frame.open()
end
