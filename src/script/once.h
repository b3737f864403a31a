#ifndef SCRIPT_ONCE_H
#define SCRIPT_ONCE_H

typedef struct lua_State lua_State;

/*
 * Function of the API, once(work): what a page asks of an entity again and
 * again is worked out once.  Gives a function (entity, area, year) that calls
 * work with them, the first time; area and year may be absent.
 */
int once_open(lua_State *);

#endif
