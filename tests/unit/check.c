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

#include "base/diag.h"
#include "model/model.h"

#define PLAN \
	"---\ntitle: 計画\ncity: 見本市\nstatus: draft\n" \
	"period: {from: 令和5年度, to: 令和9年度}\n" \
	"status_rule: linear3@1\n---\n"

static void
put_file(const char *folder, const char *name, const char *text)
{
	char path[100];
	FILE *f;

	snprintf(path, sizeof(path), "%s/town/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* what is said of a plan with this indicator, its actuals and events */
static char *
say(const char *indicator, const char *rows, const char *events)
{
	char folder[] = "/tmp/check-XXXXXX", line[2000], *text = NULL;
	struct model_options o = {.content = folder, .workers = 1};
	struct model m;
	struct diags d = {0};
	size_t n;
	FILE *f = open_memstream(&text, &n);

	assert_non_null(mkdtemp(folder));
	snprintf(line, sizeof(line), "%s/town", folder);
	mkdir(line, 0777);
	put_file(folder, "plan.md", PLAN);
	snprintf(line, sizeof(line), "- {id: a, title: 数, %s}\n", indicator);
	put_file(folder, "indicators.yaml", line);
	snprintf(line, sizeof(line),
	    "indicator,year,area,value,state,note\n%s", rows);
	put_file(folder, "actuals.csv", line);
	put_file(folder, "events.yaml", events);
	model_load(&m, &o, &d);
	diags_print(&d, LANGUAGE_EN, DIAGS_MOST, f);
	fclose(f);
	model_done(&m);
	diags_done(&d);
	snprintf(line, sizeof(line), "rm -rf %s", folder);
	assert_int_equal(system(line), 0);
	return text;
}

/* code NULL: nothing at all is said */
static void
assert_said(char *text, const char *code, const char *name)
{
	char want[40];

	snprintf(want, sizeof(want), "[%s]", code != NULL ? code : "");
	if (code == NULL ? *text != '\0' : strstr(text, want) == NULL)
		fail_msg("%s: wanted %s, got\n%s", name, want, text);
	free(text);
}

struct example {
	const char *name, *indicator, *rows;
	const char *code;
};

static void
assert_all(const struct example *e, size_t n)
{
	for (; n > 0; e++, n--)
		assert_said(say(e->indicator, e->rows, "[]\n"), e->code,
		    e->name);
}

#define ALL(examples)  assert_all(examples, sizeof(examples) / \
    sizeof(*(examples)))

/* ---- sizes --------------------------------------------------------------- */

#define BASE(value)  "unit: 件, want: none, baseline: " value "（令和4年度）"
#define FROM_100     BASE("100件")

static void
sees_a_slip_between_neighbours(void **state)
{
	static const struct example examples[] = {
		{"eight times", FROM_100, "a,R5,,800,,\na,R6,,100,,\n",
		    "size"},
		{"less than eight times", FROM_100,
		    "a,R5,,799,,\na,R6,,100,,\n", NULL},
		{"twelve times", FROM_100, "a,R5,,1200,,\na,R6,,100,,\n",
		    "size"},
		{"more than twelve times", FROM_100,
		    "a,R5,,1201,,\na,R6,,100,,\n", NULL},
		{"eight times one, six times the other", FROM_100,
		    "a,R5,,800,,\na,R6,,133,,\n", "size"},
		{"less than six times the other", FROM_100,
		    "a,R5,,800,,\na,R6,,134,,\n", NULL},
		{"ten times the middle of both", FROM_100,
		    "a,R5,,1500,,\na,R6,,220,,\n", "size"},
		{"an eighth", FROM_100, "a,R5,,12.5,,\na,R6,,100,,\n",
		    "size"},
		{"a hundred times", FROM_100, "a,R5,,9900,,\na,R6,,110,,\n",
		    "size"},
		{"500 times", FROM_100, "a,R5,,50000,,\na,R6,,100,,\n",
		    "size"},
		{"499 times", FROM_100, "a,R5,,49900,,\na,R6,,100,,\n", NULL},
		{"2000 times", FROM_100, "a,R5,,200000,,\na,R6,,100,,\n",
		    "size"},
		{"as far as 兆", FROM_100, "a,R5,,100兆,,\na,R6,,100,,\n",
		    "size"},
		{"neighbours that differ themselves", FROM_100,
		    "a,R5,,1000,,\na,R6,,10,,\n", NULL},
		{"that stays", FROM_100,
		    "a,R5,,101,,\na,R6,,1000,,\na,R7,,1001,,\n", NULL},
		{"with a note", FROM_100, "a,R5,,1000,,大会\na,R6,,100,,\n",
		    NULL},
		{"too far for a note", FROM_100,
		    "a,R5,,100000,,大会\na,R6,,100,,\n", "size"},
		{"of a part of the year", FROM_100,
		    "a,R5,,101,,\na,R6,,10,partial,\n", NULL},
		{"between two notes", FROM_100,
		    "a,R5,,1000,,大会\na,R6,,101,,\na,R7,,990,,大会\n",
		    NULL},
		{"beside one note", FROM_100,
		    "a,R5,,1000,,大会\na,R6,,101,,\na,R7,,990,,\n",
		    "size"},
		{"a share, with a note", "unit: ％, kind: share, want: none, "
		    "baseline: 54.8％（令和4年度）",
		    "a,R5,,5.4,,調査\na,R6,,55.1,,\n", "size"},
		{"a small share", "unit: ％, kind: share, want: none, "
		    "baseline: 5.8％（令和4年度）",
		    "a,R5,,54.0,,\na,R6,,5.1,,\n", "size"},
		{"small counts", BASE("3件"), "a,R5,,30,,\na,R6,,3,,\n",
		    NULL},
		{"that was put right", FROM_100,
		    "a,R5,,1000,,\na,R5,,100,revised,\na,R6,,101,,\n", NULL},
		{"zero, of which nothing is a multiple", FROM_100,
		    "a,R5,,0,,\na,R6,,100,,\n", NULL},
		{"below zero", BASE("△100件"),
		    "a,R5,,△1000,,\na,R6,,△100,,\n", NULL},
	};

	(void)state;
	ALL(examples);
}

static void
sees_a_slip_at_an_end(void **state)
{
	static const struct example examples[] = {
		{"the first", BASE("10件"), "a,R5,,100,,\na,R6,,101,,\n",
		    "size"},
		{"a small beginning", BASE("9件"),
		    "a,R5,,90,,\na,R6,,91,,\n", NULL},
		{"the last", FROM_100, "a,R5,,101,,\na,R6,,1010,,\n", "size"},
		{"the last of two", FROM_100, "a,R5,,1000,,\n", "size"},
		{"the last of two small ones", BASE("3件"), "a,R5,,30,,\n",
		    NULL},
		{"the only one", "unit: 件", "a,R5,,1000,,\n", NULL},
		{"behind a break", FROM_100
		    ", breaks: [{year: R6, text: 新しい数えかた}]",
		    "a,R5,,101,,\na,R6,,1010,,\na,R7,,1020,,\n", NULL},
		{"other areas are no neighbours", "unit: 件, areas: [{id: b, "
		    "title: 北}, {id: c, title: 南}]",
		    "a,R5,b,100,,\na,R6,b,101,,\na,R5,c,10,,\na,R6,c,11,,\n",
		    NULL},
	};

	(void)state;
	ALL(examples);
}

/* ---- decimals ------------------------------------------------------------ */

static void
knows_the_usual_decimals(void **state)
{
	static const struct example examples[] = {
		{"one of three", BASE("10.0件"), "a,R5,,11.0,,\na,R6,,12,,\n",
		    "decimals"},
		{"two of four", BASE("10.0件"),
		    "a,R5,,11.0,,\na,R6,,12,,\na,R7,,13,,\n", NULL},
		{"all apart", BASE("10件"), "a,R5,,11.0,,\na,R6,,12.00,,\n",
		    NULL},
		{"in another scale", BASE("1.0万件"),
		    "a,R5,,1.1万,,\na,R6,,12000,,\n", NULL},
	};

	(void)state;
	ALL(examples);
}

/* ---- years --------------------------------------------------------------- */

static void
knows_which_years_can_be(void **state)
{
	static const struct example examples[] = {
		{"ten years from all others", FROM_100,
		    "a,H24,,99,,\na,R4,,100,,\n", NULL},
		{"eleven years", FROM_100, "a,H23,,99,,\na,R4,,100,,\n",
		    "year-far"},
		{"a history, year by year", FROM_100,
		    "a,H14,,97,,\na,H24,,99,,\na,R4,,100,,\n", NULL},
		{"one by itself before the baseline",
		    "unit: 件, want: up, baseline: 100件（令和4年度）",
		    "a,R3,,99,,\na,R5,,101,,\n", "actual-early"},
		{"up to the baseline",
		    "unit: 件, want: up, baseline: 100件（令和4年度）",
		    "a,R3,,99,,\na,R4,,100,,\n", NULL},
		{"several before it",
		    "unit: 件, want: up, baseline: 100件（令和4年度）",
		    "a,R2,,98,,\na,R3,,99,,\n", NULL},
		{"not judged", FROM_100, "a,R3,,99,,\na,R5,,101,,\n", NULL},
	};

	(void)state;
	ALL(examples);
}

#define EVENT(id, date, kind) \
	"- {id: " id ", title: " id ", date: " date ", kind: " kind "}\n"

static void
knows_what_follows_on_what(void **state)
{
	static const struct {
		const char *name, *events, *code;
	} examples[] = {
		{"a day too early", EVENT("e1", "令和5年5月20日", "諮問")
		    EVENT("e2", "令和5年5月19日", "答申"), "event-order"},
		{"perhaps in time", EVENT("e1", "令和5年5月20日", "諮問")
		    EVENT("e2", "令和5年5月", "答申"), NULL},
		{"the year only", EVENT("e1", "令和5年5月20日", "諮問")
		    EVENT("e2", "令和5年", "答申"), NULL},
		{"of another round", EVENT("e1", "令和8年5月", "諮問")
		    EVENT("e2", "令和4年10月", "策定"), NULL},
		{"a round before", EVENT("e1", "令和4年5月", "諮問")
		    EVENT("e2", "令和4年10月", "答申")
		    EVENT("e3", "令和5年5月", "諮問"), NULL},
		{"two years apart", EVENT("e1", "令和6年5月1日", "諮問")
		    EVENT("e2", "令和4年5月1日", "答申"), NULL},
		{"not known yet", EVENT("e1", "令和5年5月", "諮問")
		    EVENT("e2", "－", "答申"), NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
		assert_said(say("unit: 件", "", examples[i].events),
		    examples[i].code, examples[i].name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_a_slip_between_neighbours),
		cmocka_unit_test(sees_a_slip_at_an_end),
		cmocka_unit_test(knows_the_usual_decimals),
		cmocka_unit_test(knows_which_years_can_be),
		cmocka_unit_test(knows_what_follows_on_what),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
