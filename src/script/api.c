#include "script/api.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include <lua.h>
#include <lauxlib.h>

#include "script/body.h"
#include "script/fields.h"
#include "script/format.h"
#include "script/library.h"
#include "script/once.h"
#include "script/pages.h"
#include "script/result.h"
#include "script/sheet_list.h"
#include "script/state.h"
#include "script/value.h"
#include "script/view.h"
#include "site/route.h"
#include "site/variant.h"
#include "text/title.h"

static str
check_str(lua_State *L, int arg)
{
	str s;

	s.p = luaL_checklstring(L, arg, &s.n);
	return s;
}

/* lists, records and functions have no text of their own */
static const char *
nameless(lua_State *L, int arg)
{
	const char *type = library_nameless(L, arg);

	return type != NULL ? type : view_nameless(L, arg);
}

/* as luaL_tolstring, which takes ten times as long for it */
static str
push_integer(lua_State *L, lua_Integer i)
{
	char digits[24], *p = digits + sizeof(digits);
	lua_Unsigned rest = i < 0 ? -(lua_Unsigned)i : (lua_Unsigned)i;
	str s;

	do
		*--p = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (i < 0)
		*--p = '-';
	s.n = (size_t)(digits + sizeof(digits) - p);
	s.p = lua_pushlstring(L, p, s.n);
	return s;
}

static str
check_text(lua_State *L, int arg)
{
	str s;

	if (lua_type(L, arg) == LUA_TSTRING) {
		s.p = lua_tolstring(L, arg, &s.n);
		return s;
	}
	if (lua_isinteger(L, arg))
		return push_integer(L, lua_tointeger(L, arg));
	if (lua_isnone(L, arg))
		vm_error(L, MESSAGE_LUA_NOTHING, NO_WORDS);
	if (lua_isnil(L, arg))
		vm_error(L, MESSAGE_LUA_NIL, NO_WORDS);
	if (nameless(L, arg) != NULL)
		vm_error(L, MESSAGE_LUA_TEXT,
		    WORDS(str_of(nameless(L, arg))));
	s.p = luaL_tolstring(L, arg, &s.n);
	return s;
}

/* ---- output ------------------------------------------------------------ */

static int
api_raw(lua_State *L)
{
	vm_put(L, vm_of_page(L)->html, check_text(L, 1));
	return 0;
}

static int
api_esc(lua_State *L)
{
	vm_put_html(L, vm_of_page(L)->html, check_text(L, 1));
	return 0;
}

static int
api_escape(lua_State *L)
{
	struct vm *vm = vm_of(L);
	str s = check_text(L, 1);

	vm->text.n = 0;
	vm_put_html(L, &vm->text, s);
	lua_pushlstring(L, vm->text.n > 0 ? vm->text.p : "", vm->text.n);
	return 1;
}

static int
api_titled(lua_State *L)
{
	struct vm *vm = vm_of(L);
	const str title = check_text(L, 1), class = check_str(L, 2);

	vm->text.n = 0;
	title_html(title, class, &vm->text);
	lua_pushlstring(L, vm->text.n > 0 ? vm->text.p : "", vm->text.n);
	return 1;
}

/* {name} or {*name} at the head of a text; how long it is, 0 if it is none */
static size_t
place(str s, str *name)
{
	size_t from = s.n > 1 && s.p[1] == '*' ? 2 : 1, to = from;

	while (to < s.n && (isalnum((unsigned char)s.p[to]) ||
	    s.p[to] == '_'))
		to++;
	*name = str_slice(s, from, to);
	return to > from && to < s.n && s.p[to] == '}' ? to + 1 : 0;
}

