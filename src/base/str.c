#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { DISTANCE_MOST = 64 };    /* characters of a name worth comparing */

int
str_cmp(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

/* by its first byte, as far as that is rare */
static const char *
find_short(str s, str part)
{
	const char *p = s.p, *end = s.p + s.n - part.n + 1;

	for (; p < end && (p = memchr(p, *part.p, (size_t)(end - p))) != NULL;
	    p++)
		if (memcmp(p, part.p, part.n) == 0)
			return p;
	return NULL;
}

size_t
str_find_part(str s, str part)
{
	enum { SHORT = 4 };     /* memmem takes five times as long for these */
	const char *p = NULL;

	if (part.n > s.n)
		return s.n;
	if (part.n > 0 && part.n <= SHORT && (unsigned char)*part.p < 0x80)
		p = find_short(s, part);
	else if (part.n > 0)
		p = memmem(s.p, s.n, part.p, part.n);
	return p != NULL ? (size_t)(p - s.p) : s.n;
}

static size_t
blank(str s)
{
	if (s.n > 0 && (*s.p == ' ' || (*s.p >= '\t' && *s.p <= '\r')))
		return 1;
	return str_starts(s, STR("\u3000")) ? 3 : 0;
}

str
str_trim(str s)
{
	size_t n;

	while ((n = blank(s)) > 0)
		s = str_slice(s, n, s.n);
	for (;;) {
		if (s.n > 0 && blank(str_slice(s, s.n - 1, s.n)) == 1)
			s.n--;
		else if (str_ends(s, STR("\u3000")))
			s.n -= 3;
		else
			return s;
	}
}

str
str_copy(struct arena *a, str s)
{
	char *q = arena_alloc(a, s.n + 1);

	if (s.n > 0)
		memcpy(q, s.p, s.n);
	return (str){q, s.n};
}

str
str_printf(struct arena *a, const char *fmt, ...)
{
	char most[256];         /* are no longer: they are printed once */
	va_list ap;
	size_t n;
	char *p;

	va_start(ap, fmt);
	n = (size_t)vsnprintf(most, sizeof(most), fmt, ap);
	va_end(ap);
	if (n < sizeof(most))
		return str_copy(a, (str){most, n});
	p = arena_alloc(a, n + 1);
	va_start(ap, fmt);
	vsnprintf(p, n + 1, fmt, ap);
	va_end(ap);
	return (str){p, n};
}

/* the characters of a name; more than DISTANCE_MOST if it has more */
static size_t
spell(str s, uint32_t out[DISTANCE_MOST])
{
	size_t n = 0;

	while (s.n > 0) {
		if (n == DISTANCE_MOST)
			return n + 1;
		out[n++] = utf8_next(&s);
	}
	return n;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* optimal string alignment: two neighbours that changed places are one edit */
size_t
str_distance(str sa, str sb, size_t limit)
{
	uint32_t a[DISTANCE_MOST], b[DISTANCE_MOST];
	size_t rows[3][DISTANCE_MOST + 1], *row, *up, *upper, i, j;
	size_t na = spell(sa, a), nb = spell(sb, b);

	if (na > DISTANCE_MOST || nb > DISTANCE_MOST)
		return limit + 1;
	for (j = 0; j <= nb; j++)
		rows[0][j] = j;
	for (i = 1; i <= na; i++) {
		row = rows[i % 3];
		up = rows[(i + 2) % 3];
		upper = rows[(i + 1) % 3];
		row[0] = i;
		for (j = 1; j <= nb; j++) {
			row[j] = least(least(up[j], row[j - 1]) + 1,
			    up[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], upper[j - 2] + 1);
		}
	}
	return least(rows[na % 3][nb], limit + 1);
}

static size_t
length(str s)
{
	size_t n;

	for (n = 0; s.n > 0; n++)
		utf8_next(&s);
	return n;
}

/* two names of two characters need one in common */
size_t
str_nearest(str s, const str *names, size_t n)
{
	size_t len = length(s), limit = len / 3 > 2 ? len / 3 : 2;
	size_t best = n, near, i;

	if (limit >= len)
		limit = len > 1 ? len - 1 : 0;
	for (i = 0; i < n; i++) {
		near = str_distance(s, names[i], limit);
		if (near <= limit && near < length(names[i])) {
			best = i;
			if (near == 0)
				break;
			limit = near - 1;
		}
	}
	return best;
}
