#include "script/api.h"

#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>

#include "model/term.h"
#include "script/library.h"
#include "script/result.h"
#include "script/state.h"
#include "script/view.h"
#include "site/route.h"
#include "site/sheet.h"
#include "text/md.h"

static str
check_text(lua_State *L, int arg)
{
	str s;

	if (lua_isnone(L, arg))
		vm_error(L, MESSAGE_LUA_NOTHING, NO_WORDS);
	if (lua_isnil(L, arg))
		vm_error(L, MESSAGE_LUA_NIL, NO_WORDS);
	if (library_nameless(L, arg))
		luaL_error(L, "a %s cannot be printed",
		    luaL_typename(L, arg));
	s.p = luaL_tolstring(L, arg, &s.n);
	return s;
}

static str
check_str(lua_State *L, int arg)
{
	str s;

	s.p = luaL_checklstring(L, arg, &s.n);
	return s;
}

/* ---- output ------------------------------------------------------------ */

static int
api_raw(lua_State *L)
{
	buf_put(vm_of(L)->html, check_text(L, 1));
	return 0;
}

static int
api_esc(lua_State *L)
{
	buf_html(vm_of(L)->html, check_text(L, 1));
	return 0;
}

static int
api_escape(lua_State *L)
{
	struct vm *vm = vm_of(L);
	str s = check_text(L, 1);

	vm->text.n = 0;
	buf_html(&vm->text, s);
	lua_pushlstring(L, vm->text.n > 0 ? vm->text.p : "", vm->text.n);
	return 1;
}

/* ---- links --------------------------------------------------------------- */

static str
link_to(struct vm *vm, str url)
{
	vm->link.n = 0;
	route_link(vm->route->path, url, &vm->link);
	return buf_str(&vm->link);
}

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
	str path = check_path(L);

	lua_pushlstring(L, path.p, path.n);
	return 1;
}

static int
api_url(lua_State *L)
{
	str url = link_to(vm_of(L), check_path(L));

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
	struct vm *vm = vm_of(L);

	view_push_entity(L, model_find(vm->site.model, vm->route->plan,
	    check_str(L, 1)));
	return 1;
}

/* ---- bodies ---------------------------------------------------------------- */

struct body {
	lua_State *L;
	const struct entity *entity;
};

static bool
is_linked(void *ctx, const struct term *t)
{
	const struct vm *vm = ctx;

	for (size_t i = 0; i < vm->nterms; i++)
		if (vm->terms[i] == t)
			return true;
	return false;
}

static void
keep_term(struct vm *vm, const struct term *t)
{
	if (vm->nterms == vm->cap_terms) {
		vm->cap_terms = vm->cap_terms > 0 ? vm->cap_terms * 2 : 16;
		vm->terms = realloc(vm->terms,
		    vm->cap_terms * sizeof(*vm->terms));
		if (vm->terms == NULL)
			abort();
	}
	vm->terms[vm->nterms++] = t;
}

static bool
target(void *ctx, str url, struct md_target *out)
{
	const struct body *b = ctx;
	struct vm *vm = vm_of(b->L);
	const struct entity *e;
	const struct plan *p = b->entity->plan;
	const struct attachment *f;
	str file = {url.p, str_find(url, STR("#"))};

	e = model_find_url(vm->site.model, p, url);
	if (e != NULL && route_url(vm->site.routes, e).n > 0) {
		out->url = link_to(vm, route_url(vm->site.routes, e));
		out->title = e->title;
		if (e->kind == &kind_term && e->plan == p &&
		    !is_linked(vm, (const struct term *)e))
			keep_term(vm, (const struct term *)e);
		return true;
	}
	f = p != NULL ? plan_file(p, file) : NULL;
	if (f == NULL)
		return false;
	out->width = f->picture.width;
	out->height = f->picture.height;
	vm->text.n = 0;
	buf_put(&vm->text, p->entity.id);
	buf_puts(&vm->text, "/files/");
	buf_put(&vm->text, url);
	out->url = link_to(vm, buf_str(&vm->text));
	return true;
}

