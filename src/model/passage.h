#ifndef MODEL_PASSAGE_H
#define MODEL_PASSAGE_H

#include "model/field.h"

struct arena;
struct ynode;

/* A text of an entity as its author wrote it, quotes and all. */
struct passage {
	span at;
	const struct field *field;
};

struct passages {
	struct passage *items;
	size_t n;
};

/* those of a YAML map or a row, of some shape */
void passage_list(struct arena *, const struct ynode *map,
    const struct shape *, struct passages *);
/* the first of a field; NULL if there is none */
const struct passage *passage_find(const struct passages *,
    const struct field *);

#endif
