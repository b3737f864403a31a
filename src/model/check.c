#include "model/check.h"

#include "base/buf.h"
#include "base/diag.h"
#include "model/check_series.h"
#include "model/indicator.h"
#include "model/term.h"
#include "text/md.h"

struct checking {
	enum level level;       /* of what is open */
	enum message open;      /* what is said of it */
	struct map *areas;      /* of an indicator, by its place: id, title */
	size_t first;           /* of the numbers of entities */
	struct diags *diags;
};

/* ---- placeholders ------------------------------------------------------ */

/* an error once the plan is adopted, or with --release; never with --draft */
static void
decide_open(struct checking *c, const struct plan *p,
    const struct model_options *o)
{
	bool adopted = p != NULL && p->status.at >= PLAN_ADOPTED;

	c->level = o->release || (adopted && !o->draft) ? LEVEL_ERROR :
	    LEVEL_WARNING;
	c->open = o->release ? MESSAGE_PLACEHOLDER_RELEASE : p == NULL ?
	    MESSAGE_PLACEHOLDER_SEEN : !adopted ?
	    MESSAGE_PLACEHOLDER_DRAFT : o->draft ?
	    MESSAGE_PLACEHOLDER_SEEN : MESSAGE_PLACEHOLDER;
}

static void
tell_open(const struct checking *c, str word, span at)
{
	diag_at(c->diags, c->level, c->open, at, WORDS(word));
}

static void
check_year(const struct checking *c, const struct year *y)
{
	if (y->kind == YEAR_PLACEHOLDER || y->tentative)
		tell_open(c, y->text, y->at);
}

static void
check_figure(const struct checking *c, const struct figure *f)
{
	if (f->placeholder || f->tentative)
		tell_open(c, f->text, f->at);
	check_year(c, &f->year);
	check_year(c, &f->as_of);
}

static void
check_object(const struct checking *c, const struct shape *s,
    const void *object)
{
	const struct figures *figures;
	const struct records *records;
	const struct record *record;
	const struct shape *inner;
	const struct field *f;
	size_t i, k;

	for (i = 0; (f = shape_at(s, i)) != NULL; i++) {
		inner = f->of;
		figures = field_of(f, object);
		records = field_of(f, object);
		record = field_of(f, object);
		if (f->type == FIELD_YEAR)
			check_year(c, field_of(f, object));
		else if (f->type == FIELD_FIGURE)
			check_figure(c, field_of(f, object));
		else if (f->type == FIELD_FIGURES)
			for (k = 0; k < figures->n; k++)
				check_figure(c, &figures->items[k]);
		else if (f->type == FIELD_RECORDS)
			for (k = 0; k < records->n; k++)
				check_object(c, inner, (const char *)
				    records->items + k * inner->size);
		else if (f->type == FIELD_RECORD && record->object != NULL)
			check_object(c, inner, record->object);
	}
}

static void
tell_texts(const struct checking *c, const struct texts *open)
{
	for (size_t i = 0; i < open->n; i++)
		tell_open(c, open->items[i], open->places[i]);
}

/* the texts of YAML, and the body; those of other variants too */
static void
check_texts(struct checking c, const struct entity *e)
{
	const struct md_facts *facts = e->facts;
	size_t i;

	if (c.open == MESSAGE_PLACEHOLDER)
		c.open = MESSAGE_PLACEHOLDER_TEXT;
	tell_texts(&c, &e->open);
	for (i = 0; facts != NULL && i < facts->nopen; i++)
		tell_open(&c, source_text(facts->open[i]), facts->open[i]);
	for (i = VARIANT_EN; i < VARIANT_COUNT; i++)
		if (e->variants[i] != NULL)
			check_texts(c, e->variants[i]);
}

/* ---- figures of indicators ---------------------------------------------- */

/* before any figure gets its unit */
static void
split_unit(struct indicator *i)
{
	i->unit = figure_unit(i->unit, &i->scale);
}

/* a figure stands on a page as one text, with its unit */
static void
complete_figure(struct arena *a, struct figure *f, const struct indicator *i)
{
	const struct figure written = *f;

	/* the very same text, so that it has the same translation */
	if (str_eq(f->unit, i->unit))
		f->unit = i->unit;
	if ((!f->has_value && !f->placeholder) || f->unit.n > 0)
		return;
	figure_set_unit(f, i->unit, i->scale);
	figure_spell(a, f, &written);
}

/* the example: the year before the plan for a baseline, else its last one */
static void
ask_year(const struct figure *f, enum message message,
    const struct indicator *i, struct diags *d)
{
	enum { FROM = 2026, TO = 2030 };
	const struct plan *plan = i->entity.plan;
	const struct period *p = plan != NULL ? plan->period.object : NULL;
	int from = p != NULL && p->from.from > 0 ? p->from.from : FROM;
	int to = p != NULL && p->to.to > 0 ? p->to.to : TO;
	struct buf year = {0};

	year_print(message == MESSAGE_FIGURE_YEAR ? to : from - 1, &year);
	diag(d, message, f->at, WORDS(f->text, buf_str(&year)));
	buf_done(&year);
}

static void
complete_figures(struct arena *a, struct figure *baseline,
    struct figures *targets, const struct indicator *i, struct diags *d)
{
	struct figure *f;

	complete_figure(a, baseline, i);
	if (baseline->has_value && baseline->year.kind == YEAR_NONE)
		ask_year(baseline, MESSAGE_FIGURE_YEAR_BASELINE, i, d);
	for (f = targets->items; f < targets->items + targets->n; f++) {
		complete_figure(a, f, i);
		if (f->has_value && f->year.kind == YEAR_NONE)
			ask_year(f, MESSAGE_FIGURE_YEAR, i, d);
	}
}

