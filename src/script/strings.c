#include "script/strings.h"

#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "script/match.h"
#include "script/state.h"

enum { COST = 2 };      /* of one step of a match, in steps of Lua */

static str
check_str(lua_State *L, int arg)
{
	str s;

	s.p = luaL_checklstring(L, arg, &s.n);
	return s;
}

/* from 0, for a place that counts from 1, or below 0 from the end */
static size_t
start(lua_State *L, int arg, size_t n)
{
	lua_Integer i = luaL_optinteger(L, arg, 1);

	if (i > 0)
		return (lua_Unsigned)i - 1 > n ? n + 1 : (size_t)i - 1;
	if (i == 0 || i < -(lua_Integer)n)
		return 0;
	return n - (size_t)-i;
}

/* ---- matches ---------------------------------------------------------------- */

static bool
try(lua_State *L, struct match *m, size_t from, size_t *to)
{
	const long left = vm_left(L) / COST;
	bool ok;

	m->steps = left;
	ok = match_at(m, from, to);
	vm_spend(L, (size_t)(left - m->steps) * COST);
	if (m->error != NULL)
		luaL_error(L, "%s", m->error);
	return ok;
}

/* the first match from a place on, unless the pattern holds it there */
static bool
search(lua_State *L, struct match *m, bool anchored, size_t *from,
    size_t *to)
{
	do {
		if (!anchored)
			*from = match_next(m, *from);
		if (try(L, m, *from, to))
			return true;
	} while ((*from)++ < m->text.n && !anchored);
	return false;
}

static bool
cut_anchor(str *pattern)
{
	const bool is = str_starts(*pattern, STR("^"));

	if (is)
		*pattern = str_slice(*pattern, 1, pattern->n);
	return is;
}

static void
push_capture(lua_State *L, const struct match *m, int i)
{
	const struct match_capture *c = &m->captures[i];

	if (c->n == MATCH_PLACE)
		lua_pushinteger(L, (lua_Integer)c->from + 1);
	else
		lua_pushlstring(L, m->text.p + c->from, (size_t)c->n);
}

/* the captures; without any, all that has matched */
static int
push_captures(lua_State *L, const struct match *m, size_t from, size_t to)
{
	luaL_checkstack(L, m->ncaptures + 1, "too many captures");
	if (m->ncaptures == 0)
		lua_pushlstring(L, m->text.p + from, to - from);
	for (int i = 0; i < m->ncaptures; i++)
		push_capture(L, m, i);
	return m->ncaptures > 0 ? m->ncaptures : 1;
}

/* ---- find and match --------------------------------------------------------- */

static int
find_plain(lua_State *L, str text, str part, size_t from)
{
	size_t at = part.n == 0 ? 0 :
	    str_find(str_slice(text, from, text.n), part);

	if (from + at + part.n > text.n) {
		luaL_pushfail(L);
		return 1;
	}
	lua_pushinteger(L, (lua_Integer)(from + at) + 1);
	lua_pushinteger(L, (lua_Integer)(from + at + part.n));
	return 2;
}

static int
look(lua_State *L, bool places)
{
	struct match m = {.text = check_str(L, 1),
	    .pattern = check_str(L, 2)};
	size_t from = start(L, 3, m.text.n), to;
	bool anchored;

	if (from > m.text.n) {
		luaL_pushfail(L);
		return 1;
	}
	if (places && (lua_toboolean(L, 4) || match_is_plain(m.pattern)))
		return find_plain(L, m.text, m.pattern, from);
	anchored = cut_anchor(&m.pattern);
	if (!search(L, &m, anchored, &from, &to)) {
		luaL_pushfail(L);
		return 1;
	}
	if (!places)
		return push_captures(L, &m, from, to);
	lua_pushinteger(L, (lua_Integer)from + 1);
	lua_pushinteger(L, (lua_Integer)to);
	return m.ncaptures == 0 ? 2 : 2 + push_captures(L, &m, from, to);
}

int
strings_find(lua_State *L)
{
	return look(L, true);
}

int
strings_match(lua_State *L)
{
	return look(L, false);
}

/* ---- gmatch ----------------------------------------------------------------- */

static void
set_upvalue(lua_State *L, int i, size_t n)
{
	lua_pushinteger(L, (lua_Integer)n);
	lua_replace(L, lua_upvalueindex(i));
}

/*
 * Upvalues: text, pattern, where to begin, and where the last match ended,
 * counted from 1: none ends there that has nothing in it.
 */
static int
next_match(lua_State *L)
{
	struct match m = {.text = check_str(L, lua_upvalueindex(1)),
	    .pattern = check_str(L, lua_upvalueindex(2))};
	size_t from = (size_t)lua_tointeger(L, lua_upvalueindex(3));
	const size_t last = (size_t)lua_tointeger(L, lua_upvalueindex(4));
	size_t to;

	for (; from <= m.text.n; from++) {
		from = match_next(&m, from);
		if (try(L, &m, from, &to) && to + 1 != last) {
			set_upvalue(L, 3, to);
			set_upvalue(L, 4, to + 1);
			return push_captures(L, &m, from, to);
		}
	}
	set_upvalue(L, 3, from);
	return 0;
}

