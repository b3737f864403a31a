#include "model/table.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

struct reading {
	struct arena *arena;
	struct table *table;
	struct diags *diags;
};

static const struct csv_row *
header_of(const struct reading *r)
{
	return &r->table->csv.header;
}

/* ---- messages ------------------------------------------------------------ */

/* a message that ends with all headers; {1} and {2} are given */
static bool
tell(const struct reading *r, enum message message, span at, str one, str two)
{
	size_t n = two.n > 0 ? 2 : one.n > 0 ? 1 : 0;
	struct buf ja = {0}, en = {0};
	words w = {{one, two}};

	sheet_put_headers(r->table->sheet, &ja, &en);
	w.word[n] = buf_str(&ja);
	w.word[n + 1] = buf_str(&en);
	diag(r->diags, message, at, w);
	buf_done(&ja);
	buf_done(&en);
	return false;
}

/* the entities' sheet has no place for lists of theirs: 担当課 */
static bool
point_elsewhere(const struct reading *r, str header)
{
	const struct sheet *own = r->table->sheet, *s;
	const struct sheet_column *c = NULL;
	struct buf ja = {0}, en = {0};
	struct sheets all = {0};

	sheets_plan(r->arena, &all);
	for (s = all.items; s < all.items + all.n; s++)
		if (s->kind == own->kind && s->list != NULL &&
		    (c = sheet_column(s, header)) != NULL &&
		    c->of == SHEET_ITEM && !c->derived)
			break;
	if (own->list != NULL || s == all.items + all.n)
		return false;
	sheet_put_headers(s, &ja, &en);
	diag_fix(r->diags, MESSAGE_COLUMN_ELSEWHERE, WORDS(s->name,
	    buf_str(&ja), buf_str(&en)));
	buf_done(&ja);
	buf_done(&en);
	return true;
}

static void
suggest(const struct reading *r, str header)
{
	const struct sheet *s = r->table->sheet;
	str *names = ARENA_NEWN(r->arena, str, 2 * s->n);
	size_t n = 0, i;

	for (i = 0; i < s->n; i++) {
		if (s->columns[i].derived)
			continue;
		names[n++] = s->columns[i].is.name;
		names[n++] = sheet_header(s, &s->columns[i]);
	}
	if ((i = str_nearest(header, names, n)) < n)
		diag_fix(r->diags, MESSAGE_DID_YOU_MEAN, WORDS(names[i]));
}

/* the whole row of headers */
static span
header_span(const struct csv_row *header)
{
	span first = header->cells[0].at, last = header->cells[header->n - 1].at;

	first.len = last.off + last.len - first.off;
	return first;
}

/* ---- one column ---------------------------------------------------------- */

/* blank columns between others are nothing; a value in one is a mistake */
static bool
check_nameless(const struct reading *r, size_t column)
{
	const struct csv *csv = &r->table->csv;
	const struct csv_cell *cell;

	for (size_t i = 0; i < csv->n; i++) {
		cell = &csv->rows[i].cells[column];
		if (cell->text.n > 0)
			return tell(r, MESSAGE_COLUMN_NAMELESS, cell->at,
			    cell->text, (str){0});
	}
	return true;
}

static bool
check_twice(const struct reading *r, size_t column)
{
	struct heading *heads = r->table->heads;

	for (size_t i = 0; i < column; i++) {
		if (heads[i].column != heads[column].column)
			continue;
		heads[column].column = NULL;
		diag(r->diags, MESSAGE_COLUMN_TWICE, heads[column].key.at,
		    WORDS(header_of(r)->cells[column].text));
		diag_note(r->diags, MESSAGE_FIRST_HERE, heads[i].key.at,
		    NO_WORDS);
		return false;
	}
	return true;
}

static bool
read_heading(const struct reading *r, size_t column)
{
	const struct csv_cell *cell = &header_of(r)->cells[column];
	struct heading *h = &r->table->heads[column];

	h->key.at = cell->at;
	if (cell->text.n == 0)
		return check_nameless(r, column);
	h->column = sheet_column(r->table->sheet, cell->text);
	if (h->column != NULL)
		return check_twice(r, column);
	tell(r, MESSAGE_COLUMN_UNKNOWN, cell->at, cell->text, (str){0});
	if (!point_elsewhere(r, cell->text))
		suggest(r, cell->text);
	return false;
}

/* ---- figures and records ------------------------------------------------- */

/* the member of a figure or record that a cell fills */
static const char *
member(const struct column *c)
{
	return c->part == COLUMN_NUMBER ? "value" : c->field->name;
}

