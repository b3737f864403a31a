#include "model/link.h"

#include <string.h>

#include "base/diag.h"
#include "text/md.h"

struct linking {
	struct model *model;
	struct diags *diags;
	bool draft;
	struct entity *owner;   /* whose fields are being linked */
};

/* ---- ways back --------------------------------------------------------- */

static void
count_backs(const struct shape *s, const struct kind *from, struct back *out,
    size_t *n)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
			count_backs(f->of, from, out, n);
		if (f->back == NULL)
			continue;
		if (out != NULL)
			out[*n] = (struct back){f->back, f->of, from, f, 0};
		++*n;
	}
}

static void
list_backs(struct model *m)
{
	size_t k, i, slots[KIND_COUNT] = {0};

	for (k = 0; k < KIND_COUNT; k++)
		count_backs(&kinds[k]->shape, kinds[k], NULL, &m->nbacks);
	m->backs = ARENA_NEWN(&m->arena, struct back, m->nbacks);
	m->nbacks = 0;
	for (k = 0; k < KIND_COUNT; k++)
		count_backs(&kinds[k]->shape, kinds[k], m->backs, &m->nbacks);
	for (i = 0; i < m->nbacks; i++)
		m->backs[i].slot = slots[m->backs[i].to->no]++;
	for (i = 0; i < m->n; i++)
		m->entities[i]->backs = ARENA_NEWN(&m->arena, struct refs,
		    slots[m->entities[i]->kind->no]);
}

static const struct back *
back_of(const struct model *m, const struct field *f)
{
	for (size_t i = 0; i < m->nbacks; i++)
		if (m->backs[i].field == f)
			return &m->backs[i];
	return NULL;
}

/* the same owner twice, by two placements under one goal, counts once */
static void
add_back(struct linking *l, const struct field *f, const struct ref *r)
{
	const struct back *b = back_of(l->model, f);
	struct refs *list = &r->to->backs[b->slot];
	struct ref *old = list->items;

	if (list->n > 0 && old[list->n - 1].to == l->owner)
		return;
	if ((list->n & (list->n - 1)) == 0) {
		list->items = ARENA_NEWN(&l->model->arena, struct ref,
		    list->n > 0 ? list->n * 2 : 1);
		if (list->n > 0)
			memcpy(list->items, old, list->n * sizeof(*old));
	}
	list->items[list->n++] = (struct ref){
	    .id = l->owner->id, .at = r->at, .to = l->owner};
}

/* ---- references -------------------------------------------------------- */

static void
suggest(const struct linking *l, str id, const struct kind *want)
{
	enum { MOST = 512 };
	const struct plan *p = l->owner->plan;
	str names[MOST] = {0};
	size_t n = 0, k, i;

	for (k = 0; p != NULL && k < KIND_COUNT; k++)
		for (i = 0; i < p->lists[k].n && n < MOST; i++)
			if (!kinds[k]->rows &&
			    (want == NULL || kinds[k] == want))
				names[n++] = p->lists[k].items[i]->id;
	i = str_nearest(id, names, n);
	if (i < n)
		diag_fix(l->diags, MESSAGE_DID_YOU_MEAN, WORDS(names[i]));
}

static bool
is_draft(const struct entity *e)
{
	return e->draft || (e->plan != NULL && e->plan->entity.draft);
}

/*
 * A title is as good as an id where it is the only one of its kind.  False
 * after a message: several have it.
 */
static bool
find_title(struct linking *l, str title, const struct kind *want, span at,
    const struct entity **found)
{
	const struct plan *p = l->owner->plan;
	const struct entities *list;

	if (want == NULL || p == NULL || want->rows)
		return true;
	list = &p->lists[want->no];
	for (size_t i = 0; i < list->n; i++) {
		if (!str_eq(list->items[i]->title, title))
			continue;
		if (*found != NULL)
			return diag(l->diags, MESSAGE_TITLE_SEVERAL, at,
			    WORDS(title, str_of(want->shape.name),
			    str_of(want->shape.ja), (*found)->id));
		*found = list->items[i];
	}
	return true;
}

static const struct entity *
find(struct linking *l, str id, const struct kind *want, span at)
{
	const struct entity *e;
	const struct plan *p = want == &kind_plan ? NULL : l->owner->plan;

	e = model_find(l->model, p, id);
	if (e == NULL && !find_title(l, id, want, at, &e))
		return NULL;
	if (e == NULL) {
		diag(l->diags, MESSAGE_REF_UNKNOWN, at, WORDS(id));
		suggest(l, id, want);
	} else if (want != NULL && e->kind != want) {
		diag(l->diags, MESSAGE_REF_KIND, at, WORDS(id,
		    str_of(e->kind->shape.name), str_of(e->kind->shape.ja),
		    str_of(want->shape.name), str_of(want->shape.ja)));
		diag_note(l->diags, MESSAGE_NAMED_HERE, e->at, WORDS(id));
		e = NULL;
	} else if (is_draft(e) && !l->draft) {
		diag(l->diags, MESSAGE_REF_DRAFT, at, WORDS(id));
		e = NULL;
	}
	return e;
}

static void
link_ref(struct linking *l, const struct field *f, struct ref *r)
{
	if (r->id.n == 0)
		return;
	r->to = find(l, r->id, f->of, r->at);
	if (r->to != NULL && f->back != NULL)
		add_back(l, f, r);
}

