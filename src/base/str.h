#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct arena;

/* Bytes owned by somebody else; not NUL-terminated.  p is NULL if absent. */
typedef struct str {
	const char *p;
	size_t n;
} str;

#define STR(literal)  ((str){(literal), sizeof(literal) - 1})
#define STR_FMT       "%.*s"
#define STR_ARG(s)    (int)(s).n, str_chars(s)

/* its bytes, never NULL */
static inline const char *str_chars(str);
/* what a C string holds; the bytes stay the caller's */
static inline str str_of(const char *);
static inline bool str_eq(str, str);
/* order by bytes, as memcmp(3) */
int str_cmp(str, str);
static inline bool str_starts(str, str head);
static inline bool str_ends(str, str tail);
/* place of the first occurrence; s.n if there is none */
static inline size_t str_find(str s, str part);
/* the bytes from one offset to before another */
static inline str str_slice(str, size_t from, size_t to);
/* without ASCII and full-width blanks at both ends */
str str_trim(str);
/* copies are followed by a NUL */
str str_copy(struct arena *, str);
str str_printf(struct arena *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
/*
 * How many edits apart, no more than limit + 1: a character more, less or
 * another, or two that changed places.
 */
size_t str_distance(str, str, size_t limit);
/* the closest of n names within two edits or a third of the length, or n */
size_t str_nearest(str, const str *names, size_t n);

/* ---- those that cost less than a call ----------------------------------- */

/* str_find, of a part of any length */
size_t str_find_part(str s, str part);

static inline const char *
str_chars(str s)
{
	return s.n > 0 ? s.p : "";
}

static inline str
str_of(const char *s)
{
	return (str){s, strlen(s)};
}

static inline bool
str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
str_starts(str s, str head)
{
	return s.n >= head.n && str_eq((str){s.p, head.n}, head);
}

static inline bool
str_ends(str s, str tail)
{
	return s.n >= tail.n &&
	    str_eq((str){s.p + (s.n - tail.n), tail.n}, tail);
}

static inline size_t
str_find(str s, str part)
{
	const char *p;

	if (part.n != 1 || s.n == 0)
		return str_find_part(s, part);
	p = memchr(s.p, *part.p, s.n);
	return p != NULL ? (size_t)(p - s.p) : s.n;
}

static inline str
str_slice(str s, size_t from, size_t to)
{
	/* adding even nothing to NULL is not defined */
	return (str){from > 0 ? s.p + from : s.p, to - from};
}

#endif
