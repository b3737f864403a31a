#include "model/status_count.h"

#include <stdlib.h>

#include "base/arena.h"
#include "model/plan.h"

/* Something below a goal: at is the goal's place in the tree. */
struct listing {
	size_t at;
	const struct entity *entity;
	size_t before;          /* one past an earlier listing of the same */
};

struct listings {
	struct listing *items;  /* by place */
	size_t n;
};

/*
 * Goals stand in the order in which one reads the tree, so that what is
 * below a goal follows it without a gap.  Behind all goals is what belongs
 * to the plan alone.
 */
struct status_tree {
	size_t *first, *past;   /* of a goal and all below it, by its number */
	size_t ngoals;
	struct listings indicators, programmes;
	int *years;
	size_t nyears;
};

/* ---- the tree ------------------------------------------------------------ */

/* the number of a goal of the plan; all goals if it is none */
static size_t
number(const struct plan *p, const struct entity *e)
{
	const struct entities *goals = &p->lists[KIND_goal];

	return e != NULL && e->kind == &kind_goal && e->plan == p ?
	    e->no - goals->items[0]->no : goals->n;
}

static const struct entity *
named(const struct shape *s, const char *field, const void *object)
{
	const struct ref *r = field_of(shape_field(s, str_of(field)), object);

	return r->to;
}

/* Children are pushed last first, so that the first is popped first. */
struct walk {
	size_t *head, *next, *stack, *parent;
};

static struct walk
walk_new(struct arena *a, const struct plan *p)
{
	const struct entities *goals = &p->lists[KIND_goal];
	const size_t n = goals->n;
	struct walk w = {
		ARENA_NEWN(a, size_t, n + 1), ARENA_NEWN(a, size_t, n + 1),
		ARENA_NEWN(a, size_t, n + 1), ARENA_NEWN(a, size_t, n + 1)
	};
	size_t i;

	for (i = 0; i <= n; i++)
		w.head[i] = w.next[i] = n;
	for (i = 0; i < n; i++) {
		w.parent[i] = number(p, named(&kind_goal.shape, "parent",
		    goals->items[i]));
		w.next[i] = w.head[w.parent[i]];
		w.head[w.parent[i]] = i;
	}
	return w;
}

static void
number_goals(struct arena *a, const struct plan *p, struct status_tree *t)
{
	struct arena scratch = {0};
	struct walk w = walk_new(&scratch, p);
	const size_t n = t->ngoals;
	size_t *order = ARENA_NEWN(&scratch, size_t, n + 1);
	size_t at = 0, top = 0, i;

	t->first = ARENA_NEWN(a, size_t, n + 1);
	t->past = ARENA_NEWN(a, size_t, n + 1);
	for (i = w.head[n]; i < n; i = w.next[i])
		w.stack[top++] = i;
	while (top > 0) {
		order[at] = w.stack[--top];
		t->first[order[at]] = at;
		for (i = w.head[order[at]]; i < n; i = w.next[i])
			w.stack[top++] = i;
		at++;
	}
	while (at-- > 0) {
		i = order[at];
		if (t->past[i] <= at)
			t->past[i] = at + 1;
		if (t->past[w.parent[i]] < t->past[i])
			t->past[w.parent[i]] = t->past[i];
	}
	arena_done(&scratch);
}

static size_t
place(const struct status_tree *t, const struct plan *p,
    const struct entity *goal)
{
	size_t n = number(p, goal);

	return n < t->ngoals ? t->first[n] : t->ngoals;
}

/* ---- what is below the goals --------------------------------------------- */

static int
by_place(const void *pa, const void *pb)
{
	const struct listing *a = pa, *b = pb;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->entity->no > b->entity->no) -
	    (a->entity->no < b->entity->no);
}

static void
sort(struct listings *l)
{
	if (l->n > 1)
		qsort(l->items, l->n, sizeof(*l->items), by_place);
}

static void
list_indicators(struct arena *a, const struct plan *p, struct status_tree *t)
{
	const struct entities *all = &p->lists[KIND_indicator];
	const struct indicator *i;

	t->indicators.items = ARENA_NEWN(a, struct listing, all->n);
	for (size_t k = 0; k < all->n; k++) {
		i = (const struct indicator *)all->items[k];
		t->indicators.items[t->indicators.n++] = (struct listing){
		    place(t, p, i->goal.to), all->items[k], 0};
	}
	sort(&t->indicators);
}

static const struct records *
placements(const struct entity *programme)
{
	return field_of(shape_field(&kind_programme.shape,
	    STR("placements")), programme);
}

static size_t
count_placements(const struct entities *programmes)
{
	size_t n = 0;

	for (size_t i = 0; i < programmes->n; i++)
		n += placements(programmes->items[i])->n + 1;
	return n;
}

static void
list_programme(const struct plan *p, const struct entity *e,
    struct status_tree *t)
{
	const struct shape *s = shape_field(&kind_programme.shape,
	    STR("placements"))->of;
	const struct records *r = placements(e);
	struct listings *l = &t->programmes;
	const char *item = r->items;

