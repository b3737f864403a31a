#include "fuzz.h"
#include "input.h"
#include "text/tmpl.h"

static size_t
lines(str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf lua = {0};
	const struct source *src = input(&a, "a.html", bytes, n);

	/* line n of the one is line n of the other */
	if (tmpl_lua(src, &lua, &d) &&
	    lines(buf_str(&lua)) != lines(src->text))
		abort();
	say(&d);
	buf_done(&lua);
	diags_done(&d);
	arena_done(&a);
	return 0;
}
