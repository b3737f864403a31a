#include "text/scan.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { QUOTE_MOST = 30, NUMBER_MOST = 9 };

bool
scan_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
	    (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x205f ||
	    c == 0x3000 || c == 0xfeff;
}

uint32_t
scan_fold(uint32_t c)
{
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	switch (c) {
	case 0x2212: case 0x2500: case U'ー': case U'－': case U'ｰ':
		return '-';
	case 0x223c: case 0x301c: case U'～':
		return '~';
	case 0x00b7: case U'･':
		return U'・';
	case U'○': case U'◯': case U'〇':
		return SCAN_CIRCLE;
	case U'▲': case 0x2206:
		return U'△';
	case 0xf9a8:                    /* what a PDF has for them */
		return U'令';
	case 0x2f49:
		return U'月';
	case 0x2f47:
		return U'日';
	}
	return c > 0xff00 && c < 0xff5f ? c - 0xfee0 : c;
}

bool
scan_long_dash(uint32_t c)
{
	return c == U'ー' || c == U'ｰ' || c == 0x2014 || c == 0x2015 ||
	    c == 0x2500;
}

/* the next character that is no blank, as it is written; 0 at the end */
static uint32_t
next_written(struct scan *in)
{
	str rest = str_slice(in->text, in->off, in->text.n);
	uint32_t c = ' ';

	while (rest.n > 0 && scan_blank(c))
		c = utf8_next(&rest);
	in->off = in->text.n - rest.n;
	if (scan_blank(c))
		return 0;
	return c != 0 ? c : 0xfffd;
}

uint32_t
scan_next(struct scan *in)
{
	return scan_fold(next_written(in));
}

uint32_t
scan_peek(const struct scan *in)
{
	struct scan ahead = *in;

	return scan_next(&ahead);
}

bool
scan_long_next(const struct scan *in)
{
	struct scan ahead = *in;

	return scan_long_dash(next_written(&ahead));
}

bool
scan_take(struct scan *in, const char *word)
{
	struct scan ahead = *in;
	str rest = str_of(word);

	while (rest.n > 0)
		if (scan_next(&ahead) != utf8_next(&rest))
			return false;
	*in = ahead;
	return true;
}

static bool
is_digit(uint32_t c)
{
	c = scan_fold(c);
	return (c >= '0' && c <= '9') || c == SCAN_CIRCLE;
}

/* a number ends at a blank, which otherwise counts for nothing */
static bool
touches(const struct scan *in, uint32_t *c)
{
	str rest = str_slice(in->text, in->off, in->text.n);

	if (rest.n == 0)
		return false;
	*c = scan_fold(utf8_next(&rest));
	return is_digit(*c);
}

size_t
scan_number(struct scan *in, int *n, bool *circle)
{
	struct scan ahead = *in;
	uint32_t c = scan_next(&ahead);
	size_t count = 0;

	*n = 0;
	if (c != SCAN_CIRCLE && (c < '0' || c > '9'))
		return 0;
	for (*circle = false;; scan_next(&ahead)) {
		*circle = *circle || c == SCAN_CIRCLE;
		if (++count <= NUMBER_MOST && c != SCAN_CIRCLE)
			*n = *n * 10 + (int)(c - '0');
		*in = ahead;
		if (!touches(&ahead, &c))
			break;
	}
	if (*circle)
		*n = 0;
	return count;
}

bool
scan_is_dash(str s)
{
	struct scan in = {s, 0};

	do
		if (scan_next(&in) != '-')
			return false;
	while (scan_peek(&in) != 0);
	return true;
}

str
scan_compact(struct arena *a, str s)
{
	char *to = arena_alloc(a, s.n + 1);
	str rest = s, one, out = {to, 0};
	uint32_t c, last = 0;
	bool gap = false;

	while (rest.n > 0) {
		one = rest;
		c = utf8_next(&rest);
		if (scan_blank(c)) {
			gap = true;
			continue;
		}
		if (gap && is_digit(last) && is_digit(c))
			to[out.n++] = ' ';
		one.n -= rest.n;
		memcpy(to + out.n, one.p, one.n);
		out.n += one.n;
		last = c;
		gap = false;
	}
	return out.n < s.n ? out : s;
}

str
scan_quote(struct arena *a, str s)
{
	str rest = s;

	for (size_t i = 0; i < QUOTE_MOST && rest.n > 0; i++)
		utf8_next(&rest);
	if (rest.n == 0)
		return s;
	return str_printf(a, STR_FMT "…", (int)(s.n - rest.n), s.p);
}

span
scan_part(span at, str text, str part)
{
	if (at.src == NULL || !str_eq(source_text(at), text))
		return at;
	return (span){at.src, at.off + (uint32_t)(part.p - text.p),
	    (uint32_t)part.n};
}
