#ifndef SCRIPT_FORMAT_H
#define SCRIPT_FORMAT_H

#include <stdbool.h>

typedef struct lua_State lua_State;

/*
 * The text of a figure, a year or an era, if lib/format.lua of the site or
 * the theme has a function of that name that makes one of the first
 * arguments.  False, with nothing pushed, if it does not, and while it is at
 * work itself: there things have their own text.
 */
bool format_push(lua_State *, const char *name, int arguments);

#endif
