#include "fuzz.h"
#include "input.h"
#include "text/patch.h"

/* two texts with a NUL between them */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct buf out = {0};
	str old = str_copy(&a, (str){(const char *)bytes, n}), new;
	size_t half = strnlen(old.p, n);

	new = half < n ? str_slice(old, half + 1, n) : STR("");
	patch_put(STR("a.yaml"), str_slice(old, 0, half), new, &out);
	buf_done(&out);
	arena_done(&a);
	return 0;
}
