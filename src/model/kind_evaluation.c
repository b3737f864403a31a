#include "model/evaluation.h"

#include "base/buf.h"
#include "base/diag.h"
#include "base/rational.h"
#include "model/plan.h"

static const struct field count_fields[] = {
	FIELD(struct grade_count, grade, "評価", "the grade",
	    .required = true, .at = offsetof(struct grade_count, grade_at),
	    .fixed = true, .headers = "評価"),
	FIELD(struct grade_count, count, "数", "how many", .headers = "数"),
	FIELD(struct grade_count, as_published, "公表された割合",
	    "the share as published", .headers = "公表された割合 割合"),
};

static const struct shape count_shape =
    SHAPE_OF(struct grade_count, "count", "内訳", NULL, count_fields,
    .plain = NULL);

static const struct field tally_fields[] = {
	FIELD(struct tally, base, "数えたもの（設定目標、事業など）",
	    "what was counted", .required = true, .headers = "数えたもの"),
	FIELD(struct tally, n, "母数", "how many in all", .required = true,
	    .headers = "母数"),
	FIELD(struct tally, counts, "評価ごとの数", "by grade",
	    .of = &count_shape),
	FIELD(struct tally, note, "注記", "how to read it",
	    .headers = "注記 備考"),
};

static const struct shape tally_shape =
    SHAPE(tally, "集計", NULL, tally_fields);

static const struct field fields[] = {
	FIELD(struct evaluation, year, "評価した年度", "the year judged",
	    .required = true, .headers = "年度 年"),
	FIELD(struct evaluation, goal, "評価した目標の id",
	    "the goal that is judged", .of = &kind_goal,
	    .back = "evaluations", .headers = "目標 施策"),
	FIELD(struct evaluation, programme, "評価した事業の id",
	    "the programme that is judged", .of = &kind_programme,
	    .back = "evaluations", .headers = "事業 取組"),
	FIELD(struct evaluation, grade, "評価", "the grade",
	    .headers = "評価", .at = offsetof(struct evaluation, grade_at),
	    .fixed = true),
	FIELD(struct evaluation, text, "評価の説明", "in words",
	    .headers = "説明"),
	FIELD(struct evaluation, tallies, "評価の集計", "counts of grades",
	    .of = &tally_shape),
	FIELD(struct entity, notes, "注記", "notes"),
};

/* the meaning of a grade is as good as its sign, which it is from here on */
static void
choose(const struct plan *p, const struct field *f, str *grade, span at,
    struct diags *d)
{
	const struct entry *e = entry_choose(&p->grades, "grades", f, *grade,
	    at, d);

	if (e != NULL)
		*grade = e->id;
}

/* what was counted has one grade each, unless a note says otherwise */
static void
check_sum(const struct tally *t, struct diags *d)
{
	const struct grade_count *c = t->counts.items;
	rational sum = rational_of(0), n;
	struct buf shown = {0};

	if (t->note.n > 0 || t->counts.n == 0 || !t->n.has_value)
		return;
	for (size_t i = 0; i < t->counts.n; i++) {
		if (!c[i].count.has_value)
			return;
		sum = rational_add(sum, rational_of_decimal(c[i].count.value,
		    figure_power(&c[i].count)));
	}
	n = rational_of_decimal(t->n.value, figure_power(&t->n));
	if (!rational_known(sum) || rational_compare(sum, n) == 0)
		return;
	rational_print(sum, &shown);
	diag(d, MESSAGE_TALLY_DIFFERS, t->n.at, WORDS(t->base, t->n.text,
	    buf_str(&shown)));
	buf_done(&shown);
}

static void
check_tally(const struct plan *p, struct tally *t, struct diags *d)
{
	struct grade_count *c = t->counts.items;

	for (size_t i = 0; i < t->counts.n; i++)
		choose(p, count_fields, &c[i].grade, c[i].grade_at, d);
	check_sum(t, d);
}

static void
check(struct entity *e, struct diags *d)
{
	struct evaluation *v = (struct evaluation *)e;
	struct tally *t = v->tallies.items;

	choose(e->plan, shape_field(&kind_evaluation.shape, STR("grade")),
	    &v->grade, v->grade_at, d);
	for (size_t i = 0; i < v->tallies.n; i++)
		check_tally(e->plan, &t[i], d);
}

const struct kind kind_evaluation = {
	.no = KIND_evaluation,
	.shape = SHAPE(evaluation, "評価", NULL, fields),
	.folder = "evaluations",
	.pages = PAGES_NONE,
	.rows = true,
	.ja = "人による年度の評価", .en = "A human judgement of a year.",
	.check = check,
};
