#include "script/fields.h"

#include <lua.h>
#include <lauxlib.h>

#include "script/state.h"
#include "script/value.h"
#include "script/view.h"
#include "site/config.h"
#include "site/route.h"

static bool
is_japanese(lua_State *L)
{
	const struct vm *vm = vm_of_page(L);

	return vm->route->variant != VARIANT_EN &&
	    !str_eq(vm->site.config->language, STR("en"));
}

/* ---- names for readers ------------------------------------------------------ */

/*
 * What the usual column of a sheet is called, else what the field means
 * without what is said to authors only: 属する目標 for 属する目標の id（…）.
 */
static str
label_ja(const struct field *f)
{
	const str id = STR("の id");
	str s = f->headers != NULL ? field_header(f) : str_of(f->ja);

	s = str_slice(s, 0, str_find(s, STR("（")));
	return str_ends(s, id) ? str_slice(s, 0, s.n - id.n) : s;
}

static str
label(lua_State *L, const struct field *f)
{
	str s = str_of(f->en);

	if (is_japanese(L))
		return label_ja(f);
	return str_slice(s, 0, str_find(s, STR(" (")));
}

/* adopted is 策定 */
static str
word(lua_State *L, const struct field *f, choice c)
{
	const struct choices *one = (const struct choices *)f->of + c.at - 1;
	bool ja = is_japanese(L);
	bool is_ja = (unsigned char)*one->word >= 0x80;

	return str_of(one->also != NULL && ja != is_ja ? one->also :
	    one->word);
}

/* ---- the list ---------------------------------------------------------------- */

static const char *
kind_of_target(const struct kind *k)
{
	return k != NULL && k->pages == PAGES_NONE ? "row" : "entity";
}

static const char *
kind_of(const struct field *f)
{
	switch (f->type) {
	case FIELD_FIGURE:
	case FIELD_FIGURES:
		return "figure";
	case FIELD_REF:
	case FIELD_REFS:
		return kind_of_target(f->of);
	case FIELD_RECORD:
	case FIELD_RECORDS:
		return "record";
	default:
		return "text";
	}
}

static void
push_values(lua_State *L, const struct field *f, const void *object)
{
	if (field_is_list(f)) {
		view_push_field(L, f, object);
		return;
	}
	lua_newtable(L);
	if (f->type == FIELD_CHOICE)
		value_push_str(L, word(L, f, *(const choice *)field_of(f,
		    object)));
	else if (f->type == FIELD_BOOL)
		lua_pushliteral(L, "✓");
	else
		view_push_field(L, f, object);
	lua_seti(L, -2, 1);
}

/* the values are on top; they go into the list below them */
static void
add(lua_State *L, const char *name, str label, const char *kind)
{
	lua_createtable(L, 0, 4);
	lua_insert(L, -2);
	lua_setfield(L, -2, "values");
	lua_pushstring(L, name);
	lua_setfield(L, -2, "name");
	value_push_str(L, label);
	lua_setfield(L, -2, "label");
	lua_pushstring(L, kind);
	lua_setfield(L, -2, "kind");
	lua_seti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
}

/* who refers to an entity; a kind is called in Japanese what its list is */
static void
add_backs(lua_State *L, const struct entity *e)
{
	const struct model *m = vm_of(L)->site.model;
	const struct back *b;
	bool ja = is_japanese(L);

	for (b = m->backs; b < m->backs + m->nbacks; b++) {
		if (b->to != e->kind || e->backs[b->slot].n == 0)
			continue;
		view_push_refs(L, &e->backs[b->slot]);
		add(L, b->name, str_of(ja ? b->from->shape.ja : b->name),
		    kind_of_target(b->from));
	}
}

/* rows that always belong to something else of the plan are told there */
static bool
belongs(const struct kind *k)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++)
		if (f->type == FIELD_REF && f->required)
			return true;
	return false;
}

/* what a plan holds, each kind with the path of its list */
static void
add_lists(lua_State *L, const struct plan *p)
{
	const struct kind *k;
	str path;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		k = kinds[i];
		if (p->lists[i].n == 0 || belongs(k))
			continue;
		view_push_entities(L, &p->lists[i]);
		add(L, k->folder, fields_kind(L, k),
		    k->pages == PAGES_NONE ? "row" : "list");
		if (k->pages == PAGES_NONE)
			continue;
		lua_geti(L, -1, (lua_Integer)lua_rawlen(L, -1));
		path = route_list(p, k, &vm_of(L)->text);
		value_push_str(L, path);
		lua_setfield(L, -2, "path");
		lua_pop(L, 1);
	}
}

/* what a page says of an entity anyway, and what only authors need, is not */
static bool
is_told(const struct field *f, const struct shape *s, const struct entity *e)
{
	const str name = str_of(f->name);

	if (f->inner || (str_eq(name, STR("id")) && s != &grade_shape))
		return false;
	return e == NULL || str_eq(name, STR("notes")) ||
	    shape_field(&entity_shape, name) == NULL;
}

int
fields_list(lua_State *L)
{
	const struct shape *shape;
	const struct entity *entity;
	const void *object = view_check_object(L, 1, &shape, &entity);
	const struct field *f;

	lua_newtable(L);
	for (size_t i = 0; (f = shape_at(shape, i)) != NULL; i++) {
		if (!is_told(f, shape, entity) || !field_has(f, field_of(f, object)))
			continue;
		push_values(L, f, object);
		add(L, f->name, label(L, f), kind_of(f));
	}
	if (entity != NULL)
		add_backs(L, entity);
	if (entity != NULL && entity->kind == &kind_plan)
		add_lists(L, entity->plan);
	return 1;
}

str
fields_kind(lua_State *L, const struct kind *k)
{
	return str_of(is_japanese(L) ? k->shape.ja : k->folder);
}
