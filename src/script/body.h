#ifndef SCRIPT_BODY_H
#define SCRIPT_BODY_H

typedef struct lua_State lua_State;

/* Functions of the API about Markdown bodies, see api.c. */
int body_put(lua_State *);
int body_has(lua_State *);
int body_headings(lua_State *);
int body_terms(lua_State *);

#endif
