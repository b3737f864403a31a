-- years as the city writes them, all else as in the theme
local say = require "theme:say"

function say.year(y)
	return y.text .. "（市の書き方）"
end

return say