/* a word of the glossary, where it first stands on the page */
static bool
term(void *ctx, str text, size_t *from, size_t *to, struct md_target *out)
{
	const struct body *b = ctx;
	struct vm *vm = vm_of(b->L);
	const struct term *t = NULL;

	if (b->entity->plan != NULL)
		t = term_find(b->entity->plan, text, is_linked, vm, from, to);
	if (t == NULL)
		return false;
	keep_term(vm, t);
	out->url = link_to(vm, route_url(vm->site.routes, &t->entity));
	return true;
}

static int
run_embed(lua_State *L)
{
	str scheme = check_str(L, 1);

	lua_getfield(L, LUA_REGISTRYINDEX, WORLD);
	lua_getfield(L, -1, "require");
	lua_pushliteral(L, "embed");
	lua_call(L, 1, 1);
	if (lua_getfield(L, -1, scheme.p) != LUA_TFUNCTION)
		return vm_error(L, MESSAGE_LUA_EMBED, WORDS(scheme));
	lua_pushvalue(L, 2);
	lua_pushvalue(L, 3);
	lua_call(L, 2, 0);
	return 0;
}

/* what the function prints goes where the image stood */
static bool
embed(void *ctx, str url, str text, struct buf *out)
{
	const struct body *b = ctx;
	lua_State *L = b->L;
	struct vm *vm = vm_of(L);
	struct buf *page = vm->html;
	size_t colon = str_find(url, STR(":"));
	int top = lua_gettop(L);
	bool ok;

	if (vm->reported)
		return false;
	vm->html = out;
	lua_pushcfunction(L, vm_report);
	lua_pushcfunction(L, run_embed);
	lua_pushlstring(L, url.p, colon);
	view_push_entity(L, model_find_url(vm->site.model, b->entity->plan,
	    url));
	lua_pushlstring(L, text.p, text.n);
	ok = lua_pcall(L, 3, 0, top + 1) == LUA_OK;
	lua_settop(L, top);
	vm->html = page;
	return ok;
}

static int
api_body(lua_State *L)
{
	struct body b = {L, view_check_entity(L, 1)};
	struct md_host host = {.target = target, .embed = embed,
	    .term = term, .ctx = &b};
	lua_Integer heading = luaL_optinteger(L, 2, 2);

	luaL_argcheck(L, heading >= 1 && heading <= 6, 2, "1 to 6 expected");
	host.heading = (unsigned)heading;
	if (!lua_isnoneornil(L, 3))
		host.prefix = check_str(L, 3);

	if (b.entity->body.src != NULL)
		md_html(b.entity->body, &host, vm_of(L)->html);
	if (vm_of(L)->reported)
		return luaL_error(L, "the body failed");
	return 0;
}

