#ifndef SCRIPT_API_H
#define SCRIPT_API_H

typedef struct lua_State lua_State;

/*
 * A function that templates can call, with all that a manual says of it.
 * The result is what the example prints on the page midori/index.html of the
 * site in docs/content.ja.md; tests/docs.js tries.
 */
struct api_function {
	const char *name;
	int (*call)(lua_State *);
	const char *usage, *en, *ja;
	const char *example, *result;
};

/* ended by a name that is NULL */
extern const struct api_function api_functions[];

#endif
