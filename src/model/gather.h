#ifndef MODEL_GATHER_H
#define MODEL_GATHER_H

#include "model/model.h"

struct diags;
struct file;

/* is it left out, because it is a draft? */
bool gather_drops(const struct entity *, const struct model_options *);
/*
 * What was read from some files as plans and pages with their entities, each
 * with its number, into an empty model; nothing is linked yet.
 */
void gather_files(struct model *, struct file *const *, size_t n,
    const struct model_options *, struct diags *);

#endif
