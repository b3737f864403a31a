#include "text/unseen.h"

#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"

/* ---- what a character is ----------------------------------------------- */

static const struct range {
	uint32_t from, to;
	enum unseen sort;
} ranges[] = {
	{0x0000, 0x0008, UNSEEN_CONTROL}, {0x000b, 0x000c, UNSEEN_CONTROL},
	{0x000e, 0x001f, UNSEEN_CONTROL}, {0x007f, 0x009f, UNSEEN_CONTROL},
	{0x00ad, 0x00ad, UNSEEN_LETTER}, {0x034f, 0x034f, UNSEEN_LETTER},
	{0x061c, 0x061c, UNSEEN_LETTER}, {0x115f, 0x1160, UNSEEN_LETTER},
	{0x17b4, 0x17b5, UNSEEN_LETTER}, {0x180e, 0x180e, UNSEEN_LETTER},
	{0x200b, 0x200f, UNSEEN_LETTER}, {0x2028, 0x2029, UNSEEN_CONTROL},
	{0x202a, 0x202e, UNSEEN_DIRECTION}, {0x2060, 0x2065, UNSEEN_LETTER},
	{0x2066, 0x2069, UNSEEN_DIRECTION}, {0x206a, 0x206f, UNSEEN_LETTER},
	{0x2800, 0x2800, UNSEEN_LETTER}, {0x3164, 0x3164, UNSEEN_LETTER},
	{0xe000, 0xf8ff, UNSEEN_PRIVATE}, {0xfeff, 0xfeff, UNSEEN_LETTER},
	{0xffa0, 0xffa0, UNSEEN_LETTER}, {0xfff9, 0xfffb, UNSEEN_LETTER},
	{0xfffe, 0xffff, UNSEEN_CONTROL}, {0xe0000, 0xe00ff, UNSEEN_LETTER},
	{0xf0000, 0x10ffff, UNSEEN_PRIVATE}
};

static enum unseen
sort_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (c <= ranges[i].to)
			return c >= ranges[i].from ? ranges[i].sort :
			    UNSEEN_NOTHING;
	return UNSEEN_NOTHING;
}

/* how all these begin: no other text needs a look */
static bool
may_begin(str s, size_t i)
{
	const unsigned char c = (unsigned char)s.p[i];
	const unsigned char next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;

	/* nearly all: letters of ASCII, what ends a character, kanji */
	if ((c >= ' ' && c < 0xc2 && c != 0x7f) || (c > 0xe3 && c < 0xee))
		return false;
	if (c < 0x80)
		return c != '\t' && c != '\n' && c != '\r';
	if (c == 0xe3)
		return next == 0x85;
	if (c == 0xef)
		return next != 0xbc && next != 0xbd;
	return c == 0xc2 || c == 0xcd || c == 0xd8 || c == 0xe1 ||
	    c == 0xe2 || c >= 0xee;
}

/* letters of Arabic, of India and its neighbours, of Mongolian */
static bool
is_joining(uint32_t c)
{
	return (c >= 0x600 && c < 0xe00) || (c >= 0x1780 && c < 0x18b0);
}

/* pictures, and what varies them: U+FE0F, colours of skin, flags */
static bool
is_emoji(uint32_t c)
{
	return (c >= 0x2190 && c < 0x2800) || (c >= 0x2900 && c < 0x2c00) ||
	    c == 0xfe0f || (c >= 0x1f000 && c < 0x20000) ||
	    (c >= 0xe0020 && c < 0xe0080);
}

static bool
is_braille(uint32_t c)
{
	return c > 0x2800 && c < 0x2900;
}

/* does it serve the character before or behind it? */
static bool
is_meant(uint32_t c, uint32_t before, str rest)
{
	uint32_t behind = rest.n > 0 ? utf8_next(&rest) : 0;

	switch (c) {
	case 0x200c:
		return is_joining(before);
	case 0x200d:
		return is_joining(before) || is_emoji(before);
	case 0x200e:
	case 0x200f:
	case 0x61c:
		return is_joining(before) || is_joining(behind) ||
		    (before >= 0x590 && before < 0x600);
	case 0x2800:
		return is_braille(before) || is_braille(behind);
	default:
		return c >= 0xe0020 && c < 0xe0080 && is_emoji(before);
	}
}

/* the last character before an offset; 0 if there is none */
static uint32_t
left_of(str text, size_t at)
{
	size_t from = at;
	str one;

	if (at == 0)
		return 0;
	do
		from--;
	while (from > 0 && at - from < 4 &&
	    ((unsigned char)text.p[from] & 0xc0) == 0x80);
	one = str_slice(text, from, at);
	return utf8_next(&one);
}

