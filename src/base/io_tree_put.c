#include "base/io_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/io_fd.h"
#include "base/stop.h"

/* are there only folders that we may not look into, or need not? */
static bool
is_bearable(const struct io_entry *e, size_t n)
{
	bool some = false;

	for (size_t i = 0; i < n; i++) {
		if (e[i].error != 0 && e[i].error != EACCES &&
		    e[i].error != ELOOP)
			return false;
		some |= e[i].error != 0;
	}
	return some;
}

bool
io_tree_list(struct io_tree *t, struct arena *a, struct io_entry **entries,
    size_t *n)
{
	size_t i, kept = 0, all = 0;
	struct io_entry *e = NULL;

	if (stop_asked())
		return false;
	if (t->old >= 0 && !io_fd_list(a, t->old, &e, &all) &&
	    !is_bearable(e, all))
		return false;
	for (i = 0; i < all; i++) {
		if (str_eq(e[i].path, STR(IO_TREE_LIST)))
			continue;
		if (e[i].fixed || e[i].error != 0)
			t->in_place = true;
		e[kept++] = e[i];
	}
	t->entries = *entries = e;
	t->n = *n = kept;
	return true;
}

/* the file of the old tree, if it is an ordinary one of that size */
static int
open_old(const struct io_tree *t, const char *path, uint64_t size)
{
	const char *name;
	struct stat st;
	int at, fd;

	if (t->old < 0 || (at = io_fd_enter(t->old, path, &name)) < 0)
		return -1;
	fd = io_fd_open(at, name, O_NOFOLLOW, &st);
	io_fd_close(at);
	if (fd >= 0 && (uint64_t)st.st_size != size) {
		close(fd);
		return -1;
	}
	return fd;
}

static int
create(struct io_tree *t, const char *path)
{
	int new = stop_asked() ? -1 : io_tree_new(t);
	const char *name;
	int at = new < 0 ? -1 : io_fd_enter_new(new, path, &name);
	int fd = at < 0 ? -1 : openat(at, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	io_fd_close(at);
	return fd;
}

enum io_put
io_tree_put(struct io_tree *t, const char *path, str bytes)
{
	int fd = open_old(t, path, bytes.n);
	bool ok = fd >= 0 && io_fd_has(fd, bytes);

	io_fd_close(fd);
	if (ok)
		return IO_SAME;
	if ((fd = create(t, path)) < 0)
		return IO_FAILED;
	ok = io_fd_close_written(fd, io_fd_write(fd, bytes));
	return ok ? IO_WRITTEN : IO_FAILED;
}

static bool
is_same_file(int fd, int from)
{
	char chunk[IO_FD_CHUNK];
	size_t n;

	do {
		n = sizeof(chunk);
		if (!io_fd_read(from, chunk, &n) ||
		    !io_fd_has(fd, (str){chunk, n}))
			return false;
	} while (n == sizeof(chunk));
	return true;
}

static enum io_put
copy(int from, int fd)
{
	char chunk[IO_FD_CHUNK];
	size_t n;

	if (lseek(from, 0, SEEK_SET) != 0)
		return IO_UNREAD;
	do {
		n = sizeof(chunk);
		if (!io_fd_read(from, chunk, &n))
			return IO_UNREAD;
		if (!io_fd_write(fd, (str){chunk, n}))
			return IO_FAILED;
	} while (n == sizeof(chunk));
	return IO_WRITTEN;
}

static enum io_put
copy_unless_same(struct io_tree *t, const char *path, int from, uint64_t size)
{
	int fd = open_old(t, path, size);
	bool same = fd >= 0 && is_same_file(fd, from);
	enum io_put how;

	io_fd_close(fd);
	if (same)
		return IO_SAME;
	if ((fd = create(t, path)) < 0)
		return IO_FAILED;
	how = copy(from, fd);
	if (!io_fd_close_written(fd, how == IO_WRITTEN) && how == IO_WRITTEN)
		how = IO_FAILED;
	return how;
}

enum io_put
io_tree_copy(struct io_tree *t, const char *path, const char *folder,
    const char *from)
{
	struct stat st;
	int fd = io_fd_open_inside(folder, from, &st);
	enum io_put how;

	if (fd < 0)
		return IO_UNREAD;
	how = copy_unless_same(t, path, fd, (uint64_t)st.st_size);
	io_fd_close(fd);
	return how;
}
