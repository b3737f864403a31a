/* Functions of ours in the place of Lua's do what those do. */
#include "script/strings.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

#include "script/library.h"
#include "script/lists.h"
#include "script/match.h"
#include "script/state.h"

static const luaL_Reg functions[] = {
	{"find", strings_find}, {"match", strings_match},
	{"gmatch", strings_gmatch}, {"gsub", strings_gsub},
	{"rep", strings_rep}, {"insert", lists_insert},
	{"remove", lists_remove}, {"move", lists_move}, {NULL, NULL}
};

/*
 * Lua with its own functions, and ours as ours.find and so on; same(name, …)
 * calls both and compares what they give.  A pattern that is wrong may be
 * refused where Lua finds something before it comes to what is wrong.
 */
static const char same[] =
    "local function show(name, ...)\n"
    "	local t = table.pack(...)\n"
    "	if type(t[2]) == 'function' then\n"
    "		local all, n = {}, 0\n"
    "		local ok, e = pcall(function()\n"
    "			for a, b, c in t[2] do\n"
    "				all[#all + 1] = tostring(a) .. '|' .. tostring(b)\n"
    "					.. '|' .. tostring(c)\n"
    "				n = n + 1\n"
    "				if n > 50 then return end\n"
    "			end\n"
    "		end)\n"
    "		return (ok and 'all ' or 'no ' ) .. table.concat(all, ' ')\n"
    "	end\n"
    "	if not t[1] then return 'no' end\n"
    "	for i = 1, t.n do t[i] = tostring(t[i]) end\n"
    "	return table.concat(t, ' ')\n"
    "end\n"
    "function same(lib, name, make)\n"
    "	local a = show(name, pcall(lib[name], make()))\n"
    "	local b = show(name, pcall(ours[name], make()))\n"
    "	if a ~= b and b:sub(1, 2) ~= 'no' then\n"
    "		local what = table.pack(make())\n"
    "		for i = 1, what.n do what[i] = tostring(what[i]) end\n"
    "		error(name .. '(' .. table.concat(what, ', ') .. '): Lua ' ..\n"
    "			a .. ', ours ' .. b)\n"
    "	end\n"
    "	return a == b\n"
    "end\n";

static lua_State *
open_lua(struct vm *vm)
{
	lua_State *L = luaL_newstate();

	*vm = (struct vm){.L = L};
	*(struct vm **)lua_getextraspace(L) = vm;
	luaL_openlibs(L);
	luaL_newlib(L, functions);
	lua_setglobal(L, "ours");
	return L;
}

static void
run(const char *code)
{
	struct vm vm;
	lua_State *L = open_lua(&vm);

	if (luaL_dostring(L, same) || luaL_dostring(L, code))
		fail_msg("%s", lua_tostring(L, -1));
	lua_close(L);
}

static void
patterns_match_as_those_of_lua(void **state)
{
	(void)state;
	run("math.randomseed(7)\n"
	    "local parts = {'a', 'b', 'ab', '.', '%a', '%d', '%w', '%s', '%A',\n"
	    "	'[ab]', '[^a]', '[a-c]', '[%w_]', '[]]', '[^]]', '[a-]', '*', '+',\n"
	    "	'-', '?', '(', ')', '()', '%1', '%2', '%bab', '%b()', '%f[a]',\n"
	    "	'%f[%W]', '^', '$', '%', '[', '%.', '%%', 'あ', '\\0', '%x', '%u'}\n"
	    "local texts = {'a', 'b', 'c', '(', ')', ' ', '1', '.', '%', ']', '-',\n"
	    "	'あ', '\\0', '_', 'A', 'ab', 'aab'}\n"
	    "local function pick(from, most)\n"
	    "	local t = {}\n"
	    "	for i = 1, math.random(0, most) do\n"
	    "		t[i] = from[math.random(#from)]\n"
	    "	end\n"
	    "	return table.concat(t)\n"
	    "end\n"
	    "local alike = 0\n"
	    "for i = 1, 60000 do\n"
	    "	local s, p = pick(texts, 12), pick(parts, 6)\n"
	    "	local init = math.random(-14, 14)\n"
	    "	local with = pick({'x', '%0', '%1', '%%', '%2'}, 3)\n"
	    "	local ok = same(string, 'find', function() return s, p, init end)\n"
	    "	ok = same(string, 'match', function() return s, p, init end) and ok\n"
	    "	ok = same(string, 'gmatch', function() return s, p end) and ok\n"
	    "	ok = same(string, 'gsub', function() return s, p, with end) and ok\n"
	    "	ok = same(string, 'gsub', function()\n"
	    "		return s, p, {a = 1, ab = 'z', b = false}, 2 end) and ok\n"
	    "	ok = same(string, 'gsub', function() return s, p,\n"
	    "		function(a, b) return b and tostring(a) end end) and ok\n"
	    "	same(string, 'find', function() return s, p, init, true end)\n"
	    "	if ok then alike = alike + 1 end\n"
	    "end\n"
	    "assert(alike > 59000, alike)\n");
}

