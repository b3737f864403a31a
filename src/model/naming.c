#include "model/naming.h"

#include "base/arena.h"
#include "model/folder.h"
#include "model/load.h"
#include "text/md.h"

struct naming {
	struct folder *folder;
	struct arena arena;     /* of the map */
	struct map seen;
};

static void
add(struct naming *n, struct names *to, str name)
{
	if (name.n == 0 || map_put(&n->seen, &n->arena, name, to) != NULL)
		return;
	to->items = ARENA_MORE(&n->folder->arena, to->items, to->n);
	to->items[to->n++] = name;
}

/* as model_find takes it: town/goal, or town where no plan is around it */
static void
call(struct naming *n, str id, const struct kind *want)
{
	struct names *to = &n->folder->names;
	const size_t slash = str_find(id, STR("/"));

	if (slash < id.n)
		add(n, to, str_slice(id, 0, slash));
	if (slash < id.n || n->folder->id.n == 0 || want == &kind_plan)
		add(n, to, id);
}

static void
list_object(struct naming *n, const struct shape *s, const void *object)
{
	const struct records *records;
	const struct record *record;
	const struct shape *inner;
	const struct field *f;
	const struct refs *refs;
	size_t i, k;

	for (i = 0; (f = shape_at(s, i)) != NULL; i++) {
		inner = f->of;
		refs = field_of(f, object);
		records = field_of(f, object);
		record = field_of(f, object);
		if (f->type == FIELD_REF)
			call(n, ((const struct ref *)field_of(f, object))->id,
			    f->of);
		else if (f->type == FIELD_REFS)
			for (k = 0; k < refs->n; k++)
				call(n, refs->items[k].id, f->of);
		else if (f->type == FIELD_RECORDS)
			for (k = 0; k < records->n; k++)
				list_object(n, inner, (const char *)
				    records->items + k * inner->size);
		else if (f->type == FIELD_RECORD && record->object != NULL)
			list_object(n, inner, record->object);
	}
}

static void
list_links(struct naming *n, const struct md_facts *facts)
{
	struct folder *one = n->folder;
	const struct kind *kind;
	size_t colon;
	str url;

	for (size_t i = 0; facts != NULL && i < facts->nlinks; i++) {
		url = facts->links[i].url;
		colon = str_find(url, STR(":"));
		kind = model_scheme_kind(str_slice(url, 0, colon));
		if (colon == url.n || kind == NULL)
			continue;
		if (kind == &kind_page && one->id.n > 0)
			add(n, &one->pages, url);
		else
			call(n, str_slice(url, colon + 1, url.n), kind);
	}
}

static void
list_page(struct naming *n, const struct entity *e)
{
	struct folder *one = n->folder;

	add(n, &one->pages, str_printf(&one->arena, "page:" STR_FMT,
	    STR_ARG(e->id)));
	for (size_t i = 0; i < e->aliases.n; i++)
		add(n, &one->pages, str_printf(&one->arena, "page:" STR_FMT,
		    STR_ARG(e->aliases.items[i])));
}

static void
list_file(struct naming *n, const struct file *f)
{
	const struct entity *e;

	list_links(n, f->facts);
	for (size_t i = 0; i < f->n; i++) {
		e = f->items[i];
		list_object(n, &e->kind->shape, e);
		list_links(n, e->facts);
		if (e->kind == &kind_page && f->variant == VARIANT_MAIN)
			list_page(n, e);
		for (size_t k = 0; e->kind == &kind_plan &&
		    k < e->aliases.n; k++)
			call(n, e->aliases.items[k], e->kind);
	}
}

void
naming_list(struct folder *one)
{
	struct naming n = {.folder = one};

	add(&n, &one->names, one->id);
	for (size_t i = 0; i < one->n; i++)
		list_file(&n, one->files[i]);
	arena_done(&n.arena);
}
