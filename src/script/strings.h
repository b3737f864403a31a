#ifndef SCRIPT_STRINGS_H
#define SCRIPT_STRINGS_H

typedef struct lua_State lua_State;

/*
 * Lua's functions of strings that could take any time, made over: what they do
 * counts among the steps of the page.
 */
int strings_find(lua_State *);
int strings_match(lua_State *);
int strings_gmatch(lua_State *);
int strings_gsub(lua_State *);
int strings_rep(lua_State *);

#endif
