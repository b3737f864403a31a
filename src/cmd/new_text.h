#ifndef CMD_NEW_TEXT_H
#define CMD_NEW_TEXT_H

#include "base/diag.h"
#include "model/plan.h"

/* What the start of an entity is filled with. */
struct new_words {
	str id, title;          /* of a row the title is its text */
	const struct plan *plan;        /* NULL: nothing is known of it */
	str today;              /* 令和8年4月1日 */
	str file;               /* of a document, below files/ */
	enum language language;
};

/* can one be started alone? */
bool new_text_known(const struct kind *);
/* is it a file of its own, unless there is a list of them already? */
bool new_text_body(const struct kind *);
/* what a list file of its kind begins with: comments on what may be written */
void new_text_head(const struct kind *, enum language, struct buf *);
/* a sheet of actuals: a row for each indicator, to be filled in */
void new_text_rows(const struct new_words *, const str *ids, size_t n,
    struct buf *);
/* an entry of a list, every line behind so many blanks */
void new_text_entry(const struct kind *, const struct new_words *,
    size_t indent, struct buf *);
/* a file of its own: front matter and body */
void new_text_file(const struct kind *, const struct new_words *,
    struct buf *);
/* a text as YAML, in quotes if it needs them */
void new_text_scalar(str, struct buf *);

#endif
