#include "script/view.h"

#include <stdint.h>

#include <lua.h>
#include <lauxlib.h>

#include "model/status.h"
#include "script/library.h"
#include "script/page.h"
#include "script/result.h"
#include "script/state.h"
#include "script/value.h"
#include "site/config.h"

/* A structure of some shape. */
struct object {
	const void *p;
	const struct shape *shape;
	const struct entity *entity;    /* if it is one */
};

/* Things that stand behind each other in memory, pushed one by one. */
struct list {
	const char *items;
	size_t n, size;
	const struct shape *shape;      /* of records */
	void (*push)(lua_State *, const struct list *, const void *);
};

static void
push_object(lua_State *L, const void *p, const struct shape *shape,
    const struct entity *e)
{
	struct object *o;

	if (p == NULL) {
		lua_pushnil(L);
		return;
	}
	o = lua_newuserdatauv(L, sizeof(*o), 0);
	*o = (struct object){p, shape, e};
	value_set_type(L, VALUE_OBJECT);
}

void
view_push_entity(lua_State *L, const struct entity *e)
{
	push_object(L, e, e != NULL ? &e->kind->shape : NULL, e);
}

void
view_push_site(lua_State *L, const struct config *c)
{
	push_object(L, c, &config_shape, NULL);
}

const void *
view_check_object(lua_State *L, int arg, const struct shape **shape,
    const struct entity **entity)
{
	const struct object *o = value_check(L, arg, VALUE_OBJECT);

	*shape = o->shape;
	*entity = o->entity;
	return o->p;
}

const struct entity *
view_check_entity(lua_State *L, int arg)
{
	const struct object *o = value_check(L, arg, VALUE_OBJECT);

	luaL_argcheck(L, o->entity != NULL, arg, "entity expected");
	return o->entity;
}

/* ---- lists ------------------------------------------------------------ */

static void
push_list(lua_State *L, const void *items, size_t n, size_t size,
    const struct shape *shape,
    void (*push)(lua_State *, const struct list *, const void *))
{
	struct list *l = lua_newuserdatauv(L, sizeof(*l), 0);

	*l = (struct list){items, n, size, shape, push};
	value_set_type(L, VALUE_LIST);
}

static void
push_text_item(lua_State *L, const struct list *l, const void *p)
{
	(void)l;
	value_push_str(L, value_text(vm_of(L), *(const str *)p));
}

static void
push_figure_item(lua_State *L, const struct list *l, const void *p)
{
	(void)l;
	value_push_pointer(L, p, VALUE_FIGURE);
}

static void
push_ref_item(lua_State *L, const struct list *l, const void *p)
{
	(void)l;
	view_push_entity(L, ((const struct ref *)p)->to);
}

static void
push_entity_item(lua_State *L, const struct list *l, const void *p)
{
	(void)l;
	view_push_entity(L, *(struct entity *const *)p);
}

static void
push_result_item(lua_State *L, const struct list *l, const void *p)
{
	(void)l;
	value_push_pointer(L, p, VALUE_RESULT);
}

static void
push_record_item(lua_State *L, const struct list *l, const void *p)
{
	push_object(L, p, l->shape, NULL);
}

void
view_push_refs(lua_State *L, const struct refs *r)
{
	push_list(L, r->items, r->n, sizeof(*r->items), NULL, push_ref_item);
}

void
view_push_entities(lua_State *L, const struct entities *e)
{
	push_list(L, e->items, e->n, sizeof(*e->items), NULL,
	    push_entity_item);
}

static const struct entity *
entity_at(const struct list *l, size_t i)
{
	const void *p = l->items + i * l->size;

	return l->push == push_ref_item ? ((const struct ref *)p)->to :
	    *(struct entity *const *)p;
}

size_t
view_position(lua_State *L, int list, const struct entity *e)
{
	const struct list *l = value_check(L, list, VALUE_LIST);
	size_t i = 0;

	luaL_argcheck(L, l->push == push_ref_item ||
	    l->push == push_entity_item, list, "list of entities expected");
	while (i < l->n && entity_at(l, i) != e)
		i++;
	return i < l->n ? i + 1 : 0;
}

static int
list_index(lua_State *L)
{
	const struct list *l = lua_touserdata(L, 1);
	lua_Integer i;

	if (lua_type(L, 2) != LUA_TNUMBER) {
		return vm_error(L, MESSAGE_LUA_FIELD, WORDS(STR("list"),
		    library_words(L, 2)));
	}
	i = luaL_checkinteger(L, 2);
	if (i < 1 || (size_t)i > l->n)
		lua_pushnil(L);
	else
		l->push(L, l, l->items + (size_t)(i - 1) * l->size);
	return 1;
}

