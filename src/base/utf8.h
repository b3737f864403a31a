#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;

/* three bytes that are a character for sure, as most of Japanese; or 0 */
static inline uint32_t
utf8_three(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;

	return n >= 3 && p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed &&
	    (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80 ?
	    (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 63) << 6 |
	    (uint32_t)(p[2] & 63) : 0;
}

/* the same for what the quick way leaves */
uint32_t utf8_rare(str *);

/* The first character of a text that is not empty, which is moved past it;
 * U+FFFD for a byte that starts none. */
static inline uint32_t
utf8_next(str *s)
{
	const uint32_t c = (unsigned char)*s->p < 0x80 ?
	    (unsigned char)*s->p : utf8_three(s->p, s->n);
	const size_t n = c < 0x80 ? 1 : 3;

	if (c == 0 && *s->p != '\0')
		return utf8_rare(s);
	*s = (str){s->p + n, s->n - n};
	return c;
}

void utf8_put(struct buf *, uint32_t character);
/* a text for a terminal, which does what control characters say: they are
 * shown as pictures (U+2400 on) or U+FFFD; tabs and line ends stay */
void utf8_show(str, struct buf *);
/* the same of what stands on one line: its line ends are shown too */
void utf8_show_line(str, struct buf *);
/* offset of the first byte that is not UTF-8; the text's length if all is */
size_t utf8_bad(str);
/* terminal columns taken by a text as it is shown: wide ones take two */
uint32_t utf8_width(str);
/* does it take two columns? */
bool utf8_wide(uint32_t character);
/* Unicode normal forms; a text that cannot be folded comes back as it is */
str utf8_nfc(struct arena *, str);
str utf8_nfkc(struct arena *, str);
/* NFC in small letters: the same for names of one file on Windows or macOS */
str utf8_file(struct arena *, str);

#endif
