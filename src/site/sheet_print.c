#include "site/sheet_print.h"

#include "base/buf.h"
#include "text/csv.h"

/* A record on the way from an entity to a list. */
struct holder {
	const struct shape *shape;
	const void *object;
	const struct holder *up;
};

struct printing {
	const struct sheet *sheet;
	const struct plan *plan;
	const struct routes *routes;
	const struct entity *owner;
	size_t rows;
	struct buf *out, cell;
};

static const void *
object_of(const struct printing *p, const struct sheet_column *c,
    const struct holder *up, const void *item)
{
	if (c->of == SHEET_PLAN)
		return p->plan;
	if (c->of == SHEET_ITEM)
		return item;
	if (c->of == SHEET_OWNER)
		return p->owner;
	while (up != NULL && up->shape != c->holder)
		up = up->up;
	return up != NULL ? up->object : NULL;
}

static void
put_column(struct printing *p, const struct sheet_column *c,
    const struct holder *up, const void *item, size_t no)
{
	const void *object;

	p->cell.n = 0;
	if (c->of == SHEET_NO)
		buf_printf(&p->cell, "%zu", no);
	else if (c->of == SHEET_URL)
		buf_put(&p->cell, route_url(p->routes, p->owner));
	else if ((object = object_of(p, c, up, item)) != NULL)
		column_print(&c->is, object, p->owner, &p->cell);
	if (column_number(&c->is))
		csv_put_number(p->out, buf_str(&p->cell));
	else
		csv_put(p->out, buf_str(&p->cell));
}

static void
put_row(struct printing *p, const struct holder *up, const void *item,
    size_t no)
{
	const struct sheet *s = p->sheet;
	const struct sheet_column *c;

	if (p->rows++ == 0) {
		buf_puts(p->out, "\uFEFF");
		for (c = s->columns; c < s->columns + s->n; c++)
			csv_put(p->out, c->is.name);
		csv_end(p->out);
	}
	for (c = s->columns; c < s->columns + s->n; c++)
		put_column(p, c, up, item, no);
	csv_end(p->out);
}

static void
put_items(struct printing *p, const struct field *f, const struct holder *up,
    const void *list)
{
	const struct shape *shape = f->of;
	const struct records *records = list;
	const struct figures *figures = list;
	const struct texts *texts = list;
	const struct refs *refs = list;
	size_t i;

	if (f->type == FIELD_RECORDS)
		for (i = 0; i < records->n; i++)
			put_row(p, up, (const char *)records->items +
			    i * shape->size, i + 1);
	else if (f->type == FIELD_FIGURES)
		for (i = 0; i < figures->n; i++)
			put_row(p, up, &figures->items[i], i + 1);
	else if (f->type == FIELD_TEXTS)
		for (i = 0; i < texts->n; i++)
			put_row(p, up, &texts->items[i], i + 1);
	else
		for (i = 0; i < refs->n; i++)
			put_row(p, up, &refs->items[i], i + 1);
}

/* all lists of the sheet in a structure and its records */
static void
put_lists(struct printing *p, const struct shape *s, const void *object,
    const struct holder *up)
{
	struct holder inner = {.up = up};
	const struct records *records;
	const struct record *record;
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		records = field_of(f, object);
		record = field_of(f, object);
		if (field_is_list(f) && sheet_holds(p->sheet, f))
			put_items(p, f, up, records);
		inner.shape = f->of;
		if (f->type == FIELD_RECORD && record->object != NULL)
			put_lists(p, f->of, record->object, up);
		else if (f->type == FIELD_RECORDS)
			for (size_t k = 0; k < records->n; k++) {
				inner.object = (const char *)records->items +
				    k * inner.shape->size;
				put_lists(p, f->of, inner.object, &inner);
			}
	}
}

static void
put_entity(struct printing *p, const struct entity *e)
{
	p->owner = e;
	if (p->sheet->list == NULL)
		put_row(p, NULL, e, 0);
	else
		put_lists(p, &e->kind->shape, e, NULL);
}

size_t
sheet_print(const struct sheet *s, const struct plan *plan,
    const struct routes *routes, struct buf *out)
{
	struct printing p = {.sheet = s, .plan = plan, .routes = routes,
	    .out = out};
	const struct entities *list = &plan->lists[s->kind->no];

	if (s->kind == &kind_plan)
		put_entity(&p, &plan->entity);
	else
		for (size_t i = 0; i < list->n; i++)
			put_entity(&p, list->items[i]);
	buf_done(&p.cell);
	return p.rows;
}
