#include "base/io_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io_fd.h"

/* What others do in the old tree while the new one is made. */

struct rest {
	const struct io_tree *tree;
	int new;
	char path[PATH_MAX];    /* of what is looked at */
};

const struct io_entry *
io_tree_find(const struct io_tree *t, const char *path)
{
	size_t from = 0, to = t->n, at;
	str wanted = str_of(path);
	int c;

	while (from < to) {
		at = from + (to - from) / 2;
		c = str_cmp(t->entries[at].path, wanted);
		if (c == 0)
			return &t->entries[at];
		if (c < 0)
			from = at + 1;
		else
			to = at;
	}
	return NULL;
}

/* a file of theirs that is still the same went over as a link */
static void
pass_on_file(const struct rest *r, int from, uint64_t inode)
{
	const struct io_entry *e = io_tree_find(r->tree, r->path);
	const char *name;
	int to;

	if (e != NULL && (!e->theirs || e->stamp == inode))
		return;
	if (strcmp(r->path, IO_TREE_LIST) == 0)
		return;
	to = io_fd_enter_new(r->new, r->path, &name);
	if (to >= 0)
		renameat2(from, name, to, name,
		    e != NULL ? 0 : RENAME_NOREPLACE);
	io_fd_close(to);
}

static void
make_folder(const struct rest *r)
{
	const char *name;
	int to = io_fd_enter_new(r->new, r->path, &name);

	if (to >= 0)
		mkdirat(to, name, 0777);
	io_fd_close(to);
}

static void walk(struct rest *, int folder, size_t n, unsigned depth);

static void
visit(struct rest *r, int from, const struct dirent *d, size_t n,
    unsigned depth)
{
	bool known = io_tree_find(r->tree, r->path) != NULL;
	int fd = d->d_type != DT_DIR && d->d_type != DT_UNKNOWN ? -1 :
	    openat(from, d->d_name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0) {
		if (d->d_type != DT_DIR)
			pass_on_file(r, from, d->d_ino);
		return;
	}
	if (!known)
		make_folder(r);
	strcpy(r->path + n, "/");
	walk(r, fd, n + 1, depth);
	if (!known)
		unlinkat(from, d->d_name, AT_REMOVEDIR);
}

static void
walk(struct rest *r, int folder, size_t n, unsigned depth)
{
	DIR *d = depth < LIMIT_FOLDERS ? fdopendir(folder) : NULL;
	struct dirent *e;
	size_t size;

	if (d == NULL) {
		io_fd_close(folder);
		return;
	}
	while ((e = readdir(d)) != NULL) {
		size = strlen(e->d_name);
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0 ||
		    n + size + 2 > sizeof(r->path))
			continue;
		memcpy(r->path + n, e->d_name, size + 1);
		visit(r, dirfd(d), e, n + size, depth + 1);
	}
	closedir(d);
}

void
io_tree_pass_on(const struct io_tree *t)
{
	struct rest r = {.tree = t, .new = atomic_load(&t->new)};
	int fd = openat(t->old, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		walk(&r, fd, 0, 0);
}

bool
io_tree_place(const struct io_tree *t, int from, int to, const char *path,
    const char *name)
{
	if (io_tree_find(t, path) != NULL)
		return renameat(from, name, to, name) == 0;
	if (renameat2(from, name, to, name, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* an old kernel, or a file system over a network */
	if (linkat(from, name, to, name, 0) == 0)
		return true;
	return errno != EEXIST && renameat(from, name, to, name) == 0;
}
