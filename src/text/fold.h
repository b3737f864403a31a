#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/str.h"

struct buf;

/*
 * A text as search compares it, appended to a buffer:
 *  - NFKC and lower case: ＮＰＯ, NPO and npo are the same
 *  - a comma between two digits is gone: 1,143 and 1143
 *  - blanks are one space, and only between two ASCII characters: a line
 *    break in Japanese is none
 *  - the year of an era is the year: 令和4, R4 (alone) and 2022
 * The search script of the themes folds what is typed in the same way
 * (themes/civic/assets/search.js); tests/search.js compares the two.
 */
void fold(str, struct buf *);

#endif
