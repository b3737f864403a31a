#include "text/tally.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/counter.h"
#include "text/word.h"

struct example {
	const char *text, *found;       /* apart by / */
};

static const str nouns[] = {
	{"目標", sizeof("目標") - 1}, {"基本目標", sizeof("基本目標") - 1},
	{"事業", sizeof("事業") - 1},
};

/* ---- numbers of things ----------------------------------------------- */

static const struct example tallies[] = {
	{"5つの基本目標と87事業", "5つの基本目標=5/87事業=87"},
	{"全87事業、計１２の事業", "87事業=87/１２の事業=12"},
	{"五つの基本目標、十個の事業、一の事業", "五つの基本目標=5"},
	{"12個の目標を", "12個の目標=12"},
	{"5 つの基本目標、3本の目標、4つの「目標」", "5 つの基本目標=5/3本の目標=3/4つの「目標」=4"},
	/* the noun first */
	{"基本目標は5つです。目標を三つ掲げ、事業（4つ）", "基本目標は5つ=5/目標を三つ=3/事業（4つ=4"},
	{"事業の数は87です。目標数は全部で12。", "事業の数は87=87/目標数は全部で12=12"},
	{"目標は70％。事業の数は3.5。目標は2030年度。事業は97件。", ""},
	{"目標は5つの指標で測る。目標3つ目。事業を2つずつ。事業1つ。", ""},
	{"主目標は5つ。うち目標は5つ。事業の数は5年で", ""},
	{"目標を2つ選ぶ。目標が2つ増え、目標は2つに分かれ", ""},
	/* a part of another word */
	{"87事業所、3目標値、第3事業、新規12事業、令和2事業", ""},
	{"1-2事業、1.5事業、3～5事業、1,200事業", ""},
	{"設計3事業", ""},
	/* a part of the whole, or no more than about */
	{"約5つの事業", ""},
	{"5つの事業のうち3つ", ""},
	{"10以上の事業、5事業以上", ""},
	{"残りの3事業。主な3つの事業。例えば2つの事業", ""},
	{"5つの事業。うち3つは新しい", "5つの事業=5"},
	/* quoted */
	{"「5つの事業」と5つの事業", "5つの事業=5"},
	{"> 5つの事業\n\n5つの事業", "5つの事業=5"},
	{"「5つの\n\n3つの事業", "3つの事業=3"},
	{"0事業、99999999999事業", ""},
};

static void
test_tally(void **state)
{
	struct buf b = {0};
	struct tally_found f;

	(void)state;
	for (size_t i = 0; i < sizeof(tallies) / sizeof(*tallies); i++) {
		struct tally_reader r = {.text = str_of(tallies[i].text),
		    .nouns = nouns, .nnouns = 3, .blank = true};

		b.n = 0;
		while (tally_next(&r, &f)) {
			buf_join(&b, "/", str_slice(r.text, f.at,
			    f.at + f.len));
			buf_printf(&b, "=%u", f.n);
		}
		buf_putc(&b, '\0');
		assert_string_equal(b.p, tallies[i].found);
	}
	buf_done(&b);
}

static void
test_tally_hostile(void **state)
{
	static const char *const pieces[] = {"1", "1事業", "1事業「", "\n"};
	enum { BYTES = 1 << 20 };
	struct tally_found f;
	struct buf b = {0};
	clock_t begin;

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		b.n = 0;
		while (b.n < BYTES)
			buf_puts(&b, pieces[i]);
		begin = clock();
		for (struct tally_reader r = {.text = buf_str(&b),
		    .nouns = nouns, .nnouns = 3}; tally_next(&r, &f);)
			;
		assert_true(clock() - begin < 10 * CLOCKS_PER_SEC);
	}
	buf_done(&b);
}

/* ---- counters -------------------------------------------------------- */

static void
test_counter(void **state)
{
	static const struct {
		const char *number, *head, *tail;
		enum counter_form form;
		unsigned value;
	} all[] = {
		{"1", "", "", COUNTER_DIGITS, 1},
		{"1-1-②", "1-1-", "", COUNTER_CIRCLED, 2},
		{"1-(12)", "1-(", ")", COUNTER_DIGITS, 12},
		{"（３）", "（", "）", COUNTER_DIGITS, 3},
		{"第4章の3", "第4章の", "", COUNTER_DIGITS, 3},
		{"㉑", "", "", COUNTER_CIRCLED, 21},
		{"㊱", "", "", COUNTER_CIRCLED, 36},
		{"基本目標Ⅳ", "基本目標", "", COUNTER_ROMAN, 4},
		{"A", NULL, NULL, COUNTER_NONE, 0},
		{"", NULL, NULL, COUNTER_NONE, 0},
		{"12345678901234567890", NULL, NULL, COUNTER_NONE, 0},
	};
	struct counter c;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		c = counter_read(str_of(all[i].number));
		assert_int_equal(c.form, all[i].form);
		if (c.form == COUNTER_NONE)
			continue;
		assert_int_equal(c.value, all[i].value);
		assert_true(str_eq(c.head, str_of(all[i].head)));
		assert_true(str_eq(c.tail, str_of(all[i].tail)));
	}
}

/* ---- words ----------------------------------------------------------- */

static const struct example words_of[] = {
	{"NPO とＮＰＯ", "NPO=NPO/ＮＰＯ=NPO"},
	{"a.PDF、me@home、v2、X", ""},
	{"ボランテイア、サ−ビス", "ボランテイア=ボランテイア/サ−ビス=サービス"},
	{"ボランティア", "ボランティア=ボランテイア"},
	{"コミュニティー", "コミュニティー=コミユニテイ"},
	{"ア、アイ", ""},
	{"ア－イ", "ア－イ=アーイ"},
};

static void
test_word(void **state)
{
	struct buf b = {0};
	struct word w;
	str text;

	(void)state;
	for (size_t i = 0; i < sizeof(words_of) / sizeof(*words_of); i++) {
		b.n = 0;
		text = str_of(words_of[i].text);
		for (size_t k = 0; word_next(text, k, &w); k = w.at + w.len) {
			buf_join(&b, "/", str_slice(text, w.at, w.at + w.len));
			buf_putc(&b, '=');
			word_fold(w.kind, str_slice(text, w.at, w.at + w.len),
			    &b);
		}
		buf_putc(&b, '\0');
		assert_string_equal(b.p, words_of[i].found);
	}
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tally),
		cmocka_unit_test(test_tally_hostile),
		cmocka_unit_test(test_counter),
		cmocka_unit_test(test_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
