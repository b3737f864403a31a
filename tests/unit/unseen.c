#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/unseen.h"

/* all runs as "place+length sort", from offset 0 */
static void
list(str text, char *out, size_t room)
{
	struct unseen_run r;
	size_t n = 0;

	*out = '\0';
	for (size_t i = 0; unseen_next(text, i, &r); i = r.at + r.len)
		n += (size_t)snprintf(out + n, room - n, "%zu+%zu %c ", r.at,
		    r.len, "-CDLP"[r.sort]);
}

static void
finds_what_is_not_seen(void **state)
{
	static const struct {
		const char *text, *runs;
	} cases[] = {
		{"", ""}, {"まち、カーラ（Ａ）\t\r\n", ""},
		{"\x1b[0m\x07\x08", "0+1 C 4+2 C "},
		{"a\xc2\x85" "b\u2028", "1+2 C 4+3 C "},
		{"\ufffe\uffff", "0+6 C "},
		{"1\u202e2\u2066\u2069", "1+3 D 5+6 D "},
		{"協\u200b働\u00ad", "3+3 L 9+2 L "},
		{"\u3164あ\uffa0\ufeff", "0+3 L 6+6 L "},
		{"\ue000\U000f0000", "0+7 P "},
		/* a sort each */
		{"\u200b\u202e", "0+3 L 3+3 D "},
		/* joined and varied: families, flags, kanji, Persian, braille */
		{"👩\u200d👧❤\ufe0f\u200d🔥", ""},
		{"🏴\U000e0067\U000e0062\U000e007f", ""},
		{"葛\U000e0100", ""}, {"\u0645\u06cc\u200c\u062e", ""},
		{"\u2801\u2800\u2802", ""},
		/* but not alone */
		{"あ\u200dい", "3+3 L "}, {"a\U000e0067", "1+4 L "},
		{"\u2800", "0+3 L "}, {"\u200e12", "0+3 L "}
	};
	char runs[100];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		list(str_of(cases[i].text), runs, sizeof(runs));
		assert_string_equal(runs, cases[i].runs);
	}
	list((str){"a\0b", 3}, runs, sizeof(runs));
	assert_string_equal(runs, "1+1 C ");
}

static void
knows_texts_of_which_nothing_is_seen(void **state)
{
	(void)state;
	assert_true(unseen_all(STR("")));
	assert_true(unseen_all(STR(" \u3000\u00a0\n\u200b\u3164\u2800")));
	assert_false(unseen_all(STR("\u200b あ")));
	assert_false(unseen_all(STR("0")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_is_not_seen),
		cmocka_unit_test(knows_texts_of_which_nothing_is_seen)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
