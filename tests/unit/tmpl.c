#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <lauxlib.h>
#include <lualib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "text/tmpl.h"

/* ---- templates as Lua runs them ---------------------------------------- */

static int
l_raw(lua_State *L)
{
	struct buf *out = lua_touserdata(L, lua_upvalueindex(1));
	str s;

	s.p = luaL_tolstring(L, 1, &s.n);
	buf_put(out, s);
	return 0;
}

static int
l_esc(lua_State *L)
{
	struct buf *out = lua_touserdata(L, lua_upvalueindex(1));
	str s;

	s.p = luaL_tolstring(L, 1, &s.n);
	buf_html(out, s);
	return 0;
}

/* what a template prints, or what Lua says of it */
static void
run(const struct buf *lua, struct buf *out)
{
	lua_State *L = luaL_newstate();

	luaL_openlibs(L);
	lua_pushlightuserdata(L, out);
	lua_pushcclosure(L, l_raw, 1);
	lua_setglobal(L, "raw");
	lua_pushlightuserdata(L, out);
	lua_pushcclosure(L, l_esc, 1);
	lua_setglobal(L, "esc");
	if (luaL_loadbuffer(L, lua->n > 0 ? lua->p : "", lua->n,
	    "@t") != LUA_OK || lua_pcall(L, 0, 0, 0) != LUA_OK) {
		out->n = 0;
		buf_puts(out, lua_tostring(L, -1));
	}
	lua_close(L);
}

static size_t
lines(str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

static void
assert_prints(str text, str want)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf lua = {0}, out = {0};
	struct source *src = source_new(&a, STR("t"), text);

	assert_true(tmpl_lua(src, &lua, &d));
	assert_int_equal(d.errors, 0);
	if (lines(buf_str(&lua)) != lines(text))
		fail_msg("other lines:\n" STR_FMT "\n", STR_ARG(buf_str(&lua)));
	run(&lua, &out);
	if (!str_eq(buf_str(&out), want))
		fail_msg("of\n" STR_FMT "\nprinted\n" STR_FMT "\nLua\n"
		    STR_FMT, STR_ARG(text), STR_ARG(buf_str(&out)),
		    STR_ARG(buf_str(&lua)));
	buf_done(&lua);
	buf_done(&out);
	diags_done(&d);
	arena_done(&a);
}

static const struct {
	str text, printed;
} prints[] = {
	{{"", 0}, {"", 0}},
#define PRINTS(text, printed) \
	{{text, sizeof(text) - 1}, {printed, sizeof(printed) - 1}}
	PRINTS("a\nb\n", "a\nb\n"),
	PRINTS("a\\n\"b\"'c' ]] --d\t値\r\n", "a\\n\"b\"'c' ]] --d\t値\r\n"),
	PRINTS("a\0001\r2\n\r3\n", "a\0001\r2\n\r3\n"),
	PRINTS("\xef\xbb\xbf" "a\n", "a\n"),
	PRINTS("{ { } } {x {\n", "{ { } } {x {\n"),
	/* values */
	PRINTS("<{{ \"<&>\" }}|{* \"<b>\" *}>", "<&lt;&amp;&gt;|<b>>"),
	PRINTS("{{1}}{{2}}\n", "12\n"),
	PRINTS("{{ 1 +\n 2 }}\n", "3\n"),
	PRINTS("  {{ 1 }}  \n", "  1  \n"),
	/* the end of a tag is not looked for in strings, braces, comments */
	PRINTS("{{ \"}}\" }}{{ '}}%}' }}{{ \"\\\"}}\" }}\n",
	    "}}}}%}&quot;}}\n"),
	PRINTS("{{ [[}}]] }}{{ [==[ ]] }} ]==] }}\n", "}} ]] }} \n"),
	PRINTS("{{ ({{1},{2}})[2][1] }}\n", "2\n"),
	PRINTS("{{ #{1,{2}}}}\n", "2\n"),
	PRINTS("{{ \"{{ {% {* {#\" }}\n", "{{ {% {* {#\n"),
	PRINTS("{% local s = \"%} {{\" %}{{ s }}\n", "%} {{\n"),
	PRINTS("{{ 7 % 4 }}{{ 2 --[[ }} ]] + 1 }}\n", "33\n"),
	/* comments of Lua end with their tag */
	PRINTS("{% -- note %}a\n", "a\n"),
	PRINTS("{{ 1 -- one }}a{% local x = 1 -- it's\n-- }} %}b\n", "1ab\n"),
	PRINTS("{% local a --[[ x\n ]]= 2 %}{{ a }}\n", "2\n"),
	PRINTS("{% local ab = 1 %}{{ a--[[]]b }}\n",
	    "t:1: ')' expected near 'b'"),
	/* comments */
	PRINTS("a{# {{ b }} %} \" #}c\n", "ac\n"),
	/* lines that print nothing */
	PRINTS("a\n{% local x = 1 %}\nb{{ x }}\n", "a\nb1\n"),
	PRINTS("a\n  {% local x = 1 %} {# c #}\t\nb\n", "a\nb\n"),
	PRINTS("a\r\n{% local x = 1 %} \r\nb\r\n", "a\r\nb\r\n"),
	PRINTS("{# c\n c #}\n\nb\n", "\nb\n"),
	PRINTS("{%\nlocal x = 1\nlocal y = 2\n%}\n{{ x + y }}\n", "3\n"),
	PRINTS("{% if true then %}\na\n{% end %}", "a\n"),
	PRINTS("  {% if true then %}\n  a\n  {% end %}\nb", "  a\nb"),
	PRINTS("{% for i = 1, 2 do %}\n{{ i }}\n{% end %}\n", "1\n2\n"),
	PRINTS("{% for i = 1, 2 do %}{{ i }}\n{% end %}\n", "1\n2\n"),
	PRINTS("a {% local x = 1 %}\nb\n", "a \nb\n"),
	PRINTS("{% local x = 1 %} a\n", " a\n"),
	PRINTS("   \n\t\n", "   \n\t\n"),
	/* tags stay apart */
	PRINTS("{%local x=1%}a{%x=2%}{{x}}{%local y=x%}{{y}}", "a22"),
	/* messages of Lua name the line, however it ends */
	PRINTS("a\nb\n{# c\n #}{{ nil + 1 }}\n",
	    "t:4: attempt to perform arithmetic on a nil value"),
	PRINTS("a\r\n{%\r\nlocal x\r\n%}\r\n{{ x.y }}\r\n",
	    "t:5: attempt to index a nil value (local 'x')"),
	PRINTS("{% x = 1\r y = 2 %}\r\n{{ nil .. 1 }}",
	    "t:2: attempt to concatenate a nil value"),
	PRINTS("a\n{% local = 1 %}\n", "t:2: <name> expected near '='"),
	PRINTS("a\n{{ \"b }}\n }}\n", "t:2: unfinished string near '\"b }}'"),
#undef PRINTS
};

