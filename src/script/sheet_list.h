#ifndef SCRIPT_SHEET_LIST_H
#define SCRIPT_SHEET_LIST_H

typedef struct lua_State lua_State;

/* sheets(plan): the sheets of a plan that have rows, and what stands in them */
int sheet_list(lua_State *);

#endif
