#ifndef TEXT_UNSEEN_H
#define TEXT_UNSEEN_H

#include "base/source.h"

struct diags;

/* What stands in a text and cannot be seen, or not everywhere. */
enum unseen {
	UNSEEN_NOTHING,
	UNSEEN_CONTROL,         /* what neither HTML nor XML may hold */
	UNSEEN_DIRECTION,       /* turns around what follows: U+202E */
	UNSEEN_LETTER,          /* U+200B, U+00AD and the like */
	UNSEEN_PRIVATE          /* a letter of one's own: only some have it */
};

/* A run of one sort. */
struct unseen_run {
	enum unseen sort;
	size_t at, len;
	uint32_t first;
};

/*
 * The next run from an offset on.  Tabs and line ends are none, nor is what
 * joins or varies the letter before it (emoji, variants of kanji, scripts of
 * India), or parts two pieces of braille.
 */
bool unseen_next(str text, size_t from, struct unseen_run *);
/*
 * A message for each run that a piece of a source holds: errors, of which one
 * makes it false, and warnings for letters.  In YAML its reader names control
 * characters.
 */
bool unseen_check(span, bool yaml, struct diags *);
/*
 * Does a value that is written with escapes hold what its source does not
 * show?  False after an error at its place.
 */
bool unseen_value(str text, span at, struct diags *);
/* the same of the &#…; in a text, which stands byte for byte at a place */
void unseen_references(str text, span at, struct diags *);
/* does it hold what is an error? */
bool unseen_harm(str text);
/* is nothing of it to be seen? */
bool unseen_all(str text);

#endif
