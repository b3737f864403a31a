#include "text/encoding.h"

#include <string.h>

#include <iconv.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"

static bool
in(char c, unsigned from, unsigned to)
{
	return (unsigned char)c >= from && (unsigned char)c <= to;
}

/* bytes of the EUC-JP character at the beginning of a text, or 0 */
static size_t
euc_jp(str s)
{
	if (in(*s.p, 0, 0x7f))
		return 1;
	if (s.n > 1 && in(*s.p, 0x8e, 0x8e) && in(s.p[1], 0xa1, 0xdf))
		return 2;
	if (s.n > 1 && in(*s.p, 0xa1, 0xfe) && in(s.p[1], 0xa1, 0xfe))
		return 2;
	return s.n > 2 && in(*s.p, 0x8f, 0x8f) && in(s.p[1], 0xa1, 0xfe) &&
	    in(s.p[2], 0xa1, 0xfe) ? 3 : 0;
}

static size_t
cp932(str s)
{
	if (in(*s.p, 0, 0x7f) || in(*s.p, 0xa1, 0xdf))
		return 1;
	return s.n > 1 && (in(*s.p, 0x81, 0x9f) || in(*s.p, 0xe0, 0xfc)) &&
	    in(s.p[1], 0x40, 0xfc) && s.p[1] != 0x7f ? 2 : 0;
}

static bool
consists_of(str s, size_t (*character)(str))
{
	size_t n;

	for (; s.n > 0; s = str_slice(s, n, s.n))
		if ((n = character(s)) == 0)
			return false;
	return true;
}

/* a mark of the byte order, or zeros at even or at odd places only */
static bool
is_utf16(str s)
{
	size_t i, zeros[2] = {0, 0};

	if (str_starts(s, STR("\xff\xfe")) || str_starts(s, STR("\xfe\xff")))
		return true;
	if (s.n == 0 || memchr(s.p, '\0', s.n) == NULL)
		return false;
	for (i = 0; i < s.n; i++)
		zeros[i % 2] += s.p[i] == '\0';
	return s.n % 2 == 0 && (zeros[0] == 0) != (zeros[1] == 0) &&
	    (zeros[0] + zeros[1]) * 16 > s.n;
}

/* bytes of Japanese in UTF-8, and of all that is not ASCII */
static size_t
count_utf8(str s, size_t *beyond)
{
	size_t n = 0;
	uint32_t c;
	str rest;

	for (*beyond = 0; s.n > 0; s = rest) {
		rest = s;
		if ((c = utf8_next(&rest)) < 0x80)
			continue;
		*beyond += s.n - rest.n;
		if (c >= 0x3000 && c <= 0x9fff)
			n += s.n - rest.n;
	}
	return n;
}

/*
 * CP932 neither begins with Japanese in UTF-8 nor is it mostly that: then
 * the file is damaged.
 */
static bool
has_utf8(str s, size_t bad)
{
	size_t beyond, all;

	return count_utf8(str_slice(s, 0, bad), &beyond) > 0 ||
	    ((all = count_utf8(s, &beyond)) > 0 && all > beyond / 2);
}

enum encoding
encoding_of(str s)
{
	size_t bad = utf8_bad(s);

	if (is_utf16(s))
		return ENCODING_UTF16;
	if (s.n > 0 && memchr(s.p, '\0', s.n) != NULL)
		return ENCODING_UNKNOWN;
	if (bad == s.n)
		return str_find(s, STR("\x1b$B")) < s.n ||
		    str_find(s, STR("\x1b$@")) < s.n ?
		    ENCODING_ISO2022_JP : ENCODING_UTF8;
	if (has_utf8(s, bad))
		return ENCODING_UNKNOWN;
	if (consists_of(s, euc_jp))
		return ENCODING_EUC_JP;
	return consists_of(s, cp932) ? ENCODING_CP932 : ENCODING_UNKNOWN;
}

bool
encoding_cp932(struct arena *a, str bytes, str *text, size_t *bad)
{
	iconv_t cd = iconv_open("UTF-8", "CP932");
	size_t left = bytes.n, size = bytes.n * 3, room = size, n;
	char *from = (char *)(uintptr_t)bytes.p, *out, *to;

	*bad = 0;
	if (cd == (iconv_t)-1)
		return false;
	out = to = arena_alloc(a, size + 1);
	n = iconv(cd, &from, &left, &to, &room);
	iconv_close(cd);
	*bad = bytes.n - left;
	*text = (str){out, size - room};
	return n != (size_t)-1;
}

/* the first byte that is not UTF-8 text: a NUL, or beyond ASCII */
static span
first_bad(const struct source *src)
{
	str s = src->text, rest;
	size_t bad = utf8_bad(s);
	const char *nul = memchr(s.p, '\0', s.n);

	if (nul != NULL && (size_t)(nul - s.p) < bad)
		bad = (size_t)(nul - s.p);
	rest = str_slice(s, bad, s.n);
	if (rest.n > 0)
		utf8_next(&rest);
	return (span){src, (uint32_t)bad, (uint32_t)(s.n - bad - rest.n)};
}

static void
edit(const struct source *src, struct diags *d)
{
	struct arena a = {0};
	size_t bad;
	str text;

	if (encoding_cp932(&a, src->text, &text, &bad))
		diag_edit(d, (span){src, 0, (uint32_t)src->text.n}, text);
	arena_done(&a);
}

bool
encoding_check(const struct source *src, struct diags *d)
{
	static const char *const names[] = {
		[ENCODING_CP932] = "CP932 (Shift_JIS)",
		[ENCODING_EUC_JP] = "EUC-JP",
		[ENCODING_ISO2022_JP] = "ISO-2022-JP (JIS)",
		[ENCODING_UTF16] = "UTF-16"
	};
	enum encoding e = encoding_of(src->text);
	span at;

	if (e == ENCODING_UTF8)
		return true;
	at = first_bad(src);
	if (e == ENCODING_UTF16)
		at = (span){src, 0, 0};
	if (e == ENCODING_ISO2022_JP)
		at = (span){src, (uint32_t)str_find(src->text,
		    STR("\x1b$")), 1};
	if (e != ENCODING_UNKNOWN) {
		diag(d, MESSAGE_ENCODING, at, WORDS(str_of(names[e])));
		if (e == ENCODING_CP932)
			edit(src, d);
		return false;
	}
	return diag(d, source_text(at).n > 0 && *source_text(at).p == '\0' ?
	    MESSAGE_ENCODING_NUL : MESSAGE_ENCODING_DAMAGED, at, NO_WORDS);
}
