#ifndef MODEL_DECODE_H
#define MODEL_DECODE_H

#include "model/field.h"

struct arena;
struct diags;
struct ynode;

/*
 * Fill the object from a YAML map.  Reports every fault it sees, not the
 * first only.  Keys in skip (ended by NULL) are somebody else's.  False after
 * an error; the object is then safe to look at, with what could be read.
 */
bool decode(struct arena *, const struct ynode *map, const struct shape *,
    const char *const *skip, void *object, struct diags *);
/* the same of a map that need not have the required keys */
bool decode_part(struct arena *, const struct ynode *map,
    const struct shape *, void *object, struct diags *);
/* the message for a value that should be a map; always false */
bool decode_refuse(struct arena *, const struct ynode *, const struct shape *,
    struct diags *);
/* where a message about the whole of a map points: its first key */
span decode_place(const struct ynode *map);

/* the keys of a figure in its mapping form, for CSV and the manual */
extern const struct shape figure_shape;

#endif
