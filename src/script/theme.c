#include "script/theme.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/alarm.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limit.h"
#include "base/map.h"
#include "script/theme_check.h"
#include "script/theme_yaml.h"
#include "text/encoding.h"
#include "text/tmpl.h"
#include "text/unseen.h"

/* what Lua calls a file of the site: site:lib/chart.lua */
static const str OWN = {"site:", 5};
/* what a module asks for that means the theme's: theme:chart */
static const str ORIGINAL = {"theme:", 6};

/*
 * Bytes of all code together, compiled: civic has a fifth of it.  What is made
 * of it takes up to ten times as much of the memory that a page has.
 */
enum { CODE_MOST = 2 << 20 };

/* ---- code -------------------------------------------------------------- */

enum {
	PATIENCE = 50,          /* milliseconds */
	TIME_MOST = 1000,       /* of the processor, for all files */
	PIECE = 512             /* bytes, less than which no time is asked for */
};

/* What compiles files; what chains of it cost grows with their square. */
struct compiler {
	lua_State *L;
	struct alarm alarm;
	volatile sig_atomic_t rings;
	str rest;               /* of a file */
	int line;               /* that Lua is at */
	bool ends;              /* so that the next piece begins another */
};

static void
on_alarm(void *ctx)
{
	struct compiler *c = ctx;

	c->rings++;
}

static bool
is_overdue(const struct compiler *c)
{
	return c->rings * PATIENCE >= TIME_MOST;
}

/* lua_Reader: no more than a line, so that Lua comes back often */
static const char *
read_piece(lua_State *L, void *ctx, size_t *n)
{
	struct compiler *c = ctx;
	const str piece = str_slice(c->rest, 0, c->rest.n < PIECE ?
	    c->rest.n : PIECE);

	if (is_overdue(c))
		luaL_error(L, "too slow");
	c->line += c->ends;
	*n = str_find(piece, STR("\n"));
	c->ends = *n < piece.n;
	*n += c->ends;
	c->rest = str_slice(c->rest, *n, c->rest.n);
	return piece.p;
}

static bool
load(struct compiler *c, str lua, const char *name)
{
	bool ok;

	c->rest = lua;
	c->line = 0;
	c->ends = true;
	alarm_begin(&c->alarm, PATIENCE);
	ok = lua_load(c->L, read_piece, c, name, "t") == LUA_OK;
	alarm_end(&c->alarm);
	return ok;
}

static int
write_code(lua_State *L, const void *p, size_t n, void *code)
{
	(void)L;
	buf_put(code, (str){p, n});
	return 0;
}

/* a line, from 1, without the blanks before it */
static span
line_of(const struct chunk *c, int line)
{
	uint32_t from, to;
	const char *p;

	if (c == NULL || line < 1)
		return (span){0};
	p = c->src->text.p;
	from = source_at_byte(c->src, (size_t)line - 1, 0);
	to = source_at_byte(c->src, (size_t)line - 1, UINT32_MAX);
	while (from < to && (p[from] == ' ' || p[from] == '\t'))
		from++;
	return (span){c->src, from, to - from};
}

/* Lua says "name:line: what", or just what */
static bool
tell_syntax(const struct chunk *c, str name, int line, const char *msg,
    struct diags *d)
{
	const char *what = NULL;

	if (strlen(msg) > name.n && msg[name.n] == ':') {
		line = atoi(msg + name.n + 1);
		what = strstr(msg + name.n, ": ");
	}
	return diag(d, MESSAGE_LUA_SYNTAX, line_of(c, line),
	    WORDS(str_of(what != NULL ? what + 2 : msg)));
}

/* of those that come after what was too slow, nobody knows */
static bool
tell(const struct compiler *by, const struct chunk *c, str name, bool late,
    struct diags *d)
{
	if (late)
		return false;
	if (is_overdue(by))
		return diag(d, MESSAGE_THEME_SLOW, line_of(c, by->line),
		    NO_WORDS);
	return tell_syntax(c, name, by->line, lua_tostring(by->L, -1), d);
}

static bool
compile(struct theme *t, struct chunk *c, str prefix, struct compiler *by,
    struct diags *d)
{
	struct buf lua = {0}, code = {0};
	str name = str_printf(&t->arena, "@" STR_FMT STR_FMT,
	    STR_ARG(prefix), STR_ARG(c->name));
	const bool late = is_overdue(by);
	lua_State *L = by->L;
	bool ok = true;

