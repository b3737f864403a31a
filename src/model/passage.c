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
