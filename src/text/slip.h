#ifndef TEXT_SLIP_H
#define TEXT_SLIP_H

#include "base/diag.h"
#include "text/mend.h"

/*
 * How slips.h is done.
 *
 * slip.c        messages and mends
 * slip_text.c   what stands at a place
 * slip_flow.c   what stands between [ ] or { }
 * slip_value.c  what stands after a key or a dash
 * slip_block.c  lines, their indentation and what they begin with
 */
struct slips {
	struct arena *arena;
	const struct source *src;
	struct diags *diags;
	struct mends *mends;
	const char *text;       /* what is looked at */
	uint32_t from;          /* where it stands in the source */
	const char *p, *end;    /* the next character, the end of the text */
	const char *head;       /* first character of the line's content */
	size_t told;            /* messages */
	bool cr;                /* told that lines end with it */
	bool over;              /* too many, too deep, no plain data: stop */
};

/* What a line begins with. */
struct slip_indent {
	const char *at;         /* the first character that is no blank */
	const char *odd;        /* the first blank that is no space, or NULL */
	int spaces;             /* before that */
	int col;                /* that was probably meant */
};

/* What a line has left, which a deeper line may go on with. */
enum slip_after { SLIP_NOTHING, SLIP_KEY, SLIP_DASH, SLIP_TEXT };

enum { SLIP_STEP = 2 };         /* columns of a level, or of a wide blank */

/* bytes of the blank at a place: space, tab, U+00A0, U+3000; or 0 */
size_t slip_blank(const struct slips *, const char *);
/* after the blanks at a place */
const char *slip_blanks(const struct slips *, const char *, const char *to);
/* is it a blank of YAML, or the end of the line? */
bool slip_gap(const struct slips *, const char *);
/* after blanks of YAML */
const char *slip_skip(const struct slips *, const char *);
/* where the line of a place ends, without its line end */
const char *slip_eol(const struct slips *, const char *);
const char *slip_next_line(const struct slips *, const char *);
/* an end without the blanks before it */
const char *slip_trim(const char *from, const char *to);
struct slip_indent slip_measure(const struct slips *, const char *line);

/* does a plain text stop here for a comment? */
bool slip_comment(const struct slips *, const char *);
/* is there nothing more on the line? */
bool slip_bare(const struct slips *, const char *);
/* where a plain text ends on its line */
const char *slip_plain_end(const struct slips *, const char *);
/* the ": " between two places, NULL if there is none */
const char *slip_colon_in(const struct slips *, const char *, const char *to);
/* the colon that ends the key at a place, which has no bracket; or NULL */
const char *slip_key(const struct slips *, const char *);
/* is it a name as keys have: a-z, 0-9, _ and -? */
bool slip_name(const char *from, const char *to);
/* could a line begin a key or an item, no deeper than a column? */
bool slip_outside(const struct slips *, const char *line, int col);
/* a character that no plain value begins with? */
bool slip_special(const struct slips *, const char *, bool flow);

span slip_span(const struct slips *, const char *from, const char *to);
/* write something else between two places */
void slip_mend(struct slips *, const char *from, const char *to, str instead);
/*
 * The mend of the message just told, safe to be made in the file: the text
 * stays what its author meant.
 */
void slip_offer(struct slips *, const char *from, const char *to,
    str instead);
/* a message about what stands between two places */
void slip_tell(struct slips *, enum message, const char *from,
    const char *to, words);
/* what a message quotes of it */
str slip_shown(const char *from, const char *to);
str slip_spaces(struct slips *, int n);
/* so many spaces, as a message says it: {1} Japanese, {2} English */
words slip_columns(struct slips *, int n);
/* blanks that are no spaces, and the column that the line should have */
void slip_odd(struct slips *, const char *line, struct slip_indent, int want);
/*
 * A value that needs quotes, from its first to after its last character;
 * word: what is wrong with it.  whole: it does not go on elsewhere, so that
 * nothing else needs to be mended.
 */
void slip_quote(struct slips *, enum message, const char *from,
    const char *to, str word, bool whole);
/* a key and a colon that is not one; where its value begins and ends */
void slip_colon(struct slips *, const char *key, const char *colon,
    const char *value, const char *to);
/*
 * A text that should be a key and a value: where its first word ends, if a
 * colon was missing there, or NULL.
 */
const char *slip_no_colon(struct slips *, const char *from, const char *to);
/* a comment at a place that is rather text: #1 */
void slip_doubtful(struct slips *, const char *);

/*
 * After a quoted text, which may go on below for as long as no line could
 * begin a key no deeper than col; one that is not closed is, with a message.
 */
const char *slip_quoted(struct slips *, const char *, int col, bool flow);
/* the [ ] or { } at p, which is moved past it; lines no deeper are outside */
void slip_flow(struct slips *, int col);
/* the value at p, which is moved past it; lines no deeper are outside */
enum slip_after slip_value(struct slips *, int col);
/* all lines */
void slip_block(struct slips *);

#endif
