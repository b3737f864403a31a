#include "site/shard.h"

#include <string.h>

#include "base/arena.h"
#include "site/route.h"
#include "site/search.h"
#include "site/sink.h"

struct cut {
	struct shard shard;
	const struct model *model;
	const struct routes *routes;
	const size_t *numbers;  /* of plans, from 1, by the no of their entity */
	size_t *places;         /* of pages, in the order of the routes */
	size_t *firsts;         /* of the site and of plans: their first place */
	struct sink *to;
};

/* ---- the row of pages -------------------------------------------------------- */

static const size_t *
number_plans(struct arena *a, const struct model *m)
{
	size_t *numbers = ARENA_NEWN(a, size_t, m->end + 1);

	for (size_t i = 0; i < m->plans.n; i++)
		numbers[m->plans.items[i]->no] = i + 1;
	return numbers;
}

/* 0 for pages of the site */
static size_t
number_of(const struct cut *c, const struct route *r)
{
	return r->plan == NULL ? 0 : c->numbers[r->plan->entity.no];
}

/* counted, then placed: those of one plan stay in their order */
static void
line_up(struct arena *a, struct cut *c)
{
	const struct routes *all = c->routes;
	const size_t n = c->model->plans.n + 1;
	size_t *next = ARENA_NEWN(a, size_t, n + 1);

	for (size_t i = 0; i < all->n; i++)
		next[number_of(c, &all->items[i]) + 1]++;
	for (size_t i = 0; i < n; i++)
		next[i + 1] += next[i];
	c->firsts = ARENA_NEWN(a, size_t, n);
	memcpy(c->firsts, next, n * sizeof(*next));
	c->places = ARENA_NEWN(a, size_t, all->n);
	for (size_t i = 0; i < all->n; i++)
		c->places[i] = next[number_of(c, &all->items[i])]++;
}

/* ---- what is where ----------------------------------------------------------- */

static bool
has_place(const struct cut *c, size_t place)
{
	return place * c->shard.of / c->routes->n + 1 == c->shard.no;
}

/* whose is sagamihara-2/data/plan.json, or en/sagamihara-2/goals/old.html? */
static size_t
owner_of(const struct cut *c, str path)
{
	const str english = STR("en/");
	const struct entity *e;

	if (str_starts(path, english))
		path = str_slice(path, english.n, path.n);
	e = map_get(&c->model->ids, str_slice(path, 0,
	    str_find(path, STR("/"))));
	return e != NULL && e->kind == &kind_plan ? c->numbers[e->no] : 0;
}

static bool
wants(void *ctx, str path)
{
	const struct cut *c = ctx;
	const size_t page = (size_t)map_get(&c->routes->paths, path);

	return sink_wants(c->to, path) && !search_is(path) &&
	    has_place(c, page > 0 ? c->places[page - 1] :
	    c->firsts[owner_of(c, path)]);
}

/* ---- the sink ------------------------------------------------------------------ */

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	return sink_put(((struct cut *)ctx)->to, path, bytes, d) ?
	    SINK_WRITTEN : SINK_REFUSED;
}

static enum sink_result
copy(void *ctx, str path, const char *folder, const char *from,
    struct diags *d)
{
	return sink_copy(((struct cut *)ctx)->to, path, folder, from, d) ?
	    SINK_WRITTEN : SINK_REFUSED;
}

/* ---- public ---------------------------------------------------------------------- */

struct cut *
cut_new(struct arena *a, struct shard shard, const struct model *m,
    const struct routes *routes)
{
	struct cut *c = ARENA_NEW(a, struct cut);

	c->shard = shard;
	c->model = m;
	c->routes = routes;
	c->numbers = number_plans(a, m);
	line_up(a, c);
	return c;
}

struct sink *
cut_sink(struct cut *c, struct sink *to)
{
	static const struct sink_kind kind = {
		.put = put, .copy = copy, .wants = wants
	};

	c->to = to;
	return sink_new(&kind, c);
}
