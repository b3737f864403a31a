#include "model/status.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"
#include "model/status_count.h"
#include "model/status_facts.h"

#define WORD(literal)  {(literal), sizeof(literal) - 1}

/* ---- rows ---------------------------------------------------------------- */

/* An actual where it belongs: area 0 is the whole, others count from 1. */
struct row {
	const struct actual *actual;
	size_t area;
	int year, rank;
};

struct work {
	struct model *model;
	const struct status_hooks *hooks;
	struct diags *diags;
	str function;           /* of a rule in Lua; {0}: linear3 */
	struct arena rows;      /* of one indicator */
	struct arena courses;   /* of one of its areas */
	struct buf text;
	bool judged;            /* any of the plan's */
	bool asked;             /* any of the site's functions */
};

/* revised > final > provisional > partial */
static int
rank(choice state)
{
	switch (state.at) {
	case ACTUAL_REVISED:
		return 0;
	case ACTUAL_PROVISIONAL:
		return 2;
	case ACTUAL_PARTIAL:
		return 3;
	default:
		return 1;
	}
}

static int
by_place(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;

	if (a->area != b->area)
		return a->area < b->area ? -1 : 1;
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->actual->entity.no > b->actual->entity.no) -
	    (a->actual->entity.no < b->actual->entity.no);
}

static struct map
map_areas(struct work *w, const struct indicator *i)
{
	struct area *areas = i->areas.items;
	struct map ids = {0};

	for (size_t n = 0; n < i->areas.n; n++)
		if (map_put(&ids, &w->rows, areas[n].id, &areas[n]) != NULL)
			diag(w->diags, MESSAGE_ID_TWICE, i->entity.at,
			    WORDS(areas[n].id));
	return ids;
}

/* false: of no known year or area, which has been told elsewhere */
static bool
place_row(const struct indicator *i, const struct map *ids,
    const struct actual *a, struct row *r)
{
	const struct area *area = map_get(ids, a->area);

	if (!year_known(&a->year) || (a->area.n > 0 && area == NULL))
		return false;
	*r = (struct row){a, 0, a->year.to, rank(a->state)};
	if (a->area.n > 0)
		r->area = (size_t)(area -
		    (const struct area *)i->areas.items) + 1;
	return true;
}

/* by area, year and state, the best state first */
static const struct row *
list_rows(struct work *w, const struct indicator *i, size_t *n)
{
	const struct back *back = model_back(w->model, &kind_indicator,
	    STR("actuals"));
	const struct refs *refs = &i->entity.backs[back->slot];
	struct row *rows = ARENA_NEWN(&w->rows, struct row, refs->n);
	struct map ids = map_areas(w, i);

	*n = 0;
	for (size_t k = 0; k < refs->n; k++)
		if (place_row(i, &ids, (const struct actual *)
		    refs->items[k].to, &rows[*n]))
			++*n;
	if (*n > 1)
		qsort(rows, *n, sizeof(*rows), by_place);
	return rows;
}

static void
tell_twin(struct work *w, const struct row *first, const struct row *r)
{
	static const str ja[] = {WORD("訂正"), WORD("確定"), WORD("速報"),
	    WORD("年度途中")};
	static const str en[] = {WORD("revised"), WORD("final"),
	    WORD("provisional"), WORD("partial")};
	const struct actual *a = r->actual;

	diag(w->diags, MESSAGE_ACTUAL_TWICE, a->entity.at,
	    WORDS(a->indicator.to->id, a->year.text, ja[r->rank],
	    en[r->rank]));
	diag_note(w->diags, MESSAGE_FIRST_HERE, first->actual->entity.at,
	    NO_WORDS);
}

/* behind all rows of the first one's year; that is the best of them */
static const struct row *
skip_year(struct work *w, const struct row *first, const struct row *end)
{
	const struct row *r;

	for (r = first + 1; r < end && r->area == first->area &&
	    r->year == first->year; r++)
		if (r->rank == r[-1].rank)
			tell_twin(w, &r[-1], r);
	return r;
}

/* ---- one result ---------------------------------------------------------- */

static str
print(struct work *w, rational a)
{
	if (!rational_known(a))
		return (str){0};
	w->text.n = 0;
	rational_print(a, &w->text);
	return str_copy(&w->model->arena, buf_str(&w->text));
}

/* 億 as a number */
static rational
unit(const struct status_result *r)
{
	const decimal one = {1, 0};

	return rational_of_decimal(one, (unsigned)r->scale * 4);
}

