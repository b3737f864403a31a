#include "model/linear3.h"

#include <assert.h>

/* One decision; s is 1 if more is wanted, -1 if less, 0 in a range. */
struct judging {
	const struct linear3_facts *f;
	const struct linear3_target *due, *final;       /* NULL: none */
	rational actual, base;
	int s;
	struct linear3_result *out;
};

/* ---- arithmetic ---------------------------------------------------------- */

/* s(a − b) */
static rational
gain(const struct judging *j, rational a, rational b)
{
	return j->s < 0 ? rational_subtract(b, a) : rational_subtract(a, b);
}

/* is it known, and over/under or more? */
static bool
reaches(rational a, int64_t over, int64_t under)
{
	return rational_known(a) && rational_compare(a,
	    rational_divide(rational_of(over), rational_of(under))) >= 0;
}

static bool
is_range(const struct linear3_target *t)
{
	return rational_known(t->upper.value);
}

static int
direction(const struct linear3_facts *f, const struct linear3_target *due)
{
	switch (f->want) {
	case WANT_UP:
		return 1;
	case WANT_DOWN:
		return -1;
	case WANT_MAINTAIN:
		return due != NULL && (due->cmp == COMPARISON_AT_MOST ||
		    due->cmp == COMPARISON_BELOW) ? -1 : 1;
	default:
		return 0;
	}
}

static bool
satisfies(const struct judging *j, const struct linear3_target *t)
{
	int c = rational_compare(j->actual, t->value.value);

	if (is_range(t))
		return c >= 0 &&
		    rational_compare(j->actual, t->upper.value) <= 0;
	switch (t->cmp) {
	case COMPARISON_AT_LEAST:
		return c >= 0;
	case COMPARISON_AT_MOST:
		return c <= 0;
	case COMPARISON_BELOW:
		return c < 0;
	case COMPARISON_ABOVE:
		return c > 0;
	default:
		return j->s < 0 ? c <= 0 : c >= 0;
	}
}

/* ---- 0: not judged ------------------------------------------------------- */

/* the first reason that holds; 0 if none does */
static enum status_reason
reason(const struct judging *j)
{
	const struct linear3_facts *f = j->f;
	const bool based = rational_known(j->base);

	if (f->want == WANT_NONE)
		return STATUS_DIRECTION;
	if (j->final == NULL)
		return STATUS_NO_TARGET;
	if (!rational_known(j->actual))
		return f->suppressed ? STATUS_SUPPRESSED : STATUS_NOT_MEASURED;
	if (f->replaced)
		return STATUS_REPLACED;
	if (f->broken)
		return STATUS_BREAK;
	if (based && f->year < f->base_year)
		return STATUS_BEFORE_BASELINE;
	if (based && f->year == f->base_year)
		return STATUS_BASELINE_YEAR;
	if (j->due == NULL)
		return STATUS_NO_TARGET_YEAR;
	if (f->path == LINEAR3_FINAL_ONLY && f->year < j->final->year)
		return STATUS_PATH;
	/* targets without a direction: an error has been told */
	return f->want == 0 ? STATUS_DIRECTION : 0;
}

/* ---- 1: a part of the year ----------------------------------------------- */

/*
 * What has been counted can only become more: 以上 and 超 stay met till the
 * end of the year, 以下 and 未満 do not.
 */
static enum status
partial(const struct judging *j)
{
	bool lasts = !is_range(j->due) &&
	    (j->due->cmp == COMPARISON_AT_LEAST ||
	    j->due->cmp == COMPARISON_ABOVE ||
	    (j->due->cmp == COMPARISON_NONE && j->s > 0));

	return j->f->flow && lasts && satisfies(j, j->due) ?
	    STATUS_MET_PARTIAL : STATUS_PROVISIONAL;
}

/* ---- 2: a threshold ------------------------------------------------------ */

static bool
is_threshold(const struct judging *j)
{
	return j->f->want == WANT_MAINTAIN || j->f->want == WANT_RANGE ||
	    j->due->each || !rational_known(j->base) ||
	    rational_sign(gain(j, j->final->value.value, j->base)) <= 0;
}

/* none if a share of it would say nothing */
static rational
share(rational part, rational whole)
{
	if (rational_sign(part) < 0 || rational_sign(whole) < 0)
		return (rational){0};
	return rational_divide(part, whole);
}

/* how near the actual is; none within a range */
static rational
nearness(const struct judging *j)
{
	const rational low = j->due->value.value, high = j->due->upper.value;

	if (is_range(j->due)) {
		if (rational_compare(j->actual, low) < 0)
			return share(j->actual, low);
		if (rational_compare(j->actual, high) > 0)
			return share(high, j->actual);
		return (rational){0};
	}
	return j->s > 0 ? share(j->actual, low) : share(low, j->actual);
}

static enum status
threshold(const struct judging *j)
{
	j->out->r = nearness(j);
	/* first what is met: 0 of at most 0 has no share, and is no failure */
	if (satisfies(j, j->due))
		return j->due->each || j->f->year >= j->final->year ?
		    STATUS_ACHIEVED : STATUS_MET;
	return reaches(j->out->r, 9, 10) ? STATUS_NOT_MET_NEAR :
	    STATUS_NOT_MET;
}

/* ---- 3: a path ----------------------------------------------------------- */

