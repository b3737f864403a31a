#include "model/status.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"
#include "model/status_count.h"
#include "model/status_facts.h"
#include "site/status_data.h"

#define PLAN \
	"---\ntitle: 計画\ncity: 見本市\nstatus: draft\n" \
	"period: {from: 令和2年度, to: 令和10年度}\n"
#define RULE  "status_rule: linear3@1\n"
#define SHEET "indicator,year,area,value,state,reason,note\n"

/* ---- a small plan -------------------------------------------------------- */

struct file {
	const char *path, *text;
};

struct town {
	char folder[32];
	struct model model;
	struct diags diags;
	const struct plan *plan;        /* the first */
};

static void
put_file(const char *folder, const char *path, const char *text)
{
	char full[200], *slash;
	FILE *f;

	snprintf(full, sizeof(full), "%s/%s", folder, path);
	for (slash = full + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		mkdir(full, 0777);
		*slash = '/';
	}
	f = fopen(full, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* read and judge some files, as a build does */
static void
town_open(struct town *t, const struct file *files)
{
	struct model_options o = {.content = t->folder, .workers = 1};
	char command[80];

	*t = (struct town){.folder = "/tmp/status-XXXXXX"};
	assert_non_null(mkdtemp(t->folder));
	for (; files->path != NULL; files++)
		put_file(t->folder, files->path, files->text);
	model_load(&t->model, &o, &t->diags);
	snprintf(command, sizeof(command), "rm -rf %s", t->folder);
	assert_int_equal(system(command), 0);
	if (t->model.plans.n > 0)
		t->plan = (const struct plan *)t->model.plans.items[0];
}

static void
town_close(struct town *t)
{
	model_done(&t->model);
	diags_done(&t->diags);
}

static char *
said(const struct town *t)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	diags_print(&t->diags, LANGUAGE_EN, DIAGS_MOST, f);
	fclose(f);
	return text;
}

static void
assert_says(const struct town *t, const char *code, const char *name)
{
	char *all = said(t), want[64];

	snprintf(want, sizeof(want), "[%s]", code != NULL ? code : "");
	if (code == NULL ? *all != '\0' : strstr(all, want) == NULL)
		fail_msg("%s: wanted %s, got %s", name, want, all);
	free(all);
}

/* a plan with these indicators and actuals, which is without error */
static void
open_rows(struct town *t, const char *indicators, const char *rows,
    const char *name)
{
	char sheet[4000];
	const struct file files[] = {
		{"town/plan.md", PLAN RULE "---\n"},
		{"town/indicators.yaml", indicators},
		{"town/actuals.csv", sheet},
		{NULL, NULL}
	};

	snprintf(sheet, sizeof(sheet), "%s%s", SHEET, rows);
	town_open(t, files);
	if (name != NULL && t->diags.errors > 0)
		assert_says(t, NULL, name);
}

static const struct indicator *
indicator(const struct town *t, const char *id)
{
	const struct entity *e = model_find(&t->model, t->plan, str_of(id));

	assert_non_null(e);
	return (const struct indicator *)e;
}

static void
assert_str(str s, const char *want, const char *name)
{
	if (!str_eq(s, str_of(want)))
		fail_msg("%s: '" STR_FMT "' is not '%s'", name, STR_ARG(s),
		    want);
}

static void
assert_rounded(str number, const char *want, const char *name)
{
	struct buf b = {0};

	if (number.n > 0)
		rational_round(rational_read(number), 3, &b);
	assert_str(buf_str(&b), want, name);
	buf_done(&b);
}

static void
assert_status(const struct status_result *r, enum status want,
    const char *name)
{
	if (r->status != want)
		fail_msg("%s: " STR_FMT " (" STR_FMT ") is not " STR_FMT,
		    name, STR_ARG(status_names[r->status].word),
		    STR_ARG(status_reasons[r->reason].word),
		    STR_ARG(status_names[want].word));
}

/* ---- the vectors of the rule --------------------------------------------- */

#define SAPPORO_1 \
	"kind: share\n  unit: ％\n  want: up\n" \
	"  baseline: 86.3％（Ｒ４年度）\n  targets: [90.0％（Ｒ10年度）]\n"
#define SAPPORO_2 \
	"kind: survey\n  unit: ％\n  want: up\n" \
	"  baseline: 76.2％（Ｒ4年度）\n  targets: [80.0％（Ｒ10年度）]\n"
#define SAPPORO_4_1 \
	"kind: flow\n  unit: 件\n  want: up\n" \
	"  baseline: 1，561件（Ｒ４年度）\n" \
	"  targets: [\"2,000件（Ｒ10年度）\"]\n"
#define SAPPORO_4_2 \
	"kind: cumulative\n  unit: 円\n  want: up\n" \
	"  baseline: 約13億円（Ｒ４年度）\n" \
	"  targets: [約17.2億円（Ｒ10年度）]\n"
#define SAGAMIHARA_1 \
	"kind: share\n  unit: ％\n  want: up\n" \
	"  baseline: 50.7％（令和元年）\n" \
	"  targets: [54.7％（令和5年）, 58.7％（令和9年）]\n"
#define SAGAMIHARA_NEWS \
	"kind: flow\n  unit: 回\n  want: up\n" \
	"  baseline: {value: －, reason: 新規の指標}\n" \
	"  targets: [2回以上（令和5年）, 2回以上（令和9年）]\n"
#define SAGAMIHARA_FUND \
	"kind: flow\n  unit: 件\n  want: up\n" \
	"  baseline: 21件（平成30年）\n" \
	"  targets: [16件以上（令和5年）, 16件以上（令和9年）]\n"
#define SAGAMIHARA_ADOPT \
	"kind: flow\n  unit: 箇所\n  want: up\n" \
	"  baseline: 709箇所（平成30年）\n  targets:\n" \
	"    - 700箇所以上（令和5年）\n" \
	"    - {value: 700, cmp: 以上, year: 令和9年}\n"
#define SENDAI_CENTRE \
	"kind: flow\n  unit: 人\n  want: up\n" \
	"  targets: [{value: \"66,000\", cmp: 以上, " \
	"years: 平成31～令和2年度, each: true}]\n"
#define CHILDREN \
	"kind: level\n  unit: 人\n  want: down\n" \
	"  baseline: 212人（平成19年度）\n  targets: [0人（平成23年度）]\n"
#define TENTHS \
	"kind: level\n  unit: 点\n  want: up\n" \
	"  baseline: 0.1点（令和2年度）\n  targets: [0.4点（令和5年度）]\n"

/* ratio: q, p or r, whichever the step reads; aim: E, or T without E */
struct vector {
	const char *indicator, *row;
	enum status status;
	const char *aim, *ratio;
	bool rough;
};

static const struct vector vectors[] = {
	{SAPPORO_1, "R6,,87.0,,,", STATUS_BEHIND, "1313/15", "0.568", false},
	{SAPPORO_1, "R6,,87.6,,,", STATUS_ON_TRACK, "1313/15", "1.054",
	    false},
	{SAPPORO_1, "R8,,88.0,,,", STATUS_SLIGHTLY_BEHIND, "2663/30",
	    "0.689", false},
	{SAPPORO_1, "R10,,90.0,,,", STATUS_ACHIEVED, "90", "1.000", false},
	{SAPPORO_1, "R10,,89.9,,,", STATUS_MISSED_NEAR, "90", "0.973", false},
	{SAPPORO_2, "R6,,74.9,,,", STATUS_UNCHANGED, "1162/15", "-1.026",
	    false},
	{SAPPORO_2, "R6,,73.0,,,", STATUS_WORSE, "1162/15", "-2.526", false},
	{SAPPORO_4_2, "R6,,14.5億円,,,", STATUS_ON_TRACK, "14.4", "1.071",
	    true},
	{SAPPORO_4_2, "R6,,14.0億円,partial,,9月30日まで",
	    STATUS_PROVISIONAL, "17.2", NULL, false},
	{SAPPORO_4_1, "R6,,2100,partial,,", STATUS_MET_PARTIAL, "2000", NULL,
	    false},
	{SAGAMIHARA_1, "R3,,52.7,,,", STATUS_ON_TRACK, "52.7", "1.000",
	    false},
	{SAGAMIHARA_1, "R6,,55.0,,,", STATUS_SLIGHTLY_BEHIND, "55.7",
	    "0.860", false},
	{SAGAMIHARA_NEWS, "R3,,1,,,", STATUS_NOT_MET, "2", "0.500", false},
	{SAGAMIHARA_FUND, "R3,,19,,,", STATUS_MET, "16", "1.188", false},
	{SAGAMIHARA_FUND, "R3,,15,,,", STATUS_NOT_MET_NEAR, "16", "0.938",
	    false},
	{SAGAMIHARA_ADOPT, "R9,,700,,,", STATUS_ACHIEVED, "700", "1.000",
	    false},
	{SENDAI_CENTRE, "R1,,\"63,621\",,,", STATUS_NOT_MET_NEAR, "66000",
	    "0.964", false},
	{CHILDREN, "H20,,271,,,", STATUS_WORSE, "159", "-1.113", false},
	{CHILDREN, "H23,,0,,,", STATUS_ACHIEVED, "0", "1.000", false},
	{SAPPORO_1, "R5,,－,,調査のない年度,", STATUS_NA, "90.0", NULL,
	    false},
	/* beside the table of the rule */
	{SAGAMIHARA_ADOPT, "R3,,720,,,", STATUS_MET, "700", "1.029", false},
	{TENTHS, "R3,,0.2,,,", STATUS_ON_TRACK, "0.2", "1.000", false},
	{TENTHS, "R4,,0.3,,,", STATUS_ON_TRACK, "0.3", "1.000", false},
};

/* what the step of the rule has read */
static str
ratio(const struct status_result *r)
{
	if (r->step == 2)
		return r->r;
	return r->year < r->target->year.to ? r->q : r->p;
}

static void
assert_vector(const struct vector *v)
{
	const struct status_result *r;
	const char *name = v->row;
	char yaml[800], rows[200];
	struct town t;

	snprintf(yaml, sizeof(yaml), "- id: x\n  title: 指標\n  %s",
	    v->indicator);
	snprintf(rows, sizeof(rows), "x,%s\n", v->row);
	open_rows(&t, yaml, rows, name);
	r = indicator(&t, "x")->results;
	assert_int_equal(indicator(&t, "x")->nresults, 1);
	assert_status(r, v->status, name);
	assert_str(r->E.n > 0 ? r->E : r->T, v->aim, name);
	if (v->ratio != NULL)
		assert_rounded(ratio(r), v->ratio, name);
	assert_int_equal(r->rough, v->rough);
	assert_int_equal(r->reason == 0, v->status != STATUS_NA);
	town_close(&t);
}

static void
gives_the_vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		assert_vector(&vectors[i]);
}

