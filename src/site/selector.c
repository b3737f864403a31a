#include "site/selector.h"

/* the shape of what a field holds, if that has fields of its own */
static const struct shape *
inside(const struct field *f)
{
	return f->type == FIELD_RECORD || f->type == FIELD_RECORDS ? f->of :
	    NULL;
}

bool
selector_read(str text, struct selector *s)
{
	size_t dot = str_find(text, STR("."));
	str name = str_slice(text, 0, dot);
	const struct shape *shape;
	const struct field *f;

	*s = (struct selector){0};
	s->kind = str_eq(name, STR("plan")) ? &kind_plan :
	    kind_find_folder(name);
	shape = s->kind != NULL ? &s->kind->shape : NULL;
	while (shape != NULL && dot < text.n) {
		text = str_slice(text, dot + 1, text.n);
		dot = str_find(text, STR("."));
		f = shape_field(shape, str_slice(text, 0, dot));
		if (f == NULL || s->nfields == SELECTOR_DEEPEST)
			return false;
		s->fields[s->nfields++] = f;
		shape = inside(f);
	}
	return s->kind != NULL && dot == text.n;
}

const struct field *
selector_field(const struct selector *s)
{
	return s->nfields > 0 ? s->fields[s->nfields - 1] : NULL;
}

/* ---- walking -------------------------------------------------------------- */

struct walk {
	const struct selector *selector;
	void (*see)(void *ctx, const void *value);
	void *ctx;
};

static void
walk(const struct walk *w, size_t depth, const void *object)
{
	const struct field *f = w->selector->fields[depth];
	const void *p = field_of(f, object);
	const struct records *list = p;
	const struct shape *shape = inside(f);

	if (depth + 1 == w->selector->nfields)
		w->see(w->ctx, p);
	else if (f->type == FIELD_RECORDS)
		for (size_t i = 0; i < list->n; i++)
			walk(w, depth + 1, (const char *)list->items +
			    i * shape->size);
	else if (((const struct record *)p)->object != NULL)
		walk(w, depth + 1, ((const struct record *)p)->object);
}

void
selector_visit(const struct selector *s, const struct entity *e,
    void (*see)(void *ctx, const void *value), void *ctx)
{
	const struct walk w = {s, see, ctx};

	if (s->nfields > 0)
		walk(&w, 0, e);
}

/* ---- what is written ------------------------------------------------------- */

struct looking {
	const struct field *field;
	bool found;
};

static void
look(void *ctx, const void *value)
{
	struct looking *l = ctx;

	l->found = l->found || field_has(l->field, value);
}

bool
selector_given(const struct selector *s, const struct plan *p)
{
	struct entity *self = (struct entity *)&p->entity;
	const struct entities list = s->kind == &kind_plan ?
	    (struct entities){&self, 1} : p->lists[s->kind->no];
	struct looking l = {selector_field(s), s->nfields == 0 && list.n > 0};

	for (size_t i = 0; i < list.n && !l.found; i++)
		selector_visit(s, list.items[i], look, &l);
	return l.found;
}
