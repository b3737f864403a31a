#include "model/cluster.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/pool.h"
#include "model/gather.h"
#include "model/naming.h"

/* ---- which folders belong together ------------------------------------------ */

struct partition {
	const struct folders *all;
	size_t *above;          /* of a folder: one of its cluster; the first
	                           of them has itself */
};

static size_t
first_of(const struct partition *p, size_t i)
{
	while (p->above[i] != i)
		i = p->above[i] = p->above[p->above[i]];
	return i;
}

static void
unite(const struct partition *p, size_t i, size_t k)
{
	i = first_of(p, i);
	k = first_of(p, k);
	if (i < k)
		p->above[k] = i;
	else
		p->above[i] = k;
}

/* two that use one name, of one of them or of a third */
static void
divide(const struct partition *p)
{
	struct arena a = {0};
	struct map users = {0};
	const struct folder *one;
	size_t user;

	for (size_t i = 0; i < p->all->n; i++)
		p->above[i] = i;
	for (size_t i = 0; i < p->all->n; i++) {
		one = &p->all->items[i];
		for (size_t k = 0; k < one->names.n; k++) {
			user = (size_t)map_put(&users, &a,
			    one->names.items[k], (void *)(i + 1));
			if (user > 0)
				unite(p, i, user - 1);
		}
	}
	arena_done(&a);
}

/* ---- what an older model holds --------------------------------------------- */

static void
keep(struct folder *one, const struct folder *was)
{
	if (was == NULL || was->stamp != one->stamp || !was->settled ||
	    !was->cluster->lasting)
		return;
	one->read = true;
	one->names = was->names;
	one->pages = was->pages;
	one->cluster = was->cluster;
}

static void
keep_all(const struct folders *all, const struct clusters *older)
{
	struct arena a = {0};
	struct map by_id = {0};
	struct folder *one;
	size_t i, k;

	for (i = 0; older != NULL && i < older->n; i++)
		for (k = 0; k < older->items[i]->n; k++) {
			one = &older->items[i]->folders[k];
			map_put(&by_id, &a, one->id, one);
		}
	for (i = 0; i < all->n; i++)
		keep(&all->items[i], map_get(&by_id, all->items[i].id));
	arena_done(&a);
}

/* all pages that the site has */
static void
list_pages(const struct folders *all, struct arena *a, struct map *pages)
{
	const struct names *names;

	for (size_t i = 0; i < all->n; i++) {
		names = &all->items[i].pages;
		for (size_t k = 0; all->items[i].id.n == 0 && k < names->n;
		    k++)
			map_put(pages, a, names->items[k], all->items);
	}
}

static bool
finds_pages(const struct folder *one, const struct map *pages)
{
	for (size_t i = 0; i < one->pages.n; i++)
		if (map_get(pages, one->pages.items[i]) == NULL)
			return false;
	return true;
}

/* Of a folder that is the first of its cluster: how many are in that. */
struct tally {
	size_t members, kept;
	bool whole;             /* just those of one that an older model holds */
};

static struct tally *
count(const struct partition *p)
{
	const struct folder *one, *first;
	struct tally *tallies = memory_new(p->all->n, sizeof(*tallies)), *t;
	struct arena a = {0};
	struct map pages = {0};

	list_pages(p->all, &a, &pages);
	for (size_t i = 0; i < p->all->n; i++) {
		one = &p->all->items[i];
		first = &p->all->items[first_of(p, i)];
		t = &tallies[first_of(p, i)];
		t->members++;
		t->kept += first->cluster != NULL &&
		    one->cluster == first->cluster &&
		    finds_pages(one, &pages);
		t->whole = first->cluster != NULL && t->kept == t->members &&
		    t->kept == first->cluster->n;
	}
	arena_done(&a);
	return tallies;
}

/* what did not change is to be read too, unless all is as it was */
static bool
break_up(const struct partition *p)
{
	struct tally *tallies = count(p);
	struct folder *one;
	bool any = false;

	for (size_t i = 0; i < p->all->n; i++) {
		one = &p->all->items[i];
		if (one->cluster == NULL || tallies[first_of(p, i)].whole)
			continue;
		one->cluster = NULL;
		one->names = one->pages = (struct names){0};
		one->read = false;
		any = true;
	}
	free(tallies);
	return any;
}

/* ---- making ------------------------------------------------------------------ */

