#include "model/linear3.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

/* What must hold whatever the numbers are, tried with many of them. */

enum { TRIES = 10000, BASE_YEAR = 2020 };

/* xorshift64: the same numbers on every machine */
static uint64_t
bits(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static int
below(uint64_t *seed, int n)
{
	return (int)((bits(seed) >> 16) % (uint64_t)n);
}

static struct linear3_number
number(uint64_t *seed, bool negative)
{
	decimal d = {below(seed, 40) - (negative ? 12 : 0),
	    (uint8_t)below(seed, 2)};
	struct linear3_number n = {.value = rational_of_decimal(d, 0)};

	if (below(seed, 4) == 0)
		n.half = rational_of_decimal((decimal){5,
		    (uint8_t)(d.places + 1)}, 0);
	return n;
}

/* want is up or down, with a baseline and one to three targets */
static struct linear3_facts
facts(uint64_t *seed, bool negative)
{
	struct linear3_facts f = {
		.want = below(seed, 2) ? WANT_UP : WANT_DOWN,
		.path = (enum linear3_path)below(seed, 2),
		.year = BASE_YEAR + 1 + below(seed, 9),
		.base_year = BASE_YEAR, .before = -1, .due = 1, .final = 1,
		.actual = number(seed, negative),
		.base = number(seed, negative),
		.tolerance = rational_of(below(seed, 3))
	};

	for (int i = 0; i < 3; i++) {
		f.targets[i].value = number(seed, negative);
		f.targets[i].cmp = (enum comparison)below(seed, 5);
		f.targets[i].year = f.year;
	}
	if (f.year > BASE_YEAR + 1 && below(seed, 2)) {
		f.before = 0;
		f.targets[0].year = BASE_YEAR + 1 +
		    below(seed, f.year - BASE_YEAR - 1);
	}
	f.targets[1].year += below(seed, 4);
	if (below(seed, 2)) {
		f.final = 2;
		f.targets[2].year = f.targets[1].year + 1 + below(seed, 3);
	} else if (below(seed, 4) == 0)
		f.targets[1].year = f.year - 1 - below(seed, 1);
	if (f.before == 0 && f.targets[1].year <= f.targets[0].year)
		f.before = -1;
	return f;
}

static void
assert_same_status(const struct linear3_result *a,
    const struct linear3_result *b, int try)
{
	if (a->status != b->status || a->rough != b->rough)
		fail_msg("%d: " STR_FMT " and " STR_FMT, try,
		    STR_ARG(status_names[a->status].word),
		    STR_ARG(status_names[b->status].word));
}

static void
assert_equal(rational a, rational b)
{
	assert_int_equal(rational_known(a), rational_known(b));
	if (rational_known(a))
		assert_int_equal(rational_compare(a, b), 0);
}

/* every number of some facts, times another */
static struct linear3_facts
times(struct linear3_facts f, rational by)
{
	struct linear3_number *all[] = {
		&f.actual, &f.base, &f.targets[0].value, &f.targets[1].value,
		&f.targets[2].value, &f.targets[0].upper,
		&f.targets[1].upper, &f.targets[2].upper
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		all[i]->value = rational_multiply(all[i]->value, by);
		all[i]->half = rational_multiply(all[i]->half, by);
	}
	return f;
}

static void
ignores_the_unit(void **state)
{
	uint64_t seed = 4101842887655102017u;
	struct linear3_facts f, scaled;
	struct linear3_result a, b;
	rational by;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		f = facts(&seed, true);
		f.want = (enum want)(1 + below(&seed, 3));
		by = rational_of_decimal((decimal){1, (uint8_t)below(&seed,
		    9)}, (unsigned)below(&seed, 13));
		scaled = times(f, by);
		scaled.tolerance = rational_multiply(f.tolerance, by);
		linear3_decide(&f, &a);
		linear3_decide(&scaled, &b);
		assert_same_status(&a, &b, i);
		assert_equal(a.q, b.q);
		assert_equal(a.p, b.p);
		assert_equal(a.r, b.r);
		assert_equal(rational_multiply(a.expected, by), b.expected);
	}
}