static void
rep_is_that_of_lua(void **state)
{
	(void)state;
	run("for _, s in ipairs {'', 'a', 'ab'} do\n"
	    "	for n = -1, 4 do\n"
	    "		for _, sep in ipairs {'', ',', false} do\n"
	    "			assert(same(string, 'rep', function()\n"
	    "				return s, n, sep or nil end))\n"
	    "		end\n"
	    "	end\n"
	    "end\n"
	    "assert(ours.rep('', math.maxinteger) == '')\n"
	    "assert(not pcall(ours.rep, 'ab', math.maxinteger))\n"
	    "assert(not pcall(ours.rep, 'a', 2, ('b'):rep(9), {}) == false)\n");
}

static void
lists_change_as_those_of_lua(void **state)
{
	(void)state;
	run("local function both(name, ...)\n"
	    "	local a, b = {1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}\n"
	    "	local x = table.pack(pcall(table[name], a, ...))\n"
	    "	local y = table.pack(pcall(ours[name], b, ...))\n"
	    "	assert(x[1] == y[1] and x.n == y.n, name)\n"
	    "	if x[1] and type(x[2]) ~= 'table' then assert(x[2] == y[2]) end\n"
	    "	for i = -9, 20 do assert(a[i] == b[i], name) end\n"
	    "end\n"
	    "local ends = {math.mininteger, math.maxinteger}\n"
	    "for i = -2, 8 do ends[#ends + 1] = i end\n"
	    "for _, i in ipairs(ends) do\n"
	    "	both('insert', i, 'x') both('insert', i) both('remove', i)\n"
	    "	for _, j in ipairs(ends) do\n"
	    "		if i < -9 or j > 9 then goto on end\n"
	    "		for k = -2, 8 do both('move', i, j, k) end\n"
	    "		::on::\n"
	    "	end\n"
	    "end\n"
	    "both('insert') both('insert', 1, 2, 3) both('remove')\n"
	    "local t = ours.move({1, 2}, 1, 2, 2, {9})\n"
	    "assert(table.concat(t, ',') == '9,1,2')\n"
	    "assert(not pcall(ours.move, {}, math.mininteger, 1, 1))\n"
	    "assert(not pcall(ours.move, {}, 1, math.maxinteger, 2))\n"
	    "assert(ours.remove({}) == nil and ours.remove({}, 0) == nil)\n"
	    /* #t is the largest integer: nothing comes after it */
	    "t = {1, 2, 3, 4, 5, 6, 7, 8} t[math.maxinteger] = 1\n"
	    "for k = 4, 62 do t[1 << k] = 1 end t[9] = 1 t[17] = 1\n"
	    "assert(#t == math.maxinteger)\n"
	    "for _, more in ipairs {{1}, {1, 'x'}, {math.maxinteger, 'x'}} do\n"
	    "	local ok, e = pcall(ours.insert, t, table.unpack(more))\n"
	    "	assert(not ok and e:find 'too long', e)\n"
	    "end\n"
	    "assert(t[math.mininteger] == nil)\n");
}