/* what was read is the cluster's from here on */
static void
take(struct cluster *c, struct arena *a, struct folder *from)
{
	struct folder *to;

	c->folders = ARENA_MORE(&c->model.arena, c->folders, c->n);
	to = &c->folders[c->n++];
	arena_join(&c->model.arena, &from->arena);
	diags_merge(&c->diags, &from->diags);
	from->cluster = c;
	*to = *from;
	to->files = NULL;
	for (size_t i = 0; i < from->n; i++) {
		c->files = ARENA_MORE(a, c->files, c->nfiles);
		c->files[c->nfiles++] = from->files[i];
	}
}

static struct cluster *
add(struct arena *a, struct clusters *all, struct cluster *c)
{
	all->items = ARENA_MORE(a, all->items, all->n);
	return all->items[all->n++] = c;
}

static struct cluster *
cluster_new(void)
{
	struct cluster *c = memory_new(1, sizeof(*c));

	atomic_init(&c->holders, 1);
	c->model.arena.pages = true;
	return c;
}

static void
collect(struct arena *a, const struct partition *p, struct clusters *out)
{
	struct folder *all = p->all->items;
	struct cluster *c;
	size_t first;

	for (size_t i = 0; i < p->all->n; i++) {
		first = first_of(p, i);
		c = all[first].cluster;
		if (i == first)
			c = add(a, out, c != NULL ? cluster_hold(c) :
			    cluster_new());
		if (!c->done)
			take(c, a, &all[i]);
	}
}

/* ---- numbers ------------------------------------------------------------------ */

static int
by_number(const void *pa, const void *pb)
{
	const struct cluster *a = *(struct cluster *const *)pa;
	const struct cluster *b = *(struct cluster *const *)pb;

	return (a->model.first > b->model.first) -
	    (a->model.first < b->model.first);
}

static void
number(struct model *m, size_t first)
{
	m->first = first;
	m->end = first + m->n;
	for (size_t i = 0; i < m->n; i++)
		m->entities[i]->no = first + i;
}

/* between and behind those of kept clusters, as low as may be */
static void
number_all(const struct clusters *all)
{
	struct cluster **kept = memory_new(all->n, sizeof(*kept));
	size_t n = 0, next = 0, at = 0, i;

	for (i = 0; i < all->n; i++)
		if (all->items[i]->done)
			kept[n++] = all->items[i];
	qsort(kept, n, sizeof(*kept), by_number);
	for (i = 0; i < all->n; i++) {
		struct model *m = &all->items[i]->model;

		if (all->items[i]->done)
			continue;
		for (; next < n && at + m->n > kept[next]->model.first; next++)
			at = kept[next]->model.end;
		number(m, at);
		at += m->n;
	}
	free(kept);
}

/* ---- each by itself -------------------------------------------------------------- */

struct jobs {
	const struct clusters *all;
	void (*job)(struct cluster *, const void *ctx);
	const void *ctx;
};

static void
run_job(void *ctx, size_t worker, size_t i)
{
	const struct jobs *jobs = ctx;
	struct cluster *c = jobs->all->items[i];

	(void)worker;
	if (!c->done)
		jobs->job(c, jobs->ctx);
}

static void
gather(struct cluster *c, const void *options)
{
	gather_files(&c->model, c->files, c->nfiles, options, &c->diags);
}

/* ---- public -------------------------------------------------------------------- */

void
cluster_list(struct arena *a, const struct folders *folders,
    const struct clusters *older, const struct model_options *o,
    struct clusters *out)
{
	struct partition p = {folders, memory_new(folders->n, sizeof(*p.above))};

	*out = (struct clusters){0};
	keep_all(folders, older);
	do {
		folder_read(folders, o->workers);
		divide(&p);
	} while (break_up(&p));
	collect(a, &p, out);
	free(p.above);
	cluster_each(out, o->workers, gather, o);
	number_all(out);
}

void
cluster_each(const struct clusters *all, size_t nworkers,
    void (*job)(struct cluster *, const void *ctx), const void *ctx)
{
	struct jobs jobs = {all, job, ctx};

	pool_run(nworkers, all->n, run_job, &jobs);
}

void
cluster_end(struct cluster *c)
{
	if (c->done)
		return;
	c->done = true;
	c->files = NULL;
	c->lasting = c->lasting && c->diags.errors == 0;
	arena_seal(&c->model.arena);
}

struct cluster *
cluster_hold(struct cluster *c)
{
	atomic_fetch_add(&c->holders, 1);
	return c;
}

void
cluster_drop(struct cluster *c)
{
	if (atomic_fetch_sub(&c->holders, 1) > 1)
		return;
	arena_done(&c->model.arena);
	diags_done(&c->diags);
	free(c);
}
