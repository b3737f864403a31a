#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/arena.h"
#include "base/map.h"
#include "model/plan.h"

/* From an entity to those that refer to it: goal.indicators. */
struct back {
	const char *name;
	const struct kind *to, *from;
	const struct field *field;
	size_t slot;            /* in the entity's backs */
};

struct cluster;

struct clusters {
	struct cluster **items;
	size_t n;
};

/*
 * All that was read, linked and checked.  Sealed: after model_load nothing
 * in it can be written.
 */
struct model {
	struct arena arena;
	struct entities plans, pages;   /* in the order of their ids */
	struct entity **entities;       /* all, in the order of their plans */
	size_t n;
	size_t first, end;      /* of their numbers; not each is there */
	struct map ids;                 /* plan, plan/id, page:id, aliases */
	struct map named;               /* plan/url of links by a title */
	struct lexicon lexicon;
	struct back *backs;
	size_t nbacks;
	struct clusters clusters;       /* which it is made of and holds */
};

struct status_hooks;

struct model_options {
	const char *content;    /* the folder */
	size_t workers;
	bool draft, release;    /* what drafts and placeholders are */
	struct year as_of;      /* later values are not there yet; may be none */
	const struct status_hooks *hooks;       /* the site's rules, or NULL */
	const struct map *unsaved;      /* by path: the bytes (str) that stand
	                                   for those of a file; or NULL */
	const struct translations *translations;        /* the site's, or NULL */
	const struct texts *open;       /* of the site, or NULL */
	const struct model *older;      /* read with the same options: what has
	                                   not changed is taken over; or NULL */
};

/*
 * Read everything below the folder on some threads, link what it names,
 * check it and seal the memory.  False if there were errors; the model is
 * then partial but safe to look at and to free.
 */
bool model_load(struct model *, const struct model_options *,
    struct diags *);
/* id or plan/id, seen from a plan (NULL: from no plan); NULL if not there */
const struct entity *model_find(const struct model *, const struct plan *,
    str id);
/* what a url such as indicator:households names; NULL if it names nothing */
const struct entity *model_find_url(const struct model *,
    const struct plan *, str url);
/* the kind that a scheme leads to: indicator:, chart:, table:, or NULL */
const struct kind *model_scheme_kind(str scheme);
bool model_scheme(str scheme);
/* the way back of that name; NULL if the kind has none */
const struct back *model_back(const struct model *, const struct kind *,
    str name);
void model_done(struct model *);

#endif
