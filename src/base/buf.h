#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

/* Bytes that grow; {0} is an empty one. */
struct buf {
	char *p;
	size_t n, cap;
};

void buf_put(struct buf *, str);
void buf_puts(struct buf *, const char *);
static inline void buf_putc(struct buf *, char);
void buf_printf(struct buf *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
/* append, after something that stands between it and what was there */
void buf_join(struct buf *, const char *between, str);
/* append with & < > " ' replaced by character references */
void buf_html(struct buf *, str);
/* append as a JSON string with its quotes; null if the text is absent */
void buf_json(struct buf *, str);
/* what it holds, until the next change */
str buf_str(const struct buf *);
void buf_done(struct buf *);

/* ---- what costs less than a call ------------------------------------------ */

/* room for one byte more */
void buf_grow(struct buf *);

static inline void
buf_putc(struct buf *b, char c)
{
	if (b->n == b->cap)
		buf_grow(b);
	b->p[b->n++] = c;
}

#endif
