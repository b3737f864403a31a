#ifndef SITE_ROUTE_H
#define SITE_ROUTE_H

#include "base/map.h"
#include "model/model.h"

struct buf;
struct config;
struct group;
struct route_rule;

/* One page to publish: all that is known before any Lua runs. */
struct route {
	str path;               /* en/sagamihara-2/goals/m1.html */
	str main;               /* sagamihara-2/goals/m1.html: the same page
	                           as templates name it, in every variant */
	enum variant variant;
	size_t twins[VARIANT_COUNT];    /* variant_of, from 1; 0: none */
	str layout;             /* goal */
	str title;              /* of a rule; else {0} */
	const struct plan *plan;        /* NULL for pages of the site */
	const struct entity *entity;    /* whose page it is, or NULL */
	const struct kind *kind;        /* whose list it is, or NULL */
	const struct group *group;      /* all that it lists, if not the kind */
	size_t next;                    /* routes_next, from 1; 0: none */
	span at;                /* what to name in a message */
};

struct routes {
	struct route *items;
	size_t n;
	size_t *declared;       /* routes_declared */
	str *urls;              /* of entities by their no; may end in #id */
	struct map paths;
};

/*
 * Pages of the site, of each plan, of each kind's list and each entity, and
 * of the rules; other variants of them: site/variant.h.  False after a
 * message: two pages at one path.
 */
bool routes_plan(struct arena *, const struct model *,
    const struct route_rule *, size_t nrules, struct routes *,
    struct diags *);
/* one more page; a message if there is one at its path */
void routes_add(struct arena *, struct routes *, struct route,
    struct diags *);
/* where an entity is to be found, from the site's root; {0} for a row */
str route_url(const struct routes *, const struct entity *);
/* where the list of a kind of a plan stands */
str route_list(const struct plan *, const struct kind *, struct buf *);
/*
 * The pages that rules make for a plan (NULL: for the site), in their order:
 * the first of them, and the one behind another; NULL behind the last.
 */
const struct route *routes_declared(const struct routes *,
    const struct plan *);
const struct route *routes_next(const struct routes *, const struct route *);
/* the way from a page to a url of the site: ../goals/m1.html#top */
void route_link(str from_path, str to_url, struct buf *);

#endif
