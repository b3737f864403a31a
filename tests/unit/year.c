#include "text/year.h"

#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* What a text is, as describe tells it, and what is said about it. */
struct form {
	const char *text, *is;
	const char *says;       /* a code; NULL: nothing */
};

/* the messages of one text, as a person sees them */
static char *
printed(const struct diags *d)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	diags_print(d, LANGUAGE_JA, DIAGS_MOST, f);
	fclose(f);
	return text;
}

static void
assert_says(const struct diags *d, const char *code, const char *text)
{
	char *all = printed(d), want[64];

	snprintf(want, sizeof(want), "[%s]", code != NULL ? code : "");
	if (code == NULL ? *all != '\0' : strstr(all, want) == NULL)
		fail_msg("%s: wanted %s, got %s", text, want, all);
	free(all);
}

/* its kind, fiscal years, month or day, and what else is true of it */
static void
describe(const struct year *y, struct buf *b)
{
	static const char *const kinds[] = {
		"none", "fiscal", "calendar", "month", "date", "placeholder"
	};

	buf_puts(b, kinds[y->kind]);
	if (y->kind != YEAR_NONE)
		buf_printf(b, " %d", y->from);
	if (y->from != y->to)
		buf_printf(b, "-%d", y->to);
	if (y->month == 0 && y->year != y->to)
		buf_printf(b, " %d", y->year);
	if (y->month != 0)
		buf_printf(b, " %d-%02d", y->year, y->month);
	if (y->day != 0)
		buf_printf(b, "-%02d", y->day);
	if (y->open)
		buf_puts(b, " open");
	if (y->tentative)
		buf_puts(b, " tentative");
	buf_putc(b, '\0');
}

static void
assert_form(const struct form *t)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};
	struct year y;

	if (!year_read(&a, str_of(t->text), (span){0}, &y, &d))
		fail_msg("%s: %s", t->text, printed(&d));
	describe(&y, &b);
	if (strcmp(b.p, t->is) != 0)
		fail_msg("%s is '%s', not '%s'", t->text, b.p, t->is);
	assert_says(&d, t->says, t->text);
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

#define ASSERT_FORMS(table) \
	for (size_t i_ = 0; i_ < sizeof(table) / sizeof(*(table)); i_++) \
		assert_form(&(table)[i_])

