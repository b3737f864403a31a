#include "model/kind.h"

/* A free page of the site. */
struct page {
	struct entity entity;
	str summary;
};

static const struct field fields[] = {
	FIELD(struct page, summary, "一文の要約",
	    "what it says, in a sentence"),
};

const struct kind kind_page = {
	.no = KIND_page,
	.shape = SHAPE(page, "ページ", &entity_shape, fields),
	.folder = "pages",
	.pages = PAGES_EACH,
	.of_site = true,
	.ja = "サイトの自由なページ", .en = "A free page of the site.",
};
