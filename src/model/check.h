#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "model/model.h"

/* what the site itself leaves open */
void check_site(const struct model_options *, struct diags *);
/* What no single file can tell, once all is linked. */
void check_all(struct model *, const struct model_options *,
    struct diags *);

/* parts of it, one file each: */

/* shares of an evaluation that its counts do not give */
void check_shares(const struct entity *evaluation, struct diags *);
/* a step of the plan's making that comes before what it follows on */
void check_events(const struct plan *, struct diags *);
/* ％ where the difference of two percentages is meant */
void check_points(const struct entity *, struct diags *);

#endif
