#include "model/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/table.h"

/* A row of a sheet. */
struct part {
	const struct table *table;
	const struct csv_row *row;
	str owner;              /* what tells its entity from others */
	str place;              /* the records around it: "area=midori\n" */
	size_t depth;           /* how many they are */
	const struct shape *shape;      /* of the innermost, or the entity's */
	size_t no;              /* SIZE_MAX: behind those with a number */
};

struct owner {
	struct part *items;
	size_t n;
	bool found;
};

/* ---- names of entities and records ---------------------------------------- */

static bool
is_number(str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.n > 0;
}

/* a year is as good as its fiscal year, which sheets name records by */
static void
put_key(const struct field *f, str text, struct buf *out)
{
	const struct column fiscal = {.field = f, .part = COLUMN_FISCAL};
	struct diags quiet = {0};
	struct arena a = {0};
	struct year y = {0};

	if (f->type == FIELD_YEAR && !is_number(text) &&
	    year_read(&a, text, (span){0}, &y, &quiet))
		column_print_year(&fiscal, &y, out);
	else
		buf_put(out, text);
	buf_putc(out, '\n');
	diags_done(&quiet);
	arena_done(&a);
}

static str
scalar_of(const struct ynode *map, const struct field *f)
{
	const struct ynode *n = yaml_find(map, str_of(f->name));

	return n != NULL && n->type == YNODE_SCALAR ? n->scalar : (str){0};
}

static bool
names_owner(const struct sheet_column *c)
{
	return c->of == SHEET_OWNER && !c->derived;
}

static str
keep(struct parts *p, struct buf *b)
{
	str s = str_copy(&p->own, buf_str(b));

	buf_done(b);
	return s;
}

/* an entity without an id is known by its year and what it is about */
static str
owner_of_map(struct parts *p, const struct sheet *s, const struct ynode *map,
    str id)
{
	const struct sheet_column *c;
	struct buf b = {0};

	for (c = s->columns; c < s->columns + s->n; c++)
		if (names_owner(c))
			put_key(c->is.field, s->kind->rows ?
			    scalar_of(map, c->is.field) : id, &b);
	return keep(p, &b);
}

/* ---- reading --------------------------------------------------------------- */

static struct part *
add(struct parts *p)
{
	p->items = ARENA_MORE(&p->own, p->items, p->n);
	return &p->items[p->n++];
}

static bool
refuse_empty(const struct table *t, const struct sheet_column *c, span at,
    struct diags *d)
{
	const struct kind *k = t->sheet->kind;
	str ja = c->is.ja, en = c->is.en;
	struct arena a = {0};

	if (!k->rows) {
		ja = str_printf(&a, "どの%sのものか（id）", k->shape.ja);
		en = str_printf(&a, "the id of its %s", k->shape.name);
	}
	diag(d, MESSAGE_CELL_MISSING, at, WORDS(table_header(t, c), ja, en));
	arena_done(&a);
	return false;
}

/* false after a message: the row says of nobody that it is theirs */
static bool
read_owner(struct parts *p, struct part *part, struct diags *d)
{
	const struct sheet *s = part->table->sheet;
	const struct csv_cell *cell;
	const struct sheet_column *c;
	struct buf b = {0};

	for (c = s->columns; c < s->columns + s->n; c++) {
		if (!names_owner(c))
			continue;
		cell = table_cell(part->table, part->row, c);
		if (cell != NULL && cell->text.n == 0 &&
		    (!s->kind->rows || c->is.field->required)) {
			buf_done(&b);
			return refuse_empty(part->table, c, cell->at, d);
		}
		put_key(c->is.field, cell != NULL ? cell->text : (str){0}, &b);
	}
	part->owner = keep(p, &b);
	return true;
}

static void
read_place(struct parts *p, struct part *part)
{
	const struct sheet *s = part->table->sheet;
	const struct csv_cell *cell;
	const struct sheet_column *c;
	struct buf b = {0};

	part->shape = &s->kind->shape;
	for (c = s->columns; c < s->columns + s->n; c++) {
		if (c->of != SHEET_HOLDER || c->derived)
			continue;
		cell = table_cell(part->table, part->row, c);
		if (cell == NULL || cell->text.n == 0)
			continue;
		part->depth++;
		part->shape = c->holder;
		buf_printf(&b, "%s=", c->holder->name);
		put_key(c->is.field, cell->text, &b);
	}
	part->place = keep(p, &b);
}