/* ---- the numbers as texts ------------------------------------------------ */

/* A, B and T as written, in the baseline's scale; E in lowest terms */
struct written {
	const char *unit, *baseline, *target, *actual;
	const char *A, *B, *T, *E;
};

static const struct written numbers[] = {
	{"％", "70.0％（R2）", "80.00％（R6）", "75.50", "75.50", "70.0",
	    "80.00", "75"},
	{"件", "\"1,000（R2）\"", "△5.0（R6）", "△1.50", "-1.50", "1000",
	    "-5.0", "497.5"},
	{"円", "1.0億円（R2）", "\"2億2,000万円（R6）\"", "9000.0万円",
	    "0.9", "1.0", "2.2", "1.6"},
	/* a unit with a scale is that of figures that have none */
	{"億円", "約13（R2）", "15.0（R6）", "14.50", "14.50", "13", "15.0",
	    "14"},
	{"億円", "13億円（R2）", "\"1,500,000,000円（R6）\"", "1.4兆",
	    "14000", "13", "15", "14"},
	{"万人", "2.50万人（R2）", "\"35,000人（R6）\"", "3", "3", "2.50",
	    "3.5", "3"},
};

static void
keeps_decimals_as_written(void **state)
{
	const struct status_result *r;
	const struct written *n;
	char yaml[400], row[100];
	struct town t;

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		n = &numbers[i];
		snprintf(yaml, sizeof(yaml), "- id: x\n  title: 指標\n"
		    "  unit: %s\n  want: up\n  baseline: %s\n"
		    "  targets: [%s]\n", n->unit, n->baseline, n->target);
		snprintf(row, sizeof(row), "x,R4,,%s,,,\n", n->actual);
		open_rows(&t, yaml, row, n->baseline);
		r = indicator(&t, "x")->results;
		assert_str(r->A, n->A, n->actual);
		assert_str(r->B, n->B, n->baseline);
		assert_str(r->T, n->T, n->target);
		if (r->E.n > 0)
			assert_str(r->E, n->E, n->baseline);
		town_close(&t);
	}
}

/* ---- every step ---------------------------------------------------------- */

/* the reasons, and what each status needs, beside the vectors */
struct form {
	const char *name, *indicator, *row;
	enum status status;
	enum status_reason reason;
	bool rough;
};

#define FROM_10_TO_20 \
	"kind: level\n  unit: 件\n  baseline: 10件（令和2年度）\n" \
	"  targets: [20件（令和6年度）]\n  want: up\n"
#define FROM_20_TO_10 \
	"kind: level\n  unit: 件\n  baseline: 20件（令和2年度）\n" \
	"  targets: [10件（令和6年度）]\n  want: down\n"
#define DIP \
	"kind: level\n  unit: 件\n  baseline: 100件（令和2年度）\n" \
	"  targets: [90件（令和4年度）, 120件（令和8年度）]\n  want: up\n"
#define RANGE \
	"kind: share\n  unit: ％\n  want: range\n" \
	"  baseline: 30％（令和2年度）\n  targets: [40～60％（令和6年度）]\n"

