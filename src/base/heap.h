#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Memory of an interpreter, which can go back to how it was at an earlier
 * moment: what there was then has the same bytes at the same addresses again,
 * and all that was taken since is gone.
 */
struct heap;
struct moment;

/* may so many heaps have that room, beside each other?  False leaves errno */
bool heap_fits(size_t n, size_t room);
/* never gives more than room; out of memory aborts */
struct heap *heap_new(size_t room);
/* from now on no more than so many bytes may be held, at any moment */
void heap_limit(struct heap *, size_t most);
/*
 * As realloc: the block p of old bytes (NULL of 0) becomes one of size bytes,
 * or is given back if size is 0.  NULL if there is no room, or more than may
 * be held; then p stays.
 */
void *heap_resize(struct heap *, void *p, size_t old, size_t size);
/*
 * A block for what is written once and then only read: it belongs to no
 * moment, so going back costs nothing for it.  What heap_resize takes of it is
 * lost.  NULL if there is no room, or more than may be held.
 */
void *heap_take_lasting(struct heap *, size_t size);
/* from now on a write into such blocks ends the program; no more are taken */
void heap_seal(struct heap *);
/* bytes that were taken and not given back */
size_t heap_held(const struct heap *);
/* what heap_restore can go back to, as often as wanted */
struct moment *heap_keep(const struct heap *);
void heap_restore(struct heap *, const struct moment *);
/* NULL is as good as none */
void heap_forget(struct moment *);
void heap_free(struct heap *);

#endif
