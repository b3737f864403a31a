#ifndef SCRIPT_MODULES_H
#define SCRIPT_MODULES_H

#include "model/translation.h"

typedef struct lua_State lua_State;
struct vm;

/* once for a state: adds require to the table on top */
void modules_open(lua_State *);
/*
 * Run the modules of a theme once for all pages of a variant, from the bare
 * moment of the vm on.  Those that ask for the page while they run, or fail,
 * are left to the pages that require them.
 */
void modules_run(struct vm *, enum variant);

#endif
