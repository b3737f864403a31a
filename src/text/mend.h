#ifndef TEXT_MEND_H
#define TEXT_MEND_H

#include <stdint.h>

#include "base/str.h"

struct arena;

/* Bytes of a text, and what to write instead. */
struct mend {
	uint32_t off, len;
	str instead;
	uint32_t at;            /* where that stands in the mended text */
};

/* A text with pieces replaced; {0} changes nothing. */
struct mends {
	struct mend *items;
	size_t n;
};

/*
 * The bytes of the replacement stay the caller's.  Pieces come in order: one
 * that begins before the end of the last is left out.
 */
void mends_add(struct mends *, struct arena *, uint32_t off, uint32_t len,
    str instead);
/* a part of the text, mended, that begins and ends in no replaced piece */
str mends_part(const struct mends *, struct arena *, str text, uint32_t from,
    uint32_t to);
/* all of it */
str mends_apply(const struct mends *, struct arena *, str text);
/* where a byte of the mended text stood before */
uint32_t mends_origin(const struct mends *, uint32_t off);

#endif
