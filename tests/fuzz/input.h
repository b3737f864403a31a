#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"

/* What was come upon, as a file that was read: a NUL follows. */
static inline struct source *
input(struct arena *a, const char *path, const uint8_t *bytes, size_t n)
{
	return source_new(a, str_of(path), str_copy(a,
	    (str){(const char *)bytes, n}));
}

/* messages in both languages, with their excerpts; nobody reads them */
static inline void
say(const struct diags *d)
{
	struct arena a = {0};
	struct finding *all;
	struct buf out = {0};
	size_t n;

	for (enum language l = LANGUAGE_JA; l <= LANGUAGE_EN; l++) {
		all = diags_findings(d, l, &a, &n);
		for (size_t i = 0; i < n; i++)
			finding_put(&all[i], l, &out);
	}
	buf_done(&out);
	arena_done(&a);
}

#endif
