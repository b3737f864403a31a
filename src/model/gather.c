#include "model/gather.h"

#include <assert.h>
#include <stdlib.h>

#include "base/diag.h"
#include "model/draft.h"
#include "model/load.h"
#include "model/order.h"

static void
append(struct arena *a, struct entities *list, struct entity *e)
{
	list->items = ARENA_MORE(a, list->items, list->n);
	list->items[list->n++] = e;
}

static str
id_in(struct arena *a, const struct entity *e, str id)
{
	if (e->kind == &kind_plan)
		return id;
	if (e->plan == NULL)
		return str_printf(a, "page:" STR_FMT, STR_ARG(id));
	return str_printf(a, STR_FMT "/" STR_FMT, STR_ARG(e->plan->entity.id),
	    STR_ARG(id));
}

/* false after a message: something else has the name */
static bool
name(struct model *m, struct entity *e, str id, span at, struct diags *d)
{
	const struct entity *twin;

	twin = map_put(&m->ids, &m->arena, id_in(&m->arena, e, id), e);
	if (twin == NULL || twin == e)
		return true;
	diag(d, MESSAGE_ID_TWICE, at, WORDS(id));
	diag_note(d, MESSAGE_FIRST_HERE, twin->at, NO_WORDS);
	return false;
}

static bool
is_plan(const struct file *f)
{
	return f->kind == &kind_plan && f->form == FILE_BODY &&
	    f->variant == VARIANT_MAIN;
}

static void
gather_plans(struct model *m, struct file *const *files, size_t n,
    struct diags *d)
{
	struct plan *p;

	for (size_t i = 0; i < n; i++) {
		if (!is_plan(files[i]) || files[i]->n == 0)
			continue;
		p = (struct plan *)files[i]->items[0];
		p->entity.plan = p;
		name(m, &p->entity, p->entity.id, p->entity.at, d);
		append(&m->arena, &m->plans, &p->entity);
	}
}

static struct plan *
find_plan(const struct model *m, str id)
{
	return map_get(&m->ids, id);
}

static void
attach(struct arena *a, struct plan *p, const struct file *f)
{
	assert(p != NULL);
	p->files = ARENA_MORE(a, p->files, p->nfiles);
	p->files[p->nfiles++] = (struct attachment){f->name, f->size,
	    f->picture};
}

static void
gather_file(struct model *m, const struct file *f, struct plan *p,
    struct diags *d)
{
	struct entities *list = p != NULL ? &p->lists[f->kind->no] : &m->pages;
	struct entity *e;

	for (size_t i = 0; i < f->n; i++) {
		e = f->items[i];
		e->plan = p;
		if (f->kind->rows || name(m, e, e->id, e->at, d))
			append(&m->arena, list, e);
	}
}

/* plan.md missing: told once for each folder, by its first file */
static void
tell_missing(struct file *const *files, size_t n, size_t i, struct diags *d)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(files[k]->plan, files[i]->plan) ||
		    (is_plan(files[k]) && files[k]->n == 0))
			return;
	for (size_t k = i; k < n; k++)
		if (is_plan(files[k]) &&
		    str_eq(files[k]->plan, files[i]->plan))
			return;
	diag(d, MESSAGE_PLAN_MISSING, (span){0}, WORDS(files[i]->plan));
}

static int
by_number(const void *pa, const void *pb)
{
	const struct entity *a = *(struct entity *const *)pa;
	const struct entity *b = *(struct entity *const *)pb;
	int c = order_compare(a->number, b->number);

	return c != 0 ? c : str_cmp(a->id, b->id);
}

static void
refuse_body(const struct file *f, const struct plan *p, struct diags *d)
{
	enum { MOST = 256 };
	const struct entities *all = &p->lists[f->kind->no];
	str names[MOST];
	size_t n, near;

	diag(d, MESSAGE_BODY_ALONE, (span){f->body.src, 0, 0}, WORDS(f->name,
	    str_of(f->kind->shape.name), str_of(f->kind->shape.ja),
	    str_of(f->kind->folder)));
	for (n = 0; n < all->n && n < MOST; n++)
		names[n] = all->items[n]->id;
	if ((near = str_nearest(f->name, names, n)) < n)
		diag_note(d, MESSAGE_DID_YOU_MEAN, all->items[near]->at,
		    WORDS(names[near]));
}

/* Markdown without keys belongs to the entity that is called as the file */
static void
gather_body(struct model *m, const struct file *f, const struct plan *p,
    struct diags *d)
{
	struct entity *e = (struct entity *)model_find(m, p, f->name);

	if (e == NULL || e->kind != f->kind || e->body.src != NULL) {
		refuse_body(f, p, d);
		return;
	}
	e->body = f->body;
	e->facts = f->facts;
}

static bool
is_alone(const struct entity *e)
{
	return e->body.src != NULL && e->body.src == e->at.src;
}

