#include "model/fraction.h"

#include "base/arena.h"
#include "base/buf.h"

enum {
	FINE = 2,       /* decimals that 56％ has as a fraction */
	QUOTIENT = 3,   /* few shares below 1％ are told so finely */
	FAR = 5
};

static bool
is_below(const struct figure *f, int64_t limit)
{
	return decimal_compare(f->value, (decimal){limit, 0}) < 0;
}

static bool
is_fine(const struct figure *f)
{
	return f->has_value && !f->is_range && f->scale == SCALE_ONE &&
	    f->value.coefficient > 0 && is_below(f, 1) &&
	    f->value.places >= FINE;
}

bool
fraction_is(const struct figure *const *all, size_t n, size_t i)
{
	bool above = false, quotient = false;
	const struct figure *f;

	if (!is_fine(all[i]))
		return false;
	for (size_t k = 0; k < n; k++) {
		f = all[k];
		if (!f->has_value)
			continue;
		quotient = quotient || (is_fine(f) &&
		    f->value.places >= QUOTIENT);
		if (is_below(f, 1))
			continue;
		if (is_below(f, FAR) || f->value.places >= all[i]->value.places)
			return false;
		above = true;
	}
	return above || quotient;
}

str
fraction_percent(struct arena *a, const struct figure *f)
{
	decimal times = f->value;
	struct buf b = {0};
	str text;

	times.places -= FINE;
	decimal_print(times, false, &b);
	buf_puts(&b, "％");
	text = str_copy(a, buf_str(&b));
	buf_done(&b);
	return text;
}
