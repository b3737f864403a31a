#include "model/rows.h"

#include "base/arena.h"
#include "base/diag.h"
#include "model/decode.h"
#include "model/open.h"
#include "model/parts.h"
#include "model/table.h"

enum { ROWS_AT_A_TIME = 256 };

struct reading {
	struct arena *arena;
	struct arena nodes;     /* of some rows at a time */
	struct file *file;
	struct parts *parts;
	struct diags *diags;
	struct table table;
	const struct sheet_column *id;  /* NULL: rows have none */
	bool ok;                /* so far: the header */
};

/* the cell of the id; NULL after a message, or if that column is missing */
static const struct csv_cell *
find_id(struct reading *r, const struct csv_row *row)
{
	const struct csv_cell *cell = table_cell(&r->table, row, r->id);

	if (cell == NULL)
		return NULL;
	if (cell->text.n == 0)
		diag(r->diags, MESSAGE_CELL_MISSING, cell->at, WORDS(
		    table_header(&r->table, r->id), r->id->is.ja,
		    r->id->is.en));
	else if (kind_id(cell->text))
		return cell;
	else
		diag(r->diags, MESSAGE_ID_SYNTAX, cell->at,
		    WORDS(cell->text));
	return NULL;
}

static bool
fill(struct reading *r, struct ynode *map, struct entity *e, str id)
{
	const struct shape *s = &e->kind->shape;
	bool ok;

	parts_attach(r->parts, map, id, e, r->diags);
	ok = decode(r->arena, map, s, r->table.missing, e, r->diags);
	passage_list(r->arena, map, s, &e->texts);
	open_list(r->arena, &e->texts, &e->open);
	return ok;
}

/* one that has an id can be referred to, whatever else is wrong with it */
static void
read_row(struct reading *r, const struct csv_row *row)
{
	const struct csv_cell *id = NULL;
	struct ynode *map;
	struct entity *e;
	bool ok;

	if (table_is_cut(&r->table, row, r->diags))
		return;
	map = table_node(&r->table, &r->nodes, row);
	if (r->id != NULL)
		id = find_id(r, row);
	e = load_entity(r->arena, r->file->kind, id != NULL ? id->at :
	    row->cells[0].at);
	e->from = row->cells[0].at.off;
	ok = fill(r, map, e, id != NULL ? id->text : (str){0});
	ok &= table_check(&r->table, row, r->diags);
	if (r->id != NULL ? id != NULL : ok && r->ok)
		r->file->items[r->file->n++] = e;
}

static const struct sheet_column *
id_of(const struct sheet *s)
{
	for (size_t i = 0; i < s->n && !s->kind->rows; i++)
		if (s->columns[i].of == SHEET_OWNER)
			return &s->columns[i];
	return NULL;
}

void
rows_read(struct arena *a, struct file *f, struct source *src,
    struct parts *parts, struct diags *d)
{
	struct reading r = {.arena = a, .file = f, .parts = parts,
	    .diags = d, .id = id_of(f->sheet)};
	struct csv *csv = &r.table.csv;

	r.ok = table_read(a, f->sheet, src, &r.table, d);
	f->items = ARENA_NEWN(a, struct entity *, csv->n);
	for (size_t i = 0; i < csv->n; i++) {
		read_row(&r, &csv->rows[i]);
		if (i % ROWS_AT_A_TIME == 0)
			arena_done(&r.nodes);
	}
	arena_done(&r.nodes);
}