/* on the line from the target before, or the baseline, to the one due */
static rational
between(const struct judging *j)
{
	const struct linear3_facts *f = j->f;
	const struct linear3_target *before = f->before >= 0 ?
	    &f->targets[f->before] : NULL;
	int from = before != NULL ? before->year : f->base_year;
	rational start = before != NULL ? before->value.value : j->base;
	rational rise = rational_subtract(j->due->value.value, start), part;

	if (f->path == LINEAR3_STEP)
		return f->year < j->due->year ? start : j->due->value.value;
	part = rational_divide(rational_of(f->year - from),
	    rational_of(j->due->year - from));
	return rational_add(start, rational_multiply(rise, part));
}

static rational
expected(const struct judging *j)
{
	if (j->f->path == LINEAR3_GIVEN && j->f->year < j->final->year)
		return j->f->given;
	if (j->f->path == LINEAR3_FINAL_ONLY ||
	    j->f->year >= j->final->year)
		return j->final->value.value;
	return between(j);
}

/* worse than the baseline, or as good: 0 if it is better than that */
static enum status
standstill(const struct judging *j, rational gained)
{
	rational limit = j->f->tolerance;

	if (rational_compare(rational_add(gained, limit),
	    rational_of(0)) < 0)
		return STATUS_WORSE;
	return rational_compare(gained, limit) <= 0 ? STATUS_UNCHANGED : 0;
}

static enum status
at_end(const struct judging *j, rational gained)
{
	enum status still = standstill(j, gained);

	if (satisfies(j, j->final))
		return STATUS_ACHIEVED;
	if (still != 0)
		return still;
	return reaches(j->out->p, 3, 5) ? STATUS_MISSED_NEAR : STATUS_MISSED;
}

/*
 * The rule also wants s(A−B) ≥ 0 or s(E−B) < 0 here, so that a planned dip
 * is not worse; that is so whenever s(A−E) ≥ 0.
 */
static bool
is_on_track(const struct judging *j)
{
	if (rational_sign(gain(j, j->actual, j->out->expected)) < 0)
		return false;
	return j->due->year > j->f->year || satisfies(j, j->due);
}

/*
 * q is to be read only if E lies beyond B.  Where it does not, what is not
 * on track is below B, and has been called worse or unchanged; or it is
 * above B, and q is negative.
 */
static enum status
on_way(const struct judging *j, rational gained)
{
	enum status still = standstill(j, gained);

	if (satisfies(j, j->final))
		return STATUS_ACHIEVED_EARLY;
	if (is_on_track(j))
		return STATUS_ON_TRACK;
	if (still != 0)
		return still;
	return reaches(j->out->q, 3, 5) ? STATUS_SLIGHTLY_BEHIND :
	    STATUS_BEHIND;
}

static enum status
path(const struct judging *j)
{
	rational gained = gain(j, j->actual, j->base);

	j->out->q = rational_divide(gained,
	    gain(j, j->out->expected, j->base));
	return j->f->year >= j->final->year ? at_end(j, gained) :
	    on_way(j, gained);
}

/* ---- the rule ------------------------------------------------------------ */

/* how far of the whole way; nothing where A − B is no progress at all */
static rational
progress(const struct judging *j)
{
	if (j->s == 0 || j->f->broken || j->final == NULL)
		return (rational){0};
	return rational_divide(rational_subtract(j->actual, j->base),
	    rational_subtract(j->final->value.value, j->base));
}

static enum status
not_judged(const struct judging *j, enum status_reason why)
{
	j->out->reason = why;
	j->out->target = j->f->final;
	return STATUS_NA;
}

static enum status
judge(const struct judging *j)
{
	enum status_reason why = reason(j);

	if (why != 0)
		return not_judged(j, why);
	assert(j->due != NULL && j->final != NULL);
	j->out->target = j->f->due;
	j->out->step = 1;
	if (j->f->partial)
		return partial(j);
	j->out->step = 2;
	if (is_threshold(j))
		return threshold(j);
	j->out->step = 3;
	j->out->target = j->f->final;
	j->out->expected = expected(j);
	/* the site's own path, which has nothing to say of this year */
	if (!rational_known(j->out->expected)) {
		j->out->step = 0;
		return not_judged(j, STATUS_PATH);
	}
	return path(j);
}

static void
decide(const struct linear3_facts *f, struct linear3_result *out)
{
	struct judging j = {.f = f, .out = out, .actual = f->actual.value,
	    .base = f->base.value};

	*out = (struct linear3_result){.target = -1};
	j.due = f->due >= 0 ? &f->targets[f->due] : NULL;
	j.final = f->final >= 0 ? &f->targets[f->final] : NULL;
	j.s = direction(f, j.due);
	out->p = progress(&j);
	out->status = judge(&j);
}

/* would half a digit up or down of this number of f change the status? */
static bool
is_rough(struct linear3_facts *f, struct linear3_number *n,
    enum status status)
{
	const rational value = n->value;
	struct linear3_result up, down;

	if (!rational_known(n->half))
		return false;
	n->value = rational_add(value, n->half);
	decide(f, &up);
	n->value = rational_subtract(value, n->half);
	decide(f, &down);
	n->value = value;
	return up.status != status || down.status != status;
}

void
linear3_decide(const struct linear3_facts *f, struct linear3_result *out)
{
	struct linear3_facts moved = *f;

	decide(f, out);
	if (out->status == STATUS_NA)
		return;
	out->rough = is_rough(&moved, &moved.actual, out->status) ||
	    is_rough(&moved, &moved.base, out->status);
	for (size_t i = 0; i < 3; i++)
		out->rough = out->rough ||
		    is_rough(&moved, &moved.targets[i].value, out->status) ||
		    is_rough(&moved, &moved.targets[i].upper, out->status);
}
