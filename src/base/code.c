#include "base/code.h"

#define CODE(name, ja, en, why_ja, why_en, rule, file, wrong, right) \
	{name, {ja, en}, {why_ja, why_en}, rule, file, wrong, right},
#define SECTION(ja, en) \
	{NULL, {ja, en}, {NULL, NULL}, NULL, NULL, NULL, NULL},
const struct code codes[] = {
#include "base/code.def"
	{NULL, {NULL, NULL}, {NULL, NULL}, NULL, NULL, NULL, NULL}
};
#undef CODE
#undef SECTION

enum { CODES = sizeof(codes) / sizeof(*codes) };

const struct code *
code_find(str name)
{
	for (size_t i = 0; i < CODES; i++)
		if (codes[i].name != NULL &&
		    str_eq(str_of(codes[i].name), name))
			return &codes[i];
	return NULL;
}

const struct code *
code_nearest(str name)
{
	str names[CODES];
	size_t n = 0, nearest;

	for (size_t i = 0; i < CODES; i++)
		if (codes[i].name != NULL)
			names[n++] = str_of(codes[i].name);
	nearest = str_nearest(name, names, n);
	return nearest < n ? code_find(names[nearest]) : NULL;
}