static const struct form forms[] = {
	{"want none", "unit: 件\n  want: none\n  baseline: 1件（R2）\n"
	    "  targets: [2件（R4）]\n", "R3,,1,,,", STATUS_NA,
	    STATUS_DIRECTION, false},
	{"want none comes first", "unit: 件\n  want: none\n", "R3,,－,,不明,",
	    STATUS_NA, STATUS_DIRECTION, false},
	{"no target", "unit: 件\n  want: up\n  baseline: 1件（R2）\n",
	    "R3,,1,,,", STATUS_NA, STATUS_NO_TARGET, false},
	{"no target comes before no value", "unit: 件\n  want: up\n",
	    "R3,,－,,不明,", STATUS_NA, STATUS_NO_TARGET, false},
	{"a target without value is none", "unit: 件\n  want: up\n"
	    "  baseline: 1件（R2）\n"
	    "  targets: [{value: －, year: R4, reason: 検討中}]\n",
	    "R3,,1,,,", STATUS_NA, STATUS_NO_TARGET, false},
	{"not measured", FROM_10_TO_20, "R3,,…,,集計中,", STATUS_NA,
	    STATUS_NOT_MEASURED, false},
	{"suppressed", FROM_10_TO_20, "R3,,x,,少数のため秘匿,", STATUS_NA,
	    STATUS_SUPPRESSED, false},
	{"break", FROM_10_TO_20 "  breaks: [{year: R3, text: 定義の変更}]\n",
	    "R3,,15,,,", STATUS_NA, STATUS_BREAK, false},
	{"a break after it", FROM_10_TO_20
	    "  breaks: [{year: R5, text: 定義の変更}]\n",
	    "R4,,15,,,", STATUS_ON_TRACK, 0, false},
	{"a break in the baseline's year", FROM_10_TO_20
	    "  breaks: [{year: R2, text: 定義の変更}]\n",
	    "R4,,15,,,", STATUS_ON_TRACK, 0, false},
	{"a break, no baseline", "unit: 件\n  want: up\n"
	    "  targets: [2件（R6）]\n"
	    "  breaks: [{year: R3, text: 定義の変更}]\n",
	    "R4,,2,,,", STATUS_MET, 0, false},
	{"before the baseline", FROM_10_TO_20, "R1,,5,,,", STATUS_NA,
	    STATUS_BEFORE_BASELINE, false},
	{"the baseline's year", FROM_10_TO_20, "R2,,10,,,", STATUS_NA,
	    STATUS_BASELINE_YEAR, false},
	{"each, another year", SENDAI_CENTRE, "R3,,70000,,,", STATUS_NA,
	    STATUS_NO_TARGET_YEAR, false},
	{"each, met", SENDAI_CENTRE, "H31,,66000,,,", STATUS_ACHIEVED, 0,
	    false},
	{"each, between two spans", "unit: 件\n  want: up\n"
	    "  targets: [{value: 5, years: R3～R4, each: true}, "
	    "{value: 5, years: R7～R8, each: true}]\n",
	    "R6,,5,,,", STATUS_NA, STATUS_NO_TARGET_YEAR, false},
	{"each is a threshold", "unit: 件\n  want: up\n"
	    "  baseline: 1件（R2）\n"
	    "  targets: [{value: 5, years: R3～R6, each: true}]\n",
	    "R4,,4,,,", STATUS_NOT_MET, 0, false},
	{"each, on and on", "unit: 件\n  want: up\n"
	    "  targets: [{value: 5, years: R2～, each: true}]\n",
	    "R9,,5,,,", STATUS_ACHIEVED, 0, false},
	{"final only", FROM_10_TO_20 "  path: final_only\n", "R5,,20,,,",
	    STATUS_NA, STATUS_PATH, false},
	{"final only, at the end", FROM_10_TO_20 "  path: final_only\n",
	    "R6,,16,,,", STATUS_MISSED_NEAR, 0, false},
	{"a path of the site", FROM_10_TO_20 "  path: lua:curve\n",
	    "R5,,16,,,", STATUS_NA, STATUS_PATH, false},
	{"a path of the site, at the end",
	    FROM_10_TO_20 "  path: lua:curve\n", "R6,,16,,,",
	    STATUS_MISSED_NEAR, 0, false},

	{"partial, a level", FROM_10_TO_20, "R3,,30,partial,,",
	    STATUS_PROVISIONAL, 0, false},
	{"partial, 以上 is met", "kind: flow\n  unit: 件\n  want: maintain\n"
	    "  targets: [5件以上（R6）]\n", "R3,,5,partial,,",
	    STATUS_MET_PARTIAL, 0, false},
	{"partial, 超 is met", "kind: flow\n  unit: 件\n  want: up\n"
	    "  targets: [5件超（R6）]\n", "R3,,6,partial,,",
	    STATUS_MET_PARTIAL, 0, false},
	{"partial, may still leave the range", "kind: flow\n  unit: 件\n"
	    "  want: range\n  targets: [{value: 4～6, cmp: 以上, year: R6}]\n",
	    "R3,,5,partial,,", STATUS_PROVISIONAL, 0, false},
	{"partial, not there yet", SAPPORO_4_1, "R6,,1999,年度途中,,",
	    STATUS_PROVISIONAL, 0, false},
	{"partial, may still become too many", "kind: flow\n  unit: 件\n"
	    "  want: down\n  baseline: 20件（R2）\n"
	    "  targets: [10件（R6）]\n", "R5,,3,partial,,",
	    STATUS_PROVISIONAL, 0, false},
	{"partial, the interim target is due", "kind: flow\n  unit: 件\n"
	    "  want: up\n  baseline: 10件（R2）\n"
	    "  targets: [15件（R4）, 20件（R6）]\n", "R3,,15,partial,,",
	    STATUS_MET_PARTIAL, 0, false},
	{"provisional is judged", FROM_10_TO_20, "R4,,15,速報,,",
	    STATUS_ON_TRACK, 0, false},

	{"maintain", "unit: 件\n  want: maintain\n  baseline: 10件（R2）\n"
	    "  targets: [10件（R6）]\n", "R4,,9,,,", STATUS_NOT_MET_NEAR, 0,
	    false},
	{"maintain more than there is", "unit: 件\n  want: maintain\n"
	    "  baseline: 10件（R2）\n  targets: [20件以上（R6）]\n",
	    "R4,,15,,,", STATUS_NOT_MET, 0, false},
	{"maintain 以下", "unit: 件\n  want: maintain\n"
	    "  baseline: 10件（R2）\n  targets: [10件以下（R6）]\n",
	    "R6,,10,,,", STATUS_ACHIEVED, 0, false},
	{"maintain 以下, more", "unit: 件\n  want: maintain\n"
	    "  baseline: 10件（R2）\n  targets: [10件以下（R6）]\n",
	    "R4,,12,,,", STATUS_NOT_MET, 0, false},
	{"maintain 未満", "unit: 件\n  want: maintain\n"
	    "  baseline: 9件（R2）\n  targets: [10件未満（R6）]\n",
	    "R4,,10,,,", STATUS_NOT_MET_NEAR, 0, false},
	{"maintain 未満, more", "unit: 件\n  want: maintain\n"
	    "  baseline: 9件（R2）\n  targets: [10件未満（R6）]\n",
	    "R4,,12,,,", STATUS_NOT_MET, 0, false},
	{"in the range", RANGE, "R4,,60,,,", STATUS_MET, 0, false},
	{"in the range at the end", RANGE, "R7,,40,,,", STATUS_ACHIEVED, 0,
	    false},
	{"below the range", RANGE, "R4,,36,,,", STATUS_NOT_MET_NEAR, 0,
	    false},
	{"far below the range", RANGE, "R4,,35,,,", STATUS_NOT_MET, 0,
	    false},
	{"above the range", RANGE, "R4,,66,,,", STATUS_NOT_MET_NEAR, 0,
	    false},
	{"far above the range", RANGE, "R4,,67,,,", STATUS_NOT_MET, 0,
	    false},
	{"target equal to baseline", "unit: 件\n  want: up\n"
	    "  baseline: 10件（R2）\n  targets: [10件（R6）]\n",
	    "R4,,10,,,", STATUS_MET, 0, false},
	{"zero stays zero", "unit: 件\n  want: down\n"
	    "  baseline: 0件（R2）\n  targets: [0件（R6）]\n",
	    "R4,,0,,,", STATUS_MET, 0, false},
	{"zero wanted, one there", "unit: 件\n  want: maintain\n"
	    "  baseline: 0件（R2）\n  targets: [0件以下（R6）]\n",
	    "R4,,1,,,", STATUS_NOT_MET, 0, false},
	{"zero or more wanted, less there", "unit: ％\n  want: maintain\n"
	    "  baseline: 1％（R2）\n  targets: [0％以上（R6）]\n",
	    "R4,,-1,,,", STATUS_NOT_MET, 0, false},
	{"a share of negatives says nothing", "unit: ％\n  want: maintain\n"
	    "  baseline: 1％（R2）\n  targets: [△5％以上（R6）]\n",
	    "R4,,△6,,,", STATUS_NOT_MET, 0, false},

	{"at the end, worse", FROM_10_TO_20, "R6,,9,,,", STATUS_WORSE, 0,
	    false},
	{"at the end, unchanged", FROM_10_TO_20, "R6,,10,,,",
	    STATUS_UNCHANGED, 0, false},
	{"at the end, unchanged by tolerance", FROM_10_TO_20
	    "  tolerance: 2\n", "R6,,12,,,", STATUS_UNCHANGED, 0, false},
	{"at the end, more than that", FROM_10_TO_20
	    "  tolerance: 2\n", "R6,,12.1,,,", STATUS_MISSED, 0, false},
	{"at the end, worse than that", FROM_10_TO_20
	    "  tolerance: 2\n", "R6,,7.9,,,", STATUS_WORSE, 0, false},
	{"at the end, less than 0.6", FROM_10_TO_20, "R6,,15.9,,,",
	    STATUS_MISSED, 0, false},
	{"after the end", FROM_10_TO_20, "R9,,16,,,", STATUS_MISSED_NEAR, 0,
	    false},
	{"after the end, achieved", FROM_10_TO_20, "R9,,20,,,",
	    STATUS_ACHIEVED, 0, false},
	{"early", FROM_10_TO_20, "R3,,20,,,", STATUS_ACHIEVED_EARLY, 0,
	    false},
	{"unchanged on the way", FROM_10_TO_20, "R4,,10,,,",
	    STATUS_UNCHANGED, 0, false},
	{"unchanged, but enough", FROM_10_TO_20 "  tolerance: 5\n",
	    "R4,,15,,,", STATUS_ON_TRACK, 0, false},
	{"behind", FROM_10_TO_20, "R4,,12,,,", STATUS_BEHIND, 0, false},
	{"q of 0.6", FROM_10_TO_20, "R4,,13,,,", STATUS_SLIGHTLY_BEHIND, 0,
	    false},
	{"down, on track", FROM_20_TO_10, "R4,,15,,,", STATUS_ON_TRACK, 0,
	    false},
	{"down, behind", FROM_20_TO_10, "R4,,18,,,", STATUS_BEHIND, 0,
	    false},
	{"down, worse", FROM_20_TO_10, "R4,,21,,,", STATUS_WORSE, 0, false},
	{"down, early", FROM_20_TO_10, "R4,,10,,,", STATUS_ACHIEVED_EARLY, 0,
	    false},
	{"down to 未満", "kind: level\n  unit: 件\n"
	    "  baseline: 20件（令和2年度）\n"
	    "  targets: [10件未満（令和6年度）]\n  want: down\n",
	    "R6,,10,,,", STATUS_MISSED_NEAR, 0, false},
	{"a planned dip", DIP, "R3,,95,,,", STATUS_ON_TRACK, 0, false},
	{"deeper than the dip", DIP, "R3,,94,,,", STATUS_WORSE, 0, false},
	{"the dip's year", DIP, "R4,,90,,,", STATUS_ON_TRACK, 0, false},
	{"after the dip", DIP, "R5,,97.5,,,", STATUS_ON_TRACK, 0, false},
	{"超 at an interim target", "unit: 件\n  want: up\n"
	    "  baseline: 10件（R2）\n  targets: [15件超（R4）, 20件（R6）]\n",
	    "R4,,15,,,", STATUS_SLIGHTLY_BEHIND, 0, false},
	{"step, before the first", "unit: 件\n  want: up\n  path: step\n"
	    "  baseline: 10件（R2）\n  targets: [15件（R4）, 20件（R6）]\n",
	    "R3,,10,,,", STATUS_ON_TRACK, 0, false},
	{"step, below the baseline", "unit: 件\n  want: up\n  path: step\n"
	    "  baseline: 10件（R2）\n  targets: [15件（R4）, 20件（R6）]\n",
	    "R3,,9,,,", STATUS_WORSE, 0, false},
	{"step, at the first", "unit: 件\n  want: up\n  path: step\n"
	    "  baseline: 10件（R2）\n  targets: [15件（R4）, 20件（R6）]\n",
	    "R4,,14,,,", STATUS_SLIGHTLY_BEHIND, 0, false},
	{"step, after the first", "unit: 件\n  want: up\n  path: step\n"
	    "  baseline: 10件（R2）\n  targets: [15件（R4）, 20件（R6）]\n",
	    "R5,,15,,,", STATUS_ON_TRACK, 0, false},

	{"a survey in ％ has a tolerance of 3", SAPPORO_2, "R10,,79.2,,,",
	    STATUS_UNCHANGED, 0, false},
	{"its own tolerance", SAPPORO_2 "  tolerance: 0\n", "R10,,79.2,,,",
	    STATUS_MISSED_NEAR, 0, false},
	{"a survey in other units has none", "kind: survey\n  unit: 点\n"
	    "  want: up\n  baseline: 5点（R2）\n  targets: [9点（R6）]\n",
	    "R3,,4,,,", STATUS_WORSE, 0, false},

	{"rough by the actual", FROM_10_TO_20, "R4,,約15,,,",
	    STATUS_ON_TRACK, 0, true},
	{"about, but not rough", FROM_10_TO_20, "R4,,約17,,,",
	    STATUS_ON_TRACK, 0, false},
	{"half of the last written digit", FROM_10_TO_20, "R4,,約15.6,,,",
	    STATUS_ON_TRACK, 0, false},
	{"in the written scale", "kind: level\n  unit: 円\n  want: up\n"
	    "  baseline: 1億円（R2）\n  targets: [2億円（R6）]\n",
	    "R4,,\"約1億5,004万円\",,,", STATUS_ON_TRACK, 0, false},
	{"in the written scale, rough", "kind: level\n  unit: 円\n"
	    "  want: up\n  baseline: 1億円（R2）\n  targets: [2億円（R6）]\n",
	    "R4,,\"約1億5,000万円\",,,", STATUS_ON_TRACK, 0, true},
	{"half of 万", "kind: level\n  unit: 円\n  want: up\n"
	    "  baseline: 1億円（R2）\n"
	    "  targets: [\"2億3万5,000円（R6）\"]\n",
	    "R4,,\"約１億５,００２万円\",,,", STATUS_ON_TRACK, 0, true},
	{"half of 万 before a letter", "kind: level\n  unit: kWh\n"
	    "  want: up\n  baseline: 1億kWh（R2）\n"
	    "  targets: [\"2億3万5,000kWh（R6）\"]\n",
	    "R4,,\"約1億5,002万kWh\",,,", STATUS_ON_TRACK, 0, true},
	{"half of one", "kind: level\n  unit: 円\n  want: up\n"
	    "  baseline: 1億円（R2）\n"
	    "  targets: [\"2億3万5,000円（R6）\"]\n",
	    "R4,,\"約150,020,000円\",,,", STATUS_ON_TRACK, 0, false},
	{"the fraction of 万 counts in ones", "kind: level\n  unit: 人\n"
	    "  want: up\n  baseline: 1万人（R2）\n  targets: [2万人（R6）]\n",
	    "R4,,\"約１万５,００１人\",,,", STATUS_ON_TRACK, 0, false},
	{"rough by the baseline", "unit: 件\n  want: up\n"
	    "  baseline: 約10件（R2）\n  targets: [20件（R6）]\n",
	    "R4,,15,,,", STATUS_ON_TRACK, 0, true},
	{"rough by a target that is due", "unit: 件\n  want: up\n"
	    "  baseline: 10件（R2）\n  targets: [約15件（R4）, 20件（R6）]\n",
	    "R4,,15,,,", STATUS_ON_TRACK, 0, true},
	{"not rough by a target far away", "unit: 件\n  want: up\n"
	    "  baseline: 10件（R2）\n  targets: [15件（R4）, 約20件（R6）]\n",
	    "R4,,15,,,", STATUS_ON_TRACK, 0, false},
	{"rough by the end of a range", "unit: 件\n  want: range\n"
	    "  baseline: 10件（R2）\n  targets: [約4～6件（R6）]\n",
	    "R4,,6,,,", STATUS_MET, 0, true},

	{"a month stands at its fiscal year", FROM_10_TO_20,
	    "令和5年3月,,15,,,", STATUS_ON_TRACK, 0, false},
	{"a span at its last year", FROM_10_TO_20, "R3～R6,,20,,,",
	    STATUS_ACHIEVED, 0, false},
	{"a range where nothing is wanted", "unit: 件\n  want: none\n"
	    "  targets: [2件（R6）]\n", "R4,,1～2,,,", STATUS_NA,
	    STATUS_DIRECTION, false},
	{"a range without targets", "unit: 件\n  want: up\n", "R4,,1～2,,,",
	    STATUS_NA, STATUS_NO_TARGET, false},
	{"scales differ", "kind: level\n  unit: 円\n  want: up\n"
	    "  baseline: 9,000万円（R2）\n  targets: [2億円（R6）]\n",
	    "R6,,200000000,,,", STATUS_ACHIEVED, 0, false},
};

