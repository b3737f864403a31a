#include "text/fold.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/calendar.h"

/* ---- characters ----------------------------------------------------------- */

/* marks of sound that belong to the kana before them */
static bool
is_mark(uint32_t c)
{
	return c == 0x3099 || c == 0x309a || c == 0xff9e || c == 0xff9f;
}

/* kana and the common kanji are their own NFKC: most of any text */
static bool
is_plain(uint32_t c)
{
	return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa) ||
	    c == 0x30fc || (c >= 0x4e00 && c <= 0x9fff) || c == 0x3001 ||
	    c == 0x3002 || c == 0x300c || c == 0x300d;
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
	    c == 0x3000;
}

static void
put_lower(str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out, s.p[i] >= 'A' && s.p[i] <= 'Z' ?
		    (char)(s.p[i] | 0x20) : s.p[i]);
}

/* one character with its marks, moved past */
static void
fold_character(struct arena *a, str *rest, struct buf *out)
{
	str all = *rest, ahead;
	uint32_t c = utf8_next(rest);

	for (ahead = *rest; ahead.n > 0 && is_mark(utf8_next(&ahead));)
		*rest = ahead;
	all.n -= rest->n;
	if (is_blank(c))
		buf_putc(out, ' ');
	else if (c < 0x80 || (all.n == 3 && is_plain(c)))
		put_lower(all, out);
	else
		put_lower(utf8_nfkc(a, all), out);
}

/* ---- years -------------------------------------------------------------------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z');
}

/* 元 or one or two digits at the head of a text; how long they are */
static size_t
take_number(str s, int *number)
{
	size_t n = 0;

	if (str_starts(s, STR("元"))) {
		*number = 1;
		return 3;
	}
	for (*number = 0; n < s.n && is_digit(s.p[n]); n++)
		*number = n < 2 ? *number * 10 + s.p[n] - '0' : 0;
	return *number > 0 ? n : 0;
}

/* 令和4 at the head of a text; how long it is, 0 if there is none */
static size_t
take_named(str s, const struct era *e, int *year)
{
	str name = str_of(e->name);
	size_t n;

	if (!str_starts(s, name))
		return 0;
	n = take_number(str_slice(s, name.n, s.n), year);
	return n > 0 ? name.n + n : 0;
}

/* r4 that is no part of a word */
static size_t
take_letter(str s, bool inside, const struct era *e, int *year)
{
	size_t n;

	if (inside || s.n < 2 || s.p[0] != (char)(e->letter | 0x20) ||
	    !is_digit(s.p[1]))
		return 0;
	n = 1 + take_number(str_slice(s, 1, s.n), year);
	return n == 1 || (n < s.n && is_word(s.p[n])) ? 0 : n;
}

static size_t
take_year(str s, bool inside, int *year)
{
	const struct era *e;
	size_t n;

	for (e = calendar_eras; e->name != NULL; e++) {
		n = 0;
		if (s.p[0] == e->name[0])
			n = take_named(s, e, year);
		else if (s.p[0] == (char)(e->letter | 0x20))
			n = take_letter(s, inside, e, year);
		if (n > 0) {
			*year += e->before;
			return n;
		}
	}
	return 0;
}

/* ---- public ---------------------------------------------------------------------- */

static bool
is_ascii(char c)
{
	return c != '\0' && (unsigned char)c < 0x80;
}

/* the first character that is no space, or NUL */
static char
find_solid(str s, size_t i)
{
	while (i < s.n && s.p[i] == ' ')
		i++;
	return i < s.n ? s.p[i] : '\0';
}

/* what depends on both neighbours: blanks, commas, years */
static void
join(str s, struct buf *out)
{
	char before;
	size_t i = 0, n;
	int year;

	while (i < s.n) {
		before = out->n > 0 ? out->p[out->n - 1] : '\0';
		if (s.p[i] == ' ' && (before == ' ' || !is_ascii(before) ||
		    !is_ascii(find_solid(s, i + 1)))) {
			i++;
		} else if (s.p[i] == ',' && is_digit(before) &&
		    i + 1 < s.n && is_digit(s.p[i + 1])) {
			i++;
		} else if ((n = take_year(str_slice(s, i, s.n),
		    i > 0 && is_word(s.p[i - 1]), &year)) > 0) {
			buf_printf(out, "%d", year);
			i += n;
		} else
			buf_putc(out, s.p[i++]);
	}
}

void
fold(str text, struct buf *out)
{
	struct arena a = {0};
	struct buf folded = {0}, whole = {0};

	while (text.n > 0)
		fold_character(&a, &text, &folded);
	join(buf_str(&folded), &whole);
	buf_put(out, buf_str(&whole));
	buf_done(&folded);
	buf_done(&whole);
	arena_done(&a);
}
