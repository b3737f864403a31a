#include "model/kind.h"

#include "base/diag.h"

/* A leaf of the tree: what is actually done. */
struct programme {
	struct entity entity;
	str description, target;
	struct texts departments;
	struct records flags, placements, schedule;
	bool tentative;
	struct ref part_of;
};

struct flag {
	choice flag;
	struct year year;
};

struct placement {
	struct ref goal;
	str number, note;
};

/* What is done in a year. */
struct stage {
	struct year year;
	str text;
};

static const struct choices flag_words[] = {
	{"新規", "new"}, {"拡充", "expanded"}, {"重点", "priority"},
	{NULL, NULL}
};

static const struct field flag_fields[] = {
	FIELD(struct flag, flag, "新規・拡充・重点",
	    "新規 (new), 拡充 (expanded) or 重点 (priority)",
	    .required = true, .of = flag_words, .headers = "印 区分"),
	FIELD(struct flag, year, "その印が付いた年度",
	    "the year that it holds for", .headers = "年度 年"),
};

static const struct shape flag_shape =
    SHAPE_PLAIN(flag, "印", NULL, flag_fields, "flag");

static const struct field placement_fields[] = {
	FIELD(struct placement, goal, "置かれた目標の id",
	    "the goal it stands under", .required = true, .of = &kind_goal,
	    .back = "programmes", .headers = "置かれた目標 目標 施策"),
	FIELD(struct placement, number, "そこでの番号", "its number there",
	    .headers = "番号"),
	FIELD(struct placement, note, "再掲などの注記",
	    "a note, such as 再掲", .headers = "注記 備考"),
};

static const struct shape placement_shape =
    SHAPE_PLAIN(placement, "掲載", NULL, placement_fields, "goal");

static const struct field stage_fields[] = {
	FIELD(struct stage, year, "年度", "the year", .required = true,
	    .headers = "年度 年"),
	FIELD(struct stage, text, "内容", "what is done", .required = true,
	    .headers = "内容"),
};

static const struct shape stage_shape =
    SHAPE(stage, "年度別の内容", NULL, stage_fields);

static const struct field fields[] = {
	FIELD(struct programme, description, "内容", "what it does",
	    .headers = "内容 事業内容 取組内容 概要"),
	FIELD(struct programme, departments, "担当課", "who is in charge",
	    .headers = "担当課 所管課 担当"),
	FIELD(struct programme, flags, "新規・拡充・重点の印",
	    "new, expanded, priority", .of = &flag_shape),
	FIELD(struct programme, tentative, "仮称", "its name is tentative",
	    .headers = "仮称"),
	FIELD(struct programme, placements, "体系での位置（再掲は2つめ以降）",
	    "where it stands in the tree; a re-listing is a further one",
	    .of = &placement_shape),
	FIELD(struct programme, part_of, "全体の事業の id（一部再掲）",
	    "the programme that it is a part of", .of = &kind_programme,
	    .back = "parts", .headers = "全体の事業"),
	FIELD(struct programme, target, "目標・目安", "what it aims at",
	    .headers = "目標・目安 目標 目安"),
	FIELD(struct programme, schedule, "年度別の予定",
	    "what is done in each year", .of = &stage_shape),
};

/* a part is re-listed in its own plan; circles are link's to find */
static void
check(struct entity *e, struct diags *d)
{
	const struct ref *whole = &((struct programme *)e)->part_of;

	if (whole->to != NULL && whole->to->plan != e->plan)
		diag(d, MESSAGE_PART_PLAN, whole->at, WORDS(whole->id,
		    e->title));
}

const struct kind kind_programme = {
	.no = KIND_programme,
	.shape = SHAPE(programme, "事業", &entity_shape, fields),
	.folder = "programmes",
	.pages = PAGES_EACH,
	.ja = "事業・取組", .en = "A programme: a leaf of the tree.",
	.check = check,
};
