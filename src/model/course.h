#ifndef MODEL_COURSE_H
#define MODEL_COURSE_H

#include "model/indicator.h"

struct arena;
struct diags;

/*
 * From where to where: the baseline and the targets of an indicator, or of
 * one of its areas, as they hold in a year.  A revision of the plan replaces
 * the targets of its own year and all later ones; earlier ones stay.
 */

/* A target, and the fiscal years it is for: one, unless it is for each. */
struct milestone {
	const struct figure *figure;
	int from, to;
	int since;              /* of the course that brought it */
};

struct course {
	int since;              /* the first fiscal year it holds in */
	const struct figure *baseline;  /* with value and year; NULL: none */
	int base_year;          /* fiscal */
	struct milestone *targets;      /* by year, all with values */
	size_t n;
};

struct courses {
	struct course *items;   /* by year, at least one */
	size_t n;
};

/* What a course wants of a year; NULL: nothing. */
struct aims {
	const struct milestone *before, *due, *final;
};

/* is there a value, and the year that it is of? */
bool course_usable(const struct figure *);
/*
 * All courses of an indicator (area NULL) or area.  Targets of one year, or
 * not after the baseline, are errors, and left out; so are ranges where
 * single values are wanted, and single values where ranges are.
 */
struct courses course_list(struct arena *, const struct indicator *,
    const struct area *, struct diags *);
const struct course *course_at(const struct courses *, int year);
/* due is the final one after the last year; NULL if all are for each of
   some other years */
struct aims course_aims(const struct course *, int year);

#endif
