#include "text/open.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

struct example {
	const char *text, *open;        /* all that is open, apart by / */
};

static const struct example examples[] = {
	/* ● beside 年, 月, 日 or a digit */
	{"令和●年●月に策定します", "令和●年●月"},
	{"策定は令和●年●月●日です。", "令和●年●月●日"},
	{"令和●●年度から", "令和●●年度"},
	{"令和8年●月と令和9年●月", "令和8年●月/令和9年●月"},
	{"期間は1●年です", "1●年"},
	{"約●日間", "●日"},
	{"第●5回", "●5"},
	{"２●人", "２●"},
	{"●月", "●月"},
	{"●年●月", "●年●月"},
	{"●月、会議を開きます", "●月"},
	{"（●月）", "●月"},
	{"**●日**です", "●日"},
	{"令和8年●、5●", "令和8年●/5●"},
	{"第●回", ""},
	{"●", ""},
	{"●を選ぶ", ""},
	/* ● that begins a line or a word is a mark */
	{"●年齢別の集計", ""},
	{"●月例会\n●日曜学校", ""},
	{"●1 目的", ""},
	{"- ●10月に始めます", ""},
	{"性別 ●年齢　●月別", ""},
	{"> ●年2回の会議", ""},
	{"| ● | 5 |", ""},
	/* two circles or more */
	{"○○町内会", "○○"},
	{"〇〇さんと◯◯さん", "〇〇/◯◯"},
	{"○○○○", "○○○○"},
	{"○ 印", ""},
	{"○町内会", ""},
	{"○\n○", ""},
	{"二〇〇五年、一〇〇人", ""},
	{"◎○○△", ""},
	{"○○×", ""},
	/* planned: a time or a number */
	{"令和9年3月（予定）に策定", "令和9年3月（予定）"},
	{"令和9年3月(予定)", "令和9年3月(予定)"},
	{"3月下旬（予定）", "3月下旬（予定）"},
	{"令和9年度末（予定）", "令和9年度末（予定）"},
	{"50箇所（予定）", "50箇所（予定）"},
	{"令和●年3月（予定）", "令和●年3月（予定）"},
	{"研修を実施（予定）", ""},
	{"毎年実施（予定）", ""},
	{"第2回の実施（予定）", ""},
	{"（予定）", ""},
	{"3月の予定", ""},
	/* words */
	{"XXX", "XXX"},
	{"XX人とＸＸＸ人", "XX/ＸＸＸ"},
	{"011-XXX-XXXX", "XXX/XXXX"},
	{"XXL、AXX、XX1、X、/XX/、ⅩⅩ", ""},
	{"TODO、ＴＢＤ、TODOS、aTODO", "TODO/ＴＢＤ"},
	{"日時（P）、会場(Ｐ)", "（P）/(Ｐ)"},
	{"計画（P）、実行（D）", ""},
	{"（未定）と（日時は調整中）", "（未定）/（日時は調整中）"},
	{"会場は未定、（会場は未定です）、（検討中）、調整中）", ""},
	{"（「未定」調整中の、ながいながいながい調整中）", ""},
	{"「XXX」", ""},
	/* what is spoken of */
	{"「○○」は「令和●年●月」のまま", ""},
	{"「令和●年計画」", "令和●年"},
	{"「○○さん」", "○○"},
	{"", ""},
	{"ふつうの文です。10月に50人が集まりました。", ""},
};

static void
list(str text, struct buf *out)
{
	size_t i = 0, at, len;

	for (; open_next(text, i, &at, &len); i = at + len)
		buf_join(out, "/", str_slice(text, at, at + len));
}

static void
finds_what_is_open(void **state)
{
	const struct example *e = examples;
	struct buf out = {0};

	(void)state;
	for (; e < examples + sizeof(examples) / sizeof(*examples); e++) {
		out.n = 0;
		list(str_of(e->text), &out);
		if (!str_eq(buf_str(&out), str_of(e->open)))
			fail_msg("%s: " STR_FMT ", not %s", e->text,
			    STR_ARG(buf_str(&out)), e->open);
	}
	buf_done(&out);
}

static void
whole_values(void **state)
{
	(void)state;
	assert_true(open_whole(STR("●")));
	assert_true(open_whole(STR("●●")));
	assert_false(open_whole(STR("")));
	assert_false(open_whole(STR("○")));
	assert_false(open_whole(STR("●印")));
	assert_false(open_whole(STR("未定")));
	assert_true(open_word(STR("未定")));
	assert_false(open_word(STR("未定です")));
}

/* any bytes, also those that are no UTF-8, and long runs in linear time */
static void
stands_anything(void **state)
{
	static const char part[] = "●\xE2\x97○〇年1末（予定）「」\xEF\xBC(X（\n";
	enum { TIMES = 20000 };
	struct buf text = {0}, out = {0};
	str s;

	(void)state;
	for (size_t i = 0; i < sizeof(part) - 1; i++)
		for (size_t k = i; k < sizeof(part); k++)
			list((str){part + i, k - i}, &out);
	for (size_t i = 0; i < TIMES; i++)
		buf_puts(&text, i < TIMES / 2 ? "●" : "末");
	s = buf_str(&text);
	list(s, &out);
	for (size_t i = 0; i < TIMES; i++)
		buf_puts(&text, "「●年」（予定）");
	list(buf_str(&text), &out);
	buf_done(&text);
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_is_open),
		cmocka_unit_test(whole_values),
		cmocka_unit_test(stands_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
