#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include "model/sheet.h"
#include "text/csv.h"
#include "text/yaml.h"

/*
 * A sheet that is read.  A column is known by its header: the name that it is
 * published under, or what its field is called in Japanese.  What only
 * repeats other columns is passed over, but a fiscal year must agree with its
 * year.
 */
struct table {
	const struct sheet *sheet;
	struct csv csv;
	struct heading *heads;          /* one for each cell of the header */
	struct cluster *clusters;
	size_t nclusters;
	const char **missing;           /* fields, ended by NULL */
};

struct heading {
	const struct sheet_column *column;      /* NULL: nothing is read */
	struct cluster *cluster;        /* NULL: a member of the row itself */
	struct ynode key;
};

/* The columns of one figure or record. */
struct cluster {
	const struct column *whole;
	struct cluster *within;    /* NULL: the row itself */
	const struct heading *first;    /* the number's, if there is one */
	struct ynode key;
	bool used;              /* by the row that is being made */
	struct ynode *node;
};

/* False after a message: then only the rows' own faults can be told. */
bool table_read(struct arena *, const struct sheet *, struct source *,
    struct table *, struct diags *);
/*
 * A row as a YAML map of its kind, or as an item of its list, so that one
 * decoder serves both.
 */
struct ynode *table_node(const struct table *, struct arena *,
    const struct csv_row *);
/* does a number go on in the next column, 1,232 without quotes? then says so */
bool table_is_cut(const struct table *, const struct csv_row *,
    struct diags *);
/* what a row says of its years twice is the same */
bool table_check(const struct table *, const struct csv_row *,
    struct diags *);
/* NULL if the column is not there */
const struct csv_cell *table_cell(const struct table *,
    const struct csv_row *, const struct sheet_column *);
/* what stands above a column: that of a cell's node by the node's key */
str table_header(const struct table *, const struct sheet_column *);
str table_header_of(const struct table *, const struct ynode *key);

/* in header.c: what stands in the columns */
bool table_read_header(struct arena *, struct table *, struct diags *);

#endif
