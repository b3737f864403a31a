#include "text/damage.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/letter.h"

/* ---- other signs for a letter ---------------------------------------- */

/*
 * Radicals that look like a letter of Japanese but have no compatibility
 * mapping to it (U+2E80 to U+2EFF), and what PDFs have for 不 and 握.
 */
static const struct sign {
	uint32_t wrong, right;
} signs[] = {
	{0x4e0c, U'不'}, {0x63dc, U'握'}, {0x2e8c, U'小'}, {0x2e8d, U'小'},
	{0x2e92, U'巳'}, {0x2e97, U'心'}, {0x2e9d, U'月'}, {0x2ea0, U'民'},
	{0x2ea9, U'王'}, {0x2eab, U'目'}, {0x2eac, U'示'}, {0x2eb7, U'羊'},
	{0x2eb9, U'老'}, {0x2ebc, U'月'}, {0x2ec1, U'虎'}, {0x2ec4, U'西'},
	{0x2ec9, U'角'}, {0x2ed1, U'長'}, {0x2ed2, U'長'}, {0x2ed6, U'邑'},
	{0x2ed8, U'青'}, {0x2ed9, U'韋'}, {0x2edd, U'食'}, {0x2edf, U'食'},
	{0x2ee1, U'首'}, {0x2ee4, U'鬼'}, {0x2ee8, U'麦'}, {0x2ee9, U'黄'},
	{0x2eeb, U'斉'}, {0x2eed, U'歯'}, {0x2eef, U'竜'}, {0x2ef2, U'亀'}
};

/*
 * U+FA0E to U+FAFF, U+F929 and U+F9DC are left alone: names of people are
 * written with them (塚, 神, 朗, 隆), and CP932 has them.
 */
static bool
is_sign(uint32_t c)
{
	return (c >= 0x2e80 && c <= 0x2fdf) || c == 0x4e0c || c == 0x63dc ||
	    (c >= 0xf900 && c < 0xfa0e && c != 0xf929 && c != 0xf9dc) ||
	    (c >= 0x2f800 && c <= 0x2fa1f);
}

/* the letter that was meant; 0 if only a reader can tell */
static uint32_t
right_sign(struct arena *a, uint32_t c, str one)
{
	str folded;
	uint32_t to = 0;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (signs[i].wrong == c)
			return signs[i].right;
	folded = utf8_nfkc(a, one);
	if (folded.n > 0 && !str_eq(folded, one))
		to = utf8_next(&folded);
	return to;
}

static void
mend_signs(str piece, struct buf *out)
{
	struct arena a = {0};
	size_t before = out->n, i = 0, end;
	uint32_t c, to = 1;

	for (; i < piece.n && to > 0; i = end) {
		c = letter_after(piece, i, &end);
		to = right_sign(&a, c, str_slice(piece, i, end));
		utf8_put(out, to);
	}
	arena_done(&a);
	if (to == 0)
		out->n = before;
}

/* ---- half-width kana, full-width digits ------------------------------ */

static bool
is_narrow(uint32_t c)
{
	return c >= 0xff61 && c <= 0xff9f;
}

static bool
is_wide_digit(uint32_t c)
{
	return c >= U'０' && c <= U'９';
}

static size_t
run(str s, size_t i, bool (*is)(uint32_t))
{
	size_t end;

	while (i < s.n && is(letter_after(s, i, &end)))
		i = end;
	return i;
}

/* １，５６１ and ７０．５ are one number, １，２ and ３．１ are two */
static size_t
wide_number(str s, size_t i)
{
	const size_t two = sizeof("１２") - 1, three = sizeof("１２３") - 1;
	size_t to = run(s, i, is_wide_digit), end, next;
	uint32_t c;

	for (;; to = next) {
		c = letter_after(s, to, &end);
		next = run(s, end, is_wide_digit);
		if (c == U'，' || c == ',') {
			if (next - end != three)
				return to;
		} else if ((c != U'．' && c != '.') || next == end ||
		    to - i < two)
			return to;
	}
}

static bool
is_narrow_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* a number all or partly in full width; one such digit alone is good style */
static bool
digits(str s, size_t from, size_t i, struct damage *d)
{
	size_t at = i, to = run(s, wide_number(s, i), letter_digit), end;

	letter_after(s, i, &end);
	while (at > from && is_narrow_digit((unsigned char)s.p[at - 1]))
		at--;
	*d = (struct damage){DAMAGE_DIGITS, at, to - at};
	return to > end || at < i;
}

static void
mend_fold(str piece, struct buf *out)
{
	struct arena a = {0};

	buf_put(out, utf8_nfkc(&a, piece));
	arena_done(&a);
}

