#ifndef CMD_VISIT_H
#define CMD_VISIT_H

#include "base/buf.h"
#include "cmd/live.h"

struct edition;
struct preview;

enum { VERSION_MOST = 64 };

/* What one thread answers with, as it was when it began. */
struct visit {
	struct preview *preview;
	struct edition *now;    /* the latest that could be read, or NULL */
	struct edition *good;   /* the latest without an error, or NULL */
	struct live live;       /* of a page, but for its place */
	char version[VERSION_MOST];
};

/* waits until something was read */
void visit_begin(struct preview *, struct visit *);
void visit_end(struct visit *);
/* the search index: of when all pages were last made, else of their titles */
bool visit_kept(const struct visit *, str path, struct buf *);
/* state.json, and the desk without its script */
void visit_state(const struct visit *, struct buf *);
void visit_desk(const struct visit *, struct buf *);

#endif
