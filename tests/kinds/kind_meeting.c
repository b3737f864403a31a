#include "model/kind.h"

/* A meeting about the plan: a kind that only the tests know. */
struct meeting {
	struct entity entity;
	str place;
	struct year date;
	struct figure visitors;
	struct ref goal;
};

static const struct field fields[] = {
	FIELD(struct meeting, place, "会場", "where"),
	FIELD(struct meeting, date, "日付", "when", .required = true),
	FIELD(struct meeting, visitors, "来場者数", "how many came"),
	FIELD(struct meeting, goal, "話し合った目標の id",
	    "the goal that was discussed", .of = &kind_goal,
	    .back = "meetings"),
};

const struct kind kind_meeting = {
	.no = KIND_meeting,
	.shape = SHAPE(meeting, "会議", &entity_shape, fields),
	.folder = "meetings",
	.pages = PAGES_EACH,
	.ja = "計画の話し合い", .en = "A meeting about the plan.",
};
