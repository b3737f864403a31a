#ifndef MODEL_LINK_H
#define MODEL_LINK_H

#include "model/model.h"

/*
 * Find what every reference of the model names, in fields and in bodies;
 * list the ways back; cut circles of parents.
 */
void link_all(struct model *, bool draft, struct diags *);

#endif
