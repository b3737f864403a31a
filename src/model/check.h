#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "model/model.h"

/* What no single file can tell, once all is linked. */
void check_all(struct model *, const struct model_options *,
    struct diags *);

#endif
