#include "model/series.h"

#include <stdlib.h>

#include "model/course.h"
#include "model/model.h"

struct gathering {
	struct series *series;
	struct map areas;       /* their ids */
	int *breaks, *events;   /* years, sorted */
};

/* ---- what happened to it ------------------------------------------------- */

static int
by_number(const void *pa, const void *pb)
{
	int a = *(const int *)pa, b = *(const int *)pb;

	return (a > b) - (a < b);
}

static int *
sort_marks(struct arena *a, const struct records *records)
{
	const struct mark *marks = records->items;
	int *years = ARENA_NEWN(a, int, records->n + 1);

	for (size_t i = 0; i < records->n; i++)
		years[i] = marks[i].year.to;
	if (records->n > 1)
		qsort(years, records->n, sizeof(*years), by_number);
	return years;
}

/* how many of the years are not after this one */
static size_t
count_until(const int *years, size_t n, int year)
{
	size_t from = 0, to = n, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (years[middle] <= year)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* ---- points -------------------------------------------------------------- */

static struct point *
add(struct gathering *g, const struct figure *f, enum role role, size_t area)
{
	struct series *s = g->series;
	const struct indicator *i = s->indicator;
	struct point *p = &s->points[s->n];
	int year = f->year.open ? f->year.from : f->year.to;

	if (!course_usable(f))
		return NULL;
	s->n++;
	*p = (struct point){.figure = f, .role = role, .area = area,
	    .year = year};
	p->stretch = count_until(g->breaks, i->breaks.n, year);
	p->told = f->note.n > 0 ||
	    count_until(g->events, i->events.n, year) >
	    count_until(g->events, i->events.n, year - 1);
	return p;
}

static void
add_plan(struct gathering *g, const struct figure *baseline,
    const struct figures *targets, const struct records *revisions,
    size_t area)
{
	const struct revision *r = revisions->items;

	add(g, baseline, ROLE_BASELINE, area);
	for (size_t i = 0; i < targets->n; i++)
		add(g, &targets->items[i], ROLE_TARGET, area);
	for (size_t n = 0; n < revisions->n; n++) {
		add(g, &r[n].baseline, ROLE_BASELINE, area);
		for (size_t i = 0; i < r[n].targets.n; i++)
			add(g, &r[n].targets.items[i], ROLE_TARGET, area);
	}
}

static void
add_actual(struct gathering *g, const struct actual *a)
{
	const struct indicator *i = g->series->indicator;
	const struct area *area = map_get(&g->areas, a->area);
	struct point *p;

	if (a->area.n > 0 && area == NULL) {
		g->series->strayed = true;
		return;
	}
	p = add(g, &a->value, ROLE_ACTUAL, area == NULL ? 0 :
	    (size_t)(area - (const struct area *)i->areas.items) + 1);
	if (p == NULL)
		return;
	p->actual = a;
	p->rank = a->state.at % ACTUAL_REVISED;
}

static size_t
count_plan(const struct figures *targets, const struct records *revisions)
{
	const struct revision *r = revisions->items;
	size_t n = 1 + targets->n;

	for (size_t i = 0; i < revisions->n; i++)
		n += 1 + r[i].targets.n;
	return n;
}

static size_t
count(const struct indicator *i, size_t actuals)
{
	const struct area *areas = i->areas.items;
	size_t n = actuals + count_plan(&i->targets, &i->revisions);

	for (size_t k = 0; k < i->areas.n; k++)
		n += count_plan(&areas[k].targets, &areas[k].revisions);
	return n;
}

/* ---- order --------------------------------------------------------------- */

static int
by_place(const void *pa, const void *pb)
{
	const struct point *a = pa, *b = pb;

	if (a->area != b->area)
		return a->area < b->area ? -1 : 1;
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	if (a->role != b->role)
		return a->role < b->role ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->actual != NULL)
		return a->actual->entity.no < b->actual->entity.no ? -1 :
		    a->actual->entity.no > b->actual->entity.no;
	return (a->figure > b->figure) - (a->figure < b->figure);
}

static void
order(struct series *s)
{
	struct point *p = s->points;

	if (s->n > 1)
		qsort(p, s->n, sizeof(*p), by_place);
	for (size_t i = 1; i < s->n; i++)
		p[i].behind = p[i].role == ROLE_ACTUAL &&
		    p[i - 1].role == ROLE_ACTUAL &&
		    p[i].area == p[i - 1].area && p[i].year == p[i - 1].year;
}

struct series
series_of(struct arena *a, const struct model *m, const struct indicator *i)
{
	const struct back *back = model_back(m, &kind_indicator,
	    STR("actuals"));
	const struct refs *rows = &i->entity.backs[back->slot];
	struct area *areas = i->areas.items;
	struct series s = {i, ARENA_NEWN(a, struct point, count(i, rows->n)),
	    0, false};
	struct gathering g = {.series = &s};

	g.breaks = sort_marks(a, &i->breaks);
	g.events = sort_marks(a, &i->events);
	add_plan(&g, &i->baseline, &i->targets, &i->revisions, 0);
	for (size_t k = 0; k < i->areas.n; k++) {
		map_put(&g.areas, a, areas[k].id, &areas[k]);
		add_plan(&g, &areas[k].baseline, &areas[k].targets,
		    &areas[k].revisions, k + 1);
	}
	for (size_t k = 0; k < rows->n; k++)
		add_actual(&g, (const struct actual *)rows->items[k].to);
	order(&s);
	return s;
}

size_t
series_area(const struct series *s, size_t i)
{
	size_t n = 1;

	while (i + n < s->n && s->points[i + n].area == s->points[i].area)
		n++;
	return n;
}

const struct point *
series_baseline(const struct point *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i].role == ROLE_BASELINE)
			return &p[i];
	return NULL;
}

const struct point *
series_find(const struct series *s, size_t area, int year, enum role role)
{
	size_t from = 0, to = s->n, middle;
	const struct point *p;

	while (from < to) {
		middle = from + (to - from) / 2;
		p = &s->points[middle];
		if (p->area < area || (p->area == area && (p->year < year ||
		    (p->year == year && p->role < role))))
			from = middle + 1;
		else
			to = middle;
	}
	p = from < s->n ? &s->points[from] : NULL;
	return p != NULL && p->area == area && p->year == year &&
	    p->role == role ? p : NULL;
}
