#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/japanese.h"

static void
is_kana_or_a_chinese_character(void **state)
{
	(void)state;
	assert_true(japanese_in(STR("Mihon 市")));
	assert_true(japanese_in(STR("ひらがな")));
	assert_true(japanese_in(STR("カタカナ")));
	assert_true(japanese_in(STR("ﾊﾝｶｸ")));
	assert_true(japanese_in(STR("\xF0\xA0\xAE\xB7")));
	assert_false(japanese_in(STR("")));
	assert_false(japanese_in(STR("kyōdō, 12–13 €")));
	assert_false(japanese_in(STR("（－）、。・％①")));
	assert_false(japanese_in(STR("\xE3\x81")));
}

static const struct {
	const char *html, *marked;
	size_t n;
} cases[] = {
	{"<p>English</p>", "<p>English</p>", 0},
	{"<p>日本語</p>", "<p lang=\"ja\">日本語</p>", 1},
	{"<p class=\"a>b\">日本語 2</p>",
	    "<p class=\"a>b\" lang=\"ja\">日本語 2</p>", 1},
	/* words of both: those in Japanese, with what stands between them */
	{"<p>see 市の 12 ページ now, 今 日</p>",
	    "<p>see <span lang=\"ja\">市の 12 ページ</span> now, "
	    "<span lang=\"ja\">今 日</span></p>", 2},
	{"<p>1,143団体 in all</p>",
	    "<p><span lang=\"ja\">1,143団体</span> in all</p>", 1},
	/* more than the text in the element */
	{"<p>市<b>B</b>町</p>",
	    "<p><span lang=\"ja\">市</span><b>B</b><span lang=\"ja\">町"
	    "</span></p>", 2},
	{"<p>市<br>町</p>",
	    "<p><span lang=\"ja\">市</span><br><span lang=\"ja\">町</span>"
	    "</p>", 2},
	/* what may hold no element */
	{"<title>市 plan</title>", "<title>市 plan</title>", 0},
	{"<option>市</option>", "<option lang=\"ja\">市</option>", 1},
	{"<svg><text>市 and</text></svg>",
	    "<svg><text><tspan lang=\"ja\">市</tspan> and</text></svg>", 1},
	/* what says its language, or is no text */
	{"<div lang=\"ja\"><div>市</div>町</div><p>村</p>",
	    "<div lang=\"ja\"><div>市</div>町</div><p lang=\"ja\">村</p>", 1},
	{"<html lang=\"en\"><body>市 x</body>",
	    "<html lang=\"en\"><body><span lang=\"ja\">市</span> x</body>", 1},
	{"<a hreflang=\"ja\" title=\"市\">x</a>",
	    "<a hreflang=\"ja\" title=\"市\">x</a>", 0},
	{"<script>\"市\" < 町</script><!-- 市 -->",
	    "<script>\"市\" < 町</script><!-- 市 -->", 0},
	/* broken */
	{"市", "市", 0}, {"<", "<", 0}, {"<p>市<", "<p>市<", 0},
	{"<p", "<p", 0}, {"</p>市</p>", "</p><span lang=\"ja\">市</span></p>", 1},
};

static void
is_marked_where_the_page_is_in_another_language(void **state)
{
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		out.n = 0;
		assert_int_equal(japanese_mark(str_of(cases[i].html), &out),
		    cases[i].n);
		buf_putc(&out, '\0');
		assert_string_equal(out.p, cases[i].marked);
	}
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_kana_or_a_chinese_character),
		cmocka_unit_test(
		    is_marked_where_the_page_is_in_another_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