static void
assert_form(const struct form *f)
{
	const struct status_result *r;
	char yaml[800], rows[200];
	struct town t;

	snprintf(yaml, sizeof(yaml), "- id: x\n  title: 指標\n  %s",
	    f->indicator);
	snprintf(rows, sizeof(rows), "x,%s\n", f->row);
	open_rows(&t, yaml, rows, f->name);
	assert_int_equal(indicator(&t, "x")->nresults, 1);
	r = indicator(&t, "x")->results;
	assert_status(r, f->status, f->name);
	if (r->reason != f->reason)
		fail_msg("%s: reason " STR_FMT, f->name,
		    STR_ARG(status_reasons[r->reason].word));
	if (r->rough != f->rough)
		fail_msg("%s: rough is wrong", f->name);
	town_close(&t);
}

static void
takes_every_step(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		assert_form(&forms[i]);
}

#define REVISED \
	"unit: ％\n  want: up\n  baseline: 10％（R2）\n" \
	"  targets: [14％（R4）, 18％（R6）, 22％（R8）]\n" \
	"  revisions:\n    - {year: R6, text: 中間見直し, " \
	"targets: [34％（R7）, {value: 40, year: R9}]}\n"

/* ---- which value, which target ------------------------------------------- */

/* year, area, status and A of all results, one after the other */
static void
assert_results(const struct town *t, const char *id, const char *want)
{
	const struct indicator *i = indicator(t, id);
	const struct status_result *r;
	struct buf b = {0};

	for (r = i->results; r < i->results + i->nresults; r++) {
		buf_printf(&b, "%s%d ", b.n > 0 ? "; " : "", r->year);
		if (r->area != NULL)
			buf_printf(&b, STR_FMT " ", STR_ARG(r->area->id));
		buf_put(&b, r->status == STATUS_NA ?
		    status_reasons[r->reason].word :
		    status_names[r->status].word);
		if (r->A.n > 0)
			buf_printf(&b, " " STR_FMT, STR_ARG(r->A));
	}
	assert_str(buf_str(&b), want, id);
	buf_done(&b);
}

