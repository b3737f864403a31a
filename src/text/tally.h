#ifndef TEXT_TALLY_H
#define TEXT_TALLY_H

#include "base/str.h"

enum { TALLY_MOST = 9999 };     /* more than that is no tally */

enum tally_form {
	TALLY_NUMBER_FIRST,     /* 5つの基本目標 */
	TALLY_NOUN_FIRST,       /* 基本目標は5つ */
	TALLY_STATED            /* 事業の数は87 */
};

/*
 * A number of things as prose has it: 5つの基本目標, 全87事業, 基本目標は5つ,
 * 事業の数は87.
 */
struct tally_found {
	size_t at, len;         /* number and noun */
	unsigned n;
	enum tally_form form;
	size_t noun;            /* which of the nouns */
	str before, after;      /* of the sentence, but no more than fits on
	                           a few lines */
};

/* Reads a text for numbers of some nouns, of which the longest counts. */
struct tally_reader {
	str text;
	const str *nouns;
	size_t nnouns;

	size_t i;               /* what comes next */
	size_t sentence;        /* where it begins */
	unsigned quotes;        /* how deep in 「」 */
	bool cited;             /* on a line of a quotation */
	bool blank;             /* nothing yet on this line */
};

/*
 * Left out is what a longer word holds (87事業所, 第3施策, 新規12事業), what
 * stands in 「」 or a quoted line, and what is but a part: 約, 以上, うち.
 */
bool tally_next(struct tally_reader *, struct tally_found *);

#endif
