#include "text/md_text.h"

#include <string.h>

#include "base/utf8.h"

/* ---- what a body holds of ours ------------------------------------- */

struct marker {
	struct md_text *text;
	struct md_spots *spots;
	str body;
	size_t i, done;         /* where we are; what is copied */
	size_t bad;             /* the next byte that is not UTF-8 */
	bool lead;              /* nothing but blanks and > on this line yet */
};

/* what stands in the body up to an offset becomes something else */
static void
replace(struct marker *k, size_t from, size_t to, str with)
{
	md_text_copy(k->text, k->body, k->done, from);
	md_text_put(k->text, with, from);
	k->done = to;
}

static void
put_mark(struct marker *k, size_t from, size_t to, enum md_mark m)
{
	replace(k, from, to, md_mark_bytes(m));
}

static uint32_t
char_before(str s, size_t i)
{
	size_t from = i;
	str one;

	while (from > 0 && i - from < 4 &&
	    ((unsigned char)s.p[--from] & 0xc0) == 0x80)
		;
	one = str_slice(s, from, i);
	return one.n > 0 ? utf8_next(&one) : '\n';
}

static uint32_t
char_after(str s, size_t i)
{
	str rest = str_slice(s, i, s.n);

	return rest.n > 0 ? utf8_next(&rest) : '\n';
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
	    c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	    c == 0x205f || c == 0x3000;
}

/* of Japanese text: also the quotes and dots that are not wide */
static bool
is_japanese(uint32_t c)
{
	return utf8_wide(c) || (c >= 0x2010 && c < 0x2070) ||
	    (c >= 0xff61 && c <= 0xff9f);
}

/*
 * CommonMark lets ** open or close only by spaces and punctuation beside it,
 * and Japanese has no spaces: **「協働」**とは would stay as it is.  Beside
 * Japanese a run is taken as if it stood between two letters; a single star
 * is not, since it is a sign for a note more often than emphasis.
 */
static void
mark_stars(struct marker *k)
{
	size_t from = k->i, to = from;
	uint32_t before = char_before(k->body, from), after;

	while (to < k->body.n && k->body.p[to] == '*')
		to++;
	after = char_after(k->body, to);
	k->i = to;
	if (to - from < 2 || is_space(before) || is_space(after) ||
	    (!is_japanese(before) && !is_japanese(after)))
		return;
	put_mark(k, from, from, MARK_JOIN);
	put_mark(k, to, to, MARK_JOIN);
}

static bool
is_nonchar(str s)
{
	return s.n >= 3 && s.p[0] == '\xEF' && s.p[1] == '\xB7' &&
	    (unsigned char)s.p[2] >= 0x90 && (unsigned char)s.p[2] <= 0xaf;
}

/* may a piece of the body be marked as a whole? */
static bool
is_clean(const struct marker *k, size_t from, size_t to)
{
	size_t i;

	if (k->bad >= from && k->bad < to)
		return false;
	for (i = from; i < to; i++)
		if (is_nonchar(str_slice(k->body, i, to)))
			return false;
	return true;
}

/* the end of a part of a ruby, which holds no markup */
static size_t
ruby_part(str s, size_t i)
{
	while (i < s.n && strchr("{|}*_[]<>&`\\\r\n", s.p[i]) == NULL)
		i++;
	return i;
}

static void
mark_ruby(struct marker *k)
{
	size_t from = k->i, bar = ruby_part(k->body, from + 1), end;

	k->i = from + 1;
	if (bar == from + 1 || bar == k->body.n || k->body.p[bar] != '|')
		return;
	end = ruby_part(k->body, bar + 1);
	if (end == bar + 1 || end == k->body.n || k->body.p[end] != '}' ||
	    !is_clean(k, from, end))
		return;
	k->i = end + 1;
	put_mark(k, from, from + 1, MARK_RUBY);
	put_mark(k, bar, bar + 1, MARK_READING);
	put_mark(k, end, end + 1, MARK_RUBY_END);
}

enum { LABEL_MOST = 100 };

/* the offset behind [^label], or 0 */
static size_t
note_end(str s, size_t from)
{
	size_t i = from + 2;

	if (s.n - from < 4 || s.p[from + 1] != '^')
		return 0;
	while (i < s.n && i - from < LABEL_MOST &&
	    strchr("[]^ \t\r\n", s.p[i]) == NULL)
		i++;
	return i < s.n && i > from + 2 && s.p[i] == ']' ? i + 1 : 0;
}

