#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/buf.h"

/*
 * Another program, found on PATH and started without a shell, until it ends.
 * What it says on stderr goes to ours.
 */
struct child {
	const char *const *argv;        /* its name and operands, then NULL */
	str input;              /* its stdin; empty if absent */
	struct buf *output;     /* its stdout; NULL: to our stderr */
	bool whole;             /* not to be stopped half way */
};

/*
 * Its exit status, 128 and more if a signal ended it; -1 if it cannot be
 * started or read, or was stopped (stop.h), which is ECANCELED.
 */
int child_run(const struct child *);

#endif
