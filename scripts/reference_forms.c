#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "text/figure.h"

#define COUNT(list)  (sizeof(list) / sizeof(*(list)))

static void
put_time(const struct year *y)
{
	if (y->kind == YEAR_PLACEHOLDER)
		printf("未定");
	else if (y->kind == YEAR_MONTH)
		printf("%d年%d月（%d年度）", y->year, y->month, y->to);
	else if (y->kind == YEAR_DATE)
		printf("%d年%d月%d日（%d年度）", y->year, y->month, y->day,
		    y->to);
	else if (y->from != y->to)
		printf("%dから%d年%s", y->from, y->to,
		    y->kind == YEAR_FISCAL ? "度" : "");
	else
		printf("%d年%s", y->to, y->kind == YEAR_FISCAL ? "度" : "");
	if (y->open)
		printf("から先");
	if (y->tentative)
		printf("、予定");
}

static void
put_decimal(decimal value)
{
	struct buf b = {0};

	decimal_print(value, true, &b);
	put(buf_str(&b));
	buf_done(&b);
}

static void
put_number(const struct figure *f)
{
	if (!f->has_value) {
		printf(f->placeholder ? "未定" : "値なし");
		return;
	}
	printf("値 ");
	put_decimal(f->value);
	if (f->is_range) {
		printf(" から ");
		put_decimal(f->upper);
	}
}

static void
put_word(const char *name, str word)
{
	if (word.n > 0)
		printf("、%s%s" STR_FMT, name, *name != '\0' ? " " : "",
		    STR_ARG(word));
}

static void
put_figure(const struct figure *f)
{
	put_number(f);
	put_word("桁", figure_scales[f->scale]);
	put_word("単位", f->unit);
	put_word("", f->about ? STR("約") : (str){0});
	put_word("", f->qualifier);
	put_word("", figure_comparisons[f->cmp]);
	put_word("", f->each ? STR("各年度") : (str){0});
	put_word("", f->tentative ? STR("予定") : (str){0});
	if (f->year.kind != YEAR_NONE) {
		printf("、");
		put_time(&f->year);
	}
	put_word("注記", f->note);
}

/*
 * The forms of both tables; tests/unit/figure.c and year.c have all that are
 * read.  What is refused is a row of the other table.
 */
static const char *const figures[] = {
	"70", "70.0", "1,561", "1，561件", "１５６１", "△5.2", "▲5.2ポイント",
	"-5.2", "+3.2ポイント", "50.7％", "8割", "約6割", "6割強", "2,018人",
	"約13億円", "約17.2億円", "3億2,000万円", "3,000万円", "1.5兆円",
	"120千円", "16件以上", "30件以下", "5日以内", "10％未満", "15,000件超",
	"6割を超える", "延べ1,268社", "1,268社（延べ）", "累計約13億円",
	"年間延べ120人", "満18歳以上", "40～60％", "40％～60％", "3億～5億円",
	"各年度66,000人以上（令和2～3年度）", "86.3％（Ｒ４年度）",
	"709箇所（平成30年）", "H30 956法人", "令和4年度：905法人",
	"87事業（再掲を含む）", "16件（令和4年度、速報値）", "50件（予定）", "－",
	"－（令和4年度）", "●％", "〇〇件"
};

static const char *const years[] = {
	"令和4年度", "Ｒ４年度", "R4", "令和元年度", "R1", "2022年度", "2022",
	"平成30年", "2015年", "平成27（2015）年", "令和4年度（2022年度）",
	"令和6年3月", "H30.2", "2022-03", "令和5年9月30日", "R5.9.30",
	"2022-03-31", "令和5年9月30日時点", "令和5年3月末",
	"令和5年9月30日（土）", "令和2年度～令和9年度", "令和2～9年度", "H23～27",
	"平成30～令和2年度", "平成23・24年度", "令和2年度から令和9年度までの8年間",
	"令和6年度から5年間", "2022～25年度", "令和4年4月～9月", "R2～",
	"平成25年度以降", "令和3年3月（予定）", "令和●年●月", "●"
};

