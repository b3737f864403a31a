#include "model/sheet.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

static const struct sheet *
find(const struct sheets *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->items[i].name, str_of(name)))
			return &all->items[i];
	fail_msg("no sheet %s", name);
	return NULL;
}

/* the header, as "a b c" */
static void
assert_header(const struct sheets *all, const char *name, const char *want)
{
	const struct sheet *s = find(all, name);
	struct buf b = {0};

	for (size_t i = 0; i < s->n; i++) {
		buf_puts(&b, i > 0 ? " " : "");
		buf_put(&b, s->columns[i].is.name);
	}
	buf_putc(&b, '\0');
	assert_string_equal(b.p, want);
	buf_done(&b);
}

#define CODE    "全国地方公共団体コード"
#define CITY    "地方公共団体名"
#define FIGURE  "upper scale unit about qualifier cmp tentative text " \
	"year year_iso fiscal_year_from fiscal_year each as_of as_of_iso " \
	"reason note"

/* the rule for the columns, by examples */
static void
test_columns(void **state)
{
	struct arena a = {0};
	struct sheets all;

	(void)state;
	sheets_plan(&a, &all);
	assert_header(&all, "chapters", CODE " id " CITY " title number draft "
	    "summary url");
	assert_header(&all, "actuals", CODE " " CITY " indicator "
	    "indicator_title year year_iso fiscal_year_from fiscal_year area "
	    "value upper scale unit about qualifier cmp tentative text each "
	    "as_of as_of_iso reason note state");
	assert_header(&all, "indicator-targets", CODE " indicator " CITY
	    " indicator_title area area_title revision no value " FIGURE);
	assert_header(&all, "programme-departments", CODE " programme " CITY
	    " programme_title no departments");
	assert_header(&all, "programme-placements", CODE " programme " CITY
	    " programme_title no goal goal_title number note");
	assert_header(&all, "term-see", CODE " term " CITY
	    " term_title no see see_title");
	assert_header(&all, "evaluation-tallies", CODE " " CITY " year "
	    "year_iso fiscal_year_from fiscal_year goal goal_title programme "
	    "programme_title no base n n_upper n_scale n_unit n_about "
	    "n_qualifier n_cmp n_tentative n_text n_year n_year_iso "
	    "n_fiscal_year_from n_fiscal_year n_each n_as_of n_as_of_iso "
	    "n_reason n_note note");
	arena_done(&a);
}

/* kana or kanji in it, or only ASCII: 「値」, "the value" */
static bool
is_japanese(str s)
{
	uint32_t c;

	while (s.n > 0)
		if ((c = utf8_next(&s)) >= 0x3041 && c <= 0x9fff)
			return true;
	return false;
}

static void
assert_described(const struct sheet *s, const struct column *c)
{
	if (!is_japanese(c->ja) || str_find(c->ja, STR("  ")) < c->ja.n)
		fail_msg("%s: %s is '%s'", s->name.p, c->name.p, c->ja.p);
	if (c->en.n == 0 || (c->en.p[0] == ' '))
		fail_msg("%s: %s is '%s'", s->name.p, c->name.p, c->en.p);
}

static void
test_names(void **state)
{
	const struct sheet_column *c;
	const struct sheet *s;
	struct arena a = {0};
	struct sheets all;
	size_t i, k, n;

	(void)state;
	sheets_plan(&a, &all);
	for (i = 0; i < all.n; i++) {
		s = &all.items[i];
		assert_ptr_equal(find(&all, s->name.p), s);
		assert_true(is_japanese(s->ja) && s->en.n > 0);
		for (k = 0; k < s->n; k++) {
			c = &s->columns[k];
			assert_described(s, &c->is);
			for (n = 0; n < k; n++)
				if (str_eq(c->is.name, s->columns[n].is.name))
					fail_msg("%s has %s twice", s->name.p,
					    c->is.name.p);
		}
	}
	arena_done(&a);
}

/* no header names two columns, and each is found by its own */
static void
test_headers(void **state)
{
	const struct sheet_column *c;
	const struct sheet *s;
	struct arena a = {0};
	struct sheets all;
	str header;

	(void)state;
	sheets_plan(&a, &all);
	for (s = all.items; s < all.items + all.n; s++)
		for (c = s->columns; c < s->columns + s->n; c++) {
			header = sheet_header(s, c);
			assert_ptr_equal(sheet_column(s, c->is.name), c);
			if (sheet_column(s, header) != c)
				fail_msg("%s: " STR_FMT " is not %s",
				    s->name.p, STR_ARG(header),
				    c->is.name.p);
		}
	arena_done(&a);
}

static void
assert_column(const struct sheets *all, const char *name, const char *header,
    const char *want)
{
	const struct sheet_column *c = sheet_column(find(all, name),
	    str_of(header));

	if (want == NULL)
		assert_null(c);
	else if (c == NULL || !str_eq(c->is.name, str_of(want)))
		fail_msg("%s: %s is not %s", name, header, want);
}

/* what an office writes above its columns */
static void
test_japanese(void **state)
{
	struct arena a = {0};
	struct sheets all;

	(void)state;
	sheets_plan(&a, &all);
	assert_column(&all, "indicators", "指標", "title");
	assert_column(&all, "indicators", "指標名", "title");
	assert_column(&all, "indicators", "指標の名称", "title");
	assert_column(&all, "indicators", "指標番号", "number");
	assert_column(&all, "indicators", "基準値", "baseline");
	assert_column(&all, "indicators", "基準値の年度", "baseline_year");
	assert_column(&all, "indicators", "基準値の備考", "baseline_note");
	assert_column(&all, "indicators", "目標値", NULL);
	assert_column(&all, "programmes", "事業名", "title");
	assert_column(&all, "programmes", "事業内容", "description");
	assert_column(&all, "programmes", "上の目標", NULL);
	assert_column(&all, "programme-departments", "事業", "programme");
	assert_column(&all, "programme-departments", "担当課", "departments");
	assert_column(&all, "cases", "事例名", "title");
	assert_column(&all, "indicator-targets", "地区", "area");
	assert_column(&all, "indicator-targets", "順番", "no");
	assert_column(&all, "indicator-targets", "目標値", "value");
	assert_column(&all, "indicator-targets", "年度", "year");
	assert_column(&all, "actuals", "値", "value");
	assert_column(&all, "actuals", "単位", "unit");
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_japanese)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
