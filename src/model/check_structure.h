#ifndef MODEL_CHECK_STRUCTURE_H
#define MODEL_CHECK_STRUCTURE_H

#include "model/model.h"

/*
 * What is odd about plans as wholes: their texts, numbers, trees, the plans
 * before them, their grades and files.  Warnings only; after status_all.
 */
void check_plans(const struct model *, size_t nworkers, struct diags *);
/* of one plan: gaps and repeats among numbers that stand side by side */
void check_numbers(const struct plan *, struct diags *);

#endif