static rational
scaled(const struct status_result *r, rational a)
{
	return r->scale == SCALE_ONE ? a : rational_divide(a, unit(r));
}

/* a number that was given keeps its decimals: 70.0 */
static str
print_given(struct work *w, const struct status_result *r,
    const struct figure *f, decimal value)
{
	if (f->scale != r->scale)
		return print(w, scaled(r, rational_of_decimal(value,
		    figure_power(f))));
	w->text.n = 0;
	decimal_print(value, false, &w->text);
	return str_copy(&w->model->arena, buf_str(&w->text));
}

static str
print_figure(struct work *w, const struct status_result *r,
    const struct figure *f)
{
	str low = print_given(w, r, f, f->value);

	if (!f->is_range)
		return low;
	return str_printf(&w->model->arena, STR_FMT "～" STR_FMT,
	    STR_ARG(low), STR_ARG(print_given(w, r, f, f->upper)));
}

static enum scale
scale_of(const struct linear3_facts *f, const struct evidence *e)
{
	if (e->baseline != NULL)
		return e->baseline->scale;
	if (f->final >= 0)
		return e->targets[f->final]->scale;
	return e->actual != NULL ? e->actual->scale : SCALE_ONE;
}

static void
put_target(struct work *w, struct status_result *r,
    const struct evidence *e, int place)
{
	if (place < 0)
		return;
	r->target = e->targets[place];
	r->T = print_figure(w, r, r->target);
}

static void
put_facts(struct work *w, struct status_result *r,
    const struct linear3_facts *f, const struct evidence *e)
{
	r->scale = scale_of(f, e);
	r->baseline = e->baseline;
	if (rational_known(f->actual.value))
		r->A = print_figure(w, r, e->actual);
	if (rational_known(f->base.value))
		r->B = print_figure(w, r, e->baseline);
	r->tol = print(w, scaled(r, f->tolerance));
	put_target(w, r, e, f->final);
}

/* the site's own path, before its end */
static void
ask_expected(struct work *w, const struct measure *m,
    const struct status_result *r, struct linear3_facts *f)
{
	rational expected;

	w->asked = true;
	if (w->hooks != NULL && w->hooks->expect(w->hooks->context,
	    m->function, r, &expected))
		f->given = rational_multiply(expected, unit(r));
}

static void
ask_status(struct work *w, struct status_result *r)
{
	w->asked = true;
	if (w->hooks == NULL || !w->hooks->decide(w->hooks->context,
	    w->function, r)) {
		r->status = STATUS_NA;
		r->reason = STATUS_RULE;
	}
}

static void
decide(struct work *w, const struct measure *m, struct status_result *r,
    struct linear3_facts *f, const struct evidence *e)
{
	struct linear3_result out;

	if (m->path == LINEAR3_GIVEN && rational_known(f->actual.value))
		ask_expected(w, m, r, f);
	linear3_decide(f, &out);
	if (out.target != f->final)
		put_target(w, r, e, out.target);
	r->status = out.status;
	r->reason = out.reason;
	r->step = out.step;
	r->rough = out.rough;
	r->E = print(w, scaled(r, out.expected));
	r->q = print(w, out.q);
	r->p = print(w, out.p);
	r->r = print(w, out.r);
	if (w->function.n > 0 && rational_known(f->actual.value))
		ask_status(w, r);
	w->judged = w->judged || r->status != STATUS_NA;
}

static void
check_actual(const struct work *w, const struct indicator *i,
    const struct actual *a, const struct linear3_facts *f)
{
	if (a->value.is_range && i->want.at != WANT_NONE && f->final >= 0)
		diag(w->diags, MESSAGE_VALUE_RANGE, a->value.at,
		    WORDS(a->value.text));
}

/* row may be NULL: there is no actual at all */
static void
result(struct work *w, const struct measure *m, const struct area *area,
    const struct courses *courses, const struct row *row,
    struct status_result *r)
{
	const struct actual *a = row != NULL ? row->actual : NULL;
	struct linear3_facts f;
	struct evidence e;

	*r = (struct status_result){.indicator = m->indicator, .area = area,
	    .actual = a, .year = row != NULL ? row->year : 0,
	    .status = STATUS_NA, .reason = STATUS_NO_ACTUAL};
	status_facts(m, courses, a, r->year, &f, &e);
	put_facts(w, r, &f, &e);
	if (a == NULL)
		return;
	check_actual(w, m->indicator, a, &f);
	decide(w, m, r, &f, &e);
}