static const struct csv_cell *
number_of(const struct part *part)
{
	const struct sheet *s = part->table->sheet;

	for (size_t i = 0; i < s->n; i++)
		if (s->columns[i].of == SHEET_NO)
			return table_cell(part->table, part->row,
			    &s->columns[i]);
	return NULL;
}

static bool
read_number(struct part *part, struct diags *d)
{
	const struct csv_cell *cell = number_of(part);

	part->no = SIZE_MAX;
	if (cell == NULL || cell->text.n == 0)
		return true;
	if (!is_number(cell->text) || cell->text.n > 9)
		return diag(d, MESSAGE_ITEM_NUMBER, cell->at,
		    WORDS(cell->text));
	part->no = 0;
	for (size_t i = 0; i < cell->text.n; i++)
		part->no = part->no * 10 + (size_t)(cell->text.p[i] - '0');
	return true;
}

void
parts_read(struct parts *p, const struct sheet *s, struct source *src,
    struct diags *d)
{
	struct table *t = ARENA_NEW(&p->own, struct table);
	struct part part;

	if (!table_read(p->arena, s, src, t, d))
		return;
	for (size_t i = 0; i < t->csv.n; i++) {
		part = (struct part){.table = t, .row = &t->csv.rows[i]};
		if (table_is_cut(t, part.row, d))
			continue;
		table_check(t, part.row, d);
		read_place(p, &part);
		if (read_number(&part, d) && read_owner(p, &part, d))
			*add(p) = part;
	}
}

/* ---- order ----------------------------------------------------------------- */

/* those of one list stand together, the outer lists before the inner ones */
static int
by_list(const struct part *a, const struct part *b)
{
	int c = str_cmp(a->owner, b->owner);

	if (c == 0)
		c = (a->depth > b->depth) - (a->depth < b->depth);
	if (c == 0)
		c = (a->table->sheet > b->table->sheet) -
		    (a->table->sheet < b->table->sheet);
	return c != 0 ? c : str_cmp(a->place, b->place);
}

static int
by_number(const void *pa, const void *pb)
{
	const struct part *a = pa, *b = pb;
	int c = by_list(a, b);

	if (c == 0)
		c = (a->no > b->no) - (a->no < b->no);
	return c != 0 ? c : (a->row > b->row) - (a->row < b->row);
}

static void
check_number(const struct part *a, const struct part *b, struct diags *d)
{
	if (a->no != b->no || a->no == SIZE_MAX || by_list(a, b) != 0)
		return;
	diag(d, MESSAGE_ITEM_TWICE, number_of(b)->at,
	    WORDS(number_of(b)->text));
	diag_note(d, MESSAGE_FIRST_HERE, number_of(a)->at, NO_WORDS);
}

void
parts_sort(struct parts *p, struct diags *d)
{
	struct owner *o;

	if (p->n == 0)
		return;
	qsort(p->items, p->n, sizeof(*p->items), by_number);
	p->owners = ARENA_NEWN(&p->own, struct owner, p->n);
	for (size_t i = 0; i < p->n; i++) {
		if (i == 0 || !str_eq(p->items[i - 1].owner,
		    p->items[i].owner)) {
			o = &p->owners[p->nowners++];
			o->items = &p->items[i];
			map_put(&p->by_key, &p->own, o->items->owner, o);
		} else
			check_number(&p->items[i - 1], &p->items[i], d);
		p->owners[p->nowners - 1].n++;
	}
}

/* ---- attaching -------------------------------------------------------------- */

struct attaching {
	struct parts *parts;
	struct ynode *entity;
	const struct kind *kind;
	struct map places;      /* of records by what they are called */
	struct diags *diags;
};

static void list_places(struct attaching *, const struct ynode *map,
    const struct shape *, str around, size_t depth);

/* a record is found by its name and those of all that are around it */
static void
list_place(struct attaching *a, struct ynode *n, const struct shape *s,
    str around, size_t depth)
{
	const struct field *key = sheet_key(s);
	struct buf b = {0};
	str place;

	buf_printf(&b, STR_FMT "%s=", STR_ARG(around), s->name);
	put_key(key, scalar_of(n, key), &b);
	place = keep(a->parts, &b);
	map_put(&a->places, &a->parts->own, place, n);
	list_places(a, n, s, place, depth - 1);
}

