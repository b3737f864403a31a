#ifndef MODEL_PARTS_H
#define MODEL_PARTS_H

#include "base/arena.h"
#include "base/map.h"
#include "model/sheet.h"

struct source;
struct ynode;

/*
 * Lists of the entities of a kind and plan that stand in sheets of their own:
 * indicator-targets.csv.  A row is an item of the entity that its first
 * columns name, in the order of the column no, and those without a number
 * behind the others.  A list stands in one place: there or in its entity.
 */
struct parts {
	struct arena *arena;    /* for what entities keep */
	struct arena own;
	struct part *items;     /* grouped by owner when they are sorted */
	size_t n;
	struct owner *owners;
	size_t nowners;
	struct map by_key;
	str *seen;              /* ids and titles of entities, in pairs */
	size_t nseen, seen_cap;
};

/* the rows of one sheet */
void parts_read(struct parts *, const struct sheet *, struct source *,
    struct diags *);
/* when all are read: put them in order; a number twice is an error */
void parts_sort(struct parts *, struct diags *);
/*
 * Before an entity is decoded: add its lists to its map.  Nothing to do if
 * there are no parts (NULL).
 */
void parts_attach(struct parts *, struct ynode *map, str id, struct entity *,
    struct diags *);
/* after the last entity: tell what has no owner, and free the rest */
void parts_done(struct parts *, bool tell, struct diags *);

#endif
