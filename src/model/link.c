#include "model/link.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "model/ascent.h"
#include "model/draft.h"
#include "model/link_hint.h"
#include "text/md.h"

/* more than are shown; a name is compared with many */
enum { SUGGEST_MOST = 200, NAMES_MOST = 512 };

/* How many of a plan have a title. */
struct titled {
	const struct entity *first;
	size_t n;
};

struct linking {
	struct model *model;
	struct link_site *site;
	struct diags *diags;
	struct entity *owner;   /* whose fields are being linked */
	struct arena names;     /* of the maps */
	struct map titles;      /* kind/plan/title: struct titled */
	const struct md_facts *facts;   /* of the body that is being linked */
	struct map headings;    /* of that body */
};

/* ---- ways back --------------------------------------------------------- */

static void
list_backs(struct model *m)
{
	size_t slots[KIND_COUNT] = {0}, i;

	link_backs(m);
	for (i = 0; i < m->nbacks; i++)
		slots[m->backs[i].to->no]++;
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
add_owner(struct linking *l, struct refs *list, span at)
{
	if (list->n > 0 && list->items[list->n - 1].to == l->owner)
		return;
	list->items = ARENA_MORE(&l->model->arena, list->items, list->n);
	list->items[list->n++] = (struct ref){
	    .id = l->owner->id, .at = at, .to = l->owner};
}

static void
add_back(struct linking *l, const struct field *f, const struct ref *r)
{
	const struct back *b = back_of(l->model, f);

	add_owner(l, &r->to->backs[b->slot], r->at);
}

static void
add_mention(struct linking *l, const struct entity *to, span at)
{
	if (to != NULL && to != l->owner)
		add_owner(l, &((struct entity *)(uintptr_t)to)->mentioned_by, at);
}

/* ---- references -------------------------------------------------------- */

static void
suggest(struct linking *l, str name, const str *names, size_t n)
{
	size_t i = l->site->suggested++ < SUGGEST_MOST ?
	    str_nearest(name, names, n) : n;

	if (i < n)
		diag_fix(l->diags, MESSAGE_DID_YOU_MEAN, WORDS(names[i]));
}

/* ids and titles of a kind, or of all */
static void
suggest_entity(struct linking *l, str name, const struct kind *want)
{
	const struct plan *p = l->owner->plan;
	const struct entity *e;
	str names[NAMES_MOST];
	size_t n = 0, k, i;

	for (k = 0; p != NULL && k < KIND_COUNT; k++) {
		if (kinds[k]->rows || (want != NULL && kinds[k] != want))
			continue;
		for (i = 0; i < p->lists[k].n && n + 1 < NAMES_MOST; i++) {
			e = p->lists[k].items[i];
			names[n++] = e->id;
			names[n++] = e->title;
		}
	}
	suggest(l, name, names, n);
}

/* plans are named by id alone; it is told to who wrote a title */
static void
suggest_plan(struct linking *l, str name)
{
	const struct entities *all = &l->site->plans;
	str names[NAMES_MOST];
	size_t n;

	for (n = 0; n < all->n && n < NAMES_MOST; n++) {
		names[n] = all->items[n]->id;
		if (str_eq(all->items[n]->title, name)) {
			diag_fix(l->diags, MESSAGE_ID_WANTED, WORDS(names[n]));
			return;
		}
	}
	suggest(l, name, names, n);
}

static str
kind_en(const struct kind *k)
{
	return k != NULL ? str_of(k->shape.name) : STR("item");
}

static str
kind_ja(const struct kind *k)
{
	return k != NULL ? str_of(k->shape.ja) : STR("もの");
}

static str
title_key(struct arena *a, const struct kind *k, const struct plan *p,
    str title)
{
	return str_printf(a, "%zu/" STR_FMT "/" STR_FMT, k->no,
	    STR_ARG(p->entity.id), STR_ARG(title));
}

static void
list_titles(struct linking *l)
{
	const struct entity *e;
	struct titled *t, *old;

	for (size_t i = 0; i < l->model->n; i++) {
		e = l->model->entities[i];
		if (e->plan == NULL || e->title.n == 0)
			continue;
		t = ARENA_NEW(&l->names, struct titled);
		*t = (struct titled){e, 1};
		old = map_put(&l->titles, &l->names, title_key(&l->names,
		    e->kind, e->plan, e->title), t);
		if (old != NULL)
			old->n++;
	}
}

/* what of the owner's plan has a title: of a kind, or of all */
static struct titled
titled(const struct linking *l, str title, const struct kind *want)
{
	struct titled all = {0};
	const struct titled *t;
	struct arena a = {0};

	for (size_t k = 0; k < KIND_COUNT; k++) {
		if (kinds[k]->rows || (want != NULL && kinds[k] != want))
			continue;
		t = map_get(&l->titles, title_key(&a, kinds[k],
		    l->owner->plan, title));
		if (t == NULL)
			continue;
		all.first = all.n == 0 ? t->first : all.first;
		all.n += t->n;
	}
	arena_done(&a);
	return all;
}

/*
 * A title is as good as an id where it is the only one of its kind.  False
 * after a message: several have it.
 */
static bool
find_title(struct linking *l, str title, const struct kind *want, span at,
    const struct entity **found)
{
	struct titled t;

	if (l->owner->plan == NULL || (want != NULL && want->rows))
		return true;
	if (l->titles.n == 0)
		list_titles(l);
	t = titled(l, title, want);
	if (t.n > 1)
		return diag(l->diags, MESSAGE_TITLE_SEVERAL, at, WORDS(title,
		    kind_en(want), kind_ja(want), t.first->id));
	*found = t.first;
	return true;
}

static void
refuse(struct linking *l, str id, const struct kind *want, span at)
{
	if (want == &kind_plan || (want != NULL && want->of_site))
		diag(l->diags, MESSAGE_REF_UNKNOWN, at, WORDS(id));
	else
		diag(l->diags, MESSAGE_TITLE_UNKNOWN, at, WORDS(id,
		    kind_en(want), kind_ja(want)));
	if (want == &kind_plan)
		suggest_plan(l, id);
	else
		suggest_entity(l, id, want);
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
		refuse(l, id, want, at);
	} else if (want != NULL && e->kind != want) {
		diag(l->diags, MESSAGE_REF_KIND, at, WORDS(id,
		    str_of(e->kind->shape.name), str_of(e->kind->shape.ja),
		    str_of(want->shape.name), str_of(want->shape.ja)));
		diag_note(l->diags, MESSAGE_NAMED_HERE, e->at, WORDS(id));
		e = NULL;
	} else if (draft_is(e) && !l->site->draft) {
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

/* the length of a scheme such as https or goal, without its colon; else 0 */
static size_t
scheme_of(str url)
{
	size_t i = 0;
	char c;

	for (; i < url.n && url.p[i] != ':'; i++) {
		c = url.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (i > 0 && ((c >= '0' && c <= '9') || c == '+' ||
		    c == '.' || c == '-'))))
			return 0;
	}
	return i < url.n ? i : 0;
}

