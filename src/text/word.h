#ifndef TEXT_WORD_H
#define TEXT_WORD_H

#include "base/str.h"

struct buf;

/* Words that are often written in two ways. */
enum word_kind {
	WORD_LATIN,             /* NPO, ＮＰＯ: 2 letters or more, one width */
	WORD_KATAKANA           /* 3 or more; サ−ビス is one word */
};

struct word {
	enum word_kind kind;
	size_t at, len;
	bool wide;              /* of a Latin word */
};

enum { WORD_MOST = 120 };       /* bytes; longer ones are passed over */

/* the next one from an offset on; parts of addresses are none */
bool word_next(str text, size_t from, struct word *);
/* the same for all ways of writing a word; appended to a buffer */
void word_fold(enum word_kind, str, struct buf *);
/* with ー for other dashes, which are always wrong inside of a word */
void word_dashes(str, struct buf *);

#endif
