#include "script/lists.h"

#include <lua.h>
#include <lauxlib.h>

#include "script/state.h"

enum { COST = 4 };      /* of a value that moves, in steps of Lua */

/* a table, or what looks like one and says itself what cannot be done */
static lua_Integer
check_list(lua_State *L, int arg)
{
	if (!lua_isuserdata(L, arg))
		luaL_checktype(L, arg, LUA_TTABLE);
	return luaL_len(L, arg);
}

/* t[to] = t[from] of the tables at places of the stack */
static void
move_one(lua_State *L, int there, lua_Integer to, int here, lua_Integer from)
{
	vm_spend(L, COST);
	lua_geti(L, here, from);
	lua_seti(L, there, to);
}

/* behind the last value of a table without a metatable: nearly all are that */
static bool
append(lua_State *L)
{
	lua_Unsigned n;

	if (lua_gettop(L) != 2 || !lua_istable(L, 1) ||
	    lua_getmetatable(L, 1) || (n = lua_rawlen(L, 1)) >= LUA_MAXINTEGER)
		return false;
	lua_rawseti(L, 1, (lua_Integer)n + 1);
	return true;
}

int
lists_insert(lua_State *L)
{
	const int arguments = lua_gettop(L);
	lua_Integer n, at, i;

	if (append(L))
		return 0;
	lua_settop(L, arguments);
	n = check_list(L, 1);
	luaL_argcheck(L, n < LUA_MAXINTEGER, 1, "list too long");
	at = n + 1;
	switch (arguments) {
	case 2:
		break;
	case 3:
		at = luaL_checkinteger(L, 2);
		luaL_argcheck(L, at >= 1 && at <= n + 1, 2,
		    "position out of bounds");
		for (i = n; i >= at; i--)
			move_one(L, 1, i + 1, 1, i);
		break;
	default:
		return luaL_error(L,
		    "wrong number of arguments to 'insert'");
	}
	lua_seti(L, 1, at);
	return 0;
}

int
lists_remove(lua_State *L)
{
	const lua_Integer n = check_list(L, 1);
	lua_Integer at = luaL_optinteger(L, 2, n);

	luaL_argcheck(L, at == n || (at >= 1 && at - 1 <= n), 2,
	    "position out of bounds");
	lua_settop(L, 1);
	lua_geti(L, 1, at);
	for (; at < n; at++)
		move_one(L, 1, at, 1, at + 1);
	lua_pushnil(L);
	lua_seti(L, 1, at);
	return 1;
}

int
lists_move(lua_State *L)
{
	const lua_Integer from = luaL_checkinteger(L, 2),
	    last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
	const int there = lua_isnoneornil(L, 5) ? 1 : 5;
	lua_Integer i, n;

	check_list(L, 1);
	check_list(L, there);
	if (last >= from) {
		luaL_argcheck(L, from > 0 || last < LUA_MAXINTEGER + from, 3,
		    "too many elements to move");
		n = last - from + 1;
		luaL_argcheck(L, to <= LUA_MAXINTEGER - n + 1, 4,
		    "destination wrap around");
		/* from the end where it would write over what is to come */
		if (to > last || to <= from || there != 1)
			for (i = 0; i < n; i++)
				move_one(L, there, to + i, 1, from + i);
		else
			for (i = n - 1; i >= 0; i--)
				move_one(L, there, to + i, 1, from + i);
	}
	lua_pushvalue(L, there);
	return 1;
}
