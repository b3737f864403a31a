#ifndef SITE_SHARD_H
#define SITE_SHARD_H

#include "base/str.h"

struct arena;
struct model;
struct routes;
struct sink;

/*
 * A site that is made in parts, on several machines.  Its pages stand in one
 * row: those of the site, then those of each plan, in the order in which the
 * model has them.  The row is cut into so many runs that are equal in length
 * but for one page; so a plan is whole unless a cut goes through it, and a
 * huge one is in several parts.
 *
 * What a plan has beside its pages (data, feed, old addresses, files) is where
 * its first page is; what the site has so (assets, feed, site map) is in the
 * first part.  The search index, made of all pages, is in none.
 */
struct shard {
	size_t no, of;          /* from 1 to of; of is 0 for the whole site */
};

/* Which paths are in a shard. */
struct cut;

/* memory from the arena; model and routes must stay */
struct cut *cut_new(struct arena *, struct shard, const struct model *,
    const struct routes *);
/*
 * A sink that wants what is in the shard, and passes it on to another; not to
 * be committed.
 */
struct sink *cut_sink(struct cut *, struct sink *);

#endif