static void
complete_revisions(struct arena *a, struct records *revisions,
    const struct indicator *i, struct diags *d)
{
	struct revision *r = revisions->items;

	for (size_t n = 0; n < revisions->n; n++)
		complete_figures(a, &r[n].baseline, &r[n].targets, i, d);
}

/* the difference of two percentages is in ポイント */
static void
complete_tolerance(struct arena *a, struct figure *f,
    const struct indicator *i)
{
	struct indicator own = *i;

	if (figure_same_unit(i->unit, STR("％")))
		own.unit = STR("ポイント");
	complete_figure(a, f, &own);
}

static void
complete_indicator(struct arena *a, struct indicator *i, struct diags *d)
{
	struct area *area = i->areas.items;

	complete_figures(a, &i->baseline, &i->targets, i, d);
	complete_tolerance(a, &i->tolerance, i);
	complete_revisions(a, &i->revisions, i, d);
	for (size_t n = 0; n < i->areas.n; n++) {
		complete_figures(a, &area[n].baseline, &area[n].targets, i,
		    d);
		complete_revisions(a, &area[n].revisions, i, d);
	}
}

static void
refuse_area(const struct actual *a, const struct indicator *i,
    struct diags *d)
{
	enum { MOST = 20 };
	const struct area *areas = i->areas.items;
	struct buf ja = {0}, en = {0};

	for (size_t n = 0; n < i->areas.n && n < MOST; n++) {
		buf_join(&ja, "、", areas[n].title);
		buf_join(&en, ", ", areas[n].title);
	}
	diag(d, i->areas.n > 0 ? MESSAGE_AREA_UNKNOWN : MESSAGE_AREA_NONE,
	    a->area_at, WORDS(a->area, i->entity.id, buf_str(&ja),
	    buf_str(&en)));
	buf_done(&ja);
	buf_done(&en);
}

/* a title is as good as an id; from here it is the id */
static void
complete_area(const struct checking *c, struct actual *a,
    const struct indicator *i)
{
	const struct area *area;

	if (a->area.n == 0)
		return;
	area = map_get(&c->areas[i->entity.no - c->first], a->area);
	if (area != NULL)
		a->area = area->id;
	else
		refuse_area(a, i, c->diags);
}

static void
list_areas(struct arena *a, struct map *names, const struct indicator *i)
{
	struct area *areas = i->areas.items;

	for (size_t n = 0; n < i->areas.n; n++) {
		map_put(names, a, areas[n].id, &areas[n]);
		map_put(names, a, areas[n].title, &areas[n]);
	}
}

/* the row's year is the value's; both may say it */
static void
complete_year(struct actual *a, struct diags *d)
{
	const struct field *f = shape_field(&kind_actual.shape, STR("year"));
	const struct year *own = &a->value.year;
	const struct source *src = a->value.at.src;
	str year = src != NULL && src->cells != NULL ? field_header(f) :
	    str_of(f->name);

	if (own->kind != YEAR_NONE && a->year.kind != YEAR_NONE &&
	    (own->from != a->year.from || own->to != a->year.to))
		diag(d, MESSAGE_FIGURE_YEARS_DIFFER, a->value.at,
		    WORDS(own->text, year, a->year.text));
	a->value.year = a->year;
}

static void
complete_actual(const struct checking *c, struct arena *arena,
    struct actual *a)
{
	const struct indicator *i = (const struct indicator *)a->indicator.to;

	complete_year(a, c->diags);
	if (a->state.at == 0)
		a->state.at = ACTUAL_FINAL;
	if (i == NULL)
		return;
	complete_figure(arena, &a->value, i);
	complete_area(c, a, i);
}

/* what rows and figures of any indicator need of it */
static void
prepare(struct checking *c, struct arena *a, struct model *m)
{
	struct indicator *one;

	c->first = m->first;
	c->areas = ARENA_NEWN(a, struct map, m->n + 1);
	for (size_t i = 0; i < m->n; i++) {
		if (m->entities[i]->kind != &kind_indicator)
			continue;
		one = (struct indicator *)m->entities[i];
		split_unit(one);
		list_areas(a, &c->areas[i], one);
	}
}

void
check_site(const struct model_options *o, struct diags *d)
{
	struct checking c = {.diags = d};

	decide_open(&c, NULL, o);
	if (o->open != NULL)
		tell_texts(&c, o->open);
}

static void
complete_plan(struct arena *a, struct plan *p, struct diags *d)
{
	p->names = term_names_new(a, &p->lists[KIND_term]);
	check_events(p, d);
}

void
check_all(struct model *m, const struct model_options *o, struct diags *d)
{
	struct checking c = {.diags = d};
	struct arena a = {0};
	struct entity *e;

	prepare(&c, &a, m);
	for (size_t i = 0; i < m->n; i++) {
		e = m->entities[i];
		decide_open(&c, e->plan, o);
		check_object(&c, &e->kind->shape, e);
		check_texts(c, e);
		if (e->kind == &kind_indicator)
			complete_indicator(&m->arena, (struct indicator *)e, d);
		if (e->kind == &kind_actual)
			complete_actual(&c, &m->arena, (struct actual *)e);
		if (e->kind->check != NULL)
			e->kind->check(e, d);
		if (e->kind == &kind_evaluation)
			check_shares(e, d);
		check_points(e, d);
	}
	arena_done(&a);
	check_series(m, &o->as_of, d);
	for (size_t i = 0; i < m->plans.n; i++)
		complete_plan(&m->arena, (struct plan *)m->plans.items[i], d);
}
