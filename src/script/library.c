#include "script/library.h"

#include <limits.h>
#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "script/state.h"

/* ---- pairs -------------------------------------------------------------- */

/* numbers first, then texts: false for keys that have no order */
static bool
has_order(lua_State *L, int at)
{
	int type = lua_type(L, at);

	return type == LUA_TNUMBER || type == LUA_TSTRING ||
	    type == LUA_TBOOLEAN;
}

/* is the key at one place of the stack before that at another? */
static bool
before(lua_State *L, int a, int b)
{
	int ta = lua_type(L, a), tb = lua_type(L, b);
	str sa, sb;

	if (ta != tb)
		return ta == LUA_TNUMBER ||
		    (ta == LUA_TSTRING && tb == LUA_TBOOLEAN);
	if (ta == LUA_TBOOLEAN)
		return lua_toboolean(L, a) < lua_toboolean(L, b);
	if (ta == LUA_TNUMBER)
		return lua_compare(L, a, b, LUA_OPLT);
	sa.p = lua_tolstring(L, a, &sa.n);
	sb.p = lua_tolstring(L, b, &sb.n);
	return str_cmp(sa, sb) < 0;
}

/* ---- a stable sort of the list at place 1 ------------------------------- */

/* does the second of two values on top have to stand first? pops both */
static bool
is_less(lua_State *L, int function)
{
	bool less;

	if (function == 0) {
		less = lua_compare(L, -1, -2, LUA_OPLT);
		lua_pop(L, 2);
		return less;
	}
	/* f(second, first) */
	lua_pushvalue(L, function);
	lua_rotate(L, -3, 1);
	lua_rotate(L, -2, 1);
	lua_call(L, 2, 1);
	less = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return less;
}

static bool
is_key_less(lua_State *L)
{
	bool less = before(L, -1, -2);

	lua_pop(L, 2);
	return less;
}

enum {
	KEYS = -1,              /* sort keys, not values, by a function */
	COST = 4                /* of a value that moves, in steps of Lua */
};

static void
merge(lua_State *L, int from, int to, int function, lua_Integer lo,
    lua_Integer mid, lua_Integer hi)
{
	lua_Integer a = lo, b = mid, k;
	bool second;

	for (k = lo; k < hi; k++) {
		vm_spend(L, COST);
		if (a < mid && b < hi) {
			lua_geti(L, from, a);
			lua_geti(L, from, b);
			second = function == KEYS ? is_key_less(L) :
			    is_less(L, function);
		} else
			second = a >= mid;
		lua_geti(L, from, second ? b++ : a++);
		lua_seti(L, to, k);
	}
}

static void
sort(lua_State *L, int list, int function, lua_Integer n)
{
	lua_Integer width, lo, mid, hi;
	int from = list, to, other;

	lua_newtable(L);
	to = lua_gettop(L);
	for (width = 1; width < n; width *= 2) {
		for (lo = 1; lo <= n; lo += 2 * width) {
			mid = lo + width <= n + 1 ? lo + width : n + 1;
			hi = mid + width <= n + 1 ? mid + width : n + 1;
			merge(L, from, to, function, lo, mid, hi);
		}
		other = from;
		from = to;
		to = other;
	}
	for (lo = 1; from != list && lo <= n; lo++) {
		lua_geti(L, from, lo);
		lua_seti(L, list, lo);
	}
}

int
library_sort(lua_State *L)
{
	lua_Integer n;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 2);
	if (!lua_isnil(L, 2))
		luaL_checktype(L, 2, LUA_TFUNCTION);
	n = luaL_len(L, 1);
	luaL_argcheck(L, n < INT_MAX, 1, "list too long");
	sort(L, 1, lua_isnil(L, 2) ? 0 : 2, n);
	return 0;
}

