#ifndef MODEL_CHECK_SERIES_H
#define MODEL_CHECK_SERIES_H

#include "model/plan.h"
#include "model/series.h"

/* The figures of an indicator, and what they are held against. */
struct series_check {
	const struct series *series;
	const struct period *period;    /* the plan's; NULL: not known */
	const struct year *as_of;       /* YEAR_NONE: not known */
	bool fiscal;            /* most years of the plan's figures are */
	struct arena *arena;    /* for as long as it is checked */
	struct diags *diags;
};

/* of all indicators, once their figures are complete */
void check_series(const struct model *, const struct year *as_of,
    struct diags *);

/* a year that nothing else is near to is told once; no other check sees it */
bool check_far(const struct series_check *, size_t i);
void check_years(const struct series_check *);
void check_units(const struct series_check *);
bool check_same_unit(str, str);
void check_fractions(const struct series_check *);
void check_sizes(const struct series_check *);
void check_decimals(const struct series_check *);
void check_targets(const struct series_check *);
void check_areas(const struct series_check *);

/* where a message about a figure's year points */
span check_year_place(const struct figure *);

#endif
