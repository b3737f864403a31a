#include "model/check_series.h"

#include "base/buf.h"
#include "base/diag.h"
#include "base/rational.h"

/* ---- what adds up -------------------------------------------------------- */

static bool
is_one_of(str unit, const char *const *names)
{
	for (; *names != NULL; names++)
		if (figure_same_unit(unit, str_of(*names)))
			return true;
	return false;
}

static bool
holds_one_of(str text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_find(text, str_of(*list)) < text.n)
			return true;
	return false;
}

/* counts of the wards make the count of the city; shares and means do not */
static bool
adds_up(const struct indicator *i)
{
	static const char *const units[] = {"％", "‰", "割", "ポイント", "点",
	    "位", "倍", "歳", "才", "度", "日", "時間", "分", "秒", "年",
	    "段階", "℃", "dB", NULL};
	static const char *const means[] = {"平均", "当たり", "あたり", "率",
	    "割合", "指数", "密度", "満足度", "最大", "最小", "最高", NULL};

	return i->areas.n > 1 && i->kind.at != VALUE_SHARE &&
	    i->kind.at != VALUE_SURVEY && !is_one_of(i->unit, units) &&
	    !holds_one_of(i->entity.title, means) &&
	    !holds_one_of(i->definition, means) &&
	    !holds_one_of(i->method, means);
}

static bool
counts(const struct point *p)
{
	const struct figure *f = p->figure;

	return !f->is_range && !f->about && f->cmp == COMPARISON_NONE &&
	    !f->each && (p->actual == NULL ||
	    p->actual->state.at != ACTUAL_PARTIAL);
}

/* ---- sums ---------------------------------------------------------------- */

struct sum {
	rational value;
	rational slack;         /* what rounding may make of it */
};

/* a rounded number is off by half of its last digit; a count is exact */
static rational
slack(const struct figure *f)
{
	const decimal half = {5, (uint8_t)(f->value.places + 1)};

	return f->scale == SCALE_ONE && f->value.places == 0 ?
	    rational_of(0) : rational_of_decimal(half, figure_power(f));
}

static rational
value(const struct figure *f)
{
	return rational_of_decimal(f->value, figure_power(f));
}

static void
add(struct sum *sum, const struct figure *f)
{
	sum->value = rational_add(sum->value, value(f));
	sum->slack = rational_add(sum->slack, slack(f));
}

/* false: not of all areas there is such a figure */
static bool
sum_areas(const struct series *s, const struct point *whole, struct sum *sum)
{
	const struct point *p;

	*sum = (struct sum){rational_of(0), rational_of(0)};
	for (size_t i = 1; i <= s->indicator->areas.n; i++) {
		p = series_find(s, i, whole->year, whole->role);
		if (p == NULL || !counts(p))
			return false;
		add(sum, p->figure);
	}
	return true;
}

static void
tell(const struct series_check *c, const struct figure *whole, rational sum)
{
	const decimal one = {1, 0};
	struct buf text = {0};
	decimal number;

	rational_print(rational_divide(sum, rational_of_decimal(one,
	    figure_power(whole))), &text);
	if (decimal_read(buf_str(&text), &number)) {
		text.n = 0;
		decimal_print(number, true, &text);
	}
	buf_put(&text, figure_scales[whole->scale]);
	buf_put(&text, whole->unit);
	diag(c->diags, MESSAGE_AREA_SUM, whole->at, WORDS(whole->text,
	    buf_str(&text), whole->year.text));
	buf_done(&text);
}

static void
check_whole(const struct series_check *c, const struct point *whole)
{
	const struct figure *f = whole->figure;
	rational off;
	struct sum sum;

	if (!counts(whole) || !sum_areas(c->series, whole, &sum))
		return;
	off = rational_compare(value(f), sum.value) > 0 ?
	    rational_subtract(value(f), sum.value) :
	    rational_subtract(sum.value, value(f));
	if (rational_compare(off, rational_add(sum.slack, slack(f))) > 0)
		tell(c, f, sum.value);
}

/* targets set anew by a review are not of one course: the first ones are */
static bool
is_first(const struct series *s, size_t i)
{
	const struct point *p = &s->points[i];

	return i == 0 || p[-1].year != p->year || p[-1].role != p->role;
}

void
check_areas(const struct series_check *c)
{
	const struct series *s = c->series;

	if (s->strayed || !adds_up(s->indicator))
		return;
	for (size_t i = 0; i < s->n && s->points[i].area == 0; i++)
		if (is_first(s, i))
			check_whole(c, &s->points[i]);
}
