#ifndef SITE_FEED_H
#define SITE_FEED_H

#include "site/route.h"

/* What machines are told about a site; all need its base_url. */

/*
 * sitemap.xml (sitemaps.org 0.9): every page but 404.html; one in two
 * languages with both of them
 */
void feed_sitemap(const struct config *, const struct routes *, struct buf *);
/*
 * feed.xml (Atom, RFC 4287): the updates of a plan, or of all plans if it is
 * NULL, the newest first, no more than LIMIT_FEED.  Days begin at midnight in
 * Japan.  False, with nothing appended, if there is no update.
 */
bool feed_atom(const struct config *, const struct model *,
    const struct plan *, const struct routes *, struct buf *);
/*
 * A page that leads from where an entity stood under an earlier id to where
 * it stands: for browsers without scripts too.
 */
void feed_alias(const struct config *, str language, str title,
    str from_path, str to_url, struct buf *);

#endif