#define X  "- id: x\n  title: 指標\n  "
#define Y  "- id: y\n  title: 別の指標\n  "

static void
takes_the_best_of_a_year(void **state)
{
	struct town t;

	(void)state;
	open_rows(&t, X FROM_10_TO_20,
	    "x,R4,,12,partial,,\nx,R4,,13,provisional,,\n"
	    "x,R3,,11,provisional,,\nx,R3,,14,revised,,\nx,R3,,13,final,,\n"
	    "x,R5,,18,final,,\nx,R5,,17.5,provisional,,\n", "states");
	assert_results(&t, "x", "2021 on_track 14; "
	    "2022 slightly_behind 13; 2023 on_track 18");
	assert_int_equal(status_find(indicator(&t, "x"), (str){0}, 2022)
	    ->actual->state.at, ACTUAL_PROVISIONAL);
	town_close(&t);
}

static void
refuses_two_of_a_state(void **state)
{
	struct town t;

	(void)state;
	open_rows(&t, X FROM_10_TO_20,
	    "x,R4,,12,,,\nx,R4,,13,final,,\n", NULL);
	assert_says(&t, "actual-twice", "twice");
	assert_int_equal(t.diags.errors, 1);
	town_close(&t);
	open_rows(&t, X FROM_10_TO_20,
	    "x,R4,,12,partial,,\nx,令和5年3月,,13,partial,,\n", NULL);
	assert_says(&t, "actual-twice", "the same fiscal year");
	town_close(&t);
}

static void
carries_nothing_forward(void **state)
{
	struct town t;

	(void)state;
	open_rows(&t, X FROM_10_TO_20 Y FROM_10_TO_20, "x,R3,,15,,,\n",
	    "gaps");
	assert_results(&t, "x", "2021 on_track 15");
	assert_results(&t, "y", "0 no-actual");
	assert_str(indicator(&t, "y")->results[0].T, "20", "T");
	assert_str(indicator(&t, "y")->results[0].B, "10", "B");
	town_close(&t);
	open_rows(&t, X REVISED, "", "the targets of today");
	assert_str(indicator(&t, "x")->results[0].T, "40", "T");
	town_close(&t);
	open_rows(&t, X FROM_10_TO_20, "x,R3,,15,,,\nx,令和●年度,,16,,,\n"
	    "x,－,,17,,,\n", NULL);
	assert_results(&t, "x", "2021 on_track 15");
	town_close(&t);
}

static void
judges_areas_by_their_own(void **state)
{
	static const char wards[] = X "unit: ％\n  want: up\n  areas:\n"
	    "    - {id: east, title: 東区, baseline: 10％（R2）, "
	    "targets: [20％（R6）]}\n"
	    "    - {id: west, title: 西区, baseline: 20％（R2）, "
	    "targets: [30％（R6）]}\n"
	    "    - {id: south, title: 南区}\n";
	struct town t;

	(void)state;
	open_rows(&t, wards, "x,R4,西区,20,,,\nx,R4,east,15,,,\n"
	    "x,R3,west,25,,,\n", "areas");
	assert_results(&t, "x", "2022 east on_track 15; "
	    "2021 west on_track 25; 2022 west unchanged 20; "
	    "0 south no-actual");
	assert_non_null(status_find(indicator(&t, "x"), STR("west"), 2021));
	assert_null(status_find(indicator(&t, "x"), STR("east"), 2021));
	assert_null(status_find(indicator(&t, "x"), (str){0}, 2022));
	assert_int_equal(status_latest(indicator(&t, "x"), STR("west"))
	    ->year, 2022);
	assert_null(status_latest(indicator(&t, "x"), (str){0}));
	town_close(&t);
	/* a value of the whole wants a word of its own */
	open_rows(&t, wards, "x,R4,,20,,,\n", "areas and the whole");
	assert_results(&t, "x", "2022 no-target 20; 0 east no-actual; "
	    "0 west no-actual; 0 south no-actual");
	town_close(&t);
	open_rows(&t, X "unit: ％\n  want: up\n  targets: [20％（R6）]\n"
	    "  areas: [{id: a, title: 東}]\n", "", "targets of the whole");
	assert_results(&t, "x", "0 no-actual; 0 a no-actual");
	town_close(&t);
}

static void
takes_the_targets_of_the_time(void **state)
{
	const struct status_result *r;
	struct town t;

	(void)state;
	open_rows(&t, X REVISED, "x,R5,,16,,,\nx,R6,,18,,,\n"
	    "x,R8,,37,,,\nx,R9,,40,,,\n", "revision");
	assert_results(&t, "x", "2023 on_track 16; 2024 behind 18; "
	    "2026 on_track 37; 2027 achieved 40");
	r = indicator(&t, "x")->results;
	assert_str(r[0].T, "22", "the target valid then");
	assert_str(r[1].T, "40", "the target valid now");
	assert_str(r[1].target->text, "40％", "as a page shows it");
	/* the interim target before the review stays on the path */
	assert_str(r[1].E, "82/3", "from 14 to 34 in three years");
	town_close(&t);
	/* what holds for each year does so until the review */
	open_rows(&t, X "unit: 件\n  want: up\n"
	    "  targets: [{value: 5, years: R3～R9, each: true}]\n"
	    "  revisions: [{year: R6, targets: [9件（R9）]}]\n",
	    "x,R5,,5,,,\nx,R6,,5,,,\n", "each, revised");
	assert_results(&t, "x", "2023 achieved 5; 2024 not_met 5");
	town_close(&t);
	open_rows(&t, X "unit: 件\n  want: up\n"
	    "  targets: [{value: 5, years: R3～R9, each: true}]\n"
	    "  revisions: [{year: R5, baseline: 2件（R4）}]\n",
	    "x,R6,,5,,,\n", "each, with a new baseline");
	assert_results(&t, "x", "2024 achieved 5");
	town_close(&t);
}

static void
measures_from_the_last_of_all(void **state)
{
	struct town t;

	(void)state;
	open_rows(&t, X "unit: 件\n  want: up\n  baseline: 1件（R2）\n"
	    "  targets: [{value: 5, year: R3, each: true}, "
	    "{value: 9, years: R4～R6, each: true}]\n", "x,R3,,3,,,\n", "p");
	assert_str(indicator(&t, "x")->results[0].T, "5", "T is what is due");
	assert_str(indicator(&t, "x")->results[0].p, "0.25", "p");
	town_close(&t);
	open_rows(&t, X RANGE, "x,R3,,36,,,\n", "p of a range");
	assert_str(indicator(&t, "x")->results[0].p, "", "p");
	town_close(&t);
	open_rows(&t, X "unit: 件\n  want: up\n"
	    "  targets: [20件（令和●年度）]\n", "x,R3,,36,,,\n", NULL);
	assert_says(&t, "placeholder", "a year that is not known yet");
	assert_results(&t, "x", "2021 no-target 36");
	town_close(&t);
}

