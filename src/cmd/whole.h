#ifndef CMD_WHOLE_H
#define CMD_WHOLE_H

#include "base/buf.h"

struct diags;
struct pipeline;
struct watch;

/*
 * A whole site, made and looked at and then forgotten: what is wrong with its
 * pages, and of each path a number that is another when its bytes are.  Only
 * what can be made with all pages alone is kept: the search index.
 */
struct whole;

/*
 * NULL if something has changed meanwhile, which the watch (may be NULL)
 * knows: then what was found so far is worth nothing.
 */
struct whole *whole_make(struct pipeline *, struct watch *, struct diags *);
/*
 * A search index of the titles of all pages, which takes no time: until there
 * is the one of their texts.
 */
struct whole *whole_titles(const struct pipeline *);
/* what was kept; false if there is no such path */
bool whole_find(const struct whole *, str path, struct buf *);
/*
 * What differs from an earlier one: called by path; how is '+' where it is
 * new, '-' where it is no more, '*' where its bytes are others.
 */
void whole_compare(const struct whole *, const struct whole *earlier,
    void (*tell)(void *ctx, str path, char how), void *ctx);
void whole_free(struct whole *);

#endif
