#ifndef SITE_SHEET_H
#define SITE_SHEET_H

#include "model/column.h"
#include "site/route.h"

/*
 * A sheet of a plan, <plan>/data/<name>.csv: the entities of a kind
 * (indicators), or the items of a list that they hold, one a row
 * (indicator-targets), also where it stands in a record of theirs.  All are
 * made from the descriptions of the kinds.  UTF-8 with BOM, CRLF, cells as
 * csv_put writes them.
 */
struct sheet {
	str name;
	const struct kind *kind;
	const struct field *list;       /* NULL: the entities themselves */
	const struct shape **holders;   /* records that the list may be in */
	size_t nholders;
	struct sheet_column *columns;
	size_t n;
	str ja, en;             /* what it is */
};

struct sheet_column {
	struct column is;
	enum {
		SHEET_PLAN,             /* of the plan */
		SHEET_OWNER,            /* of the entity that holds the list */
		SHEET_HOLDER,           /* of the record that holds it, if any */
		SHEET_ITEM,
		SHEET_NO,               /* its place in the list, from 1 */
		SHEET_URL               /* of its page, from the site's root */
	} of;
	const struct shape *holder;     /* of SHEET_HOLDER */
};

struct sheets {
	struct sheet *items;
	size_t n, cap;
};

/* all that a plan can have, in the order of the kinds */
void sheets_plan(struct arena *, struct sheets *);
/* append the sheet of a plan; how many rows it has: none, and no header */
size_t sheet_print(const struct sheet *, const struct plan *,
    const struct routes *, struct buf *);

#endif
