#include "cmd/worker.h"

#include <stdlib.h>

#include "script/vm.h"

struct worker *
workers_new(size_t n)
{
	struct worker *w = calloc(n, sizeof(*w));

	if (w == NULL)
		abort();
	return w;
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
