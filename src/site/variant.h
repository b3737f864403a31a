#ifndef SITE_VARIANT_H
#define SITE_VARIANT_H

#include "site/route.h"

/*
 * Pages in another language or in plain words, beside the main ones:
 *
 * en/PATH      of a plan or page whose title was translated; of the whole
 *              site as soon as there is one such plan or page
 * X.easy.html  of an entity that has an x.easy.md
 *
 * A site whose own language is English shows its translations in its main
 * pages, and has no others.
 */

/* adds them behind the main pages, which become those of the language */
void variants_plan(struct arena *, const struct model *,
    const struct config *, struct routes *, struct diags *);
/* where that variant of a page stands: en/goals/m1.html, goals/m1.easy.html */
void variant_path(str main, enum variant, struct buf *);
/* is anything of the site in this variant? */
bool variant_any(const struct routes *, enum variant);
/* a page in a variant; NULL if there is none */
const struct route *variant_of(const struct routes *, const struct route *,
    enum variant);
/* the same of the page at a main path */
const struct route *variant_find(const struct routes *, str main,
    enum variant);
/*
 * What a url of the site becomes on a page of a variant: the same page in
 * that variant, if there is one.
 */
void variant_url(const struct routes *, str url, enum variant, struct buf *);

#endif
