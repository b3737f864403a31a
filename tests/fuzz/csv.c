#include "fuzz.h"
#include "input.h"
#include "text/csv.h"

/* what is written is read again, as it was */
static void
put(const struct csv *c, struct buf *out)
{
	for (size_t i = 0; i < c->header.n; i++)
		csv_put(out, c->header.cells[i].text);
	csv_end(out);
	for (size_t r = 0; r < c->n; r++) {
		for (size_t i = 0; i < c->rows[r].n; i++)
			csv_put(out, c->rows[r].cells[i].text);
		csv_end(out);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf out = {0};
	struct csv c = {0};
	str text;

	if (csv_decode(&a, STR("a.csv"), (str){(const char *)bytes, n}, &text,
	    &d) && csv_read(&a, source_new(&a, STR("a.csv"), text), &c, &d))
		put(&c, &out);
	say(&d);
	buf_done(&out);
	diags_done(&d);
	arena_done(&a);
	return 0;
}
