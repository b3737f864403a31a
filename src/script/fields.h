#ifndef SCRIPT_FIELDS_H
#define SCRIPT_FIELDS_H

#include "model/kind.h"

typedef struct lua_State lua_State;

/* fields(view): what is filled in, under the names for readers, see api.c */
int fields_list(lua_State *);
/* what a list of a kind is called on the page that is being made */
str fields_kind(lua_State *, const struct kind *);

#endif
