#ifndef SITE_DATA_H
#define SITE_DATA_H

#include "site/route.h"

/*
 * <plan>/data/plan.json: the whole plan as data.  {"plan": {…}, "goals": […],
 * …}: one flat array per kind, one entity a line.  A year stands as printed
 * under its name and as an integer under the same name with fiscal_ in front
 * (year: fiscal_year, the last of a span, whose first is fiscal_year_from);
 * a figure is an object with every key present.  Texts are those of the main
 * pages; an entity with translations has them in the same shape, and with its
 * bodies, as {"translations": {"en": {"title": …}, "easy": {…}}}.
 */
void data_plan(const struct plan *, const struct lexicon *,
    const struct routes *, struct buf *);

#endif
