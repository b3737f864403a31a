#ifndef MODEL_INDICATOR_H
#define MODEL_INDICATOR_H

#include "model/kind.h"

struct status_result;

enum want { WANT_UP = 1, WANT_DOWN, WANT_MAINTAIN, WANT_RANGE, WANT_NONE };

/* What sort of value it is: the choice kind. */
enum value_kind {
	VALUE_LEVEL = 1, VALUE_FLOW, VALUE_CUMULATIVE, VALUE_SHARE,
	VALUE_SURVEY
};

/* What progress is measured by. */
struct indicator {
	struct entity entity;
	struct ref goal;        /* absent: the plan's own */
	str unit, definition, source, method, path;
	span path_at;
	enum scale scale;       /* of figures without one: unit: 億円 is 円 */
	choice kind, want;
	struct figure baseline, tolerance;
	struct figures targets;
	struct records areas, breaks, events, revisions;
	struct ref continues, replaces;

	struct status_result *results;  /* by area, the whole first, by year */
	size_t nresults;
};

/* A ward or district with figures of its own. */
struct area {
	str id, title;
	struct figure baseline;
	struct figures targets;
	struct records revisions;
	struct texts notes;
};

/*
 * What a review of the plan set anew: the targets of its own and all later
 * years, or the baseline, or both.  It holds from its fiscal year on.
 */
struct revision {
	struct year year;
	str text;
	struct figure baseline;
	struct figures targets;
};

/* Something that happened to the series in a year. */
struct mark {
	struct year year;
	str text;
};

enum actual_state {
	ACTUAL_FINAL = 1, ACTUAL_PROVISIONAL, ACTUAL_PARTIAL, ACTUAL_REVISED
};

/* One observed value. */
struct actual {
	struct entity entity;
	struct ref indicator;
	struct year year;
	str area;               /* the id; {0} is the whole */
	span area_at;
	struct figure value;
	choice state;
};

#endif
