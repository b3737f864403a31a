#ifndef SCRIPT_VIEW_H
#define SCRIPT_VIEW_H

#include "model/model.h"

typedef struct lua_State lua_State;
struct config;

/*
 * The model as Lua sees it: values that look like tables and cannot be
 * changed.  Asking for a field that does not exist is an error, not nil; an
 * optional field without a value is nil.  Lists count from 1.
 */
void view_open(lua_State *);
/* nil for NULL */
void view_push_entity(lua_State *, const struct entity *);
void view_push_site(lua_State *, const struct config *);
/* a field as it is seen there: a text, a year, a list … */
void view_push_field(lua_State *, const struct field *, const void *object);
void view_push_refs(lua_State *, const struct refs *);
void view_push_entities(lua_State *, const struct entities *);
/* the place of an entity in a list of them, from 1; 0 if it is not there */
size_t view_position(lua_State *, int list, const struct entity *);
/*
 * The structure at a place of the stack, or a Lua error; the entity is NULL
 * if it is none.
 */
const void *view_check_object(lua_State *, int arg, const struct shape **,
    const struct entity **);
/* function of the API: ipairs(list), as Lua's own, and sooner for ours */
int view_ipairs(lua_State *);
/* what a row or a record is called, which have no text; NULL: it is neither */
const char *view_nameless(lua_State *, int at);
/* the entity at a place of the stack, or a Lua error */
const struct entity *view_check_entity(lua_State *, int arg);

#endif
