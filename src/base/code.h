#ifndef BASE_CODE_H
#define BASE_CODE_H

#include "base/str.h"

/* What a code of messages means, for keikaku explain and the manual. */
struct code {
	const char *name;               /* NULL where a section begins */
	const char *meaning[2];         /* by enum language; of a section,
	                                   its title */
	const char *why[2];             /* it matters */
	const char *rule;               /* that asks for it; NULL if none */
	const char *file;               /* of the examples; NULL if they are
	                                   commands or the like */
	const char *wrong, *right;      /* lines without the last line end */
};

/* in the order of message.def; ended by one without meaning */
extern const struct code codes[];

/* NULL if there is none of the name */
const struct code *code_find(str name);
/* the one whose name is nearest; NULL if none is near */
const struct code *code_nearest(str name);

#endif
