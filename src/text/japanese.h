#ifndef TEXT_JAPANESE_H
#define TEXT_JAPANESE_H

#include "base/str.h"

struct buf;

/* has it a kana or a Chinese character? */
bool japanese_in(str text);
/*
 * Appends a page, or a part of one, whose language is another, with
 * lang="ja" on what is in Japanese (WCAG 3.1.2): on an element that holds
 * nothing else, around words in a text that is mixed.  Elements that have a
 * lang are left alone.  Returns how many were marked.
 */
size_t japanese_mark(str html, struct buf *out);

#endif
