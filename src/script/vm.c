#include "script/vm.h"

#include <stdlib.h>
#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "script/state.h"
#include "script/theme.h"
#include "script/view.h"

enum {
	STEPS_MOST = 100 * 1000 * 1000, /* Lua instructions for one page */
	STEPS = 100 * 1000,             /* between two looks */
	MEMORY_MOST = 128 << 20         /* bytes */
};

struct vm *
vm_of(lua_State *L)
{
	return *(struct vm **)lua_getextraspace(L);
}

/* ---- errors --------------------------------------------------------- */

int
vm_error(lua_State *L, enum message message, words w)
{
	return vm_error_near(L, message, w, (str){0});
}

int
vm_error_near(lua_State *L, enum message message, words w, str near)
{
	struct vm *vm = vm_of(L);

	arena_done(&vm->words);
	for (size_t i = 0; i < sizeof(w.word) / sizeof(*w.word); i++)
		if (w.word[i].n > 0)
			w.word[i] = str_copy(&vm->words, w.word[i]);
	vm->message = message;
	vm->with = w;
	vm->near = near.n > 0 ? str_copy(&vm->words, near) : near;
	vm->said.n = 0;
	diag_wording(message, LANGUAGE_EN, w, &vm->said);
	lua_pushlstring(L, vm->said.p, vm->said.n);
	return lua_error(L);
}

/* is it the error that vm_error raised, or one of Lua's own? */
static bool
is_ours(const struct vm *vm, str msg)
{
	return vm->said.n > 0 && str_eq(msg, buf_str(&vm->said));
}

/* the message without Lua's own "name:line:" */
static str
bare(str msg, str name)
{
	size_t at;

	if (!str_starts(msg, name) || msg.n <= name.n || msg.p[name.n] != ':')
		return msg;
	msg = str_slice(msg, name.n + 1, msg.n);
	at = str_find(msg, STR(": "));
	return at < msg.n ? str_slice(msg, at + 2, msg.n) : msg;
}

static span
here(const struct vm *vm, const lua_Debug *ar)
{
	return theme_line(vm->site.theme, str_of(ar->source + 1),
	    ar->currentline);
}

static void
tell(struct vm *vm, str msg, span at)
{
	if (is_ours(vm, msg)) {
		diag(vm->diags, vm->message, at, vm->with);
		if (vm->near.n > 0)
			diag_fix(vm->diags, MESSAGE_DID_YOU_MEAN,
			    WORDS(vm->near));
	} else
		diag(vm->diags, MESSAGE_LUA_RUN, at, WORDS(msg));
}

static void
tell_page(struct vm *vm)
{
	diag_note(vm->diags, MESSAGE_FOR_PAGE, vm->route->at,
	    WORDS(vm->route->path));
	vm->reported = true;
}

enum { CALLS_MOST = 8 };        /* worth listing */

int
vm_report(lua_State *L)
{
	struct vm *vm = vm_of(L);
	str msg;
	int level, calls = 0;
	lua_Debug ar;

	if (vm->reported)
		return 0;
	msg.p = lua_tolstring(L, 1, &msg.n);
	if (msg.p == NULL)
		msg = STR("error without a message");
	for (level = 0; lua_getstack(L, level, &ar); level++) {
		lua_getinfo(L, "Sl", &ar);
		if (*ar.source != '@')
			continue;
		if (calls == 0)
			tell(vm, bare(msg, str_of(ar.source + 1)),
			    here(vm, &ar));
		else if (calls < CALLS_MOST)
			diag_note(vm->diags, MESSAGE_CALLED_HERE,
			    here(vm, &ar), NO_WORDS);
		calls++;
	}
	if (calls == 0)
		tell(vm, msg, (span){0});
	tell_page(vm);
	return 0;
}

/* ---- limits --------------------------------------------------------- */

static void
on_step(lua_State *L, lua_Debug *ar)
{
	struct vm *vm = vm_of(L);

	(void)ar;
	if ((vm->steps += STEPS) <= STEPS_MOST)
		return;
	/* from here each instruction fails, so that no pcall can go on */
	vm->ended = true;
	lua_sethook(L, on_step, LUA_MASKCOUNT, 1);
	vm_error(L, MESSAGE_LUA_STEPS, NO_WORDS);
}

/*
 * No handler runs when memory is out: keep the place now.  Reading it takes
 * no memory.
 */