static void
list_places(struct attaching *a, const struct ynode *map,
    const struct shape *s, str around, size_t depth)
{
	const struct field *f;
	struct ynode *n;

	for (size_t i = 0; depth > 0 && (f = shape_at(s, i)) != NULL; i++) {
		if (f->type != FIELD_RECORDS)
			continue;
		n = yaml_find(map, str_of(f->name));
		if (n != NULL && n->type == YNODE_MAP)
			list_place(a, n, f->of, around, depth);
		else if (n != NULL)
			for (n = n->child; n != NULL; n = n->next)
				list_place(a, n, f->of, around, depth);
	}
}

/* the place around a place: without its last line */
static str
around(str place)
{
	size_t n = place.n - 1;

	while (n > 0 && place.p[n - 1] != '\n')
		n--;
	return str_slice(place, 0, n);
}

static struct ynode *
find_place(const struct attaching *a, str place)
{
	return place.n == 0 ? a->entity : map_get(&a->places, place);
}

/* the cell that names the innermost of a row's records */
static const struct csv_cell *
holder_cell(const struct part *part)
{
	const struct sheet *s = part->table->sheet;

	for (size_t i = 0; i < s->n; i++)
		if (s->columns[i].of == SHEET_HOLDER && !s->columns[i].derived
		    && s->columns[i].holder == part->shape)
			return table_cell(part->table, part->row,
			    &s->columns[i]);
	return NULL;
}

enum { NAMES_MOST = 128 };

/* the names of the records of a shape in a map */
static size_t
list_names(const struct ynode *map, const struct shape *in,
    const struct shape *s, str *names)
{
	const struct field *f;
	const struct ynode *n;
	size_t count = 0;

	for (size_t i = 0; (f = shape_at(in, i)) != NULL; i++) {
		n = f->of == s ? yaml_find(map, str_of(f->name)) : NULL;
		for (n = n != NULL ? n->child : NULL; n != NULL &&
		    count < NAMES_MOST; n = n->next)
			if (scalar_of(n, sheet_key(s)).n > 0)
				names[count++] = scalar_of(n, sheet_key(s));
	}
	return count;
}

static void
refuse_place(const struct attaching *a, const struct part *part)
{
	const struct csv_cell *cell = holder_cell(part);
	const struct ynode *map = find_place(a, around(part->place));
	str names[NAMES_MOST];
	size_t n = 0, near;

	diag(a->diags, MESSAGE_HOLDER_UNKNOWN, cell->at, WORDS(cell->text,
	    str_of(part->shape->name), str_of(part->shape->ja),
	    str_of(a->kind->shape.name), str_of(a->kind->shape.ja)));
	if (map != NULL && part->depth == 1)
		n = list_names(map, &a->kind->shape, part->shape, names);
	if ((near = str_nearest(cell->text, names, n)) < n)
		diag_fix(a->diags, MESSAGE_DID_YOU_MEAN, WORDS(names[near]));
}

static const struct field *
list_in(const struct shape *s, const struct sheet *sheet)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		if (field_is_list(f) && sheet_holds(sheet, f))
			return f;
	return NULL;
}

static void
add_item(struct attaching *a, struct ynode ***last, const struct part *part)
{
	struct ynode *n = table_node(part->table, &a->parts->own, part->row);

	if (n->type == YNODE_SCALAR && n->scalar.n == 0)
		diag(a->diags, MESSAGE_CELL_MISSING, n->at, WORDS(
		    table_header_of(part->table, n->key), str_of(part->table->sheet->list->ja),
		    str_of(part->table->sheet->list->en)));
	**last = n;
	*last = &n->next;
}

/* the rows of one list to its record or entity */
static void
add_list(struct attaching *a, const struct part *part, size_t n,
    struct ynode *map)
{
	const struct field *f = list_in(part->shape, part->table->sheet);
	struct ynode *list = ARENA_NEW(&a->parts->own, struct ynode), **last;
	struct ynode *key = ARENA_NEW(&a->parts->own, struct ynode);
	const struct ynode *old = yaml_find(map, str_of(f->name));

