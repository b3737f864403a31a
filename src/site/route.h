#ifndef SITE_ROUTE_H
#define SITE_ROUTE_H

#include "base/map.h"
#include "model/model.h"

struct buf;
struct config;

/* A page beside those of entities, as a theme declares it. */
struct route_rule {
	str path;               /* may begin with {plan}/ */
	str layout, title;
	struct texts when;      /* only for plans with one of these: indicators,
	                           programmes.departments, plan.areas */
	span at;
};

/* One page to publish: all that is known before any Lua runs. */
struct route {
	str path;               /* sagamihara-2/goals/m1.html */
	str layout;             /* goal */
	str title;              /* of a rule; else {0} */
	const struct plan *plan;        /* NULL for pages of the site */
	const struct entity *entity;    /* whose page it is, or NULL */
	const struct kind *kind;        /* whose list it is, or NULL */
	span at;                /* what to name in a message */
};

struct routes {
	struct route *items;
	size_t n, cap;
	str *urls;              /* of entities by their no; may end in #id */
	struct map paths;
};

/*
 * Pages of the site, of each plan, of each kind's list and each entity, and
 * of the rules.  False after a message: two pages at one path.
 */
bool routes_plan(struct arena *, const struct model *,
    const struct route_rule *, size_t nrules, struct routes *,
    struct diags *);
/* where an entity is to be found, from the site's root; {0} for a row */
str route_url(const struct routes *, const struct entity *);
/* the way from a page to a url of the site: ../goals/m1.html#top */
void route_link(str from_path, str to_url, struct buf *);

#endif
