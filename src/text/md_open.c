#include "text/md_tree.h"

#include "text/open.h"

/*
 * What is still open in a body.  It is looked for in the text as written,
 * where places are exact.
 */
void
md_open_list(struct arena *a, struct md_facts *facts, span body)
{
	size_t i = 0, at, len;

	for (; open_next(facts->prose, i, &at, &len); i = at + len) {
		facts->open = ARENA_MORE(a, facts->open, facts->nopen);
		facts->open[facts->nopen++] = (span){body.src,
		    body.off + (uint32_t)at, (uint32_t)len};
	}
}
