#include "base/decimal.h"

#include "base/buf.h"
#include "base/limit.h"

static int64_t
power_of_ten(unsigned n)
{
	int64_t p = 1;

	while (n-- > 0)
		p *= 10;
	return p;
}

/* without its sign; every int64_t has one */
static uint64_t
magnitude(int64_t n)
{
	return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

/* how many digits a text begins with; they are added to *n */
static size_t
digits(str s, int64_t *n)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		if (i < LIMIT_DIGITS)
			*n = *n * 10 + (s.p[i] - '0');
	return i;
}

bool
decimal_read(str s, decimal *d)
{
	bool minus = str_starts(s, STR("-"));
	int64_t n = 0, part = 0;
	size_t whole, places = 0;

	if (s.n == 0)
		return false;
	if (minus)
		s = str_slice(s, 1, s.n);
	whole = digits(s, &n);
	s = str_slice(s, whole, s.n);
	if (str_starts(s, STR("."))) {
		s = str_slice(s, 1, s.n);
		if ((places = digits(s, &part)) == 0)
			return false;
	}
	if (whole == 0 || places < s.n || whole + places > LIMIT_DIGITS)
		return false;
	n = n * power_of_ten((unsigned)places) + part;
	*d = (decimal){minus ? -n : n, (uint8_t)places};
	return true;
}

void
decimal_print(decimal d, bool separators, struct buf *b)
{
	char out[320], *end = out + sizeof(out), *p = end;
	uint64_t n = magnitude(d.coefficient);
	unsigned i;

	if (d.places > 0) {
		for (i = 0; i < d.places; i++, n /= 10)
			*--p = (char)('0' + n % 10);
		*--p = '.';
	}
	i = 0;
	do {
		if (separators && i > 0 && i % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + n % 10);
		n /= 10;
		i++;
	} while (n > 0);
	if (d.coefficient < 0)
		*--p = '-';
	buf_put(b, (str){p, (size_t)(end - p)});
}

int
decimal_compare(decimal a, decimal b)
{
	int64_t ua = power_of_ten(a.places), ub = power_of_ten(b.places);
	int64_t wa = a.coefficient / ua, wb = b.coefficient / ub;

	if (wa != wb)
		return wa < wb ? -1 : 1;
	wa = a.coefficient % ua * power_of_ten(LIMIT_DIGITS - a.places);
	wb = b.coefficient % ub * power_of_ten(LIMIT_DIGITS - b.places);
	return (wa > wb) - (wa < wb);
}

bool
decimal_scale(decimal d, unsigned power, decimal *out)
{
	uint64_t n = magnitude(d.coefficient);

	for (; power > 0 && d.places > 0; power--)
		d.places--;
	if (n > (uint64_t)((power_of_ten(LIMIT_DIGITS) - 1) /
	    power_of_ten(power)))
		return false;
	d.coefficient *= power_of_ten(power);
	*out = d;
	return true;
}

double
decimal_approximate(decimal d)
{
	return (double)d.coefficient / (double)power_of_ten(d.places);
}
