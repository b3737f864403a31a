#include "model/kind.h"

/* A human judgement of a year: of the whole, of a goal or of a programme. */
struct evaluation {
	struct entity entity;
	struct ref goal, programme;
	struct year year;
	str grade, text;
	struct records tallies;
};

/* How many of what were given which grade. */
struct tally {
	str base;
	struct figure n;
	struct records counts;
};

struct grade_count {
	str grade;
	struct figure count, share;
};

static const struct field count_fields[] = {
	FIELD(struct grade_count, grade, "評価", "the grade",
	    .required = true),
	FIELD(struct grade_count, count, "数", "how many"),
	FIELD(struct grade_count, share, "公表された割合",
	    "the share as published"),
};

static const struct shape count_shape =
    SHAPE_OF(struct grade_count, "count", "内訳", NULL, count_fields,
    .plain = NULL);

static const struct field tally_fields[] = {
	FIELD(struct tally, base, "数えたもの（設定目標、事業など）",
	    "what was counted", .required = true),
	FIELD(struct tally, n, "母数", "how many in all", .required = true),
	FIELD(struct tally, counts, "評価ごとの数", "by grade",
	    .of = &count_shape),
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
	    .headers = "評価"),
	FIELD(struct evaluation, text, "評価の説明", "in words",
	    .headers = "説明"),
	FIELD(struct evaluation, tallies, "評価の集計", "counts of grades",
	    .of = &tally_shape),
};

const struct kind kind_evaluation = {
	.no = KIND_evaluation,
	.shape = SHAPE(evaluation, "評価", NULL, fields),
	.folder = "evaluations",
	.pages = PAGES_NONE,
	.rows = true,
	.ja = "人による年度の評価", .en = "A human judgement of a year.",
};
