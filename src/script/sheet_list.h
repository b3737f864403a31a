#ifndef SCRIPT_SHEET_LIST_H
#define SCRIPT_SHEET_LIST_H

#include <stddef.h>

typedef struct lua_State lua_State;
struct sheet_sizes;

/* sheets(plan): the sheets of a plan that have rows, and what stands in them */
int sheet_list(lua_State *);
/* what is found out of their sizes, for so many entities, by any thread */
struct sheet_sizes *sheet_sizes_new(size_t n);
/* NULL is as good as none */
void sheet_sizes_free(struct sheet_sizes *);

#endif
