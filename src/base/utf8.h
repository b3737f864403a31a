#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;

/* The first character of a text that is not empty, which is moved past it;
 * U+FFFD for a byte that starts none. */
uint32_t utf8_next(str *);
void utf8_put(struct buf *, uint32_t character);
/* a text for a terminal, which does what control characters say: they are
 * shown as pictures (U+2400 on) or U+FFFD; tabs and line ends stay */
void utf8_show(str, struct buf *);
/* offset of the first byte that is not UTF-8; the text's length if all is */
size_t utf8_bad(str);
/* terminal columns taken by a text: wide characters take two */
uint32_t utf8_width(str);
/* does it take two columns? */
bool utf8_wide(uint32_t character);
/* Unicode normal forms; a text that cannot be folded comes back as it is */
str utf8_nfc(struct arena *, str);
str utf8_nfkc(struct arena *, str);

#endif
