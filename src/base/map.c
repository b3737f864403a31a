#include "base/map.h"

#include <stdint.h>

#include "base/arena.h"

struct map_slot {
	str name;
	void *thing;            /* NULL: the slot is free */
};

/* FNV-1a: names are short, and nobody attacks his own plan */
static size_t
hash(str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

/* the slot of a name, or the free one where it would stand */
static struct map_slot *
slot(const struct map *m, str name)
{
	size_t i = hash(name) & (m->cap - 1);

	while (m->slots[i].thing != NULL && !str_eq(m->slots[i].name, name))
		i = (i + 1) & (m->cap - 1);
	return &m->slots[i];
}

void *
map_get(const struct map *m, str name)
{
	return m->cap > 0 ? slot(m, name)->thing : NULL;
}

static void
grow(struct map *m, struct arena *a)
{
	struct map old = *m;
	size_t i;

	m->cap = old.cap > 0 ? old.cap * 2 : 16;
	m->slots = ARENA_NEWN(a, struct map_slot, m->cap);
	for (i = 0; i < old.cap; i++)
		if (old.slots[i].thing != NULL)
			*slot(m, old.slots[i].name) = old.slots[i];
}

void *
map_put(struct map *m, struct arena *a, str name, void *thing)
{
	struct map_slot *s;

	if (m->n * 4 >= m->cap * 3)
		grow(m, a);
	s = slot(m, name);
	if (s->thing != NULL)
		return s->thing;
	*s = (struct map_slot){name, thing};
	m->n++;
	return NULL;
}
