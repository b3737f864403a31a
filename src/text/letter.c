#include "text/letter.h"

#include "base/utf8.h"

bool
letter_kanji(uint32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
	    (c >= 0x2e80 && c <= 0x2fdf) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0x20000 && c <= 0x3ffff) || c == U'々';
}

bool
letter_hiragana(uint32_t c)
{
	return c >= 0x3041 && c <= 0x309f;
}

bool
letter_katakana(uint32_t c)
{
	return (c >= 0x30a1 && c <= 0x30fa) || (c >= 0x30fc && c <= 0x30fe);
}

bool
letter_japanese(uint32_t c)
{
	return letter_kanji(c) || letter_hiragana(c) || letter_katakana(c);
}

bool
letter_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}

uint32_t
letter_after(str s, size_t at, size_t *end)
{
	str rest = str_slice(s, at, s.n);
	uint32_t c = rest.n > 0 ? utf8_next(&rest) : 0;

	*end = s.n - rest.n;
	return c;
}

uint32_t
letter_before(str s, size_t at, size_t *start)
{
	str one;

	*start = at;
	while (*start > 0 && at - *start < 4 &&
	    ((unsigned char)s.p[--*start] & 0xc0) == 0x80)
		;
	one = str_slice(s, *start, at);
	return one.n > 0 ? utf8_next(&one) : 0;
}
