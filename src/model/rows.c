#include "model/rows.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "model/column.h"
#include "model/decode.h"
#include "model/open.h"
#include "text/csv.h"
#include "text/yaml.h"

enum { ROWS_AT_A_TIME = 256 };

/* A column as it is read. */
struct heading {
	const struct field *field;      /* NULL: nothing is read from it */
	bool of_figure;                 /* it is a key of the row's figure */
	bool extra;             /* what the site's own sheets have beside */
	const struct column *derived;
	struct ynode key;
};

struct sheet {
	struct arena *arena;
	struct arena nodes;     /* of some rows at a time */
	struct diags *diags;
	const struct shape *shape;
	const struct field *figure;     /* of the row; NULL if it has none */
	struct csv csv;
	struct heading *heads;
	struct ynode value;     /* the key of the number in the figure */
	const char **missing;   /* columns, ended by NULL */
};

/* ---- what columns there are ---------------------------------------------- */

static const struct field *
figure_of(const struct shape *s)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		if (f->type == FIELD_FIGURE && f->headers != NULL)
			return f;
	return NULL;
}

/* those of the row, then those of its figure; NULL after the last */
static const struct field *
field_at(const struct sheet *s, size_t i)
{
	const struct field *f;
	size_t n;

	for (n = 0; (f = shape_at(s->shape, n)) != NULL; n++)
		if (n == i)
			return f;
	return s->figure != NULL ? shape_at(&figure_shape, i - n) : NULL;
}

/* 指標、年度、…, and their names in English */
static void
put_headers(const struct sheet *s, struct buf *ja, struct buf *en)
{
	const struct field *f;

	for (size_t i = 0; (f = field_at(s, i)) != NULL; i++) {
		if (f->headers == NULL || *f->headers == '\0')
			continue;
		buf_join(ja, "、", field_header(f));
		buf_join(en, ", ", str_of(f->name));
	}
}

/* a message that ends with all headers; {1} and {2} are given */
static bool
tell(const struct sheet *s, enum message message, span at, str one, str two)
{
	struct buf ja = {0}, en = {0};
	words w = {{one, two}};
	size_t n = two.n > 0 ? 2 : one.n > 0 ? 1 : 0;

	put_headers(s, &ja, &en);
	w.word[n] = buf_str(&ja);
	w.word[n + 1] = buf_str(&en);
	diag(s->diags, message, at, w);
	buf_done(&ja);
	buf_done(&en);
	return false;
}

/* ---- the header ------------------------------------------------------------ */

enum { NAMES_MOST = 96 };

static void
suggest(const struct sheet *s, str header)
{
	const struct field *f;
	str names[NAMES_MOST], rest;
	size_t n = 0, i, blank;

	for (i = 0; (f = field_at(s, i)) != NULL; i++) {
		if (f->headers == NULL || *f->headers == '\0')
			continue;
		if (n < NAMES_MOST)
			names[n++] = str_of(f->name);
		for (rest = str_of(f->headers); rest.n > 0 && n < NAMES_MOST;
		    rest = str_trim(str_slice(rest, blank, rest.n))) {
			blank = str_find(rest, STR(" "));
			names[n++] = str_slice(rest, 0, blank);
		}
	}
	if ((i = str_nearest(header, names, n)) < n)
		diag_fix(s->diags, MESSAGE_DID_YOU_MEAN, WORDS(names[i]));
}

/* blank columns between others are nothing; a value in one is a mistake */
static bool
check_nameless(const struct sheet *s, size_t column)
{
	const struct csv_cell *cell;

	for (size_t i = 0; i < s->csv.n; i++) {
		cell = &s->csv.rows[i].cells[column];
		if (cell->text.n > 0)
			return tell(s, MESSAGE_COLUMN_NAMELESS, cell->at,
			    cell->text, (str){0});
	}
	return true;
}

