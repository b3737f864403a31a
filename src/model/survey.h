#ifndef MODEL_SURVEY_H
#define MODEL_SURVEY_H

#include "model/kind.h"

/* Questions to people, and what they answered. */
struct survey {
	struct entity entity;
	str population, method, organisation, source;
	struct year period;
	struct figure n;
	struct records questions;
};

enum answers { ANSWERS_UNSAID, ANSWERS_SINGLE, ANSWERS_MULTIPLE,
	ANSWERS_PARTLY };

struct question {
	str id, number, title, base, note;
	span id_at, title_at;
	struct figure n;
	choice answers;
	struct records options;
};

struct option {
	str title, note;
	span title_at, sum_at;
	struct figure value, count;
	struct figures earlier;
	struct texts sum_of;
};

/*
 * Do the published values of a question agree?  Each may be off by half a
 * unit of its last digit.  Its sum_of name options that are there.
 */
void survey_check(const struct question *, struct diags *);

#endif
