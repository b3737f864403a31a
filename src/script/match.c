#include "script/match.h"

#include <ctype.h>
#include <string.h>

enum { DEPTH_MOST = 200 };

/* A pattern from a place on; one item is a class, or a character. */
struct item {
	size_t from, to;        /* behind: what tells how often */
};

static bool go_on(struct match *, size_t at, size_t p, size_t *to);

static bool
fail(struct match *m, const char *error)
{
	if (m->error == NULL)
		m->error = error;
	return false;
}

/* may it go on? */
static bool
step(struct match *m)
{
	return --m->steps >= 0 && m->error == NULL;
}

static int
pattern_at(const struct match *m, size_t p)
{
	return p < m->pattern.n ? (unsigned char)m->pattern.p[p] : -1;
}

/* ---- one character -------------------------------------------------------- */

static bool
set_item(struct match *m, struct item *i)
{
	size_t p = i->from + 1;

	if (pattern_at(m, p) == '^')
		p++;
	/* a ] that comes first stands for itself */
	do {
		if (p >= m->pattern.n)
			return fail(m, "malformed pattern (missing ']')");
		p += m->pattern.p[p] == '%' ? 2 : 1;
	} while (pattern_at(m, p) != ']');
	i->to = p + 1;
	return true;
}

static bool
find_item(struct match *m, size_t p, struct item *i)
{
	*i = (struct item){p, p + 1};
	if (m->pattern.p[p] == '[')
		return set_item(m, i);
	if (m->pattern.p[p] != '%')
		return true;
	i->to = p + 2;
	return i->to <= m->pattern.n ||
	    fail(m, "malformed pattern (ends with '%')");
}

static bool
is_of_class(int c, int class)
{
	bool is;

	switch (tolower(class)) {
	case 'a': is = isalpha(c); break;
	case 'c': is = iscntrl(c); break;
	case 'd': is = isdigit(c); break;
	case 'g': is = isgraph(c); break;
	case 'l': is = islower(c); break;
	case 'p': is = ispunct(c); break;
	case 's': is = isspace(c); break;
	case 'u': is = isupper(c); break;
	case 'w': is = isalnum(c); break;
	case 'x': is = isxdigit(c); break;
	default: return class == c;
	}
	return is != (isupper(class) != 0);
}

static bool
is_in_set(const struct match *m, struct item set, int c)
{
	const unsigned char *s = (const unsigned char *)m->pattern.p;
	const size_t end = set.to - 1;
	bool none = s[set.from + 1] == '^';
	size_t p = set.from + 1 + none;

	for (; p < end; p++) {
		if (s[p] == '%') {
			if (is_of_class(c, s[++p]))
				return !none;
		} else if (p + 2 < end && s[p + 1] == '-') {
			if (s[p] <= c && c <= s[p + 2])
				return !none;
			p += 2;
		} else if (s[p] == c)
			return !none;
	}
	return none;
}

static bool
is_of_item(struct match *m, struct item i, size_t at)
{
	int c;

	if (!step(m) || at >= m->text.n)
		return false;
	c = (unsigned char)m->text.p[at];
	switch (m->pattern.p[i.from]) {
	case '.':
		return true;
	case '%':
		return is_of_class(c, pattern_at(m, i.from + 1));
	case '[':
		m->steps -= (long)((i.to - i.from) / 8);
		return is_in_set(m, i, c);
	default:
		return pattern_at(m, i.from) == c;
	}
}

/* ---- how often -------------------------------------------------------------- */

/* as often as it can, then less often while the rest does not match */
static bool
most(struct match *m, struct item i, size_t least, size_t at, size_t *to)
{
	size_t n = 0;

	while (is_of_item(m, i, at + n))
		n++;
	for (; n >= least; n--) {
		if (go_on(m, at + n, i.to + 1, to))
			return true;
		if (n == 0 || !step(m))
			break;
	}
	return false;
}

static bool
fewest(struct match *m, struct item i, size_t at, size_t *to)
{
	for (;; at++) {
		if (go_on(m, at, i.to + 1, to))
			return true;
		if (!is_of_item(m, i, at))
			return false;
	}
}

/* ---- what is no character ------------------------------------------------- */

static bool
open_capture(struct match *m, size_t at, size_t p, size_t *to)
{
	const bool place = pattern_at(m, p + 1) == ')';

	if (m->ncaptures == MATCH_CAPTURES)
		return fail(m, "too many captures");
	m->captures[m->ncaptures++] = (struct match_capture){at,
	    place ? MATCH_PLACE : MATCH_OPEN};
	if (go_on(m, at, p + (place ? 2 : 1), to))
		return true;
	m->ncaptures--;
	return false;
}

static bool
close_capture(struct match *m, size_t at, size_t p, size_t *to)
{
	int i = m->ncaptures - 1;

	while (i >= 0 && m->captures[i].n != MATCH_OPEN)
		i--;
	if (i < 0)
		return fail(m, "invalid pattern capture");
	m->captures[i].n = (long)(at - m->captures[i].from);
	if (go_on(m, at, p + 1, to))
		return true;
	m->captures[i].n = MATCH_OPEN;
	return false;
}

