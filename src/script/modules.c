#include "script/modules.h"

#include <stdlib.h>
#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/heap.h"
#include "base/memory.h"
#include "script/state.h"
#include "script/theme.h"
#include "site/route.h"

/* pushes what a chunk gave, or gives now */
static void
push_module(lua_State *L, const struct chunk *c, int given, str name)
{
	switch (lua_rawgetp(L, given, c)) {
	case LUA_TNIL:
		break;
	case LUA_TLIGHTUSERDATA:
		vm_error(L, MESSAGE_LUA_CYCLE, WORDS(name));
		return;
	default:
		return;
	}
	lua_pop(L, 1);
	lua_pushlightuserdata(L, (void *)c);
	lua_rawsetp(L, given, c);
	lua_rawgetp(L, LUA_REGISTRYINDEX, c);
	vm_of(L)->running++;
	lua_call(L, 0, 1);
	vm_of(L)->running--;
	if (lua_isnil(L, -1))
		vm_error(L, MESSAGE_LUA_MODULE_RETURN, WORDS(name));
	lua_pushvalue(L, -1);
	lua_rawsetp(L, given, c);
}

/*
 * upvalue: what each chunk gave, itself while it is running; and the same by
 * the names that were asked for
 */
static int
require(lua_State *L)
{
	const int given = lua_upvalueindex(1);
	str name;
	const struct chunk *c;

	name.p = luaL_checklstring(L, 1, &name.n);
	lua_settop(L, 1);
	lua_pushvalue(L, 1);
	if (lua_rawget(L, given) != LUA_TNIL)
		return 1;
	c = memchr(name.p, '\0', name.n) != NULL ? NULL :
	    theme_module(vm_of(L)->site.theme, name);
	if (c == NULL || c->code.n == 0)
		return vm_error(L, MESSAGE_LUA_MODULE,
		    WORDS(theme_module_name(name)));
	push_module(L, c, given, name);
	lua_pushvalue(L, 1);
	lua_pushvalue(L, -2);
	lua_rawset(L, given);
	return 1;
}

void
modules_open(lua_State *L)
{
	lua_newtable(L);
	lua_pushcclosure(L, require, 1);
	lua_setfield(L, -2, "require");
}

/* ---- before the first page ------------------------------------------------ */

/* false if it has to be run on the pages that want it */
static bool
run(struct vm *vm, const struct chunk *c)
{
	lua_State *L = vm->L;
	int status;

	lua_getfield(L, LUA_REGISTRYINDEX, WORLD);
	lua_getfield(L, -1, "require");
	/* lib/chart.lua is required as chart */
	lua_pushlstring(L, c->name.p + 4, c->name.n - 8);
	status = lua_pcall(L, 1, 0, 0);
	lua_settop(L, 0);
	return status == LUA_OK && !vm->late && vm->running == 0 && vm->untranslated == 0;
}

/* the first that is late after all, or NULL */
static bool *
run_all(struct vm *vm, const struct chunks *all, bool *late)
{
	for (size_t i = 0; i < all->n; i++)
		if (!late[i] && str_starts(all->items[i].name, STR("lib/")) &&
		    all->items[i].code.n > 0 && !run(vm, &all->items[i]))
			return &late[i];
	return NULL;
}

void
modules_run(struct vm *vm, enum variant variant)
{
	const struct theme *t = vm->site.theme;
	const struct route nowhere = {.variant = variant};
	bool *late = memory_new(t->own.n + t->chunks.n, sizeof(*late));
	bool *found;
	struct diags unheard = {0};
	struct buf unseen = {0};

	vm->early = true;
	vm->steps = 0;
	vm_limit_time(vm);
	/* one that is late must not leave anything: once more, without it */
	do {
		const long steps = vm->steps;

		heap_restore(vm->heap, vm->bare);
		vm_reset(vm, &nowhere, &unseen, &unheard);
		vm->steps = steps;
		if ((found = run_all(vm, &t->own, late)) == NULL)
			found = run_all(vm, &t->chunks, late + t->own.n);
		if (found != NULL)
			*found = true;
	} while (found != NULL && !vm->ended);
	/* what takes too long says so on the first page that wants it */
	if (vm->ended)
		heap_restore(vm->heap, vm->bare);
	vm->early = false;
	diags_done(&unheard);
	buf_done(&unseen);
	free(late);
}
