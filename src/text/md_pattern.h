#ifndef TEXT_MD_PATTERN_H
#define TEXT_MD_PATTERN_H

#include "text/md_tree.h"

/*
 * Inside of md.  A pattern is the HTML of a body with gaps where only its page
 * knows what to print, so that a body is parsed once and printed often.  It is
 * a row of records, each a gap and its texts, three at most.
 */
enum md_gap {
	GAP_HTML,               /* no gap: HTML as it is */
	GAP_LINE,               /* a new line, unless it begins one */
	GAP_WORDS,              /* a text that may hold terms */
	GAP_LEVEL,              /* of a heading; how deep, as a digit */
	GAP_ID,                 /* the host's prefix */
	GAP_HREF,               /* the same in a url */
	GAP_LINK,               /* url, title=, text if it has none */
	GAP_LINK_END,
	GAP_NAME,               /* the title of a url that cannot be a link */
	GAP_IMAGE,              /* url, text, title= */
	GAP_INNER_IMAGE,        /* within a link */
	GAP_EMBED               /* url, text: a block */
};

enum { GAP_TEXTS = 3 };

void md_gap_put(struct buf *pattern, enum md_gap, const str text[GAP_TEXTS]);
/* the next record, which it takes off; false behind the last */
bool md_gap_next(str *pattern, enum md_gap *, str text[GAP_TEXTS]);

void md_escape(struct buf *, str);
void md_escape_url(struct buf *, str);

/* ---- writing one ---- */

struct md_writer {
	const struct md_tree *tree;
	struct buf *out;                /* the pattern */
	struct buf html;                /* that has no gap yet */
	cmark_iter *it;
	const struct md_note *note;     /* whose text this is */
	size_t links;                   /* how many we are in */
	bool heading;                   /* are we in one? */
	unsigned outline[6], depth;     /* levels of the headings above */
};

/* what a body says, as a pattern */
void md_pattern(const struct md_tree *, struct buf *pattern);

void md_put(struct md_writer *, const char *);
/* a new line, unless we are at the beginning of one */
void md_put_line(struct md_writer *);
void md_put_escaped(struct md_writer *, str);
/* a string of cmark, without marks of ours */
void md_put_string(struct md_writer *, const char *);
void md_put_gap(struct md_writer *, enum md_gap, str, str, str);

void md_put_link(struct md_writer *, cmark_node *, bool entering);
void md_put_image(struct md_writer *, cmark_node *, const char *title);
/* a paragraph of one picture, or of embeds, alone; false if it is none */
bool md_put_alone(struct md_writer *, cmark_node *paragraph);

#endif
