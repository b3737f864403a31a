#include "model/kind.h"

/* A node of the tree, at any depth; a measure is a goal with a parent. */
struct goal {
	struct entity entity;
	str subtitle, summary;
	struct ref parent;
	struct texts actors, sdgs;
};

static const struct field fields[] = {
	FIELD(struct goal, subtitle, "副題", "subtitle", .headers = "副題"),
	FIELD(struct goal, summary, "めざすことを一文で",
	    "what it wants, in one sentence", .headers = "めざすこと 概要"),
	FIELD(struct goal, parent, "上の目標の id", "the goal above it",
	    .of = &kind_goal, .back = "children",
	    .headers = "上の目標 上位目標"),
	FIELD(struct goal, actors, "主体", "who acts", .headers = "主体"),
	FIELD(struct goal, sdgs, "関係する SDGs の番号",
	    "numbers of the SDGs it serves", .fixed = true, .headers = "SDGs"),
};

const struct kind kind_goal = {
	.no = KIND_goal,
	.shape = SHAPE(goal, "目標", &entity_shape, fields),
	.folder = "goals",
	.pages = PAGES_EACH,
	.ja = "体系の節（目標・施策。段数は自由）",
	.en = "A node of the plan's tree: goals and measures, at any depth.",
};
