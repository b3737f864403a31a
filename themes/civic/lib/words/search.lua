-- Search, feeds and what is new.
local w = require "words/pick"

return {
	search = w("検索", "Search"),
	search_lead = w("ことばや数字で、ページの中身を探します。",
	    "Find pages by what stands in them."),
	search_words = w("探すことば", "Words"),
	search_plan = w("計画", "Plan"),
	search_kind = w("ページの種類", "Kind of page"),
	search_all = w("すべて", "All"),
	-- {q} and {n} are filled by the script
	search_found = w("「{q}」は{n}ページにあります。", "“{q}” is on {n} pages."),
	search_many = w("「{q}」は{n}ページにあります。はじめの50ページを並べています。",
	    "“{q}” is on {n} pages; the first 50 are listed."),
	search_none = w("「{q}」は見つかりませんでした。ことばを短くするか、別のことばで探してください。",
	    "“{q}” was not found. Try fewer or other words."),
	search_failed = w("検索のファイルを読めませんでした。下の一覧から探してください。",
	    "The search files could not be read. Please use the lists below."),
	search_off = w("検索には JavaScript を使います。使えないときは、下の一覧から探してください。",
	    "Search needs JavaScript. Without it, please use the lists below."),
	search_lists = w("一覧から探す", "Lists"),
	search_glossary = w("{*name}の用語（五十音順）", "Terms of {*name}"),
	news = w("新着", "What is new"),
	news_reason = w("理由：{*text}", "Reason: {*text}"),
	feed = w("更新をフィード（Atom）で受け取る", "Follow the changes (Atom feed)"),
}
