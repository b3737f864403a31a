#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/source.h"

struct arena;
struct buf;
struct diags;

struct csv_cell {
	str text;               /* without quotes, blanks at its ends, guard */
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
 * A text that begins with = + - or @ is a formula to a spreadsheet, so it is
 * written with a guard: '=1+1.  Where such a sign stands behind one ' or
 * more, the first ' is the guard; before any other text ' is part of it.
 *
 * Cells are separated by commas, or by tabs if the header has no comma.
 * Also gives the source its cells, so that messages name C列12行目.  False
 * after a message: no header, a quote that is not closed or stands wrong, a
 * row longer than the header, semicolons, too many rows or columns.
 */
bool csv_read(struct arena *, struct source *, struct csv *, struct diags *);
/*
 * Are the first of n cells one number that its commas have cut, 1,232件
 * without quotes?  Then says so.
 */
bool csv_check_cut(const struct csv_cell *, size_t n, struct diags *);
/*
 * Append a cell and what separates it from the next; csv_end makes it the
 * last of its row.  csv_read gives the same text back, but for control
 * characters and blanks at its ends, which are left out.
 */
void csv_put(struct buf *, str text);
/* the same without a guard: -5.2, － */
void csv_put_number(struct buf *, str number);
void csv_end(struct buf *);

#endif
