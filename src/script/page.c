#include "script/page.h"

#include <lua.h>

#include "script/fields.h"
#include "script/state.h"
#include "script/value.h"
#include "script/view.h"
#include "site/group.h"
#include "site/route.h"
#include "site/variant.h"

static const str page_keys[] = {
	{"path", 4}, {"layout", 6}, {"title", 5}, {"entity", 6}, {"plan", 4},
	{"kind", 4}, {"list", 4}, {"group", 5}, {"key", 3},
	{"language", 8}, {"easy", 4}, {"alternates", 10}
};

/* what the entities of a page have in common */
static void
push_group(lua_State *L, const struct group *g)
{
	if (g != NULL && g->entity != NULL)
		view_push_entity(L, g->entity);
	else
		value_push_text(L, g != NULL ? g->name : (str){0});
}

static str
language_of(const struct route *r)
{
	return r->variant == VARIANT_EN ? STR("en") : STR("ja");
}

/* {language, easy, path, url} */
static void
push_alternate(lua_State *L, const struct route *r)
{
	struct vm *vm = vm_of(L);

	lua_createtable(L, 0, 4);
	value_push_str(L, language_of(r));
	lua_setfield(L, -2, "language");
	lua_pushboolean(L, r->variant == VARIANT_EASY);
	lua_setfield(L, -2, "easy");
	value_push_str(L, r->path);
	lua_setfield(L, -2, "path");
	vm->link.n = 0;
	route_link(vm->route->path, r->path, &vm->link);
	value_push_str(L, buf_str(&vm->link));
	lua_setfield(L, -2, "url");
}

/* all variants of a page, the main one first; none if there is but one */
static void
push_alternates(lua_State *L, const struct route *r)
{
	const struct route *one;
	lua_Integer n = 0;
	enum variant v;

	lua_newtable(L);
	for (v = VARIANT_MAIN; v < VARIANT_COUNT; v++) {
		one = variant_of(vm_of(L)->site.routes, r, v);
		if (one == NULL)
			continue;
		push_alternate(L, one);
		lua_seti(L, -2, ++n);
	}
	if (n == 1) {
		lua_pop(L, 1);
		lua_newtable(L);
	}
}

enum { PAGE_LANGUAGE = 9, PAGE_EASY };

/* which language it is in is known before the page itself */
static const struct route *
this_page(lua_State *L, size_t key)
{
	return key == PAGE_LANGUAGE || key == PAGE_EASY ? vm_of(L)->route :
	    vm_of_page(L)->route;
}

static int
page_index(lua_State *L)
{
	const struct route *r = value_self(L);
	size_t key = value_find_key(L, VALUE_PAGE, page_keys,
	    sizeof(page_keys) / sizeof(*page_keys));

	if (r == NULL)
		r = this_page(L, key);
	switch (key) {
	case 0: value_push_str(L, r->main); break;
	case 1: value_push_str(L, r->layout); break;
	case 2:
		value_push_word(L, r->title.n > 0 || r->kind == NULL ?
		    r->title : fields_kind(L, r->kind));
		break;
	case 3: view_push_entity(L, r->entity); break;
	case 4:
		view_push_entity(L, r->plan != NULL ? &r->plan->entity : NULL);
		break;
	case 5:
		value_push_str(L, r->kind != NULL ? str_of(r->kind->shape.name) :
		    r->entity != NULL ? str_of(r->entity->kind->shape.name) :
		    (str){0});
		break;
	case 6:
		if (r->group != NULL)
			view_push_entities(L, &r->group->members);
		else if (r->kind != NULL)
			view_push_entities(L, &r->plan->lists[r->kind->no]);
		else
			lua_pushnil(L);
		break;
	case 7: push_group(L, r->group); break;
	case 8:
		value_push_word(L, r->group != NULL ? r->group->key : (str){0});
		break;
	case PAGE_LANGUAGE: value_push_str(L, language_of(r)); break;
	case PAGE_EASY: lua_pushboolean(L, r->variant == VARIANT_EASY); break;
	default: push_alternates(L, r); break;
	}
	return 1;
}

static const struct value_function meta[] = {
	{"__index", page_index}, {NULL, NULL}
};

void
page_open(lua_State *L)
{
	value_open_type(L, VALUE_PAGE, meta);
}

void
page_push(lua_State *L, const struct route *r)
{
	value_push_pointer(L, r, VALUE_PAGE);
}