static void
takes_a_new_baseline(void **state)
{
	static const char text[] = X "unit: ％\n  want: up\n"
	    "  baseline: 10％（R2）\n  targets: [14％（R4）, 20％（R6）]\n"
	    "  breaks: [{year: R4, text: 調査方法の変更}]\n"
	    "  revisions: [{year: R5, baseline: 40％（R4）, "
	    "targets: [50％（R6）, 60％（R8）]}]\n";
	struct town t;

	(void)state;
	open_rows(&t, text, "x,R3,,12,,,\nx,R4,,40,,,\nx,R5,,45,,,\n"
	    "x,R6,,44,,,\n", "a break");
	assert_results(&t, "x", "2021 on_track 12; 2022 break 40; "
	    "2023 on_track 45; 2024 behind 44");
	assert_str(indicator(&t, "x")->results[2].B, "40", "B");
	assert_str(indicator(&t, "x")->results[1].p, "", "p over a break");
	town_close(&t);
	open_rows(&t, X "unit: ％\n  want: up\n"
	    "  baseline: 10％（R2）\n  targets: [14％（R4）, 50％（R8）]\n"
	    "  revisions: [{year: R5, baseline: 20％（R4）}]\n",
	    "x,R6,,35,,,\n", "the targets stay");
	assert_results(&t, "x", "2024 on_track 35");
	assert_str(indicator(&t, "x")->results[0].E, "35", "E");
	town_close(&t);
}

/* its error is told; what there is is judged all the same */
static void
judges_without_a_unit(void **state)
{
	struct town t;

	(void)state;
	open_rows(&t, X "unit: ''\n  want: up\n  baseline: 1億（R2）\n"
	    "  targets: [\"2億3万5,000（R6）\"]\n",
	    "x,R4,,\"約1億5,002万\",,,\n", NULL);
	assert_says(&t, "key-missing", "no unit");
	assert_results(&t, "x", "2022 on_track 1.5002");
	assert_true(indicator(&t, "x")->results[0].rough);
	town_close(&t);
}

static void
knows_what_replaces_it(void **state)
{
	struct town t;

	(void)state;
	open_rows(&t, X FROM_10_TO_20 Y "unit: 人\n  want: up\n"
	    "  replaces: x\n  baseline: 5人（R3）\n  targets: [9人（R6）]\n",
	    "x,R3,,15,,,\nx,R4,,15,,,\ny,R4,,7,,,\n", "replaced");
	assert_results(&t, "x", "2021 on_track 15; 2022 replaced 15");
	assert_results(&t, "y", "2022 on_track 7");
	town_close(&t);
	open_rows(&t, X FROM_10_TO_20 Y "unit: 人\n  want: up\n"
	    "  replaces: x\n  targets: [9人（R6）]\n",
	    "x,R3,,15,,,\n", "replaced from the first");
	assert_results(&t, "x", "2021 replaced 15");
	town_close(&t);
	open_rows(&t, X FROM_10_TO_20 Y "unit: 人\n  want: up\n"
	    "  replaces: x\n  areas: [{id: a, title: 東, "
	    "baseline: 1人（R5）}, {id: b, title: 西, "
	    "baseline: 1人（R3）}]\n", "x,R3,,15,,,\nx,R4,,15,,,\n",
	    "replaced by areas");
	assert_results(&t, "x", "2021 on_track 15; 2022 replaced 15");
	town_close(&t);
	open_rows(&t, X FROM_10_TO_20 Y "unit: 人\n  want: up\n"
	    "  replaces: x\n  baseline: 5人（R3）\n  targets: [9人（R6）]\n"
	    "- id: z\n  title: 別の半分\n  unit: 人\n  want: up\n"
	    "  replaces: x\n  baseline: 5人（R5）\n  targets: [9人（R6）]\n",
	    "x,R3,,15,,,\nx,R4,,15,,,\n", "replaced by two");
	assert_results(&t, "x", "2021 on_track 15; 2022 replaced 15");
	town_close(&t);
}

/* a plan that has not said from when it holds replaces all there was */
static void
replaces_without_a_period(void **state)
{
	static const char *const plans[] = {
		"---\ntitle: 計画\ncity: 見本市\nstatus: draft\n---\n",
		"---\ntitle: 計画\ncity: 見本市\nstatus: draft\n"
		    "period: {from: 令和●年度, to: 令和●年度}\n---\n"
	};
	struct file files[] = {
		{"old/plan.md", PLAN RULE "---\n"},
		{"old/indicators.yaml", X FROM_10_TO_20},
		{"old/actuals.csv", SHEET "x,R3,,15,,,\n"},
		{"young/plan.md", NULL},
		{"young/indicators.yaml", Y "unit: 件\n  want: up\n"
		    "  replaces: old/x\n  targets: [30件（R12）]\n"},
		{NULL, NULL}
	};
	struct town t;

	(void)state;
	for (size_t i = 0; i < sizeof(plans) / sizeof(*plans); i++) {
		files[3].text = plans[i];
		town_open(&t, files);
		assert_results(&t, "old/x", "2021 replaced 15");
		town_close(&t);
	}
}

static void
keeps_an_older_plan_as_it_was(void **state)
{
	static const struct file files[] = {
		{"old/plan.md", PLAN RULE "---\n"},
		{"old/indicators.yaml", X FROM_10_TO_20},
		{"old/actuals.csv", SHEET "x,R4,,15,,,\nx,R7,,20,,,\n"},
		{"young/plan.md", "---\ntitle: 次の計画\ncity: 見本市\n"
		    "status: draft\nperiod: {from: R7, to: R12}\n---\n"},
		{"young/indicators.yaml", Y "unit: 件\n  want: up\n"
		    "  replaces: old/x\n  targets: [30件（R12）]\n"},
		{NULL, NULL}
	};
	struct town t;

	(void)state;
	town_open(&t, files);
	assert_says(&t, NULL, "two plans");
	assert_results(&t, "old/x", "2022 on_track 15; 2025 replaced 20");
	town_close(&t);
}

static void
takes_the_tolerance_of_the_plan(void **state)
{
	struct file files[] = {
		{"town/plan.md", PLAN RULE "tolerance: 2\n---\n"},
		{"town/indicators.yaml", X FROM_10_TO_20 Y FROM_10_TO_20
		    "  tolerance: 1.5\n"},
		{"town/actuals.csv", SHEET "x,R6,,12,,,\ny,R6,,12,,,\n"},
		{NULL, NULL}
	};
	struct town t;

	(void)state;
	town_open(&t, files);
	assert_says(&t, NULL, "a tolerance for all");
	assert_results(&t, "x", "2024 unchanged 12");
	assert_results(&t, "y", "2024 missed 12");
	assert_str(indicator(&t, "y")->results[0].tol, "1.5", "tol");
	town_close(&t);
	files[0].text = PLAN RULE "tolerance: 2ポイント\n---\n";
	files[1].text = X FROM_10_TO_20 Y "unit: ％\n  kind: survey\n"
	    "  want: up\n  baseline: 10％（R2）\n  targets: [20％（R6）]\n";
	town_open(&t, files);
	assert_says(&t, NULL, "a tolerance for percentages");
	assert_str(indicator(&t, "x")->results[0].tol, "0", "of another");
	assert_str(indicator(&t, "y")->results[0].tol, "2", "of a survey");
	town_close(&t);
	files[0].text = PLAN RULE "tolerance: 2件\n---\n";
	town_open(&t, files);
	assert_says(&t, NULL, "a tolerance in a unit");
	assert_str(indicator(&t, "x")->results[0].tol, "2", "of its unit");
	assert_str(indicator(&t, "y")->results[0].tol, "3", "of a survey");
	town_close(&t);
}

/* ---- faults -------------------------------------------------------------- */

