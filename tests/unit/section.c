#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "site/section.h"

/* "title" and then "anchor|heading|text" of each section, one a line */
static void
assert_sections(const char *html, const char *wanted)
{
	struct arena a = {0};
	struct sections s;
	struct buf out = {0};

	sections_read(&a, (str){html, strlen(html)}, &s);
	buf_put(&out, s.title);
	for (size_t i = 0; i < s.n; i++)
		buf_printf(&out, "\n" STR_FMT "|" STR_FMT "|" STR_FMT,
		    STR_ARG(s.items[i].anchor), STR_ARG(s.items[i].heading),
		    STR_ARG(s.items[i].text));
	buf_putc(&out, '\0');
	assert_string_equal(out.p, wanted);
	buf_done(&out);
	arena_done(&a);
}

static void
begins_with_headings(void **state)
{
	(void)state;
	assert_sections("<p>前</p><main><p class=\"eyebrow\">計画</p>"
	    "<h1>加入世帯数</h1><p>86.3％を<b>90.0％</b>へ。</p>"
	    "<h2 id=\"Source\">出典 &amp; 注</h2><p>市の調査</p>"
	    "<h2>無名</h2><p>続き</p></main><p>後</p>",
	    "加入世帯数\n||計画 86.3％を90.0％へ。\nSource|出典 & 注|市の調査\n"
	    "|無名|続き");
}

static void
takes_items_with_an_id(void **state)
{
	(void)state;
	assert_sections("<main><h1>用語</h1>"
	    "<article id=\"kyodo\">\n <h3>協働</h3><p>ともに働く</p></article>"
	    "<article id=\"shimin\"><h3>市民</h3><p>住む人</p></article>"
	    "<ul><li id=\"e1\">諮問</li><li>無名</li></ul></main>",
	    "用語\nkyodo|協働|ともに働く\nshimin|市民|住む人\n"
	    "e1||諮問 無名");
}

static void
leaves_out_what_nobody_looks_for(void **state)
{
	(void)state;
	assert_sections("<main><h1>{<ruby>協働<rt>きょうどう</rt></ruby>}</h1>"
	    "<nav><a href=\"x\">次へ</a></nav><svg><text>図</text></svg>"
	    "<span hidden>隠</span><div data-search=\"off\"><div>一覧</div>"
	    "残り</div><!-- 註 --><script>let a = \"<p>\";</script>"
	    "本\u2060文</main>", "{協働}\n||本文");
	assert_sections("<main data-search=\"off\"><h1>印刷用</h1></main>", "");
	assert_sections("<main data-search=\"title\"><p>前</p><h1>一覧</h1>"
	    "<ul><li id=\"a\">甲</li></ul></main>", "一覧");
	assert_sections("<h1>本文のない頁</h1>", "");
}

static void
does_not_mind_broken_pages(void **state)
{
	(void)state;
	assert_sections("<main><h1>題<p", "題");
	assert_sections("<main><svg><svg></svg>図", "");
	assert_sections("<main><h2 id=a>甲<h2 id='b'>乙</main",
	    "\na|甲|\nb|乙|");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_with_headings),
		cmocka_unit_test(takes_items_with_an_id),
		cmocka_unit_test(leaves_out_what_nobody_looks_for),
		cmocka_unit_test(does_not_mind_broken_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
