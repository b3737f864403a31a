#include "model/check.h"

#include "base/buf.h"
#include "base/diag.h"
#include "model/indicator.h"

struct checking {
	const struct entity *owner;
	enum level placeholder;
	struct diags *diags;
};

/* ---- placeholders ------------------------------------------------------ */

/* DESIGN: an error once the plan is adopted, or with --release */
static enum level
placeholder_level(const struct plan *p, const struct model_options *o)
{
	if (o->release)
		return LEVEL_ERROR;
	if (o->draft || p == NULL)
		return LEVEL_WARNING;
	return p->status.at >= PLAN_ADOPTED ? LEVEL_ERROR : LEVEL_WARNING;
}

static void
check_year(const struct checking *c, const struct year *y)
{
	if (y->kind == YEAR_PLACEHOLDER || y->tentative)
		diag_at(c->diags, c->placeholder, MESSAGE_PLACEHOLDER, y->at,
		    WORDS(y->text));
}

static void
check_figure(const struct checking *c, const struct figure *f)
{
	if (f->placeholder || f->tentative)
		diag_at(c->diags, c->placeholder, MESSAGE_PLACEHOLDER, f->at,
		    WORDS(f->text));
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

/* ---- figures of indicators ---------------------------------------------- */

/* a figure stands on a page as one text, with its unit */
static void
complete_text(struct arena *a, struct figure *f, str unit)
{
	struct figure whole = *f;

	if (!f->has_value || f->unit.n > 0)
		return;
	whole.unit = unit;
	f->text = figure_compose(a, &whole);
}

static void
complete_figures(struct arena *a, struct figure *baseline,
    struct figures *targets, str unit, struct diags *d)
{
	struct figure *f;

	complete_text(a, baseline, unit);
	if (baseline->has_value && baseline->year.kind == YEAR_NONE)
		diag(d, MESSAGE_FIGURE_YEAR, baseline->at,
		    WORDS(baseline->text));
	for (f = targets->items; f < targets->items + targets->n; f++) {
		complete_text(a, f, unit);
		if (f->has_value && f->year.kind == YEAR_NONE)
			diag(d, MESSAGE_FIGURE_YEAR, f->at, WORDS(f->text));
	}
}

static void
complete_revisions(struct arena *a, struct records *revisions, str unit,
    struct diags *d)
{
	struct revision *r = revisions->items;

	for (size_t n = 0; n < revisions->n; n++)
		complete_figures(a, &r[n].baseline, &r[n].targets, unit, d);
}

static void
complete_indicator(struct arena *a, struct indicator *i, struct diags *d)
{
	struct area *area = i->areas.items;

	complete_figures(a, &i->baseline, &i->targets, i->unit, d);
	complete_revisions(a, &i->revisions, i->unit, d);
	for (size_t n = 0; n < i->areas.n; n++) {
		complete_figures(a, &area[n].baseline, &area[n].targets,
		    i->unit, d);
		complete_revisions(a, &area[n].revisions, i->unit, d);
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
complete_area(struct actual *a, const struct indicator *i, struct diags *d)
{
	const struct area *area;

	if (a->area.n == 0)
		return;
	if ((area = indicator_area(i, a->area)) != NULL)
		a->area = area->id;
	else
		refuse_area(a, i, d);
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
complete_actual(struct arena *arena, struct actual *a, struct diags *d)
{
	const struct indicator *i = (const struct indicator *)a->indicator.to;

	complete_year(a, d);
	if (a->state.at == 0)
		a->state.at = ACTUAL_FINAL;
	if (i == NULL)
		return;
	complete_text(arena, &a->value, i->unit);
	complete_area(a, i, d);
}

void
check_all(struct model *m, const struct model_options *o, struct diags *d)
{
	struct checking c = {.diags = d};
	struct entity *e;

	for (size_t i = 0; i < m->n; i++) {
		e = m->entities[i];
		c.owner = e;
		c.placeholder = placeholder_level(e->plan, o);
		check_object(&c, &e->kind->shape, e);
		if (e->kind == &kind_indicator)
			complete_indicator(&m->arena, (struct indicator *)e, d);
		if (e->kind == &kind_actual)
			complete_actual(&m->arena, (struct actual *)e, d);
		if (e->kind->check != NULL)
			e->kind->check(e, d);
	}
}
