#include "base/set.h"

#include <stdlib.h>

#include "base/memory.h"

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
#define BASIS  UINT64_C(0xcbf29ce484222325)
#define PRIME  UINT64_C(0x100000001b3)

enum { FEWEST = 64 };

uint64_t
set_key(str name)
{
	return set_key_more(BASIS, name);
}

uint64_t
set_key_more(uint64_t key, str rest)
{
	for (size_t i = 0; i < rest.n; i++)
		key = (key ^ (unsigned char)rest.p[i]) * PRIME;
	return key;
}

/* where a key is or would be; 0 stands for an empty slot */
static uint64_t *
find(const struct set *s, uint64_t key)
{
	size_t i = (size_t)(key ^ key >> 32) & (s->cap - 1);

	while (s->slots[i] != 0 && s->slots[i] != key)
		i = (i + 1) & (s->cap - 1);
	return &s->slots[i];
}

static void
grow(struct set *s, size_t cap)
{
	struct set more = {.cap = cap};

	more.slots = memory_new(more.cap, sizeof(*more.slots));
	for (size_t i = 0; i < s->cap; i++)
		if (s->slots[i] != 0)
			*find(&more, s->slots[i]) = s->slots[i];
	more.n = s->n;
	free(s->slots);
	*s = more;
}

void
set_reserve(struct set *s, size_t n)
{
	size_t cap = s->cap > 0 ? s->cap : FEWEST;

	while (cap / 2 < s->n + n)
		cap *= 2;
	if (cap > s->cap)
		grow(s, cap);
}

bool
set_add(struct set *s, uint64_t key)
{
	uint64_t *slot;
	bool is_new;

	key += key == 0;
	set_reserve(s, 1);
	slot = find(s, key);
	is_new = *slot == 0;
	s->n += is_new;
	*slot = key;
	return is_new;
}

bool
set_has(const struct set *s, uint64_t key)
{
	key += key == 0;
	return s->n > 0 && *find(s, key) == key;
}

void
set_done(struct set *s)
{
	free(s->slots);
	*s = (struct set){0};
}
