#include "base/rational.h"

#include <string.h>

#include "base/buf.h"
#include "base/natural.h"

static void
unpack(rational a, struct natural *over, struct natural *under)
{
	over->n = a.nover;
	under->n = a.nunder;
	memcpy(over->limb, a.over, sizeof(a.over));
	memcpy(under->limb, a.under, sizeof(a.under));
}

static rational
pack(bool minus, struct natural *over, struct natural *under)
{
	rational a = {.minus = minus && over->n > 0};

	if (under->n == 0)
		return (rational){0};
	natural_reduce(over, under);
	if (over->n > RATIONAL_LIMBS || under->n > RATIONAL_LIMBS)
		return (rational){0};
	a.nover = (uint8_t)over->n;
	a.nunder = (uint8_t)under->n;
	memcpy(a.over, over->limb, over->n * sizeof(*a.over));
	memcpy(a.under, under->limb, under->n * sizeof(*a.under));
	return a;
}

/* over one denominator */
static void
level(rational a, rational b, struct natural *x, struct natural *y,
    struct natural *under)
{
	struct natural oa, ua, ob, ub;

	unpack(a, &oa, &ua);
	unpack(b, &ob, &ub);
	natural_multiply(&oa, &ub, x);
	natural_multiply(&ob, &ua, y);
	natural_multiply(&ua, &ub, under);
}

/* the digits at the start of a text; false if there are none or too many */
static bool
take_digits(str *s, struct natural *a, struct natural *tens)
{
	const char *from = s->p;

	for (; s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9';
	    *s = str_slice(*s, 1, s->n)) {
		if (a->n > RATIONAL_LIMBS || tens->n > RATIONAL_LIMBS)
			return false;
		natural_scale(a, 10, (uint32_t)(s->p[0] - '0'));
		natural_scale(tens, 10, 0);
	}
	return s->p > from;
}

/* with that many decimals */
static void
put_places(const struct natural *a, size_t places, struct buf *b)
{
	char text[NATURAL_DIGITS];
	size_t n = natural_digits(*a, text);
	size_t whole = n > places ? n - places : 0;

	buf_put(b, whole > 0 ? (str){text, whole} : STR("0"));
	if (places == 0)
		return;
	buf_putc(b, '.');
	for (size_t i = n; i < places; i++)
		buf_putc(b, '0');
	buf_put(b, (str){text + whole, n - whole});
}

rational
rational_of(int64_t n)
{
	return rational_of_decimal((decimal){n, 0}, 0);
}

rational
rational_of_decimal(decimal d, unsigned power)
{
	bool minus = d.coefficient < 0;
	struct natural over, under;

	/* every int64_t has a magnitude */
	natural_set(&over, minus ? 0 - (uint64_t)d.coefficient :
	    (uint64_t)d.coefficient);
	natural_set(&under, 1);
	for (; power > 0 && over.n <= RATIONAL_LIMBS; power--)
		natural_scale(&over, 10, 0);
	for (; d.places > 0 && under.n <= RATIONAL_LIMBS; d.places--)
		natural_scale(&under, 10, 0);
	if (power > 0 || d.places > 0)
		return (rational){0};
	return pack(minus, &over, &under);
}

rational
rational_read(str s)
{
	bool minus = str_starts(s, STR("-")), ok;
	struct natural over, under, unused;

	natural_set(&over, 0);
	natural_set(&under, 1);
	natural_set(&unused, 0);
	if (minus)
		s = str_slice(s, 1, s.n);
	ok = take_digits(&s, &over, &unused);
	if (ok && str_starts(s, STR("."))) {
		s = str_slice(s, 1, s.n);
		ok = take_digits(&s, &over, &under);
	} else if (ok && str_starts(s, STR("/"))) {
		s = str_slice(s, 1, s.n);
		natural_set(&under, 0);
		ok = take_digits(&s, &under, &unused);
	}
	return ok && s.n == 0 ? pack(minus, &over, &under) : (rational){0};
}

bool
rational_known(rational a)
{
	return a.nunder > 0;
}

rational
rational_add(rational a, rational b)
{
	struct natural x, y, under;

	level(a, b, &x, &y, &under);
	if (a.minus == b.minus) {
		natural_add(&x, &y);
		return pack(a.minus, &x, &under);
	}
	if (natural_compare(&x, &y) >= 0) {
		natural_subtract(&x, &y);
		return pack(a.minus, &x, &under);
	}
	natural_subtract(&y, &x);
	return pack(b.minus, &y, &under);
}

rational
rational_subtract(rational a, rational b)
{
	b.minus = !b.minus;
	return rational_add(a, b);
}

rational
rational_multiply(rational a, rational b)
{
	struct natural oa, ua, ob, ub, over, under;

	unpack(a, &oa, &ua);
	unpack(b, &ob, &ub);
	natural_multiply(&oa, &ob, &over);
	natural_multiply(&ua, &ub, &under);
	return pack(a.minus != b.minus, &over, &under);
}

rational
rational_divide(rational a, rational b)
{
	rational turned = {.nover = b.nunder, .nunder = b.nover,
	    .minus = b.minus};

	memcpy(turned.over, b.under, sizeof(b.under));
	memcpy(turned.under, b.over, sizeof(b.over));
	return rational_multiply(a, turned);
}

int
rational_compare(rational a, rational b)
{
	struct natural x, y, under;
	int c;

	if (a.minus != b.minus)
		return a.minus ? -1 : 1;
	level(a, b, &x, &y, &under);
	c = natural_compare(&x, &y);
	return a.minus ? -c : c;
}

int
rational_sign(rational a)
{
	if (a.nover == 0)
		return 0;
	return a.minus ? -1 : 1;
}

void
rational_print(rational a, struct buf *b)
{
	struct natural over, under, rest;
	size_t twos, fives, places, i;

	if (!rational_known(a))
		return;
	unpack(a, &over, &under);
	rest = under;
	twos = natural_take(&rest, 2);
	fives = natural_take(&rest, 5);
	places = twos > fives ? twos : fives;
	if (a.minus)
		buf_putc(b, '-');
	if (rest.n > 1 || rest.limb[0] != 1) {
		put_places(&over, 0, b);
		buf_putc(b, '/');
		put_places(&under, 0, b);
		return;
	}
	for (i = twos; i < places; i++)
		natural_scale(&over, 2, 0);
	for (i = fives; i < places; i++)
		natural_scale(&over, 5, 0);
	put_places(&over, places, b);
}

void
rational_round(rational a, unsigned places, struct buf *b)
{
	struct natural over, under, twice, quotient;

	if (!rational_known(a))
		return;
	unpack(a, &over, &under);
	for (unsigned i = 0; i < places; i++)
		natural_scale(&over, 10, 0);
	/* the whole part of over/under + 1/2 */
	twice = over;
	natural_add(&over, &twice);
	natural_add(&over, &under);
	twice = under;
	natural_add(&under, &twice);
	natural_divide(&over, &under, &quotient);
	if (a.minus && quotient.n > 0)
		buf_putc(b, '-');
	put_places(&quotient, places, b);
}
