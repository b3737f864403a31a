#include "base/memory.h"

#include <stdlib.h>

void *
memory_new(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size);

	if (p == NULL)
		abort();
	return p;
}
