#include "text/csv.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limit.h"
#include "base/utf8.h"
#include "text/encoding.h"
#include "text/unseen.h"

/* ---- encodings ----------------------------------------------------- */

static bool
refuse(struct diags *d, const struct source *src, size_t off)
{
	return diag(d, MESSAGE_CSV_DAMAGED, (span){src, (uint32_t)off, 1},
	    NO_WORDS);
}

static bool
refuse_encoding(struct diags *d, const struct source *src, const char *name)
{
	return diag(d, MESSAGE_CSV_ENCODING, (span){src, 0, 0},
	    WORDS(str_of(name)));
}

/* .xlsx is a zip file, .xls one of OLE */
static bool
is_excel(str bytes)
{
	return str_starts(bytes, STR("PK\x03\x04")) ||
	    str_starts(bytes, STR("\xd0\xcf\x11\xe0"));
}

bool
csv_decode(struct arena *a, str path, str bytes, str *text, struct diags *d)
{
	const struct source *src = source_new(a, path, bytes);
	const char *nul;
	size_t bad;

	*text = bytes;
	if (is_excel(bytes))
		return diag(d, MESSAGE_CSV_EXCEL, (span){src, 0, 0}, NO_WORDS);
	switch (encoding_of(bytes)) {
	case ENCODING_UTF8:
		if (str_starts(bytes, STR("\uFEFF")))
			*text = str_slice(bytes, 3, bytes.n);
		return true;
	case ENCODING_CP932:
		if (!encoding_cp932(a, bytes, text, &bad))
			return refuse(d, src, bad);
		diag(d, MESSAGE_CSV_CP932, (span){src, 0, 0}, NO_WORDS);
		/* a spreadsheet program tells UTF-8 by its BOM */
		diag_edit(d, (span){src, 0, (uint32_t)bytes.n}, str_printf(a,
		    "\uFEFF" STR_FMT, STR_ARG(*text)));
		return true;
	case ENCODING_EUC_JP:
		return refuse_encoding(d, src, "EUC-JP");
	case ENCODING_ISO2022_JP:
		return refuse_encoding(d, src, "ISO-2022-JP (JIS)");
	case ENCODING_UTF16:
		return refuse_encoding(d, src, "UTF-16");
	default:
		bad = utf8_bad(bytes);
		nul = memchr(bytes.p, '\0', bad);
		return refuse(d, src, nul != NULL ?
		    (size_t)(nul - bytes.p) : bad);
	}
}

/* ---- guards -------------------------------------------------------- */

/* does a spreadsheet calculate it, full-width signs included? */
static bool
is_formula(str s)
{
	uint32_t c = s.n > 0 ? utf8_next(&s) : 0;

	/* the blanks: where they are not taken off first */
	return c == '=' || c == '+' || c == '-' || c == '@' || c == U'＝' ||
	    c == U'＋' || c == U'－' || c == U'＠' || c == '\t' || c == '\r';
}

static bool
needs_guard(str s)
{
	while (str_starts(s, STR("'")))
		s = str_slice(s, 1, s.n);
	return is_formula(s);
}

static str
unguard(str s)
{
	return str_starts(s, STR("'")) && needs_guard(s) ?
	    str_trim(str_slice(s, 1, s.n)) : s;
}

/* ---- cells --------------------------------------------------------- */

struct parser {
	struct arena *arena;
	struct source *src;
	struct diags *diags;
	str text;
	size_t i;
	char separator;
	struct csv_cell *row;   /* the row at hand, its n first cells, and of
	                           more than a sheet may have the first value */
	size_t n, cap;
	size_t column, last;    /* of the cell at hand, and of the last value */
	size_t given;           /* n, and the empty cells below a header */
	size_t width;           /* of the header, once it is read */
	struct cell *cells;     /* of the source, all rows: with room for all */
	size_t ncells;
	struct csv_row *rows;
	size_t nrows, rows_cap;
	size_t seen;            /* rows, with those that were refused */
	uint32_t number;
};

