#ifndef BASE_LIMIT_H
#define BASE_LIMIT_H

/*
 * What content may be: LIMIT_FILE and so on, in bytes or numbers.  Whatever
 * keeps to them is read in about a second and 200 MB; see limit.def.
 */
enum {
#define LIMIT(name, value, unit, code, ja, en) LIMIT_##name = (value),
#include "base/limit.def"
#undef LIMIT
};

#endif