static const struct {
	const char *code, *indicators, *rows;
} faults[] = {
	{"target-order", X "unit: 件\n  want: up\n  baseline: 1件（R2）\n"
	    "  targets: [2件（R4）, 3件（令和4年度）]\n", "x,R3,,1,,,\n"},
	{"target-order", X "unit: 件\n  want: up\n  baseline: 1件（R2）\n"
	    "  targets: [2件（R2）, 3件（R6）]\n", "x,R3,,1,,,\n"},
	{"target-order", X "unit: 件\n  want: up\n  baseline: 1件（R2）\n"
	    "  targets: [2件（R1）]\n", "x,R3,,1,,,\n"},
	{"target-order", X "unit: 件\n  want: up\n  targets:\n"
	    "    - {value: 5, years: R2～R4, each: true}\n    - 6件（R4）\n",
	    "x,R3,,1,,,\n"},
	{"target-order", X "unit: 件\n  want: up\n  baseline: 1件（R2）\n"
	    "  targets: [{value: 5, years: R2～R4, each: true}]\n",
	    "x,R3,,5,,,\n"},
	{"target-order", X FROM_10_TO_20 "  revisions:\n"
	    "    - {year: R4, targets: [30件（R6）]}\n"
	    "    - {year: 令和4年度, targets: [40件（R6）]}\n", ""},
	{"target-order", X FROM_10_TO_20 "  revisions:\n"
	    "    - {year: R4, targets: [30件（R6）, 31件（R6）]}\n", ""},
	{"target-order", X FROM_10_TO_20 "  revisions:\n"
	    "    - {year: R4, baseline: 11件（R4）, targets: [30件（R4）]}\n",
	    ""},
	{"target-range", X "unit: 件\n  want: up\n  targets: [2～3件（R4）]\n",
	    ""},
	{"target-range", X "unit: 件\n  want: range\n  targets: [3件（R4）]\n",
	    ""},
	{"target-comparison", X "unit: 件\n  want: up\n"
	    "  targets: [3件以下（R4）]\n", ""},
	{"target-comparison", X "unit: 件\n  want: down\n"
	    "  targets: [3件超（R4）]\n", ""},
	{"value-range", X "unit: 件\n  want: up\n  baseline: 1～2件（R2）\n"
	    "  targets: [3件（R4）]\n", ""},
	{"value-range", X FROM_10_TO_20, "x,R3,,10～12,,,\n"},
	{"tolerance", X FROM_10_TO_20 "  tolerance: -1\n", ""},
	{"tolerance", X FROM_10_TO_20 "  tolerance: 1～2\n", ""},
	{"path", X FROM_10_TO_20 "  path: stairs\n", ""},
	{"path", X FROM_10_TO_20 "  path: \"lua:\"\n", ""},
	{"path", X FROM_10_TO_20 "  path: lua:a-b\n", ""},
	{"area-unknown", X FROM_10_TO_20, "x,R3,北区,12,,,\n"},
	{"id-twice", X "unit: 件\n  areas: [{id: a, title: 東}, "
	    "{id: a, title: 西}]\n", ""},
};

static void
tells_what_is_wrong(void **state)
{
	struct town t;

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		open_rows(&t, faults[i].indicators, faults[i].rows, NULL);
		assert_says(&t, faults[i].code, faults[i].indicators);
		assert_int_equal(t.diags.errors + t.diags.warnings, 1);
		town_close(&t);
	}
}

static void
wants_a_rule_it_knows(void **state)
{
	struct file files[] = {
		{"town/plan.md", PLAN "status_rule: linear3\n---\n"},
		{"town/indicators.yaml", X FROM_10_TO_20},
		{"town/actuals.csv", SHEET "x,R3,,12,,,\n"},
		{NULL, NULL}
	};
	struct town t;
	char *all;

	(void)state;
	town_open(&t, files);
	assert_says(&t, "status-rule", "without its version");
	all = said(&t);
	assert_non_null(strstr(all, "plan.md:6:14: error"));
	free(all);
	town_close(&t);
	files[0].text = PLAN "---\n";
	town_open(&t, files);
	assert_says(&t, "status-rule", "none");
	town_close(&t);
	/* nothing is judged, and nothing has to be pinned */
	files[1].text = X "unit: 件\n";
	town_open(&t, files);
	assert_says(&t, NULL, "nothing to judge");
	town_close(&t);
}

/* ---- functions of the site ----------------------------------------------- */

static bool
expect_14(void *context, str function, const struct status_result *r,
    rational *expected)
{
	assert_str(function, "curve", "function");
	assert_str(r->A, "13", "A");
	assert_str(r->B, "10", "B");
	assert_str(r->T, "20", "T");
	*expected = rational_of(14);
	++*(int *)context;
	return true;
}

static bool
decide_met(void *context, str function, struct status_result *r)
{
	assert_str(function, "our_rule", "function");
	assert_str(r->q, "0.75", "q");
	++*(int *)context;
	r->status = STATUS_MET;
	return true;
}

static void
asks_functions_of_the_site(void **state)
{
	int calls = 0;
	const struct status_hooks hooks = {&calls, expect_14, decide_met};
	struct file files[] = {
		{"town/plan.md", PLAN "status_rule: lua:our_rule\n---\n"},
		{"town/indicators.yaml", X "unit: 円\n  want: up\n"
		    "  baseline: 10億円（R2）\n  targets: [20億円（R6）]\n"
		    "  path: lua:curve\n"},
		{"town/actuals.csv", SHEET
		    "x,R3,,13億,,,\nx,R4,,－,,不明,\n"},
		{NULL, NULL}
	};
	struct model copy;
	struct indicator *i;
	struct plan *p;
	struct town t;

	(void)state;
	town_open(&t, files);
	assert_results(&t, "x", "2021 rule 13; 2022 not-measured");
	/* the sealed model is only read */
	p = malloc(sizeof(*p));
	i = malloc(sizeof(*i));
	assert_true(p != NULL && i != NULL);
	*i = *indicator(&t, "x");
	*p = *t.plan;
	i->results = NULL;
	i->nresults = 0;
	copy = (struct model){.backs = t.model.backs,
	    .nbacks = t.model.nbacks};
	copy.plans = (struct entities){&(struct entity *){&p->entity}, 1};
	p->lists[KIND_indicator] = (struct entities){
	    &(struct entity *){&i->entity}, 1};
	status_all(&copy, &hooks, &t.diags);
	assert_int_equal(calls, 2);
	assert_int_equal(i->nresults, 2);
	assert_status(&i->results[0], STATUS_MET, "by the site");
	assert_str(i->results[0].E, "14", "E");
	assert_int_equal(i->results[1].reason, STATUS_NOT_MEASURED);
	arena_done(&copy.arena);
	free(i);
	free(p);
	town_close(&t);
}

/* ---- what is published --------------------------------------------------- */

static void
publishes_all_that_was_used(void **state)
{
	static const char want[] = "{\n\"rule\": \"linear3@1\",\n"
	    "\"results\": [\n"
	    "{\"indicator\": \"x\", \"area\": null, \"year\": 2024, "
	    "\"status\": \"on_track\", \"A\": \"14.5\", \"B\": \"13\", "
	    "\"T\": \"17.2\", \"E\": \"14.4\", \"q\": \"15/14\", "
	    "\"p\": \"5/14\", \"r\": null, \"tol\": \"0\", "
	    "\"reason\": null, \"rough\": true},\n"
	    "{\"indicator\": \"y\", \"area\": \"east\", \"year\": 2021, "
	    "\"status\": \"not_met_near\", \"A\": \"36\", \"B\": null, "
	    "\"T\": \"40～60\", \"E\": null, \"q\": null, \"p\": null, "
	    "\"r\": \"0.9\", \"tol\": \"3\", \"reason\": null, "
	    "\"rough\": false},\n"
	    "{\"indicator\": \"y\", \"area\": \"west\", \"year\": null, "
	    "\"status\": \"na\", \"A\": null, \"B\": null, \"T\": null, "
	    "\"E\": null, \"q\": null, \"p\": null, \"r\": null, "
	    "\"tol\": \"3\", \"reason\": \"no-actual\", \"rough\": false}\n"
	    "]\n}\n";
	struct buf b = {0};
	struct town t;

	(void)state;
	open_rows(&t, X SAPPORO_4_2 Y "unit: ％\n  kind: survey\n"
	    "  want: range\n  areas:\n    - {id: east, title: 東区, "
	    "baseline: {value: －, reason: 新規}, "
	    "targets: [40～60％（R6）]}\n    - {id: west, title: 西区}\n",
	    "x,R6,,14.5億円,,,\ny,R3,east,36,,,\n", "json");
	status_data(t.plan, &b);
	assert_str(buf_str(&b), want, "status.json");
	buf_done(&b);
	town_close(&t);
	open_rows(&t, "[]\n", "", NULL);
	status_data(t.plan, &b);
	assert_str(buf_str(&b), "{\n\"rule\": \"linear3@1\",\n"
	    "\"results\": []\n}\n", "empty");
	buf_done(&b);
	town_close(&t);
}

/* ---- counts -------------------------------------------------------------- */

