#include "text/amount.h"

#include "base/limit.h"

enum { POWER_STEP = 4 };

static bool
digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* past a sign, if there is one; is it a minus? */
static bool
sign(struct scan *in)
{
	struct scan ahead = *in;
	uint32_t c = scan_next(&ahead);

	if (c == '-' || c == U'△' || c == '+')
		*in = ahead;
	return c == '-' || c == U'△';
}

static bool
digit_next(const struct scan *in)
{
	uint32_t c = scan_peek(in);

	return digit(c) || c == SCAN_CIRCLE;
}

bool
amount_next(const struct scan *in)
{
	struct scan ahead = *in;

	sign(&ahead);
	return digit_next(&ahead);
}

/* ---- digits -------------------------------------------------------------- */

/* The digits of one number while they are read. */
struct digits {
	char ascii[LIMIT_DIGITS + 3];    /* as decimal_read wants them */
	size_t n, group;        /* group: since the last comma */
	bool commas, point, circle, bad_comma;
};

static void
put(struct digits *d, char c)
{
	if (d->n < sizeof(d->ascii))
		d->ascii[d->n++] = c;
}

static void
end_group(struct digits *d)
{
	if (d->commas ? d->group != 3 : d->group < 1 || d->group > 3)
		d->bad_comma = true;
	d->group = 0;
}

/* one more character; false if the number ends before it */
static bool
more(struct digits *d, uint32_t c, bool digit_follows)
{
	if (digit(c)) {
		d->group += !d->point;
		put(d, (char)c);
	} else if (c == SCAN_CIRCLE) {
		d->circle = true;
	} else if ((c == ',' || c == U'、') && digit_follows && !d->point) {
		end_group(d);
		d->commas = true;
		d->bad_comma = d->bad_comma || c == U'、';
	} else if (c == '.' && digit_follows && !d->point) {
		d->point = true;
		put(d, '.');
	} else
		return false;
	return true;
}

static bool
digits(struct scan *in, struct digits *d, enum message *why)
{
	struct scan ahead = *in;
	uint32_t c;

	while (c = scan_next(&ahead), more(d, c, digit_next(&ahead)))
		*in = ahead;
	if (d->commas)
		end_group(d);
	*why = d->bad_comma || c == ',' ? MESSAGE_FIGURE_COMMA :
	    MESSAGE_FIGURE_DIGITS;
	return d->circle || *why == MESSAGE_FIGURE_DIGITS;
}

/* ---- scale --------------------------------------------------------------- */

static enum scale
scale(struct scan *in)
{
	if (scan_take(in, "万"))
		return SCALE_MAN;
	if (scan_take(in, "億"))
		return SCALE_OKU;
	return scan_take(in, "兆") ? SCALE_CHO : SCALE_ONE;
}

/* 千万, 億兆: what is left of a scale that we do not read */
static bool
scale_follows(struct scan in)
{
	while (scan_take(&in, "千") || scan_take(&in, "百") ||
	    scan_take(&in, "十"))
		;
	return scale(&in) != SCALE_ONE;
}

static bool
term(struct scan *in, struct amount *m, enum message *why)
{
	struct digits d = {0};

	if (!digits(in, &d, why))
		return false;
	m->circle = d.circle;
	if (!d.circle && !decimal_read((str){d.ascii, d.n}, &m->value))
		return false;
	m->scale = scale(in);
	*why = MESSAGE_FIGURE_SCALE;
	return !scale_follows(*in);
}

/* 3億 and 2,000万 */
static bool
add(struct amount *m, struct amount next, enum message *why)
{
	unsigned step = (unsigned)(m->scale - next.scale) * POWER_STEP;
	decimal ten = {1, 0};

	*why = MESSAGE_FIGURE_SCALE;
	if (m->value.places > 0 || next.value.places > 0 ||
	    m->scale <= next.scale)
		return false;
	decimal_scale(ten, step, &ten);
	if (next.value.coefficient >= ten.coefficient)
		return false;
	*why = MESSAGE_FIGURE_DIGITS;
	if (!decimal_scale(m->value, step, &m->value))
		return false;
	m->value.coefficient += next.value.coefficient;
	m->scale = next.scale;
	return true;
}

/* 2,000万 after 3億 */
static bool
next_term(struct scan *in, struct amount *m, enum message *why)
{
	struct amount next = {0};

	if (!term(in, &next, why))
		return false;
	if (!next.circle)
		return add(m, next, why);
	m->circle = true;
	return true;
}

bool
amount_read(struct scan *in, struct amount *m, enum message *why)
{
	bool minus, compound = false;

	*m = (struct amount){0};
	/* ー5 may be -5, or a 5 that a stray mark stands before */
	*why = MESSAGE_FIGURE_SIGN;
	if (scan_long_next(in))
		return false;
	minus = sign(in);
	if (!term(in, m, why))
		return false;
	for (; m->scale != SCALE_ONE && !m->circle && digit_next(in);
	    compound = true)
		if (!next_term(in, m, why))
			return false;
	*why = MESSAGE_FIGURE_DIGITS;
	if (compound && !amount_expand(m))
		return false;
	if (minus)
		m->value.coefficient = -m->value.coefficient;
	return true;
}

bool
amount_expand(struct amount *m)
{
	unsigned power = (unsigned)m->scale * POWER_STEP;

	m->scale = SCALE_ONE;
	return decimal_scale(m->value, power, &m->value);
}
