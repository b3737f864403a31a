#include "model/term.h"

static const struct field fields[] = {
	FIELD(struct term, reading, "よみ（ひらがな）", "its reading in kana",
	    .fixed = true, .headers = "よみ 読み ふりがな"),
	FIELD(struct term, definition, "意味", "what it means",
	    .required = true, .headers = "意味 定義 説明"),
	FIELD(struct term, synonyms, "同じ意味の語", "words for the same",
	    .headers = "同じ意味の語 同義語"),
	FIELD(struct term, see, "あわせて読む用語", "related terms",
	    .of = &kind_term, .headers = "あわせて読む用語"),
	FIELD(struct term, source, "定義の出典", "where it is defined",
	    .headers = "定義の出典 出典"),
};

const struct kind kind_term = {
	.no = KIND_term,
	.shape = SHAPE(term, "用語", &entity_shape, fields),
	.folder = "terms",
	.pages = PAGES_LIST,
	.list = "glossary.html",
	.ja = "用語", .en = "An entry of the glossary.",
};