/* of the character here, and its length */
static enum unseen
look(str text, size_t at, uint32_t *c, size_t *len)
{
	str rest = str_slice(text, at, text.n);
	enum unseen sort;

	*c = utf8_next(&rest);
	*len = text.n - at - rest.n;
	sort = sort_of(*c);
	return sort == UNSEEN_LETTER && is_meant(*c, left_of(text, at), rest) ?
	    UNSEEN_NOTHING : sort;
}

bool
unseen_next(str text, size_t from, struct unseen_run *r)
{
	uint32_t c;
	size_t len;

	for (; from < text.n; from++) {
		if (!may_begin(text, from))
			continue;
		r->sort = look(text, from, &r->first, &len);
		if (r->sort == UNSEEN_NOTHING)
			continue;
		for (r->at = from, from += len; from < text.n &&
		    look(text, from, &c, &len) == r->sort; from += len)
			;
		r->len = from - r->at;
		return true;
	}
	return false;
}

/* ---- messages ------------------------------------------------------------ */

static const enum message messages[] = {
	[UNSEEN_CONTROL] = MESSAGE_TEXT_CONTROL,
	[UNSEEN_DIRECTION] = MESSAGE_TEXT_DIRECTION,
	[UNSEEN_LETTER] = MESSAGE_TEXT_INVISIBLE,
	[UNSEEN_PRIVATE] = MESSAGE_TEXT_PRIVATE
};

static void
tell(enum unseen sort, uint32_t c, span at, struct diags *d)
{
	diag(d, messages[sort], at,
	    WORDS(str_printf(&d->arena, "U+%04X", c)));
}

/* what ends a line or a page for some programs is no letter too many */
static bool
is_break(uint32_t c)
{
	return c == 0x0b || c == 0x0c || c == 0x2028 || c == 0x2029;
}

bool
unseen_check(span all, bool yaml, struct diags *d)
{
	const size_t before = d->errors;
	str text = source_text(all);
	struct unseen_run r;
	size_t from = all.off == 0 && str_starts(text, STR("\ufeff")) ? 3 : 0;
	span at;

	for (; unseen_next(text, from, &r); from = r.at + r.len) {
		if (yaml && r.sort == UNSEEN_CONTROL)
			continue;
		at = (span){all.src, all.off + (uint32_t)r.at,
		    (uint32_t)r.len};
		tell(r.sort, r.first, at, d);
		if (r.sort != UNSEEN_PRIVATE && !is_break(r.first))
			diag_edit(d, at, (str){"", 0});
	}
	return d->errors == before;
}

static bool
is_error(enum unseen sort)
{
	return sort == UNSEEN_CONTROL || sort == UNSEEN_DIRECTION;
}

bool
unseen_value(str text, span at, struct diags *d)
{
	const str written = source_text(at);
	struct unseen_run r;
	str piece;

	for (size_t i = 0; unseen_next(text, i, &r); i = r.at + r.len) {
		piece = str_slice(text, r.at, r.at + r.len);
		if (!is_error(r.sort) ||
		    str_find(written, piece) < written.n)
			continue;
		tell(r.sort, r.first, at, d);
		return false;
	}
	return true;
}

/* the digits of &#8238; or &#x202e; its length, or 0 */
static size_t
reference(str s, uint32_t *c)
{
	bool hex = s.n > 2 && (s.p[2] == 'x' || s.p[2] == 'X');
	const char *digits = "0123456789abcdefABCDEF", *found;
	size_t i = hex ? 3 : 2;
	uint32_t n = 0, value;

	for (*c = 0; i < s.n && n < 8 && s.p[i] != '\0' &&
	    (found = strchr(digits, s.p[i])) != NULL; i++, n++) {
		value = (uint32_t)(found - digits);
		if (!hex && value > 9)
			return 0;
		*c = *c * (hex ? 16 : 10) + (value > 15 ? value - 6 : value);
	}
	return n > 0 && i < s.n && s.p[i] == ';' ? i + 1 : 0;
}

void
unseen_references(str text, span at, struct diags *d)
{
	const str sign = STR("&#");
	size_t i = 0, len;
	uint32_t c;

	while ((i += str_find(str_slice(text, i, text.n), sign)) < text.n) {
		len = reference(str_slice(text, i, text.n), &c);
		if (len > 0 && is_error(sort_of(c)))
			tell(sort_of(c), c, (span){at.src,
			    at.off + (uint32_t)i, (uint32_t)len}, d);
		i += len > 0 ? len : sign.n;
	}
}

bool
unseen_harm(str text)
{
	struct unseen_run r;

	for (size_t i = 0; unseen_next(text, i, &r); i = r.at + r.len)
		if (is_error(r.sort))
			return true;
	return false;
}

bool
unseen_all(str text)
{
	uint32_t c;

	while (text.n > 0) {
		c = utf8_next(&text);
		if (c > ' ' && c != 0xa0 && c != 0x3000 &&
		    !(c >= 0x2000 && c <= 0x200a) &&
		    sort_of(c) != UNSEEN_LETTER)
			return false;
	}
	return true;
}
