#ifndef SCRIPT_LISTS_H
#define SCRIPT_LISTS_H

typedef struct lua_State lua_State;

/*
 * Lua's functions of lists that could take any time, made over: each value
 * that they move counts among the steps of the page.
 */
int lists_insert(lua_State *);
int lists_remove(lua_State *);
int lists_move(lua_State *);

#endif