/* ---- an indicator -------------------------------------------------------- */

/* figures in areas only: the indicator has no result of its own */
static bool
has_whole(const struct indicator *i, const struct row *rows, size_t n)
{
	if (i->areas.n == 0 || i->baseline.has_value || i->targets.n > 0)
		return true;
	return n > 0 && rows[0].area == 0;
}

/* one for each year and area with rows, one for each area without */
static size_t
count_results(const struct indicator *i, const struct row *rows, size_t n)
{
	size_t count = has_whole(i, rows, n) + i->areas.n;

	for (size_t k = 1; k < n; k++)
		if (rows[k].area == rows[k - 1].area &&
		    rows[k].year != rows[k - 1].year)
			count++;
	return count;
}

/* the results of one area, from its rows; those behind them */
static const struct row *
judge_area(struct work *w, const struct measure *m, struct indicator *i,
    const struct area *area, const struct row *row, const struct row *end)
{
	const size_t no = area != NULL ?
	    (size_t)(area - (const struct area *)i->areas.items) + 1 : 0;
	struct courses courses = course_list(&w->courses, i, area, w->diags);
	const struct row *best;

	if (row == end || row->area != no)
		result(w, m, area, &courses, NULL, &i->results[i->nresults++]);
	while (row < end && row->area == no) {
		best = row;
		row = skip_year(w, row, end);
		result(w, m, area, &courses, best,
		    &i->results[i->nresults++]);
	}
	arena_reset(&w->courses);
	return row;
}

static void
judge_indicator(struct work *w, struct indicator *i)
{
	struct measure m = status_measure(w->model, i, w->diags);
	const struct area *areas = i->areas.items;
	size_t n;
	const struct row *row = list_rows(w, i, &n), *end = row + n;

	i->results = ARENA_NEWN(&w->model->arena, struct status_result,
	    count_results(i, row, n));
	if (has_whole(i, row, n))
		row = judge_area(w, &m, i, NULL, row, end);
	for (size_t k = 0; k < i->areas.n; k++)
		row = judge_area(w, &m, i, &areas[k], row, end);
	arena_reset(&w->rows);
}

/* ---- a plan -------------------------------------------------------------- */

static void
read_rule(struct work *w, const struct plan *p)
{
	w->judged = false;
	w->function = status_function(p->status_rule);
	if (p->status_rule.n > 0 && w->function.n == 0 &&
	    !str_eq(p->status_rule, STR(STATUS_RULE_NAME)))
		diag(w->diags, MESSAGE_STATUS_RULE, p->status_rule_at,
		    WORDS(p->status_rule, STR(STATUS_RULE_NAME)));
	status_check_tolerance(&p->tolerance, w->diags);
}

static void
judge_plan(struct work *w, struct plan *p)
{
	const struct entities *list = &p->lists[KIND_indicator];

	read_rule(w, p);
	for (size_t i = 0; i < list->n; i++)
		judge_indicator(w, (struct indicator *)list->items[i]);
	/* pinned, so that a newer program never changes an old page */
	if (w->judged && p->status_rule.n == 0)
		diag(w->diags, MESSAGE_STATUS_RULE_MISSING, p->entity.at,
		    WORDS(p->entity.id, STR(STATUS_RULE_NAME)));
	p->tree = status_tree_new(&w->model->arena, p);
}

bool
status_all(struct model *m, const struct status_hooks *hooks,
    struct diags *d)
{
	struct work w = {.model = m, .hooks = hooks, .diags = d};

	for (size_t i = 0; i < m->plans.n; i++)
		judge_plan(&w, (struct plan *)m->plans.items[i]);
	arena_done(&w.courses);
	arena_done(&w.rows);
	buf_done(&w.text);
	return w.asked;
}

static bool
is_of(const struct status_result *r, str area)
{
	return r->area != NULL ? str_eq(r->area->id, area) : area.n == 0;
}

const struct status_result *
status_find(const struct indicator *i, str area, int year)
{
	for (size_t n = 0; n < i->nresults; n++)
		if (i->results[n].year == year && is_of(&i->results[n], area))
			return &i->results[n];
	return NULL;
}

const struct status_result *
status_latest(const struct indicator *i, str area)
{
	for (size_t n = i->nresults; n-- > 0;)
		if (is_of(&i->results[n], area))
			return &i->results[n];
	return NULL;
}
