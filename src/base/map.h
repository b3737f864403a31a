#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;

/*
 * From names to things; {0} is an empty one.  Keys are not copied.  Whatever
 * the keys, to put or get one takes no longer than a few dozen steps.
 */
struct map {
	struct map_node *root;
	size_t n;
};

/* NULL if the name is not there */
void *map_get(const struct map *, str name);
/* what stood there before, which stays, or NULL */
void *map_put(struct map *, struct arena *, str name, void *thing);

#endif
