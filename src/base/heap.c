#include "base/heap.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"

/*
 * Blocks have a few sizes, their classes: each UNIT up to SMALL, then four to
 * a doubling.  One that is given back waits for another of its class.
 */
enum {
	UNIT = 16,
	SMALL_CLASSES = 64,
	SMALL = SMALL_CLASSES * UNIT,
	SMALL_BITS = 10,
	CLASSES = SMALL_CLASSES + 4 * (40 - SMALL_BITS),
	IDLE_MOST = 16 << 20    /* beyond, memory goes back to the system */
};

_Static_assert(1 << SMALL_BITS == SMALL, "classes follow each other");

struct spare {
	struct spare *next;
};

/* What there is beside the blocks. */
struct books {
	size_t top;             /* where the room begins that never was taken */
	size_t held;
	struct spare *spares[CLASSES];
};

struct heap {
	char *base;
	size_t room;            /* up to the first lasting block */
	size_t whole;           /* with lasting blocks, the last taken first */
	size_t most;            /* bytes that may be held */
	struct books books;
};

struct moment {
	struct books books;
	char bytes[];
};

static size_t
class_of(size_t size)
{
	unsigned bits;

	if (size <= SMALL)
		return (size + UNIT - 1) / UNIT - 1;
	bits = 63 - (unsigned)__builtin_clzll(size - 1);
	return SMALL_CLASSES + 4 * (bits - SMALL_BITS) +
	    ((size - 1) >> (bits - 2) & 3);
}

static size_t
size_of(size_t class)
{
	size_t above = class - SMALL_CLASSES;

	if (class < SMALL_CLASSES)
		return (class + 1) * UNIT;
	return (above % 4 + 5) << (above / 4 + SMALL_BITS - 2);
}

static void *
reserve(size_t room)
{
	return mmap(NULL, room, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

bool
heap_fits(size_t n, size_t room)
{
	void *all = reserve(n * room);

	return all != MAP_FAILED && munmap(all, n * room) == 0;
}

struct heap *
heap_new(size_t room)
{
	struct heap *h = memory_new(1, sizeof(*h));

	h->room = h->whole = h->most = room;
	h->base = reserve(room);
	if (h->base == MAP_FAILED)
		abort();
	return h;
}

static void *
take(struct heap *h, size_t class)
{
	struct spare *s = h->books.spares[class];
	size_t size = size_of(class);
	char *p;

	if (s != NULL) {
		h->books.spares[class] = s->next;
		return s;
	}
	if (size > h->room - h->books.top)
		return NULL;
	p = h->base + h->books.top;
	h->books.top += size;
	return p;
}

static bool
is_lasting(const struct heap *h, const char *p)
{
	return p >= h->base + h->room;
}

static void
give(struct heap *h, void *p, size_t class)
{
	struct spare *s = p;

	if (is_lasting(h, p))
		return;
	s->next = h->books.spares[class];
	h->books.spares[class] = s;
}

/* the last block has room behind it */
static bool
stretch(struct heap *h, char *p, size_t old, size_t size)
{
	if (p + old != h->base + h->books.top || size < old ||
	    size - old > h->room - h->books.top)
		return false;
	h->books.top += size - old;
	return true;
}

static void *
move(struct heap *h, void *p, size_t old, size_t size, size_t class)
{
	void *q = take(h, class);

	if (q == NULL)
		return NULL;
	memcpy(q, p, old < size ? old : size);
	give(h, p, class_of(old));
	return q;
}

static void *
fit(struct heap *h, void *p, size_t old, size_t size)
{
	size_t class = class_of(size);

	if (p == NULL)
		return take(h, class);
	if (class == class_of(old) || stretch(h, p,
	    size_of(class_of(old)), size_of(class)))
		return p;
	return move(h, p, old, size, class);
}

void
heap_limit(struct heap *h, size_t most)
{
	h->most = most;
}

static bool
is_too_much(const struct heap *h, size_t old, size_t size)
{
	return size > old && (h->books.held > h->most ||
	    size - old > h->most - h->books.held);
}

void *
heap_resize(struct heap *h, void *p, size_t old, size_t size)
{
	void *q = NULL;

	if (is_too_much(h, old, size) ||
	    (size > 0 && (q = fit(h, p, old, size)) == NULL))
		return NULL;
	if (size == 0 && p != NULL)
		give(h, p, class_of(old));
	h->books.held += size - old;
	return q;
}

void *
heap_take_lasting(struct heap *h, size_t size)
{
	size_t whole = size_of(class_of(size));

	if (is_too_much(h, 0, size) || whole > h->room - h->books.top)
		return NULL;
	h->room -= whole;
	h->books.held += size;
	return h->base + h->room;
}

void
heap_seal(struct heap *h)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t from = (h->room + page - 1) / page * page;

	if (from < h->whole && mprotect(h->base + from, h->whole - from,
	    PROT_READ) != 0)
		abort();
}

size_t
heap_held(const struct heap *h)
{
	return h->books.held;
}

struct moment *
heap_keep(const struct heap *h)
{
	struct moment *m = malloc(sizeof(*m) + h->books.top);

	if (m == NULL)
		abort();
	m->books = h->books;
	memcpy(m->bytes, h->base, h->books.top);
	return m;
}

void
heap_restore(struct heap *h, const struct moment *m)
{
	if (h->books.top > m->books.top + IDLE_MOST)
		madvise(h->base, h->books.top, MADV_DONTNEED);
	memcpy(h->base, m->bytes, m->books.top);
	h->books = m->books;
}

void
heap_forget(struct moment *m)
{
	free(m);
}

void
heap_free(struct heap *h)
{
	munmap(h->base, h->whole);
	free(h);
}