/* the rest that is neither a file nor a place has been refused by md */
static bool
is_file(str url)
{
	return url.n > 0 && url.p[0] != '#' && scheme_of(url) == 0 &&
	    !str_starts(url, STR("//")) && memchr(url.p, '\\', url.n) == NULL;
}

/* what a theme draws where an image stands */
static bool
is_embed(str scheme)
{
	return str_eq(scheme, STR("chart")) || str_eq(scheme, STR("table")) ||
	    str_eq(scheme, STR("survey"));
}

static int
hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ?
	    c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* %E7%9B%AE is 目, as copied from a browser's address */
static str
unescape(struct arena *a, str s)
{
	char *to = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 &&
		    hex(s.p[i + 2]) >= 0) {
			to[n++] = (char)(hex(s.p[i + 1]) * 16 +
			    hex(s.p[i + 2]));
			i += 2;
		} else
			to[n++] = s.p[i];
	return (str){to, n};
}

/* as md makes ids of headings: half-width, small letters */
static str
fold(struct arena *a, str s)
{
	str all = str_copy(a, utf8_nfkc(a, s));
	char *p = (char *)(uintptr_t)all.p;

	for (size_t i = 0; i < all.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return all;
}

/* what md calls the footnotes: notes, note-1, and note-1-1 where it stands */
static bool
is_note(str id)
{
	if (!str_starts(id, STR("note-")))
		return str_eq(id, STR("notes"));
	for (size_t i = 5; i < id.n; i++)
		if (id.p[i] != '-' && (id.p[i] < '0' || id.p[i] > '9'))
			return false;
	return true;
}

static void
list_headings(struct linking *l, const struct md_facts *facts)
{
	struct md_heading *h;

	l->headings = (struct map){0};
	for (size_t i = 0; i < facts->nheadings; i++) {
		h = &facts->headings[i];
		map_put(&l->headings, &l->names, h->id, h);
	}
}

static void
refuse_heading(struct linking *l, const struct md_link *link, str id)
{
	const struct md_facts *facts = l->facts;
	str names[NAMES_MOST];
	size_t n;

	diag(l->diags, MESSAGE_LINK_ANCHOR, link->at, WORDS(id));
	if (l->site->suggested >= SUGGEST_MOST)
		return;
	for (n = 0; n < facts->nheadings && n < NAMES_MOST; n++)
		names[n] = str_printf(&l->names, "#" STR_FMT,
		    STR_ARG(facts->headings[n].id));
	suggest(l, str_printf(&l->names, "#" STR_FMT,
	    STR_ARG(fold(&l->names, id))), names, n);
}

/* a place in the body itself */
static void
link_heading(struct linking *l, const struct md_link *link)
{
	const struct md_facts *facts = l->facts;
	str id = unescape(&l->names, str_slice(link->url, 1, link->url.n));

	if (l->headings.n == 0)
		list_headings(l, facts);
	if (map_get(&l->headings, id) == NULL && !is_note(id))
		refuse_heading(l, link, id);
}

static void
link_file(struct linking *l, const struct md_link *link)
{
	str file = str_slice(link->url, 0, str_find(link->url, STR("#")));

	if (l->owner->plan == NULL)
		diag(l->diags, MESSAGE_LINK_FILE, link->at, WORDS(file));
	else if (plan_file(l->owner->plan, file) == NULL)
		diag(l->diags, MESSAGE_FILE_MISSING, link->at, WORDS(file));
	else
		return;
	link_hint(l->model, l->owner->plan, file, l->diags);
}

/* pages find it by what is written, too */
static void
keep_name(struct linking *l, str url, const struct entity *e)
{
	struct model *m = l->model;
	const struct plan *p = l->owner->plan;

	if (e != NULL && p != NULL && model_find_url(m, p, url) == NULL)
		map_put(&m->named, &m->arena, str_printf(&m->arena,
		    STR_FMT "/" STR_FMT, STR_ARG(p->entity.id), STR_ARG(url)),
		    (void *)(uintptr_t)e);
}

static void
link_entity(struct linking *l, const struct md_link *link, str id,
    const struct kind *kind)
{
	const struct entity *e = find(l, id, kind, link->at);

	keep_name(l, link->url, e);
	add_mention(l, e, link->at);
}

static void
link_url(struct linking *l, const struct md_link *link)
{
	size_t colon = scheme_of(link->url);
	const struct kind *kind;
	str url = link->url;

	if (colon > 0) {
		kind = model_scheme_kind(str_slice(url, 0, colon));
		if (kind == NULL)
			return;
		if (link->image && !is_embed(str_slice(url, 0, colon))) {
			diag(l->diags, MESSAGE_EMBED_KIND, link->at,
			    WORDS(str_slice(url, 0, colon),
			    str_slice(url, colon + 1, url.n)));
			return;
		}
		if (kind == &kind_page && l->site->ids != NULL &&
		    map_get(l->site->ids, url) != NULL)
			return;
		link_entity(l, link, str_slice(url, colon + 1, url.n), kind);
	} else if (is_file(url)) {
		if (url.p[0] == '/' && !link->image)
			diag(l->diags, MESSAGE_LINK_ROOT, link->at, WORDS(url));
		else
			link_file(l, link);
	} else if (url.n > 1 && url.p[0] == '#' && !link->image)
		link_heading(l, link);
}

/* ---- public ------------------------------------------------------------- */

/* in each variant */
static void
link_bodies(struct linking *l)
{
	enum variant v;

	for (v = VARIANT_MAIN; v < VARIANT_COUNT; v++) {
		l->facts = entity_facts(l->owner, v);
		l->headings = (struct map){0};
		for (size_t k = 0; l->facts != NULL &&
		    k < l->facts->nlinks; k++)
			link_url(l, &l->facts->links[k]);
	}
}

void
link_all(struct model *m, struct link_site *site, struct diags *d)
{
	struct linking l = {.model = m, .site = site, .diags = d};

	list_backs(m);
	for (size_t i = 0; i < m->n; i++) {
		l.owner = m->entities[i];
		link_object(&l, &l.owner->kind->shape, l.owner);
		link_bodies(&l);
	}
	arena_done(&l.names);
	ascent_cut(m, d);
}
