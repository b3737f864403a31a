#ifndef MODEL_LINEAR3_H
#define MODEL_LINEAR3_H

#include "base/rational.h"
#include "model/indicator.h"
#include "model/status.h"

/*
 * The rule linear3@1: where an indicator stands in a year, from numbers
 * alone.  A plan names the rule with its version; a change of what it says
 * is another version.
 */

enum linear3_path {
	LINEAR3_LINEAR,
	LINEAR3_STEP,           /* stays at the target before until the next */
	LINEAR3_FINAL_ONLY,
	LINEAR3_GIVEN           /* what is expected comes from elsewhere */
};

/* A figure in its unit, without 万, 億, 兆. */
struct linear3_number {
	rational value;         /* none: there is no value */
	rational half;          /* of an estimate: half of its last written
	                           digit; else none */
};

struct linear3_target {
	struct linear3_number value;    /* of a range the lower end */
	struct linear3_number upper;    /* none unless it is a range */
	enum comparison cmp;
	int year;
	bool each;              /* holds for the year that is judged only */
};

struct linear3_facts {
	enum want want;         /* 0: not said */
	enum linear3_path path;
	bool flow;
	bool partial;           /* the actual is of a part of the year */
	bool suppressed, replaced, broken;
	int year, base_year;    /* fiscal; base_year only if base is known */
	struct linear3_number actual, base;
	struct linear3_target targets[3];
	/* places in targets, -1 for none: the last before the year, the one
	   that is due (the final one if none is), the last of all */
	int before, due, final;
	rational tolerance;
	rational given;         /* of LINEAR3_GIVEN, before the last year */
};

struct linear3_result {
	enum status status;
	enum status_reason reason;      /* of STATUS_NA, else 0 */
	unsigned step;          /* of the rule: 0 to 3 */
	int target;             /* its place in targets; -1: none */
	rational expected, q, p, r;     /* none: not there */
	bool rough;
};

void linear3_decide(const struct linear3_facts *, struct linear3_result *);

#endif
