#ifndef TEXT_MD_TEXT_H
#define TEXT_MD_TEXT_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * Inside of md.  The body as cmark gets it: what is ours is replaced by marks
 * that cmark takes for letters, and a map leads back from every byte.  Marks
 * are noncharacters (U+FDD0 …), which no text may hold; they may end up in
 * code or a url, where md_text_restore puts back what was written.
 */
enum md_mark {
	MARK_JOIN,              /* a letter beside **, so that it may close */
	MARK_RUBY,              /* { */
	MARK_READING,           /* | */
	MARK_RUBY_END,          /* } */
	MARK_NOTE,              /* [^a], as a number and MARK_END */
	MARK_NOTE_TEXT,         /* [^a]: likewise, after NOTE_ITEM */
	MARK_TABLE,             /* a whole table, likewise */
	MARK_CELL,              /* before the text of a cell */
	MARK_END,
	MARK_COUNT
};

/* makes a list item of a footnote: what is indented by four belongs to it */
#define NOTE_ITEM  "+   "

struct md_piece {
	size_t at, from;
	bool fixed;             /* put in: every byte of it stands for from */
};

struct md_text {
	struct arena *arena;
	struct buf out;
	struct md_piece *pieces;
	size_t n;
};

/* The source of a mark with a number. */
struct md_spot {
	size_t off, len;        /* in the body */
};

struct md_spots {
	struct md_spot *spot;
	size_t n;
};

/* append the bytes of a text before this one, or others in their place */
void md_text_copy(struct md_text *, str from, size_t off, size_t to);
void md_text_put(struct md_text *, str, size_t from);
/* the offset before, for an offset of this text */
size_t md_text_from(const struct md_text *, size_t off);

/* the body with marks; UTF-8 in any case */
void md_text_mark(struct md_text *, struct md_spots *, str body);
str md_mark_bytes(enum md_mark);
void md_mark_number_put(struct buf *, enum md_mark, size_t number);
/* the mark that a text begins with, or MARK_COUNT; marks take three bytes */
enum md_mark md_mark(str);
/* the mark with a number that a text begins with: its length, or 0 */
size_t md_mark_number(str, enum md_mark *, size_t *number);
/* the ruby that a text begins with: its length, or 0 if it is not whole */
size_t md_ruby(str, str *base, str *reading);
/* append a text with its marks as they were written */
void md_text_restore(struct buf *, str, const struct md_spots *, str body);

#endif