/* the value of that name in the table or view at place 2 */
static void
put_value(lua_State *L, struct buf *out, str name, bool as_it_is)
{
	str value;

	lua_pushlstring(L, name.p, name.n);
	if (lua_isnoneornil(L, 2) || lua_gettable(L, 2) == LUA_TNIL)
		luaL_error(L, "no value for {%s}",
		    lua_pushlstring(L, name.p, name.n));
	value = check_text(L, lua_gettop(L));
	if (as_it_is)
		vm_put(L, out, value);
	else
		vm_put_html(L, out, value);
	lua_settop(L, 2);
}

static void
put_filled(lua_State *L, struct buf *out)
{
	str s = check_str(L, 1), name;
	size_t n;

	lua_settop(L, 2);
	while (s.n > 0) {
		n = str_find(s, STR("{"));
		vm_put(L, out, str_slice(s, 0, n));
		s = str_slice(s, n, s.n);
		if (s.n > 0 && (n = place(s, &name)) > 0)
			put_value(L, out, name, s.p[1] == '*');
		else
			buf_put(out, str_slice(s, 0, n = s.n > 0));
		s = str_slice(s, n, s.n);
	}
}

static int
api_put(lua_State *L)
{
	put_filled(L, vm_of_page(L)->html);
	return 0;
}

/* what is printed is taken back: a text of a value may fill in another */
static int
api_fill(lua_State *L)
{
	struct vm *vm = vm_of(L);
	struct buf *html = vm->html;
	const size_t from = html->n;

	put_filled(L, html);
	lua_pushlstring(L, html->n > 0 ? html->p + from : "", html->n - from);
	html->n = from;
	if (vm->notice.to > from)
		vm->notice.from = vm->notice.to = 0;
	return 1;
}

enum { USUAL = 1000 * 1000 };   /* what is drawn is below that */

/* to the nearest tenth, as printf("%.1f") does, which takes ten times as long */
static int64_t
tenths_of(double x)
{
	const double tenths = x * 10;
	decimal d = {0};
	char text[24];          /* 15 digits, a tenth and a sign */

	/* clear enough, although x * 10 may be off by its last digit */
	if (fabs(tenths) < USUAL &&
	    fabs(fabs(tenths - trunc(tenths)) - 0.5) > 1e-6)
		return lrint(tenths);
	snprintf(text, sizeof(text), "%.1f", x);
	decimal_read(str_of(text), &d);
	return d.coefficient;
}

static int
api_coordinate(lua_State *L)
{
	const double x = luaL_checknumber(L, 1);
	struct buf *b = &vm_of(L)->text;
	decimal d = {.places = 1};

	luaL_argcheck(L, fabs(x) < 1e15, 1, "too large for a drawing");
	d.coefficient = tenths_of(x);
	if (d.coefficient % 10 == 0)
		d = (decimal){d.coefficient / 10, 0};
	b->n = 0;
	decimal_print(d, false, b);
	lua_pushlstring(L, b->p, b->n);
	return 1;
}

/* ---- links --------------------------------------------------------------- */

/* an entity's, or the text itself, from the site's root */
static str
check_path(lua_State *L)
{
	str url;

	if (lua_type(L, 1) == LUA_TSTRING)
		return check_str(L, 1);
	url = route_url(vm_of(L)->site.routes, view_check_entity(L, 1));
	if (url.n == 0)
		luaL_error(L, "this has no page of its own");
	return url;
}

static int
api_path(lua_State *L)
{
	struct vm *vm = vm_of(L);
	str path = check_path(L);

	vm->link.n = 0;
	variant_url(vm->site.routes, path, vm->route->variant, &vm->link);
	lua_pushlstring(L, vm->link.p, vm->link.n);
	return 1;
}

static int
api_url(lua_State *L)
{
	str url = vm_link(vm_of_page(L), check_path(L));

	lua_pushlstring(L, url.p, url.n);
	return 1;
}

static int
api_has_page(lua_State *L)
{
	const struct routes *r = vm_of(L)->site.routes;

	lua_pushboolean(L, map_get(&r->paths, check_str(L, 1)) != NULL);
	return 1;
}

