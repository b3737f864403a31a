#ifndef MODEL_STATUS_FACTS_H
#define MODEL_STATUS_FACTS_H

#include "model/course.h"
#include "model/linear3.h"

struct model;
struct diags;

/* An indicator as the rule wants it, whatever the year or area. */
struct measure {
	const struct indicator *indicator;
	enum linear3_path path;
	str function;           /* of LINEAR3_GIVEN: its name */
	rational tolerance;
	int replaced;           /* from this year on by another; INT_MAX */
};

/* What the facts of a year were taken from; NULL: nothing. */
struct evidence {
	const struct figure *actual, *baseline;
	const struct figure *targets[3];        /* as in linear3_facts */
};

/* lua:NAME: the name, {0} if it is none */
str status_function(str);
/* an error if there is one that cannot be: below zero, or a range */
void status_check_tolerance(const struct figure *, struct diags *);
/* errors are in the tolerance and the path */
struct measure status_measure(const struct model *, const struct indicator *,
    struct diags *);
/* actual may be NULL: then of the latest course */
void status_facts(const struct measure *, const struct courses *,
    const struct actual *, int year, struct linear3_facts *,
    struct evidence *);

#endif
