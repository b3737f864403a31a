#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
reserve(struct buf *b, size_t more)
{
	if (b->cap - b->n >= more)
		return;
	while (b->cap - b->n < more)
		b->cap = b->cap > 0 ? b->cap * 2 : 256;
	b->p = realloc(b->p, b->cap);
	if (b->p == NULL)
		abort();
}

void
buf_put(struct buf *b, str s)
{
	if (s.n == 0)
		return;
	reserve(b, s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, str_of(s));
}

void
buf_grow(struct buf *b)
{
	reserve(b, 1);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	size_t n, room;

	/* twice at most: what is longer than there was room for */
	do {
		room = b->cap - b->n;
		va_start(ap, fmt);
		n = (size_t)vsnprintf(room > 0 ? b->p + b->n : NULL, room,
		    fmt, ap);
		va_end(ap);
		reserve(b, n + 1);
	} while (n >= room);
	b->n += n;
}

void
buf_join(struct buf *b, const char *between, str s)
{
	if (b->n > 0)
		buf_puts(b, between);
	buf_put(b, s);
}

static const char *
html_reference(char c)
{
	switch (c) {
	case '&':  return "&amp;";
	case '<':  return "&lt;";
	case '>':  return "&gt;";
	case '"':  return "&quot;";
	case '\'': return "&#39;";
	default:   return NULL;
	}
}

/* bytes that are compared at once: most texts have nothing to replace */
enum { BLOCK = 16 };
typedef signed char block __attribute__((vector_size(BLOCK)));

static bool
is_plain(const char *s)
{
	block b, found;
	uint64_t any[2];

	memcpy(&b, s, BLOCK);
	found = (b == '&') | (b == '<') | (b == '>') | (b == '"') |
	    (b == '\'');
	memcpy(any, &found, BLOCK);
	return (any[0] | any[1]) == 0;
}

void
buf_html(struct buf *b, str s)
{
	size_t i = 0, from = 0, end;
	const char *ref;

	while (i < s.n) {
		end = s.n - i < BLOCK ? s.n : i + BLOCK;
		if (end == i + BLOCK && is_plain(s.p + i))
			i = end;
		for (; i < end; i++) {
			if ((ref = html_reference(s.p[i])) == NULL)
				continue;
			buf_put(b, str_slice(s, from, i));
			buf_puts(b, ref);
			from = i + 1;
		}
	}
	if (from < s.n)
		buf_put(b, str_slice(s, from, s.n));
}

/* U+0080 to U+009F: who prints JSON on a terminal would have it obey them */
static bool
is_control(str s, size_t i)
{
	return (unsigned char)s.p[i] == 0xc2 && i + 1 < s.n &&
	    ((unsigned char)s.p[i + 1] & 0xe0) == 0x80;
}

void
buf_json(struct buf *b, str s)
{
	size_t i, from = 0;
	unsigned char c;

	if (s.p == NULL) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	for (i = 0; i < s.n; i++) {
		c = (unsigned char)s.p[i];
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f &&
		    !is_control(s, i))
			continue;
		buf_put(b, str_slice(s, from, i));
		if (c > 0x7f)
			c = (unsigned char)s.p[++i];
		if (c == '\n')
			buf_puts(b, "\\n");
		else if (c < 0x20 || c >= 0x7f)
			buf_printf(b, "\\u%04x", c);
		else
			buf_printf(b, "\\%c", c);
		from = i + 1;
	}
	buf_put(b, str_slice(s, from, s.n));
	buf_putc(b, '"');
}

str
buf_str(const struct buf *b)
{
	return (str){b->p, b->n};
}

void
buf_done(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}
