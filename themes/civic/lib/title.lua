-- Titles, which turn to a new line where a reader would pause.
local words = require "words"

return function(text)
	return words.language == "en" and escape(text) or titled(text, "num")
end