/* upvalues: the table, its keys in order, how many were given */
static int
next_pair(lua_State *L)
{
	lua_Integer i = lua_tointeger(L, lua_upvalueindex(3)) + 1;

	lua_pushinteger(L, i);
	lua_replace(L, lua_upvalueindex(3));
	for (;; i++) {
		if (lua_geti(L, lua_upvalueindex(2), i) == LUA_TNIL)
			return 1;
		lua_pushvalue(L, -1);
		/* a key that the loop has removed meanwhile is passed over */
		if (lua_gettable(L, lua_upvalueindex(1)) != LUA_TNIL)
			break;
		lua_pop(L, 2);
		lua_pushinteger(L, i + 1);
		lua_replace(L, lua_upvalueindex(3));
	}
	return 2;
}

int
library_pairs(lua_State *L)
{
	lua_Integer n = 0;

	luaL_checkany(L, 1);
	if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
		lua_pushvalue(L, 1);
		lua_call(L, 1, 3);
		return 3;
	}
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	lua_newtable(L);
	for (lua_pushnil(L); lua_next(L, 1) != 0; ) {
		lua_pop(L, 1);
		if (!has_order(L, -1))
			return luaL_error(L, "pairs: a key is a table or the "
			    "like, which has no order");
		lua_pushvalue(L, -1);
		lua_seti(L, 2, ++n);
	}
	sort(L, 2, KEYS, n);
	lua_settop(L, 2);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, next_pair, 3);
	return 1;
}

/* ---- texts ---------------------------------------------------------------- */

/* list: what value_type called it */
static const char *
name_of_type(lua_State *L, int at)
{
	const char *name = luaL_typename(L, at);

	if (luaL_getmetafield(L, at, "__name") != LUA_TNIL) {
		name = lua_tostring(L, -1);
		lua_pop(L, 1);
	}
	return name;
}

const char *
library_nameless(lua_State *L, int at)
{
	switch (lua_type(L, at)) {
	case LUA_TTABLE:
	case LUA_TFUNCTION:
	case LUA_TTHREAD:
	case LUA_TLIGHTUSERDATA:
		return luaL_typename(L, at);
	case LUA_TUSERDATA:
		if (luaL_getmetafield(L, at, "__tostring") == LUA_TNIL)
			return name_of_type(L, at);
		lua_pop(L, 1);
		return NULL;
	default:
		return NULL;
	}
}

str
library_words(lua_State *L, int at)
{
	const char *type = library_nameless(L, at);
	str s;

	if (type != NULL)
		lua_pushstring(L, type);
	else
		luaL_tolstring(L, at, NULL);
	s.p = lua_tolstring(L, -1, &s.n);
	return s;
}

int
library_tostring(lua_State *L)
{
	luaL_checkany(L, 1);
	library_words(L, 1);
	return 1;
}

/* upvalue: Lua's own string.format */
int
library_format(lua_State *L)
{
	const char *p = luaL_checkstring(L, 1), *type;
	int top = lua_gettop(L), i;

	for (; (p = strchr(p, '%')) != NULL; p++) {
		p++;
		p += strspn(p, "-+ #0123456789.");
		if (*p == 'p')
			return luaL_error(L, "format: %%p is not available");
		if (*p == '\0')
			break;
	}
	for (i = 2; i <= top; i++)
		if ((type = library_nameless(L, i)) != NULL)
			return luaL_error(L, "format: argument %d is a %s", i,
			    type);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, top, 1);
	return 1;
}

/* ---- errors ---------------------------------------------------------------- */

/* runs where the error happened: only there its place is known */
static int
on_caught(lua_State *L)
{
	if (vm_of(L)->ended)
		vm_report(L);
	lua_settop(L, 1);
	return 1;
}

int
library_pcall(lua_State *L)
{
	int status;

	luaL_checkany(L, 1);
	lua_pushcfunction(L, on_caught);
	lua_insert(L, 1);
	lua_pushboolean(L, true);
	lua_insert(L, 2);
	status = lua_pcall(L, lua_gettop(L) - 3, LUA_MULTRET, 1);
	if (status == LUA_OK)
		return lua_gettop(L) - 1;
	if (status == LUA_ERRMEM || vm_of(L)->ended)
		return lua_error(L);
	vm_of(L)->formatting = false;
	lua_pushboolean(L, false);
	lua_insert(L, -2);
	return 2;
}
