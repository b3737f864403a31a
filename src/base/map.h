#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;

/*
 * From names to things; {0} is an empty one.  Keys are not copied.  Whatever
 * the keys, to put or get one takes a few dozen steps at most; a map that
 * grows puts all anew.
 */
struct map {
	struct map_node **trees;
	size_t n;
	unsigned bits;          /* of a hash, which choose the tree */
};

/* NULL if the name is not there */
void *map_get(const struct map *, str name);
/* what stood there before, which stays, or NULL */
void *map_put(struct map *, struct arena *, str name, void *thing);
/* put all of another, but no name that is there */
void map_join(struct map *, struct arena *, const struct map *from);

#endif