static int
api_kind_of(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);

	lua_pushstring(L, e->kind->shape.name);
	return 1;
}

static int
api_find(lua_State *L)
{
	struct vm *vm = vm_of_page(L);

	view_push_entity(L, model_find(vm->site.model, vm->route->plan,
	    check_str(L, 1)));
	return 1;
}

static int
api_position(lua_State *L)
{
	size_t at = view_position(L, 1, view_check_entity(L, 2));

	if (at > 0)
		lua_pushinteger(L, (lua_Integer)at);
	else
		lua_pushnil(L);
	return 1;
}

/* ---- words ------------------------------------------------------------------ */

/* the page is whole when it is known: vm_render takes it out again */
static int
api_untranslated(lua_State *L)
{
	struct vm *vm = vm_of_page(L);

	if (vm->route->variant != VARIANT_EN)
		return 0;
	vm->notice.from = vm->html->n;
	vm_put(L, vm->html, check_text(L, 1));
	vm->notice.to = vm->html->n;
	return 0;
}

enum { YEAR_MOST = 9999 };

static int
api_era(lua_State *L)
{
	struct vm *vm = vm_of(L);
	lua_Integer year;

	lua_settop(L, 2);
	if (format_push(L, "era", 2))
		return 1;
	vm->text.n = 0;
	year = luaL_checkinteger(L, 1);
	luaL_argcheck(L, year >= 1 && year <= YEAR_MOST, 1,
	    "1 to 9999 expected");
	if (lua_toboolean(L, 2))
		year_print_short((int)year, &vm->text);
	else
		year_print((int)year, &vm->text);
	lua_pushlstring(L, vm->text.p, vm->text.n);
	return 1;
}

static int
api_file(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);
	const struct attachment *f = e->plan != NULL ?
	    plan_file(e->plan, check_str(L, 2)) : NULL;
	struct vm *vm = vm_of_page(L);
	str url;

	if (f == NULL)
		return 0;
	url = vm_link_file(vm, e->plan, f->path, (str){0});
	lua_pushlstring(L, url.p, url.n);
	lua_pushinteger(L, (lua_Integer)f->size);
	return 2;
}

/* ---- the table --------------------------------------------------------------- */