/* a second for what would take for ever */
static void
nothing_takes_for_ever(void **state)
{
	static const char *const hostile[] = {
		"s = ('a'):rep(40) return ours.find(s, ('a*'):rep(40) .. 'b')",
		"s = ('a'):rep(99999) return ours.find(s, '.-.-.-b')",
		"s = ('('):rep(99999) return ours.gsub(s, '%b()', '')",
		"return ours.match(('a'):rep(1e6), '(.*)%1x')",
		"return ours.gsub(('a'):rep(1e6), '.-b', '')",
		"for _ in ours.gmatch(('a'):rep(1e6), '.-b') do end",
		"return ours.move({}, 1, math.maxinteger - 9, 2)",
		/* #t is the largest integer */
		"t = {1, 2, 3, 4, 5, 6, 7, 8} t[math.maxinteger] = 1\n"
		"for k = 5, 62 do t[1 << k] = 1 end t[16] = 1 t[9] = 1 t[17] = 1\n"
		"return ours.remove(t, 1)",
		"t = {} for i = 1, 1e6 do t[i] = i end\n"
		"while true do ours.insert(t, 1, 1) end"
	};
	clock_t begin;
	struct vm vm;
	lua_State *L;

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
		L = open_lua(&vm);
		begin = clock();
		if (!luaL_dostring(L, hostile[i]))
			fail_msg("it was done: %s", hostile[i]);
		if (!vm.ended || clock() - begin > 5 * CLOCKS_PER_SEC)
			fail_msg("%s: %s", hostile[i], lua_tostring(L, -1));
		assert_true(vm.ended);
		lua_close(L);
		buf_done(&vm.said);
		arena_done(&vm.words);
	}
}

static int
print_much(lua_State *L)
{
	struct buf page = {0};

	vm_put(L, &page, (str){"", SIZE_MAX});
	return 0;
}

/* our pcall gives on what ends a page, without an instruction of Lua after it */
static void
our_pcall_does_not_catch_a_limit(void **state)
{
	struct vm vm;
	lua_State *L = open_lua(&vm);

	(void)state;
	vm.reported = true;
	lua_pushcfunction(L, library_pcall);
	lua_pushcfunction(L, print_much);
	assert_int_equal(lua_pcall(L, 1, LUA_MULTRET, 0), LUA_ERRRUN);
	assert_int_equal(vm.limit, MESSAGE_LUA_OUTPUT);
	lua_close(L);
	buf_done(&vm.said);
	arena_done(&vm.words);
}

/* and where something else has caught it, Lua does not go on */
static void
nothing_runs_after_a_limit(void **state)
{
	static const struct {
		const char *what;
		bool overdue;           /* before it begins */
		enum message limit;
	} cases[] = {
		{"much", false, MESSAGE_LUA_OUTPUT},
		{"ours.move, {}, 1, math.maxinteger - 9, 2", false,
		    MESSAGE_LUA_STEPS},
		{"ours.move, {1}, 1, 1, 2", true, MESSAGE_LUA_STEPS}
	};
	struct vm vm;
	lua_State *L;
	char code[99];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		L = open_lua(&vm);
		vm.overdue = cases[i].overdue;
		lua_register(L, "much", print_much);
		snprintf(code, sizeof(code), "pcall(%s) for i = 1, 9 do "
		    "after = i end", cases[i].what);
		assert_int_equal(luaL_dostring(L, code), 1);
		assert_int_equal(lua_getglobal(L, "after"), LUA_TNIL);
		assert_int_equal(vm.limit, cases[i].limit);
		lua_close(L);
		buf_done(&vm.said);
		arena_done(&vm.words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_as_those_of_lua),
		cmocka_unit_test(rep_is_that_of_lua),
		cmocka_unit_test(lists_change_as_those_of_lua),
		cmocka_unit_test(nothing_takes_for_ever),
		cmocka_unit_test(our_pcall_does_not_catch_a_limit),
		cmocka_unit_test(nothing_runs_after_a_limit)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
