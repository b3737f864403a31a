#include "model/check_series.h"

#include "base/buf.h"
#include "base/diag.h"

/* ---- units --------------------------------------------------------------- */

/* one unit in several spellings; which of them, or 0 */
static unsigned
spelling(str unit)
{
	static const char *const groups[][8] = {
		{"か所", "箇所", "カ所", "ヶ所", "ヵ所", "ケ所", "個所", NULL},
		{"人", "名", NULL},
		{"ポイント", "％ポイント", "pt", NULL},
		{"キロメートル", "km", NULL},
		{"トン", "t", NULL}
	};

	for (unsigned i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		for (size_t k = 0; groups[i][k] != NULL; k++)
			if (figure_same_unit(unit, str_of(groups[i][k])))
				return i + 1;
	return 0;
}

/* 件（延べ） and 件/年 are 件 */
static str
bare(str unit)
{
	static const char *const tails[] = {"（", "(", "/年", "／年", NULL};

	for (size_t i = 0; tails[i] != NULL; i++)
		unit = str_slice(unit, 0, str_find(unit, str_of(tails[i])));
	return str_trim(unit);
}

bool
check_same_unit(str a, str b)
{
	a = bare(a);
	b = bare(b);
	return figure_same_unit(a, b) ||
	    (spelling(a) != 0 && spelling(a) == spelling(b));
}

/* a figure of the other sort has the indicator's unit: it is the standard */
static bool
confirms(const struct series *s, enum role role)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->points[i].role == role && figure_same_unit(
		    s->points[i].figure->unit, s->indicator->unit))
			return true;
	return false;
}

static void
tell_unit(const struct series_check *c, const struct point *p)
{
	const struct series *s = c->series;
	const struct figure *f = p->figure;
	str ja = STR("指標"), en = STR("the indicator");

	if (p->role == ROLE_BASELINE && confirms(s, ROLE_TARGET)) {
		ja = STR("目標値");
		en = STR("the target");
	} else if (p->role == ROLE_TARGET && confirms(s, ROLE_BASELINE)) {
		ja = STR("基準値");
		en = STR("the baseline");
	}
	diag(c->diags, MESSAGE_UNIT_MISMATCH, f->at, WORDS(f->unit, ja,
	    s->indicator->unit, en));
	if (str_eq(f->unit, STR("ポイント")))
		diag_fix(c->diags, MESSAGE_UNIT_POINTS, NO_WORDS);
}

void
check_units(const struct series_check *c)
{
	const struct series *s = c->series;
	const struct point *p = s->points;
	str unit = s->indicator->unit;

	for (; unit.n > 0 && p < s->points + s->n; p++)
		if (p->figure->unit.n > 0 &&
		    !check_same_unit(p->figure->unit, unit))
			tell_unit(c, p);
}

/* ---- decimals ------------------------------------------------------------ */

enum { PLACES = 19, SCALES = 4 };

struct tally {
	size_t by[SCALES][PLACES];      /* figures by scale and decimals */
};

/* 0 and 100％ are what they are; a threshold is set, not measured */
static bool
is_measured(const struct series *s, const struct point *p)
{
	const struct figure *f = p->figure;
	static const decimal whole = {100, 0};

	return !p->odd && !f->about && !f->is_range &&
	    f->cmp == COMPARISON_NONE && !f->each && f->value.coefficient != 0 &&
	    check_same_unit(f->unit, s->indicator->unit) &&
	    (decimal_compare(f->value, whole) != 0 ||
	    !figure_same_unit(f->unit, STR("％")));
}

/* the decimals that more than half of them have; PLACES if there are none */
static unsigned
usual(const size_t *by)
{
	size_t total = 0;
	unsigned i;

	for (i = 0; i < PLACES; i++)
		total += by[i];
	for (i = 0; i < PLACES && by[i] <= total / 2; i++)
		;
	return i < PLACES && by[i] > 1 ? i : PLACES;
}

static const struct figure *
example(const struct series *s, const struct figure *odd, unsigned places)
{
	const struct point *p = s->points;

	while (!is_measured(s, p) || p->figure->scale != odd->scale ||
	    p->figure->value.places != places)
		p++;
	return p->figure;
}

static str
in_words(struct arena *a, unsigned places)
{
	return places == 0 ? STR("整数") :
	    str_printf(a, "小数第%u位まで", places);
}

static void
tell_decimals(const struct series_check *c, const struct figure *f,
    unsigned places)
{
	struct arena *a = c->arena;
	unsigned own = f->value.places;

	diag(c->diags, MESSAGE_DECIMALS, f->at, WORDS(f->text,
	    in_words(a, own), example(c->series, f, places)->text,
	    in_words(a, places), str_printf(a, "%u", own),
	    str_printf(a, "%u", places)));
}

void
check_decimals(const struct series_check *c)
{
	const struct series *s = c->series;
	const struct point *p, *end = s->points + s->n;
	struct tally t = {0};
	unsigned places;

	for (p = s->points; p < end; p++)
		if (is_measured(s, p))
			t.by[p->figure->scale][p->figure->value.places]++;
	for (p = s->points; p < end; p++) {
		places = usual(t.by[p->figure->scale]);
		if (places < PLACES && is_measured(s, p) &&
		    p->figure->value.places != places)
			tell_decimals(c, p->figure, places);
	}
}
