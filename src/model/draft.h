#ifndef MODEL_DRAFT_H
#define MODEL_DRAFT_H

#include "model/model.h"

/* is it, or its plan, kept out of what is published? */
bool draft_is(const struct entity *);
/*
 * The rows of a plan that tell of a draft, by its id or its title, become
 * drafts: actuals of an indicator, evaluations of a programme.
 */
void draft_rows(const struct model *, const struct plan *);
/* the plan has no longer those attachments that only its drafts lead to */
void draft_files(struct plan *);

#endif