static bool
check_twice(struct sheet *s, size_t column)
{
	struct heading *h = &s->heads[column];

	for (size_t i = 0; i < column; i++) {
		if (s->heads[i].field != h->field)
			continue;
		h->field = NULL;
		diag(s->diags, MESSAGE_COLUMN_TWICE, h->key.at,
		    WORDS(s->csv.header.cells[column].text));
		diag_note(s->diags, MESSAGE_FIRST_HERE, s->heads[i].key.at,
		    NO_WORDS);
		return false;
	}
	return true;
}

static void
find_field(const struct sheet *s, str header, const struct columns *own,
    struct heading *h)
{
	const struct column *c = column_find(own, header);

	if (c != NULL && column_derived(c))
		h->derived = c;
	h->extra = h->derived != NULL || str_eq(header, STR(COLUMN_OF_CODE)) ||
	    str_eq(header, STR(COLUMN_OF_CITY));
	if (!h->extra)
		h->field = shape_column(s->shape, header);
	if (!h->extra && h->field == NULL && s->figure != NULL) {
		h->field = shape_column(&figure_shape, header);
		h->of_figure = h->field != NULL;
	}
}

static bool
read_heading(struct sheet *s, size_t column, const struct columns *own)
{
	const struct csv_cell *cell = &s->csv.header.cells[column];
	struct heading *h = &s->heads[column];

	h->key.at = cell->at;
	if (cell->text.n == 0)
		return check_nameless(s, column);
	find_field(s, cell->text, own, h);
	if (h->extra)
		return true;
	if (h->field == NULL) {
		tell(s, MESSAGE_COLUMN_UNKNOWN, cell->at, cell->text,
		    (str){0});
		suggest(s, cell->text);
		return false;
	}
	h->key.scalar = str_of(h->field->name);
	if (h->field == s->figure)
		s->value = (struct ynode){.scalar = STR("value"),
		    .at = cell->at};
	return check_twice(s, column);
}

/* the whole row of headers */
static span
header_span(const struct csv_row *header)
{
	span first = header->cells[0].at, last = header->cells[header->n - 1].at;

	first.len = last.off + last.len - first.off;
	return first;
}

static bool
check_missing(struct sheet *s)
{
	const struct field *f;
	size_t i, k, n = 0;

	for (i = 0; (f = shape_at(s->shape, i)) != NULL; i++) {
		for (k = 0; k < s->csv.header.n; k++)
			if (s->heads[k].field == f)
				break;
		if (!f->required || k < s->csv.header.n)
			continue;
		s->missing[n++] = f->name;
		tell(s, MESSAGE_COLUMN_MISSING, header_span(&s->csv.header),
		    field_header(f), str_of(f->name));
	}
	s->missing[n] = NULL;
	return n == 0;
}

/* is it a header at all, or already the first of the rows? */
static bool
is_header(const struct sheet *s, const struct columns *own)
{
	struct heading h = {0};

	for (size_t i = 0; i < s->csv.header.n; i++) {
		find_field(s, s->csv.header.cells[i].text, own, &h);
		if (h.extra || h.field != NULL)
			return true;
	}
	return false;
}

static size_t
count_fields(const struct shape *s)
{
	size_t n;

	for (n = 0; shape_at(s, n) != NULL; n++)
		;
	return n;
}

static bool
read_header(struct sheet *s, const struct columns *own)
{
	bool ok = true;

	s->missing = ARENA_NEWN(s->arena, const char *,
	    count_fields(s->shape) + 1);
	s->heads = ARENA_NEWN(s->arena, struct heading, s->csv.header.n);
	for (size_t i = 0; i < s->csv.header.n; i++)
		ok &= read_heading(s, i, own);
	return check_missing(s) && ok;
}

/* ---- rows ------------------------------------------------------------------ */

/* A cell as a YAML value, so that one decoder serves both. */
static void
append(struct sheet *s, struct ynode *map, struct ynode *key,
    const struct csv_cell *c)
{
	struct ynode *n = ARENA_NEW(&s->nodes, struct ynode), **last;

	*n = (struct ynode){.scalar = c->text, .at = c->at, .key = key};
	for (last = &map->child; *last != NULL; last = &(*last)->next)
		;
	*last = n;
}

