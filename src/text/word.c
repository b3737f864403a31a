#include "text/word.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/letter.h"

static bool
is_latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_wide_latin(uint32_t c)
{
	return c > 0xff00 && c < 0xff5f && is_latin(c - 0xfee0);
}

/* what people write for ー */
static bool
is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
	    c == 0x2500 || c == U'－' || c == U'一';
}

/* beside a Latin word: it is a part of an address, a name of a file */
static bool
is_address(uint32_t c)
{
	return c > ' ' && c < 0x7f && c != '(' && c != ')' && c != '"' &&
	    c != '*' && c != '[' && c != ']' && c != ',' && c != '|';
}

static bool
latin(str s, size_t i, bool wide, struct word *w)
{
	size_t to = i, end, start, n = 0;

	while (wide ? is_wide_latin(letter_after(s, to, &end)) :
	    is_latin(letter_after(s, to, &end))) {
		to = end;
		n++;
	}
	*w = (struct word){WORD_LATIN, i, to - i, wide};
	return n > 1 && !is_address(letter_before(s, i, &start)) &&
	    !is_address(letter_after(s, to, &end));
}

static bool
katakana(str s, size_t i, struct word *w)
{
	size_t to = i, end, next, n = 0;
	uint32_t c;

	for (;; n++, to = end) {
		c = letter_after(s, to, &end);
		if (!letter_katakana(c) && !(is_dash(c) && to > i &&
		    letter_katakana(letter_after(s, end, &next))))
			break;
	}
	*w = (struct word){WORD_KATAKANA, i, to - i, false};
	return n > 2;
}

bool
word_next(str s, size_t from, struct word *w)
{
	size_t i = from, end;
	uint32_t c;
	bool found;

	for (; i < s.n; i = end) {
		c = letter_after(s, i, &end);
		if (is_latin(c) || is_wide_latin(c))
			found = latin(s, i, is_wide_latin(c), w);
		else if (letter_katakana(c))
			found = katakana(s, i, w);
		else
			continue;
		end = i + w->len;
		if (found && w->len <= WORD_MOST)
			return true;
	}
	return false;
}

/* ィ is イ; the small ones stand before their large ones */
static uint32_t
large(uint32_t c)
{
	static const char small[] = "ァィゥェォッャュョヮ";
	str s = str_of(small);

	while (s.n > 0)
		if (utf8_next(&s) == c)
			return c + 1;
	return c;
}

void
word_dashes(str s, struct buf *out)
{
	uint32_t c;

	while (s.n > 0) {
		c = utf8_next(&s);
		utf8_put(out, is_dash(c) ? U'ー' : c);
	}
}

void
word_fold(enum word_kind kind, str s, struct buf *out)
{
	size_t before = out->n;
	uint32_t c;

	while (s.n > 0) {
		c = utf8_next(&s);
		if (kind == WORD_LATIN)
			utf8_put(out, is_wide_latin(c) ? c - 0xfee0 : c);
		else
			utf8_put(out, is_dash(c) ? U'ー' : large(c));
	}
	/* コミュニティー */
	if (kind == WORD_KATAKANA && out->n - before > sizeof("アアー") - 1 &&
	    str_ends(buf_str(out), STR("ー")))
		out->n -= sizeof("ー") - 1;
}
