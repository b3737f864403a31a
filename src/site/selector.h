#ifndef SITE_SELECTOR_H
#define SITE_SELECTOR_H

#include "model/plan.h"

enum { SELECTOR_DEEPEST = 4 };

/*
 * What theme.yaml names of a plan: indicators, cases.form,
 * programmes.placements.goal, plan.areas.
 */
struct selector {
	const struct kind *kind;
	const struct field *fields[SELECTOR_DEEPEST];
	size_t nfields;         /* 0: the entities themselves */
};

/* false if there is no such thing */
bool selector_read(str text, struct selector *);
/* the last field, NULL if entities are meant */
const struct field *selector_field(const struct selector *);
/* each place of an entity where the last field stands, written or not */
void selector_visit(const struct selector *, const struct entity *,
    void (*see)(void *ctx, const void *value), void *ctx);
/* is anything written there in the plan? */
bool selector_given(const struct selector *, const struct plan *);

#endif