/* ---- blanks ---------------------------------------------------------- */

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == 0x3000;
}

static void
mend_blank(str piece, struct buf *out)
{
	size_t i, end;

	for (i = 0; i < piece.n; i = end)
		if (!is_blank(letter_after(piece, i, &end)))
			buf_put(out, str_slice(piece, i, end));
}

/* ---- where people are reached ---------------------------------------- */

static bool
is_mail(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
	    c == '+';
}

/* around the @ at i */
static bool
mail(str s, size_t from, size_t i, struct damage *d)
{
	size_t at = i, to = i + 1;

	while (at > from && is_mail((unsigned char)s.p[at - 1]))
		at--;
	while (to < s.n && is_mail((unsigned char)s.p[to]))
		to++;
	while (to > i + 1 && !((s.p[to - 1] | 0x20) >= 'a'))
		to--;
	if (at == i || memchr(s.p + i, '.', to - i) == NULL)
		return false;
	*d = (struct damage){DAMAGE_MAIL, at, to - at};
	return true;
}

static bool
is_joint(uint32_t c)
{
	return c == '-' || c == U'－' || c == 0x2010 || c == 0x2011 ||
	    c == 0x2012 || c == 0x2013 || c == 0x2212 || c == U'ー' ||
	    c == ')' || c == U'）' || c == '(' || c == U'（';
}

/* 0 and two joints, 10 or 11 digits */
static bool
phone(str s, size_t i, struct damage *d)
{
	size_t end, to = i, start, behind, digits = 0, joints = 0, last = 0;
	uint32_t c = letter_before(s, i, &start);

	if (letter_digit(c) || is_mail(c) || c == '/' || c == U'．')
		return false;
	for (c = letter_after(s, i, &end); digits < 12 && joints < 3 &&
	    (letter_digit(c) || (is_joint(c) && last > 0 &&
	    letter_digit(letter_after(s, end, &behind))));
	    c = letter_after(s, to, &end)) {
		last = letter_digit(c) ? last + 1 : 0;
		digits += letter_digit(c);
		joints += is_joint(c);
		to = end;
	}
	if (joints != 2 || last < 3 || last > 4 || digits < 10 || digits > 11)
		return false;
	*d = (struct damage){DAMAGE_PHONE, i, to - i};
	return true;
}

/* ---- ［文］（url） --------------------------------------------------- */

/* what ends a text behind ( as a place to link to: its end, or 0 */
static size_t
place(str s, size_t i)
{
	enum { PLACE_MOST = 500 };
	size_t from = i, most = i + PLACE_MOST, open = 0;
	bool sign = false;
	unsigned char c;

	for (; i < s.n && i < most; i++) {
		c = (unsigned char)s.p[i];
		if (c <= ' ' || c >= 0x7f || (c == ')' && open == 0))
			break;
		sign = sign || c == ':' || c == '/' || c == '.' || c == '#';
		/* those in an address come in pairs: A_(B) */
		open += c == '(';
		open -= c == ')';
	}
	return i > from && i < most && sign && open == 0 ? i : 0;
}

/* at ] or ］, of which one bracket at least is wide */
static bool
brackets(str s, size_t from, size_t i, struct damage *d)
{
	size_t end, at = i, to;
	bool wide = letter_after(s, i, &end) == U'］';
	uint32_t c = letter_after(s, end, &end);

	if ((c != '(' && c != U'（') || (to = place(s, end)) == 0)
		return false;
	wide = wide || c == U'（';
	c = letter_after(s, to, &end);
	if (c != ')' && c != U'）')
		return false;
	wide = wide || c == U'）';
	do {
		c = letter_before(s, at, &at);
		if (c == 0 || c == '\n' || c == ']' || c == U'］' || at < from)
			return false;
	} while (c != '[' && c != U'［');
	*d = (struct damage){DAMAGE_BRACKETS, at, end - at};
	return wide || c == U'［';
}

static void
mend_brackets(str piece, struct buf *out)
{
	size_t i, end;
	uint32_t c;

	for (i = 0; i < piece.n; i = end) {
		c = letter_after(piece, i, &end);
		if (c == U'［' || c == U'］' || c == U'（' || c == U'）')
			c = c == U'［' ? '[' : c == U'］' ? ']' :
			    c == U'（' ? '(' : ')';
		utf8_put(out, c);
	}
}

/* ---- the whole ------------------------------------------------------- */

/*
 * The first bytes of what is looked at, and of three the second; all other
 * text is passed over.
 */
