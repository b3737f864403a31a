#ifndef CMD_WORKER_H
#define CMD_WORKER_H

#include "base/buf.h"
#include "base/diag.h"

struct vm;

/* What one thread has for itself while a site is made. */
struct worker {
	struct vm *vm;          /* NULL where no page is rendered */
	struct buf bytes;
	struct diags diags;
	size_t last;            /* its page that reached a limit, from 1 */
};

/* so many, empty */
struct worker *workers_new(size_t n);
/* and what they had to say */
void workers_free(struct worker *, size_t n, struct diags *);

#endif