/* one file each: by printed number; a list keeps the author's order */
static void
sort_bodies(struct plan *p)
{
	struct entities *list;
	size_t k, from;

	for (k = 0; k < KIND_COUNT; k++) {
		list = &p->lists[k];
		for (from = list->n; from > 0 &&
		    is_alone(list->items[from - 1]); from--)
			;
		if (list->n - from > 1)
			qsort(list->items + from, list->n - from,
			    sizeof(*list->items), by_number);
	}
}

static void
drop_drafts(struct entities *list, const struct model_options *o)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (!gather_drops(list->items[i], o))
			list->items[n++] = list->items[i];
	list->n = n;
}

static void
number_all(struct model *m)
{
	size_t p, k, i;
	struct plan *plan;
	struct entities all = {0};

	for (i = 0; i < m->pages.n; i++)
		append(&m->arena, &all, m->pages.items[i]);
	for (p = 0; p < m->plans.n; p++) {
		plan = (struct plan *)m->plans.items[p];
		append(&m->arena, &all, &plan->entity);
		for (k = 0; k < KIND_COUNT; k++)
			for (i = 0; i < plan->lists[k].n; i++)
				append(&m->arena, &all,
				    plan->lists[k].items[i]);
	}
	m->entities = all.items;
	m->n = all.n;
	for (i = 0; i < m->n; i++)
		m->entities[i]->no = i;
}

static void
name_aliases(struct model *m, struct diags *d)
{
	struct entity *e;

	for (size_t i = 0; i < m->n; i++) {
		e = m->entities[i];
		for (size_t k = 0; k < e->aliases.n; k++)
			name(m, e, e->aliases.items[k],
			    e->aliases.places[k], d);
	}
}

/* the texts of its front matter, in the places of those of the entity */
static void
pair_texts(struct model *m, struct entity *e, const struct entity *other,
    enum variant v)
{
	const struct field *f;
	const struct texts *from, *to;

	for (size_t i = 0; (f = shape_at(&e->kind->shape, i)) != NULL; i++) {
		if (f->fixed)
			continue;
		if (f->type == FIELD_TEXT)
			translation_add(&m->arena, &e->translations,
			    *(const str *)field_of(f, e),
			    *(const str *)field_of(f, other), v);
		if (f->type != FIELD_TEXTS)
			continue;
		from = field_of(f, e);
		to = field_of(f, other);
		for (size_t k = 0; k < from->n && k < to->n; k++)
			translation_add(&m->arena, &e->translations,
			    from->items[k], to->items[k], v);
	}
}

/* x.en.md goes with x.md, or with the x of a list */
static void
gather_variant(struct model *m, const struct file *f, struct diags *d)
{
	struct entity key = {.kind = f->kind}, *e;
	const struct plan *p = f->plan.n > 0 ? find_plan(m, f->plan) : NULL;

	key.plan = p;
	if (f->n == 0 || (f->plan.n > 0 && p == NULL))
		return;
	assert(f->kind != NULL);
	e = map_get(&m->ids, id_in(&m->arena, &key, f->name));
	if (e == NULL || e->kind != f->kind) {
		diag(d, MESSAGE_VARIANT_ALONE, f->items[0]->at,
		    WORDS(f->name, str_of(f->kind->shape.ja),
		    str_of(f->kind->shape.name)));
		return;
	}
	f->items[0]->plan = p;
	e->variants[f->variant] = f->items[0];
	pair_texts(m, e, f->items[0], f->variant);
}

/* ---- public ------------------------------------------------------------ */

bool
gather_drops(const struct entity *e, const struct model_options *o)
{
	return !o->draft && draft_is(e);
}

void
gather_files(struct model *m, struct file *const *files, size_t n,
    const struct model_options *o, struct diags *d)
{
	struct plan *p;
	size_t i, k;

	gather_plans(m, files, n, d);
	for (i = 0; i < n; i++) {
		p = files[i]->plan.n > 0 ? find_plan(m, files[i]->plan) : NULL;
		if (files[i]->plan.n > 0 && p == NULL)
			tell_missing(files, n, i, d);
		else if (files[i]->kind == NULL)
			attach(&m->arena, p, files[i]);
		else if (files[i]->kind != &kind_plan &&
		    files[i]->variant == VARIANT_MAIN)
			gather_file(m, files[i], p, d);
	}
	for (i = 0; i < n; i++)
		if (files[i]->variant != VARIANT_MAIN)
			gather_variant(m, files[i], d);
	for (i = 0; i < n; i++) {
		p = files[i]->body.src != NULL ? find_plan(m, files[i]->plan) :
		    NULL;
		if (p != NULL)
			gather_body(m, files[i], p, d);
	}
	for (i = 0; i < m->plans.n; i++) {
		p = (struct plan *)m->plans.items[i];
		sort_bodies(p);
		draft_rows(m, p);
		if (!o->draft)
			draft_files(p);
		for (k = 0; k < KIND_COUNT; k++)
			drop_drafts(&p->lists[k], o);
	}
	drop_drafts(&m->pages, o);
	drop_drafts(&m->plans, o);
	number_all(m);
	name_aliases(m, d);
}
