#include "model/term.h"

#include "text/letter.h"

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

static bool
is_letter(str s, size_t at)
{
	return at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') ||
	    (s.p[at] >= 'A' && s.p[at] <= 'Z') ||
	    (s.p[at] >= 'a' && s.p[at] <= 'z'));
}

/* NPO is no part of NPOs: Latin letters on both sides of an end */
static bool
is_cut(str text, size_t at)
{
	return at > 0 && is_letter(text, at - 1) && is_letter(text, at);
}

/* 等 ends the word before it: 市民等 */
static bool
goes_on(uint32_t last, uint32_t next)
{
	return (letter_kanji(last) && letter_kanji(next) && next != 0x7b49) ||
	    (letter_katakana(last) && letter_katakana(next));
}

/* 市民活動 is not about 市民, and サポートセンター not about センター; 砂川市民 is
 * one sort of 市民 */
static bool
is_word(str text, size_t from, size_t to)
{
	size_t edge;
	uint32_t before = letter_before(text, from, &edge);

	return !is_cut(text, from) && !is_cut(text, to) &&
	    !goes_on(letter_before(text, to, &edge),
	    letter_after(text, to, &edge)) &&
	    !(letter_katakana(before) &&
	    letter_katakana(letter_after(text, from, &edge)));
}

/* the length of the longest of a term's names at the beginning of a text */
static size_t
match(const struct term *t, str text)
{
	const struct texts *also = &t->synonyms;
	size_t longest = 0;

	if (str_starts(text, t->entity.title))
		longest = t->entity.title.n;
	for (size_t i = 0; i < also->n; i++)
		if (also->items[i].n > longest &&
		    str_starts(text, also->items[i]))
			longest = also->items[i].n;
	return longest;
}

const struct term *
term_find(const struct plan *p, str text,
    bool (*skip)(void *ctx, const struct term *), void *ctx, size_t *from,
    size_t *to)
{
	const struct entities *terms = &p->lists[KIND_term];
	const struct term *t, *best = NULL;
	size_t n, longest = 0, at, i;

	for (at = 0; at < text.n && best == NULL; at++) {
		/* inside of a character */
		if (((unsigned char)text.p[at] & 0xc0) == 0x80)
			continue;
		for (i = 0; i < terms->n; i++) {
			t = (const struct term *)terms->items[i];
			n = match(t, str_slice(text, at, text.n));
			if (n > longest && is_word(text, at, at + n)) {
				longest = n;
				best = t;
			}
		}
		/* a longer word hides the shorter ones in it, marked or not */
		if (best != NULL && skip(ctx, best)) {
			at += longest - 1;
			longest = 0;
			best = NULL;
		} else if (best != NULL) {
			*from = at;
			*to = at + longest;
		}
	}
	return best;
}
