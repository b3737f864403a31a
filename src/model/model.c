#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/pool.h"
#include "model/check.h"
#include "model/check_structure.h"
#include "model/draft.h"
#include "model/link.h"
#include "model/load.h"
#include "model/order.h"
#include "model/status.h"

/* ---- reading on threads --------------------------------------------- */

struct reading {
	struct file *files;
	struct arena *arenas;   /* one per worker, as are diags */
	struct diags *diags;
};

static void
read_one(void *ctx, size_t worker, size_t i)
{
	struct reading *r = ctx;

	load_read(&r->arenas[worker], &r->files[i], &r->diags[worker]);
}

/* the arenas of the workers live on as one */
static void
read_all(struct model *m, struct file *files, size_t n, size_t nworkers,
    struct diags *d)
{
	struct reading r = {.files = files};

	r.arenas = calloc(nworkers, sizeof(*r.arenas));
	r.diags = calloc(nworkers, sizeof(*r.diags));
	if (r.arenas == NULL || r.diags == NULL)
		abort();
	pool_run(nworkers, n, read_one, &r);
	for (size_t w = 0; w < nworkers; w++) {
		arena_join(&m->arena, &r.arenas[w]);
		diags_merge(d, &r.diags[w]);
	}
	free(r.arenas);
	free(r.diags);
}

/* ---- gathering -------------------------------------------------------- */

static void
append(struct arena *a, struct entities *list, struct entity *e)
{
	struct entity **old = list->items;

	/* full when the count is a power of two */
	if ((list->n & (list->n - 1)) == 0) {
		list->items = ARENA_NEWN(a, struct entity *,
		    list->n > 0 ? list->n * 2 : 1);
		if (list->n > 0)
			memcpy(list->items, old, list->n * sizeof(*old));
	}
	list->items[list->n++] = e;
}

static bool
is_dropped(const struct entity *e, const struct model_options *o)
{
	return !o->draft && draft_is(e);
}