static size_t
add_spot(struct marker *k, size_t from, size_t to)
{
	struct md_spots *s = k->spots;

	s->spot = ARENA_MORE(k->text->arena, s->spot, s->n);
	s->spot[s->n] = (struct md_spot){from, to - from};
	return s->n++;
}

/* may it be a link after all? [^a](url), [^a][b] */
static bool
is_link(str s, size_t i)
{
	return i < s.n && (s.p[i] == '(' ||
	    (s.p[i] == '[' && note_end(s, i) == 0));
}

static void
put_number(struct marker *k, size_t from, size_t to, enum md_mark m)
{
	struct buf b = {0};

	if (m == MARK_NOTE_TEXT)
		buf_puts(&b, NOTE_ITEM);
	md_mark_number_put(&b, m, add_spot(k, from, to));
	replace(k, from, to, buf_str(&b));
	buf_done(&b);
	k->i = to;
}

static void
mark_note(struct marker *k)
{
	size_t from = k->i, to = note_end(k->body, from);

	k->i = from + 1;
	if (to == 0 || !is_clean(k, from, to))
		return;
	if (k->lead && to < k->body.n && k->body.p[to] == ':')
		put_number(k, from, to + 1, MARK_NOTE_TEXT);
	else if (!is_link(k->body, to))
		put_number(k, from, to, MARK_NOTE);
}

/* what is not UTF-8, a NUL or one of our marks is shown as U+FFFD */
static void
refuse(struct marker *k, size_t n)
{
	size_t i = k->i;

	replace(k, i, i + n, STR("\uFFFD"));
	k->i += n;
	if (i == k->bad)
		k->bad = k->i + utf8_bad(str_slice(k->body, k->i,
		    k->body.n));
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* a reference to one of our marks, &#xFDD0; or &#64976; is refused as well */
static void
mark_reference(struct marker *k)
{
	str s = str_slice(k->body, k->i, k->body.n);
	bool hex = s.n > 2 && (s.p[2] | 0x20) == 'x';
	int base = hex ? 16 : 10, c = 0;
	size_t i = hex ? 3 : 2;

	if (s.n > 1 && s.p[1] == '#')
		for (; i < s.n && i < 9 && digit(s.p[i]) < base; i++)
			c = c * base + digit(s.p[i]);
	if (i < s.n && s.p[i] == ';' && c >= 0xfdd0 && c <= 0xfdef)
		refuse(k, i + 1);
	else
		k->i++;
}

static void
mark_one(struct marker *k)
{
	char c = k->body.p[k->i];

	if (k->i == k->bad || c == '\0') {
		refuse(k, 1);
	} else if (c == '\xEF' &&
	    is_nonchar(str_slice(k->body, k->i, k->body.n))) {
		refuse(k, 3);
	} else if (c == '&') {
		mark_reference(k);
	} else if (c == '*') {
		mark_stars(k);
	} else if (c == '{') {
		mark_ruby(k);
	} else if (c == '[') {
		mark_note(k);
	} else if (c == '\\' && k->i + 1 < k->body.n &&
	    strchr("*{[\\", k->body.p[k->i + 1]) != NULL &&
	    k->body.p[k->i + 1] != '\0') {
		k->i += 2;
	} else {
		k->i++;
	}
	k->lead = c == '\n' || c == '\r' ||
	    (k->lead && (c == ' ' || c == '\t' || c == '>'));
}

/* may a byte be something of ours, or a line's end or head? */
static bool
is_plain(unsigned char c)
{
	return c > '>' ? c != '[' && c != '\\' && c != '{' && c != 0xef :
	    c > ' ' && c != '&' && c != '*' && c != '>';
}

/* to the next byte that is looked at */
static void
skip_plain(struct marker *k)
{
	const size_t end = k->bad < k->body.n ? k->bad : k->body.n;
	const size_t from = k->i;

	while (k->i < end && is_plain((unsigned char)k->body.p[k->i]))
		k->i++;
	k->lead = k->lead && k->i == from;
}

void
md_text_mark(struct md_text *t, struct md_spots *spots, str body)
{
	struct marker k = {.text = t, .spots = spots, .body = body,
	    .lead = true};

	if (str_starts(body, STR("\uFEFF")))
		k.i = k.done = 3;
	k.bad = k.i + utf8_bad(str_slice(body, k.i, body.n));
	for (skip_plain(&k); k.i < body.n; skip_plain(&k))
		mark_one(&k);
	md_text_copy(t, body, k.done, body.n);
}
