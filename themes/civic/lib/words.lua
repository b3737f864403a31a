-- Every word of the interface, Japanese and English side by side; the page's
-- language picks.  words.NAME is a text, words.say(NAME, values) fills the
-- {*places} of a text, words.count(n, name) counts things.  The content itself
-- is never translated.  The words stand in lib/words/, by what they are about.
local words = {language = page.language}

for _, name in ipairs {"frame", "plan", "sentence", "indicator", "method",
    "list", "grade", "survey", "data", "search"} do
	for key, text in pairs(require("words/" .. name)) do
		if words[key] then
			error("two words are called " .. key)
		end
		words[key] = text
	end
end

-- the text of that name with its {places} filled
function words.say(name, values)
	return fill(words[name] or error("no word " .. name), values)
end

-- 5つの目標, 16の基本施策: Japanese counts to nine with つ
function words.count(n, name)
	-- programmes, of which there is one
	if n == 1 and words.language == "en" then
		name = name:gsub("^(%l+)s$", "%1")
	end
	return words.say(n < 10 and "counted_few" or "counted",
	    {n = n, name = name})
end

-- Goals of Goal: a plan's own word, in English, for more than one
function words.many(n, name)
	return words.language == "en" and n ~= 1 and
	    not name:find("[\x80-\xFF]") and not name:find("s$") and
	    name .. "s" or name
end

-- 1つ, 16: the same where what is counted has been named
function words.things_of(n)
	return words.say(n < 10 and "things" or "things_many", {n = n})
end

-- what a field of any kind is called, and what a word of a choice says; the
-- name itself where we have nothing better
function words.of_field(name)
	local word = words["field_" .. name] or words[name]
	return type(word) == "string" and word or name
end

function words.of_choice(word)
	return words["choice_" .. word] or word
end

-- A、B、C; A, B and C
function words.listed(list)
	local last = list[#list]

	if words.language == "ja" or #list < 2 then
		return table.concat(list, words.join)
	end
	return table.concat(list, ", ", 1, #list - 1) .. " and " .. last
end

return words
