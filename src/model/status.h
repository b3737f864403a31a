#ifndef MODEL_STATUS_H
#define MODEL_STATUS_H

#include "base/rational.h"
#include "model/indicator.h"

struct diags;
struct model;

#define STATUS_RULE_NAME  "linear3@1"

/* What can be said of an indicator in a year; the best first. */
enum status {
	STATUS_ACHIEVED = 1, STATUS_ACHIEVED_EARLY, STATUS_MET_PARTIAL,
	STATUS_MET, STATUS_ON_TRACK, STATUS_SLIGHTLY_BEHIND,
	STATUS_UNCHANGED, STATUS_BEHIND, STATUS_MISSED_NEAR, STATUS_MISSED,
	STATUS_NOT_MET_NEAR, STATUS_NOT_MET, STATUS_WORSE,
	STATUS_PROVISIONAL, STATUS_NA, STATUS_COUNT
};

/* Why it is not judged; the first that holds. */
enum status_reason {
	STATUS_NO_ACTUAL = 1, STATUS_DIRECTION, STATUS_NO_TARGET,
	STATUS_NOT_MEASURED, STATUS_SUPPRESSED, STATUS_REPLACED,
	STATUS_BREAK, STATUS_BEFORE_BASELINE, STATUS_BASELINE_YEAR,
	STATUS_NO_TARGET_YEAR, STATUS_PATH, STATUS_RULE, STATUS_REASON_COUNT
};

/* word: in data, Lua and tests; the others: on pages. */
struct status_name {
	str word, ja, en;
};

/* by their number; that of 0 is empty */
extern const struct status_name status_names[STATUS_COUNT];
extern const struct status_name status_reasons[STATUS_REASON_COUNT];
/* a status by its word; 0 if there is none */
enum status status_of(str word);

/*
 * Where an indicator or one of its areas stands in a fiscal year, and all
 * that was used to say so.  Numbers are texts in the scale of the baseline (of
 * the target or the actual if there is none): A, B and T with their decimals
 * as written (70.0) where that is their own scale, all others as
 * rational_print has them, 14.4 or 1313/15; a range is 40～60; {0} is absent.
 */
struct status_result {
	const struct indicator *indicator;
	const struct area *area;        /* NULL: the whole */
	const struct actual *actual;    /* NULL: there is none at all */
	const struct figure *baseline, *target; /* B and T as written; NULL */
	int year;               /* 0: no actual at all */
	enum status status;
	enum status_reason reason;      /* of STATUS_NA, else 0 */
	unsigned step;          /* of the rule: 0 to 3 */
	bool rough;
	enum scale scale;       /* of A, B, T, E and tol */
	str A, B, T, E, q, p, r, tol;
};

/*
 * The site's own functions, for path: lua:NAME and status_rule: lua:NAME.
 * Both get the result as linear3 has it (expect: without E, q, p, r) and
 * return false if they have nothing to say, perhaps after a message.
 */
struct status_hooks {
	void *context;
	/* E in the result's scale */
	bool (*expect)(void *context, str function,
	    const struct status_result *, rational *expected);
	/* another status, and a reason if it is STATUS_NA */
	bool (*decide)(void *context, str function, struct status_result *);
};

/*
 * The results of all indicators, into indicator.results, and what
 * status_count needs, into plan.tree.  After check_all, before the model is
 * sealed.  hooks may be NULL: then paths and rules in Lua decide nothing.
 * True if one of them was asked.
 */
bool status_all(struct model *, const struct status_hooks *,
    struct diags *);
/* of an area's id ({0}: the whole) and a fiscal year; NULL if there is none */
const struct status_result *status_find(const struct indicator *, str area,
    int year);
/* the one of the latest year; NULL if the area has no results */
const struct status_result *status_latest(const struct indicator *,
    str area);

#endif