	if (old != NULL && (old->type != YNODE_SCALAR || old->scalar.n > 0)) {
		diag(a->diags, MESSAGE_LIST_TWICE, part->row->cells[0].at,
		    WORDS(str_of(f->name), str_of(f->ja), str_of(f->en)));
		diag_note(a->diags, MESSAGE_FIRST_HERE, old->key->at,
		    NO_WORDS);
		return;
	}
	*key = (struct ynode){.scalar = str_of(f->name),
	    .at = part->table->csv.header.cells[0].at};
	*list = (struct ynode){.type = YNODE_LIST, .key = key,
	    .at = part->row->cells[0].at};
	last = &list->child;
	for (size_t i = 0; i < n; i++)
		add_item(a, &last, &part[i]);
	list->next = map->child;
	map->child = list;
}

static void
add_lists(struct attaching *a, const struct owner *o)
{
	size_t depth = 0, from, n;
	const struct part *part;
	struct ynode *map;

	for (from = 0; from < o->n; from += n) {
		part = &o->items[from];
		for (n = 1; from + n < o->n &&
		    by_list(part, &part[n]) == 0; n++)
			;
		if (part->depth > depth) {
			depth = part->depth;
			list_places(a, a->entity, &a->kind->shape, (str){0},
			    depth);
		}
		map = find_place(a, part->place);
		if (map == NULL)
			refuse_place(a, part);
		else
			add_list(a, part, n, map);
	}
}

/* what its sheets hold is the entity's own, wherever it stands */
static void
mark_rows(struct parts *p, const struct owner *o, struct entity *e)
{
	e->rows = ARENA_NEWN(p->arena, span, o->n);
	for (; e->nrows < o->n; e->nrows++)
		e->rows[e->nrows] = o->items[e->nrows].row->cells[0].at;
}

static void
remember(struct parts *p, str id, str title)
{
	str *old = p->seen;

	if (p->nseen == p->seen_cap) {
		p->seen_cap = p->seen_cap > 0 ? p->seen_cap * 2 : 64;
		p->seen = ARENA_NEWN(&p->own, str, p->seen_cap);
		if (p->nseen > 0)
			memcpy(p->seen, old, p->nseen * sizeof(*old));
	}
	p->seen[p->nseen++] = id;
	p->seen[p->nseen++] = title;
}

void
parts_attach(struct parts *p, struct ynode *map, str id, struct entity *e,
    struct diags *d)
{
	struct attaching a = {.parts = p, .entity = map, .kind = e->kind,
	    .diags = d};
	const struct ynode *title;
	struct owner *o;

	if (p == NULL || p->n == 0 || (id.n == 0 && !e->kind->rows))
		return;
	title = yaml_find(map, STR("title"));
	remember(p, id, title != NULL && title->scalar.n > 0 ?
	    title->scalar : id);
	o = map_get(&p->by_key, owner_of_map(p, p->items->table->sheet, map,
	    id));
	if (o == NULL || o->found)
		return;
	o->found = true;
	mark_rows(p, o, e);
	add_lists(&a, o);
}

/* ---- the end ----------------------------------------------------------------- */

static const struct csv_cell *
owner_cell(const struct part *part)
{
	const struct sheet *s = part->table->sheet;
	const struct sheet_column *c = s->columns;

	while (!names_owner(c))
		c++;
	return table_cell(part->table, part->row, c);
}

static void
refuse_owner(const struct parts *p, const struct part *part, bool near,
    struct diags *d)
{
	const struct kind *k = part->table->sheet->kind;
	const struct csv_cell *cell = owner_cell(part);
	size_t i;

	diag(d, k->rows ? MESSAGE_OWNER_NONE : MESSAGE_OWNER_UNKNOWN,
	    cell->at, WORDS(cell->text, str_of(k->shape.name),
	    str_of(k->shape.ja), str_of(k->folder)));
	if (k->rows || !near)
		return;
	i = str_nearest(cell->text, p->seen, p->nseen);
	if (i < p->nseen)
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(p->seen[i & ~1UL]));
}

void
parts_done(struct parts *p, bool tell, struct diags *d)
{
	size_t told = 0;

	for (size_t i = 0; tell && i < p->nowners; i++)
		if (!p->owners[i].found)
			refuse_owner(p, p->owners[i].items,
			    told++ < DIAGS_MOST, d);
	arena_done(&p->own);
}