static void *
grow(struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return array;
	*cap = *cap > 0 ? *cap * 2 : 64;
	more = arena_alloc(a, *cap * size);
	if (n > 0)
		memcpy(more, array, n * size);
	return more;
}

static span
at(const struct parser *p, size_t from, size_t to)
{
	return (span){p->src, (uint32_t)from, (uint32_t)(to - from)};
}

static bool
ends_cell(const struct parser *p, size_t i)
{
	char c;

	if (i >= p->text.n)
		return true;
	c = p->text.p[i];
	return c == p->separator || c == '\n' || c == '\r';
}

static void
add_place(struct parser *p, size_t off, size_t column)
{
	p->cells[p->ncells++] = (struct cell){(uint32_t)off, p->number,
	    (uint32_t)column};
}

static void
add_cell(struct parser *p, str text, size_t from, size_t to)
{
	p->column++;
	if (text.n > 0)
		p->last = p->column;
	if (p->n >= LIMIT_SHEET_COLUMNS + (text.n > 0))
		return;
	p->row = grow(p->arena, p->row, p->n, &p->cap, sizeof(*p->row));
	p->row[p->n++] = (struct csv_cell){unguard(text), at(p, from, to)};
	add_place(p, from, p->column);
}

/* "" is a quote, and every end of line a \n */
static str
unquote(struct arena *a, str s)
{
	char *q;
	size_t i, n = 0;

	if (memchr(s.p, '"', s.n) == NULL && memchr(s.p, '\r', s.n) == NULL)
		return s;
	q = arena_alloc(a, s.n + 1);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"' && i + 1 < s.n)
			i++;
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			i++;
		q[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
	}
	return (str){q, n};
}

/* the quote that closes a cell, or the end of the text */
static size_t
closing_quote(str s, size_t i)
{
	for (; i < s.n; i++) {
		if (s.p[i] != '"')
			continue;
		if (i + 1 == s.n || s.p[i + 1] != '"')
			break;
		i++;
	}
	return i;
}

static bool
read_quoted(struct parser *p, size_t quote)
{
	size_t to = closing_quote(p->text, quote + 1);

	add_cell(p, str_trim(unquote(p->arena, str_slice(p->text, quote + 1,
	    to))), quote, to < p->text.n ? to + 1 : to);
	if (to == p->text.n)
		return diag(p->diags, MESSAGE_CSV_QUOTE_OPEN,
		    at(p, quote, quote + 1), NO_WORDS);
	for (p->i = to + 1; !ends_cell(p, p->i); p->i++)
		if (p->text.p[p->i] != ' ' && p->text.p[p->i] != '\t')
			return diag(p->diags, MESSAGE_CSV_QUOTE_AFTER,
			    at(p, p->i, p->i + 1), NO_WORDS);
	return true;
}

static bool
read_cell(struct parser *p)
{
	size_t from = p->i, i = from;
	str text;

	while (!ends_cell(p, i) && (p->text.p[i] == ' ' ||
	    p->text.p[i] == '\t'))
		i++;
	if (i < p->text.n && p->text.p[i] == '"')
		return read_quoted(p, i);
	while (!ends_cell(p, i))
		i++;
	text = str_trim(str_slice(p->text, from, i));
	if (text.n > 0)
		from = (size_t)(text.p - p->text.p);
	add_cell(p, text, from, from + text.n);
	p->i = i;
	return true;
}

/* ---- rows ---------------------------------------------------------- */

static void
skip_line_end(struct parser *p)
{
	if (p->i < p->text.n && p->text.p[p->i] == '\r')
		p->i++;
	if (p->i < p->text.n && p->text.p[p->i] == '\n')
		p->i++;
}