static void
keep_place(struct vm *vm)
{
	lua_Debug ar;

	vm->place = (span){0};
	for (int level = 0; vm->route != NULL && vm->place.src == NULL &&
	    lua_getstack(vm->L, level, &ar); level++) {
		lua_getinfo(vm->L, "Sl", &ar);
		if (*ar.source == '@')
			vm->place = here(vm, &ar);
	}
}

static void *
allocate(void *ctx, void *p, size_t old, size_t size)
{
	struct vm *vm = ctx;
	void *q;

	if (p == NULL)
		old = 0;
	if (size == 0) {
		free(p);
		vm->memory -= old;
		return NULL;
	}
	if (size > old && vm->memory + (size - old) > MEMORY_MOST) {
		keep_place(vm);
		return NULL;
	}
	if ((q = realloc(p, size)) != NULL)
		vm->memory += size - old;
	return q;
}

/* ---- life ----------------------------------------------------------- */

static int
open_state(lua_State *L)
{
	const struct theme *t = vm_of(L)->site.theme;
	const struct chunk *c;

	view_open(L);
	world_open(L);
	for (c = t->chunks; c < t->chunks + t->nchunks; c++) {
		/* told by theme_load */
		if (c->code.n == 0)
			continue;
		lua_pushlstring(L, c->name.p, c->name.n);
		if (luaL_loadbufferx(L, c->code.p, c->code.n, c->name.p,
		    "b") != LUA_OK)
			return lua_error(L);
		lua_settable(L, LUA_REGISTRYINDEX);
	}
	return 0;
}

struct vm *
vm_new(const struct vm_site *site)
{
	struct vm *vm = calloc(1, sizeof(*vm));

	if (vm == NULL || (vm->L = lua_newstate(allocate, vm)) == NULL)
		abort();
	vm->site = *site;
	*(struct vm **)lua_getextraspace(vm->L) = vm;
	lua_pushcfunction(vm->L, open_state);
	if (lua_pcall(vm->L, 0, 0, 0) != LUA_OK)
		abort();
	lua_gc(vm->L, LUA_GCGEN, 0, 0);
	return vm;
}

static int
run_layout(lua_State *L)
{
	const struct chunk *layout = lua_touserdata(L, 1);

	lua_pushlstring(L, layout->name.p, layout->name.n);
	lua_gettable(L, LUA_REGISTRYINDEX);
	world_push(L);
	lua_setupvalue(L, -2, 1);
	lua_call(L, 0, 0);
	return 0;
}

void
vm_begin(struct vm *vm, const struct route *route, struct buf *html,
    struct diags *d)
{
	vm->route = route;
	vm->html = html;
	vm->diags = d;
	vm->steps = 0;
	vm->nterms = 0;
	vm->said.n = 0;
	vm->reported = vm->ended = false;
	html->n = 0;
	lua_sethook(vm->L, on_step, LUA_MASKCOUNT, STEPS);
}

bool
vm_call(struct vm *vm, int arguments, int results)
{
	lua_State *L = vm->L;
	int handler = lua_gettop(L) - arguments;
	bool ok;

	lua_pushcfunction(L, vm_report);
	lua_insert(L, handler);
	ok = lua_pcall(L, arguments, results, handler) == LUA_OK;
	lua_remove(L, handler);
	if (!ok && !vm->reported) {
		diag(vm->diags, MESSAGE_LUA_MEMORY, vm->place, NO_WORDS);
		tell_page(vm);
	}
	return ok && !vm->reported;
}

bool
vm_render(struct vm *vm, const struct route *route, struct buf *html,
    struct diags *d)
{
	const struct chunk *layout = theme_layout(vm->site.theme, route);
	bool ok;

	if (layout == NULL)
		return diag(d, MESSAGE_THEME_LAYOUT, (span){0},
		    WORDS(route->layout));
	vm_begin(vm, route, html, d);
	lua_pushcfunction(vm->L, run_layout);
	lua_pushlightuserdata(vm->L, (void *)layout);
	ok = vm_call(vm, 1, 0);
	lua_settop(vm->L, 0);
	return ok;
}

void
vm_free(struct vm *vm)
{
	lua_close(vm->L);
	arena_done(&vm->words);
	buf_done(&vm->link);
	buf_done(&vm->text);
	buf_done(&vm->said);
	free(vm->terms);
	free(vm);
}
