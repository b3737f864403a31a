#include "script/value.h"

#include <lua.h>
#include <lauxlib.h>

#include "model/model.h"
#include "script/format.h"
#include "script/state.h"
#include "site/route.h"
#include "text/japanese.h"

/* ---- types ------------------------------------------------------------- */

static int
read_only(lua_State *L)
{
	return vm_error(L, MESSAGE_LUA_READ_ONLY, NO_WORDS);
}

/*
 * Metatables stand in the registry, behind the places that Lua has there
 * and the one of luaL_ref: a number is found sooner than a name, and a page
 * has hundreds of such values.
 */
enum { FIRST = LUA_RIDX_LAST + 2 };

const char *
value_type_name(enum value_type type)
{
	static const char *const names[] = {
		[VALUE_FIGURE] = "figure", [VALUE_YEAR] = "year",
		[VALUE_OBJECT] = "entity", [VALUE_LIST] = "list",
		[VALUE_PAGE] = "page", [VALUE_RESULT] = "result"
	};

	return names[type];
}

void
value_open_type(lua_State *L, enum value_type type,
    const struct value_function *functions)
{
	luaL_newmetatable(L, value_type_name(type));
	for (; functions->name != NULL; functions++) {
		lua_pushcfunction(L, functions->call);
		lua_setfield(L, -2, functions->name);
	}
	lua_pushcfunction(L, read_only);
	lua_setfield(L, -2, "__newindex");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	/* tostring of what has no text must not show an address */
	lua_pushstring(L, value_type_name(type));
	lua_setfield(L, -2, "__name");
	vm_of(L)->types[type] = lua_topointer(L, -1);
	lua_rawseti(L, LUA_REGISTRYINDEX, FIRST + (int)type);
}

void
value_set_type(lua_State *L, enum value_type type)
{
	lua_rawgeti(L, LUA_REGISTRYINDEX, FIRST + (int)type);
	lua_setmetatable(L, -2);
}

void
value_push_str(lua_State *L, str s)
{
	if (s.p == NULL)
		lua_pushnil(L);
	else
		lua_pushlstring(L, s.p, s.n);
}

str
value_text(struct vm *vm, str s)
{
	const enum variant v = vm->route != NULL ? vm->route->variant :
	    VARIANT_MAIN;
	str text;

	if (v == VARIANT_MAIN || s.n == 0)
		return s;
	text = lexicon_find(&vm->site.model->lexicon, v, s);
	if (text.n > 0)
		return text;
	if (v == VARIANT_EN && japanese_in(s))
		vm->untranslated++;
	return s;
}

void
value_push_text(lua_State *L, str s)
{
	value_push_word(L, value_text(vm_of(L), s));
}

void
value_push_pointer(lua_State *L, const void *p, enum value_type type)
{
	*(const void **)lua_newuserdatauv(L, sizeof(p), 0) = p;
	value_set_type(L, type);
}

/* as luaL_testudata, which would look for the name */
void *
value_test(lua_State *L, int arg, enum value_type type)
{
	void *p = lua_touserdata(L, arg);
	const void *found;

	if (p == NULL || !lua_getmetatable(L, arg))
		return NULL;
	found = lua_topointer(L, -1);
	lua_pop(L, 1);
	return found == vm_of(L)->types[type] ? p : NULL;
}

void *
value_check(lua_State *L, int arg, enum value_type type)
{
	void *p = value_test(L, arg, type);

	return p != NULL ? p : luaL_checkudata(L, arg, value_type_name(type));
}

const void *
value_pointer(lua_State *L, int arg, enum value_type type)
{
	return *(const void **)value_check(L, arg, type);
}

const void *
value_self(lua_State *L)
{
	return *(const void **)lua_touserdata(L, 1);
}

str
value_key(lua_State *L)
{
	str key;

	/* of what is no text, the error says so */
	if ((key.p = lua_tolstring(L, 2, &key.n)) == NULL)
		key.p = luaL_checklstring(L, 2, &key.n);
	return key;
}

/* ---- years and figures ---------------------------------------------- */

void
value_push_year(lua_State *L, const struct year *y)
{
	if (y->kind == YEAR_NONE)
		lua_pushnil(L);
	else
		value_push_pointer(L, y, VALUE_YEAR);
}

void
value_push_figure(lua_State *L, const struct figure *f)
{
	if (f->text.p == NULL && f->reason.n == 0)
		lua_pushnil(L);
	else
		value_push_pointer(L, f, VALUE_FIGURE);
}

static void
push_count(lua_State *L, int n)
{
	if (n == 0)
		lua_pushnil(L);
	else
		lua_pushinteger(L, n);
}

static const str year_kinds[] = {
	{0}, {"fiscal", 6}, {"calendar", 8}, {"month", 5}, {"date", 4},
	{"placeholder", 11}
};

static const str year_keys[] = {
	{"text", 4}, {"kind", 4}, {"fiscal_year", 11}, {"from", 4},
	{"to", 2}, {"open", 4}, {"year", 4}, {"month", 5}, {"day", 3},
	{"tentative", 9}
};

