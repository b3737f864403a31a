#include "model/kind.h"

/* Prose in order: purpose, principles, roles, issues. */
struct chapter {
	struct entity entity;
	str summary;
};

static const struct field fields[] = {
	FIELD(struct chapter, summary, "一文の要約",
	    "what it says, in a sentence", .headers = "一文の要約 要約"),
};

const struct kind kind_chapter = {
	.no = KIND_chapter,
	.shape = SHAPE(chapter, "章", &entity_shape, fields),
	.folder = "chapters",
	.pages = PAGES_EACH,
	.ja = "本文の章", .en = "Prose, in order.",
};
