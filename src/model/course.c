#include "model/course.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"

struct building {
	struct arena *arena;
	const struct indicator *indicator;
	struct diags *diags;
};

/* ---- figures ------------------------------------------------------------- */

bool
course_usable(const struct figure *f)
{
	return f->has_value && year_known(&f->year);
}

static bool
is_judged(const struct indicator *i)
{
	return i->want.at != 0 && i->want.at != WANT_NONE;
}

/* 以下 where more is wanted, 以上 where less is */
static bool
contradicts(const struct indicator *i, const struct figure *f)
{
	bool least = f->cmp == COMPARISON_AT_LEAST ||
	    f->cmp == COMPARISON_ABOVE;
	bool most = f->cmp == COMPARISON_AT_MOST ||
	    f->cmp == COMPARISON_BELOW;

	return (i->want.at == WANT_UP && most) ||
	    (i->want.at == WANT_DOWN && least);
}

static bool
check_target(const struct building *b, const struct figure *f)
{
	const struct indicator *i = b->indicator;

	if (!is_judged(i))
		return true;
	if (f->is_range != (i->want.at == WANT_RANGE))
		return diag(b->diags, f->is_range ? MESSAGE_TARGET_RANGE :
		    MESSAGE_TARGET_SINGLE, f->at, WORDS(f->text));
	if (contradicts(i, f))
		diag(b->diags, MESSAGE_TARGET_COMPARISON, f->at,
		    WORDS(f->text, i->want.at == WANT_UP ? STR("up") :
		    STR("down")));
	return true;
}

static bool
check_baseline(const struct building *b, const struct figure *f)
{
	return !is_judged(b->indicator) || !f->is_range ||
	    diag(b->diags, MESSAGE_VALUE_RANGE, f->at, WORDS(f->text));
}

/* ---- one course ---------------------------------------------------------- */

static int
by_year(const void *pa, const void *pb)
{
	const struct milestone *a = pa, *b = pb;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->since != b->since)
		return a->since < b->since ? -1 : 1;
	return (a->figure > b->figure) - (a->figure < b->figure);
}

static void
add(struct course *c, const struct figure *f)
{
	const struct year *y = &f->year;
	struct milestone m = {f, y->to, y->to, c->since};

	if (f->each) {
		m.from = y->from;
		m.to = y->open ? INT_MAX : y->to;
	}
	c->targets[c->n++] = m;
}

/* what stays of the targets before a revision */
static void
keep(struct course *c, const struct milestone *old, bool revised)
{
	struct milestone m = *old;

	if (revised && m.from >= c->since)
		return;
	if (revised && m.to >= c->since)
		m.to = c->since - 1;
	c->targets[c->n++] = m;
}

static bool
is_twin(const struct building *b, const struct milestone *first,
    const struct milestone *m)
{
	if (m->from > first->to)
		return false;
	diag(b->diags, MESSAGE_TARGET_TWICE, m->figure->at,
	    WORDS(m->figure->text));
	diag_note(b->diags, MESSAGE_FIRST_HERE, first->figure->at, NO_WORDS);
	return true;
}

/*
 * An older target is simply behind a new baseline; one for each year of a
 * span is left out only if all of its years are.
 */
static bool
is_early(const struct building *b, const struct course *c,
    const struct milestone *m)
{
	if (c->baseline == NULL || m->from > c->base_year)
		return false;
	if (m->since == c->since)
		diag(b->diags, MESSAGE_TARGET_EARLY, m->figure->at,
		    WORDS(m->figure->text, c->baseline->text));
	return m->to <= c->base_year;
}

static void
order(const struct building *b, struct course *c)
{
	size_t n = 0;

	if (c->n > 1)
		qsort(c->targets, c->n, sizeof(*c->targets), by_year);
	for (size_t i = 0; i < c->n; i++)
		if (!is_early(b, c, &c->targets[i]) && (n == 0 ||
		    !is_twin(b, &c->targets[n - 1], &c->targets[i])))
			c->targets[n++] = c->targets[i];
	c->n = n;
}

