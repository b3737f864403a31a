#ifndef CMD_MENDING_H
#define CMD_MENDING_H

#include "base/diag.h"

struct options;

/*
 * A site with everything mended that check has an edit for, in memory: first
 * what keeps files from being read, then the rest, as far as it brings no
 * new finding that only a person can mend; again and again, until nothing is
 * left.
 */
struct mending;

/* A file of which something was mended. */
struct mended {
	str path;
	str old, now;           /* its bytes */
	size_t edits;
	struct mended *next;
};

struct mending *mending_new(const struct options *);
/* in the order of their paths; NULL if there are none */
const struct mended *mending_files(const struct mending *);
/* all that check still says; messages point into what is freed with it */
const struct diags *mending_diags(const struct mending *);
/* findings that only a person can mend */
size_t mending_rest(const struct mending *);
/* is there more to mend than one run does? then another one goes on */
bool mending_more(const struct mending *);
/* what was left, since mending it would have made others: place and code */
const str *mending_left(const struct mending *, size_t *n);
void mending_free(struct mending *);

#endif
