#ifndef MODEL_PROSE_H
#define MODEL_PROSE_H

#include "model/kind.h"

/*
 * All texts of some entities, one after the other: those of their fields as
 * written, with quotes, and their bodies without code and HTML.
 */
struct prose {
	struct entity *const *entities;
	size_t n;
	size_t i, k;            /* what comes next */

	const struct entity *owner;
	const struct field *field;      /* NULL: a body */
	str text;
	span at;                /* byte for byte */
};

/* false after the last */
bool prose_next(struct prose *);
/* a part of its text */
span prose_span(const struct prose *, size_t at, size_t len);

#endif