/* what is the last one, and so final, is told by the order on the page too */
static void
check_order(const struct building *b, const struct figures *targets)
{
	const struct figure *f, *last = NULL;

	for (size_t i = 0; i < targets->n; i++) {
		f = &targets->items[i];
		if (!course_usable(f))
			continue;
		if (last != NULL && f->year.to < last->year.to)
			diag(b->diags, MESSAGE_TARGET_UNSORTED, f->at,
			    WORDS(f->text, last->text));
		last = f;
	}
}

/* a course that takes over what it does not say anew */
static struct course
revise(const struct building *b, const struct course *old, int since,
    const struct figure *baseline, const struct figures *targets)
{
	struct course c = {since, old->baseline, old->base_year,
	    ARENA_NEWN(b->arena, struct milestone, old->n + targets->n), 0};
	bool revised = false;
	size_t i;

	if (course_usable(baseline) && check_baseline(b, baseline)) {
		c.baseline = baseline;
		c.base_year = baseline->year.to;
	}
	for (i = 0; i < targets->n; i++)
		revised = revised || course_usable(&targets->items[i]);
	for (i = 0; i < old->n; i++)
		keep(&c, &old->targets[i], revised);
	check_order(b, targets);
	for (i = 0; i < targets->n; i++)
		if (course_usable(&targets->items[i]) &&
		    check_target(b, &targets->items[i]))
			add(&c, &targets->items[i]);
	order(b, &c);
	return c;
}

/* ---- all courses --------------------------------------------------------- */

static int
by_since(const void *pa, const void *pb)
{
	const struct revision *a = *(const struct revision *const *)pa;
	const struct revision *b = *(const struct revision *const *)pb;

	if (a->year.to != b->year.to)
		return a->year.to < b->year.to ? -1 : 1;
	return (a > b) - (a < b);
}

/* those with a year, sorted */
static const struct revision **
sort(const struct building *b, const struct records *all, size_t *n)
{
	const struct revision *items = all->items;
	const struct revision **list = ARENA_NEWN(b->arena,
	    const struct revision *, all->n);

	*n = 0;
	for (size_t i = 0; i < all->n; i++)
		if (year_known(&items[i].year))
			list[(*n)++] = &items[i];
	if (*n > 1)
		qsort(list, *n, sizeof(*list), by_since);
	return list;
}

struct courses
course_list(struct arena *a, const struct indicator *i,
    const struct area *area, struct diags *d)
{
	struct building b = {a, i, d};
	const struct revision **revisions, *r;
	const struct course none = {0};
	struct courses all = {0};
	size_t n, k;

	revisions = sort(&b, area != NULL ? &area->revisions : &i->revisions,
	    &n);
	all.items = ARENA_NEWN(a, struct course, n + 1);
	all.items[all.n++] = revise(&b, &none, INT_MIN, area != NULL ?
	    &area->baseline : &i->baseline, area != NULL ? &area->targets :
	    &i->targets);
	for (k = 0; k < n; k++) {
		r = revisions[k];
		if (r->year.to == all.items[all.n - 1].since) {
			diag(d, MESSAGE_REVISION_TWICE, r->year.at,
			    WORDS(r->year.text));
			continue;
		}
		all.items[all.n] = revise(&b, &all.items[all.n - 1],
		    r->year.to, &r->baseline, &r->targets);
		all.n++;
	}
	return all;
}

const struct course *
course_at(const struct courses *all, int year)
{
	size_t i = all->n - 1;

	while (i > 0 && all->items[i].since > year)
		i--;
	return &all->items[i];
}

struct aims
course_aims(const struct course *c, int year)
{
	struct aims a = {0};
	const struct milestone *m;

	for (m = c->targets; m < c->targets + c->n; m++) {
		if (m->figure->each) {
			if (m->from <= year && year <= m->to)
				return (struct aims){NULL, m,
				    &c->targets[c->n - 1]};
			continue;
		}
		if (m->to < year)
			a.before = m;
		else if (a.due == NULL)
			a.due = m;
		a.final = m;
	}
	/* targets for each of other years alone */
	if (a.final == NULL && c->n > 0)
		a.final = &c->targets[c->n - 1];
	else if (a.due == NULL)
		a.due = a.final;
	return a;
}
