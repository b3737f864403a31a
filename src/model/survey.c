#include "model/survey.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/rational.h"

/* A sum of published values, and how far it may be off. */
struct sum {
	rational value, slack;
	str unit;
	size_t n;
	bool known;             /* every value is a plain number of one unit */
};

/* ---- which options -------------------------------------------------------- */

static void
refuse_option(const struct question *q, str title, span at, struct diags *d)
{
	enum { NAMES_MOST = 64 };
	const struct option *o = q->options.items;
	str names[NAMES_MOST];
	size_t n, near;

	diag(d, MESSAGE_OPTION_UNKNOWN, at, WORDS(title, q->title));
	for (n = 0; n < q->options.n && n < NAMES_MOST; n++)
		names[n] = o[n].title;
	near = str_nearest(title, names, n);
	if (near < n)
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(names[near]));
}

static bool
check_names(const struct question *q, const struct option *o,
    const struct map *titles, struct diags *d)
{
	bool ok = true;

	for (size_t k = 0; k < o->sum_of.n; k++)
		if (map_get(titles, o->sum_of.items[k]) == NULL) {
			refuse_option(q, o->sum_of.items[k],
			    o->sum_of.places[k], d);
			ok = false;
		}
	return ok;
}

static bool
is_given(const struct figure *f)
{
	return f->has_value || f->placeholder || f->reason.n > 0;
}

/* no value at all is a question without figures; some are not forgotten */
static void
check_values(const struct question *q, struct diags *d)
{
	const struct option *o = q->options.items;
	size_t i, given = 0;

	for (i = 0; i < q->options.n; i++)
		given += is_given(&o[i].value);
	for (i = 0; given > 0 && i < q->options.n; i++)
		if (!is_given(&o[i].value))
			diag(d, MESSAGE_OPTION_VALUE, o[i].title_at,
			    WORDS(o[i].title));
}

/* ---- sums ------------------------------------------------------------------ */

/* half a unit of the last digit */
static rational
half_unit(const struct figure *f)
{
	decimal unit = {1, f->value.places};

	return rational_divide(rational_of_decimal(unit, figure_power(f)),
	    rational_of(2));
}

static void
add(struct sum *s, const struct figure *f)
{
	if (!f->has_value || f->is_range || f->about || f->cmp != 0 ||
	    (s->n > 0 && !figure_same_unit(s->unit, f->unit))) {
		s->known = false;
		return;
	}
	s->unit = f->unit;
	s->n++;
	s->value = rational_add(s->value,
	    rational_of_decimal(f->value, figure_power(f)));
	s->slack = rational_add(s->slack, half_unit(f));
}

static struct sum
sum_new(void)
{
	return (struct sum){.value = rational_of(0), .slack = rational_of(0),
	    .known = true};
}

/* is it nearer to the value than what rounding explains? */
static bool
agrees(const struct sum *s, rational value)
{
	rational off = rational_subtract(s->value, value);

	if (!rational_known(off))
		return true;
	if (rational_sign(off) < 0)
		off = rational_subtract(rational_of(0), off);
	return rational_compare(off, s->slack) <= 0;
}

/* the sum as it would be published: 98.7％ */
static void
tell(enum message m, span at, str what, str shown, const struct sum *s,
    struct diags *d)
{
	struct buf b = {0};

	rational_print(s->value, &b);
	buf_put(&b, s->unit);
	diag(d, m, at, WORDS(what, shown, buf_str(&b)));
	buf_done(&b);
}

/* who gave two answers is in the sum once, in its parts twice */
static bool
is_several(const struct question *q)
{
	return q->answers.at == ANSWERS_MULTIPLE ||
	    q->answers.at == ANSWERS_PARTLY;
}

static void
check_sum(const struct question *q, const struct option *o,
    const struct map *titles, struct diags *d)
{
	const struct option *part;
	struct sum s = sum_new();

	if (is_several(q)) {
		if (o->note.n == 0)
			diag(d, MESSAGE_SUM_SEVERAL, o->sum_at,
			    WORDS(o->title));
		return;
	}
	for (size_t k = 0; k < o->sum_of.n; k++) {
		part = map_get(titles, o->sum_of.items[k]);
		add(&s, &part->value);
	}
	add(&s, &o->value);
	if (!s.known || q->note.n > 0)
		return;
	s.value = rational_subtract(s.value,
	    rational_of_decimal(o->value.value, figure_power(&o->value)));
	if (!agrees(&s, rational_of_decimal(o->value.value,
	    figure_power(&o->value))))
		tell(MESSAGE_SUM_DIFFERS, o->value.at, o->title,
		    o->value.text, &s, d);
}

/* everybody gave one answer: together they are all */
static void
check_whole(const struct question *q, struct diags *d)
{
	const struct option *o = q->options.items;
	struct sum s = sum_new();

	if (q->answers.at != ANSWERS_SINGLE || q->note.n > 0)
		return;
	for (size_t i = 0; i < q->options.n; i++)
		if (o[i].sum_of.n == 0)
			add(&s, &o[i].value);
	if (s.known && s.n > 0 && figure_same_unit(s.unit, STR("％")) &&
	    !agrees(&s, rational_of(100)))
		tell(MESSAGE_SUM_WHOLE, q->title_at, q->title, (str){0}, &s,
		    d);
}

void
survey_check(const struct question *q, struct diags *d)
{
	struct option *o = q->options.items;
	struct arena a = {0};
	struct map titles = {0};
	size_t i;

	for (i = 0; i < q->options.n; i++)
		map_put(&titles, &a, o[i].title, &o[i]);
	for (i = 0; i < q->options.n; i++)
		if (check_names(q, &o[i], &titles, d) && o[i].sum_of.n > 0)
			check_sum(q, &o[i], &titles, d);
	check_values(q, d);
	check_whole(q, d);
	arena_done(&a);
}
