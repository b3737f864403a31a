#include "base/io_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/io_fd.h"

enum { CHUNK = 1 << 16 };

/* the file of the old tree, if it is an ordinary one of that size */
static int
open_old(const struct io_tree *t, const char *path, uint64_t size)
{
	struct stat st;
	int fd;

	if (t->old < 0)
		return -1;
	fd = io_fd_open(t->old, path, O_NOFOLLOW, &st);
	if (fd >= 0 && (uint64_t)st.st_size != size) {
		close(fd);
		return -1;
	}
	return fd;
}

static bool
has_bytes(int fd, str bytes)
{
	char chunk[CHUNK];
	size_t n;

	for (; bytes.n > 0; bytes = str_slice(bytes, n, bytes.n)) {
		n = bytes.n < sizeof(chunk) ? bytes.n : sizeof(chunk);
		if (!io_fd_read(fd, chunk, &n) || n == 0 ||
		    memcmp(chunk, bytes.p, n) != 0)
			return false;
	}
	return true;
}

static int
create(struct io_tree *t, const char *path)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int new = io_tree_new(t), fd;

	if (new < 0)
		return -1;
	fd = openat(new, path, flags, 0666);
	if (fd >= 0 || errno != ENOENT || !io_fd_make_parents(new, path))
		return fd;
	return openat(new, path, flags, 0666);
}

enum io_put
io_tree_put(struct io_tree *t, const char *path, str bytes)
{
	int fd = open_old(t, path, bytes.n);
	bool ok = fd >= 0 && has_bytes(fd, bytes);

	io_fd_close(fd);
	if (ok)
		return IO_SAME;
	if ((fd = create(t, path)) < 0)
		return IO_FAILED;
	ok = io_fd_write(fd, bytes);
	io_fd_close(fd);
	return ok ? IO_WRITTEN : IO_FAILED;
}

static bool
is_same_file(int fd, int from)
{
	char chunk[CHUNK];
	size_t n;

	do {
		n = sizeof(chunk);
		if (!io_fd_read(from, chunk, &n) ||
		    !has_bytes(fd, (str){chunk, n}))
			return false;
	} while (n == sizeof(chunk));
	return true;
}

static enum io_put
copy(int from, int fd)
{
	char chunk[CHUNK];
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
	io_fd_close(fd);
	return how;
}

enum io_put
io_tree_copy(struct io_tree *t, const char *path, const char *from)
{
	struct stat st;
	int fd = io_fd_open(AT_FDCWD, from, 0, &st);
	enum io_put how;

	if (fd < 0)
		return IO_UNREAD;
	how = copy_unless_same(t, path, fd, (uint64_t)st.st_size);
	io_fd_close(fd);
	return how;
}
