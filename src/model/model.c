#include "model/model.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/check.h"
#include "model/check_structure.h"
#include "model/cluster.h"
#include "model/gather.h"
#include "model/link.h"
#include "model/load.h"
#include "model/status.h"

/* ---- out of clusters --------------------------------------------------------- */

/* those of one plan, or the site's own, stand together */
static void
add_entities(struct model *m, const struct model *from, size_t first)
{
	struct entity **all = from->entities;

	for (size_t i = first; i < from->n && all[i]->plan == all[first]->plan;
	    i++)
		m->entities[m->n++] = all[i];
}

static void
add_pages(struct model *m, const struct model *from)
{
	if (from->pages.n == 0)
		return;
	m->pages = from->pages;
	add_entities(m, from, 0);
}

/* a folder may have no plan, or a draft that is left out */
static void
add_plan(struct model *m, const struct folder *one,
    const struct model_options *o)
{
	const struct model *from = &one->cluster->model;
	struct entity *e = map_get(&from->ids, one->id);

	if (e == NULL || e->kind != &kind_plan || !str_eq(e->id, one->id) ||
	    gather_drops(e, o))
		return;
	m->plans.items[m->plans.n++] = e;
	add_entities(m, from, e->no - from->first);
}

/* the pages come first, then plans in the order of their folders */
static void
list_entities(struct model *m, const struct folders *folders,
    const struct model_options *o)
{
	const struct clusters *all = &m->clusters;
	size_t n = 0, i;

	for (i = 0; i < all->n; i++) {
		n += all->items[i]->model.n;
		if (m->end < all->items[i]->model.end)
			m->end = all->items[i]->model.end;
	}
	m->entities = ARENA_NEWN(&m->arena, struct entity *, n);
	m->plans.items = ARENA_NEWN(&m->arena, struct entity *, folders->n);
	for (i = 0; i < all->n; i++)
		add_pages(m, &all->items[i]->model);
	for (i = 0; i < folders->n; i++)
		add_plan(m, &folders->items[i], o);
}

/* the site's texts first, then those of entities in their order */
static void
list_translations(struct model *m, const struct translations *of_site)
{
	if (of_site != NULL)
		lexicon_add(&m->lexicon, &m->arena, of_site);
	for (size_t i = 0; i < m->n; i++)
		lexicon_add(&m->lexicon, &m->arena,
		    &m->entities[i]->translations);
}

static void
list_names(struct model *m)
{
	const struct model *one;

	for (size_t i = 0; i < m->clusters.n; i++) {
		one = &m->clusters.items[i]->model;
		map_join(&m->ids, &m->arena, &one->ids);
		map_join(&m->named, &m->arena, &one->named);
	}
}

/* of the cluster that has the pages */
static const struct map *
page_ids(const struct folders *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].id.n == 0)
			return &all->items[i].cluster->model.ids;
	return NULL;
}

static void
check_one(struct cluster *c, const void *options)
{
	check_all(&c->model, options, &c->diags);
}

/* each by itself; those of an older model are done */
static void
complete(const struct model *m, const struct folders *folders,
    const struct model_options *o)
{
	struct link_site site = {o->draft, page_ids(folders), m->plans, 0};
	const struct clusters *all = &m->clusters;
	struct cluster *c;
	size_t i;

	for (i = 0; i < all->n; i++)
		if (!all->items[i]->done)
			link_all(&all->items[i]->model, &site,
			    &all->items[i]->diags);
	cluster_each(all, o->workers, check_one, o);
	for (i = 0; i < all->n; i++) {
		c = all->items[i];
		if (!c->done)
			c->lasting = !status_all(&c->model, o->hooks,
			    &c->diags);
	}
	check_plans(all, o->workers);
	for (i = 0; i < all->n; i++)
		cluster_end(all->items[i]);
}

/* a newer model that has the cluster tells the same again */
static void
tell(struct cluster *c, struct diags *d)
{
	if (c->lasting)
		diags_copy(d, &c->diags);
	else
		diags_merge(d, &c->diags);
}

/* ---- public ------------------------------------------------------------ */

bool
model_load(struct model *m, const struct model_options *o, struct diags *d)
{
	size_t n, before = d->errors;
	struct folders folders;
	struct file *files;

	*m = (struct model){.arena.pages = true};
	if (!load_list(&m->arena, o->content, &files, &n, d))
		return false;
	for (size_t i = 0; o->unsaved != NULL && i < n; i++)
		files[i].unsaved = map_get(o->unsaved, str_of(files[i].path));
	folder_list(&m->arena, files, n, &folders);
	cluster_list(&m->arena, &folders, o->older != NULL ?
	    &o->older->clusters : NULL, o, &m->clusters);
	list_entities(m, &folders, o);
	complete(m, &folders, o);
	list_names(m);
	list_translations(m, o->translations);
	link_backs(m);
	check_site(o, d);
	for (size_t i = 0; i < m->clusters.n; i++)
		tell(m->clusters.items[i], d);
	arena_seal(&m->arena);
	return d->errors == before;
}

const struct entity *
model_find(const struct model *m, const struct plan *p, str id)
{
	char full[256];
	str plan;

	if (str_find(id, STR("/")) < id.n || p == NULL)
		return map_get(&m->ids, id);
	plan = p->entity.id;
	if (id.n == 0 || plan.n + 1 + id.n > sizeof(full))
		return NULL;
	memcpy(full, plan.p, plan.n);
	full[plan.n] = '/';
	memcpy(full + plan.n + 1, id.p, id.n);
	return map_get(&m->ids, (str){full, plan.n + 1 + id.n});
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
	for (size_t i = 0; i < m->clusters.n; i++)
		cluster_drop(m->clusters.items[i]);
	arena_done(&m->arena);
	*m = (struct model){0};
}