/* more is to up as less is to down; a threshold measures from zero */
static void
mirrors_the_direction(void **state)
{
	static const enum comparison turned[] = {
		COMPARISON_NONE, COMPARISON_AT_MOST, COMPARISON_AT_LEAST,
		COMPARISON_ABOVE, COMPARISON_BELOW
	};
	uint64_t seed = 6364136223846793005u;
	struct linear3_facts f, mirror;
	struct linear3_result a, b;
	int paths = 0;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		f = facts(&seed, true);
		mirror = times(f, rational_of(-1));
		mirror.want = f.want == WANT_UP ? WANT_DOWN : WANT_UP;
		for (int k = 0; k < 3; k++)
			mirror.targets[k].cmp = turned[f.targets[k].cmp];
		/* half a digit has no direction */
		for (int k = 0; k < 3; k++)
			mirror.targets[k].value.half = f.targets[k].value.half;
		mirror.actual.half = f.actual.half;
		mirror.base.half = f.base.half;
		linear3_decide(&f, &a);
		linear3_decide(&mirror, &b);
		assert_int_equal(a.step, b.step);
		if (a.step != 3)
			continue;
		assert_int_equal(a.status, b.status);
		assert_equal(a.q, b.q);
		assert_equal(a.p, b.p);
		paths++;
	}
	assert_true(paths > TRIES / 4);
}

/*
 * Before the first target a later one, further on, changes nothing that is
 * expected; only what was already enough is not enough any more.
 */
static void
a_later_target_changes_nothing_before(void **state)
{
	uint64_t seed = 1442695040888963407u;
	struct linear3_facts f, more;
	struct linear3_result a, b;
	int s, early = 0;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		f = facts(&seed, true);
		f.before = -1;
		f.final = f.due;
		f.targets[1].year = f.year + 1 + below(&seed, 4);
		f.targets[1].cmp = COMPARISON_NONE;
		more = f;
		more.final = 2;
		more.targets[2].year = f.targets[1].year + 1;
		more.targets[2].cmp = COMPARISON_NONE;
		s = f.want == WANT_UP ? 1 : -1;
		more.targets[2].value.value = rational_add(
		    f.targets[1].value.value, rational_of(s * (1 +
		    below(&seed, 20))));
		linear3_decide(&f, &a);
		linear3_decide(&more, &b);
		/* a threshold may become a path by a target beyond it */
		if (a.step != 3)
			continue;
		assert_int_equal(b.step, 3);
		assert_equal(a.expected, b.expected);
		assert_equal(a.q, b.q);
		if (a.status == STATUS_ACHIEVED_EARLY)
			assert_true(b.status == STATUS_ACHIEVED_EARLY ||
			    b.status == STATUS_ON_TRACK);
		else
			assert_int_equal(a.status, b.status);
		early += a.status == STATUS_ACHIEVED_EARLY;
	}
	assert_true(early > 100);
}

/* from the worst to the best, before the end and at it */
static int
rank(enum status status)
{
	static const enum status order[] = {
		STATUS_WORSE, STATUS_UNCHANGED, STATUS_NOT_MET, STATUS_BEHIND,
		STATUS_MISSED, STATUS_NOT_MET_NEAR, STATUS_SLIGHTLY_BEHIND,
		STATUS_MISSED_NEAR, STATUS_ON_TRACK, STATUS_MET,
		STATUS_ACHIEVED_EARLY, STATUS_ACHIEVED
	};

	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
		if (order[i] == status)
			return (int)i;
	fail_msg(STR_FMT " has no rank", STR_ARG(status_names[status].word));
	return -1;
}

/* comparisons that go the way that is wanted */
static void
go_along(struct linear3_facts *f, uint64_t *seed)
{
	static const enum comparison up[] = {
		COMPARISON_NONE, COMPARISON_AT_LEAST, COMPARISON_ABOVE
	}, down[] = {
		COMPARISON_NONE, COMPARISON_AT_MOST, COMPARISON_BELOW
	};

	for (int i = 0; i < 3; i++)
		f->targets[i].cmp = f->want == WANT_UP ?
		    up[below(seed, 3)] : down[below(seed, 3)];
}

static void
a_better_value_is_never_judged_worse(void **state)
{
	uint64_t seed = 3935559000370003845u;
	struct linear3_facts f, better;
	struct linear3_result a, b;
	rational more;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		f = facts(&seed, false);
		go_along(&f, &seed);
		better = f;
		more = rational_of_decimal((decimal){1 + below(&seed, 200), 1},
		    0);
		better.actual.value = f.want == WANT_UP ?
		    rational_add(f.actual.value, more) :
		    rational_subtract(f.actual.value, more);
		linear3_decide(&f, &a);
		linear3_decide(&better, &b);
		assert_int_equal(a.step, b.step);
		if (rank(b.status) < rank(a.status))
			fail_msg("%d: " STR_FMT " after " STR_FMT, i,
			    STR_ARG(status_names[b.status].word),
			    STR_ARG(status_names[a.status].word));
	}
}

/* where nothing lies between baseline and target there is no path */
static void
never_divides_by_zero(void **state)
{
	uint64_t seed = 2862933555777941757u;
	struct linear3_facts f;
	struct linear3_result a;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		f = facts(&seed, true);
		f.targets[f.final].value = f.base;
		if (below(&seed, 2))
			f.base.value = f.targets[f.final].value.value =
			    rational_of(0);
		if (below(&seed, 3) == 0)
			f.actual.value = rational_of(0);
		f.base.half = f.targets[f.final].value.half = (rational){0};
		linear3_decide(&f, &a);
		assert_int_equal(a.step, 2);
		assert_false(rational_known(a.p));
		assert_false(rational_known(a.q));
		if (rational_known(a.r))
			assert_true(rational_sign(a.r) >= 0);
	}
}

