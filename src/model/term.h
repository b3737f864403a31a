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

/*
 * The first place in a text where a term of the plan stands, by its title or
 * a synonym; the longest where several begin.  Not at the beginning of a longer
 * word, 市民 of 市民活動.  NULL if there is none.
 * Terms that skip(ctx, term) is true for are passed over.
 */
const struct term *term_find(const struct plan *, str text,
    bool (*skip)(void *ctx, const struct term *), void *ctx, size_t *from,
    size_t *to);

#endif
