#include "script/sheet_list.h"

#include <stdatomic.h>
#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/memory.h"
#include "model/model.h"
#include "script/state.h"
#include "script/view.h"
#include "site/sheet_print.h"

/* ---- sizes --------------------------------------------------------------- */

/* Only who prints a sheet knows its size: it is kept for all other pages. */
struct size {
	size_t rows, bytes;
};

struct sheet_sizes {
	size_t n;                       /* entities */
	_Atomic(struct size *) of[];    /* by the plan's no: its sheets, or NULL */
};

struct sheet_sizes *
sheet_sizes_new(size_t n)
{
	struct sheet_sizes *s = memory_new(1, sizeof(*s) + n * sizeof(*s->of));

	s->n = n;
	return s;
}

static struct size *
measure(struct vm *vm, const struct plan *p)
{
	const struct sheets *all = vm->site.sheets;
	struct size *sizes = memory_new(all->n, sizeof(*sizes));

	for (size_t i = 0; i < all->n; i++) {
		vm->text.n = 0;
		sizes[i].rows = sheet_print(&all->items[i], p,
		    vm->site.routes, &vm->text);
		sizes[i].bytes = vm->text.n;
	}
	return sizes;
}

/* of two threads that measure at once, the first is believed */
static const struct size *
sizes_of(struct vm *vm, const struct plan *p)
{
	_Atomic(struct size *) *place = &vm->site.sizes->of[p->entity.no];
	struct size *known = atomic_load(place), *found;

	if (known != NULL)
		return known;
	found = measure(vm, p);
	if (atomic_compare_exchange_strong(place, &known, found))
		return found;
	free(found);
	return known;
}

void
sheet_sizes_free(struct sheet_sizes *s)
{
	for (size_t i = 0; s != NULL && i < s->n; i++)
		free(s->of[i]);
	free(s);
}

/* ---- the list -------------------------------------------------------------- */

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

static void
push_sheet(lua_State *L, const struct sheet *s, const struct plan *p,
    const struct size *size)
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
	push_columns(L, s);
	lua_setfield(L, -2, "columns");
	lua_remove(L, -2);
}

int
sheet_list(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);
	struct vm *vm = vm_of(L);
	const struct sheets *all = vm->site.sheets;
	const struct size *sizes;
	lua_Integer n = 0;

	luaL_argcheck(L, e->plan != NULL, 1, "plan expected");
	lua_newtable(L);
	if (all == NULL)
		return 1;
	sizes = sizes_of(vm, e->plan);
	for (size_t i = 0; i < all->n; i++) {
		if (sizes[i].rows == 0)
			continue;
		push_sheet(L, &all->items[i], e->plan, &sizes[i]);
		lua_seti(L, -2, ++n);
	}
	return 1;
}