/* all reasons at once: they are named in the order of the rule */
static void
names_the_first_reason(void **state)
{
	uint64_t seed = 1181783497276652981u;
	struct linear3_facts f = facts(&seed, false);
	struct linear3_result a;

	(void)state;
	f.want = WANT_NONE;
	f.path = LINEAR3_FINAL_ONLY;
	f.year = f.base_year - 1;
	f.due = f.before = f.final = -1;
	f.actual.value = (rational){0};
	f.suppressed = f.replaced = f.broken = true;
#define FIRST(why) \
	linear3_decide(&f, &a); \
	assert_int_equal(a.status, STATUS_NA); \
	assert_int_equal(a.reason, why)
	FIRST(STATUS_DIRECTION);
	f.want = WANT_UP;
	FIRST(STATUS_NO_TARGET);
	f.final = 2;
	f.targets[2].year = f.base_year + 9;
	FIRST(STATUS_SUPPRESSED);
	f.suppressed = false;
	FIRST(STATUS_NOT_MEASURED);
	f.actual.value = rational_of(1);
	FIRST(STATUS_REPLACED);
	f.replaced = false;
	FIRST(STATUS_BREAK);
	assert_false(rational_known(a.p));
	f.broken = false;
	FIRST(STATUS_BEFORE_BASELINE);
	f.year++;
	FIRST(STATUS_BASELINE_YEAR);
	f.year++;
	FIRST(STATUS_NO_TARGET_YEAR);
	f.due = 2;
	FIRST(STATUS_PATH);
	f.path = LINEAR3_LINEAR;
	linear3_decide(&f, &a);
	assert_int_not_equal(a.status, STATUS_NA);
	assert_int_equal(a.reason, 0);
	/* targets without a direction */
	f.want = 0;
	FIRST(STATUS_DIRECTION);
}

/* what more of the year can only confirm is met already */
static void
judges_a_part_of_a_year(void **state)
{
	static const struct {
		enum comparison cmp;
		enum want want;
		int actual, upper;
		bool flow;
		enum status status;
	} t[] = {
		{COMPARISON_AT_LEAST, WANT_UP, 12, 0, true, STATUS_MET_PARTIAL},
		{COMPARISON_ABOVE, WANT_UP, 12, 0, true, STATUS_MET_PARTIAL},
		{COMPARISON_NONE, WANT_UP, 12, 0, true, STATUS_MET_PARTIAL},
		{COMPARISON_AT_LEAST, WANT_UP, 8, 0, true, STATUS_PROVISIONAL},
		{COMPARISON_AT_LEAST, WANT_UP, 12, 0, false,
		    STATUS_PROVISIONAL},
		{COMPARISON_AT_MOST, WANT_DOWN, 8, 0, true,
		    STATUS_PROVISIONAL},
		{COMPARISON_BELOW, WANT_DOWN, 8, 0, true, STATUS_PROVISIONAL},
		{COMPARISON_NONE, WANT_DOWN, 8, 0, true, STATUS_PROVISIONAL},
		{COMPARISON_NONE, WANT_RANGE, 12, 20, true,
		    STATUS_PROVISIONAL}
	};
	struct linear3_facts f;
	struct linear3_result r;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		f = (struct linear3_facts){.want = t[i].want,
		    .flow = t[i].flow, .partial = true, .year = 2024,
		    .before = -1, .due = 0, .final = 0,
		    .actual.value = rational_of(t[i].actual)};
		f.targets[0].value.value = rational_of(10);
		f.targets[0].cmp = t[i].cmp;
		f.targets[0].year = 2024;
		if (t[i].upper > 0)
			f.targets[0].upper.value = rational_of(t[i].upper);
		linear3_decide(&f, &r);
		assert_int_equal(r.step, 1);
		if (r.status != t[i].status)
			fail_msg("%zu is " STR_FMT, i,
			    STR_ARG(status_names[r.status].word));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ignores_the_unit),
		cmocka_unit_test(mirrors_the_direction),
		cmocka_unit_test(a_later_target_changes_nothing_before),
		cmocka_unit_test(a_better_value_is_never_judged_worse),
		cmocka_unit_test(never_divides_by_zero),
		cmocka_unit_test(names_the_first_reason),
		cmocka_unit_test(judges_a_part_of_a_year),
	};

	return cmocka_run_group_tests_name("linear3", tests, NULL, NULL);
}
