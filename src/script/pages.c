#include "script/pages.h"

#include <lua.h>
#include <lauxlib.h>

#include "script/page.h"
#include "script/state.h"
#include "script/value.h"
#include "script/view.h"
#include "site/group.h"
#include "site/route.h"

/* What is asked for: an absent layout or value means any. */
struct question {
	struct vm *vm;
	const struct plan *plan;
	str layout, value;
	const struct entity *entity;    /* a value that is one */
};

static struct question
ask(lua_State *L)
{
	struct vm *vm = vm_of_page(L);
	struct question q = {.vm = vm, .plan = vm->route->plan};

	if (!lua_isnoneornil(L, 1))
		q.layout.p = luaL_checklstring(L, 1, &q.layout.n);
	if (lua_isuserdata(L, 2))
		q.entity = view_check_entity(L, 2);
	else if (!lua_isnoneornil(L, 2))
		q.value.p = luaL_checklstring(L, 2, &q.value.n);
	return q;
}

static bool
is_meant(const struct question *q, const struct route *r)
{
	/* variants of a page are the same page: url() leads to the right one */
	if (!str_eq(r->path, r->main) ||
	    (q->layout.p != NULL && !str_eq(r->layout, q->layout)))
		return false;
	if (q->entity == NULL && q->value.p == NULL)
		return true;
	if (r->group != NULL)
		return group_is(r->group, q->value, q->entity) ||
		    (q->value.n > 0 &&
		    str_eq(value_text(q->vm, r->group->name), q->value));
	return q->entity != NULL && r->entity == q->entity;
}

int
pages_find(lua_State *L)
{
	const struct routes *all = vm_of(L)->site.routes;
	const struct question q = ask(L);
	const struct route *r = routes_declared(all, q.plan);
	lua_Integer n = 0;

	lua_newtable(L);
	for (; r != NULL; r = routes_next(all, r))
		if (is_meant(&q, r)) {
			page_push(L, r);
			lua_seti(L, -2, ++n);
		}
	return 1;
}
