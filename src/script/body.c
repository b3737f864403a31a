#include "script/body.h"

#include <stdlib.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/memory.h"
#include "model/term.h"
#include "script/state.h"
#include "script/theme.h"
#include "script/value.h"
#include "script/view.h"
#include "site/route.h"
#include "text/japanese.h"
#include "text/md.h"

static str
check_str(lua_State *L, int arg)
{
	str s;

	s.p = luaL_checklstring(L, arg, &s.n);
	return s;
}

struct body {
	lua_State *L;
	const struct entity *entity;
};

static bool
is_linked(void *ctx, const struct term *t)
{
	const struct vm *vm = ctx;
	size_t place = vm->nterms > 0 ? vm->term_places[t->entity.no] : 0;

	return place < vm->nterms && vm->terms[place] == t;
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
	if (vm->term_places == NULL)
		vm->term_places = memory_new(vm->site.model->end,
		    sizeof(*vm->term_places));
	vm->term_places[t->entity.no] = vm->nterms;
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
		out->url = vm_link(vm, route_url(vm->site.routes, e));
		out->title = value_text(vm, e->title);
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
	out->url = vm_link_file(vm, p, file,
	    str_slice(url, file.n, url.n));
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
		t = term_find(b->entity->plan->names, text, is_linked, vm,
		    from, to);
	if (t == NULL)
		return false;
	keep_term(vm, t);
	out->url = vm_link(vm, route_url(vm->site.routes, &t->entity));
	return true;
}

static int
run_embed(lua_State *L)
{
	const str module = STR("embed");
	str scheme = check_str(L, 1);

	if (theme_module(vm_of(L)->site.theme, module) == NULL)
		return vm_error(L, MESSAGE_LUA_EMBED, WORDS(scheme));
	lua_getfield(L, LUA_REGISTRYINDEX, WORLD);
	lua_getfield(L, -1, "require");
	lua_pushlstring(L, module.p, module.n);
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

/* that of the page's variant, else the main one */
static const struct entity *
body_of(lua_State *L, const struct entity *e)
{
	const struct vm *vm = vm_of(L);
	const struct entity *other = e->variants[vm->route->variant];

	return other != NULL ? other : e;
}

/* is it in another language than the page? */
static bool
is_untranslated(lua_State *L, const struct entity *e)
{
	return vm_of(L)->route->variant == VARIANT_EN &&
	    e->variants[VARIANT_EN] == NULL && e->body.src != NULL &&
	    japanese_in(source_text(e->body));
}

static void
put_body(struct body *b, const struct md_host *host)
{
	struct vm *vm = vm_of(b->L);
	const bool marked = is_untranslated(b->L, b->entity);
	const struct md_facts *facts = body_of(b->L, b->entity)->facts;

	if (facts == NULL)
		return;
	if (marked) {
		vm->untranslated++;
		vm->bodies++;
		buf_puts(vm->html, "<div lang=\"ja\">\n");
	}
	md_html(facts->pattern, host, vm->html);
	if (marked)
		buf_puts(vm->html, "</div>\n");
}

int
body_put(lua_State *L)
{
	struct body b = {vm_of_page(L)->L, view_check_entity(L, 1)};
	struct md_host host = {.target = target, .embed = embed,
	    .term = term, .ctx = &b};
	lua_Integer heading = luaL_optinteger(L, 2, 2);

	luaL_argcheck(L, heading >= 1 && heading <= 6, 2, "1 to 6 expected");
	host.heading = (unsigned)heading;
	if (!lua_isnoneornil(L, 3))
		host.prefix = check_str(L, 3);

	put_body(&b, &host);
	vm_put(L, vm_of(L)->html, (str){0});
	if (vm_of(L)->reported)
		return luaL_error(L, "the body failed");
	return 0;
}

int
body_terms(lua_State *L)
{
	struct vm *vm = vm_of_page(L);

	lua_createtable(L, (int)vm->nterms, 0);
	for (size_t i = 0; i < vm->nterms; i++) {
		view_push_entity(L, &vm->terms[i]->entity);
		lua_seti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

int
body_has(lua_State *L)
{
	const struct entity *e = body_of(L, view_check_entity(L, 1));

	lua_pushboolean(L, e->body.src != NULL &&
	    str_trim(source_text(e->body)).n > 0);
	return 1;
}

int
body_headings(lua_State *L)
{
	const struct md_facts *facts =
	    body_of(L, view_check_entity(L, 1))->facts;
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