static void
link_object(struct linking *l, const struct shape *s, void *object)
{
	const struct shape *inner;
	const struct field *f;
	struct records *records;
	struct refs *refs;
	char *to;
	size_t i, k;

	for (i = 0; (f = shape_at(s, i)) != NULL; i++) {
		to = (char *)object + f->offset;
		refs = (struct refs *)to;
		records = (struct records *)to;
		inner = f->of;
		if (f->type == FIELD_REF)
			link_ref(l, f, (struct ref *)to);
		else if (f->type == FIELD_REFS)
			for (k = 0; k < refs->n; k++)
				link_ref(l, f, &refs->items[k]);
		else if (f->type == FIELD_RECORDS)
			for (k = 0; k < records->n; k++)
				link_object(l, inner,
				    (char *)records->items + k * inner->size);
		else if (f->type == FIELD_RECORD &&
		    ((struct record *)to)->object != NULL)
			link_object(l, inner, ((struct record *)to)->object);
	}
}

/* ---- links of bodies --------------------------------------------------- */

static bool
is_relative(str url)
{
	size_t colon = str_find(url, STR(":")), slash = str_find(url, STR("/"));

	return url.n > 0 && url.p[0] != '#' && url.p[0] != '/' &&
	    (colon == url.n || slash < colon);
}

/* what a theme draws where an image stands */
static bool
is_embed(str scheme)
{
	return str_eq(scheme, STR("chart")) || str_eq(scheme, STR("table")) ||
	    str_eq(scheme, STR("survey"));
}

/* a place in the body itself: a heading of it */
static void
link_heading(struct linking *l, const struct md_link *link)
{
	enum { MOST = 128 };
	const struct md_facts *facts = l->owner->facts;
	str id = str_slice(link->url, 1, link->url.n), names[MOST] = {0};
	size_t n, near;

	for (n = 0; n < facts->nheadings && n < MOST; n++) {
		names[n] = facts->headings[n].id;
		if (str_eq(names[n], id))
			return;
	}
	diag(l->diags, MESSAGE_LINK_ANCHOR, link->at, WORDS(id));
	near = str_nearest(id, names, n);
	if (near < n)
		diag_fix(l->diags, MESSAGE_DID_YOU_MEAN, WORDS(names[near]));
}

static void
link_url(struct linking *l, const struct md_link *link)
{
	size_t colon = str_find(link->url, STR(":"));
	const struct kind *kind;
	str url = link->url;

	if (colon < url.n) {
		kind = model_scheme_kind(str_slice(url, 0, colon));
		if (kind == NULL)
			return;
		if (link->image && !is_embed(str_slice(url, 0, colon))) {
			diag(l->diags, MESSAGE_EMBED_KIND, link->at,
			    WORDS(str_slice(url, 0, colon),
			    str_slice(url, colon + 1, url.n)));
			return;
		}
		if (kind == &kind_page && model_find_url(l->model, NULL, url))
			return;
		find(l, str_slice(url, colon + 1, url.n), kind, link->at);
	} else if (url.n > 0 && url.p[0] == '/' && !link->image) {
		diag(l->diags, MESSAGE_LINK_ROOT, link->at, WORDS(url));
	} else if (url.n > 1 && url.p[0] == '#') {
		link_heading(l, link);
	} else if (is_relative(url) && l->owner->plan != NULL) {
		url.n = str_find(url, STR("#"));
		if (plan_file(l->owner->plan, url) == NULL)
			diag(l->diags, MESSAGE_FILE_MISSING, link->at,
			    WORDS(url));
	}
}

/* ---- the tree ---------------------------------------------------------- */

static struct ref *
parent_of(const struct entity *e)
{
	const struct field *f = shape_field(&e->kind->shape, STR("parent"));

	return f != NULL && f->type == FIELD_REF ?
	    (struct ref *)((char *)e + f->offset) : NULL;
}

static const struct entity *
up(const struct entity *e)
{
	const struct ref *r = e != NULL ? parent_of(e) : NULL;

	return r != NULL ? r->to : NULL;
}

/* Cut every circle of parents, so that going up always ends. */
static void
cut_circles(struct model *m, struct diags *d)
{
	/* by no: the walk that came by, from 1; each goes up as far as it is new */
	size_t *walk = ARENA_NEWN(&m->arena, size_t, m->n), i;
	struct entity *e, *last;

	for (i = 0; i < m->n; i++) {
		last = NULL;
		for (e = m->entities[i]; e != NULL && walk[e->no] == 0;
		    e = (struct entity *)up(e)) {
			walk[e->no] = i + 1;
			last = e;
		}
		if (e == NULL || last == NULL || walk[e->no] != i + 1)
			continue;
		diag(d, MESSAGE_PARENT_CYCLE, parent_of(last)->at,
		    WORDS(last->id));
		parent_of(last)->to = NULL;
	}
}

void
link_all(struct model *m, bool draft, struct diags *d)
{
	struct linking l = {.model = m, .diags = d, .draft = draft};
	const struct md_facts *facts;

	list_backs(m);
	for (size_t i = 0; i < m->n; i++) {
		l.owner = m->entities[i];
		link_object(&l, &l.owner->kind->shape, l.owner);
		facts = l.owner->facts;
		for (size_t k = 0; facts != NULL && k < facts->nlinks; k++)
			link_url(&l, &facts->links[k]);
	}
	cut_circles(m, d);
}