/* every form of a year that occurs in the five plans, as it is printed */
static void
test_sources(void **state)
{
	static const struct form sagamihara[] = {
		{"令和2年度～令和9年度", "fiscal 2020-2027", NULL},
		{"平成24年", "calendar 2012", NULL},
		{"令和2年度から令和9年度までの8年間", "fiscal 2020-2027", NULL},
		{"令和2年度から令和8年度まで", "fiscal 2020-2026", NULL},
		{"2015年9月", "month 2015 2015-09", NULL},
		{"2030年まで", "calendar 2030", NULL},
		{"平成30年", "calendar 2018", NULL},
		{"令和5年", "calendar 2023", NULL},
		{"令和元年", "calendar 2019", NULL},
		{"令和5年度まで", "fiscal 2023", NULL},
		{"令和8年度", "fiscal 2026", NULL},
		{"令和2年3月", "month 2019 2020-03", NULL},
		{"R2", "fiscal 2020", NULL},
		{"R11", "fiscal 2029", NULL}
	};
	static const struct form sapporo[] = {
		{"令和６年(２０２４年)３月", "month 2023 2024-03", NULL},
		{"令和５年５月", "month 2023 2023-05", NULL},
		{"令和５年10月", "month 2023 2023-10", NULL},
		{"Ｒ４年10月", "month 2022 2022-10", NULL},
		{"Ｒ５年４月", "month 2023 2023-04", NULL},
		{"Ｈ30", "fiscal 2018", NULL},
		{"Ｒ４", "fiscal 2022", NULL},
		{"令和６年度から５年間", "fiscal 2024-2028", NULL},
		{"Ｒ５年実績", "calendar 2023", NULL},
		{"令和５年９月30日時点", "date 2023 2023-09-30", NULL},
		{"令和５年９月30日時点の実績", "date 2023 2023-09-30", NULL},
		{"Ｒ４年度", "fiscal 2022", NULL},
		{"Ｒ4年度", "fiscal 2022", NULL},
		{"Ｒ10年度", "fiscal 2028", NULL}
	};
	static const struct form sendai[] = {
		{"平成 11 年", "calendar 1999", NULL},
		{"平成 27 年７月", "month 2015 2015-07", NULL},
		{"平成 28 年１月", "month 2015 2016-01", NULL},
		{"平成 28\n\n年８月", "month 2016 2016-08", NULL},
		{"平成 28～30 年度", "fiscal 2016-2018", NULL},
		{"令和元年度～２年度", "fiscal 2019-2020", NULL},
		{"令和２年度", "fiscal 2020", NULL},
		{"令和３年度から令和７年度までの５年間", "fiscal 2021-2025",
		    NULL},
		{"令和３年３月策定（予定）", "month 2020 2021-03 tentative",
		    NULL},
		{"令和 3 年 3月策定（予定）", "month 2020 2021-03 tentative",
		    NULL},
		{"平成 27 年 7月施行", "month 2015 2015-07", NULL},
		{"平成 28 年 1月策定", "month 2015 2016-01", NULL},
		{"平成 27（2015）年", "calendar 2015", NULL},
		{"令和 12（2030）年", "calendar 2030", NULL},
		{"平成 28 年度", "fiscal 2016", NULL},
		{"平成 25 年度以降", "fiscal 2013 open", NULL},
		{"Ｈ23～27", "fiscal 2011-2015", NULL},
		{"平成 30 年 8 月", "month 2018 2018-08", NULL},
		{"令和元年５月実施", "month 2019 2019-05", NULL},
		{"令和２年１月実施", "month 2019 2020-01", NULL},
		{"平成 28 年８月策定", "month 2016 2016-08", NULL},
		{"平成 29 年度から", "fiscal 2017 open", NULL},
		{"平成 29 年度から令和元年度", "fiscal 2017-2019", NULL},
		{"令和３年度以降", "fiscal 2021 open", NULL},
		{"２０１６", "fiscal 2016", NULL},
		{"2019", "fiscal 2019", NULL},
		{"H29～", "fiscal 2017 open", NULL},
		{"H30", "fiscal 2018", NULL},
		{"H30.2", "month 2017 2018-02", NULL},
		{"R１", "fiscal 2019", NULL},
		{"H28.10", "month 2016 2016-10", NULL},
		{"R2.11", "month 2020 2020-11", NULL},
		{"R1\n\n～", "fiscal 2019 open", NULL},
		{"Ｒ２～", "fiscal 2020 open", NULL},
		{"H31.3～", "month 2018 2019-03 open", NULL},
		{"平成 31年度～32年度", "fiscal 2019-2020", "year-era"},
		{"令和●年●月", "placeholder 0", NULL},
		{"●", "placeholder 0", NULL}
	};
	static const struct form sunagawa[] = {
		{"平成 23 年度から", "fiscal 2011 open", NULL},
		{"平成 23・24 年度", "fiscal 2011-2012", NULL}
	};

	(void)state;
	ASSERT_FORMS(sagamihara);
	ASSERT_FORMS(sapporo);
	ASSERT_FORMS(sendai);
	ASSERT_FORMS(sunagawa);
}

