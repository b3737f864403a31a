#include "fuzz.h"
#include "input.h"
#include "script/match.h"

enum { STEPS = 100000 };

/* the first line is the pattern, what follows the text */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const str all = {(const char *)bytes, n};
	const size_t line = str_find(all, STR("\n"));
	struct match m = {.pattern = str_slice(all, 0, line),
	    .text = line < n ? str_slice(all, line + 1, n) : STR(""),
	    .steps = STEPS};
	size_t to;

	for (size_t i = 0; i <= m.text.n && m.steps > 0; i++) {
		if (!match_at(&m, i, &to))
			continue;
		if (to < i || to > m.text.n)
			abort();
		for (int c = 0; c < m.ncaptures; c++)
			if (m.captures[c].n >= 0 && m.captures[c].from +
			    (size_t)m.captures[c].n > m.text.n)
				abort();
	}
	return 0;
}
