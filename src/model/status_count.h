#ifndef MODEL_STATUS_COUNT_H
#define MODEL_STATUS_COUNT_H

#include "model/status.h"

struct arena;
struct plan;
struct status_tree;

/*
 * Roll-up: counts only, of a plan or a goal with all that is below it, in
 * one fiscal year.  指標, 判定 and 事業 are three denominators.
 */
struct status_counts {
	size_t indicators;      /* 指標: those with a result in the year */
	size_t results;         /* 判定: one for each, or for each area */
	size_t base;            /* 判定 but na and provisional */
	size_t by[STATUS_COUNT];        /* 判定 by status */
	size_t waiting;         /* those that have no actual in the year */
};

/* 事業: of any year. */
struct programme_counts {
	size_t programmes;      /* each one once */
	size_t placements;      /* 再掲を含む: as often as they are listed */
};

/* what the counts are made from; once all results are there */
const struct status_tree *status_tree_new(struct arena *,
    const struct plan *);
/* of a goal, or of the plan itself */
struct status_counts status_count(const struct plan *,
    const struct entity *node, int year);
struct programme_counts status_count_programmes(const struct plan *,
    const struct entity *node);
/* fiscal years that have results, the earliest first */
const int *status_years(const struct plan *, size_t *n);

/*
 * Shares of a total in tenths of a percent, by the largest remainder, so
 * that they sum to 1000; equal remainders: the first.  All 0 if there is
 * nothing to share.
 */
void status_shares(const size_t *counts, size_t n, unsigned *tenths);

#endif
