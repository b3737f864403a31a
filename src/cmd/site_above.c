#include "cmd/site_above.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"

static bool
is_site(struct arena *a, str folder)
{
	return io_exists(str_printf(a, STR_FMT "/site.yaml",
	    STR_ARG(folder)).p);
}

static str
climb(struct arena *a, size_t levels)
{
	struct buf b = {0};
	str path;

	while (levels-- > 0)
		buf_join(&b, "/", STR(".."));
	path = str_copy(a, buf_str(&b));
	buf_done(&b);
	return path;
}

/* without so many names at its end; nothing if they are not all names */
static str
cut(str folder, size_t levels)
{
	size_t n = folder.n, end;

	for (; levels > 0; levels--) {
		while (n > 0 && folder.p[n - 1] == '/')
			n--;
		for (end = n; n > 0 && folder.p[n - 1] != '/';)
			n--;
		if (end == n || str_starts(str_slice(folder, n, end),
		    STR(".")))
			return (str){0};
	}
	while (n > 1 && folder.p[n - 1] == '/')
		n--;
	return n > 0 ? str_slice(folder, 0, n) : STR(".");
}

str
site_above(struct arena *a, const char *folder, str *below)
{
	size_t levels = 0;
	str full, up, shorter;

	if (!io_absolute(a, folder, &full))
		return (str){0};
	up = full;
	while (up.n > 1) {
		while (up.n > 0 && up.p[up.n - 1] != '/')
			up.n--;
		up.n -= up.n > 0;
		levels++;
		if (!is_site(a, up))
			continue;
		if (below != NULL)
			*below = str_slice(full, up.n + 1, full.n);
		shorter = cut(str_of(folder), levels);
		return strcmp(folder, ".") == 0 ? climb(a, levels) :
		    shorter.n > 0 ? str_copy(a, shorter) : up;
	}
	return (str){0};
}