size_t
value_find_key(lua_State *L, enum value_type type, const str *keys, size_t n)
{
	str key = value_key(L);
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(key, keys[i]))
			return i;
	i = str_nearest(key, keys, n);
	vm_error_near(L, MESSAGE_LUA_FIELD, WORDS(
	    str_of(value_type_name(type)), key), i < n ? keys[i] : (str){0});
	return n;
}

static int
year_text(lua_State *L)
{
	const struct year *y = value_self(L);

	if (!format_push(L, "year", 1))
		value_push_str(L, y->text);
	return 1;
}

static int
year_index(lua_State *L)
{
	const struct year *y = value_self(L);
	bool known = y->kind != YEAR_PLACEHOLDER;

	switch (value_find_key(L, VALUE_YEAR, year_keys, 10)) {
	case 0: return year_text(L);
	case 1: value_push_str(L, year_kinds[y->kind]); break;
	case 2: push_count(L, !known ? 0 : y->open ? y->from : y->to); break;
	case 3: push_count(L, known ? y->from : 0); break;
	case 4: push_count(L, known && !y->open ? y->to : 0); break;
	case 5: lua_pushboolean(L, y->open); break;
	case 6: push_count(L, y->year); break;
	case 7: push_count(L, y->month); break;
	case 8: push_count(L, y->day); break;
	default: lua_pushboolean(L, y->tentative); break;
	}
	return 1;
}

static const str figure_keys[] = {
	{"text", 4}, {"value", 5}, {"upper", 5}, {"number", 6}, {"scale", 5},
	{"unit", 4}, {"about", 5}, {"qualifier", 9}, {"cmp", 3}, {"year", 4},
	{"each", 4}, {"as_of", 5}, {"reason", 6}, {"note", 4},
	{"placeholder", 11}, {"tentative", 9}
};

static void
push_decimal(lua_State *L, decimal value)
{
	struct buf *b = &vm_of(L)->text;

	b->n = 0;
	decimal_print(value, false, b);
	lua_pushlstring(L, b->p, b->n);
}

/* for drawing only: what a citizen reads is text */
static void
push_number(lua_State *L, const struct figure *f)
{
	decimal whole = f->value;

	decimal_scale(f->value, figure_power(f), &whole);
	lua_pushnumber(L, decimal_approximate(whole));
}

void
value_push_word(lua_State *L, str word)
{
	value_push_str(L, word.n > 0 ? word : (str){0});
}

/*
 * In English where its unit is: no words of another language between those
 * of a sentence.
 */
static str
figure_words(struct vm *vm, const struct figure *f)
{
	str unit;

	if (vm->route == NULL || vm->route->variant != VARIANT_EN ||
	    !f->has_value)
		return f->text;
	unit = value_text(vm, f->unit);
	if (japanese_in(unit))
		return f->text;
	vm->text.n = 0;
	figure_print_english(f, unit, &vm->text);
	return buf_str(&vm->text);
}

/* nothing: what stands for no value */
static int
push_figure_text(lua_State *L, str nothing)
{
	const struct figure *f = value_self(L);

	if (!format_push(L, "figure", 1))
		value_push_str(L, f->text.p != NULL ?
		    figure_words(vm_of(L), f) : nothing);
	return 1;
}

static int
figure_text(lua_State *L)
{
	return push_figure_text(L, STR("－"));
}

static int
figure_index(lua_State *L)
{
	const struct figure *f = value_self(L);
	size_t at = value_find_key(L, VALUE_FIGURE, figure_keys,
	    sizeof(figure_keys) / sizeof(*figure_keys));

	if (at >= 1 && at <= 3 && !f->has_value) {
		lua_pushnil(L);
		return 1;
	}
	switch (at) {
	case 0: return push_figure_text(L, (str){0});
	case 1: push_decimal(L, f->value); break;
	case 2:
		if (f->is_range)
			push_decimal(L, f->upper);
		else
			lua_pushnil(L);
		break;
	case 3: push_number(L, f); break;
	case 4: value_push_word(L, figure_scales[f->scale]); break;
	case 5: value_push_text(L, f->unit); break;
	case 6: lua_pushboolean(L, f->about); break;
	case 7: value_push_word(L, f->qualifier); break;
	case 8: value_push_word(L, figure_comparisons[f->cmp]); break;
	case 9: value_push_year(L, &f->year); break;
	case 10: lua_pushboolean(L, f->each); break;
	case 11: value_push_year(L, &f->as_of); break;
	case 12: value_push_text(L, f->reason); break;
	case 13: value_push_text(L, f->note); break;
	case 14: lua_pushboolean(L, f->placeholder); break;
	default: lua_pushboolean(L, f->tentative); break;
	}
	return 1;
}

static const struct value_function figure_meta[] = {
	{"__index", figure_index}, {"__tostring", figure_text}, {NULL, NULL}
};

static const struct value_function year_meta[] = {
	{"__index", year_index}, {"__tostring", year_text}, {NULL, NULL}
};

void
value_open(lua_State *L)
{
	value_open_type(L, VALUE_FIGURE, figure_meta);
	value_open_type(L, VALUE_YEAR, year_meta);
}
