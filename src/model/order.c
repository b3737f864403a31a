#include "model/order.h"

#include "base/utf8.h"

enum { NUMBER = 0x200000 };     /* beyond the last character of Unicode */

static bool
digit(uint32_t c, uint32_t *value)
{
	if (c >= '0' && c <= '9')
		*value = c - '0';
	else if (c >= 0xff10 && c <= 0xff19)
		*value = c - 0xff10;
	else
		return false;
	return true;
}

/* ① to ⑳, ㉑ to ㉟, Ⅰ to Ⅻ stand for a whole number */
static bool
sign(uint32_t c, uint32_t *value)
{
	if (c >= 0x2460 && c <= 0x2473)
		*value = c - 0x2460 + 1;
	else if (c >= 0x3251 && c <= 0x325f)
		*value = c - 0x3251 + 21;
	else if (c >= 0x2160 && c <= 0x216b)
		*value = c - 0x2160 + 1;
	else
		return false;
	return true;
}

/* the next character or number, in one order: numbers after all else */
static uint64_t
next(str *s)
{
	uint32_t c, value;
	uint64_t number;
	str rest;

	if (s->n == 0)
		return 0;
	c = utf8_next(s);
	if (sign(c, &value))
		return (uint64_t)NUMBER + value;
	if (!digit(c, &value))
		return c;
	for (number = value; s->n > 0; *s = rest) {
		rest = *s;
		if (!digit(utf8_next(&rest), &value))
			break;
		if (number < UINT64_MAX / 100)
			number = number * 10 + value;
	}
	return NUMBER + number;
}

int
order_compare(str a, str b)
{
	uint64_t x, y;

	if ((a.n == 0) != (b.n == 0))
		return a.n == 0 ? 1 : -1;
	while (a.n > 0 || b.n > 0) {
		x = next(&a);
		y = next(&b);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}
