#include "text/open.h"

#include "base/utf8.h"

/* ---- characters ----------------------------------------------------------- */

/* 0 at the end; end is the offset behind it */
static uint32_t
after(str s, size_t i, size_t *end)
{
	str rest = str_slice(s, i, s.n);
	uint32_t c = rest.n > 0 ? utf8_next(&rest) : 0;

	*end = s.n - rest.n;
	return c;
}

/* 0 at the start */
static uint32_t
before(str s, size_t i, size_t *start)
{
	str one;

	*start = i;
	while (*start > 0 && i - *start < 4 &&
	    ((unsigned char)s.p[--*start] & 0xc0) == 0x80)
		;
	one = str_slice(s, *start, i);
	return one.n > 0 ? utf8_next(&one) : 0;
}

static bool
is_one_of(uint32_t c, const char *all)
{
	str s = str_of(all);

	while (s.n > 0)
		if (utf8_next(&s) == c)
			return true;
	return false;
}

static bool
is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}

static bool
is_unit(uint32_t c)
{
	return c == U'年' || c == U'月' || c == U'日';
}

/* of a date that is partly known, as it is shown */
static bool
is_part(uint32_t c)
{
	return is_digit(c) || is_unit(c) || is_one_of(c, "●令和平成元度");
}

/* ---- ● ------------------------------------------------------------------- */

/* nothing that ● could be beside stands before it on its line */
static bool
is_first(uint32_t c)
{
	return c == 0 || is_one_of(c, "\n\r\t 　\"'・-*>#|");
}

static bool
is_end(uint32_t c)
{
	return c == 0 || is_one_of(c, "●\n\r\t 　\"'、。,.（）()〜～・|*_]：:末頃");
}

/* ●月 as a whole word: a mark of a list may stand before 月 as well */
static bool
is_word(str s, size_t i)
{
	size_t end;

	if (!is_unit(after(s, i, &end)))
		return false;
	if (after(s, end, &i) == U'度')
		end = i;
	return is_end(after(s, end, &i));
}

static bool
is_open(str s, size_t from, size_t to)
{
	size_t at;
	uint32_t left = before(s, from, &at), right = after(s, to, &at);

	if (is_first(left))
		return is_word(s, to);
	return is_digit(left) || is_unit(left) || is_digit(right) ||
	    is_unit(right);
}

/* ---- 〇〇 ---------------------------------------------------------------- */

static bool
is_circle(uint32_t c)
{
	return c == U'〇' || c == U'○' || c == U'◯';
}

/* 一〇〇 is a hundred, and ◎○○△ are marks */
static bool
is_blank(str s, size_t from, size_t to)
{
	static const char others[] = "一二三四五六七八九十百千万◎△▲×✕●";
	size_t at, end;

	after(s, from, &end);
	return end < to && !is_one_of(before(s, from, &at), others) &&
	    !is_one_of(after(s, to, &at), others);
}

/* ---- （予定） ------------------------------------------------------------ */

/* 末, 頃, 上旬 behind a month or a year */
static size_t
without_tail(str s, size_t i)
{
	size_t at;

	while (is_one_of(before(s, i, &at), "末頃初中上下旬度"))
		i = at;
	return i;
}

/* where a time or a number that ends here begins; i if there is none */
static size_t
value_before(str s, size_t i)
{
	size_t at = i, unit = without_tail(s, i);
	uint32_t c = before(s, unit, &at);

	if (is_unit(c)) {
		c = before(s, at, &unit);
		return is_digit(c) || c == U'●' || c == U'元' ? at : i;
	}
	at = i;
	for (int n = 0; n < 3; n++) {
		c = before(s, at, &unit);
		if (is_digit(c))
			return at;
		if (!utf8_wide(c) || is_one_of(c, "　、。（）「」"))
			break;
		at = unit;
	}
	return i;
}

/* （予定） or (予定); its length, or 0 */
static size_t
is_planned(str s)
{
	static const str forms[] = {
		{"（予定）", sizeof("（予定）") - 1},
		{"(予定)", sizeof("(予定)") - 1},
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (str_starts(s, forms[i]))
			return forms[i].n;
	return 0;
}

/* ---- words --------------------------------------------------------------- */

/* of either width; 0 if it is no letter of ASCII */
static uint32_t
narrow(uint32_t c)
{
	if (c >= U'！' && c <= U'～')
		c -= U'！' - '!';
	return c > ' ' && c < 0x7f ? c : 0;
}

/* of a word, an address, a number of a thing: XX-1, xx.XX */
static bool
is_of_word(uint32_t c)
{
	c = narrow(c);
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= '0' && c <= '9') || (c > 0 && is_one_of(c, "/._@&=%#"));
}

/* the end of a word in either width, or the place itself */
static size_t
word(str s, size_t i, const char *w)
{
	size_t to = i, end;

	for (; *w != '\0'; w++, to = end)
		if (narrow(after(s, to, &end)) != (unsigned char)*w)
			return i;
	return to;
}

