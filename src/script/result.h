#ifndef SCRIPT_RESULT_H
#define SCRIPT_RESULT_H

typedef struct lua_State lua_State;
struct list;
struct status_result;

/*
 * Results of indicators as Lua sees them, and what is counted of them.  Once
 * for a state:
 */
void result_open(lua_State *);

/* functions of the API */
int result_counts(lua_State *);
int result_years(lua_State *);
int result_name(lua_State *);
int result_round(lua_State *);
int result_subtract(lua_State *);

#endif
