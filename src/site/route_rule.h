#ifndef SITE_ROUTE_RULE_H
#define SITE_ROUTE_RULE_H

#include "site/route.h"

/*
 * Pages beside those of entities, as theme.yaml declares them.  Places in
 * path are {plan}, and with for_each {key}; in title {name}.
 */
struct route_rule {
	str path;               /* with {plan}/ in front one for each plan */
	str layout, title;
	struct texts when;      /* only for plans with one of these: indicators,
	                           programmes.departments, plan.areas,
	                           actuals and plan.status_rule */
	str for_each;           /* {0}: one page; programmes: one for each;
	                           programmes.departments: one for each value,
	                           in a plan or, without {plan}/, in all */
	span at, for_each_at;
};

/* the pages that it makes */
void route_rule_add(struct arena *, const struct model *,
    const struct route_rule *, struct routes *, struct diags *);

#endif
