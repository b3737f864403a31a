#ifndef TEXT_LETTER_H
#define TEXT_LETTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* What sort of Japanese a character is, and its neighbours in a text. */

bool letter_kanji(uint32_t);            /* 々 too */
bool letter_hiragana(uint32_t);
bool letter_katakana(uint32_t);         /* full-width, ー too */
/* one of the three */
bool letter_japanese(uint32_t);
/* a digit of either width */
bool letter_digit(uint32_t);

/* the character at an offset, and the offset behind it; 0 at the end */
uint32_t letter_after(str, size_t at, size_t *end);
/* the character that ends at an offset, and where it begins; 0 at the start */
uint32_t letter_before(str, size_t at, size_t *start);

#endif