/* all cells of a row, without the empty ones at its end */
static bool
read_row(struct parser *p)
{
	size_t before = p->ncells, written;

	p->n = p->column = p->last = 0;
	p->number++;
	for (;;) {
		if (!read_cell(p))
			return false;
		if (p->i == p->text.n || p->text.p[p->i] != p->separator)
			break;
		p->i++;
	}
	skip_line_end(p);
	written = p->n < p->width ? p->n : p->width;
	while (p->n > 0 && p->row[p->n - 1].text.n == 0)
		p->n--;
	p->given = p->n > 0 && p->n < written ? written : p->n;
	p->ncells = before + p->given;
	return true;
}

static struct csv_row
keep_row(struct parser *p, size_t width)
{
	struct csv_row row = {.n = p->n > width ? p->n : width,
	    .number = p->number};
	span end = p->row[p->given - 1].at;
	size_t off = end.off + end.len, i;

	row.cells = ARENA_NEWN(p->arena, struct csv_cell, row.n);
	memcpy(row.cells, p->row, p->given * sizeof(*p->row));
	for (i = p->given; i < row.n; i++)
		row.cells[i].at = at(p, off, off);
	/* cells that are not written stand at one place: the first's */
	if (p->given < row.n && end.len > 0)
		add_place(p, off, p->given + 1);
	return row;
}

static words
two_numbers(struct arena *a, size_t x, size_t y)
{
	return WORDS(str_printf(a, "%zu", x), str_printf(a, "%zu", y));
}

/* by its first line; a spreadsheet in another language writes semicolons */
static bool
find_separator(struct parser *p)
{
	size_t from = 0, to;
	str line;

	while (from < p->text.n && strchr(" ,;\t\r\n", p->text.p[from]) != NULL)
		from++;
	for (to = from; to < p->text.n && p->text.p[to] != '\n' &&
	    p->text.p[to] != '\r'; to++)
		;
	line = str_slice(p->text, from, to);
	p->separator = ',';
	if (line.n == 0 || memchr(line.p, ',', line.n) != NULL)
		return true;
	if (memchr(line.p, '\t', line.n) != NULL)
		p->separator = '\t';
	else if (memchr(line.p, ';', line.n) != NULL)
		return diag(p->diags, MESSAGE_CSV_SEMICOLON,
		    at(p, from, to), NO_WORDS);
	return true;
}

/* the first row that is not blank */
static bool
read_header(struct parser *p, struct csv_row *header)
{
	if (!find_separator(p))
		return false;
	while (p->i < p->text.n && p->n == 0)
		if (!read_row(p))
			return false;
	if (p->n == 0)
		return diag(p->diags, MESSAGE_CSV_EMPTY, at(p, 0, 0),
		    NO_WORDS);
	if (p->n > LIMIT_SHEET_COLUMNS)
		return diag(p->diags, MESSAGE_CSV_COLUMNS,
		    p->row[LIMIT_SHEET_COLUMNS].at,
		    two_numbers(p->arena, p->last, LIMIT_SHEET_COLUMNS));
	*header = keep_row(p, p->n);
	p->width = p->n;
	return true;
}

/* at the first value that has no header: the last one is none at all */
static void
refuse_row(struct parser *p, size_t width)
{
	size_t i;

	for (i = 0; i < width; i++)
		if (csv_check_cut(&p->row[i], p->n - i, p->diags))
			return;
	for (i = width; p->row[i].text.n == 0;)
		i++;
	diag(p->diags, MESSAGE_CSV_ROW, p->row[i].at,
	    two_numbers(p->arena, width, p->last));
}

static bool
take_row(struct parser *p, size_t width)
{
	if (!read_row(p))
		return false;
	if (p->n == 0)
		return true;
	if (p->seen++ == LIMIT_SHEET_ROWS)
		return diag(p->diags, MESSAGE_CSV_ROWS, p->row[0].at,
		    NO_WORDS);
	if (p->seen * width > LIMIT_SHEET_CELLS)
		return diag(p->diags, MESSAGE_CSV_CELLS, p->row[0].at,
		    NO_WORDS);
	if (p->n > width) {
		refuse_row(p, width);
		return true;
	}
	p->rows = grow(p->arena, p->rows, p->nrows, &p->rows_cap,
	    sizeof(*p->rows));
	p->rows[p->nrows++] = keep_row(p, width);
	return true;
}