	for (size_t i = 0; i < r->n; i++, item += s->size)
		l->items[l->n++] = (struct listing){
		    place(t, p, named(s, "goal", item)), e, 0};
	if (r->n == 0)
		l->items[l->n++] = (struct listing){t->ngoals, e, 0};
}

static void
list_programmes(struct arena *a, const struct plan *p, struct status_tree *t)
{
	const struct entities *all = &p->lists[KIND_programme];
	struct listings *l = &t->programmes;
	struct arena scratch = {0};
	size_t *last = ARENA_NEWN(&scratch, size_t, all->n), i, no;

	l->items = ARENA_NEWN(a, struct listing, count_placements(all));
	for (i = 0; i < all->n; i++)
		list_programme(p, all->items[i], t);
	sort(l);
	for (i = 0; i < l->n; i++) {
		no = l->items[i].entity->no - all->items[0]->no;
		l->items[i].before = last[no];
		last[no] = i + 1;
	}
	arena_done(&scratch);
}

static int
by_year(const void *a, const void *b)
{
	const int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static void
list_years(struct arena *a, const struct plan *p, struct status_tree *t)
{
	const struct entities *all = &p->lists[KIND_indicator];
	const struct indicator *i;
	size_t n = 0, k, m;

	for (k = 0; k < all->n; k++)
		n += ((const struct indicator *)all->items[k])->nresults;
	t->years = ARENA_NEWN(a, int, n);
	for (k = n = 0; k < all->n; k++) {
		i = (const struct indicator *)all->items[k];
		for (m = 0; m < i->nresults; m++)
			if (i->results[m].year != 0)
				t->years[n++] = i->results[m].year;
	}
	if (n > 1)
		qsort(t->years, n, sizeof(*t->years), by_year);
	for (k = 0; k < n; k++)
		if (k == 0 || t->years[k] != t->years[k - 1])
			t->years[t->nyears++] = t->years[k];
}

const struct status_tree *
status_tree_new(struct arena *a, const struct plan *p)
{
	struct status_tree *t = ARENA_NEW(a, struct status_tree);

	t->ngoals = p->lists[KIND_goal].n;
	number_goals(a, p, t);
	list_indicators(a, p, t);
	list_programmes(a, p, t);
	list_years(a, p, t);
	return t;
}

/* ---- counting ------------------------------------------------------------ */

/* the first listing at a place or behind it */
static size_t
find(const struct listings *l, size_t at)
{
	size_t low = 0, high = l->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (l->items[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* the listings of a node: from *from to before *to */
static void
range(const struct plan *p, const struct listings *l,
    const struct entity *node, size_t *from, size_t *to)
{
	const struct status_tree *t = p->tree;
	size_t n = number(p, node);

	*from = n < t->ngoals ? find(l, t->first[n]) : 0;
	*to = n < t->ngoals ? find(l, t->past[n]) : l->n;
}

static void
count(const struct indicator *i, int year, struct status_counts *c)
{
	const struct status_result *r;
	size_t areas = 0, found = 0;

	for (r = i->results; r < i->results + i->nresults; r++) {
		areas += r == i->results || r->area != r[-1].area;
		if (r->year != year)
			continue;
		found++;
		c->by[r->status]++;
	}
	c->results += found;
	c->indicators += found > 0;
	c->waiting += areas - found;
}

struct status_counts
status_count(const struct plan *p, const struct entity *node, int year)
{
	const struct listings *l = &p->tree->indicators;
	struct status_counts c = {0};
	size_t i, to;

	range(p, l, node, &i, &to);
	for (; i < to; i++)
		count((const struct indicator *)l->items[i].entity, year, &c);
	c.base = c.results - c.by[STATUS_NA] - c.by[STATUS_PROVISIONAL];
	return c;
}

struct programme_counts
status_count_programmes(const struct plan *p, const struct entity *node)
{
	const struct listings *l = &p->tree->programmes;
	struct programme_counts c = {0};
	size_t from, to;

	range(p, l, node, &from, &to);
	for (size_t i = from; i < to; i++)
		c.programmes += l->items[i].before <= from;
	c.placements = to - from;
	return c;
}

const int *
status_years(const struct plan *p, size_t *n)
{
	*n = p->tree->nyears;
	return p->tree->years;
}

void
status_shares(const size_t *counts, size_t n, unsigned *tenths)
{
	size_t sum = 0, best, i, k;
	unsigned left = 1000;

	for (i = 0; i < n; i++)
		sum += counts[i];
	for (i = 0; i < n; i++) {
		tenths[i] = sum > 0 ? (unsigned)(counts[i] * 1000 / sum) : 0;
		left -= tenths[i];
	}
	/* no more than n − 1 are left; counts[i] × 1000 % sum is what each
	   has lost, and is below 0 once it has got its own */
	for (k = 0; sum > 0 && k < left; k++) {
		best = n;
		for (i = 0; i < n; i++)
			if (counts[i] * 1000 / sum == tenths[i] &&
			    (best == n || counts[i] * 1000 % sum >
			    counts[best] * 1000 % sum))
				best = i;
		tenths[best]++;
	}
}
