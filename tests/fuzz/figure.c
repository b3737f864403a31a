#include "fuzz.h"
#include "input.h"
#include "text/figure.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf out = {0};
	const struct source *src = input(&a, "a.yaml", bytes, n);
	const span at = {src, 0, (uint32_t)n};
	struct figure f = {0}, g = {0};
	enum scale scale = SCALE_ONE;

	if (figure_read(&a, src->text, at, &f, &d) && f.has_value) {
		figure_print_english(&f, f.unit, &out);
		/* what a page shows is read as the same number */
		if (f.text.n > 0 && figure_read(&a, f.text, at, &g, &d) &&
		    g.has_value && decimal_compare(f.value, g.value) != 0)
			abort();
		figure_set_unit(&f, figure_unit(f.unit, &scale), scale);
		figure_respell(&a, &f, src->text);
	}
	say(&d);
	buf_done(&out);
	diags_done(&d);
	arena_done(&a);
	return 0;
}