static const struct file tree[] = {
	{"town/plan.md", PLAN RULE "---\n"},
	{"town/goals.yaml", "- id: g2\n  title: 2\n  children:\n"
	    "    - {id: g2a, title: 2a}\n    - {id: g2b, title: 2b}\n"
	    "- {id: g1, title: 1}\n- {id: g2c, title: 2c, parent: g2b}\n"},
	{"town/indicators.yaml", X FROM_10_TO_20 "  goal: g2a\n" Y
	    FROM_10_TO_20 "  goal: g2c\n"
	    "- id: w\n  title: 区\n  unit: 件\n  want: up\n  goal: g1\n"
	    "  areas: [{id: a, title: 東, baseline: 1件（R2）, "
	    "targets: [2件（R6）]}, {id: b, title: 西}]\n"
	    "- id: p\n  title: 計画\n  " FROM_10_TO_20},
	{"town/actuals.csv", SHEET "x,R3,,15,,,\nx,R4,,12,,,\n"
	    "y,R3,,15,partial,,\nw,R3,a,2,,,\nw,R3,b,5,,,\np,R3,,15,,,\n"},
	{"town/programmes.yaml",
	    "- {id: p1, title: 1, placements: [g2a, g2c]}\n"
	    "- {id: p2, title: 2, placements: [g2b, g2b, g1]}\n"
	    "- {id: p3, title: 3}\n"},
	{NULL, NULL}
};

static void
assert_counts(const struct town *t, const char *node, int year,
    const char *want)
{
	const struct entity *e = model_find(&t->model, t->plan,
	    str_of(node));
	struct status_counts c = status_count(t->plan, e, year);
	char got[200];

	snprintf(got, sizeof(got), "%zu indicators, %zu results, %zu judged, "
	    "%zu on track, %zu na, %zu provisional, %zu waiting",
	    c.indicators, c.results, c.base, c.by[STATUS_ON_TRACK],
	    c.by[STATUS_NA], c.by[STATUS_PROVISIONAL], c.waiting);
	assert_str(str_of(got), want, node);
}

static void
counts_below_each_goal(void **state)
{
	const int *years;
	struct town t;
	size_t n;

	(void)state;
	town_open(&t, tree);
	assert_says(&t, NULL, "tree");
	assert_counts(&t, "town", 2021, "4 indicators, 5 results, 3 judged, "
	    "2 on track, 1 na, 1 provisional, 0 waiting");
	assert_counts(&t, "g2", 2021, "2 indicators, 2 results, 1 judged, "
	    "1 on track, 0 na, 1 provisional, 0 waiting");
	assert_counts(&t, "g2b", 2021, "1 indicators, 1 results, 0 judged, "
	    "0 on track, 0 na, 1 provisional, 0 waiting");
	assert_counts(&t, "g1", 2021, "1 indicators, 2 results, 1 judged, "
	    "0 on track, 1 na, 0 provisional, 0 waiting");
	assert_counts(&t, "town", 2022, "1 indicators, 1 results, 1 judged, "
	    "0 on track, 0 na, 0 provisional, 4 waiting");
	assert_counts(&t, "g1", 2022, "0 indicators, 0 results, 0 judged, "
	    "0 on track, 0 na, 0 provisional, 2 waiting");
	years = status_years(t.plan, &n);
	assert_int_equal(n, 2);
	assert_int_equal(years[0], 2021);
	assert_int_equal(years[1], 2022);
	town_close(&t);
}

/* what another plan's goal is for is the plan's own alone */
static void
counts_below_its_own_goals(void **state)
{
	static const struct file files[] = {
		{"other/plan.md", PLAN RULE "---\n"},
		{"other/goals.yaml", "- {id: a, title: 甲}\n"
		    "- {id: b, title: 乙}\n"},
		{"town/plan.md", PLAN RULE "---\n"},
		{"town/goals.yaml", "- {id: c, title: 丙}\n"
		    "- {id: d, title: 丁, parent: other/a}\n"},
		{"town/indicators.yaml", X FROM_10_TO_20 "  goal: other/b\n"
		    Y FROM_10_TO_20 "  goal: d\n"},
		{"town/actuals.csv", SHEET "x,R3,,15,,,\ny,R3,,15,,,\n"},
		{NULL, NULL}
	};
	struct town t;

	(void)state;
	town_open(&t, files);
	assert_int_equal(t.diags.errors + t.diags.warnings, 0);
	t.plan = (const struct plan *)t.model.plans.items[1];
	assert_counts(&t, "town", 2021, "2 indicators, 2 results, 2 judged, "
	    "2 on track, 0 na, 0 provisional, 0 waiting");
	assert_counts(&t, "d", 2021, "1 indicators, 1 results, 1 judged, "
	    "1 on track, 0 na, 0 provisional, 0 waiting");
	town_close(&t);
}

static void
counts_programmes_once_and_as_listed(void **state)
{
	static const struct {
		const char *node;
		size_t programmes, placements;
	} cases[] = {
		{"town", 3, 6}, {"g2", 2, 4}, {"g2a", 1, 1}, {"g2b", 2, 3},
		{"g2c", 1, 1}, {"g1", 1, 1},
	};
	struct programme_counts c;
	struct town t;

	(void)state;
	town_open(&t, tree);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		c = status_count_programmes(t.plan, model_find(&t.model,
		    t.plan, str_of(cases[i].node)));
		assert_int_equal(c.programmes, cases[i].programmes);
		assert_int_equal(c.placements, cases[i].placements);
	}
	town_close(&t);
}

static void
shares_sum_to_all(void **state)
{
	static const struct {
		size_t counts[4];
		unsigned tenths[4];
	} cases[] = {
		{{0, 0, 0, 0}, {0, 0, 0, 0}},
		{{1, 1, 1, 0}, {334, 333, 333, 0}},
		{{2, 1, 0, 0}, {667, 333, 0, 0}},
		{{7, 0, 0, 0}, {1000, 0, 0, 0}},
		{{1, 2, 4, 0}, {143, 286, 571, 0}},
		{{1, 1, 1, 4}, {143, 143, 143, 571}},
		{{5, 6, 0, 6}, {294, 353, 0, 353}},
	};
	unsigned tenths[7], sum;
	size_t counts[7], i, k;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		status_shares(cases[i].counts, 4, tenths);
		for (k = 0; k < 4; k++)
			assert_int_equal(tenths[k], cases[i].tenths[k]);
	}
	for (i = 0; i < 5000; i++) {
		for (k = 0; k < 7; k++)
			counts[k] = i * (k + 3) * 7919 % 101;
		status_shares(counts, 7, tenths);
		for (k = sum = 0; k < 7; k++)
			sum += tenths[k];
		assert_int_equal(sum, i == 0 || i % 101 == 0 ? 0 : 1000);
	}
}

static void
names_functions(void **state)
{
	static const struct {
		const char *text, *name;
	} t[] = {
		{"lua:path", "path"}, {"lua:_Ab9", "_Ab9"}, {"lua:9a", ""},
		{"lua:a-b", ""}, {"lua:a[", ""}, {"lua:a{", ""},
		{"lua:a@", ""}, {"lua:a:", ""}, {"lua:", ""}, {"linear", ""}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		if (!str_eq(status_function(str_of(t[i].text)),
		    str_of(t[i].name)))
			fail_msg("%s", t[i].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_vectors),
		cmocka_unit_test(keeps_decimals_as_written),
		cmocka_unit_test(takes_every_step),
		cmocka_unit_test(takes_the_best_of_a_year),
		cmocka_unit_test(refuses_two_of_a_state),
		cmocka_unit_test(carries_nothing_forward),
		cmocka_unit_test(judges_areas_by_their_own),
		cmocka_unit_test(takes_the_targets_of_the_time),
		cmocka_unit_test(measures_from_the_last_of_all),
		cmocka_unit_test(takes_a_new_baseline),
		cmocka_unit_test(judges_without_a_unit),
		cmocka_unit_test(knows_what_replaces_it),
		cmocka_unit_test(replaces_without_a_period),
		cmocka_unit_test(keeps_an_older_plan_as_it_was),
		cmocka_unit_test(takes_the_tolerance_of_the_plan),
		cmocka_unit_test(tells_what_is_wrong),
		cmocka_unit_test(wants_a_rule_it_knows),
		cmocka_unit_test(asks_functions_of_the_site),
		cmocka_unit_test(names_functions),
		cmocka_unit_test(publishes_all_that_was_used),
		cmocka_unit_test(counts_below_each_goal),
		cmocka_unit_test(counts_below_its_own_goals),
		cmocka_unit_test(counts_programmes_once_and_as_listed),
		cmocka_unit_test(shares_sum_to_all),
	};

	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
