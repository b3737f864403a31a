#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool
io_make_temporary(struct arena *a, const char **folder)
{
	const char *below = getenv("TMPDIR");
	str path = str_printf(a, "%s/keikaku-XXXXXX",
	    below != NULL && *below == '/' ? below : "/tmp");
	char *name = ARENA_NEWN(a, char, path.n + 1);

	memcpy(name, path.p, path.n);
	*folder = name;
	return mkdtemp(name) != NULL;
}

void
io_remove_temporary(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	int error = errno;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(folder);
	errno = error;
}

bool
io_make_link(const char *path, const char *to)
{
	return symlink(to, path) == 0;
}
