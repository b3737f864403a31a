#include "fuzz.h"
#include "input.h"
#include "cmd/address.h"
#include "site/route.h"

/* names apart by "/", none of them empty, "." or ".." */
static void
look(str path)
{
	size_t n;
	str name;

	if (memchr(path.p, '\0', path.n) != NULL ||
	    memchr(path.p, '\\', path.n) != NULL)
		abort();
	while (path.n > 0) {
		n = str_find(path, STR("/"));
		name = str_slice(path, 0, n);
		if (n == 0 || str_eq(name, STR(".")) || str_eq(name, STR("..")))
			abort();
		path = str_slice(path, n + (n < path.n), path.n);
	}
}

/* the path of a request; and the way to it from a page */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = {0};
	struct buf link = {0};
	str raw = str_copy(&a, (str){(const char *)bytes, n}), path;

	if (address_path(&a, raw, &path)) {
		look(path);
		route_link(STR("town/goals/watch.html"), path, &link);
	}
	buf_done(&link);
	arena_done(&a);
	return 0;
}
