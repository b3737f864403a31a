#include "script/result.h"

#include <lua.h>
#include <lauxlib.h>

#include "model/plan.h"
#include "model/status_count.h"
#include "script/state.h"
#include "script/value.h"
#include "script/view.h"
#include "site/route.h"

/* ---- one result ------------------------------------------------------------ */

static const str result_keys[] = {
	{"indicator", 9}, {"area", 4}, {"year", 4}, {"status", 6},
	{"reason", 6}, {"actual", 6}, {"baseline", 8}, {"target", 6},
	{"A", 1}, {"B", 1}, {"T", 1}, {"E", 1}, {"q", 1}, {"p", 1}, {"r", 1},
	{"tol", 3}, {"scale", 5}, {"step", 4}, {"rough", 5}
};

static void
push_pointed(lua_State *L, const struct figure *f)
{
	if (f == NULL)
		lua_pushnil(L);
	else
		value_push_figure(L, f);
}

static void
push_number(lua_State *L, const struct status_result *r, size_t key)
{
	const str numbers[] = {r->A, r->B, r->T, r->E, r->q, r->p, r->r,
	    r->tol};

	value_push_str(L, numbers[key]);
}

static int
result_index(lua_State *L)
{
	const struct status_result *r = value_self(L);
	size_t key = value_find_key(L, VALUE_RESULT, result_keys,
	    sizeof(result_keys) / sizeof(*result_keys));

	if (key >= 8 && key <= 15) {
		push_number(L, r, key - 8);
		return 1;
	}
	switch (key) {
	case 0: view_push_entity(L, &r->indicator->entity); break;
	case 1:
		value_push_str(L, r->area != NULL ? r->area->id : (str){0});
		break;
	case 2:
		lua_pushinteger(L, r->year);
		if (r->year == 0)
			lua_pushnil(L);
		break;
	case 3: value_push_str(L, status_names[r->status].word); break;
	case 4: value_push_word(L, status_reasons[r->reason].word); break;
	case 5:
		view_push_entity(L, r->actual != NULL ?
		    &r->actual->entity : NULL);
		break;
	case 6: push_pointed(L, r->baseline); break;
	case 7: push_pointed(L, r->target); break;
	case 16: value_push_word(L, figure_scales[r->scale]); break;
	case 17: lua_pushinteger(L, r->step); break;
	default: lua_pushboolean(L, r->rough); break;
	}
	return 1;
}

static int
result_text(lua_State *L)
{
	const struct status_result *r = value_pointer(L, 1, VALUE_RESULT);

	value_push_str(L, status_names[r->status].word);
	return 1;
}

static const struct value_function result_meta[] = {
	{"__index", result_index}, {"__tostring", result_text}, {NULL, NULL}
};

void
result_open(lua_State *L)
{
	value_open_type(L, VALUE_RESULT, result_meta);
}

/* ---- counts ------------------------------------------------------------------ */

static const struct plan *
check_plan(lua_State *L, const struct entity *e)
{
	luaL_argcheck(L, e->plan != NULL, 1, "something of a plan expected");
	return e->plan;
}

static void
set_count(lua_State *L, const char *name, size_t n)
{
	lua_pushinteger(L, (lua_Integer)n);
	lua_setfield(L, -2, name);
}

/* by the words of statuses, those that occur */
static void
set_statuses(lua_State *L, const struct status_counts *c)
{
	unsigned tenths[STATUS_COUNT];
	size_t judged[STATUS_COUNT] = {0}, i;

	for (i = 1; i < STATUS_PROVISIONAL; i++)
		judged[i] = c->by[i];
	status_shares(judged, STATUS_COUNT, tenths);
	lua_newtable(L);
	lua_newtable(L);
	for (i = 1; i < STATUS_COUNT; i++) {
		if (c->by[i] == 0)
			continue;
		lua_pushinteger(L, (lua_Integer)c->by[i]);
		lua_setfield(L, -3, status_names[i].word.p);
		lua_pushfstring(L, "%d.%d", (int)(tenths[i] / 10),
		    (int)(tenths[i] % 10));
		lua_setfield(L, -2, status_names[i].word.p);
	}
	lua_setfield(L, -3, "shares");
	lua_setfield(L, -2, "by");
}

int
result_counts(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);
	const struct plan *p = check_plan(L, e);
	const lua_Integer year = luaL_checkinteger(L, 2);
	/* none has a result in a year that is none */
	struct status_counts c = status_count(p, e,
	    year == (int)year ? (int)year : 0);
	struct programme_counts programmes = status_count_programmes(p, e);

	lua_newtable(L);
	set_count(L, "indicators", c.indicators);
	set_count(L, "results", c.results);
	set_count(L, "base", c.base);
	set_count(L, "waiting", c.waiting);
	set_count(L, "programmes", programmes.programmes);
	set_count(L, "placements", programmes.placements);
	set_statuses(L, &c);
	return 1;
}

int
result_years(lua_State *L)
{
	const struct plan *p = check_plan(L, view_check_entity(L, 1));
	size_t n;
	const int *years = status_years(p, &n);

	lua_newtable(L);
	for (size_t i = 0; i < n; i++) {
		lua_pushinteger(L, years[i]);
		lua_seti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

static str
check_str(lua_State *L, int arg)
{
	str s;

	s.p = luaL_checklstring(L, arg, &s.n);
	return s;
}

int
result_name(lua_State *L)
{
	bool en = vm_of(L)->route->variant == VARIANT_EN;
	str word = check_str(L, 1);
	size_t i;

	for (i = 1; i < STATUS_COUNT; i++)
		if (str_eq(status_names[i].word, word)) {
			value_push_str(L, en ? status_names[i].en :
			    status_names[i].ja);
			return 1;
		}
	for (i = 1; i < STATUS_REASON_COUNT; i++)
		if (str_eq(status_reasons[i].word, word)) {
			value_push_str(L, en ? status_reasons[i].en :
			    status_reasons[i].ja);
			return 1;
		}
	return luaL_error(L, "no status or reason is called '%s'", word.p);
}

/* ---- exact numbers as texts ---------------------------------------------------- */

static rational
check_rational(lua_State *L, int arg)
{
	rational r = rational_read(check_str(L, arg));

	luaL_argcheck(L, rational_known(r), arg, "number expected");
	return r;
}

int
result_round(lua_State *L)
{
	rational r = check_rational(L, 1);
	lua_Integer places = luaL_checkinteger(L, 2);
	struct buf *b = &vm_of(L)->text;

	luaL_argcheck(L, places >= 0 && places <= 18, 2, "0 to 18 expected");
	b->n = 0;
	rational_round(r, (unsigned)places, b);
	lua_pushlstring(L, b->p, b->n);
	return 1;
}

int
result_subtract(lua_State *L)
{
	rational r = rational_subtract(check_rational(L, 1),
	    check_rational(L, 2));
	struct buf *b = &vm_of(L)->text;

	luaL_argcheck(L, rational_known(r), 1, "too many digits");
	b->n = 0;
	rational_print(r, b);
	lua_pushlstring(L, b->p, b->n);
	return 1;
}
