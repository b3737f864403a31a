#ifndef TEXT_HUNK_H
#define TEXT_HUNK_H

#include "base/str.h"

struct arena;

/* Lines of an old text that lines of a new one take the place of. */
struct hunk {
	size_t from, n;         /* of the old lines, from 0 */
	size_t new_from, new_n;
};

/* A text cut at its line ends, which belong to no line. */
struct lines {
	str *items;
	size_t n;
};

struct lines lines_cut(struct arena *, str text);
/*
 * What differs between two texts, in order: the fewest lines that can be, as
 * long as both are not beyond some thousand lines; else one hunk.
 */
struct hunk *hunks_find(struct arena *, const struct lines *old,
    const struct lines *new, size_t *n);

#endif
