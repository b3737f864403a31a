#include "cmd/worker.h"

#include <stdlib.h>

#include "base/memory.h"
#include "script/vm.h"

struct worker *
workers_new(size_t n)
{
	return memory_new(n, sizeof(struct worker));
}

void
workers_free(struct worker *w, size_t n, struct diags *d)
{
	for (size_t i = 0; i < n; i++) {
		diags_merge(d, &w[i].diags);
		buf_done(&w[i].bytes);
		if (w[i].vm != NULL)
			vm_free(w[i].vm);
	}
	free(w);
}
