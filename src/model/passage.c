#include "model/passage.h"

#include <string.h>

#include "base/arena.h"
#include "model/decode.h"
#include "model/translation.h"
#include "text/yaml.h"

struct listing {
	struct arena *arena;
	struct passages *out;
};

static void
add(struct listing *l, span at, const struct field *f)
{
	struct passages *p = l->out;
	struct passage *old = p->items;

	if (at.len == 0)
		return;
	/* full when the count is a power of two */
	if ((p->n & (p->n - 1)) == 0) {
		p->items = ARENA_NEWN(l->arena, struct passage,
		    p->n > 0 ? p->n * 2 : 1);
		if (p->n > 0)
			memcpy(p->items, old, p->n * sizeof(*old));
	}
	p->items[p->n++] = (struct passage){at, f};
}

static void list_map(struct listing *, const struct ynode *,
    const struct shape *);

static void
list_value(struct listing *l, const struct ynode *n, const struct field *f)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_TEXTS:
		n = translation_main(n);
		if (n->type == YNODE_SCALAR)
			add(l, n->at, f);
		break;
	case FIELD_RECORD:
	case FIELD_RECORDS:
		list_map(l, n, f->of);
		break;
	case FIELD_FIGURE:
	case FIELD_FIGURES:
		list_map(l, n, &figure_shape);
		break;
	default:
		break;
	}
}

static void
list_map(struct listing *l, const struct ynode *map, const struct shape *s)
{
	const struct ynode *v, *item;
	const struct field *f;

	if (map->type != YNODE_MAP)
		return;
	for (v = map->child; v != NULL; v = v->next) {
		f = shape_field(s, v->key->scalar);
		if (f == NULL || (s == &figure_shape &&
		    str_eq(v->key->scalar, STR("value"))))
			continue;
		if (v->type != YNODE_LIST)
			list_value(l, v, f);
		else
			for (item = v->child; item != NULL; item = item->next)
				list_value(l, item, f);
	}
}

void
passage_list(struct arena *a, const struct ynode *map, const struct shape *s,
    struct passages *out)
{
	struct listing l = {.arena = a, .out = out};

	list_map(&l, map, s);
}

const struct passage *
passage_find(const struct passages *p, const struct field *f)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].field == f)
			return &p->items[i];
	return NULL;
}
