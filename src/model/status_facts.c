#include "model/status_facts.h"

#include <limits.h>

#include "base/diag.h"
#include "model/model.h"

/* ---- figures as numbers -------------------------------------------------- */

static bool
is_digit(str s, size_t at)
{
	return s.n > at && s.p[at] >= '0' && s.p[at] <= '9';
}

/* does a number end with that sign somewhere: 3億2,000万円? */
static bool
ends_with(str s, str sign)
{
	size_t at = 0;

	while ((at += str_find(str_slice(s, at, s.n), sign)) < s.n) {
		at += sign.n;
		if (!is_digit(s, at))
			return true;
	}
	return false;
}

/* of the last digit that was written: 万 in 3億2,000万円 */
static unsigned
written_power(const struct figure *f)
{
	if (f->scale != SCALE_ONE)
		return figure_power(f);
	for (unsigned scale = SCALE_MAN; scale <= SCALE_CHO; scale++)
		if (ends_with(f->text, figure_scales[scale]))
			return scale * 4;
	return 0;
}

static struct linear3_number
number(const struct figure *f, decimal value)
{
	struct linear3_number n = {
		.value = rational_of_decimal(value, figure_power(f))
	};
	decimal half = {5, (uint8_t)(value.places + 1)};

	if (f->about)
		n.half = rational_of_decimal(half, written_power(f));
	return n;
}

static struct linear3_target
target(const struct milestone *m)
{
	const struct figure *f = m->figure;
	struct linear3_target t = {
		.value = number(f, f->value), .cmp = f->cmp, .year = m->to,
		.each = f->each
	};

	if (f->is_range)
		t.upper = number(f, f->upper);
	return t;
}

/* ---- an indicator -------------------------------------------------------- */

str
status_function(str s)
{
	str name = str_starts(s, STR("lua:")) ? str_slice(s, 4, s.n) :
	    (str){0};
	char c;

	for (size_t i = 0; i < name.n; i++) {
		c = name.p[i];
		if (!(c == '_' || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || (i > 0 && c >= '0' &&
		    c <= '9')))
			return (str){0};
	}
	return name.n > 0 ? name : (str){0};
}

static void
read_path(struct measure *m, struct diags *d)
{
	const struct indicator *i = m->indicator;

	m->function = status_function(i->path);
	if (m->function.n > 0)
		m->path = LINEAR3_GIVEN;
	else if (i->path.n == 0 || str_eq(i->path, STR("linear")))
		m->path = LINEAR3_LINEAR;
	else if (str_eq(i->path, STR("step")))
		m->path = LINEAR3_STEP;
	else if (str_eq(i->path, STR("final_only")))
		m->path = LINEAR3_FINAL_ONLY;
	else
		diag(d, MESSAGE_STATUS_PATH, i->path_at, WORDS(i->path));
}

static bool
holds(const struct figure *f)
{
	return f->has_value && !f->is_range && f->value.coefficient >= 0;
}

void
status_check_tolerance(const struct figure *f, struct diags *d)
{
	if (f->has_value && !holds(f))
		diag(d, MESSAGE_TOLERANCE, f->at, WORDS(source_text(f->at)));
}

static bool
is_percent(str unit)
{
	return figure_same_unit(unit, STR("％"));
}

/*
 * Does a tolerance of the plan speak of this unit?  One without a unit does
 * of every one; the difference of two percentages is in ポイント.
 */
static bool
concerns(const struct figure *f, str unit)
{
	return f->unit.n == 0 || figure_same_unit(f->unit, unit) ||
	    (is_percent(unit) && str_eq(f->unit, STR("ポイント")));
}

static rational
tolerance(const struct indicator *i)
{
	struct figure plan = i->entity.plan->tolerance;

	if (holds(&i->tolerance))
		return number(&i->tolerance, i->tolerance.value).value;
	if (holds(&plan) && concerns(&plan, i->unit)) {
		if (plan.unit.n == 0)
			figure_set_unit(&plan, i->unit, i->scale);
		return number(&plan, plan.value).value;
	}
	return rational_of(i->kind.at == VALUE_SURVEY &&
	    is_percent(i->unit) ? 3 : 0);
}

