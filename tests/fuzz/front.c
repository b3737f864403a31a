#include "fuzz.h"
#include "site.h"

/* a file of Markdown with its front matter: the plan itself */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct map texts = {0};
	str text = str_copy(&a, (str){(const char *)bytes, n});

	map_put(&texts, &a, STR(SITE "content/town/plan.md"), &text);
	site_make(&texts);
	arena_done(&a);
	return 0;
}
