#include "model/kind.h"

/* An entry of the glossary. */
struct term {
	struct entity entity;
	str reading, definition, source;
	struct texts synonyms;
	struct refs see;
};

static const struct field fields[] = {
	FIELD(struct term, reading, "よみ（ひらがな）", "its reading in kana"),
	FIELD(struct term, definition, "意味", "what it means",
	    .required = true),
	FIELD(struct term, synonyms, "同じ意味の語", "words for the same"),
	FIELD(struct term, see, "あわせて読む用語", "related terms",
	    .of = &kind_term),
	FIELD(struct term, source, "定義の出典", "where it is defined"),
};

const struct kind kind_term = {
	.no = KIND_term,
	.shape = SHAPE(term, "用語", &entity_shape, fields),
	.folder = "terms",
	.pages = PAGES_LIST,
	.list = "glossary.html",
	.ja = "用語", .en = "An entry of the glossary.",
};
