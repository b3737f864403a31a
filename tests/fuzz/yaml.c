#include "fuzz.h"
#include "input.h"
#include "text/encoding.h"
#include "text/yaml.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct diags d = {0};
	const struct source *src = input(&a, "a.yaml", bytes, n);

	if (encoding_check(src, &d))
		yaml_read(&a, src, 0, (uint32_t)n, &d);
	say(&d);
	diags_done(&d);
	arena_done(&a);
	return 0;
}