/* no fewer places than there are, with one in each row for what it lacks */
static size_t
count_places(str text)
{
	size_t n = 2;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == ',' || text.p[i] == '\t')
			n++;
		else if (text.p[i] == '\n' || text.p[i] == '\r')
			n += 2;
	return n;
}

bool
csv_read(struct arena *a, struct source *src, struct csv *csv,
    struct diags *d)
{
	struct parser p = {.arena = a, .src = src, .diags = d,
	    .text = src->text};
	size_t errors = d->errors;
	bool going;

	*csv = (struct csv){0};
	p.cells = ARENA_NEWN(a, struct cell, count_places(p.text));
	going = read_header(&p, &csv->header);
	while (going && p.i < p.text.n)
		going = take_row(&p, csv->header.n);
	src->cells = p.cells;
	src->ncells = p.ncells;
	unseen_check((span){src, 0, (uint32_t)src->text.n}, false, d);
	csv->rows = p.rows;
	csv->n = p.nrows;
	return d->errors == errors;
}

/* ---- numbers that are cut ------------------------------------------ */

static size_t
leading_digits(str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

/* the piece behind a comma: 232, or 232件 where the number ends */
static bool
is_piece(const struct csv_cell *c, const struct csv_cell *before)
{
	enum { UNIT_MOST = sizeof("キロメートル") - 1 };
	uint32_t end = before->at.off + before->at.len;

	return c->at.src != NULL && c->at.off == end + 1 &&
	    c->at.src->text.p[end] == ',' && leading_digits(c->text) == 3 &&
	    c->text.n <= 3 + UNIT_MOST;
}

bool
csv_check_cut(const struct csv_cell *c, size_t n, struct diags *d)
{
	span whole = c->at;
	size_t i = 0;

	if (c->text.n > 3 || c->text.n != c->at.len || c->text.n == 0 ||
	    leading_digits(c->text) != c->text.n)
		return false;
	while (i + 1 < n && leading_digits(c[i].text) == c[i].text.n &&
	    is_piece(&c[i + 1], &c[i]))
		i++;
	if (i == 0)
		return false;
	whole.len = c[i].at.off + c[i].at.len - whole.off;
	diag(d, MESSAGE_CSV_CUT, whole, WORDS(source_text(whole)));
	return true;
}

/* ---- writing ------------------------------------------------------- */

static bool
is_control(char c)
{
	return ((unsigned char)c < ' ' && c != '\t' && c != '\n') || c == 0x7f;
}

static bool
is_clean(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_control(s.p[i]))
			return false;
	return true;
}

/* inside of a cell, \r\n and \r are read as \n */
static void
put_clean(struct buf *b, str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_control(s.p[i]))
			buf_putc(b, s.p[i]);
		else if (s.p[i] == '\r' && (i + 1 == s.n ||
		    s.p[i + 1] != '\n'))
			buf_putc(b, '\n');
}

static void
put_cell(struct buf *b, str s, const char *guard)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < s.n && !quoted; i++)
		quoted = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n';
	if (quoted)
		buf_putc(b, '"');
	buf_puts(b, guard);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(b, '"');
		buf_putc(b, s.p[i]);
	}
	buf_puts(b, quoted ? "\"," : ",");
}

void
csv_put(struct buf *b, str text)
{
	struct buf clean = {0};

	if (!is_clean(text)) {
		put_clean(&clean, text);
		text = buf_str(&clean);
	}
	text = str_trim(text);
	put_cell(b, text, needs_guard(text) ? "'" : "");
	buf_done(&clean);
}

void
csv_put_number(struct buf *b, str number)
{
	put_cell(b, number, "");
}

void
csv_end(struct buf *b)
{
	b->n--;
	buf_puts(b, "\r\n");
}
