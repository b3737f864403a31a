#ifndef SITE_STATUS_DATA_H
#define SITE_STATUS_DATA_H

#include "model/plan.h"

struct buf;

/*
 * <plan>/data/status.json: {"rule": …, "results": [{"indicator", "area",
 * "year", "status", "A", "B", "T", "E", "q", "p", "r", "tol", "reason",
 * "rough"}]}, one result a line, in the order of the indicators, the whole
 * before its areas, by year.  area is an id, or null for the whole; year an
 * integer, or null where there is no actual at all.  A, B, T, E and tol are
 * texts in the scale of the baseline (of the target or the actual if there
 * is none): decimals, those of A, B and T as written ("70.0"), or reduced
 * fractions such as "1313/15", a range as "40～60".  Every key is present,
 * null where there is nothing.
 */
void status_data(const struct plan *, struct buf *);

#endif
