#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/*
 * Memory of its own for n things of a size, zeroed, for the caller to free;
 * none is NULL, even of no things.  As with an arena, it never fails: it
 * aborts, with ENOMEM in errno, and main says what that means.
 */
void *memory_new(size_t n, size_t size);

#endif
