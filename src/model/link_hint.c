#include "model/link_hint.h"

#include <string.h>

#include "base/diag.h"
#include "model/plan.h"

bool
link_hint_file(const struct plan *p, str file, struct diags *d)
{
	static const char *const folders[] = {"../", "./", "files/"};
	str rest = file;

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		while (str_starts(rest, str_of(folders[i])))
			rest = str_slice(rest, strlen(folders[i]), rest.n);
	if (rest.n == file.n || plan_file(p, rest) == NULL)
		return false;
	diag_fix(d, MESSAGE_FILE_FOLDER, WORDS(rest));
	return true;
}

/* programmes and bus of ../programmes/bus.html; false: no page is meant */
static bool
split(str file, str *folder, str *name)
{
	size_t tail = str_ends(file, STR(".html")) ? 5 :
	    str_ends(file, STR(".md")) ? 3 : 0;
	size_t from;

	file = str_slice(file, 0, file.n - tail);
	for (from = file.n; from > 0 && file.p[from - 1] != '/';)
		from--;
	*name = str_slice(file, from, file.n);
	file = str_slice(file, 0, from > 0 ? from - 1 : 0);
	for (from = file.n; from > 0 && file.p[from - 1] != '/';)
		from--;
	*folder = str_slice(file, from, file.n);
	return tail > 0;
}

/* of what has the id, else of what stands in the folder; or NULL */
static const struct kind *
find_kind(const struct model *m, const struct plan *p, str folder, str name)
{
	const struct entity *e = p != NULL ? model_find(m, p, name) : NULL;

	if (p == NULL)
		return &kind_page;
	if (e != NULL && !e->kind->rows)
		return e->kind;
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (!kinds[i]->rows && folder.n > 0 &&
		    str_eq(str_of(kinds[i]->folder), folder))
			return kinds[i];
	return NULL;
}

void
link_hint(const struct model *m, const struct plan *p, str file,
    struct diags *d)
{
	const struct kind *kind;
	str folder, name;

	if (p != NULL && link_hint_file(p, file, d))
		return;
	if (!split(file, &folder, &name))
		return;
	kind = find_kind(m, p, folder, name);
	if (!kind_id(name))
		name = STR("id");
	if (kind != NULL)
		diag_fix(d, MESSAGE_LINK_PAGE, WORDS(
		    str_of(kind->shape.name), name));
	else
		diag_fix(d, MESSAGE_LINK_PAGE_KIND, WORDS(name));
}
