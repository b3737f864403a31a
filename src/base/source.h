#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;

/* A cell of a sheet: rows and columns count from 1, as a spreadsheet does. */
struct cell {
	uint32_t off, row, column;
};

/* One input file in memory. */
struct source {
	str path, text;
	uint32_t *lines;        /* offset of the start of each line */
	uint32_t nlines;
	uint32_t *chars;        /* characters before each KB of the text */
	const struct cell *cells;       /* of a CSV file, by offset */
	size_t ncells;
};

/*
 * A piece of a source.  Positions inside the program are byte offsets only;
 * lines and columns exist at the edges: parsers count theirs in, diag out.
 */
typedef struct span {
	const struct source *src;       /* NULL: no place */
	uint32_t off, len;
} span;

struct place {
	uint32_t line, col;     /* from 1; col counts characters */
	str text;               /* the whole line */
	const struct cell *cell;        /* NULL outside sheets */
};

struct source *source_new(struct arena *, str path, str text);
/* line from 0; col from 0 in characters (libyaml) or bytes (cmark) */
uint32_t source_at_char(const struct source *, size_t line, size_t col);
uint32_t source_at_byte(const struct source *, size_t line, size_t col);
/* the line, from 0, that holds an offset, and its text without line end */
uint32_t source_line(const struct source *, uint32_t off);
str source_line_text(const struct source *, uint32_t line);
/* the bytes of a span */
str source_text(span);
struct place source_place(span);
/* append A to Z, AA …: what a spreadsheet calls a column, from 1 */
void source_column(uint32_t column, struct buf *);

#endif
