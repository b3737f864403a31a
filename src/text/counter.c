#include "text/counter.h"

#include <stdint.h>

#include "text/letter.h"

enum { VALUE_MOST = 9999 };

/* a number in one sign; 0 if it is none */
static unsigned
sign(uint32_t c, enum counter_form *form)
{
	*form = COUNTER_CIRCLED;
	if (c >= 0x2460 && c <= 0x2473)
		return c - 0x2460 + 1;
	if (c >= 0x3251 && c <= 0x325f)
		return c - 0x3251 + 21;
	if (c >= 0x32b1 && c <= 0x32bf)
		return c - 0x32b1 + 36;
	*form = COUNTER_ROMAN;
	return c >= 0x2160 && c <= 0x216b ? c - 0x2160 + 1 : 0;
}

/* the counter that begins here; the offset behind it, i if there is none */
static size_t
read(str s, size_t i, struct counter *out)
{
	enum counter_form form;
	unsigned value = 0;
	size_t end, to = i;
	uint32_t c = letter_after(s, i, &end);

	if ((value = sign(c, &form)) > 0) {
		to = end;
	} else {
		form = COUNTER_DIGITS;
		for (; letter_digit(c); c = letter_after(s, to, &end)) {
			if (value <= VALUE_MOST)
				value = value * 10 +
				    (c <= '9' ? c - '0' : c - U'０');
			to = end;
		}
	}
	if (to > i)
		*out = (struct counter){form, value, str_slice(s, 0, i),
		    str_slice(s, to, s.n)};
	return to;
}

struct counter
counter_read(str s)
{
	struct counter c = {0};
	size_t i = 0, to;

	while (i < s.n) {
		to = read(s, i, &c);
		if (to == i)
			letter_after(s, i, &to);
		i = to;
	}
	if (c.value > VALUE_MOST)
		c.form = COUNTER_NONE;
	return c;
}
