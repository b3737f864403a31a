#include "fuzz.h"
#include "input.h"
#include "text/year.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf out = {0};
	const struct source *src = input(&a, "a.yaml", bytes, n);
	struct year y = {0};

	if (year_head(src->text) > n)
		abort();
	if (year_read(&a, src->text, (span){src, 0, (uint32_t)n}, &y, &d) &&
	    y.kind != YEAR_NONE && y.kind != YEAR_PLACEHOLDER) {
		if (year_first_day(&y) > year_last_day(&y) && !y.open)
			abort();
		year_print(y.from, &out);
		year_print_short(y.from, &out);
		year_print_calendar(y.year, &out);
		year_print_iso(&y, &out);
	}
	say(&d);
	buf_done(&out);
	diags_done(&d);
	arena_done(&a);
	return 0;
}
