#ifndef SCRIPT_LIBRARY_H
#define SCRIPT_LIBRARY_H

#include "base/str.h"

typedef struct lua_State lua_State;

/*
 * Lua's own functions whose result would depend on where things lie in
 * memory or on the clock, made over so that a page is always the same:
 * pairs goes by the order of the keys (numbers, then texts by their bytes),
 * tostring and string.format show no address, table.sort is stable.
 * A value is nameless if its text would be an address: then it is called by
 * its type, list; else NULL.
 */
int library_pairs(lua_State *);
/* any value as words of a message; pushes it */
str library_words(lua_State *, int at);
const char *library_nameless(lua_State *, int at);
int library_tostring(lua_State *);
int library_format(lua_State *);
int library_sort(lua_State *);
/* as Lua's, but what ends the page (steps, memory) is not caught */
int library_pcall(lua_State *);

#endif
