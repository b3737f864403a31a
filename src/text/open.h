#ifndef TEXT_OPEN_H
#define TEXT_OPEN_H

#include "base/str.h"

/*
 * What is still open in a text: a sign that stands for a value which is not
 * known yet.  令和●年●月, ●日, 1●: ● beside 年, 月, 日 or a digit; 〇〇 and ○○;
 * 令和9年3月（予定）, 50件（予定）: a time or a number that is planned.  XX, TODO
 * and TBD apart from other letters, （P）, （未定）, （詳細は調整中）.  ● and ○ that
 * begin a line are marks of a list, 二〇〇五 is a number, and what stands alone
 * in 「」 is spoken of: none of these is open.
 */
bool open_next(str text, size_t from, size_t *at, size_t *len);
/* nothing but ●: open where it is a whole value */
bool open_whole(str value);
/* 未定: likewise, but for what may be called so */
bool open_word(str value);

#endif
