#ifndef MODEL_DECODE_FIGURE_H
#define MODEL_DECODE_FIGURE_H

#include "model/field.h"

struct arena;
struct diags;
struct ynode;

/*
 * A figure, as a text or spelt out in a map.  － says that there is no value;
 * why has to be said too.  False after a message.
 */
bool decode_figure(struct arena *, const struct ynode *,
    const struct field *, struct figure *, struct diags *);

#endif
