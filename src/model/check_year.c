#include "model/check_series.h"

#include <limits.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"

enum { FAR = 10 };      /* years without any figure between */

span
check_year_place(const struct figure *f)
{
	return f->year.at.src != NULL ? f->year.at : f->at;
}

/* ---- far from all others ------------------------------------------------- */

static int
from_period(const struct series_check *c, int year)
{
	const struct period *p = c->period;

	if (p == NULL || p->from.from == 0 || p->to.to == 0)
		return INT_MAX;
	return year < p->from.from ? p->from.from - year :
	    year > p->to.to ? year - p->to.to : 0;
}

/* years to the nearest other figure of the area or to the plan's period */
static int
distance(const struct series_check *c, size_t i)
{
	const struct point *p = &c->series->points[i];
	int nearest = from_period(c, p->year);

	if (i > 0 && p[-1].area == p->area &&
	    p->year - p[-1].year < nearest)
		nearest = p->year - p[-1].year;
	if (i + 1 < c->series->n && p[1].area == p->area &&
	    p[1].year - p->year < nearest)
		nearest = p[1].year - p->year;
	return nearest;
}

/* a target before its baseline is a matter of course_list */
static bool
is_early_target(const struct series *s, size_t i)
{
	return s->points[i].role == ROLE_TARGET && series_baseline(
	    &s->points[i], series_area(s, i)) != NULL;
}

/* a baseline without a period is as far from its target as that from it */
static bool
is_far(const struct series_check *c, size_t i)
{
	int years = distance(c, i);

	return years > FAR && years != INT_MAX &&
	    (c->series->points[i].role != ROLE_BASELINE ||
	    from_period(c, 0) != INT_MAX) && !is_early_target(c->series, i);
}

bool
check_far(const struct series_check *c, size_t i)
{
	const struct figure *f = c->series->points[i].figure;
	struct arena *a = c->arena;

	if (!is_far(c, i))
		return false;
	diag(c->diags, MESSAGE_YEAR_FAR, check_year_place(f),
	    WORDS(f->year.text, str_printf(a, "%d", distance(c, i))));
	return true;
}

/* ---- calendar years among fiscal ones ------------------------------------ */

static void
tell_calendar(const struct series_check *c, const struct figure *f)
{
	struct buf fiscal = {0};

	year_print(f->year.to, &fiscal);
	diag(c->diags, MESSAGE_YEAR_CALENDAR, check_year_place(f),
	    WORDS(f->year.text, buf_str(&fiscal)));
	buf_done(&fiscal);
}

static size_t
count(const struct series *s, enum year_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->points[i].figure->year.kind == kind;
	return n;
}

static void
check_calendar(const struct series_check *c)
{
	const struct series *s = c->series;
	size_t calendar = count(s, YEAR_CALENDAR);

	if (!c->fiscal || calendar == 0 || calendar > count(s, YEAR_FISCAL))
		return;
	for (size_t i = 0; i < s->n; i++)
		if (s->points[i].figure->year.kind == YEAR_CALENDAR)
			tell_calendar(c, s->points[i].figure);
}

/* ---- before the baseline ------------------------------------------------- */

/*
 * Earlier values are welcome as a history: several of them, or up to the
 * baseline.  One by itself is a slip of the year.
 */
static void
check_early(const struct series_check *c, const struct point *p, size_t n)
{
	const struct point *baseline = series_baseline(p, n), *early = NULL;
	size_t before = 0;
	bool at = false;

	if (baseline == NULL)
		return;
	for (; n > 0 && p->year <= baseline->year; p++, n--) {
		if (p->role != ROLE_ACTUAL || p->behind)
			continue;
		at = at || p->year == baseline->year;
		before++;
		early = p;
	}
	if (before == 1 && !at && !early->told)
		diag(c->diags, MESSAGE_ACTUAL_EARLY,
		    check_year_place(early->figure),
		    WORDS(early->figure->text, early->figure->year.text,
		    baseline->figure->year.text));
}

/* ---- not there yet ------------------------------------------------------- */

static void
check_future(const struct series_check *c, const struct point *p)
{
	const struct figure *f = p->figure;
	int today;

	if (p->role != ROLE_ACTUAL || !year_known(c->as_of))
		return;
	today = year_last_day(c->as_of);
	if (year_first_day(&f->year) > today)
		diag(c->diags, MESSAGE_ACTUAL_FUTURE, check_year_place(f),
		    WORDS(f->text, f->year.text, c->as_of->text));
	else if (year_first_day(&f->as_of) > today)
		diag(c->diags, MESSAGE_ACTUAL_FUTURE,
		    f->as_of.at.src != NULL ? f->as_of.at : f->at,
		    WORDS(f->text, f->as_of.text, c->as_of->text));
}

void
check_years(const struct series_check *c)
{
	const struct series *s = c->series;
	bool judged = s->indicator->want.at != WANT_NONE;
	size_t i, n;

	check_calendar(c);
	for (i = 0; i < s->n; i++)
		check_future(c, &s->points[i]);
	for (i = 0; judged && i < s->n; i += n) {
		n = series_area(s, i);
		check_early(c, &s->points[i], n);
	}
}
