#include "model/table.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

bool
table_read(struct arena *a, const struct sheet *sheet, struct source *src,
    struct table *t, struct diags *d)
{
	*t = (struct table){.sheet = sheet};
	if (csv_read(a, src, &t->csv, d))
		return table_read_header(a, t, d);
	t->csv.n = 0;
	return false;
}

/* ---- rows ---------------------------------------------------------------- */

/* Rows are narrow, and no two cells of one have the same key. */
static void
append(struct ynode *map, struct ynode *n)
{
	struct ynode **last;

	for (last = &map->child; *last != NULL; last = &(*last)->next)
		;
	*last = n;
}

/* without any cell there is no figure, unless there must be one */
static void
begin_clusters(const struct table *t, const struct csv_row *row)
{
	const struct heading *head;
	struct cluster *h;

	for (h = t->clusters; h < t->clusters + t->nclusters; h++) {
		h->node = NULL;
		h->used = h->within == NULL && h->whole->field->required;
	}
	for (size_t i = 0; i < t->csv.header.n; i++) {
		head = &t->heads[i];
		if (head->cluster == NULL || row->cells[i].text.n == 0 ||
		    head->column->is.part == COLUMN_TEXT)
			continue;
		for (h = head->cluster; h != NULL; h = h->within)
			h->used = true;
	}
}

static struct ynode *
cluster_node(const struct table *t, struct arena *a, const struct csv_row *row,
    struct ynode *map, struct cluster *h)
{
	if (h == NULL)
		return map;
	if (h->node == NULL) {
		h->node = ARENA_NEW(a, struct ynode);
		*h->node = (struct ynode){.type = YNODE_MAP, .key = &h->key,
		    .at = row->cells[h->first - t->heads].at};
		append(cluster_node(t, a, row, map, h->within), h->node);
	}
	return h->node;
}

static void
put_cells(const struct table *t, struct arena *a, const struct csv_row *row,
    struct ynode *map)
{
	struct heading *h;
	struct ynode *n;

	for (size_t i = 0; i < t->csv.header.n; i++) {
		h = &t->heads[i];
		if (h->key.scalar.n == 0 || h->column == NULL ||
		    (h->cluster != NULL && !h->cluster->used))
			continue;
		n = ARENA_NEW(a, struct ynode);
		*n = (struct ynode){.scalar = row->cells[i].text,
		    .at = row->cells[i].at, .key = &h->key};
		append(cluster_node(t, a, row, map, h->cluster), n);
	}
}

/* a list of plain values has one column or figure, which is the item */
static struct ynode *
item(struct ynode *map, const struct sheet *s)
{
	if (s->list == NULL || s->list->type == FIELD_RECORDS ||
	    map->child == NULL)
		return map;
	map->child->next = NULL;
	return map->child;
}

struct ynode *
table_node(const struct table *t, struct arena *a, const struct csv_row *row)
{
	struct ynode *map = ARENA_NEW(a, struct ynode);

	*map = (struct ynode){.type = YNODE_MAP, .at = row->cells[0].at};
	begin_clusters(t, row);
	put_cells(t, a, row, map);
	return item(map, t->sheet);
}

/* ---- cells --------------------------------------------------------------- */

const struct csv_cell *
table_cell(const struct table *t, const struct csv_row *row,
    const struct sheet_column *c)
{
	for (size_t i = 0; i < t->csv.header.n; i++)
		if (t->heads[i].column == c)
			return &row->cells[i];
	return NULL;
}

str
table_header(const struct table *t, const struct sheet_column *c)
{
	for (size_t i = 0; i < t->csv.header.n; i++)
		if (t->heads[i].column == c)
			return t->csv.header.cells[i].text;
	return c->is.name;
}

str
table_header_of(const struct table *t, const struct ynode *key)
{
	for (size_t i = 0; i < t->csv.header.n; i++)
		if (&t->heads[i].key == key)
			return t->csv.header.cells[i].text;
	return key->scalar;
}

static bool
is_fiscal(const struct sheet_column *c)
{
	return c != NULL && c->of != SHEET_HOLDER &&
	    (c->is.part == COLUMN_FISCAL || c->is.part == COLUMN_FISCAL_FROM);
}

/* the year itself, as it is written, beside its fiscal year */
static const struct sheet_column *
year_of(const struct sheet *s, const struct column *fiscal)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->columns[i].is.field == fiscal->field &&
		    s->columns[i].is.within == fiscal->within &&
		    s->columns[i].is.part == COLUMN_PLAIN)
			return &s->columns[i];
	return NULL;
}

/* a spreadsheet may change what else repeats others: dates */
static bool
check_fiscal(const struct table *t, const struct csv_row *row, size_t i,
    struct diags *d)
{
	const struct sheet_column *c = t->heads[i].column;
	const struct sheet_column *plain = year_of(t->sheet, &c->is);
	const struct csv_cell *year = table_cell(t, row, plain);
	const struct csv_cell *cell = &row->cells[i];
	struct diags quiet = {0};
	struct arena a = {0};
	struct buf own = {0};
	struct year y = {0};
	bool ok = true;

	if (year != NULL && year->text.n > 0 &&
	    year_read(&a, year->text, year->at, &y, &quiet)) {
		column_print_year(&c->is, &y, &own);
		ok = str_eq(buf_str(&own), cell->text) ||
		    diag(d, MESSAGE_CSV_FISCAL, cell->at, WORDS(c->is.name,
		    cell->text, plain->is.name, y.text));
	}
	diags_done(&quiet);
	buf_done(&own);
	arena_done(&a);
	return ok;
}

bool
table_is_cut(const struct table *t, const struct csv_row *row,
    struct diags *d)
{
	const struct sheet_column *c, *next;

	for (size_t i = 0; i + 1 < t->csv.header.n; i++) {
		c = t->heads[i].column;
		next = t->heads[i + 1].column;
		if (c != NULL && c->is.part == COLUMN_NUMBER &&
		    next != NULL && next->is.part != COLUMN_NUMBER &&
		    next->is.part != COLUMN_UPPER &&
		    csv_check_cut(&row->cells[i], row->n - i, d))
			return true;
	}
	return false;
}

bool
table_check(const struct table *t, const struct csv_row *row,
    struct diags *d)
{
	bool ok = true;

	for (size_t i = 0; i < t->csv.header.n; i++)
		if (is_fiscal(t->heads[i].column) && row->cells[i].text.n > 0)
			ok &= check_fiscal(t, row, i, d);
	return ok;
}
