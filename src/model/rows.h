#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "model/load.h"

struct parts;

/* The entities of a sheet, one a row; their lists may be in others. */
void rows_read(struct arena *, struct file *, struct source *,
    struct parts *, struct diags *);

#endif