static int
list_len(lua_State *L)
{
	const struct list *l = lua_touserdata(L, 1);

	lua_pushinteger(L, (lua_Integer)l->n);
	return 1;
}

/* of a list, which needs no question to its metatable each time */
static int
list_item(lua_State *L)
{
	const struct list *l = value_check(L, 1, VALUE_LIST);
	lua_Integer i = luaL_checkinteger(L, 2);

	if (i < 0 || (size_t)i >= l->n)
		return 0;
	lua_pushinteger(L, i + 1);
	l->push(L, l, l->items + (size_t)i * l->size);
	return lua_isnil(L, -1) ? 1 : 2;
}

/* of anything else, as Lua does it */
static int
any_item(lua_State *L)
{
	lua_Integer i = luaL_checkinteger(L, 2);

	i = (lua_Integer)((lua_Unsigned)i + 1);
	lua_pushinteger(L, i);
	return lua_geti(L, 1, i) == LUA_TNIL ? 1 : 2;
}

int
view_ipairs(lua_State *L)
{
	luaL_checkany(L, 1);
	lua_pushcfunction(L, value_test(L, 1, VALUE_LIST) != NULL ?
	    list_item : any_item);
	lua_pushvalue(L, 1);
	lua_pushinteger(L, 0);
	return 3;
}

/* ---- objects ----------------------------------------------------------- */

void
view_push_field(lua_State *L, const struct field *f, const void *object)
{
	const void *p = field_of(f, object);
	const struct texts *texts = p;
	const struct figures *figures = p;
	const struct records *records = p;

	switch (f->type) {
	case FIELD_TEXT:
		value_push_text(L, *(const str *)p);
		break;
	case FIELD_TEXTS:
		push_list(L, texts->items, texts->n, sizeof(str), NULL,
		    push_text_item);
		break;
	case FIELD_BOOL:
		lua_pushboolean(L, *(const bool *)p);
		break;
	case FIELD_CHOICE:
		value_push_word(L, choice_word(f, *(const choice *)p));
		break;
	case FIELD_YEAR:
		value_push_year(L, p);
		break;
	case FIELD_FIGURE:
		value_push_figure(L, p);
		break;
	case FIELD_FIGURES:
		push_list(L, figures->items, figures->n,
		    sizeof(struct figure), NULL, push_figure_item);
		break;
	case FIELD_REF:
		view_push_entity(L, ((const struct ref *)p)->to);
		break;
	case FIELD_REFS:
		view_push_refs(L, p);
		break;
	case FIELD_RECORD:
		push_object(L, ((const struct record *)p)->object, f->of,
		    NULL);
		break;
	case FIELD_RECORDS:
		push_list(L, records->items, records->n,
		    ((const struct shape *)f->of)->size, f->of,
		    push_record_item);
		break;
	}
}

/* what a plan has beside its fields: its entities, by kind */
static bool
push_of_plan(lua_State *L, const struct plan *p, str key)
{
	const struct kind *k = kind_find_folder(key);

	if (k == NULL || k == &kind_plan || k->of_site)
		return false;
	view_push_entities(L, &p->lists[k->no]);
	return true;
}

/* where it stands in each year, by the plan's rule */
static void
push_results(lua_State *L, const struct indicator *i)
{
	push_list(L, i->results, i->nresults, sizeof(struct status_result),
	    NULL, push_result_item);
}

/* what every entity has beside the fields of its kind */
static bool
push_own(lua_State *L, const struct entity *e, str key)
{
	const struct back *b;

	if (str_eq(key, STR("plan")) && e->kind != &kind_plan)
		view_push_entity(L, e->plan != NULL ? &e->plan->entity : NULL);
	else if (e->kind == &kind_indicator && str_eq(key, STR("results")))
		push_results(L, (const struct indicator *)e);
	else if (str_eq(key, STR("mentioned_by")))
		view_push_refs(L, &e->mentioned_by);
	else if ((b = model_back(vm_of(L)->site.model, e->kind, key)) != NULL)
		view_push_refs(L, &e->backs[b->slot]);
	else
		return e->kind == &kind_plan && push_of_plan(L,
		    (const struct plan *)e, key);
	return true;
}

