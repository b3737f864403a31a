#include "model/check_series.h"

#include "base/arena.h"
#include "model/model.h"

/*
 * Without the points of wrong years, which would only give rise to more
 * messages about one mistake.
 */
static void
drop_far(struct series_check *c, struct series *s)
{
	bool *far = ARENA_NEWN(c->arena, bool, s->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		far[i] = check_far(c, i);
	for (size_t i = 0; i < s->n; i++)
		if (!far[i])
			s->points[n++] = s->points[i];
	s->n = n;
}

static void
check_one(struct series_check *c, struct series *s)
{
	c->series = s;
	check_units(c);
	drop_far(c, s);
	check_years(c);
	check_fractions(c);
	check_sizes(c);
	check_decimals(c);
	check_targets(c);
	check_areas(c);
}

static bool
is_fiscal(const struct series *all, size_t n)
{
	size_t fiscal = 0, calendar = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < all[i].n; k++)
			switch (all[i].points[k].figure->year.kind) {
			case YEAR_FISCAL:
				fiscal++;
				break;
			case YEAR_CALENDAR:
				calendar++;
				break;
			default:
				break;
			}
	return fiscal > calendar;
}

static void
check_plan(const struct model *m, const struct plan *p,
    struct series_check c)
{
	const struct entities *list = &p->lists[KIND_indicator];
	struct arena a = {0};
	struct series *all = ARENA_NEWN(&a, struct series, list->n + 1);

	c.arena = &a;
	c.period = p->period.object;
	for (size_t i = 0; i < list->n; i++)
		all[i] = series_of(&a, m,
		    (const struct indicator *)list->items[i]);
	c.fiscal = is_fiscal(all, list->n);
	for (size_t i = 0; i < list->n; i++)
		check_one(&c, &all[i]);
	arena_done(&a);
}

void
check_series(const struct model *m, const struct year *as_of,
    struct diags *d)
{
	const struct series_check c = {.as_of = as_of, .diags = d};

	for (size_t i = 0; i < m->plans.n; i++)
		check_plan(m, (const struct plan *)m->plans.items[i], c);
}
