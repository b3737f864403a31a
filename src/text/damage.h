#ifndef TEXT_DAMAGE_H
#define TEXT_DAMAGE_H

#include "base/str.h"

struct buf;

/*
 * What has gone wrong with a text on its way, as its characters alone tell:
 * mostly by being copied from a PDF.
 */
enum damage_kind {
	DAMAGE_SIGN,            /* 丌足, ⽬標: another sign for the letter */
	DAMAGE_NARROW,          /* ﾎﾞﾗﾝﾃｨｱ, 会館･集会所 */
	DAMAGE_LOST,            /* U+FFFD, (cid:12), #REF! */
	DAMAGE_GARBLED,         /* 縺ゅ＞縺ｮ, to the end of the line */
	DAMAGE_SPACED,          /* 市 民 の 皆 さ ま */
	DAMAGE_TWICE,           /* の事業のの事業の */
	DAMAGE_DIGITS,          /* １２３, １，５６１, ６5 */
	DAMAGE_BLANK,           /* 協 働; only its neighbours can tell */
	DAMAGE_STARS,           /* ** */
	DAMAGE_MAIL, DAMAGE_PHONE,      /* 011-211-0000 */
	DAMAGE_BRACKETS         /* ［文］（url）, a link in Markdown */
};

struct damage {
	enum damage_kind kind;
	size_t at, len;
};

/* The next one from an offset on; of a blank its letters are a part. */
bool damage_next(str text, size_t from, struct damage *);
/* append what should stand in its place; nothing if that is not known */
void damage_mend(enum damage_kind, str piece, struct buf *);

/*
 * The next piece of a line, 6 letters or more, that stands twice in a row:
 * the second one.  Four will do where they meet in the same letter (のの).
 */
bool damage_twice(str line, size_t *at, size_t *len);

/* The length of a sign that stands for a lost text here; 0 if there is none. */
size_t damage_lost(str text, size_t at);
/*
 * Is what follows on the line UTF-8 that was read as CP932?  Its length, as
 * far as is looked; 0 if it is not.
 */
size_t damage_garbled(str text, size_t at);
/*
 * The letters around a blank, three or more, hiragana too, that all stand
 * alone; 0 if the blank is not the first between such.
 */
size_t damage_spaced(str text, size_t blank, size_t *at);
/* no word is beside them: their blanks may go */
bool damage_spaced_whole(str text, size_t at, size_t len);

#endif
