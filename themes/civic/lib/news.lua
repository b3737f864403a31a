-- What is new: the updates of some plans, the newest first.
local html = require "html"
local words = require "words"
local year = require "year"

local news = {}

local function day(one)
	return one.date.year * 10000 + one.date.month * 100 + one.date.day
end

-- all updates of the plans; those of one day in the order of the plans
local function gather(plans)
	local all = {}

	for _, plan in ipairs(plans) do
		for _, one in ipairs(plan.updates) do
			table.insert(all, {one = one, plan = plan, no = #all})
		end
	end
	table.sort(all, function(a, b)
		if day(a.one) ~= day(b.one) then
			return day(a.one) > day(b.one)
		end
		return a.no < b.no
	end)
	return all
end

function news.any(plans)
	for _, plan in ipairs(plans) do
		if #plan.updates > 0 then
			return true
		end
	end
	return false
end

-- no more than so many; named: with the plan's name
function news.put(plans, most, named)
	raw('<ul class="news">\n')
	for i, item in ipairs(gather(plans)) do
		if i > most then
			break
		end
		local one, to = item.one, nil
		if one.link then
			to = url(one.link)
		elseif one.url then
			to = one.url
		elseif named then
			to = url(item.plan)
		end
		html.put([[
<li><p class="small">{*date}{plan}</p>
<p>{*text}</p>
]], {date = year.time(one.date),
		    plan = named and words.space .. item.plan.title or "",
		    text = to and '<a href="' .. escape(to) .. '">' ..
		    escape(one.text) .. "</a>" or escape(one.text)})
		if one.reason then
			html.put([[
<p class="small">{text}</p>
]], {text = words.say("news_reason", {text = one.reason})})
		end
		raw("</li>\n")
	end
	raw("</ul>\n")
end

-- where the same can be followed, if the site has an address
function news.put_feed(path)
	if site.base_url then
		html.put([[
<p class="small"><a href="{url}">{text}</a></p>
]], {url = url(path), text = words.feed})
	end
end

return news
