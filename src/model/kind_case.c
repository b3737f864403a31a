#include "model/kind.h"

/* An example of people working together. */
struct case_ {
	struct entity entity;
	str form, area, field, place, summary;
	struct year years;
	struct texts actors;
};

static const struct field fields[] = {
	FIELD(struct case_, form, "協働の形", "the form"),
	FIELD(struct case_, area, "領域", "the area"),
	FIELD(struct case_, field, "分野", "the field"),
	FIELD(struct case_, years, "時期", "when"),
	FIELD(struct case_, actors, "主体", "who took part"),
	FIELD(struct case_, place, "場所", "where"),
	FIELD(struct case_, summary, "一文の紹介", "what it is, in a sentence"),
};

const struct kind kind_case = {
	.no = KIND_case,
	.shape = SHAPE_OF(struct case_, "case", "事例", &entity_shape, fields,
	    .plain = NULL),
	.folder = "cases",
	.pages = PAGES_EACH,
	.ja = "協働の事例", .en = "An example of people working together.",
};
