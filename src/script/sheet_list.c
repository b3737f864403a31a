#include "script/sheet_list.h"

#include <stdint.h>
#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "model/model.h"
#include "script/library.h"
#include "script/state.h"
#include "script/view.h"
#include "site/sheet_size.h"

static void
set_str(lua_State *L, const char *name, str s)
{
	lua_pushlstring(L, s.p, s.n);
	lua_setfield(L, -2, name);
}

static void
push_columns(lua_State *L, const struct sheet *s)
{
	lua_createtable(L, (int)s->n, 0);
	for (size_t i = 0; i < s->n; i++) {
		lua_createtable(L, 0, 3);
		set_str(L, "name", s->columns[i].is.name);
		set_str(L, "ja", s->columns[i].is.ja);
		set_str(L, "en", s->columns[i].is.en);
		lua_seti(L, -2, (lua_Integer)i + 1);
	}
}

/* upvalue: the sheet, whose columns most pages do not ask for */
static int
find(lua_State *L)
{
	const char *key = lua_tostring(L, 2);

	if (key == NULL || strcmp(key, "columns") != 0)
		return 0;
	push_columns(L, lua_touserdata(L, lua_upvalueindex(1)));
	lua_pushvalue(L, -1);
	lua_setfield(L, 1, "columns");
	return 1;
}

/* with its columns it is a table like any other */
static int
list_all(lua_State *L)
{
	lua_getfield(L, 1, "columns");
	lua_pushnil(L);
	lua_setmetatable(L, 1);
	lua_settop(L, 1);
	return library_pairs(L);
}

static void
promise_columns(lua_State *L, const struct sheet *s)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, s) == LUA_TNIL) {
		lua_pop(L, 1);
		lua_createtable(L, 0, 2);
		lua_pushlightuserdata(L, (void *)(uintptr_t)s);
		lua_pushcclosure(L, find, 1);
		lua_setfield(L, -2, "__index");
		lua_pushcfunction(L, list_all);
		lua_setfield(L, -2, "__pairs");
		lua_pushvalue(L, -1);
		lua_rawsetp(L, LUA_REGISTRYINDEX, s);
	}
	lua_setmetatable(L, -2);
}

static void
push_sheet(lua_State *L, const struct sheet *s, const struct plan *p,
    const struct sheet_size *size)
{
	str plan = p->entity.id;
	const char *id = lua_pushlstring(L, plan.p, plan.n);

	lua_createtable(L, 0, 7);
	lua_pushfstring(L, "%s/data/%s.csv", id, s->name.p);
	lua_setfield(L, -2, "path");
	set_str(L, "kind", str_of(s->kind->shape.name));
	set_str(L, "ja", s->ja);
	set_str(L, "en", s->en);
	lua_pushinteger(L, (lua_Integer)size->rows);
	lua_setfield(L, -2, "rows");
	lua_pushinteger(L, (lua_Integer)size->bytes);
	lua_setfield(L, -2, "bytes");
	promise_columns(L, s);
	lua_remove(L, -2);
}

int
sheet_list(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);
	struct vm *vm = vm_of(L);
	const struct sheets *all = vm->site.sheets;
	const struct sheet_size *sizes;
	lua_Integer n = 0;

	luaL_argcheck(L, e->plan != NULL, 1, "plan expected");
	lua_newtable(L);
	if (all == NULL)
		return 1;
	sizes = sheet_sizes_of(vm->site.sizes, all, e->plan, vm->site.routes);
	for (size_t i = 0; i < all->n; i++) {
		if (sizes[i].rows == 0)
			continue;
		push_sheet(L, &all->items[i], e->plan, &sizes[i]);
		lua_seti(L, -2, ++n);
	}
	return 1;
}
