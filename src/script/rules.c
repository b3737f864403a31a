#include "script/rules.h"

#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/memory.h"
#include "model/model.h"
#include "script/state.h"
#include "site/route.h"

/* A Lua that sees no model: it is not there yet. */
struct rules {
	struct model model;
	struct routes routes;
	struct route route;
	struct buf html;
	struct vm_site site;
	struct vm *vm;          /* NULL until a rule is asked for */
	struct diags *diags;
	bool ended;             /* one reached a limit: no other is tried */
};

struct rules *
rules_new(const struct theme *t, const struct config *c, struct diags *d)
{
	struct rules *r = memory_new(1, sizeof(*r));

	r->site = (struct vm_site){.config = c, .model = &r->model,
	    .routes = &r->routes, .theme = t};
	r->route.path = STR("status_rule");
	r->diags = d;
	return r;
}

static void
set(lua_State *L, const char *name, str value)
{
	if (value.p == NULL)
		return;
	lua_pushlstring(L, value.p, value.n);
	lua_setfield(L, -2, name);
}

static void
push_facts(lua_State *L, const struct status_result *r)
{
	const struct indicator *i = r->indicator;
	const struct shape *s = &kind_indicator.shape;

	lua_newtable(L);
	set(L, "indicator", i->entity.id);
	set(L, "area", r->area != NULL ? r->area->id : (str){0});
	set(L, "unit", i->unit);
	set(L, "kind", choice_word(shape_field(s, STR("kind")), i->kind));
	set(L, "want", choice_word(shape_field(s, STR("want")), i->want));
	set(L, "status", status_names[r->status].word);
	set(L, "reason", status_reasons[r->reason].word);
	set(L, "A", r->A);
	set(L, "B", r->B);
	set(L, "T", r->T);
	set(L, "E", r->E);
	set(L, "q", r->q);
	set(L, "p", r->p);
	set(L, "r", r->r);
	set(L, "tol", r->tol);
	lua_pushinteger(L, r->year);
	lua_setfield(L, -2, "year");
}

/* arguments: the function's name, the result */
static int
run_rule(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const struct status_result *r = lua_touserdata(L, 2);

	lua_getfield(L, LUA_REGISTRYINDEX, WORLD);
	lua_getfield(L, -1, "require");
	lua_pushliteral(L, "rules");
	lua_call(L, 1, 1);
	luaL_checktype(L, -1, LUA_TTABLE);
	if (lua_getfield(L, -1, name) != LUA_TFUNCTION)
		return vm_error(L, MESSAGE_LUA_RULE, WORDS(str_of(name)));
	push_facts(L, r);
	lua_call(L, 1, 2);
	return 2;
}

/* most sites have no rule of their own */
static lua_State *
open_lua(struct rules *rules)
{
	if (rules->vm == NULL)
		rules->vm = vm_new(&rules->site);
	return rules->vm->L;
}

/* leaves two values on the stack; false after a message */
static bool
call(struct rules *rules, str function, const struct status_result *r)
{
	lua_State *L = open_lua(rules);
	struct vm *vm = rules->vm;
	bool ok;

	if (rules->ended)
		return false;
	rules->route.at = r->indicator->entity.at;
	vm_begin(vm, &rules->route, &rules->html, rules->diags);
	lua_pushcfunction(L, run_rule);
	lua_pushlstring(L, function.p, function.n);
	lua_pushlightuserdata(L, (void *)r);
	ok = vm_call(vm, 2, 2);
	rules->ended = vm_ended(vm);
	return ok;
}

static bool
expect(void *context, str function, const struct status_result *r,
    rational *expected)
{
	struct rules *rules = context;
	lua_State *L = open_lua(rules);
	str text = {0};
	bool ok;

	ok = call(rules, function, r);
	if (ok && (lua_isinteger(L, -2) || lua_type(L, -2) == LUA_TSTRING))
		text.p = lua_tolstring(L, -2, &text.n);
	if (text.p != NULL)
		*expected = rational_read(text);
	ok = text.p != NULL && rational_known(*expected);
	lua_settop(L, 0);
	return ok;
}

static enum status_reason
reason_of(str word)
{
	enum status_reason i;

	for (i = 1; i < STATUS_REASON_COUNT; i++)
		if (str_eq(status_reasons[i].word, word))
			return i;
	return STATUS_RULE;
}

static bool
decide(void *context, str function, struct status_result *r)
{
	struct rules *rules = context;
	lua_State *L = open_lua(rules);
	enum status status = 0;
	str word, reason = {0};

	if (call(rules, function, r) && lua_type(L, -2) == LUA_TSTRING) {
		word.p = lua_tolstring(L, -2, &word.n);
		status = status_of(word);
		if (status == 0)
			diag(rules->diags, MESSAGE_LUA_STATUS,
			    r->indicator->entity.at, WORDS(word));
		if (lua_type(L, -1) == LUA_TSTRING)
			reason.p = lua_tolstring(L, -1, &reason.n);
		if (status != 0)
			r->status = status;
		r->reason = status == STATUS_NA ? reason_of(reason) : 0;
	}
	lua_settop(L, 0);
	return status != 0;
}

struct status_hooks
rules_hooks(struct rules *r)
{
	return (struct status_hooks){r, expect, decide};
}

void
rules_free(struct rules *r)
{
	if (r->vm != NULL)
		vm_free(r->vm);
	buf_done(&r->html);
	free(r);
}