static const char *const no_figures[] = {
	"半数", "なし", "利用者数120人", "66,000人以上とする。", "14回 579名",
	"ー5.2", "86.3％→90.0％", "1日100人", "1,56件", "1、561件", "3千万円",
	"3億20000万円", "60～40％", "5件（R4）（R5）", "5件（令和4年度"
};

static const char *const no_years[] = {
	"来年度", "4年度", "令和四年度", "令和0年", "令和5年13月",
	"令和5年2月30日", "2022-25", "平成27（2016）年", "令和9～2年度",
	"平成23・25年度", "令和2年度から令和9年度までの7年間", "平成32年度",
	"平成31年5月1日", "令和5年9月30日（金）"
};

/* what stands behind the first of a part; all if there is none */
static str
after(str line, str part)
{
	size_t at = str_find(line, part);

	return at < line.n ? str_slice(line, at + part.n, line.n) : line;
}

/* the message and how to mend it, from the lines that a user would see */
static void
put_said(const struct diags *d)
{
	char *text = NULL, *line, *rest;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	str said, fix = STR("直し方：");

	diags_print(d, LANGUAGE_JA, DIAGS_MOST, f);
	fclose(f);
	for (rest = text; (line = strsep(&rest, "\n")) != NULL;) {
		said = after(str_of(line), STR(": "));
		printf("%s", said.n > 0 ? " | " : "");
		put_cell(after(str_slice(said, 0, str_find(said, STR(" ["))),
		    fix));
	}
	free(text);
}

static bool
read_figure(struct arena *a, const char *text, struct diags *d)
{
	struct figure f;

	if (!figure_read(a, str_of(text), (span){0}, &f, d) ||
	    d->warnings > 0)
		return false;
	printf("| %s | ", text);
	put(f.text);
	printf(" | ");
	put_figure(&f);
	return true;
}

static bool
read_year(struct arena *a, const char *text, struct diags *d)
{
	struct year y;

	if (!year_read(a, str_of(text), (span){0}, &y, d) || d->warnings > 0)
		return false;
	printf("| %s | ", text);
	put_time(&y);
	return true;
}

/* a row for each form; false if one is not of the table's sort */
static bool
put_forms(const char *const *forms, size_t n, bool good,
    bool (*read)(struct arena *, const char *, struct diags *))
{
	struct arena a = {0};
	struct diags d;
	bool ok = true;

	for (size_t i = 0; i < n; i++) {
		d = (struct diags){0};
		if (read(&a, forms[i], &d) != good) {
			fprintf(stderr, "reference: %s\n", forms[i]);
			ok = false;
		}
		if (!good) {
			printf("| %s", forms[i]);
			put_said(&d);
		}
		printf(" |\n");
		diags_done(&d);
	}
	arena_done(&a);
	return ok;
}

bool
figures_part(str nothing)
{
	(void)nothing;
	printf("| 書きかた | ページでの表示 | 読み取る内容 |\n|---|---|---|\n");
	return put_forms(figures, COUNT(figures), true, read_figure);
}

bool
no_figures_part(str nothing)
{
	(void)nothing;
	printf("| 書いたもの | メッセージ | 直し方 |\n|---|---|---|\n");
	return put_forms(no_figures, COUNT(no_figures), false, read_figure);
}

bool
years_part(str nothing)
{
	(void)nothing;
	printf("| 書きかた | 読み取る内容 |\n|---|---|\n");
	return put_forms(years, COUNT(years), true, read_year);
}

bool
no_years_part(str nothing)
{
	(void)nothing;
	printf("| 書いたもの | メッセージ | 直し方 |\n|---|---|---|\n");
	return put_forms(no_years, COUNT(no_years), false, read_year);
}
