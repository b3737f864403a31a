#ifndef MODEL_TERM_H
#define MODEL_TERM_H

#include "model/plan.h"

/* An entry of the glossary. */
struct term {
	struct entity entity;
	str reading, definition, source;
	struct texts synonyms;
	struct refs see;
};

struct term_names;

/* the titles and synonyms of terms, for term_find; keeps the terms' texts */
const struct term_names *term_names_new(struct arena *,
    const struct entities *terms);
/*
 * The first place in a text where a term stands, by its title or a synonym;
 * the longest where several begin, and of two terms of one name the first.  Not
 * at the beginning of a longer word, 市民 of 市民活動.  NULL if there is none.
 * Terms that skip(ctx, term) is true for are passed over.
 */
const struct term *term_find(const struct term_names *, str text,
    bool (*skip)(void *ctx, const struct term *), void *ctx, size_t *from,
    size_t *to);

#endif
