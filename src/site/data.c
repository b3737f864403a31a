#include "site/data.h"

#include <stdio.h>

#include "base/buf.h"

struct writer {
	const struct routes *routes;
	const struct plan *plan;
	struct buf *out;
	bool more;              /* something stands before in this object */
};

static void
key(struct writer *w, const char *name)
{
	if (w->more)
		buf_puts(w->out, ", ");
	w->more = true;
	buf_json(w->out, str_of(name));
	buf_puts(w->out, ": ");
}

static void
put(struct writer *w, const char *name, str value)
{
	key(w, name);
	buf_json(w->out, value.n > 0 ? value : (str){0});
}

static void
put_bool(struct writer *w, const char *name, bool value)
{
	key(w, name);
	buf_puts(w->out, value ? "true" : "false");
}

static void
open_object(struct writer *w)
{
	buf_putc(w->out, '{');
	w->more = false;
}

static void
close_object(struct writer *w)
{
	buf_putc(w->out, '}');
	w->more = true;
}

/* ---- years and figures --------------------------------------------------- */

static void
put_year(struct writer *w, const char *name, const struct year *y)
{
	char fiscal[80];

	put(w, name, y->text);
	snprintf(fiscal, sizeof(fiscal), "fiscal_%s", name);
	key(w, fiscal);
	if (y->kind == YEAR_NONE || y->kind == YEAR_PLACEHOLDER)
		buf_puts(w->out, "null");
	else
		buf_printf(w->out, "%d", y->open ? y->from : y->to);
	if (y->open || y->from == y->to || y->kind == YEAR_NONE)
		return;
	snprintf(fiscal, sizeof(fiscal), "fiscal_%s_from", name);
	key(w, fiscal);
	buf_printf(w->out, "%d", y->from);
}

static void
put_decimal(struct writer *w, const char *name, bool present, decimal value)
{
	key(w, name);
	if (!present) {
		buf_puts(w->out, "null");
		return;
	}
	buf_putc(w->out, '"');
	decimal_print(value, false, w->out);
	buf_putc(w->out, '"');
}

static void
put_figure(struct writer *w, const struct figure *f)
{
	if (f->text.p == NULL && f->reason.n == 0) {
		buf_puts(w->out, "null");
		return;
	}
	open_object(w);
	put(w, "text", f->text);
	put_decimal(w, "value", f->has_value, f->value);
	if (f->is_range)
		put_decimal(w, "upper", true, f->upper);
	put(w, "scale", figure_scales[f->scale]);
	put(w, "unit", f->unit);
	put_bool(w, "about", f->about);
	put(w, "qualifier", f->qualifier);
	put(w, "cmp", figure_comparisons[f->cmp]);
	put_year(w, "year", &f->year);
	if (f->each)
		put_bool(w, "each", true);
	put(w, "as_of", f->as_of.text);
	put(w, "reason", f->reason);
	put(w, "note", f->note);
	close_object(w);
}

/* ---- fields, by their description ------------------------------------------ */

static void put_fields(struct writer *, const struct shape *, const void *);

static void
put_ref(struct writer *w, const struct ref *r)
{
	const struct plan *p = r->to != NULL ? r->to->plan : NULL;

	if (p != NULL && p != w->plan && r->to->kind != &kind_plan) {
		buf_printf(w->out, "\"" STR_FMT "/" STR_FMT "\"",
		    STR_ARG(p->entity.id), STR_ARG(r->to->id));
		return;
	}
	buf_json(w->out, r->to != NULL ? r->to->id : r->id);
}

static void
put_list(struct writer *w, const struct field *f, const void *p)
{
	const struct texts *texts = p;
	const struct figures *figures = p;
	const struct refs *refs = p;
	const struct records *records = p;
	const struct shape *shape = f->of;
	size_t n, i;

	n = f->type == FIELD_TEXTS ? texts->n : f->type == FIELD_FIGURES ?
	    figures->n : f->type == FIELD_REFS ? refs->n : records->n;
	buf_putc(w->out, '[');
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(w->out, ", ");
		if (f->type == FIELD_TEXTS)
			buf_json(w->out, texts->items[i]);
		else if (f->type == FIELD_FIGURES)
			put_figure(w, &figures->items[i]);
		else if (f->type == FIELD_REFS)
			put_ref(w, &refs->items[i]);
		else {
			open_object(w);
			put_fields(w, shape, (const char *)records->items +
			    i * shape->size);
			close_object(w);
		}
	}
	buf_putc(w->out, ']');
	w->more = true;
}

static void
put_record(struct writer *w, const struct field *f, const struct record *r)
{
	if (r->object == NULL) {
		buf_puts(w->out, "null");
		return;
	}
	open_object(w);
	put_fields(w, f->of, r->object);
	close_object(w);
}

static void
put_field(struct writer *w, const struct field *f, const void *p)
{
	switch (f->type) {
	case FIELD_TEXT:
		put(w, f->name, *(const str *)p);
		break;
	case FIELD_BOOL:
		put_bool(w, f->name, *(const bool *)p);
		break;
	case FIELD_CHOICE:
		put(w, f->name, choice_word(f, *(const choice *)p));
		break;
	case FIELD_YEAR:
		put_year(w, f->name, p);
		break;
	case FIELD_FIGURE:
		key(w, f->name);
		put_figure(w, p);
		break;
	case FIELD_REF:
		key(w, f->name);
		put_ref(w, p);
		break;
	case FIELD_RECORD:
		key(w, f->name);
		put_record(w, f, p);
		break;
	default:
		key(w, f->name);
		put_list(w, f, p);
	}
}

static void
put_fields(struct writer *w, const struct shape *s, const void *object)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		if (!f->inner)
			put_field(w, f, field_of(f, object));
}

/* ---- entities ---------------------------------------------------------------- */

/* id, title and url first; then what the kind has beside them */
static void
put_entity(struct writer *w, const struct entity *e)
{
	const struct field *f;

	open_object(w);
	if (!e->kind->rows) {
		put(w, "id", e->id);
		put(w, "title", e->title);
		put(w, "url", route_url(w->routes, e));
	}
	for (size_t i = 0; (f = shape_at(&e->kind->shape, i)) != NULL; i++)
		if (!f->inner && (e->kind->rows ||
		    (!str_eq(str_of(f->name), STR("id")) &&
		    !str_eq(str_of(f->name), STR("title")))))
			put_field(w, f, field_of(f, e));
	if (!e->kind->rows)
		put(w, "body", e->body.src != NULL ? source_text(e->body) :
		    (str){0});
	close_object(w);
}

void
data_plan(const struct plan *p, const struct routes *routes, struct buf *out)
{
	struct writer w = {.routes = routes, .plan = p, .out = out};

	buf_puts(out, "{\n\"plan\": ");
	put_entity(&w, &p->entity);
	for (size_t k = 0; k < KIND_COUNT; k++) {
		if (kinds[k] == &kind_plan || kinds[k]->of_site)
			continue;
		buf_printf(out, ",\n\"%s\": [", kinds[k]->folder);
		for (size_t i = 0; i < p->lists[k].n; i++) {
			buf_puts(out, i > 0 ? ",\n" : "\n");
			put_entity(&w, p->lists[k].items[i]);
		}
		buf_puts(out, p->lists[k].n > 0 ? "\n]" : "]");
	}
	buf_puts(out, "\n}\n");
}