	if (str_ends(c->name, STR(".html")))
		ok = tmpl_lua(c->src, &lua, d);
	else
		buf_put(&lua, c->src->text);
	if (ok && load(by, buf_str(&lua), name.p)) {
		lua_dump(L, write_code, &code, 0);
		c->code = str_copy(&t->arena, buf_str(&code));
		t->code += code.n;
	} else if (ok)
		ok = tell(by, c, str_slice(name, 1, name.n), late, d);
	lua_settop(L, 0);
	buf_done(&lua);
	buf_done(&code);
	return ok;
}

/* ---- a folder of files ---------------------------------------------------- */

/* A folder that is being looked through: the site's, then the theme's. */
struct looking {
	struct theme *theme;
	const char *folder;
	const char *root;       /* no link leads out of it */
	struct chunks *chunks;
	str prefix;             /* of what Lua calls its files */
	struct map *assets;     /* paths that are taken */
	struct compiler *compiler;
	struct diags *diags;
};

static bool
is_code(str path)
{
	return (str_starts(path, STR("layouts/")) &&
	    str_ends(path, STR(".html"))) ||
	    (str_starts(path, STR("lib/")) && str_ends(path, STR(".lua")));
}

static str
at(const struct looking *l, str path)
{
	return strcmp(l->folder, ".") == 0 ? path :
	    str_printf(&l->theme->arena, "%s/" STR_FMT, l->folder,
	    STR_ARG(path));
}

/* without BOM, each line with a \n at its end */
static str
plain(struct arena *a, str s)
{
	char *to = arena_alloc(a, s.n + 1);
	size_t n = 0, i;

	for (i = str_starts(s, STR("\ufeff")) ? 3 : 0; i < s.n; i++)
		if (s.p[i] != '\r' || i + 1 == s.n || s.p[i + 1] != '\n')
			to[n++] = s.p[i];
	return (str){to, n};
}

static struct source *
read_file(const struct looking *l, str path)
{
	struct arena *a = &l->theme->arena;
	str full = at(l, path), text;
	struct source *src;

	if (!io_read_inside(a, l->root, full.p, LIMIT_THEME_FILE, &text)) {
		if (errno == EFBIG)
			diag(l->diags, MESSAGE_THEME_LARGE, (span){0},
			    WORDS(full));
		else
			io_diag(l->diags, MESSAGE_FILE_READ, full);
		return NULL;
	}
	src = source_new(a, full, text);
	return encoding_check(src, l->diags) ?
	    source_new(a, full, plain(a, text)) : NULL;
}

/* items with room for one more; n doubles */
static void *
room(struct arena *a, void *items, size_t n, size_t size)
{
	void *new;

	if ((n & (n - 1)) != 0)
		return items;
	new = arena_alloc(a, (2 * n + 1) * size);
	return n > 0 ? memcpy(new, items, n * size) : new;
}

static bool
add_chunk(const struct looking *l, str path)
{
	struct chunks *all = l->chunks;
	struct chunk c = {.name = path, .src = read_file(l, path)};

	if (c.src == NULL)
		return false;
	all->items = room(&l->theme->arena, all->items, all->n, sizeof(c));
	all->items[all->n] = c;
	all->n++;
	return unseen_check((span){c.src, 0, (uint32_t)c.src->text.n}, false,
	    l->diags) && compile(l->theme, &all->items[all->n - 1], l->prefix,
	    l->compiler, l->diags);
}

static bool
add_asset(const struct looking *l, str path, uint64_t size)
{
	struct theme *t = l->theme;

	if (map_put(l->assets, &t->arena, path, t) != NULL)
		return true;
	if (size > LIMIT_ATTACHED)
		return diag(l->diags, MESSAGE_ATTACHED_LARGE, (span){0},
		    WORDS(at(l, path)));
	t->assets = room(&t->arena, t->assets, t->nassets,
	    sizeof(*t->assets));
	t->assets[t->nassets++] = (struct asset){path, l->root,
	    at(l, path).p};
	return true;
}