/* XXX, XX人, TODO, TBD, with no letter beside it: the end, or i */
static size_t
latin(str s, size_t i)
{
	size_t to = i, end;

	if (is_of_word(before(s, i, &end)))
		return i;
	to = word(s, i, "XX");
	while (to > i && narrow(after(s, to, &end)) == 'X')
		to = end;
	if (to == i)
		to = word(s, i, "TODO");
	if (to == i)
		to = word(s, i, "TBD");
	return is_of_word(after(s, to, &end)) ? i : to;
}

/* （P）, （未定）, （詳細は調整中）: the end, or i */
static size_t
bracket(str s, size_t i)
{
	enum { LETTERS_MOST = 14 };
	size_t to, end = i, n, from;
	uint32_t c;

	after(s, i, &to);
	from = to;
	for (n = 0; n < LETTERS_MOST; n++, to = end) {
		c = after(s, to, &end);
		if (c == 0 || c == '\n' || c == U'（' || c == '(')
			return i;
		if (c == U'）' || c == ')')
			break;
	}
	s = str_slice(s, from, to);
	return n < LETTERS_MOST && (str_eq(s, STR("未定")) ||
	    str_ends(s, STR("調整中")) || str_eq(s, STR("P")) ||
	    str_eq(s, STR("Ｐ"))) ? end : i;
}

/* （P） beside （D） is Plan of PDCA */
static bool
is_plan(str s, size_t from, size_t to)
{
	static const char *const forms[] = {"（D）", "(D)", "（Ｄ）", NULL};
	enum { NEAR = 300 };
	size_t left = from > NEAR ? from - NEAR : 0;

	if (str_find(str_slice(s, from, to), STR("調整中")) < to - from ||
	    str_find(str_slice(s, from, to), STR("未定")) < to - from)
		return false;
	s = str_slice(s, left, s.n - to > NEAR ? to + NEAR : s.n);
	for (size_t i = 0; forms[i] != NULL; i++)
		if (str_find(s, str_of(forms[i])) < s.n)
			return true;
	return false;
}

/* ---- the whole ------------------------------------------------------------ */

/* the sign at this place: its end, or the place itself */
static size_t
sign(str s, size_t i, size_t *from)
{
	size_t to = i, end, planned;
	uint32_t c = after(s, i, &end);

	*from = i;
	if (c == U'●') {
		while (after(s, to, &end) == U'●')
			to = end;
		return is_open(s, i, to) ? to : i;
	}
	if (is_circle(c)) {
		while (is_circle(after(s, to, &end)))
			to = end;
		return is_blank(s, i, to) ? to : i;
	}
	if (c != U'（' && c != '(')
		return latin(s, i);
	planned = is_planned(str_slice(s, i, s.n));
	if (planned > 0) {
		*from = value_before(s, i);
		return *from < i ? i + planned : i;
	}
	to = bracket(s, i);
	return to > i && !is_plan(s, i, to) ? to : i;
}

/* 「○○」 */
static bool
is_quoted(str s, size_t from, size_t to)
{
	size_t at;

	return before(s, from, &at) == U'「' && after(s, to, &at) == U'」';
}

/* the rest of what it is a part of: 令和●年●月 */
static void
widen(str s, size_t least, size_t *from, size_t *to)
{
	size_t at;

	while (*from > least && is_part(before(s, *from, &at)))
		*from = at;
	while (is_part(after(s, *to, &at)))
		*to = at;
	if (is_planned(str_slice(s, *to, s.n)) > 0)
		*to += is_planned(str_slice(s, *to, s.n));
}

/* may the bytes at a place be a sign? */
static bool
may_begin(str s, size_t i)
{
	const unsigned char c = (unsigned char)s.p[i];
	const unsigned char next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;

	return c == '(' || c == 'X' || c == 'T' || (c == 0xe2 &&
	    next == 0x97) || (c == 0xe3 && next == 0x80) || (c == 0xef &&
	    next == 0xbc);
}

static bool
is_sign(str s, size_t i)
{
	size_t end;
	uint32_t c = after(s, i, &end);

	return c == U'●' || is_circle(c);
}

/* past a run of signs that is not open, or another character */
static size_t
skip(str s, size_t i)
{
	size_t end, next;
	uint32_t c = after(s, i, &end);

	if (c == U'●')
		while (after(s, end, &next) == U'●')
			end = next;
	else if (is_circle(c))
		while (is_circle(after(s, end, &next)))
			end = next;
	return end;
}

bool
open_next(str s, size_t from, size_t *at, size_t *len)
{
	size_t i = from, start, to;

	while (i < s.n) {
		if (!may_begin(s, i)) {
			i++;
			continue;
		}
		to = sign(s, i, &start);
		if (to == i) {
			i = skip(s, i);
			continue;
		}
		if (start < i || is_sign(s, i))
			widen(s, from, &start, &to);
		if (!is_quoted(s, start, to)) {
			*at = start;
			*len = to - start;
			return true;
		}
		i = to;
	}
	return false;
}

bool
open_whole(str value)
{
	if (value.n == 0)
		return false;
	while (value.n > 0)
		if (utf8_next(&value) != U'●')
			return false;
	return true;
}

bool
open_word(str value)
{
	return str_eq(value, STR("未定"));
}