int
strings_gmatch(lua_State *L)
{
	const str text = check_str(L, 1);
	const size_t from = start(L, 3, text.n);

	check_str(L, 2);
	lua_settop(L, 2);
	lua_pushinteger(L, (lua_Integer)from);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, next_match, 4);
	return 1;
}

/* ---- gsub ------------------------------------------------------------------- */

/* %1 to %9 of a replacement, %0 for all */
static void
add_capture(lua_State *L, luaL_Buffer *b, const struct match *m, int digit,
    size_t from, size_t to)
{
	const int i = digit - '1';

	if (i < 0 || (i == 0 && m->ncaptures == 0)) {
		luaL_addlstring(b, m->text.p + from, to - from);
		return;
	}
	if (i >= m->ncaptures)
		luaL_error(L, "invalid capture index %%%d in replacement "
		    "string", i + 1);
	push_capture(L, m, i);
	/* a place is a number */
	luaL_tolstring(L, -1, NULL);
	lua_remove(L, -2);
	luaL_addvalue(b);
}

static void
add_text(lua_State *L, luaL_Buffer *b, const struct match *m, size_t from,
    size_t to)
{
	str s = check_str(L, 3);
	size_t n;

	while ((n = str_find(s, STR("%"))) < s.n) {
		luaL_addlstring(b, s.p, n);
		s = str_slice(s, n + 1, s.n);
		if (s.n > 0 && *s.p == '%')
			luaL_addchar(b, '%');
		else if (s.n > 0 && *s.p >= '0' && *s.p <= '9')
			add_capture(L, b, m, *s.p, from, to);
		else
			luaL_error(L, "invalid use of '%%' in replacement "
			    "string");
		s = str_slice(s, 1, s.n);
	}
	luaL_addlstring(b, s.p, s.n);
}

/* what a table or a function gives; without it, what has matched stays */
static void
add_given(lua_State *L, luaL_Buffer *b, const struct match *m, size_t from,
    size_t to)
{
	int n;

	if (lua_isfunction(L, 3)) {
		lua_pushvalue(L, 3);
		n = push_captures(L, m, from, to);
		lua_call(L, n, 1);
	} else {
		n = push_captures(L, m, from, to);
		lua_pop(L, n - 1);
		lua_gettable(L, 3);
	}
	if (lua_toboolean(L, -1)) {
		if (!lua_isstring(L, -1))
			luaL_error(L, "invalid replacement value (a %s)",
			    luaL_typename(L, -1));
		luaL_addvalue(b);
		return;
	}
	lua_pop(L, 1);
	luaL_addlstring(b, m->text.p + from, to - from);
}

static void
add_replaced(lua_State *L, luaL_Buffer *b, const struct match *m,
    size_t from, size_t to)
{
	if (lua_isstring(L, 3))
		add_text(L, b, m, from, to);
	else
		add_given(L, b, m, from, to);
}

static void
check_replacement(lua_State *L)
{
	const int type = lua_type(L, 3);

	if (type != LUA_TNUMBER && type != LUA_TSTRING &&
	    type != LUA_TFUNCTION && type != LUA_TTABLE)
		luaL_typeerror(L, 3, "string/function/table");
}

int
strings_gsub(lua_State *L)
{
	struct match m = {.text = check_str(L, 1),
	    .pattern = check_str(L, 2)};
	const bool anchored = cut_anchor(&m.pattern);
	lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)m.text.n + 1);
	size_t from = 0, last = 0, next, to;
	lua_Integer n = 0;
	luaL_Buffer b;

	check_replacement(L);
	lua_settop(L, 3);
	luaL_buffinit(L, &b);
	while (n < most) {
		next = anchored ? from : match_next(&m, from);
		luaL_addlstring(&b, m.text.p + from, next - from);
		from = next;
		/* none ends where the last one did that has nothing in it */
		if (try(L, &m, from, &to) && to + 1 != last) {
			add_replaced(L, &b, &m, from, to);
			n++;
			from = to;
			last = to + 1;
		} else if (from < m.text.n)
			luaL_addchar(&b, m.text.p[from++]);
		else
			break;
		if (anchored)
			break;
	}
	luaL_addlstring(&b, m.text.p + from, m.text.n - from);
	luaL_pushresult(&b);
	lua_pushinteger(L, n);
	return 2;
}

/* ---- rep -------------------------------------------------------------------- */

int
strings_rep(lua_State *L)
{
	const str s = check_str(L, 1);
	lua_Integer n = luaL_checkinteger(L, 2);
	str between = {"", 0};
	luaL_Buffer b;
	size_t total;

	if (!lua_isnoneornil(L, 3))
		between = check_str(L, 3);
	if (n < 1 || s.n + between.n == 0) {
		lua_pushliteral(L, "");
		return 1;
	}
	if ((lua_Unsigned)n > (size_t)LUA_MAXINTEGER / (s.n + between.n))
		return luaL_error(L, "resulting string too large");
	total = (size_t)n * s.n + (size_t)(n - 1) * between.n;
	luaL_buffinitsize(L, &b, total);
	luaL_addlstring(&b, s.p, s.n);
	while (--n > 0) {
		luaL_addlstring(&b, between.p, between.n);
		luaL_addlstring(&b, s.p, s.n);
	}
	luaL_pushresult(&b);
	return 1;
}
