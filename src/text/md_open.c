#include "text/md_tree.h"

#include "text/open.h"

/*
 * What is still open in a body.  It is looked for in the text as written,
 * where places are exact.
 */
void
md_open_list(struct arena *a, struct md_facts *facts, span body)
{
	size_t i = 0, at, len, cap = 0;

	for (; open_next(facts->prose, i, &at, &len); i = at + len) {
		facts->open = md_grow(a, facts->open, facts->nopen, &cap,
		    sizeof(*facts->open));
		facts->open[facts->nopen++] = (span){body.src,
		    body.off + (uint32_t)at, (uint32_t)len};
	}
}