const struct api_function api_functions[] = {
	{"raw", api_raw, "raw(text)",
	    "prints a text as it is; {* *} does the same",
	    "文字列をそのまま出力します。{* *} と同じです",
	    "raw(\"<b>支えあい</b>\")", "<b>支えあい</b>"},
	{"esc", api_esc, "esc(value)",
	    "prints a value with & < > \" ' escaped; {{ }} does the same",
	    "値をエスケープして出力します。{{ }} と同じです",
	    "esc(\"<b>支えあい</b>\")", "&lt;b&gt;支えあい&lt;/b&gt;"},
	{"escape", api_escape, "escape(value)",
	    "the value as text with & < > \" ' escaped",
	    "値をエスケープした文字列を返します",
	    "escape(\"A & B\")", "A &amp; B"},
	{"titled", api_titled, "titled(title, class)",
	    "a title in Japanese as HTML, whose lines may end where a reader "
	    "would pause: <wbr>, and <span> of a class around what stays on a "
	    "line",
	    "日本語の見出しを、読みの切れ目で改行される HTML にします。改行してよい所に"
	    " <wbr> を置き、行を分けない部分をそのクラスの <span> で囲みます",
	    "titled(\"第2次緑野市市民協働推進基本計画\", \"num\")",
	    "<span class=\"num\">第2次緑野市</span><wbr>市民協働推進<wbr>基本計画"},
	{"put", api_put, "put(pattern, values)",
	    "prints a pattern with {name} replaced by the value of that name, "
	    "escaped, and {*name} by the value as it is",
	    "{name} をその名前の値（エスケープします）に、{*name} を値そのものに"
	    "置きかえて出力します",
	    "put(\"<b>{what}</b>\", {what = \"A & B\"})", "<b>A &amp; B</b>"},
	{"fill", api_fill, "fill(pattern, values)",
	    "the same as a text", "同じものを文字列で返します",
	    "fill(\"{a}{*b}\", {a = \"<\", b = \"<br>\"})", "&lt;<br>"},
	{"coordinate", api_coordinate, "coordinate(number)",
	    "a number for SVG: to the nearest tenth, without what says nothing",
	    "SVG に書く数です。小数第1位までにし、意味のない 0 は付けません",
	    "coordinate(12.34) .. \" \" .. coordinate(-0.04)", "12.3 0"},
	{"once", once_open, "once(work)",
	    "a function (entity, area, year) that gives what work gives for "
	    "them, worked out once on a page; area and year may be absent",
	    "同じ項目について何度も求めるものを、ページごとに1回だけ求める関数 "
	    "(entity, area, year) を返します。area と year はなくてもかまいません",
	    "once(function(goal) return #goal.children end)(find(\"watch\"))",
	    "0"},
	{"url", api_url, "url(entity) or url(path)",
	    "the link from this page to an entity or a path of the site, in the "
	    "page's language if it is there",
	    "このページから項目やサイト内の場所への相対リンクを返します",
	    "url(find(\"watch\"))", "goals/watch.html"},
	{"path", api_path, "path(entity)",
	    "where an entity stands, from the site's root: for addresses that "
	    "begin with site.base_url",
	    "項目の場所を、サイトの最上位からのパスで返します。site.base_url と"
	    "つなげて使います",
	    "path(find(\"watch\"))", "midori/goals/watch.html"},
	{"has_page", api_has_page, "has_page(path)",
	    "is there a page at this path of the site?",
	    "サイトのその場所にページがあるかを返します",
	    "has_page(\"midori/glossary.html\")", "true"},
	{"pages", pages_find, "pages(layout, value)",
	    "the pages that theme.yaml adds to this plan, or to the site on a "
	    "page of none: a list of pages, only those with this layout, only "
	    "those of this value of for_each",
	    "theme.yaml がこの計画（計画に属さないページでは、サイト）に加えた"
	    "ページの一覧です。layout を書けばそのレイアウトのもの、value を書けば "
	    "for_each のその値のものだけを返します",
	    "#pages()", "0"},
	{"kind_of", api_kind_of, "kind_of(entity)",
	    "the name of an entity's kind", "項目の種類の名前を返します",
	    "kind_of(find(\"watch\"))", "goal"},
	{"fields", fields_list, "fields(view)",
	    "what is filled in of an entity or record, and who refers to it, "
	    "under names for readers: a list of {name, label, kind, values}; "
	    "kind is text, figure, entity, row, record or, of a plan, list, "
	    "which has a path too",
	    "項目や記録に書かれていることと、それを指すものを、読む人のための名前で"
	    "返します。{name, label, kind, values} の一覧で、kind は text、figure、"
	    "entity、row、record と、計画では list（path もあります）です",
	    "fields(find(\"visit\"))[2].label", "担当課"},
	{"find", api_find, "find(id)",
	    "the entity with this id, in this plan or as plan/id; or nil",
	    "id の項目を返します。なければ nil です",
	    "find(\"watch\").title", "見守り活動を広げる"},
	{"position", api_position, "position(list, entity)",
	    "the place of an entity in a list of the model, from 1, or nil; "
	    "soon, where a loop over the list on each of its pages is not",
	    "モデルの一覧の何番目に項目があるかを、1 から数えて返します。なければ nil "
	    "です。一覧のすべてのページで一覧をたどるより、ずっと速く求まります",
	    "position(page.plan.goals, find(\"watch\"))", "2"},
	{"body", body_put, "body(entity, level, prefix)",
	    "prints the entity's Markdown as HTML; # becomes h2, or the "
	    "level; the prefix stands before each id",
	    "項目の本文を HTML で出力します。# は h2（か level）になり、"
	    "prefix は id の前に付きます",
	    "body(find(\"night-walk\"))",
	    "<p>40人が歩き、<strong>12か所</strong>に印を付けました。</p>"},
	{"headings", body_headings, "headings(entity)",
	    "the headings of its body: a list of {level, id, text}",
	    "本文の見出しの一覧 {level, id, text} を返します",
	    "headings(find(\"purpose\"))[1].text", "なぜ支えあいなのか"},
	{"terms", body_terms, "terms()",
	    "the terms that bodies of this page have linked so far, each "
	    "where it first stands",
	    "このページの本文で、ここまでに用語集へつないだ用語の一覧を返します",
	    "#terms()", "0"},
	{"has_body", body_has, "has_body(entity)",
	    "is there any text in its body?", "本文があるかを返します",
	    "has_body(find(\"watch\"))", "false"},
	{"untranslated", api_untranslated, "untranslated(html)",
	    "prints HTML, once for a page, if the page turns out to have parts "
	    "in Japanese for want of a translation",
	    "訳がないために日本語のままの部分があるページにだけ、HTML を出力します"
	    "（1ページに1回）",
	    "untranslated(\"<p>…</p>\")", ""},
	{"era", api_era, "era(year, short)",
	    "令和4年度 for the fiscal year 2022; R4 if short",
	    "2022 なら「令和4年度」、short が真なら「R4」を返します",
	    "era(2019) .. \" \" .. era(2019, true)", "令和元年度 R1"},
	{"counts", result_counts, "counts(entity, year)",
	    "how many results a plan or goal with all below it has in a "
	    "fiscal year: indicators, results, base (those judged), waiting, "
	    "programmes, placements, by and shares (by status)",
	    "計画や目標の、ある年度の判定の数です。indicators（指標）、"
	    "results（判定）、base（判定したもの）、waiting、programmes、"
	    "placements と、状態ごとの by、shares（％）があります",
	    "counts(page.plan, 1900).results", "0"},
	{"years", result_years, "years(plan)",
	    "the fiscal years that have results",
	    "判定のある年度の一覧を返します", "years(page.plan)[1]", "2024"},
	{"status_name", result_name, "status_name(word)",
	    "a status or reason in the page's language",
	    "状態や理由の名前を返します", "status_name(\"on_track\")", "順調"},
	{"round", result_round, "round(number, places)",
	    "an exact number, such as 1313/15, as a decimal, half up",
	    "1313/15 のような正確な数を、四捨五入した小数にします",
	    "round(\"1313/15\", 2)", "87.53"},
	{"subtract", result_subtract, "subtract(a, b)",
	    "the exact difference of two numbers",
	    "2つの数の正確な差を返します", "subtract(\"90.0\", \"86.3\")",
	    "3.7"},
	{"file", api_file, "file(entity, path)",
	    "link and size in bytes of a file of its plan; nil if not there",
	    "計画の files/ のファイルへのリンクとバイト数を返します",
	    "file(page.plan, \"entry.csv\")", "files/entry.csv, 27"},
	{"sheets", sheet_list, "sheets(plan)",
	    "the CSV files of a plan: a list of {path, kind, ja, en, rows, "
	    "bytes, columns}, columns being a list of {name, ja, en}",
	    "計画の CSV ファイルの一覧 {path, kind, ja, en, rows, bytes, columns} "
	    "を返します。columns は {name, ja, en} の一覧です",
	    "sheets(page.plan)[1].path", "midori/data/plans.csv"},
	{NULL, NULL, NULL, NULL, NULL, NULL, NULL}
};

void
api_open(lua_State *L)
{
	const struct api_function *f;

	for (f = api_functions; f->name != NULL; f++) {
		lua_pushcfunction(L, f->call);
		lua_setfield(L, -2, f->name);
	}
}