static bool
push_of_site(lua_State *L, const struct object *o, str key)
{
	const struct model *m = vm_of(L)->site.model;

	if (o->shape != &config_shape)
		return false;
	if (str_eq(key, STR("plans")))
		view_push_entities(L, &m->plans);
	else if (str_eq(key, STR("pages")))
		view_push_entities(L, &m->pages);
	else
		return false;
	return true;
}

static void
closer(str key, str name, str *near)
{
	const str both[] = {*near, name};
	size_t i = str_nearest(key, both, 2);

	if (i < 2)
		*near = both[i];
}

/* of fields, ways back and lists: what was meant, or {0} */
static str
suggest(const struct model *m, const struct object *o, str key)
{
	const struct kind *kind = o->entity != NULL ? o->entity->kind : NULL;
	str near = shape_suggest(o->shape, key);

	for (size_t i = 0; kind != NULL && i < m->nbacks; i++)
		if (m->backs[i].to == kind)
			closer(key, str_of(m->backs[i].name), &near);
	for (size_t i = 0; kind == &kind_plan && i < KIND_COUNT; i++)
		if (kinds[i] != kind && !kinds[i]->of_site)
			closer(key, str_of(kinds[i]->folder), &near);
	if (kind == &kind_indicator)
		closer(key, STR("results"), &near);
	return near;
}

/* a name that code asks for stands in one place of Lua's memory */
static const struct field *
find_field(struct vm *vm, const struct shape *s, str key)
{
	const size_t i = ((uintptr_t)key.p >> 4 ^ (uintptr_t)s >> 6) % FIELDS;

	if (vm->fields[i].of != s || vm->fields[i].field == NULL ||
	    !field_is_called(vm->fields[i].field, key)) {
		vm->fields[i].of = s;
		vm->fields[i].field = shape_field(s, key);
	}
	return vm->fields[i].field;
}

static int
object_index(lua_State *L)
{
	const struct object *o = lua_touserdata(L, 1);
	const struct field *f;
	str key = value_key(L);

	if ((f = find_field(vm_of(L), o->shape, key)) != NULL) {
		view_push_field(L, f, o->p);
		return 1;
	}
	if (o->entity != NULL ? push_own(L, o->entity, key) :
	    push_of_site(L, o, key))
		return 1;
	return vm_error_near(L, MESSAGE_LUA_FIELD,
	    WORDS(str_of(o->shape->name), key),
	    suggest(vm_of(L)->site.model, o, key));
}

/* for name, value in pairs(object): the fields in their order */
static int
object_next(lua_State *L)
{
	const struct object *o = value_check(L, 1, VALUE_OBJECT);
	lua_Integer i = lua_tointeger(L, lua_upvalueindex(1));
	const struct field *f = shape_at(o->shape, (size_t)i);

	if (f == NULL)
		return 0;
	lua_pushinteger(L, i + 1);
	lua_replace(L, lua_upvalueindex(1));
	lua_pushstring(L, f->name);
	view_push_field(L, f, o->p);
	return 2;
}

static int
object_pairs(lua_State *L)
{
	value_check(L, 1, VALUE_OBJECT);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, object_next, 1);
	lua_pushvalue(L, 1);
	return 2;
}

static int
object_eq(lua_State *L)
{
	const struct object *a = value_test(L, 1, VALUE_OBJECT);
	const struct object *b = value_test(L, 2, VALUE_OBJECT);

	lua_pushboolean(L, a != NULL && b != NULL && a->p == b->p);
	return 1;
}

static int
object_text(lua_State *L)
{
	const struct object *o = lua_touserdata(L, 1);

	if (o->entity != NULL && o->entity->title.n > 0)
		value_push_str(L, value_text(vm_of(L), o->entity->title));
	else
		lua_pushstring(L, o->shape->name);
	return 1;
}

const char *
view_nameless(lua_State *L, int at)
{
	const struct object *o = value_test(L, at, VALUE_OBJECT);

	return o == NULL || (o->entity != NULL && !o->entity->kind->rows) ?
	    NULL : o->shape->name;
}

/* ---- opening ------------------------------------------------------------- */

static const struct value_function object_meta[] = {
	{"__index", object_index}, {"__pairs", object_pairs},
	{"__eq", object_eq}, {"__tostring", object_text}, {NULL, NULL}
};

static const struct value_function list_meta[] = {
	{"__index", list_index}, {"__len", list_len}, {"__pairs", view_ipairs},
	{NULL, NULL}
};

void
view_open(lua_State *L)
{
	value_open(L);
	result_open(L);
	value_open_type(L, VALUE_OBJECT, object_meta);
	value_open_type(L, VALUE_LIST, list_meta);
	page_open(L);
}
