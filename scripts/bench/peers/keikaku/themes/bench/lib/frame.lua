-- What every page has around its own part: head, menu, crumbs, foot.
local frame = {}

local function menu(plan)
	raw('<nav class="global" aria-label="計画メニュー">\n<ul>\n<li><a href="')
	esc(url(plan))
	raw('">計画の概要</a></li>\n')
	for _, goal in ipairs(plan.goals) do
		if not goal.parent then
			raw('<li><a href="')
			esc(url(goal))
			raw('">目標')
			esc(goal.number)
			raw(" ")
			esc(goal.title)
			raw("</a></li>\n")
		end
	end
	for _, list in ipairs {"indicators", "cases", "chapters"} do
		raw('<li><a href="')
		esc(url(plan.id .. "/" .. list .. "/index.html"))
		raw('">', "")
		raw(frame.lists[list])
		raw("</a></li>\n")
	end
	raw("</ul>\n</nav>\n")
end

frame.lists = {indicators = "指標一覧", cases = "取組事例",
    chapters = "用語集", goals = "目標一覧", programmes = "事業一覧"}

-- what stands above an entity, the plan first
local function trail(one)
	local kind, above = kind_of(one), nil

	if kind == "plan" then
		return
	elseif kind == "goal" then
		above = one.parent
	elseif kind == "programme" then
		above = one.placements[1].goal
	elseif kind == "indicator" then
		above = one.goal
	elseif kind == "case" then
		above = one.programme
	end
	above = above or one.plan
	trail(above)
	raw('<li><a href="')
	esc(url(above))
	raw('">')
	esc(above.title)
	raw("</a></li>\n")
end

-- summary: what the page is in a sentence; class: of what sort it is
function frame.open(title, summary, class)
	local plan = page.plan

	raw('<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n')
	raw('<meta name="viewport" content="width=device-width, ')
	raw('initial-scale=1">\n<title>')
	esc(title)
	if plan then
		raw(" | ")
		esc(plan.title)
	end
	raw('</title>\n<meta name="description" content="')
	esc(summary)
	raw('">\n<link rel="stylesheet" href="')
	esc(url("assets/site.css"))
	raw('">\n</head>\n<body class="k-')
	raw(class)
	raw('">\n<a class="skip" href="#main">本文へ移動</a>\n')
	raw('<header class="site-header">\n<p class="brand"><a href="')
	esc(url("index.html"))
	raw('">計画進捗公開サイト</a></p>\n')
	if plan then
		raw('<p class="plan-name"><a href="')
		esc(url(plan))
		raw('">')
		esc(plan.title)
		raw("</a></p>\n")
	end
	raw("</header>\n")
	if plan then
		menu(plan)
		raw('<nav class="crumbs" aria-label="パンくずリスト">\n<ol>\n')
		raw('<li><a href="')
		esc(url("index.html"))
		raw('">計画一覧</a></li>\n')
		if page.entity then
			trail(page.entity)
		else
			raw('<li><a href="')
			esc(url(plan))
			raw('">')
			esc(plan.title)
			raw("</a></li>\n")
		end
		raw('<li aria-current="page">')
		esc(title)
		raw("</li>\n</ol>\n</nav>\n")
	end
	raw('<main id="main">\n<h1>')
	esc(title)
	raw('</h1>\n<p class="summary">')
	esc(summary)
	raw("</p>\n")
end

-- the pages whose bodies link here, then the foot
function frame.close()
	local one = page.entity

	if one and #one.mentioned_by > 0 then
		raw('<section class="backlinks">\n')
		raw("<h2>このページを参照しているページ</h2>\n<ul>\n")
		for _, from in ipairs(one.mentioned_by) do
			raw('<li><a href="')
			esc(url(from))
			raw('">')
			esc(from.title)
			raw("</a></li>\n")
		end
		raw("</ul>\n</section>\n")
	end
	raw('</main>\n<footer class="site-footer">\n')
	raw("<p>本サイトの数値は各計画の実績報告に基づいています。")
	raw("最新の情報は担当課へお問い合わせください。</p>\n")
	raw('<p><a href="#main">ページの先頭へ</a></p>\n</footer>\n')
	raw("</body>\n</html>\n")
end

return frame
