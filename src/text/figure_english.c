#include "text/figure.h"

#include "base/buf.h"

static void
put_number(decimal value, unsigned power, struct buf *out)
{
	decimal whole = value;

	decimal_scale(value, power, &whole);
	decimal_print(whole, true, out);
}

static void
put_numbers(const struct figure *f, struct buf *out)
{
	put_number(f->value, figure_power(f), out);
	if (!f->is_range)
		return;
	buf_puts(out, "–");
	put_number(f->upper, figure_power(f), out);
}

static void
put_unit(str unit, struct buf *out)
{
	if (str_eq(unit, STR("％")) || str_eq(unit, STR("%"))) {
		buf_putc(out, '%');
		return;
	}
	if (unit.n > 0)
		buf_putc(out, ' ');
	buf_put(out, unit);
}

static void
put_qualifier(str qualifier, struct buf *out)
{
	if (str_eq(qualifier, STR("年間")))
		buf_puts(out, " a year");
	else if (qualifier.n > 0)
		buf_puts(out, " in total");
}

void
figure_print_english(const struct figure *f, str unit, struct buf *out)
{
	static const char *const comparisons[] = {"", "at least ", "at most ",
	    "below ", "above "};

	buf_puts(out, f->about ? "about " : "");
	buf_puts(out, comparisons[f->cmp]);
	put_numbers(f, out);
	put_unit(unit, out);
	put_qualifier(f->qualifier, out);
	buf_puts(out, f->tentative ? " (planned)" : "");
}
