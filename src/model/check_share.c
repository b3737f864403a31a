#include "model/check.h"

#include "base/buf.h"
#include "base/diag.h"
#include "model/evaluation.h"

/*
 * Shares that a city has published, beside those that its counts give.  All
 * are whole numbers of the last decimal that is printed: 24.7％ is 247.
 */

enum { COUNT_MOST = 1000000000, PLACES_MOST = 3, COUNTS_MOST = 100 };

/* -1: not a plain count */
static int64_t
count(const struct figure *f)
{
	decimal d;

	return f->has_value && !f->is_range && !f->about &&
	    f->value.places == 0 &&
	    decimal_scale(f->value, figure_power(f), &d) &&
	    d.coefficient >= 0 && d.coefficient < COUNT_MOST ?
	    d.coefficient : -1;
}

static bool
is_share(const struct figure *f)
{
	return f->has_value && !f->is_range && !f->about &&
	    f->value.places <= PLACES_MOST &&
	    figure_same_unit(f->unit, STR("％"));
}

/* of a hundred percent, in its last decimals */
static int64_t
whole(unsigned places)
{
	int64_t n = 100;

	for (; places > 0; places--)
		n *= 10;
	return n;
}

static int64_t
half_up(int64_t part, int64_t of, int64_t all)
{
	return (2 * part * all + of) / (2 * of);
}

/* of all grades; -1 unless each is there */
static int64_t
sum(const struct tally *t)
{
	const struct grade_count *c = t->counts.items;
	int64_t all = 0;

	if (t->counts.n > COUNTS_MOST)
		return -1;
	for (size_t i = 0; i < t->counts.n; i++) {
		if (count(&c[i].count) < 0)
			return -1;
		all += count(&c[i].count);
	}
	return all;
}

/*
 * By the largest remainder, so that all sum up to a hundred; equal
 * remainders: the first.
 */
static int64_t
by_remainder(const struct tally *t, size_t place, int64_t n, int64_t all)
{
	const struct grade_count *c = t->counts.items;
	int64_t own = count(&c[place].count) * all, left = all, other;
	size_t ahead = 0;

	for (size_t i = 0; i < t->counts.n; i++) {
		other = count(&c[i].count) * all;
		left -= other / n;
		ahead += other % n > own % n ||
		    (other % n == own % n && i < place);
	}
	return own / n + ((int64_t)ahead < left ? 1 : 0);
}

static void
put_share(int64_t share, unsigned places, struct buf *b)
{
	const decimal d = {share, (uint8_t)places};

	decimal_print(d, false, b);
	buf_puts(b, "％");
}

static void
tell(const struct tally *t, const struct grade_count *c, int64_t rounded,
    int64_t remainder, struct diags *d)
{
	unsigned places = c->as_published.value.places;
	struct buf a = {0}, b = {0};

	put_share(rounded, places, &a);
	put_share(remainder, places, &b);
	diag(d, remainder >= 0 ? MESSAGE_SHARE : MESSAGE_SHARE_ROUNDED,
	    c->as_published.at, WORDS(c->as_published.text, c->count.text,
	    t->n.text, buf_str(&a), buf_str(&b)));
	buf_done(&a);
	buf_done(&b);
}

/* what was not graded may be left out of the shares, though not of n */
static void
check_count(const struct tally *t, size_t place, int64_t graded,
    struct diags *d)
{
	const struct grade_count *c =
	    (const struct grade_count *)t->counts.items + place;
	const decimal *published = &c->as_published.value;
	int64_t part = count(&c->count), n = count(&t->n);
	int64_t all, rounded, remainder = -1;

	if (!is_share(&c->as_published) || part < 0 || n <= 0)
		return;
	all = whole(published->places);
	rounded = half_up(part, n, all);
	if (graded > 0)
		remainder = by_remainder(t, place, graded, all);
	if (published->coefficient != rounded &&
	    published->coefficient != remainder && (graded <= 0 ||
	    published->coefficient != half_up(part, graded, all)))
		tell(t, c, rounded, graded == n ? remainder : -1, d);
}

void
check_shares(const struct entity *e, struct diags *d)
{
	const struct evaluation *v = (const struct evaluation *)e;
	const struct tally *t = v->tallies.items;
	int64_t graded;

	for (size_t i = 0; i < v->tallies.n; i++) {
		graded = sum(&t[i]);
		/* its note says why */
		for (size_t k = 0; t[i].note.n == 0 && k < t[i].counts.n; k++)
			check_count(&t[i], k, graded, d);
	}
}
