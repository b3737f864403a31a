#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/source.h"

struct arena;
struct diags;

enum {
	CSV_CELLS_MOST = 1000000,
	CSV_COLUMNS_MOST = 200
};

struct csv_cell {
	str text;               /* quotes removed; without blanks at its ends */
	span at;
};

struct csv_row {
	struct csv_cell *cells; /* never fewer than the header has */
	size_t n;
	uint32_t number;        /* from 1, as a spreadsheet shows it */
};

/* A sheet: the header and the rows that are not blank. */
struct csv {
	struct csv_row header;
	struct csv_row *rows;
	size_t n;
};

/*
 * Bytes as a spreadsheet program saved them, to UTF-8 without BOM: BOM, then
 * strict UTF-8, then CP932 (said in a note).  False after a message that
 * names the encoding if it is none of these: UTF-16, EUC-JP, ISO-2022-JP.
 */
bool csv_decode(struct arena *, str path, str bytes, str *text,
    struct diags *);
/*
 * Cells are separated by commas, or by tabs if the header has no comma.
 * Also gives the source its cells, so that messages name C列12行目.  False
 * after a message: no header, a quote that is not closed or stands wrong, a
 * row longer than the header, semicolons, too many cells or columns.
 */
bool csv_read(struct arena *, struct source *, struct csv *, struct diags *);

#endif
