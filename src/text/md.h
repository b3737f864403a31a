#ifndef TEXT_MD_H
#define TEXT_MD_H

#include "base/source.h"

struct arena;
struct buf;
struct diags;

enum { MD_TABLE_WIDE = 5 };     /* as many columns may not fit on a phone */

/* A link or an image of a body. */
struct md_link {
	str url, text;          /* decoded, not yet percent-encoded; text
	                           without markup */
	bool image;
	span at;
};

/* A heading, in order: what a list of contents needs. */
struct md_heading {
	unsigned level;         /* as written: # is 1 */
	str id, text;           /* id without the host's prefix */
	span at;
};

/* What a body says without its HTML: enough to check it. */
struct md_facts {
	struct md_link *links;
	size_t nlinks;
	struct md_heading *headings;
	size_t nheadings;
	str pattern;            /* its HTML, for md_html */
	str prose;              /* the body as written, byte by byte, with
	                           tabs where code and HTML stand */
	span *open;             /* values not known yet: text/open.h */
	size_t nopen;
};

/* Where a url of our own leads. */
struct md_target {
	str url;                /* to publish */
	str title;              /* for a link with no text of its own */
	unsigned width, height; /* of a picture; 0 if not known */
};

/*
 * What the owner of the model answers while a body is printed.
 * target: for a url with one of our schemes or a file of the plan; false if
 *         there is no such thing (md_read's caller has said so before).
 * embed:  prints what stands for an image with one of our schemes; may be
 *         NULL: then such an image is printed as a link.
 * term:   the first part of a text to link to an explanation; asked for text
 *         outside links, headings, code and ruby; may be NULL.
 */
struct md_host {
	bool (*target)(void *ctx, str url, struct md_target *);
	bool (*embed)(void *ctx, str url, str text, struct buf *);
	bool (*term)(void *ctx, str text, size_t *from, size_t *to,
	    struct md_target *);
	void *ctx;
	unsigned heading;       /* level of the outermost ones */
	str prefix;             /* of every id, where bodies share a page */
};

/*
 * The facts of a body, and a message for everything that would not be printed
 * as it is meant: a scheme that is not on the list (http, https, mailto, tel,
 * relative, #, and ours, which are told by own(scheme)), a picture without
 * text, raw HTML, a footnote or a row of a table that does not fit, and a
 * body that is too long or too deep, which has no pattern.
 */
bool md_read(struct arena *, span body, bool (*own)(str scheme),
    struct md_facts *, struct diags *);
/*
 * Print a body's pattern, its gaps filled in by the host of the page.  Raw
 * HTML has been left out; of a refused link only the text is printed.
 */
void md_html(str pattern, const struct md_host *, struct buf *);
/* what is read of a body: a paragraph, a heading or a row of a table a line */
void md_words(span body, struct buf *);
/* CommonMark's own HTML, nothing of ours, raw HTML and all: for tests */
void md_plain(span body, struct buf *);

#endif
