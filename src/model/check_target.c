#include "model/check_series.h"

#include <limits.h>

#include "base/diag.h"
#include "base/rational.h"
#include "model/course.h"

/* ---- where it leads ------------------------------------------------------ */

static rational
value(const struct figure *f)
{
	return rational_of_decimal(f->value, figure_power(f));
}

/*
 * 1 if one is further where it is wanted than the other, -1 if less far; a
 * wrong unit is told elsewhere
 */
static int
compare(const struct indicator *i, const struct figure *a,
    const struct figure *b, int otherwise)
{
	int c = rational_compare(value(a), value(b));

	if (!check_same_unit(a->unit, b->unit))
		return otherwise;
	return i->want.at == WANT_UP ? c : -c;
}

/* are its year and size such as can be? */
static bool
is_kept(const struct series *s, size_t area, const struct figure *f,
    enum role role)
{
	int year = f->year.open ? f->year.from : f->year.to;
	const struct point *p = series_find(s, area, year, role);

	return p != NULL && !p->odd;
}

/* the last one, if it was set with its course */
static const struct milestone *
final(const struct series *s, size_t area, const struct course *course)
{
	const struct milestone *m = course->targets + course->n;

	while (m > course->targets)
		if (is_kept(s, area, (--m)->figure, ROLE_TARGET))
			return m->since == course->since && !m->figure->each ?
			    m : NULL;
	return NULL;
}

static void
check_direction(const struct series_check *c, const struct figure *baseline,
    const struct figure *target)
{
	const struct indicator *i = c->series->indicator;

	if (target->cmp != COMPARISON_NONE ||
	    compare(i, target, baseline, 1) > 0)
		return;
	diag(c->diags, MESSAGE_TARGET_DIRECTION, target->at,
	    WORDS(target->text, baseline->text, i->want.at == WANT_UP ?
	    STR("up") : STR("down")));
}

static void
check_interim(const struct series_check *c, const struct course *course,
    const struct milestone *last)
{
	const struct milestone *m;

	for (m = course->targets; m < last; m++) {
		if (m->since != last->since || m->figure->each ||
		    compare(c->series->indicator, m->figure,
		    last->figure, -1) <= 0)
			continue;
		diag(c->diags, MESSAGE_TARGET_INTERIM, m->figure->at,
		    WORDS(m->figure->text, last->figure->text));
		diag_note(c->diags, MESSAGE_NAMED_HERE, last->figure->at,
		    WORDS(last->figure->text));
	}
}

static void
check_courses(const struct series_check *c, size_t number,
    const struct area *area)
{
	struct diags unsaid = {0};      /* status_all says it */
	const struct series *s = c->series;
	struct courses all = course_list(c->arena, s->indicator, area,
	    &unsaid);
	const struct course *course = all.items;
	const struct milestone *last;

	for (; course < all.items + all.n; course++) {
		last = final(s, number, course);
		if (last == NULL)
			continue;
		if (course->baseline != NULL && is_kept(s, number,
		    course->baseline, ROLE_BASELINE))
			check_direction(c, course->baseline, last->figure);
		check_interim(c, course, last);
	}
	diags_done(&unsaid);
}

/* ---- the plan's period --------------------------------------------------- */

/* what is reached in the last year may be counted in the next */
static bool
is_outside(const struct period *p, const struct year *y)
{
	int to = y->open ? INT_MAX : y->to;

	return (p->from.from != 0 && to < p->from.from) ||
	    (p->to.to != 0 && !p->to.open && y->from > p->to.to + 1);
}

static void
tell_period(const struct series_check *c, const struct figure *f)
{
	const struct period *period = c->period;

	diag(c->diags, MESSAGE_TARGET_PERIOD, check_year_place(f),
	    WORDS(f->text, f->year.text, period->from.text,
	    period->to.text));
}

/* of an area; what is not after its baseline is told by course_list */
static void
check_period(const struct series_check *c, const struct point *p, size_t n)
{
	const struct point *baseline = series_baseline(p, n), *end = p + n;

	for (; p < end; p++)
		if (p->role == ROLE_TARGET && is_outside(c->period,
		    &p->figure->year) && (baseline == NULL ||
		    p->year > baseline->year))
			tell_period(c, p->figure);
}

void
check_targets(const struct series_check *c)
{
	const struct series *s = c->series;
	const struct indicator *i = s->indicator;
	const struct area *areas = i->areas.items;
	size_t k, n;

	for (k = 0; c->period != NULL && k < s->n; k += n) {
		n = series_area(s, k);
		check_period(c, &s->points[k], n);
	}
	if (i->want.at != WANT_UP && i->want.at != WANT_DOWN)
		return;
	check_courses(c, 0, NULL);
	for (k = 0; k < i->areas.n; k++)
		check_courses(c, k + 1, &areas[k]);
}
