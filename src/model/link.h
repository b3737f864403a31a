#ifndef MODEL_LINK_H
#define MODEL_LINK_H

#include "model/model.h"

/* What is the same for all clusters of a site. */
struct link_site {
	bool draft;
	const struct map *ids;  /* among which are its pages; NULL: none */
	struct entities plans;  /* to suggest */
	size_t suggested;       /* so many times so far */
};

/* the ways back that there are, and nobody's yet */
void link_backs(struct model *);
/*
 * Find what every reference of the model names, in fields and in bodies;
 * list the ways back; cut circles of parents.
 */
void link_all(struct model *, struct link_site *, struct diags *);

#endif
