#ifndef SCRIPT_PAGES_H
#define SCRIPT_PAGES_H

typedef struct lua_State lua_State;

/* pages(layout, value): the pages that theme.yaml declares, see api.c */
int pages_find(lua_State *);

#endif
