#ifndef SCRIPT_PAGE_H
#define SCRIPT_PAGE_H

typedef struct lua_State lua_State;
struct route;

/* A page as Lua sees it: where it stands and what it is about. */

/* once for a state */
void page_open(lua_State *);
/* NULL: the one that is being made */
void page_push(lua_State *, const struct route *);

#endif
