#include "base/natural.h"

#include <assert.h>
#include <string.h>

enum { LIMB = 32 };

static void
trim(struct natural *a)
{
	while (a->n > 0 && a->limb[a->n - 1] == 0)
		a->n--;
}

static void
clear(struct natural *a, size_t n)
{
	a->n = n;
	memset(a->limb, 0, n * sizeof(*a->limb));
}

/* of at most two limbs */
static uint64_t
small(const struct natural *a)
{
	uint64_t high = a->n > 1 ? a->limb[1] : 0;

	return high << LIMB | (a->n > 0 ? a->limb[0] : 0);
}

/* what is left over */
static uint32_t
divide_small(struct natural *a, uint32_t by)
{
	uint64_t rest = 0;

	for (size_t i = a->n; i-- > 0;) {
		rest = rest << LIMB | a->limb[i];
		a->limb[i] = (uint32_t)(rest / by);
		rest %= by;
	}
	trim(a);
	return (uint32_t)rest;
}

static size_t
bits(const struct natural *a)
{
	size_t n = a->n * LIMB;
	uint32_t top;

	for (top = a->limb[a->n - 1]; top >> (LIMB - 1) == 0; top <<= 1)
		n--;
	return n;
}

static void
shift(struct natural *a, size_t by)
{
	const size_t limbs = by / LIMB;

	memmove(a->limb + limbs, a->limb, a->n * sizeof(*a->limb));
	memset(a->limb, 0, limbs * sizeof(*a->limb));
	a->n += limbs;
	natural_scale(a, (uint32_t)1 << by % LIMB, 0);
}

static void
halve(struct natural *a)
{
	for (size_t i = 0; i + 1 < a->n; i++)
		a->limb[i] = a->limb[i] >> 1 | a->limb[i + 1] << (LIMB - 1);
	a->limb[a->n - 1] >>= 1;
	trim(a);
}

/* Euclid's; most numbers are small */
static uint64_t
common(uint64_t a, uint64_t b)
{
	uint64_t rest;

	for (; a > 0; a = rest) {
		rest = b % a;
		b = a;
	}
	return b;
}

void
natural_set(struct natural *a, uint64_t value)
{
	a->limb[0] = (uint32_t)value;
	a->limb[1] = (uint32_t)(value >> LIMB);
	a->n = 2;
	trim(a);
}

int
natural_compare(const struct natural *a, const struct natural *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (size_t i = a->n; i-- > 0;)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

void
natural_add(struct natural *a, const struct natural *b)
{
	uint64_t carry = 0;

	for (size_t i = 0; i < b->n || carry > 0; i++) {
		if (i == a->n)
			a->limb[a->n++] = 0;
		carry += (uint64_t)a->limb[i] + (i < b->n ? b->limb[i] : 0);
		a->limb[i] = (uint32_t)carry;
		carry >>= LIMB;
	}
}

void
natural_subtract(struct natural *a, const struct natural *b)
{
	uint64_t borrow = 0, take;

	for (size_t i = 0; i < b->n || borrow > 0; i++) {
		take = borrow + (i < b->n ? b->limb[i] : 0);
		borrow = a->limb[i] < take;
		a->limb[i] -= (uint32_t)take;
	}
	trim(a);
}

void
natural_multiply(const struct natural *a, const struct natural *b,
    struct natural *out)
{
	uint64_t carry;
	size_t i, k;

	clear(out, a->n + b->n);
	for (i = 0; i < a->n; i++) {
		carry = 0;
		for (k = 0; k < b->n; k++) {
			carry += (uint64_t)a->limb[i] * b->limb[k] +
			    out->limb[i + k];
			out->limb[i + k] = (uint32_t)carry;
			carry >>= LIMB;
		}
		out->limb[i + b->n] = (uint32_t)carry;
	}
	trim(out);
}

void
natural_scale(struct natural *a, uint32_t by, uint32_t plus)
{
	uint64_t carry = plus;

	for (size_t i = 0; i < a->n; i++) {
		carry += (uint64_t)a->limb[i] * by;
		a->limb[i] = (uint32_t)carry;
		carry >>= LIMB;
	}
	if (carry > 0)
		a->limb[a->n++] = (uint32_t)carry;
}

/* by long division, bit by bit: only what is large comes here */
void
natural_divide(struct natural *a, const struct natural *by,
    struct natural *quotient)
{
	struct natural d = *by;
	size_t i;

	clear(quotient, 0);
	if (natural_compare(a, by) < 0)
		return;
	i = bits(a) - bits(by);
	shift(&d, i);
	clear(quotient, i / LIMB + 1);
	for (;; i--) {
		if (natural_compare(a, &d) >= 0) {
			natural_subtract(a, &d);
			quotient->limb[i / LIMB] |= (uint32_t)1 << i % LIMB;
		}
		if (i == 0)
			break;
		halve(&d);
	}
	trim(quotient);
}

size_t
natural_take(struct natural *a, uint32_t prime)
{
	struct natural next = *a;
	size_t n = 0;

	while (divide_small(&next, prime) == 0) {
		*a = next;
		n++;
	}
	return n;
}

void
natural_reduce(struct natural *a, struct natural *b)
{
	struct natural x = *a, y = *b, rest, quotient;
	uint64_t by;

	if (a->n <= 2 && b->n <= 2) {
		by = common(small(a), small(b));
		assert(by > 0);
		natural_set(a, small(a) / by);
		natural_set(b, small(b) / by);
		return;
	}
	while (x.n > 0) {
		rest = y;
		natural_divide(&rest, &x, &quotient);
		y = x;
		x = rest;
	}
	rest = *a;
	natural_divide(&rest, &y, a);
	rest = *b;
	natural_divide(&rest, &y, b);
}

size_t
natural_digits(struct natural a, char text[NATURAL_DIGITS])
{
	size_t from = NATURAL_DIGITS;

	do
		text[--from] = (char)('0' + divide_small(&a, 10));
	while (a.n > 0);
	memmove(text, text + from, NATURAL_DIGITS - from);
	return NATURAL_DIGITS - from;
}