static void
prints_what_it_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(prints) / sizeof(*prints); i++)
		assert_prints(prints[i].text, prints[i].printed);
}

static void
emits_text_in_one_piece(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf lua = {0};

	(void)state;
	assert_true(tmpl_lua(source_new(&a, STR("t"),
	    STR("a \"b\"\r\nc\n{{ d }}\n{% e %}\nf")), &lua, &d));
	buf_putc(&lua, '\0');
	assert_string_equal(lua.p,
	    "raw(\"a \\\"b\\\"\\r\\\nc\\\n\"); esc( d ); raw(\"\\\n\");  e  \n"
	    "raw(\"f\"); ");
	buf_done(&lua);
	arena_done(&a);
}

/* ---- tags that are not closed ------------------------------------------ */

static const struct {
	const char *text, *said;
} errors[] = {
	{"a\n<b>{{ c </b>\n", "t:2:4: エラー: 「{{」が閉じられていません "
	    "[template-open]\n  | <b>{{ c </b>\n  |    ^~\n"
	    "  = 直し方：終わりに「}}」を書いてください。\n"},
	{"{{ a }\n{{ b }}\n", "t:1:1: エラー: 「{{」"},
	{"{{ a)\n{% b %}\n", "t:1:1: エラー: 「{{」"},
	{"a {% b\n{{ c }}\n{% d %}\n", "t:1:3: エラー: 「{%」"},
	{"\n値{* a }}\n", "t:2:2: エラー: 「{*」"},
	{"{# a %}\n", "t:1:1: エラー: 「{#」"},
	{"{% a = [[ %}\n", "t:1:1: エラー: 「{%」"},
	{"{% --[[ %}\n", "t:1:1: エラー: 「{%」"},
	{"{{", "t:1:1: エラー: 「{{」"},
	{"a\n{{ \"b }}\n{{ 1 }}\n", "t:2:1: エラー: 「{{」"},
	{"{% a = 'b %}\n{% c = 1 %}\n", "t:1:1: エラー: 「{%」"},
};

static void
tells_tags_that_are_not_closed(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf lua = {0};
	char *said;
	size_t i, n;
	FILE *f;

	(void)state;
	for (i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		lua.n = 0;
		assert_false(tmpl_lua(source_new(&a, STR("t"),
		    str_of(errors[i].text)), &lua, &d));
		assert_int_equal(d.errors, 1);
		f = open_memstream(&said, &n);
		diags_print(&d, LANGUAGE_JA, DIAGS_MOST, f);
		fclose(f);
		if (strncmp(said, errors[i].said, strlen(errors[i].said)))
			fail_msg("of %s said %s", errors[i].text, said);
		free(said);
		diags_done(&d);
	}
	buf_done(&lua);
	arena_done(&a);
}

static void
tells_all_of_them(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf lua = {0};

	(void)state;
	assert_false(tmpl_lua(source_new(&a, STR("t"),
	    STR("{{ a }\n{{ b }}\n{{ c }\n{% d\n")), &lua, &d));
	assert_int_equal(d.errors, 3);
	buf_done(&lua);
	diags_done(&d);
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prints_what_it_says),
		cmocka_unit_test(emits_text_in_one_piece),
		cmocka_unit_test(tells_tags_that_are_not_closed),
		cmocka_unit_test(tells_all_of_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
