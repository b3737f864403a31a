#ifndef TEXT_TITLE_H
#define TEXT_TITLE_H

#include "base/str.h"

struct buf;

/*
 * Appends a title in Japanese as HTML, whose lines may end where a reader would
 * pause.  Browsers break Japanese between phrases, but one phrase may be as
 * long as 第2次相模原市市民協働推進基本計画: within it a break is offered before
 * 基本計画 and on both sides of ファンド, and none in 第2次, in the first word or
 * in a tie like に関する, which stand in <span class="...">.  A short title is
 * only escaped.
 */
void title_html(str title, str class, struct buf *out);

#endif
