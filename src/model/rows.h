#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "model/load.h"

/*
 * The entities of a file in CSV.  A column is known by its header: a name or
 * one of the headers of a field of the kind, or of the keys of a figure, which
 * belong to the row's figure.  What the site's own sheets have beside that is
 * passed over, but a fiscal year must agree with its year.
 */
void rows_read(struct arena *, struct file *, struct source *,
    struct diags *);

#endif
