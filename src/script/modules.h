#ifndef SCRIPT_MODULES_H
#define SCRIPT_MODULES_H

#include "model/translation.h"

typedef struct lua_State lua_State;
struct vm;

/* once for a state: adds require to the table on top */
void modules_open(lua_State *);
/*
 * From the bare moment of a vm on, run the modules of its theme as they are
 * for pages of a variant.  Those that ask for the page while they are run, or
 * fail, are left to the pages that want them.
 */
void modules_run(struct vm *, enum variant);

#endif