/* %1: what a capture before has matched, once more; *at is then behind it */
static bool
again(struct match *m, size_t *at, int digit)
{
	const int i = digit - '1';
	const struct match_capture *c = &m->captures[i < 0 ? 0 : i];
	const size_t n = c->n > 0 ? (size_t)c->n : 0;

	if (i < 0 || i >= m->ncaptures || c->n == MATCH_OPEN)
		return fail(m, "invalid capture index in pattern");
	m->steps -= (long)n;
	if (!step(m) || c->n == MATCH_PLACE || m->text.n - *at < n ||
	    memcmp(m->text.p + c->from, m->text.p + *at, n) != 0)
		return false;
	*at += n;
	return true;
}

/* %b(): from a ( to the ) that belongs to it */
static bool
balance(struct match *m, size_t *at, size_t p)
{
	const int open = pattern_at(m, p), shut = pattern_at(m, p + 1);
	size_t i = *at, depth = 1;
	int c;

	if (shut < 0)
		return fail(m, "missing arguments to '%b'");
	if (i >= m->text.n || (unsigned char)m->text.p[i] != open)
		return false;
	while (++i < m->text.n && step(m)) {
		c = (unsigned char)m->text.p[i];
		if (c == shut) {
			if (--depth == 0) {
				*at = i + 1;
				return true;
			}
		} else if (c == open)
			depth++;
	}
	return false;
}

/* %f[set]: from outside of a set into it */
static bool
is_frontier(struct match *m, size_t at, struct item set)
{
	const int before = at > 0 ? (unsigned char)m->text.p[at - 1] : 0;
	const int c = at < m->text.n ? (unsigned char)m->text.p[at] : 0;

	m->steps -= (long)((set.to - set.from) / 8);
	return step(m) && !is_in_set(m, set, before) && is_in_set(m, set, c);
}

/* ---- item after item -------------------------------------------------------- */

enum outcome {
	NO,
	ON,     /* it matches: on with the next item */
	DONE,   /* and so does all behind it */
	OTHER   /* it is a character or a class of them */
};

/* %1, %b, %f */
static enum outcome
special(struct match *m, size_t *at, size_t *p)
{
	struct item set;

	switch (pattern_at(m, *p + 1)) {
	case 'b':
		if (!balance(m, at, *p + 2))
			return NO;
		*p += 4;
		return ON;
	case 'f':
		if (pattern_at(m, *p + 2) != '[')
			return fail(m, "missing '[' after '%f' in pattern") ?
			    ON : NO;
		if (!find_item(m, *p + 2, &set) || !is_frontier(m, *at, set))
			return NO;
		*p = set.to;
		return ON;
	case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		if (!again(m, at, pattern_at(m, *p + 1)))
			return NO;
		*p += 2;
		return ON;
	default:
		return OTHER;
	}
}

/* a character or a class with what tells how often */
static enum outcome
repeated(struct match *m, size_t *at, size_t *p, size_t *to)
{
	struct item i;

	if (!find_item(m, *p, &i))
		return NO;
	switch (pattern_at(m, i.to)) {
	case '*':
		return most(m, i, 0, *at, to) ? DONE : NO;
	case '+':
		return most(m, i, 1, *at, to) ? DONE : NO;
	case '-':
		return fewest(m, i, *at, to) ? DONE : NO;
	case '?':
		if (is_of_item(m, i, *at) &&
		    go_on(m, *at + 1, i.to + 1, to))
			return DONE;
		*p = i.to + 1;
		return ON;
	default:
		*p = i.to;
		return is_of_item(m, i, (*at)++) ? ON : NO;
	}
}

static bool
walk(struct match *m, size_t at, size_t p, size_t *to)
{
	enum outcome o = ON;

	while (o == ON && p < m->pattern.n && m->error == NULL) {
		switch (m->pattern.p[p]) {
		case '(':
			return open_capture(m, at, p, to);
		case ')':
			return close_capture(m, at, p, to);
		case '$':
			if (p + 1 == m->pattern.n) {
				*to = at;
				return at == m->text.n;
			}
			break;
		default:
			break;
		}
		o = m->pattern.p[p] == '%' ? special(m, &at, &p) : OTHER;
		if (o == OTHER)
			o = repeated(m, &at, &p, to);
	}
	if (o == ON)
		*to = at;
	return o != NO && m->error == NULL;
}

static bool
go_on(struct match *m, size_t at, size_t p, size_t *to)
{
	bool ok;

	if (!step(m))
		return false;
	if (m->depth == DEPTH_MOST)
		return fail(m, "pattern too complex");
	m->depth++;
	ok = walk(m, at, p, to);
	m->depth--;
	return ok;
}

bool
match_at(struct match *m, size_t from, size_t *to)
{
	m->ncaptures = 0;
	m->depth = 0;
	if (!go_on(m, from, 0, to) || m->error != NULL || m->steps < 0)
		return false;
	for (int i = 0; i < m->ncaptures; i++)
		if (m->captures[i].n == MATCH_OPEN)
			return fail(m, "unfinished capture");
	return true;
}

size_t
match_next(const struct match *m, size_t from)
{
	const int first = pattern_at(m, 0), times = pattern_at(m, 1);
	const char *found;

	if (first <= 0 || strchr("$.([%)", first) != NULL ||
	    (times > 0 && strchr("*?-", times) != NULL) || from >= m->text.n)
		return from;
	found = memchr(m->text.p + from, first, m->text.n - from);
	return found != NULL ? (size_t)(found - m->text.p) : m->text.n;
}

bool
match_is_plain(str pattern)
{
	for (size_t i = 0; i < pattern.n; i++)
		if (strchr("^$*+?.([%-", pattern.p[i]) != NULL &&
		    pattern.p[i] != '\0')
			return false;
	return true;
}