/* the earliest baseline's year of an indicator or its areas; 0: none */
static int
base_year(const struct indicator *i)
{
	const struct area *areas = i->areas.items;
	int year = course_usable(&i->baseline) ? i->baseline.year.to : 0;

	for (size_t n = 0; n < i->areas.n; n++)
		if (course_usable(&areas[n].baseline) && (year == 0 ||
		    areas[n].baseline.year.to < year))
			year = areas[n].baseline.year.to;
	return year;
}

/*
 * An indicator that replaces another stands for it from the year after its
 * own baseline on, so that what an earlier year or an earlier plan said
 * stays true; without a baseline, from the first year of its plan, or
 * always.
 */
static int
stands_from(const struct indicator *i)
{
	const struct period *period = i->entity.plan->period.object;
	int year = base_year(i);

	if (year != 0)
		return year + 1;
	return period != NULL && period->from.from != 0 ?
	    period->from.from : INT_MIN;
}

static int
replaced_from(const struct model *m, const struct indicator *i)
{
	const struct back *back = model_back(m, &kind_indicator,
	    STR("replaced_by"));
	const struct refs *by = &i->entity.backs[back->slot];
	int year, first = INT_MAX;

	for (size_t n = 0; n < by->n; n++) {
		year = stands_from((const struct indicator *)by->items[n].to);
		if (year < first)
			first = year;
	}
	return first;
}

struct measure
status_measure(const struct model *model, const struct indicator *i,
    struct diags *d)
{
	struct measure m = {.indicator = i};

	read_path(&m, d);
	status_check_tolerance(&i->tolerance, d);
	m.tolerance = tolerance(i);
	m.replaced = replaced_from(model, i);
	return m;
}

/* ---- a year -------------------------------------------------------------- */

/* values from the year of a break on are not of the series before */
static bool
is_broken(const struct indicator *i, int from, int to)
{
	const struct mark *marks = i->breaks.items;

	for (size_t n = 0; n < i->breaks.n; n++)
		if (from < marks[n].year.to && marks[n].year.to <= to)
			return true;
	return false;
}

static int
aim(const struct milestone *m, int place, struct linear3_facts *f,
    struct evidence *e)
{
	if (m == NULL)
		return -1;
	f->targets[place] = target(m);
	e->targets[place] = m->figure;
	return place;
}

static void
add_course(const struct course *c, int year, struct linear3_facts *f,
    struct evidence *e)
{
	struct aims a = course_aims(c, year);

	f->before = aim(a.before, 0, f, e);
	f->due = aim(a.due, 1, f, e);
	f->final = a.final == a.due ? f->due : aim(a.final, 2, f, e);
	if (c->baseline == NULL)
		return;
	e->baseline = c->baseline;
	f->base = number(c->baseline, c->baseline->value);
	f->base_year = c->base_year;
}

static void
add_actual(const struct actual *a, struct linear3_facts *f,
    struct evidence *e)
{
	e->actual = &a->value;
	f->partial = a->state.at == ACTUAL_PARTIAL;
	f->suppressed = str_eq(a->value.text, STR("x"));
	if (a->value.has_value && !a->value.is_range)
		f->actual = number(&a->value, a->value.value);
}

void
status_facts(const struct measure *m, const struct courses *courses,
    const struct actual *a, int year, struct linear3_facts *f,
    struct evidence *e)
{
	const struct indicator *i = m->indicator;

	*e = (struct evidence){0};
	*f = (struct linear3_facts){.want = i->want.at, .path = m->path,
	    .flow = i->kind.at == VALUE_FLOW, .year = year,
	    .tolerance = m->tolerance};
	f->replaced = year >= m->replaced;
	add_course(course_at(courses, a != NULL ? year : INT_MAX), year, f, e);
	if (a != NULL)
		add_actual(a, f, e);
	f->broken = e->baseline != NULL &&
	    is_broken(i, f->base_year, year);
}