static int
api_terms(lua_State *L)
{
	struct vm *vm = vm_of(L);

	lua_createtable(L, (int)vm->nterms, 0);
	for (size_t i = 0; i < vm->nterms; i++) {
		view_push_entity(L, &vm->terms[i]->entity);
		lua_seti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

static int
api_has_body(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);

	lua_pushboolean(L, e->body.src != NULL &&
	    str_trim(source_text(e->body)).n > 0);
	return 1;
}

static int
api_headings(lua_State *L)
{
	const struct md_facts *facts = view_check_entity(L, 1)->facts;
	const struct md_heading *h;

	lua_newtable(L);
	for (size_t i = 0; facts != NULL && i < facts->nheadings; i++) {
		h = &facts->headings[i];
		lua_createtable(L, 0, 3);
		lua_pushinteger(L, h->level);
		lua_setfield(L, -2, "level");
		lua_pushlstring(L, h->id.p, h->id.n);
		lua_setfield(L, -2, "id");
		lua_pushlstring(L, h->text.p, h->text.n);
		lua_setfield(L, -2, "text");
		lua_seti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

/* ---- words ------------------------------------------------------------------ */

static int
api_era(lua_State *L)
{
	struct vm *vm = vm_of(L);

	vm->text.n = 0;
	if (lua_toboolean(L, 2))
		year_print_short((int)luaL_checkinteger(L, 1), &vm->text);
	else
		year_print((int)luaL_checkinteger(L, 1), &vm->text);
	lua_pushlstring(L, vm->text.p, vm->text.n);
	return 1;
}

static int
api_file(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);
	const struct attachment *f = e->plan != NULL ?
	    plan_file(e->plan, check_str(L, 2)) : NULL;
	struct vm *vm = vm_of(L);
	str url;

	if (f == NULL)
		return 0;
	vm->text.n = 0;
	buf_put(&vm->text, e->plan->entity.id);
	buf_puts(&vm->text, "/files/");
	buf_put(&vm->text, f->path);
	url = link_to(vm, buf_str(&vm->text));
	lua_pushlstring(L, url.p, url.n);
	lua_pushinteger(L, (lua_Integer)f->size);
	return 2;
}

/* ---- sheets ----------------------------------------------------------------- */

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
    size_t rows)
{
	str plan = p->entity.id;
	const char *id = lua_pushlstring(L, plan.p, plan.n);

	lua_createtable(L, 0, 7);
	lua_pushfstring(L, "%s/data/%s.csv", id, s->name.p);
	lua_setfield(L, -2, "path");
	set_str(L, "kind", str_of(s->kind->shape.name));
	set_str(L, "ja", s->ja);
	set_str(L, "en", s->en);
	lua_pushinteger(L, (lua_Integer)rows);
	lua_setfield(L, -2, "rows");
	lua_pushinteger(L, (lua_Integer)vm_of(L)->text.n);
	lua_setfield(L, -2, "bytes");
	push_columns(L, s);
	lua_setfield(L, -2, "columns");
	lua_remove(L, -2);
}

static int
api_sheets(lua_State *L)
{
	const struct entity *e = view_check_entity(L, 1);
	struct vm *vm = vm_of(L);
	const struct sheets *all = vm->site.sheets;
	lua_Integer n = 0;
	size_t rows;

	luaL_argcheck(L, e->plan != NULL, 1, "plan expected");
	lua_newtable(L);
	for (size_t i = 0; all != NULL && i < all->n; i++) {
		vm->text.n = 0;
		rows = sheet_print(&all->items[i], e->plan, vm->site.routes,
		    &vm->text);
		if (rows == 0)
			continue;
		push_sheet(L, &all->items[i], e->plan, rows);
		lua_seti(L, -2, ++n);
	}
	return 1;
}

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
	{"url", api_url, "url(entity) or url(path)",
	    "the link from this page to an entity or a path of the site",
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
	{"kind_of", api_kind_of, "kind_of(entity)",
	    "the name of an entity's kind", "項目の種類の名前を返します",
	    "kind_of(find(\"watch\"))", "goal"},
	{"find", api_find, "find(id)",
	    "the entity with this id, in this plan or as plan/id; or nil",
	    "id の項目を返します。なければ nil です",
	    "find(\"watch\").title", "見守り活動を広げる"},
	{"body", api_body, "body(entity, level, prefix)",
	    "prints the entity's Markdown as HTML; # becomes h2, or the "
	    "level; the prefix stands before each id",
	    "項目の本文を HTML で出力します。# は h2（か level）になり、"
	    "prefix は id の前に付きます",
	    "body(find(\"night-walk\"))",
	    "<p>40人が歩き、<strong>12か所</strong>に印を付けました。</p>"},
	{"headings", api_headings, "headings(entity)",
	    "the headings of its body: a list of {level, id, text}",
	    "本文の見出しの一覧 {level, id, text} を返します",
	    "headings(find(\"purpose\"))[1].text", "なぜ支えあいなのか"},
	{"terms", api_terms, "terms()",
	    "the terms that bodies of this page have linked so far, each "
	    "where it first stands",
	    "このページの本文で、ここまでに用語集へつないだ用語の一覧を返します",
	    "#terms()", "0"},
	{"has_body", api_has_body, "has_body(entity)",
	    "is there any text in its body?", "本文があるかを返します",
	    "has_body(find(\"watch\"))", "false"},
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
	    "a status or reason in the site's language",
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
	{"sheets", api_sheets, "sheets(plan)",
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
