#ifndef MODEL_EVALUATION_H
#define MODEL_EVALUATION_H

#include "model/kind.h"

/* A human judgement of a year: of the whole, of a goal or of a programme. */
struct evaluation {
	struct entity entity;
	struct ref goal, programme;
	struct year year;
	str grade, text;
	span grade_at;
	struct records tallies;
};

/* How many of what were given which grade. */
struct tally {
	str base, note;
	struct figure n;
	struct records counts;
};

struct grade_count {
	str grade;
	span grade_at;
	struct figure count, as_published;
};

#endif
