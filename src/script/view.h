#ifndef SCRIPT_VIEW_H
#define SCRIPT_VIEW_H

#include "model/model.h"

typedef struct lua_State lua_State;
struct config;
struct route;

/*
 * The model as Lua sees it: values that look like tables and cannot be
 * changed.  Asking for a field that does not exist is an error, not nil; an
 * optional field without a value is nil.  Lists count from 1.
 */
void view_open(lua_State *);
/* nil for NULL */
void view_push_entity(lua_State *, const struct entity *);
void view_push_site(lua_State *, const struct config *);
void view_push_page(lua_State *, const struct route *);
/* the entity at a place of the stack, or a Lua error */
const struct entity *view_check_entity(lua_State *, int arg);

#endif