static str
id_in(struct arena *a, const struct entity *e, str id)
{
	if (e->kind == &kind_page)
		return str_printf(a, "page:" STR_FMT, STR_ARG(id));
	if (e->kind == &kind_plan)
		return id;
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
gather_plans(struct model *m, const struct file *files, size_t n,
    struct diags *d)
{
	struct plan *p;

	for (size_t i = 0; i < n; i++) {
		if (!is_plan(&files[i]) || files[i].n == 0)
			continue;
		p = (struct plan *)files[i].items[0];
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
	struct attachment *old = p->files;

	if ((p->nfiles & (p->nfiles - 1)) == 0) {
		p->files = ARENA_NEWN(a, struct attachment,
		    p->nfiles > 0 ? p->nfiles * 2 : 1);
		if (p->nfiles > 0)
			memcpy(p->files, old, p->nfiles * sizeof(*old));
	}
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
tell_missing(const struct file *files, size_t i, struct diags *d)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(files[k].plan, files[i].plan) ||
		    (is_plan(&files[k]) && files[k].n == 0))
			return;
	for (size_t k = i; files[k].path != NULL; k++)
		if (is_plan(&files[k]) &&
		    str_eq(files[k].plan, files[i].plan))
			return;
	diag(d, MESSAGE_PLAN_MISSING, (span){0}, WORDS(files[i].plan));
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
		if (!is_dropped(list->items[i], o))
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

/* the site's texts first, then those of entities in their order */
static void
gather_translations(struct model *m, const struct translations *of_site)
{
	if (of_site != NULL)
		lexicon_add(&m->lexicon, &m->arena, of_site);
	for (size_t i = 0; i < m->n; i++)
		lexicon_add(&m->lexicon, &m->arena,
		    &m->entities[i]->translations);
}

static void
gather(struct model *m, const struct file *files, size_t n,
    const struct model_options *o, struct diags *d)
{
	struct plan *p;
	size_t i, k;

	gather_plans(m, files, n, d);
	for (i = 0; i < n; i++) {
		p = files[i].plan.n > 0 ? find_plan(m, files[i].plan) : NULL;
		if (files[i].plan.n > 0 && p == NULL)
			tell_missing(files, i, d);
		else if (files[i].kind == NULL)
			attach(&m->arena, p, &files[i]);
		else if (files[i].kind != &kind_plan &&
		    files[i].variant == VARIANT_MAIN)
			gather_file(m, &files[i], p, d);
	}
	for (i = 0; i < n; i++)
		if (files[i].variant != VARIANT_MAIN)
			gather_variant(m, &files[i], d);
	for (i = 0; i < n; i++) {
		p = files[i].body.src != NULL ? find_plan(m, files[i].plan) :
		    NULL;
		if (p != NULL)
			gather_body(m, &files[i], p, d);
	}
	for (i = 0; i < m->plans.n; i++) {
		p = (struct plan *)m->plans.items[i];
		sort_bodies(p);
		draft_rows(m, p);
		for (k = 0; k < KIND_COUNT; k++)
			drop_drafts(&p->lists[k], o);
	}
	drop_drafts(&m->pages, o);
	drop_drafts(&m->plans, o);
	number_all(m);
	gather_translations(m, o->translations);
	name_aliases(m, d);
}

/* ---- public ------------------------------------------------------------ */

bool
model_load(struct model *m, const struct model_options *o, struct diags *d)
{
	size_t n, before = d->errors;
	struct file *files;

	*m = (struct model){0};
	if (!load_list(&m->arena, o->content, &files, &n, d))
		return false;
	for (size_t i = 0; o->unsaved != NULL && i < n; i++)
		files[i].unsaved = map_get(o->unsaved, str_of(files[i].path));
	read_all(m, files, n, o->workers, d);
	gather(m, files, n, o, d);
	link_all(m, o->draft, d);
	check_all(m, o, d);
	status_all(m, o->hooks, d);
	check_plans(m, o->workers, d);
	arena_seal(&m->arena);
	return d->errors == before;
}

const struct entity *
model_find(const struct model *m, const struct plan *p, str id)
{
	char full[256];
	int n;

	if (str_find(id, STR("/")) < id.n || p == NULL)
		return map_get(&m->ids, id);
	n = snprintf(full, sizeof(full), STR_FMT "/" STR_FMT,
	    STR_ARG(p->entity.id), STR_ARG(id));
	if (n < 0 || (size_t)n >= sizeof(full))
		return NULL;
	return map_get(&m->ids, (str){full, (size_t)n});
}

/* a link by a title, which was found when all was linked */
static const struct entity *
find_named(const struct model *m, const struct plan *p, str url)
{
	const struct entity *e;
	struct buf key = {0};

	if (p == NULL)
		return NULL;
	buf_put(&key, p->entity.id);
	buf_join(&key, "/", url);
	e = map_get(&m->named, buf_str(&key));
	buf_done(&key);
	return e;
}

const struct entity *
model_find_url(const struct model *m, const struct plan *p, str url)
{
	size_t colon = str_find(url, STR(":"));
	const struct entity *e;
	const struct kind *kind;
	str id;

	if (colon == url.n)
		return NULL;
	kind = model_scheme_kind((str){url.p, colon});
	id = str_slice(url, colon + 1, url.n);
	if (kind == &kind_page)
		return map_get(&m->ids, url);
	e = model_find(m, kind == &kind_plan ? NULL : p, id);
	return e != NULL && e->kind == kind ? e : find_named(m, p, url);
}

const struct kind *
model_scheme_kind(str scheme)
{
	if (str_eq(scheme, STR("chart")) || str_eq(scheme, STR("table")))
		return &kind_indicator;
	return kind_find(scheme);
}

bool
model_scheme(str scheme)
{
	return model_scheme_kind(scheme) != NULL;
}

const struct back *
model_back(const struct model *m, const struct kind *kind, str name)
{
	for (size_t i = 0; i < m->nbacks; i++)
		if (m->backs[i].to == kind &&
		    str_eq(str_of(m->backs[i].name), name))
			return &m->backs[i];
	return NULL;
}

void
model_done(struct model *m)
{
	arena_done(&m->arena);
	*m = (struct model){0};
}
