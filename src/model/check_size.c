#include "model/check_series.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/rational.h"

/*
 * A value that is ten, a hundred, a thousand … times its neighbours, which
 * are of one size themselves: a digit too many, a lost decimal point, a
 * forgotten 万 or 億.
 */

enum {
	POWERS = 12,
	CLOSE_POWERS = 2        /* up to a hundredfold things do happen */
};

static rational
value(const struct point *p)
{
	return rational_of_decimal(p->figure->value,
	    figure_power(p->figure));
}

/* What is about one, in hundredths: 0.8 to 1.2. */
struct about {
	int64_t low, high;
};

static const struct about narrow = {80, 120}, wide = {60, 160},
    far = {50, 200}, squared = {64, 144};

static bool
is_between(rational r, struct about about, unsigned power)
{
	const decimal low = {about.low, 2}, high = {about.high, 2};

	return rational_compare(r, rational_of_decimal(low, power)) >= 0 &&
	    rational_compare(r, rational_of_decimal(high, power)) <= 0;
}

/* the power of ten that the larger is of the smaller, about; 0 if none */
static int
power(rational larger, rational smaller, struct about about)
{
	rational r = rational_divide(larger, smaller);
	unsigned n;

	if (rational_compare(r, rational_of(5)) < 0)
		return 0;
	for (n = 1; n <= POWERS; n++)
		if (is_between(r, n <= CLOSE_POWERS ? about : far, n))
			return (int)n;
	return 0;
}

/* minus if it is smaller */
static int
step(const struct point *p, const struct point *other, struct about about)
{
	rational a = value(p), b = value(other);

	return rational_compare(a, b) >= 0 ? power(a, b, about) :
	    -power(b, a, about);
}

/* ---- telling ------------------------------------------------------------- */

static void
tell(const struct series_check *c, const struct point *p,
    const struct point *a, const struct point *b, int times)
{
	static const char *const ja[POWERS] = {"10", "100", "1,000", "1万",
	    "10万", "100万", "1,000万", "1億", "10億", "100億", "1,000億",
	    "1兆"};
	static const char *const en[POWERS] = {"10", "100", "1,000",
	    "10,000", "100,000", "1,000,000", "10,000,000", "100,000,000",
	    "1,000,000,000", "10,000,000,000", "100,000,000,000",
	    "1,000,000,000,000"};
	int n = (times > 0 ? times : -times) - 1;
	str in_ja = str_printf(c->arena, times > 0 ? "%s倍" : "%s分の1",
	    ja[n]);
	str in_en = str_printf(c->arena, times > 0 ? "%s times" : "1/%s of",
	    en[n]);

	diag(c->diags, b != NULL ? MESSAGE_SIZE : MESSAGE_SIZE_PAIR,
	    p->figure->at, WORDS(p->figure->text, a->figure->text, in_ja,
	    in_en, b != NULL ? b->figure->text : (str){0}));
}

/* ---- one run of comparable values ---------------------------------------- */

static bool
is_small(const struct point *a, const struct point *b)
{
	rational x = value(a), y = value(b);

	return rational_compare(rational_compare(x, y) < 0 ? x : y,
	    rational_of(10)) < 0;
}

static bool
is_told(const struct point *p)
{
	return p != NULL && p->told;
}

/*
 * Counts that begin small grow fast, and events move them, though not by way
 * of one neighbour out of two; a share does not go up tenfold and down again,
 * whatever happens.
 */
static bool
can_be(const struct indicator *i, const struct point *p,
    const struct point *a, const struct point *b, bool end)
{
	bool share = i->kind.at == VALUE_SHARE || i->kind.at == VALUE_SURVEY;

	return ((end || !share) && is_small(p, a)) || (!share &&
	    (is_told(p) || (is_told(a) && (b == NULL || is_told(b)))));
}

/* the same of the middle of two neighbours, between which things may move */
static int
step_between(const struct point *p, const struct point *a,
    const struct point *b)
{
	rational x = value(p), square = rational_multiply(x, x);
	rational middle = rational_multiply(value(a), value(b));
	int both = rational_compare(square, middle) >= 0 ?
	    power(square, middle, squared) : -power(middle, square, squared);

	return both % 2 == 0 ? both / 2 : 0;
}

/* b NULL: there is no other neighbour; else one may be a bit further off */
static void
check_beside(const struct series_check *c, struct point *p,
    const struct point *a, const struct point *b, bool end)
{
	int times = step(p, a, narrow);

	if (b != NULL && times == 0)
		times = step(p, b, narrow);
	if (!end && times == 0)
		times = step_between(p, a, b);
	if (times == 0 || (b != NULL && (step(p, a, wide) != times ||
	    step(p, b, wide) != times)))
		return;
	if (times >= -CLOSE_POWERS && times <= CLOSE_POWERS &&
	    can_be(c->series->indicator, p, a, b, end))
		return;
	p->odd = true;
	tell(c, p, a, b, times);
}

static void
check_run(const struct series_check *c, struct point *const *p, size_t n)
{
	if (n == 2)
		check_beside(c, p[1], p[0], NULL, true);
	if (n < 3)
		return;
	check_beside(c, p[0], p[1], p[2], true);
	for (size_t i = 1; i + 1 < n; i++)
		check_beside(c, p[i], p[i - 1], p[i + 1], false);
	check_beside(c, p[n - 1], p[n - 2], p[n - 3], true);
}

static bool
is_comparable(const struct series *s, const struct point *p)
{
	const struct figure *f = p->figure;

	return !p->behind && !p->odd && !f->is_range && f->value.coefficient > 0 &&
	    check_same_unit(f->unit, s->indicator->unit) &&
	    (p->actual == NULL || p->actual->state.at != ACTUAL_PARTIAL);
}

void
check_sizes(const struct series_check *c)
{
	const struct series *s = c->series;
	struct point *p, **run = ARENA_NEWN(c->arena, struct point *,
	    s->n + 1);
	size_t n = 0;

	for (p = s->points; p < s->points + s->n; p++) {
		if (!is_comparable(s, p))
			continue;
		if (n > 0 && (p->area != run[n - 1]->area ||
		    p->stretch != run[n - 1]->stretch)) {
			check_run(c, run, n);
			n = 0;
		}
		run[n++] = p;
	}
	check_run(c, run, n);
}
