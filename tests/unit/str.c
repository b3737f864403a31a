#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"

static void
trims_blanks_of_both_widths(void **state)
{
	(void)state;
	assert_true(str_eq(str_trim(STR(" \t\u3000値 x\u3000\r\n")),
	    STR("値 x")));
	assert_int_equal(str_trim(STR(" \u3000 ")).n, 0);
	assert_int_equal(str_trim((str){0}).n, 0);
}

static void
finds_parts(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("計画/目標"), STR("/")), 6);
	assert_int_equal(str_find(STR("abc"), STR("d")), 3);
	assert_int_equal(str_find(STR("aaab"), STR("aab")), 1);
	assert_int_equal(str_find(STR("a]b]:"), STR("]:")), 3);
	assert_int_equal(str_find(STR("a]b]"), STR("]:")), 4);
	assert_int_equal(str_find(STR("目標と計画"), STR("計画")), 9);
	assert_int_equal(str_find(STR("計"), STR("計画")), 3);
	assert_int_equal(str_find(STR("abc"), STR("")), 3);
	assert_true(str_starts(STR("lib/a.lua"), STR("lib/")));
	assert_false(str_starts(STR("li"), STR("lib/")));
	assert_true(str_ends(STR("goals.yaml"), STR(".yaml")));
	assert_false(str_ends(STR("yaml"), STR(".yaml")));
}

static void
counts_edits_in_characters(void **state)
{
	(void)state;
	assert_int_equal(str_distance(STR("titel"), STR("title"), 3), 1);
	assert_int_equal(str_distance(STR("wnat"), STR("want"), 3), 1);
	assert_int_equal(str_distance(STR("wnat"), STR("unit"), 3), 2);
	assert_int_equal(str_distance(STR(""), STR("ab"), 3), 2);
	assert_int_equal(str_distance(STR("目標値"), STR("目的値"), 3), 1);
	assert_int_equal(str_distance(STR("abc"), STR("xyz"), 2), 3);
}

static void
suggests_only_what_is_near(void **state)
{
	static const str names[] = {{"title", 5}, {"targets", 7}, {"unit", 4}};

	(void)state;
	assert_int_equal(str_nearest(STR("titel"), names, 3), 0);
	assert_int_equal(str_nearest(STR("target"), names, 3), 1);
	assert_int_equal(str_nearest(STR("published"), names, 3), 3);
	assert_int_equal(str_nearest(STR("x"), names, 3), 3);
}

static void
reads_characters_and_stray_bytes(void **state)
{
	str s = STR("計\xff" "a");

	(void)state;
	assert_int_equal(utf8_next(&s), 0x8a08);
	assert_int_equal(utf8_next(&s), 0xfffd);
	assert_int_equal(utf8_next(&s), 'a');
	assert_int_equal(s.n, 0);
	assert_int_equal(utf8_bad(STR("計画")), 6);
	assert_int_equal(utf8_bad(STR("計\x8c\x76")), 3);
	assert_int_equal(utf8_width(STR("a計ｱ")), 4);
}

static void
folds_compatible_forms(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_true(str_eq(utf8_nfkc(&a, STR("ＮＰＯ①")), STR("NPO1")));
	assert_true(str_eq(utf8_nfc(&a, STR("か\u3099")), STR("が")));
	arena_done(&a);
}

static void
escapes_for_html_and_json(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_html(&b, STR("<a href=\"x\">'&'"));
	assert_true(str_eq(buf_str(&b), STR(
	    "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;")));
	b.n = 0;
	buf_json(&b, STR("\"\\\n\x01計"));
	assert_true(str_eq(buf_str(&b), STR("\"\\\"\\\\\\n\\u0001計\"")));
	b.n = 0;
	buf_json(&b, STR("a\x7f\xc2\x9b[2Jb\u00a0\xc2"));
	assert_true(str_eq(buf_str(&b),
	    STR("\"a\\u007f\\u009b[2Jb\u00a0\xc2\"")));
	b.n = 0;
	buf_json(&b, (str){0});
	assert_true(str_eq(buf_str(&b), STR("null")));
	buf_done(&b);
}

/* whatever stands before and behind it */
static void
escapes_each_sign_at_any_place(void **state)
{
	static const char signs[] = "&<>\"'";
	char text[64];
	struct buf b = {0};

	(void)state;
	for (size_t n = 1; n < sizeof(text); n++)
		for (size_t i = 0; i < n; i++)
			for (const char *sign = signs; *sign != '\0'; sign++) {
				memset(text, 'a', n);
				text[i] = *sign;
				b.n = 0;
				buf_html(&b, (str){text, n});
				assert_in_range(b.n, n + 3, n + 5);
				assert_int_equal(b.p[i], '&');
				assert_int_equal(str_find(buf_str(&b),
				    STR("&")), i);
				assert_int_equal(str_find(buf_str(&b),
				    STR(";")), b.n - n + i);
			}
	buf_done(&b);
}

static void
maps_many_names_and_keeps_the_first(void **state)
{
	struct arena a = {0};
	struct map m = {0};
	size_t i;

	(void)state;
	assert_null(map_get(&m, STR("none")));
	for (i = 1; i <= 1000; i++)
		assert_null(map_put(&m, &a, str_printf(&a, "id-%zu", i),
		    (void *)i));
	assert_ptr_equal(map_put(&m, &a, STR("id-7"), (void *)9999),
	    (void *)7);
	for (i = 1; i <= 1000; i++)
		assert_ptr_equal(map_get(&m, str_printf(&a, "id-%zu", i)),
		    (void *)i);
	assert_null(map_get(&m, STR("id-1001")));
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trims_blanks_of_both_widths),
		cmocka_unit_test(finds_parts),
		cmocka_unit_test(counts_edits_in_characters),
		cmocka_unit_test(suggests_only_what_is_near),
		cmocka_unit_test(reads_characters_and_stray_bytes),
		cmocka_unit_test(folds_compatible_forms),
		cmocka_unit_test(escapes_for_html_and_json),
		cmocka_unit_test(escapes_each_sign_at_any_place),
		cmocka_unit_test(maps_many_names_and_keeps_the_first),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