/* one of the folders that a theme has, if it is there */
static bool
look_into(const struct looking *l, str name)
{
	struct arena *a = &l->theme->arena;
	const char *folder = at(l, name).p;
	struct io_entry *all;
	size_t n;
	bool ok = true;
	str path;

	if (!io_is_folder(folder) || !io_is_inside(l->folder, folder))
		return true;
	errno = EXDEV;
	if (!io_is_inside(l->folder, folder) ||
	    !io_list(a, folder, &all, &n))
		return io_diag(l->diags, MESSAGE_FILE_READ, str_of(folder));
	for (size_t i = 0; i < n; i++) {
		path = str_printf(a, STR_FMT "/" STR_FMT, STR_ARG(name),
		    STR_ARG(all[i].path));
		if (all[i].type != IO_FILE)
			continue;
		if (is_code(path))
			ok &= add_chunk(l, path);
		else if (str_starts(path, STR("assets/")))
			ok &= add_asset(l, path, all[i].size);
	}
	return ok;
}

static bool
look(const struct looking *l)
{
	const str names[] = {STR("assets"), STR("layouts"), STR("lib")};
	const str yaml = STR("theme.yaml");
	struct source *src;
	bool ok = true;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		ok &= look_into(l, names[i]);
	if (!io_exists(at(l, yaml).p) ||
	    !io_is_inside(l->folder, at(l, yaml).p))
		return ok;
	src = read_file(l, yaml);
	return src != NULL && theme_yaml(l->theme, src, l->prefix.n > 0,
	    l->diags) && ok;
}

/* ---- public ------------------------------------------------------------- */

bool
theme_load(struct theme *t, const char *site, const char *folder,
    const char *root, struct diags *d)
{
	struct compiler by = {.L = luaL_newstate(),
	    .alarm = {.call = on_alarm, .ctx = &by}};
	struct map assets = {0};
	const struct looking own = {t, site, site, &t->own, OWN, &assets,
	    &by, d}, theirs = {t, folder, root, &t->chunks, {0}, &assets, &by, d};
	bool ok;

	if (by.L == NULL)
		abort();
	*t = (struct theme){.arena.pages = true};
	ok = look(&own);
	if (folder != NULL)
		ok &= look(&theirs);
	if (t->code > CODE_MOST)
		ok = diag(d, MESSAGE_THEME_CODE, (span){0}, NO_WORDS);
	if (ok)
		theme_check(t, d);
	arena_seal(&t->arena);
	alarm_done(&by.alarm);
	lua_close(by.L);
	return ok;
}

static const struct chunk *
find(const struct chunks *all, str name)
{
	size_t lo = 0, hi = all->n, mid;
	int c;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		c = str_cmp(all->items[mid].name, name);
		if (c == 0)
			return &all->items[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

enum { NAME_MOST = 256 };       /* bytes of a file's name below the folder */

/* folder/name.end of the site, unless only the theme's is meant */
static const struct chunk *
look_up(const struct theme *t, const char *folder, str name,
    const char *end, bool original)
{
	const str parts[] = {str_of(folder), name, str_of(end)};
	char full[NAME_MOST];
	str path = {full, 0};
	const struct chunk *c = NULL;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (parts[i].n > sizeof(full) - path.n)
			return NULL;
		memcpy(full + path.n, parts[i].p, parts[i].n);
		path.n += parts[i].n;
	}
	if (!original)
		c = find(&t->own, path);
	return c != NULL ? c : find(&t->chunks, path);
}

const struct chunk *
theme_module(const struct theme *t, str name)
{
	return look_up(t, "lib/", theme_module_name(name), ".lua",
	    str_starts(name, ORIGINAL));
}

str
theme_module_name(str name)
{
	return str_starts(name, ORIGINAL) ?
	    str_slice(name, ORIGINAL.n, name.n) : name;
}

static const struct chunk *
layout(const struct theme *t, str name)
{
	return look_up(t, "layouts/", name, ".html", false);
}

const struct chunk *
theme_layout(const struct theme *t, const struct route *r)
{
	const struct chunk *c = layout(t, r->layout);

	if (c == NULL && r->kind != NULL)
		return layout(t, STR("list"));
	if (c == NULL && r->entity != NULL)
		return layout(t, STR("entity"));
	return c;
}

span
theme_line(const struct theme *t, str source, int line)
{
	return line_of(str_starts(source, OWN) ?
	    find(&t->own, str_slice(source, OWN.n, source.n)) :
	    find(&t->chunks, source), line);
}

void
theme_done(struct theme *t)
{
	arena_done(&t->arena);
	*t = (struct theme){0};
}
