#include "text/figure.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "text/scan.h"

unsigned
figure_power(const struct figure *f)
{
	return (unsigned)f->scale * 4;
}

bool
figure_same_unit(str a, str b)
{
	struct scan x = {a, 0}, y = {b, 0};
	uint32_t c;

	do {
		c = a.n > 0 ? scan_next(&x) : 0;
		if (c != (b.n > 0 ? scan_next(&y) : 0))
			return false;
	} while (c != 0);
	return true;
}

/* ---- units --------------------------------------------------------------- */

str
figure_unit(str unit, enum scale *scale)
{
	for (*scale = SCALE_CHO; *scale != SCALE_ONE; --*scale)
		if (str_starts(unit, figure_scales[*scale])) {
			unit = str_slice(unit, figure_scales[*scale].n, unit.n);
			break;
		}
	return unit.n > 0 ? unit : (str){0};
}

static str
number_of(const struct figure *f)
{
	return str_slice(f->text, f->from, f->to);
}

/* is a scale written with the number, as in 3億2,000万 too? */
static bool
has_scale(const struct figure *f)
{
	str number = number_of(f);

	for (size_t i = SCALE_MAN; i <= SCALE_CHO; i++)
		if (str_find(number, figure_scales[i]) < number.n)
			return true;
	return f->scale != SCALE_ONE;
}

void
figure_set_unit(struct figure *f, str unit, enum scale scale)
{
	f->unit = unit;
	if (!has_scale(f))
		f->scale = scale;
}

/* ---- the text of what became more ---------------------------------------- */

static bool
digit(str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* the digits of whole numbers without commas: 12345.678 to 12,345.678 */
static void
put_grouped(str s, struct buf *b)
{
	size_t i, to;
	bool whole;

	for (i = 0; i < s.n; i = to) {
		for (to = i; digit(s, to); to++)
			;
		whole = (i == 0 || (s.p[i - 1] != ',' && s.p[i - 1] != '.')) &&
		    (to == s.n || s.p[to] != ',');
		for (; i < to; i++) {
			buf_putc(b, s.p[i]);
			if (whole && i + 1 < to && (to - i - 1) % 3 == 0)
				buf_putc(b, ',');
		}
		if (to < s.n)
			buf_putc(b, s.p[to++]);
	}
}

/* its number from its value */
static void
put_number(const struct figure *f, struct buf *b)
{
	if (f->has_value)
		decimal_print(f->value, true, b);
	else
		buf_puts(b, "●");
	if (f->is_range) {
		buf_puts(b, "～");
		decimal_print(f->upper, true, b);
	}
}

/* {0} is what nothing was written of: does it say something else? */
static bool
differs(str now, str written)
{
	return written.n > 0 && !str_eq(now, written);
}

static bool
contradicts(const struct figure *f, const struct figure *w)
{
	return differs(f->unit, w->unit) || differs(f->qualifier,
	    w->qualifier) || (f->scale != w->scale && has_scale(w)) ||
	    (w->cmp != COMPARISON_NONE && f->cmp != w->cmp);
}

/* what was not written before is put where it belongs */
static void
put_all(struct figure *f, const struct figure *w, struct buf *b)
{
	if (w->qualifier.n == 0)
		buf_put(b, f->qualifier);
	buf_put(b, str_slice(w->text, 0, w->from));
	if (f->about && !w->about)
		buf_puts(b, "約");
	f->from = (uint32_t)b->n;
	if (w->to > w->from)
		put_grouped(number_of(w), b);
	else
		put_number(f, b);
	if (f->scale != w->scale)
		buf_put(b, figure_scales[f->scale]);
	f->to = (uint32_t)b->n;
	buf_put(b, str_slice(w->text, w->to, w->behind));
	if (w->unit.n == 0)
		buf_put(b, f->unit);
	f->behind = (uint32_t)b->n;
	if (f->cmp != w->cmp)
		buf_put(b, figure_comparisons[f->cmp]);
	buf_put(b, str_slice(w->text, w->behind, w->text.n));
	if (f->tentative && !w->tentative)
		buf_puts(b, "（予定）");
}

void
figure_spell(struct arena *a, struct figure *f, const struct figure *written)
{
	const struct figure none = {0}, w = *written;
	struct buf b = {0};

	if (!f->has_value && !f->placeholder)
		return;
	put_all(f, contradicts(f, &w) ? &none : &w, &b);
	f->text = str_copy(a, buf_str(&b));
	buf_done(&b);
}

/* ---- a spelling that was lost -------------------------------------------- */

static bool
same_number(decimal a, decimal b)
{
	return a.coefficient == b.coefficient && a.places == b.places;
}

/* ●億円 is read without a scale, as there is nothing to multiply */
static bool
same(const struct figure *f, const struct figure *g)
{
	return f->has_value == g->has_value && f->is_range == g->is_range &&
	    f->placeholder == g->placeholder && f->about == g->about &&
	    f->tentative == g->tentative && f->each == g->each &&
	    (f->scale == g->scale || f->placeholder) && f->cmp == g->cmp &&
	    same_number(f->value, g->value) &&
	    same_number(f->upper, g->upper) && str_eq(f->unit, g->unit) &&
	    str_eq(f->qualifier, g->qualifier);
}

void
figure_respell(struct arena *a, struct figure *f, str text)
{
	struct diags unsaid = {0};
	struct figure g;

	if ((f->has_value || f->placeholder) &&
	    figure_read(a, text, (span){0}, &g, &unsaid) && same(f, &g)) {
		f->text = g.text;
		f->from = g.from;
		f->to = g.to;
		f->behind = g.behind;
	}
	diags_done(&unsaid);
}
