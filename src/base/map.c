#include "base/map.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/*
 * Keys come from content, and who writes it may choose them with care.  The
 * first bits of a key's hash choose one of as many trees as there are keys, so
 * that most hold one or two; in a tree the next bits choose among the four
 * children of a node, two at a level, so that no way is longer than 32 as long
 * as hashes differ; and two keys of one hash of this kind are hard to find,
 * though nothing is secret.
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

/* ---- the trees --------------------------------------------------------- */

enum { MORE = 2 };      /* bits: four times the trees */

static struct map_node **
tree_of(const struct map *m, uint64_t h)
{
	return &m->trees[m->bits > 0 ? h >> (64 - m->bits) : 0];
}

static void
hang(const struct map *m, struct map_node *one)
{
	struct map_node **n = tree_of(m, one->hash);

	for (uint64_t way = one->hash << m->bits; *n != NULL; way <<= 2)
		n = &(*n)->child[way >> 62];
	*n = one;
}

static void
hang_all(const struct map *m, struct map_node *tree)
{
	struct map_node *child[4];

	if (tree == NULL)
		return;
	memcpy(child, tree->child, sizeof(child));
	memset(tree->child, 0, sizeof(child));
	hang(m, tree);
	for (size_t i = 0; i < 4; i++)
		hang_all(m, child[i]);
}

static bool
is_full(const struct map *m)
{
	return m->n == 0 || m->n >= (size_t)1 << (m->bits + MORE);
}

/* the array before stays in the arena: a quarter of that after */
static void
grow(struct map *m, struct arena *a)
{
	struct map more = {.n = m->n, .bits = m->n > 0 ? m->bits + MORE : 0};

	more.trees = ARENA_NEWN(a, struct map_node *, (size_t)1 << more.bits);
	for (size_t i = 0; m->n > 0 && i < (size_t)1 << m->bits; i++)
		hang_all(&more, m->trees[i]);
	*m = more;
}

static bool
is_of(const struct map_node *n, uint64_t h, str name)
{
	return n->hash == h && str_eq(n->name, name);
}

static struct map_node **
find(const struct map *m, uint64_t h, str name)
{
	struct map_node **n = tree_of(m, h);

	for (uint64_t way = h << m->bits; *n != NULL && !is_of(*n, h, name);
	    way <<= 2)
		n = &(*n)->child[way >> 62];
	return n;
}

static void *
put(struct map *m, struct arena *a, struct map_node one)
{
	struct map_node **n;

	if (is_full(m))
		grow(m, a);
	n = find(m, one.hash, one.name);
	if (*n != NULL)
		return (*n)->thing;
	*n = ARENA_NEW(a, struct map_node);
	m->n++;
	**n = one;
	return NULL;
}

static void
put_all(struct map *m, struct arena *a, const struct map_node *tree)
{
	if (tree == NULL)
		return;
	put(m, a, (struct map_node){.hash = tree->hash, .name = tree->name,
	    .thing = tree->thing});
	for (size_t i = 0; i < 4; i++)
		put_all(m, a, tree->child[i]);
}

void *
map_get(const struct map *m, str name)
{
	const struct map_node *n;

	if (m->n == 0)
		return NULL;
	n = *find(m, hash(name), name);
	return n != NULL ? n->thing : NULL;
}

void *
map_put(struct map *m, struct arena *a, str name, void *thing)
{
	return put(m, a, (struct map_node){.hash = hash(name), .name = name,
	    .thing = thing});
}

void
map_join(struct map *m, struct arena *a, const struct map *from)
{
	for (size_t i = 0; from->n > 0 && i < (size_t)1 << from->bits; i++)
		put_all(m, a, from->trees[i]);
}
