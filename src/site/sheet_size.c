#include "site/sheet_size.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"
#include "model/model.h"

struct sheet_sizes {
	size_t n;
	_Atomic(struct sheet_size *) of[];      /* by the plan's no, or NULL */
};

struct sheet_sizes *
sheet_sizes_new(size_t end)
{
	struct sheet_sizes *s = memory_new(1, sizeof(*s) +
	    end * sizeof(*s->of));

	s->n = end;
	return s;
}

static struct sheet_size *
measure(const struct sheets *all, const struct plan *p,
    const struct routes *routes)
{
	struct sheet_size *sizes = memory_new(all->n, sizeof(*sizes));
	struct buf text = {0};

	for (size_t i = 0; i < all->n; i++) {
		text.n = 0;
		sizes[i].rows = sheet_print(&all->items[i], p, routes, &text);
		sizes[i].bytes = text.n;
	}
	buf_done(&text);
	return sizes;
}

/* of two threads that measure at once, the first is believed */
const struct sheet_size *
sheet_sizes_of(struct sheet_sizes *s, const struct sheets *all,
    const struct plan *p, const struct routes *routes)
{
	_Atomic(struct sheet_size *) *place = &s->of[p->entity.no];
	struct sheet_size *known = atomic_load(place), *found;

	if (known != NULL)
		return known;
	found = measure(all, p, routes);
	if (atomic_compare_exchange_strong(place, &known, found))
		return found;
	free(found);
	return known;
}

void
sheet_sizes_free(struct sheet_sizes *s)
{
	for (size_t i = 0; s != NULL && i < s->n; i++)
		free(s->of[i]);
	free(s);
}
