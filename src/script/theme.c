#include "script/theme.h"

#include <stdlib.h>
#include <string.h>

#include <lua.h>
#include <lauxlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "model/decode.h"
#include "text/encoding.h"
#include "text/tmpl.h"
#include "text/yaml.h"

enum { FILE_MOST = 1 << 20 };

/* ---- theme.yaml -------------------------------------------------------- */

struct settings {
	str name, description;
	struct records pages;
};

struct rule {
	str path, layout, title;
	struct texts when;
};

static const struct field rule_fields[] = {
	FIELD(struct rule, path, "ページの場所（{plan}/ で始まれば計画ごと）",
	    "where the page is; with {plan}/ in front one for each plan",
	    .required = true),
	FIELD(struct rule, layout, "レイアウトの名前", "its layout",
	    .required = true),
	FIELD(struct rule, title, "ページの名前", "its title"),
	FIELD(struct rule, when, "これがある計画にだけ作る（種類か、種類.項目）",
	    "only for plans that hold this: a kind, or kind.field"),
};

static const struct shape rule_shape =
    SHAPE(rule, "ページの決まり", NULL, rule_fields);

static const struct field fields[] = {
	FIELD(struct settings, name, "テーマの名前", "name of the theme",
	    .required = true),
	FIELD(struct settings, description, "説明", "what it is"),
	FIELD(struct settings, pages, "項目ごとのページのほかに作るページ",
	    "pages beside those of entities and lists", .of = &rule_shape),
};

static const struct shape settings_shape =
    SHAPE(settings, "theme.yaml", NULL, fields);

static bool
read_settings(struct theme *t, struct source *src, struct diags *d)
{
	const struct ynode *map, *page;
	struct settings s = {0};
	size_t before = d->errors;
	const struct rule *r;

	map = yaml_read(&t->arena, src, 0, (uint32_t)src->text.n, d);
	if (map != NULL)
		decode(&t->arena, map, &settings_shape, NULL, &s, d);
	if (map == NULL || d->errors > before)
		return false;
	r = s.pages.items;
	t->rules = ARENA_NEWN(&t->arena, struct route_rule, s.pages.n + 1);
	page = yaml_find(map, STR("pages"));
	if (page != NULL && page->type == YNODE_LIST)
		page = page->child;
	for (; t->nrules < s.pages.n; page = page->next, r++)
		t->rules[t->nrules++] = (struct route_rule){r->path, r->layout,
		    r->title, r->when, yaml_find(page, STR("path"))->at};
	return true;
}

/* ---- code -------------------------------------------------------------- */

static int
write_code(lua_State *L, const void *p, size_t n, void *code)
{
	(void)L;
	buf_put(code, (str){p, n});
	return 0;
}

/* Lua says "name:line: what" */
static bool
tell_syntax(const struct theme *t, const struct chunk *c, const char *msg,
    struct diags *d)
{
	size_t name = c->name.n;
	const char *what = NULL;
	int line = 0;

	if (strlen(msg) > name && msg[name] == ':') {
		line = atoi(msg + name + 1);
		what = strstr(msg + name, ": ");
	}
	return diag(d, MESSAGE_LUA_SYNTAX, theme_line(t, c->name, line),
	    WORDS(str_of(what != NULL ? what + 2 : msg)));
}

static bool
compile(struct theme *t, struct chunk *c, lua_State *L, struct diags *d)
{
	struct buf lua = {0}, code = {0};
	const char *name;
	bool ok = true;

	if (str_ends(c->name, STR(".html")))
		ok = tmpl_lua(c->src, &lua, d);
	else
		buf_put(&lua, c->src->text);
	name = lua_pushfstring(L, "@%s", c->name.p);
	if (ok && luaL_loadbufferx(L, lua.p, lua.n, name, "t") == LUA_OK) {
		lua_dump(L, write_code, &code, 0);
		c->code = str_copy(&t->arena, buf_str(&code));
	} else if (ok)
		ok = tell_syntax(t, c, lua_tostring(L, -1), d);
	lua_settop(L, 0);
	buf_done(&lua);
	buf_done(&code);
	return ok;
}

static bool
is_code(str path)
{
	return (str_starts(path, STR("layouts/")) &&
	    str_ends(path, STR(".html"))) ||
	    (str_starts(path, STR("lib/")) && str_ends(path, STR(".lua")));
}

static bool
load_file(struct theme *t, const char *full, str path, lua_State *L,
    struct diags *d)
{
	struct chunk *c;
	struct source *src;
	str text;

	if (!io_read(&t->arena, full, FILE_MOST, &text))
		return io_diag(d, MESSAGE_FILE_READ, str_of(full));
	src = source_new(&t->arena, str_of(full), text);
	if (!encoding_check(src, d))
		return false;
	if (!is_code(path))
		return read_settings(t, src, d);
	c = &t->chunks[t->nchunks++];
	*c = (struct chunk){.name = path, .src = src};
	return compile(t, c, L, d);
}

static bool
load_files(struct theme *t, const char *folder, lua_State *L,
    struct diags *d)
{
	struct io_entry *all;
	const char *full;
	size_t n, i;
	bool ok = true;

	if (!io_list(&t->arena, folder, &all, &n))
		return io_diag(d, MESSAGE_FILE_READ, str_of(folder));
	t->chunks = ARENA_NEWN(&t->arena, struct chunk, n + 1);
	t->assets = ARENA_NEWN(&t->arena, struct asset, n + 1);
	for (i = 0; i < n; i++) {
		if (all[i].type != IO_FILE)
			continue;
		full = str_printf(&t->arena, "%s/" STR_FMT, folder,
		    STR_ARG(all[i].path)).p;
		if (str_starts(all[i].path, STR("assets/")))
			t->assets[t->nassets++] =
			    (struct asset){all[i].path, full};
		else if (is_code(all[i].path) ||
		    str_eq(all[i].path, STR("theme.yaml")))
			ok &= load_file(t, full, all[i].path, L, d);
	}
	return ok;
}

/* ---- public ------------------------------------------------------------- */

bool
theme_load(struct theme *t, const char *folder, struct diags *d)
{
	lua_State *L = luaL_newstate();
	bool ok;

	if (L == NULL)
		abort();
	*t = (struct theme){0};
	ok = load_files(t, folder, L, d);
	arena_seal(&t->arena);
	lua_close(L);
	return ok;
}

/* chunks stand in the order of their names */
const struct chunk *
theme_chunk(const struct theme *t, str name)
{
	size_t lo = 0, hi = t->nchunks, mid;
	int c;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		c = str_cmp(t->chunks[mid].name, name);
		if (c == 0)
			return &t->chunks[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static const struct chunk *
layout(const struct theme *t, str name)
{
	char full[256];
	int n;

	n = snprintf(full, sizeof(full), "layouts/" STR_FMT ".html",
	    STR_ARG(name));
	if (n < 0 || (size_t)n >= sizeof(full))
		return NULL;
	return theme_chunk(t, (str){full, (size_t)n});
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
theme_line(const struct theme *t, str chunk, int line)
{
	const struct chunk *c = theme_chunk(t, chunk);
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

void
theme_done(struct theme *t)
{
	arena_done(&t->arena);
	*t = (struct theme){0};
}
