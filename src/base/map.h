#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;

/* From names to things; {0} is an empty one.  Keys are not copied. */
struct map {
	struct map_slot *slots;
	size_t n, cap;
};

/* NULL if the name is not there */
void *map_get(const struct map *, str name);
/* what stood there before, which stays, or NULL */
void *map_put(struct map *, struct arena *, str name, void *thing);

#endif
