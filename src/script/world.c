#include "script/state.h"

#include <string.h>

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

#include "script/library.h"
#include "script/lists.h"
#include "script/modules.h"
#include "script/page.h"
#include "script/strings.h"
#include "script/view.h"

/* Key of the registry: the names that pages find. */
static const char BASE[] = "world.base";

/* No clock, no chance, no files, no bytecode, no metatables: a page is a
 * function of the model. */
static const char *const names[] = {
	"assert", "error", "select", "tonumber", "type", NULL
};

static const struct {
	const char *name;
	lua_CFunction open;
	const char *const *members;
} libraries[] = {
	{"math", luaopen_math, (const char *const[]){"abs", "ceil", "floor",
	    "fmod", "huge", "max", "maxinteger", "min", "mininteger", "modf",
	    "pi", "sqrt", "tointeger", "type", "ult", "sin", "cos", "tan",
	    "atan", "log", "exp", NULL}},
	{"string", luaopen_string, (const char *const[]){"byte", "char",
	    "format", "len", "lower", "reverse", "sub", "upper", NULL}},
	{"table", luaopen_table, (const char *const[]){"concat", "pack",
	    "unpack", NULL}},
	{"utf8", luaopen_utf8, (const char *const[]){"char", "charpattern",
	    "codepoint", "codes", "len", "offset", NULL}},
};

/* functions of ours in place of those of Lua */
static const struct {
	const char *of, *name;
	lua_CFunction call;
} tamed[] = {
	{"string", "find", strings_find}, {"string", "match", strings_match},
	{"string", "gmatch", strings_gmatch}, {"string", "gsub", strings_gsub},
	{"string", "rep", strings_rep}, {"table", "insert", lists_insert},
	{"table", "remove", lists_remove}, {"table", "move", lists_move},
	{"table", "sort", library_sort}
};

/* the name nearest to one that is not there */
static str
suggest(lua_State *L, str name)
{
	enum { MOST = 128 };
	str known[MOST] = {STR("page"), STR("require")};
	size_t n = 2, best;

	lua_getfield(L, LUA_REGISTRYINDEX, BASE);
	for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1))
		if (n < MOST && lua_type(L, -2) == LUA_TSTRING) {
			known[n].p = lua_tolstring(L, -2, &known[n].n);
			n++;
		}
	best = str_nearest(name, known, n);
	return best < n ? known[best] : (str){0};
}

static int
undefined(lua_State *L)
{
	str name = library_words(L, 2);

	return vm_error_near(L, MESSAGE_LUA_GLOBAL, WORDS(name),
	    suggest(L, name));
}

static int
read_only(lua_State *L)
{
	return vm_error(L, MESSAGE_LUA_READ_ONLY, NO_WORDS);
}

/* the table on top becomes one that can be read but not changed */
static void
protect(lua_State *L)
{
	lua_newtable(L);
	lua_newtable(L);
	lua_rotate(L, -3, -1);
	lua_setfield(L, -2, "__index");
	lua_pushcfunction(L, read_only);
	lua_setfield(L, -2, "__newindex");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
}

/* push the members that are allowed */
static void
open_library(lua_State *L, const char *name, lua_CFunction open,
    const char *const *members)
{
	luaL_requiref(L, name, open, 0);
	lua_newtable(L);
	for (; *members != NULL; members++) {
		lua_getfield(L, -2, *members);
		lua_setfield(L, -2, *members);
	}
	lua_remove(L, -2);
}

/* upvalue: the library's name */
static int
no_member(lua_State *L)
{
	return vm_error(L, MESSAGE_LUA_FIELD, WORDS(
	    str_of(lua_tostring(L, lua_upvalueindex(1))), library_words(L, 2)));
}

/* asking the library on top for what it has not is a mistake */
static void
guard(lua_State *L, const char *name)
{
	lua_newtable(L);
	lua_pushstring(L, name);
	lua_pushcclosure(L, no_member, 1);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, -2);
}

/* in the library on top */
static void
tame(lua_State *L, const char *name)
{
	for (size_t i = 0; i < sizeof(tamed) / sizeof(*tamed); i++)
		if (strcmp(name, tamed[i].of) == 0) {
			lua_pushcfunction(L, tamed[i].call);
			lua_setfield(L, -2, tamed[i].name);
		}
	if (strcmp(name, LUA_STRLIBNAME) != 0)
		return;
	lua_getfield(L, -1, "format");
	lua_pushcclosure(L, library_format, 1);
	lua_setfield(L, -2, "format");
}

/* ("").rep finds what string.rep does, and no more */
static void
open_methods(lua_State *L, int base)
{
	lua_pushliteral(L, "");
	if (!lua_getmetatable(L, -1))
		lua_newtable(L);
	lua_getfield(L, base, "string");
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}

static void
open_base(lua_State *L, int base)
{
	luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
	for (size_t i = 0; names[i] != NULL; i++) {
		lua_getfield(L, -1, names[i]);
		lua_setfield(L, base, names[i]);
	}
	lua_pop(L, 1);
	lua_pushcfunction(L, library_pairs);
	lua_setfield(L, base, "pairs");
	lua_pushcfunction(L, view_ipairs);
	lua_setfield(L, base, "ipairs");
	lua_pushcfunction(L, library_tostring);
	lua_setfield(L, base, "tostring");
	lua_pushcfunction(L, library_pcall);
	lua_setfield(L, base, "pcall");
	for (size_t i = 0; i < sizeof(libraries) / sizeof(*libraries); i++) {
		open_library(L, libraries[i].name, libraries[i].open,
		    libraries[i].members);
		tame(L, libraries[i].name);
		guard(L, libraries[i].name);
		protect(L);
		lua_setfield(L, base, libraries[i].name);
	}
}

/* the names that pages find, in the table on top */
static void
open_names(lua_State *L)
{
	int base = lua_gettop(L);

	open_base(L, base);
	open_methods(L, base);
	api_open(L);
	modules_open(L);
	view_push_site(L, vm_of(L)->site.config);
	lua_setfield(L, base, "site");
	page_push(L, NULL);
	lua_setfield(L, base, "page");
	/* reading a name that was never set is a mistake */
	lua_newtable(L);
	lua_pushcfunction(L, undefined);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, base);
}

void
world_spread(lua_State *L)
{
	int world = lua_gettop(L) + 1;

	lua_getfield(L, LUA_REGISTRYINDEX, WORLD);
	lua_getfield(L, LUA_REGISTRYINDEX, BASE);
	for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
		lua_pushvalue(L, -2);
		lua_pushvalue(L, -2);
		lua_rawset(L, world);
	}
	lua_settop(L, world - 1);
}

/* a name that a module sets is for those pages only that require it */
static int
set_name(lua_State *L)
{
	vm_of_page(L);
	lua_rawset(L, 1);
	return 0;
}

void
world_open(lua_State *L)
{
	lua_newtable(L);
	lua_newtable(L);
	lua_newtable(L);
	open_names(L);
	lua_pushvalue(L, -1);
	lua_setfield(L, LUA_REGISTRYINDEX, BASE);
	lua_setfield(L, -2, "__index");
	lua_pushcfunction(L, set_name);
	lua_setfield(L, -2, "__newindex");
	lua_setmetatable(L, -2);
	lua_setfield(L, LUA_REGISTRYINDEX, WORLD);
}
