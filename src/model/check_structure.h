#ifndef MODEL_CHECK_STRUCTURE_H
#define MODEL_CHECK_STRUCTURE_H

#include "model/model.h"

/*
 * What is odd about plans as wholes: their texts, numbers, trees, the plans
 * before them, their grades and files.  Warnings only, among the messages of
 * each cluster, as far as it is not done; after status_all.
 */
void check_plans(const struct clusters *, size_t nworkers);
/* of one plan: gaps and repeats among numbers that stand side by side */
void check_numbers(const struct plan *, struct diags *);

#endif
