#include "fuzz.h"
#include "site.h"

/*
 * Files behind each other, each behind a line "== NAME", NAME being one of
 * those below; of others nothing is read.
 */
static const char *const names[] = {
	SITE "site.yaml", SITE "content/town/plan.md",
	SITE "content/town/goals.yaml", SITE "content/town/indicators.yaml",
	SITE "content/town/actuals.csv", SITE "content/town/programmes.yaml",
	SITE "content/town/evaluations.yaml", SITE "content/town/surveys.yaml",
	SITE "content/town/terms.yaml", SITE "content/town/events.yaml",
	SITE "content/town/documents.yaml", SITE "content/pages/about.md",
	SITE "content/town/chapters/about.md"
};

static void
add(struct map *texts, struct arena *a, str file)
{
	const size_t line = str_find(file, STR("\n"));
	str *text = arena_alloc(a, sizeof(*text));
	str name = str_slice(file, 0, line);

	*text = str_copy(a, str_slice(file, line + (line < file.n), file.n));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_ends(str_of(names[i]), name) && name.n > 6)
			map_put(texts, a, str_of(names[i]), text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const str mark = STR("== ");
	struct arena a = {0};
	struct map texts = {0};
	str rest = {(const char *)bytes, n};
	size_t at;

	while ((at = str_find(rest, mark)) < rest.n) {
		rest = str_slice(rest, at + mark.n, rest.n);
		at = str_find(rest, STR("\n== "));
		add(&texts, &a, str_slice(rest, 0, at));
		rest = str_slice(rest, at, rest.n);
	}
	site_make(&texts);
	arena_done(&a);
	return 0;
}
