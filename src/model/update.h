#ifndef MODEL_UPDATE_H
#define MODEL_UPDATE_H

#include "model/kind.h"

/* A change of what is published: what feeds and news tell. */
struct update {
	struct entity entity;
	struct year date;       /* to the day */
	str text, url, reason;
	struct ref link;        /* the entity that it is about, or absent */
};

#endif
