#ifndef CMD_DESK_H
#define CMD_DESK_H

#include "base/diag.h"

struct edition;

/* What /_keikaku/ shows. */
struct desk {
	const struct edition *edition;  /* NULL: none could be read yet */
	str report;             /* HTML: of desk_put_report */
	const char *editor;
	enum language language;
};

/* Its part that outlives what the findings point into. */
struct desk_report {
	const struct finding *findings;
	size_t nfindings;
	str changes;            /* HTML: items of a list */
	size_t nchanges;
	unsigned load, render;  /* milliseconds; render is 0 while it runs */
	const char *editor;
	enum language language;
};

/* a whole page, without its script: long, where there are many pages */
void desk_put(const struct desk *, struct buf *);
void desk_put_report(const struct desk_report *, struct buf *);
/* an item of the list of changes: how as of whole_compare */
void desk_put_change(str path, char how, enum language, struct buf *);
/* a page of the site as wide as a telephone */
void desk_put_narrow(str path, enum language, struct buf *);

#endif