static bool
may_begin(str s, size_t i)
{
	const unsigned char c = (unsigned char)s.p[i];
	const unsigned char next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;

	switch (c) {
	case '@': case '*': case '0': case ' ': case ']': case 'h': case '#':
		return true;
	case '(':
		return next == 'c';
	case 0xe7:
		return next == 0xb8 || next == 0xb9;
	case 0xe2:
		return next >= 0xba;
	case 0xe3:
		return next == 0x80;
	case 0xe4:
		return next == 0xb8;
	case 0xe6:
		return next == 0x8f;
	default:
		return c >= 0xef;
	}
}

/* 協 働: blanks with a letter on both sides, all on one line */
static bool
blank(str s, size_t i, struct damage *d)
{
	size_t at, to = run(s, i, is_blank), end;

	if (!letter_japanese(letter_before(s, i, &at)) ||
	    !letter_japanese(letter_after(s, to, &end)))
		return false;
	*d = (struct damage){DAMAGE_BLANK, at, end - at};
	return true;
}

static bool
found(struct damage *d, enum damage_kind kind, size_t at, size_t to)
{
	*d = (struct damage){kind, at, to - at};
	return to > at;
}

/* the letters that blanks stand between, or one such blank */
static bool
blanks(str s, size_t i, struct damage *d)
{
	size_t at, len = damage_spaced(s, i, &at);

	if (len == 0)
		return blank(s, i, d);
	return found(d, DAMAGE_SPACED, at, at + len);
}

/* to the end of what ** and ** are around, if they stand on one line */
static size_t
stars(str s, size_t i)
{
	str rest = str_slice(s, i + 2, s.n), line;
	size_t at;

	line = str_slice(rest, 0, str_find(rest, STR("\n")));
	at = str_find(line, STR("**"));
	return at < line.n ? i + 2 + at + 2 : i + 2;
}

/* the length of a web address, which is nobody's prose */
static size_t
address(str s, size_t i)
{
	size_t to = i;

	if (!str_starts(str_slice(s, i, s.n), STR("http://")) &&
	    !str_starts(str_slice(s, i, s.n), STR("https://")))
		return 0;
	while (to < s.n && (unsigned char)s.p[to] > ' ' &&
	    (unsigned char)s.p[to] < 0x7f)
		to++;
	return to - i;
}

static bool
begins(str s, size_t from, size_t i, struct damage *d)
{
	size_t end;
	uint32_t c = letter_after(s, i, &end);

	if (c == '@')
		return mail(s, from, i, d);
	if ((c == '0' || c == U'０') && phone(s, i, d))
		return true;
	if (c == '*')
		return s.n - i > 1 && s.p[i + 1] == '*' &&
		    found(d, DAMAGE_STARS, i, stars(s, i));
	if (c == '(' || c == '#' || c == 0xfffd)
		return found(d, DAMAGE_LOST, i, i + damage_lost(s, i));
	if ((c == U'縺' || c == U'繧' || c == U'繝' || is_narrow(c)) &&
	    damage_garbled(s, i) > 0)
		return found(d, DAMAGE_GARBLED, i, i + damage_garbled(s, i));
	if (is_blank(c))
		return blanks(s, i, d);
	if (c == ']' || c == U'］')
		return brackets(s, from, i, d);
	if (is_narrow(c))
		return found(d, DAMAGE_NARROW, i, run(s, i, is_narrow));
	if (is_sign(c))
		return found(d, DAMAGE_SIGN, i, run(s, i, is_sign));
	return is_wide_digit(c) && digits(s, from, i, d);
}

/* past what begins here and is nothing */
static size_t
skip(str s, size_t i)
{
	size_t end;
	uint32_t c = letter_after(s, i, &end);

	if (is_blank(c))
		return run(s, i, is_blank);
	return is_wide_digit(c) ? run(s, i, is_wide_digit) : end;
}

bool
damage_next(str s, size_t from, struct damage *d)
{
	size_t i = from, len;

	while (i < s.n) {
		if (!may_begin(s, i))
			i++;
		else if (s.p[i] == 'h' && (len = address(s, i)) > 0)
			i += len;
		else if (s.p[i] == 'h')
			i++;
		else if (begins(s, from, i, d))
			return true;
		else
			i = skip(s, i);
	}
	return false;
}

void
damage_mend(enum damage_kind kind, str piece, struct buf *out)
{
	if (kind == DAMAGE_SIGN)
		mend_signs(piece, out);
	else if (kind == DAMAGE_NARROW || kind == DAMAGE_DIGITS)
		mend_fold(piece, out);
	else if (kind == DAMAGE_BLANK || kind == DAMAGE_SPACED)
		mend_blank(piece, out);
	else if (kind == DAMAGE_BRACKETS)
		mend_brackets(piece, out);
}
