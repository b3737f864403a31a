-- the site's words, and those of the theme
local words = require "words"
words.hello = "こんにちは"
return words