static struct cluster *
find_cluster(struct table *t, const struct column *whole)
{
	struct cluster *h;

	if (whole == NULL)
		return NULL;
	for (h = t->clusters; h < t->clusters + t->nclusters; h++)
		if (h->whole == whole)
			return h;
	t->nclusters++;
	*h = (struct cluster){.whole = whole};
	h->key.scalar = str_of(whole->field->name);
	return h;
}

/* what is told of a figure is told at its number */
static void
place_cluster(struct table *t, struct heading *h)
{
	const struct column *c = &h->column->is;
	struct cluster *cluster = find_cluster(t, c->within);

	h->cluster = cluster;
	for (; cluster != NULL; cluster = cluster->within) {
		if (cluster->first == NULL || (c->part == COLUMN_NUMBER &&
		    cluster == h->cluster)) {
			cluster->first = h;
			cluster->key.at = h->key.at;
		}
		cluster->within = find_cluster(t, cluster->whole->within);
	}
}

/* what of a sheet makes an item or an entity */
static bool
is_content(const struct sheet *s, const struct sheet_column *c)
{
	return c->of == SHEET_ITEM ? !c->derived ||
	    c->is.part == COLUMN_TEXT : c->of == SHEET_OWNER &&
	    s->list == NULL;
}

static size_t
depth(const struct column *c)
{
	size_t n;

	for (n = 0; c->within != NULL; c = c->within)
		n++;
	return n;
}

static void
place_clusters(const struct reading *r)
{
	struct table *t = r->table;
	size_t n = 0, i;
	struct heading *h;

	for (i = 0; i < header_of(r)->n; i++)
		if (t->heads[i].column != NULL)
			n += depth(&t->heads[i].column->is);
	t->clusters = ARENA_NEWN(r->arena, struct cluster, n + 1);
	for (i = 0; i < header_of(r)->n; i++) {
		h = &t->heads[i];
		if (h->column == NULL || !is_content(t->sheet, h->column))
			continue;
		h->key.scalar = str_of(member(&h->column->is));
		place_cluster(t, h);
	}
}

/* ---- the whole header ---------------------------------------------------- */

static bool
is_required(const struct sheet *s, const struct sheet_column *c)
{
	const struct column *is = &c->is;

	if (c->derived || (c->of != SHEET_OWNER && c->of != SHEET_ITEM))
		return false;
	if (c->of == SHEET_OWNER && !s->kind->rows)
		return true;
	if (is->part == COLUMN_NUMBER)
		return is->within->within == NULL &&
		    is->within->field->required;
	return is->within == NULL && is->field->required;
}

static bool
has(const struct reading *r, const struct sheet_column *c)
{
	for (size_t i = 0; i < header_of(r)->n; i++)
		if (r->table->heads[i].column == c)
			return true;
	return false;
}

static bool
check_missing(const struct reading *r)
{
	struct table *t = r->table;
	const struct sheet_column *c;
	size_t i, n = 0;

	t->missing = ARENA_NEWN(r->arena, const char *, t->sheet->n + 1);
	for (i = 0; i < t->sheet->n; i++) {
		c = &t->sheet->columns[i];
		if (!is_required(t->sheet, c) || has(r, c))
			continue;
		t->missing[n++] = c->is.part == COLUMN_NUMBER ?
		    c->is.within->field->name : c->is.field->name;
		tell(r, MESSAGE_COLUMN_MISSING, header_span(header_of(r)),
		    sheet_header(t->sheet, c), c->is.name);
		if (str_eq(c->is.name, STR("id")))
			diag_fix(r->diags, MESSAGE_COLUMN_ID, NO_WORDS);
	}
	return n == 0;
}

/* is it a header at all, or already the first of the rows? */
static bool
is_header(const struct reading *r)
{
	for (size_t i = 0; i < header_of(r)->n; i++)
		if (sheet_column(r->table->sheet,
		    header_of(r)->cells[i].text) != NULL)
			return true;
	return tell(r, MESSAGE_COLUMN_NONE, header_span(header_of(r)),
	    (str){0}, (str){0});
}

bool
table_read_header(struct arena *a, struct table *t, struct diags *d)
{
	const struct reading r = {a, t, d};
	bool ok = true;

	if (!is_header(&r)) {
		t->csv.n = 0;
		return false;
	}
	t->heads = ARENA_NEWN(a, struct heading, t->csv.header.n);
	for (size_t i = 0; i < t->csv.header.n; i++)
		ok &= read_heading(&r, i);
	place_clusters(&r);
	return check_missing(&r) && ok;
}
