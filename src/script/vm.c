#include "script/vm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/heap.h"
#include "base/memory.h"
#include "script/modules.h"
#include "script/state.h"
#include "script/theme.h"
#include "script/view.h"
#include "site/route.h"
#include "site/variant.h"
#include "text/japanese.h"

enum {
	STEPS_MOST = 100 * 1000 * 1000, /* Lua instructions for one page */
	STEPS = 100 * 1000,             /* between two looks */
	TIME_MOST = 2000,       /* milliseconds, if steps are slow ones */
	EARLY_MOST = 500,       /* the same of modules before the first page */
	PATIENCE = 50,          /* milliseconds before steps are counted */
	MEMORY_MOST = 32 << 20,         /* bytes */
	/* of modules before the first page: each thread keeps copies of it */
	EARLY_MEMORY = 4 << 20,
	ROOM = 2 * MEMORY_MOST, /* with what is lost between blocks */
	OUTPUT_MOST = 8 << 20,          /* bytes of a page */
	PIECE = 64 << 10        /* of a text that becomes longer */
};

struct vm *
vm_of(lua_State *L)
{
	return *(struct vm **)lua_getextraspace(L);
}

struct vm *
vm_of_page(lua_State *L)
{
	struct vm *vm = vm_of(L);

	if (vm->early) {
		vm->late = true;
		luaL_error(L, "there is no page yet");
	}
	return vm;
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
	/* whatever else fails then, as the stack */
	if (vm->ended)
		diag(vm->diags, vm->limit, at, NO_WORDS);
	else if (is_ours(vm, msg)) {
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

enum {
	CALLS_MOST = 8,         /* worth listing */
	/*
	 * Lua looks for a level from the top each time.  No more than 200
	 * functions in C are called in one another, so that those of themes
	 * are among the first.
	 */
	LEVELS_MOST = 250
};

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
	for (level = 0; level < LEVELS_MOST && calls < CALLS_MOST &&
	    lua_getstack(L, level, &ar); level++) {
		lua_getinfo(L, "Sl", &ar);
		if (*ar.source != '@')
			continue;
		if (calls == 0)
			tell(vm, bare(msg, str_of(ar.source + 1)),
			    here(vm, &ar));
		else
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

static void on_step(lua_State *, lua_Debug *);

/* from here each instruction fails, so that no pcall can go on */
static void
end(lua_State *L, enum message message)
{
	struct vm *vm = vm_of(L);

	if (!vm->ended)
		vm->limit = message;
	vm->ended = true;
	lua_sethook(L, on_step, LUA_MASKCOUNT, 1);
	vm_error(L, message, NO_WORDS);
}

void
vm_spend(lua_State *L, size_t steps)
{
	struct vm *vm = vm_of(L);

	if (vm->ended || vm->overdue || steps > (size_t)vm_left(L))
		end(L, MESSAGE_LUA_STEPS);
	vm->steps += (long)steps;
}

static void
on_step(lua_State *L, lua_Debug *ar)
{
	(void)ar;
	vm_spend(L, STEPS);
}

/*
 * As a signal: in the midst of anything.  Counting slows each instruction
 * down, so it begins when a page takes longer than nearly all do.
 */
static void
on_alarm(void *ctx)
{
	struct vm *vm = ctx;

	vm->rings++;
	vm->overdue = vm->rings * PATIENCE >=
	    (vm->early ? EARLY_MOST : TIME_MOST);
	lua_sethook(vm->L, on_step, LUA_MASKCOUNT,
	    vm->overdue || vm->ended ? 1 : STEPS);
}

void
vm_limit_time(struct vm *vm)
{
	vm->rings = vm->overdue = 0;
	alarm_begin(&vm->alarm, PATIENCE);
}

long
vm_left(lua_State *L)
{
	return STEPS_MOST - vm_of(L)->steps;
}

static void
check_room(lua_State *L, const struct buf *b, size_t more)
{
	if (b->n > OUTPUT_MOST || more > OUTPUT_MOST - b->n)
		end(L, MESSAGE_LUA_OUTPUT);
}

void
vm_put(lua_State *L, struct buf *b, str s)
{
	check_room(L, b, s.n);
	buf_put(b, s);
}

void
vm_put_html(lua_State *L, struct buf *b, str s)
{
	size_t n;

	for (; s.n > 0; s = str_slice(s, n, s.n)) {
		n = s.n < PIECE ? s.n : PIECE;
		buf_html(b, str_slice(s, 0, n));
		check_room(L, b, 0);
	}
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
	    level < LEVELS_MOST && lua_getstack(vm->L, level, &ar); level++) {
		lua_getinfo(vm->L, "Sl", &ar);
		if (*ar.source == '@')
			vm->place = here(vm, &ar);
	}
}

static void *
allocate(void *ctx, void *p, size_t old, size_t size)
{
	struct vm *vm = ctx;
	void *new = heap_resize(vm->heap, p, p != NULL ? old : 0, size);

	if (new == NULL && size > 0)
		keep_place(vm);
	return new;
}

/* the same while code is loaded, which is only read once it is there */
static void *
allocate_code(void *ctx, void *p, size_t old, size_t size)
{
	struct vm *vm = ctx;

	/* old tells what a new block is for: 0 is an array, not an object */
	return p == NULL && old == 0 && size > 0 ?
	    heap_take_lasting(vm->heap, size) : allocate(ctx, p, old, size);
}

/* ---- links ---------------------------------------------------------- */

str
vm_link(struct vm *vm, str url)
{
	const enum variant v = vm->route->variant;

	vm->there.n = 0;
	if (v != VARIANT_MAIN) {
		variant_url(vm->site.routes, url, v, &vm->there);
		url = buf_str(&vm->there);
	}
	vm->link.n = 0;
	route_link(vm->route->path, url, &vm->link);
	return buf_str(&vm->link);
}

str
vm_link_file(struct vm *vm, const struct plan *p, str file, str fragment)
{
	vm->text.n = 0;
	buf_put(&vm->text, p->entity.id);
	buf_puts(&vm->text, "/files/");
	for (size_t i = 0; i < file.n; i++)
		if (file.p[i] == '%' || file.p[i] == '?' || file.p[i] == '#')
			buf_printf(&vm->text, "%%%02X",
			    (unsigned)file.p[i]);
		else
			buf_putc(&vm->text, file.p[i]);
	buf_put(&vm->text, fragment);
	return vm_link(vm, buf_str(&vm->text));
}

/* ---- life ----------------------------------------------------------- */

static bool
load(lua_State *L, const struct chunk *c)
{
	struct vm *vm = vm_of(L);
	bool ok;

	lua_setallocf(L, allocate_code, vm);
	ok = luaL_loadbufferx(L, c->code.p, c->code.n, c->name.p, "b") ==
	    LUA_OK;
	lua_setallocf(L, allocate, vm);
	return ok;
}

static void
open_chunks(lua_State *L, const struct chunks *all)
{
	const struct chunk *c;

	for (c = all->items; c < all->items + all->n; c++) {
		/* told by theme_load */
		if (c->code.n == 0)
			continue;
		if (!load(L, c))
			lua_error(L);
		lua_getfield(L, LUA_REGISTRYINDEX, WORLD);
		lua_setupvalue(L, -2, 1);
		lua_rawsetp(L, LUA_REGISTRYINDEX, c);
	}
}

static int
open_state(lua_State *L)
{
	const struct theme *t = vm_of(L)->site.theme;

	view_open(L);
	world_open(L);
	open_chunks(L, &t->own);
	open_chunks(L, &t->chunks);
	return 0;
}

/*
 * Most pages are done before the collector has anything to do: it begins
 * where they hold ten times what is there from the start.
 */
static struct moment *
keep(struct vm *vm)
{
	lua_gc(vm->L, LUA_GCINC, 1000, 0, 0);
	lua_gc(vm->L, LUA_GCCOLLECT);
	lua_gc(vm->L, LUA_GCINC, 200, 0, 0);
	return heap_keep(vm->heap);
}

bool
vm_fits(size_t n)
{
	return heap_fits(n, ROOM);
}

struct vm *
vm_new(const struct vm_site *site)
{
	struct vm *vm = memory_new(1, sizeof(*vm));

	vm->heap = heap_new(ROOM);
	heap_limit(vm->heap, MEMORY_MOST);
	if ((vm->L = lua_newstate(allocate, vm)) == NULL)
		abort();
	vm->site = *site;
	vm->alarm = (struct alarm){.call = on_alarm, .ctx = vm};
	*(struct vm **)lua_getextraspace(vm->L) = vm;
	lua_pushcfunction(vm->L, open_state);
	if (lua_pcall(vm->L, 0, 0, 0) != LUA_OK) {
		errno = ENOMEM;
		abort();
	}
	heap_seal(vm->heap);
	vm->bare = keep(vm);
	return vm;
}

static int
run_layout(lua_State *L)
{
	const struct chunk *layout = lua_touserdata(L, 1);

	lua_rawgetp(L, LUA_REGISTRYINDEX, layout);
	lua_call(L, 0, 0);
	return 0;
}

void
vm_begin(struct vm *vm, const struct route *route, struct buf *html,
    struct diags *d)
{
	struct moment **ready = &vm->ready[route->variant];

	if (*ready == NULL) {
		heap_restore(vm->heap, vm->bare);
		heap_limit(vm->heap, heap_held(vm->heap) + EARLY_MEMORY);
		modules_run(vm, route->variant);
		heap_limit(vm->heap, MEMORY_MOST);
		world_spread(vm->L);
		*ready = keep(vm);
	}
	heap_restore(vm->heap, *ready);
	vm_reset(vm, route, html, d);
}

void
vm_reset(struct vm *vm, const struct route *route, struct buf *html,
    struct diags *d)
{
	vm->route = route;
	vm->html = html;
	vm->diags = d;
	vm->steps = 0;
	vm->nterms = 0;
	vm->said.n = 0;
	vm->reported = vm->ended = vm->late = vm->formatting = false;
	vm->running = 0;
	vm->untranslated = vm->bodies = 0;
	vm->notice.from = vm->notice.to = 0;
	html->n = 0;
	lua_sethook(vm->L, NULL, 0, 0);
	if (!vm->early)
		vm_limit_time(vm);
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
	alarm_end(&vm->alarm);
	if (!ok && !vm->reported) {
		vm->ended = true;
		diag(vm->diags, MESSAGE_LUA_MEMORY, vm->place, NO_WORDS);
		tell_page(vm);
	}
	return ok && !vm->reported;
}

/*
 * What is in Japanese on a page in English says so; the notice of it stays
 * only where there is anything.
 */
static void
mark(struct vm *vm)
{
	const str html = buf_str(vm->html);
	size_t at, n = vm->bodies;
	str all;

	vm->marked.n = 0;
	n += japanese_mark(str_slice(html, 0, vm->notice.from), &vm->marked);
	at = vm->marked.n;
	n += japanese_mark(str_slice(html, vm->notice.to, html.n),
	    &vm->marked);
	all = buf_str(&vm->marked);
	vm->said.n = 0;
	if (n > 0 && vm->untranslated > 0)
		buf_put(&vm->said, str_slice(html, vm->notice.from,
		    vm->notice.to));
	vm->html->n = 0;
	buf_put(vm->html, str_slice(all, 0, at));
	buf_put(vm->html, buf_str(&vm->said));
	buf_put(vm->html, str_slice(all, at, all.n));
}

static bool
no_layout(const struct route *r, struct diags *d)
{
	if (r->kind == NULL && r->entity == NULL)
		return diag(d, MESSAGE_THEME_LAYOUT_OWN, r->at,
		    WORDS(r->layout));
	return diag(d, MESSAGE_THEME_LAYOUT, (span){0}, WORDS(r->layout,
	    r->kind != NULL ? STR("list") : STR("entity")));
}

bool
vm_render(struct vm *vm, const struct route *route, struct buf *html,
    struct diags *d)
{
	const struct chunk *layout = theme_layout(vm->site.theme, route);
	bool ok;

	if (layout == NULL)
		return no_layout(route, d);
	vm_begin(vm, route, html, d);
	lua_pushcfunction(vm->L, run_layout);
	lua_pushlightuserdata(vm->L, (void *)layout);
	ok = vm_call(vm, 1, 0);
	lua_settop(vm->L, 0);
	if (ok && route->variant == VARIANT_EN)
		mark(vm);
	return ok;
}

bool
vm_ended(const struct vm *vm)
{
	return vm->ended;
}

void
vm_leave(struct vm *vm)
{
	alarm_done(&vm->alarm);
}

void
vm_free(struct vm *vm)
{
	vm_leave(vm);
	heap_free(vm->heap);
	heap_forget(vm->bare);
	for (size_t i = 0; i < VARIANT_COUNT; i++)
		heap_forget(vm->ready[i]);
	arena_done(&vm->words);
	buf_done(&vm->there);
	buf_done(&vm->link);
	buf_done(&vm->text);
	buf_done(&vm->said);
	buf_done(&vm->marked);
	free(vm->terms);
	free(vm->term_places);
	free(vm);
}