/*
 * indicator,year,value,reason to {indicator, year, value: {value, reason}}:
 * what is no field of the row belongs to its figure.
 */
static struct ynode *
row_node(struct sheet *s, const struct csv_row *row)
{
	struct ynode *map = ARENA_NEW(&s->nodes, struct ynode);
	struct ynode *figure = ARENA_NEW(&s->nodes, struct ynode);
	struct heading *h;

	*map = *figure = (struct ynode){.type = YNODE_MAP,
	    .at = row->cells[0].at};
	for (size_t i = 0; i < s->csv.header.n; i++) {
		h = &s->heads[i];
		if (h->field == NULL)
			continue;
		if (h->field == s->figure) {
			figure->at = row->cells[i].at;
			figure->key = &h->key;
			append(s, figure, &s->value, &row->cells[i]);
		} else
			append(s, h->of_figure ? figure : map, &h->key,
			    &row->cells[i]);
	}
	if (figure->key != NULL) {
		figure->next = map->child;
		map->child = figure;
	}
	return map;
}

/* a fiscal year beside a year says the same; a spreadsheet may change others */
static bool
check_derived(const struct sheet *s, size_t i, const struct csv_row *row,
    const struct entity *e)
{
	const struct column *c = s->heads[i].derived;
	const struct csv_cell *cell = &row->cells[i];
	const struct year *y;
	struct buf own = {0};
	bool same;

	if (c == NULL || cell->text.n == 0 || (c->part != COLUMN_FISCAL &&
	    c->part != COLUMN_FISCAL_FROM) || c->within != NULL)
		return true;
	column_print(c, e, e, &own);
	same = str_eq(buf_str(&own), cell->text);
	buf_done(&own);
	y = field_of(c->field, e);
	return same || diag(s->diags, MESSAGE_CSV_FISCAL, cell->at,
	    WORDS(c->name, cell->text, str_of(c->field->name), y->text));
}

/* how the row's figure was spelled, which its value does not tell */
static void
respell(const struct sheet *s, size_t i, const struct csv_row *row,
    struct entity *e)
{
	const struct column *c = s->heads[i].derived;

	if (c != NULL && c->part == COLUMN_TEXT && s->figure != NULL &&
	    c->within != NULL && c->within->field == s->figure)
		figure_respell(s->arena, (struct figure *)
		    ((char *)e + s->figure->offset), row->cells[i].text);
}

static bool
read_row(struct sheet *s, const struct csv_row *row, struct entity *e)
{
	const struct ynode *map = row_node(s, row);
	bool ok = decode(s->arena, map, s->shape, s->missing, e, s->diags);

	passage_list(s->arena, map, s->shape, &e->texts);
	open_list(s->arena, &e->texts, &e->open);
	for (size_t i = 0; ok && i < s->csv.header.n; i++) {
		respell(s, i, row, e);
		ok = check_derived(s, i, row, e);
	}
	return ok;
}

void
rows_read(struct arena *a, struct file *f, struct source *src,
    struct diags *d)
{
	struct sheet s = {.arena = a, .diags = d, .shape = &f->kind->shape};
	struct columns own;
	struct entity *e;
	bool ok;

	if (!csv_read(a, src, &s.csv, d))
		return;
	s.figure = figure_of(s.shape);
	columns_of(a, s.shape, &own);
	if (!is_header(&s, &own)) {
		tell(&s, MESSAGE_COLUMN_NONE, header_span(&s.csv.header),
		    (str){0}, (str){0});
		return;
	}
	ok = read_header(&s, &own);
	f->items = ARENA_NEWN(a, struct entity *, s.csv.n);
	for (size_t i = 0; i < s.csv.n; i++) {
		e = load_entity(a, f->kind, s.csv.rows[i].cells[0].at);
		if (read_row(&s, &s.csv.rows[i], e) && ok)
			f->items[f->n++] = e;
		if (i % ROWS_AT_A_TIME == 0)
			arena_done(&s.nodes);
	}
	arena_done(&s.nodes);
}
