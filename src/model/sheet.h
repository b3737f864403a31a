#ifndef MODEL_SHEET_H
#define MODEL_SHEET_H

#include "model/column.h"

struct buf;

/*
 * A sheet of a plan, <plan>/data/<name>.csv: one row for each entity of a
 * kind (indicators), or for each item of a list that they or a record of
 * theirs hold (indicator-targets).  All are made from the descriptions of the
 * kinds, for who reads a sheet (model/table.h) and who prints it.
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
	bool derived;           /* it only repeats what others say */
};

struct sheets {
	struct sheet *items;
	size_t n, cap;
};

/* all that a plan can have, in the order of the kinds */
void sheets_plan(struct arena *, struct sheets *);
/* NULL if there is none */
const struct sheet *sheet_find(const struct sheets *, str name);
/*
 * The column that a header names: by what it is published under, or in
 * Japanese, also behind the kind (指標名, 事業の内容).  NULL if there is none.
 */
const struct sheet_column *sheet_column(const struct sheet *, str header);
/* what is usually written above a column in Japanese, else its name */
str sheet_header(const struct sheet *, const struct sheet_column *);
/* 指標、年度、…, and their names: the row's own before others */
void sheet_put_headers(const struct sheet *, struct buf *ja, struct buf *en);
/* is it the sheet's list, wherever it stands? */
bool sheet_holds(const struct sheet *, const struct field *);
/* what tells a record from others: its id, or the first that it must have */
const struct field *sheet_key(const struct shape *);

#endif
