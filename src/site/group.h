#ifndef SITE_GROUP_H
#define SITE_GROUP_H

#include "site/selector.h"

/* Entities that have a value in common: the programmes of an office. */
struct group {
	/*
	 * The value in an address, ASCII, the same as long as the value is:
	 * an id where it has one (an entity, an entry of a list of the plan),
	 * a fiscal year, an English word or a number as it is, else eight
	 * hexadecimal digits that follow from its letters.  Never its place
	 * in the order, which changes with every new value before it.
	 */
	str key;
	str name;               /* the value as text */
	const struct entity *entity;    /* the value, if it is one */
	struct entities members;
};

struct groups {
	struct group *items;
	size_t n;
};

/* are its values such that entities can be grouped by them? */
bool group_by(const struct selector *);
/* of all these entities, in the order in which the values come up */
void groups_gather(struct arena *, const struct selector *,
    const struct entities *, struct groups *);
/* is this text, or this entity, what the group has in common? */
bool group_is(const struct group *, str text, const struct entity *);

#endif