static void
test_points(void **state)
{
	static const struct form t[] = {
		{"2022年度", "fiscal 2022", NULL},
		{"2022", "fiscal 2022", NULL},
		{"r4", "fiscal 2022", NULL},
		{"R元", "fiscal 2019", NULL},
		{"Ｓ６３年度", "fiscal 1988", NULL},
		{"㋿4年", "calendar 2022", NULL},
		{"令和4年3⽉31⽇", "date 2021 2022-03-31", NULL},
		{"令和4年4月1日", "date 2022 2022-04-01", NULL},
		{"令和6年3月31日", "date 2023 2024-03-31", NULL},
		{"令和6年2月29日", "date 2023 2024-02-29", NULL},
		{"2000年2月29日", "date 1999 2000-02-29", NULL},
		{"R5.9.30", "date 2023 2023-09-30", NULL},
		{"R5/9/30", "date 2023 2023-09-30", NULL},
		{"2022-03-31", "date 2021 2022-03-31", NULL},
		{"2022-03", "month 2021 2022-03", NULL},
		{"2022/3/31", "date 2021 2022-03-31", NULL},
		{"２０２２．３", "month 2021 2022-03", NULL},
		{"令和4年度（2022年度）", "fiscal 2022", NULL},
		{"2022年度（令和4年度）", "fiscal 2022", NULL},
		{"令和4年度末現在", "fiscal 2022", NULL},
		{"令和5年3月末", "month 2022 2023-03", NULL},
		{"令和7年度予定", "fiscal 2025 tentative", NULL},
		{"令和5年秋", "calendar 2023", NULL},
		{"令和5年9月30日（土）", "date 2023 2023-09-30", NULL},
		{"2024-02-23(金・祝)", "date 2023 2024-02-23", NULL},
		{"2024年3月31日（日）", "date 2023 2024-03-31", NULL},
		{"令和\u00a04\u2003年度", "fiscal 2022", NULL},
		{"1868年", "calendar 1868", NULL},
		{"2199年", "calendar 2199", NULL},
		{"令和5年9月30日（金）", "date 2023 2023-09-30", "year-weekday"}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_eras(void **state)
{
	static const struct form t[] = {
		{"令和元年度", "fiscal 2019", NULL},
		{"令和1年度", "fiscal 2019", NULL},
		{"平成31年度", "fiscal 2019", NULL},
		{"平成31年", "calendar 2019", NULL},
		{"平成31年4月30日", "date 2019 2019-04-30", NULL},
		{"平成31年5月1日", "date 2019 2019-05-01", "year-era"},
		{"平成31年5月", "month 2019 2019-05", "year-era"},
		{"令和元年5月1日", "date 2019 2019-05-01", NULL},
		{"令和元年4月30日", "date 2019 2019-04-30", "year-era"},
		{"令和元年5月", "month 2019 2019-05", NULL},
		{"平成32年度", "fiscal 2020", "year-era"},
		{"H32", "fiscal 2020", "year-era"},
		{"平成32年", "calendar 2020", "year-era"},
		{"平成40年度", "fiscal 2028", "year-era"},
		{"昭和64年1月7日", "date 1988 1989-01-07", NULL},
		{"昭和64年1月8日", "date 1988 1989-01-08", "year-era"},
		{"平成元年1月8日", "date 1988 1989-01-08", NULL},
		{"昭和64年1月", "month 1988 1989-01", NULL},
		{"平成元年1月", "month 1988 1989-01", NULL},
		{"昭和64年2月", "month 1988 1989-02", "year-era"},
		{"昭和元年12月25日", "date 1926 1926-12-25", NULL},
		{"大正15年12月24日", "date 1926 1926-12-24", NULL},
		{"大正元年7月30日", "date 1912 1912-07-30", NULL},
		{"明治45年7月29日", "date 1912 1912-07-29", NULL},
		{"明治元年", "calendar 1868", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_spans(void **state)
{
	static const struct form t[] = {
		{"平成31～32年度", "fiscal 2019-2020", "year-era"},
		{"令和2〜9年度", "fiscal 2020-2027", NULL},
		{"令和2-9年度", "fiscal 2020-2027", NULL},
		{"令和2－9年度", "fiscal 2020-2027", NULL},
		{"令和2–9年度", "fiscal 2020-2027", NULL},
		{"令和2ー9年度", "fiscal 2020-2027", NULL},
		{"平成30～令和2年度", "fiscal 2018-2020", NULL},
		{"平成28～30年", "calendar 2016-2018", NULL},
		{"平成29年～30", "calendar 2017-2018", NULL},
		{"R4-10", "fiscal 2022-2028", NULL},
		{"令和4年～令和6年度", "fiscal 2022-2024", NULL},
		{"令和4年度～令和6年", "calendar 2022-2024", NULL},
		{"R4-R6", "fiscal 2022-2024", NULL},
		{"2022-2025", "fiscal 2022-2025", NULL},
		{"2022～25年度", "fiscal 2022-2025", NULL},
		{"2022-23年度", "fiscal 2022-2023", NULL},
		{"令和2年度～令和9年度（8年間）", "fiscal 2020-2027", NULL},
		{"令和2～9年度まで8年間", "fiscal 2020-2027", NULL},
		{"令和2～9年度の8年間", "fiscal 2020-2027", NULL},
		{"令和7・8・9年度", "fiscal 2025-2027", NULL},
		{"令和4、5年度", "fiscal 2022-2023", NULL},
		{"R4・R5", "fiscal 2022-2023", NULL},
		{"令和4年4月～9月", "month 2022 2022-09", NULL},
		{"令和4年4月～令和5年3月", "month 2022 2023-03", NULL},
		{"R4.4～9", "month 2022 2022-09", NULL},
		{"H28.10～30.3", "month 2016-2017 2018-03", NULL},
		{"令和4年9月1日～30日", "date 2022 2022-09-30", NULL},
		{"R5.9.30～10.2", "date 2023 2023-10-02", NULL},
		{"R5.9.30～6.3.31", "date 2023 2024-03-31", NULL},
		{"2022-04-01～2023-03-31", "date 2022 2023-03-31", NULL},
		{"令和3年度以降（予定）", "fiscal 2021 open tentative", NULL},
		{"令和6年度から", "fiscal 2024 open", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_placeholders(void **state)
{
	static const struct form t[] = {
		{"令和●年度", "placeholder 0", NULL},
		{"令和〇〇年度", "placeholder 0", NULL},
		{"令和○○年", "placeholder 0", NULL},
		{"R●", "placeholder 0", NULL},
		{"20●●年度", "placeholder 0", NULL},
		{"●年●月●日", "placeholder 0", NULL},
		{"令和6年●月", "placeholder 2024", NULL},
		{"令和4～●年度", "placeholder 2022-0", NULL},
		{"令和4（20●●）年", "placeholder 2022", NULL},
		{"令和●～9年度", "placeholder 0-2027", NULL},
		{"20●●～25年度", "placeholder 0", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_nothing(void **state)
{
	static const struct form t[] = {
		{"", "none", NULL},
		{" 　", "none", NULL},
		{"－", "none", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_refuses(void **state)
{
	static const struct {
		const char *text, *code;
	} t[] = {
		{"令和4年度です", "year-syntax"}, {"来年度", "year-syntax"},
		{"4年度", "year-syntax"}, {"R2022", "year-syntax"},
		{"Ｈ4～6 3年間", "year-syntax"},
		{"平成 2 8 年度", "year-syntax"},
		{"1800年", "year-syntax"}, {"令和4年度10月", "year-syntax"},
		{"20225", "year-syntax"}, {"令和", "year-syntax"},
		{"令和四年度", "year-syntax"}, {"R4/R6", "year-syntax"},
		{"2022～025年度", "year-syntax"}, {"2200年", "year-syntax"},
		{"令和0年", "year-number"}, {"R0", "year-number"},
		{"令和500年", "year-number"}, {"令和5年13月", "year-date"},
		{"令和5年0月", "year-date"}, {"令和5年2月30日", "year-date"},
		{"令和5年2月29日", "year-date"}, {"H30.13", "year-date"},
		{"2022-02-29", "year-date"}, {"1900/2/29", "year-date"},
		{"令和5年4月31日", "year-date"},
		{"令和5年6月31日", "year-date"},
		{"令和5年9月0日", "year-date"}, {"2022-25", "year-date"},
		{"平成27（2016）年", "year-disagrees"},
		{"令和６年(２０２３年)３月", "year-disagrees"},
		{"2022年度（令和5年度）", "year-disagrees"},
		{"令和9～2年度", "year-order"},
		{"令和4年9月～4月", "year-order"},
		{"平成30年度～2年度", "year-order"},
		{"平成23・25年度", "year-gap"},
		{"令和2年度から令和9年度までの7年間", "year-count"},
		{"令和5年度～令和0年度", "year-number"}
	};
	struct arena a = {0};
	struct diags d;
	struct year y;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		d = (struct diags){0};
		if (year_read(&a, str_of(t[i].text), (span){0}, &y, &d))
			fail_msg("%s was read", t[i].text);
		assert_int_equal(d.errors, 1);
		assert_says(&d, t[i].code, t[i].text);
		diags_done(&d);
	}
	arena_done(&a);
}

static void
assert_str(str s, const char *text)
{
	if (!str_eq(s, str_of(text)))
		fail_msg("'" STR_FMT "' is not '%s'", STR_ARG(s), text);
}

static void
test_text(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct year y;

	(void)state;
	assert_true(year_read(&a, STR(" Ｒ４年度　"), (span){0}, &y, &d));
	assert_str(y.text, "Ｒ４年度");
	assert_true(year_read(&a, STR("平成 28～30 年度"), (span){0}, &y,
	    &d));
	assert_str(y.text, "平成28～30年度");
	assert_true(year_read(&a, STR("平成32年度"), (span){0}, &y, &d));
	assert_str(y.text, "平成32年度");
	diags_done(&d);
	arena_done(&a);
}

/* a message names what should be there, and points at the part that is not */
static void
test_place(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct source *src = source_new(&a, STR("t"),
	    STR("years: 平成31年度～32年度"));
	span at = {src, 7, (uint32_t)src->text.n - 7};
	struct year y;
	char *all;

	(void)state;
	assert_true(year_read(&a, source_text(at), at, &y, &d));
	all = printed(&d);
	assert_non_null(strstr(all, "t:1:15: "));
	assert_non_null(strstr(all, "平成32年度"));
	assert_non_null(strstr(all, "令和2年度"));
	free(all);
	diags_done(&d);
	arena_done(&a);
}

/* the words of a message: what was written, and what it should have been */
static void
test_words(void **state)
{
	static const char *const t[][3] = {
		{"平成32年度", "「平成32年度」", "「令和2年度」"},
		{"H32", "「平成32年度」", "「令和2年度」"},
		{"平成32年", "「平成32年」", "「令和2年」"},
		{"平成32～34年", "「平成32年」", "「令和2年」"},
		{"平成31年5月", "「平成31年5月」", "「令和元年5月」"},
		{"H31.5.1", "「平成31年5月1日」", "「令和元年5月1日」"},
		{"平成27（2016）年", "「平成27（2016）年」",
		    "平成27年は2015年"},
		{"2022年度（令和5年度）", "「2022年", "令和4年は2022年"},
		{"令和5年9月30日（金）", "（金）」", "土曜日"},
		{"令和2年度～令和9年度（7年間）", "（7年間）」", "8年間です"},
		{"一二三四五六七八九〇一二三四五六七八九〇一二三四五六七八九〇"
		    "一",
		    "八九〇…」", "year-syntax"},
		{"一二三四五六七八九〇一二三四五六七八九〇一二三四五六七八九〇",
		    "八九〇」", "year-syntax"}
	};
	struct arena a = {0};
	struct diags d;
	struct year y;
	char *all;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		d = (struct diags){0};
		year_read(&a, str_of(t[i][0]), (span){0}, &y, &d);
		all = printed(&d);
		if (strstr(all, t[i][1]) == NULL ||
		    strstr(all, t[i][2]) == NULL)
			fail_msg("%s: %s", t[i][0], all);
		free(all);
		diags_done(&d);
	}
	arena_done(&a);
}

static void
test_head(void **state)
{
	(void)state;
	assert_int_equal(year_head(STR("R4 905法人")), 2);
	assert_int_equal(year_head(STR("令和5年13月")), 15);
	assert_int_equal(year_head(STR("8年間")), 0);
	assert_int_equal(year_head(STR("")), 0);
	assert_int_equal(year_head((str){0}), 0);
}

static void
test_compare(void **state)
{
	static const char *const order[] = {
		"令和4年度", "2022-04", "2022-04-01", "2022-04-02",
		"2022-12-31", "2023-01", "2023-03-31", "令和5年",
		"2023-04-01", "令和5～6年度"
	};
	struct arena a = {0};
	struct diags d = {0};
	struct year x, y;
	size_t i, k, n = sizeof(order) / sizeof(*order);

	(void)state;
	for (i = 0; i < n; i++)
		for (k = 0; k < n; k++) {
			year_read(&a, str_of(order[i]), (span){0}, &x, &d);
			year_read(&a, str_of(order[k]), (span){0}, &y, &d);
			assert_int_equal(year_compare(&x, &y),
			    (i > k) - (i < k));
		}
	diags_done(&d);
	arena_done(&a);
}

static void
assert_prints(void (*print)(int, struct buf *), int year, const char *text)
{
	struct buf b = {0};

	print(year, &b);
	assert_str(buf_str(&b), text);
	buf_done(&b);
}

static void
test_print(void **state)
{
	(void)state;
	assert_prints(year_print, 2022, "令和4年度");
	assert_prints(year_print, 2019, "令和元年度");
	assert_prints(year_print, 2018, "平成30年度");
	assert_prints(year_print, 1989, "平成元年度");
	assert_prints(year_print, 1988, "昭和63年度");
	assert_prints(year_print, 1926, "大正15年度");
	assert_prints(year_print, 1800, "1800年度");
	assert_prints(year_print_short, 2022, "R4");
	assert_prints(year_print_short, 2019, "R1");
	assert_prints(year_print_short, 2018, "H30");
	assert_prints(year_print_short, 1800, "1800");
	assert_prints(year_print_calendar, 2022, "令和4年");
	assert_prints(year_print_calendar, 2019, "令和元年");
	assert_prints(year_print_calendar, 1988, "昭和63年");
}

static void
test_iso(void **state)
{
	static const char *const t[][2] = {
		{"令和4年3月31日", "2022-03-31"}, {"R4.10", "2022-10"},
		{"令和4年度", "2022"}, {"令和●年度", ""}, {"－", ""}
	};
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};
	struct year y;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		b.n = 0;
		year_read(&a, str_of(t[i][0]), (span){0}, &y, &d);
		year_print_iso(&y, &b);
		assert_str(buf_str(&b), t[i][1]);
	}
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

static void
test_days(void **state)
{
	static const struct {
		const char *text;
		int first, last;
	} t[] = {
		{"令和4年3月31日", 20220331, 20220331},
		{"令和6年2月", 20240201, 20240229},
		{"令和4年", 20220101, 20221231},
		{"令和4年度", 20220401, 20230331},
		{"令和4～6年度", 20220401, 20250331},
		{"令和4～6年", 20220101, 20241231},
		{"令和4年12月1日～28日", 20221228, 20221228},
		{"令和4年12月～令和5年5月", 20220401, 20230531},
		{"R2～", 20200401, INT_MAX},
		{"令和●年度", 0, 0}, {"－", 0, 0}
	};
	struct arena a = {0};
	struct diags d = {0};
	struct year y;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		year_read(&a, str_of(t[i].text), (span){0}, &y, &d);
		assert_int_equal(year_first_day(&y), t[i].first);
		assert_int_equal(year_last_day(&y), t[i].last);
	}
	diags_done(&d);
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_eras),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_placeholders),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_iso),
		cmocka_unit_test(test_days)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
