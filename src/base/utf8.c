#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "base/buf.h"

uint32_t
utf8_rare(str *s)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	n = utf8proc_iterate((const utf8proc_uint8_t *)s->p,
	    s->n < 4 ? (utf8proc_ssize_t)s->n : 4, &c);
	if (n < 1) {
		n = 1;
		c = 0xfffd;
	}
	*s = str_slice(*s, (size_t)n, s->n);
	return (uint32_t)c;
}

void
utf8_put(struct buf *b, uint32_t character)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n;

	n = utf8proc_encode_char((utf8proc_int32_t)character, bytes);
	buf_put(b, (str){(const char *)bytes, (size_t)n});
}

/* what a character is shown as, if not as itself; else 0 */
static uint32_t
sign_of(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' ? 0 : 0x2400 + c;
	return (c >= 0x7f && c < 0xa0) || c == 0xfffd ||
	    c == 0x61c || c == 0x200e || c == 0x200f ||
	    (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069) ? 0xfffd : 0;
}

void
utf8_show(str s, struct buf *out)
{
	str rest = s, one;
	uint32_t sign;

	while (rest.n > 0) {
		one = rest;
		sign = sign_of(utf8_next(&rest));
		one.n -= rest.n;
		if (sign != 0)
			utf8_put(out, sign);
		else
			buf_put(out, one);
	}
}

void
utf8_show_line(str s, struct buf *out)
{
	const char *end;

	while (s.n > 0 && (end = memchr(s.p, '\n', s.n)) != NULL) {
		utf8_show((str){s.p, (size_t)(end - s.p)}, out);
		utf8_put(out, 0x2400 + '\n');
		s = str_slice(s, (size_t)(end - s.p) + 1, s.n);
	}
	utf8_show(s, out);
}

size_t
utf8_bad(str s)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;
	size_t i = 0;

	while (i < s.n) {
		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		if (utf8_three(s.p + i, s.n - i) > 0) {
			i += 3;
			continue;
		}
		n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + i,
		    (utf8proc_ssize_t)(s.n - i), &c);
		if (n < 1)
			break;
		i += (size_t)n;
	}
	return i;
}

bool
utf8_wide(uint32_t c)
{
	return c <= 0x10ffff && utf8proc_charwidth((utf8proc_int32_t)c) == 2;
}

uint32_t
utf8_width(str s)
{
	uint32_t w = 0, c;

	while (s.n > 0) {
		c = utf8_next(&s);
		if (sign_of(c) != 0)
			c = sign_of(c);
		/* what terminals in Japan show wide though Unicode calls it
		   ambiguous stays narrow: no terminal agrees with another */
		if (c >= 0x20)
			w += (uint32_t)utf8proc_charwidth((utf8proc_int32_t)c);
	}
	return w;
}

static str
fold(struct arena *a, str s, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n;

	n = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.n, &out, options);
	if (n >= 0)
		s = str_copy(a, (str){(char *)out, (size_t)n});
	free(out);
	return s;
}

str
utf8_nfc(struct arena *a, str s)
{
	return fold(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

str
utf8_nfkc(struct arena *a, str s)
{
	return fold(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_COMPAT);
}

/* of ASCII, nearly all names; false of others, which are left */
static bool
fold_ascii(struct arena *a, str *s)
{
	char *to;
	size_t i;

	for (i = 0; i < s->n; i++)
		if ((unsigned char)s->p[i] >= 0x80)
			return false;
	to = ARENA_NEWN(a, char, s->n + 1);
	for (i = 0; i < s->n; i++)
		to[i] = (char)(s->p[i] | (s->p[i] >= 'A' && s->p[i] <= 'Z' ?
		    0x20 : 0));
	s->p = to;
	return true;
}

str
utf8_file(struct arena *a, str s)
{
	if (fold_ascii(a, &s))
		return s;
	return fold(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_CASEFOLD);
}
