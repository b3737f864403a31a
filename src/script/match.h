#ifndef SCRIPT_MATCH_H
#define SCRIPT_MATCH_H

#include "base/str.h"

/*
 * Patterns of Lua, as its manual describes them, in so many steps and no more:
 * Lua's own functions try for years what a hostile pattern asks for.  A step is
 * a look at one character of the text.
 */
enum {
	MATCH_CAPTURES = 32,
	MATCH_PLACE = -1,       /* instead of a length: () */
	MATCH_OPEN = -2
};

struct match {
	str text, pattern;
	struct match_capture {
		size_t from;
		long n;         /* or one of the above */
	} captures[MATCH_CAPTURES];
	int ncaptures;
	unsigned depth;
	long steps;             /* that are left; below 0: they were not enough */
	const char *error;      /* of the pattern; NULL if there is none */
};

/*
 * Does the pattern, without a ^ before it, match at a place of the text?  To
 * where, in *to.  The captures are those of this try; after an error or when
 * the steps are used up it is false.
 */
bool match_at(struct match *, size_t from, size_t *to);
/*
 * The next place where that is worth a try: where the byte stands that the
 * pattern begins with, if it begins with one.  The text's end if there is none.
 */
size_t match_next(const struct match *, size_t from);
/* has it no character that means anything but itself? */
bool match_is_plain(str pattern);

#endif
