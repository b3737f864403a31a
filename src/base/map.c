#include "base/map.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/*
 * Keys come from content, and who writes it may choose them with care.  A
 * node has four children, which the bits of the key's hash choose, two at a
 * level, so that no way is longer than 32 as long as hashes differ; and two
 * keys of one hash of this kind are hard to find, though nothing is secret.
 */
struct map_node {
	uint64_t hash;
	str name;
	void *thing;
	struct map_node *child[4];
};

/* ---- SipHash-1-3, with its key zero ---------------------------------- */

static uint64_t
turn(uint64_t x, unsigned n)
{
	return x << n | x >> (64 - n);
}

static void
mix(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = turn(v[1], 13) ^ v[0];
	v[3] = turn(v[3], 16) ^ v[2];
	v[0] = turn(v[0], 32) + v[3];
	v[2] += v[1];
	v[1] = turn(v[1], 17) ^ v[2];
	v[3] = turn(v[3], 21) ^ v[0];
	v[2] = turn(v[2], 32);
}

static uint64_t
hash(str s)
{
	uint64_t v[4] = {0x736f6d6570736575, 0x646f72616e646f6d,
	    0x6c7967656e657261, 0x7465646279746573};
	uint64_t word, last = (uint64_t)s.n << 56;

	for (; s.n >= sizeof(word); s = str_slice(s, sizeof(word), s.n)) {
		memcpy(&word, s.p, sizeof(word));
		v[3] ^= word;
		mix(v);
		v[0] ^= word;
	}
	for (size_t i = 0; i < s.n; i++)
		last |= (uint64_t)(unsigned char)s.p[i] << 8 * i;
	v[3] ^= last;
	mix(v);
	v[0] ^= last;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		mix(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* ---- the tree ---------------------------------------------------------- */

static bool
is_of(const struct map_node *n, uint64_t h, str name)
{
	return n->hash == h && str_eq(n->name, name);
}

void *
map_get(const struct map *m, str name)
{
	const struct map_node *n = m->root;
	uint64_t h, way;

	if (n == NULL)
		return NULL;
	h = way = hash(name);
	for (; n != NULL && !is_of(n, h, name); way <<= 2)
		n = n->child[way >> 62];
	return n != NULL ? n->thing : NULL;
}

void *
map_put(struct map *m, struct arena *a, str name, void *thing)
{
	struct map_node **n = &m->root;
	uint64_t h = hash(name), way = h;

	for (; *n != NULL; way <<= 2) {
		if (is_of(*n, h, name))
			return (*n)->thing;
		n = &(*n)->child[way >> 62];
	}
	*n = ARENA_NEW(a, struct map_node);
	m->n++;
	**n = (struct map_node){.hash = h, .name = name, .thing = thing};
	return NULL;
}
