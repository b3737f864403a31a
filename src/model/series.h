#ifndef MODEL_SERIES_H
#define MODEL_SERIES_H

#include "model/indicator.h"

struct arena;
struct model;

/* What a figure is to its indicator. */
enum role { ROLE_BASELINE, ROLE_ACTUAL, ROLE_TARGET };

/* A figure that has a value and a year. */
struct point {
	const struct figure *figure;
	const struct actual *actual;    /* of ROLE_ACTUAL, else NULL */
	enum role role;
	size_t area;            /* 0: the whole; others count from 1 */
	int year;               /* fiscal; the last of a span */
	unsigned rank;          /* of an actual's state: revised is 0, before
	                           final, provisional and partial, 3 */
	bool behind;            /* a better actual of the year comes before */
	bool told;              /* a note or an event speaks of it */
	bool odd;               /* its size must be a slip: check_sizes,
	                           check_fractions */
	size_t stretch;         /* how many breaks of the series lie before */
};

/*
 * All figures of an indicator: by area, by year, in it by role, then by
 * state.
 */
struct series {
	const struct indicator *indicator;
	struct point *points;
	size_t n;
	bool strayed;           /* an actual's area is not known */
};

struct series series_of(struct arena *, const struct model *,
    const struct indicator *);
/* how many points from the i-th on are of its area */
size_t series_area(const struct series *, size_t i);
/* the first baseline of some points; NULL if there is none */
const struct point *series_baseline(const struct point *, size_t n);
/* the first of an area, year and role; NULL if there is none */
const struct point *series_find(const struct series *, size_t area, int year,
    enum role);

#endif
