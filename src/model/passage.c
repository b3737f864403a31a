#include "model/passage.h"

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

	if (at.len == 0)
		return;
	p->items = ARENA_MORE(l->arena, p->items, p->n);
	p->items[p->n++] = (struct passage){at, f};
}

static void
list_text(void *ctx, const struct ynode *n, const struct field *f)
{
	n = translation_main(n);
	if (n->type == YNODE_SCALAR)
		add(ctx, n->at, f);
}

void
passage_list(struct arena *a, const struct ynode *map, const struct shape *s,
    struct passages *out)
{
	struct listing l = {.arena = a, .out = out};

	translation_each(map, s, list_text, &l);
}

const struct passage *
passage_find(const struct passages *p, const struct field *f)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].field == f)
			return &p->items[i];
	return NULL;
}
