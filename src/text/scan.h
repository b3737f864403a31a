#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include "base/source.h"

struct arena;

/*
 * A text read from left to right as officials mean it: full-width and
 * half-width are the same, all dashes are -, wave dashes ~, middle dots ・,
 * circles ●, and blanks count for nothing.
 */
struct scan {
	str text;
	size_t off;             /* of what is read next */
};

enum { SCAN_CIRCLE = U'●' };    /* stands for ● ○ 〇 ◯ */

bool scan_blank(uint32_t character);
/* a character as it is compared */
uint32_t scan_fold(uint32_t character);
/* a dash that is rather the long mark of katakana, or a line, than a minus */
bool scan_long_dash(uint32_t character);
/* the next character that is no blank, folded; 0 at the end */
uint32_t scan_next(struct scan *);
/* the same without moving past it */
uint32_t scan_peek(const struct scan *);
/* does such a dash come next? */
bool scan_long_next(const struct scan *);
/* past a word, which is written folded, if it comes next */
bool scan_take(struct scan *, const char *word);
/* digits and circles in one piece: how many; *n is 0 if there is a circle */
size_t scan_number(struct scan *, int *n, bool *circle);
/* is it nothing but dashes? */
bool scan_is_dash(str);
/* the text without its blanks, but for those between two numbers */
str scan_compact(struct arena *, str);
/* a piece that is not too long to be quoted in a message */
str scan_quote(struct arena *, str);
/* where a part of a text stands; all of it if that cannot be told */
span scan_part(span at, str text, str part);

#endif
