local column = page.language == "en" and 2 or 1
local words = {plan = {"計画", "Plan"}, more = {"くわしいページ", "In full"},
    lists = {"一覧", "Lists"}}

for name, pair in pairs(words) do
	words[name] = pair[column]
end
return words
