#include "script/format.h"

#include <lua.h>
#include <lauxlib.h>

#include "script/state.h"
#include "script/theme.h"

/* pushes the function, or nothing */
static bool
push_function(lua_State *L, const char *name)
{
	const struct theme *t = vm_of(L)->site.theme;

	if (theme_module(t, STR("format")) == NULL)
		return false;
	lua_getfield(L, LUA_REGISTRYINDEX, WORLD);
	lua_getfield(L, -1, "require");
	lua_pushliteral(L, "format");
	lua_call(L, 1, 1);
	luaL_checktype(L, -1, LUA_TTABLE);
	lua_remove(L, -2);
	if (lua_getfield(L, -1, name) == LUA_TFUNCTION) {
		lua_remove(L, -2);
		return true;
	}
	lua_pop(L, 2);
	return false;
}

bool
format_push(lua_State *L, const char *name, int arguments)
{
	struct vm *vm = vm_of(L);

	if (vm->formatting)
		return false;
	/* so that its module may print what it likes while it is run */
	vm->formatting = true;
	if (!push_function(L, name)) {
		vm->formatting = false;
		return false;
	}
	for (int i = 1; i <= arguments; i++)
		lua_pushvalue(L, i);
	lua_call(L, arguments, 1);
	vm->formatting = false;
	if (lua_type(L, -1) == LUA_TSTRING)
		return true;
	if (!lua_isnil(L, -1))
		luaL_error(L, "format.%s gave a %s, not a text", name,
		    luaL_typename(L, -1));
	lua_pop(L, 1);
	return false;
}
