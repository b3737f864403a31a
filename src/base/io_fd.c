#include "base/io_fd.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/stop.h"

int
io_fd_open(int at, const char *path, int flags, struct stat *st)
{
	int fd;

	if (stop_asked())
		return -1;
	fd = openat(at, path,
	    O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
	if (fd < 0)
		return -1;
	if (fstat(fd, st) == 0) {
		if (S_ISREG(st->st_mode))
			return fd;
		errno = S_ISDIR(st->st_mode) ? EISDIR : ENXIO;
	}
	io_fd_close(fd);
	return -1;
}

/* the way there follows no link */
static int
open_below(const char *folder, const char *path, struct stat *st)
{
	int root = io_fd_folder(folder), at, fd;
	const char *name;

	at = root < 0 ? -1 : io_fd_enter(root, path, &name);
	fd = at < 0 ? -1 : io_fd_open(at, name, O_NOFOLLOW, st);
	io_fd_close(at);
	io_fd_close(root);
	return fd;
}

int
io_fd_open_inside(const char *folder, const char *path, struct stat *st)
{
	size_t n = strlen(folder);
	char real[PATH_MAX];
	const char *rest;
	int fd = -1;

	if (strncmp(path, folder, n) == 0 && path[n] == '/')
		fd = open_below(folder, path + n + 1, st);
	/* a link on the way, which may stay inside: to where it leads now */
	if (fd < 0 && (rest = io_fd_resolve(folder, path, real)) != NULL)
		fd = open_below(folder, rest, st);
	return fd;
}

const char *
io_fd_resolve(const char *folder, const char *path, char real[PATH_MAX])
{
	char root[PATH_MAX];
	struct stat st;
	size_t n;

	if (realpath(folder, root) == NULL)
		return NULL;
	if (realpath(path, real) == NULL) {
		/* a dead link leads out: nobody knows what will be there */
		if (errno == ENOENT && lstat(path, &st) == 0)
			errno = EXDEV;
		return NULL;
	}
	n = strlen(root);
	/* the root ends with its slash */
	if (n > 1)
		root[n++] = '/';
	if (strncmp(real, root, n) == 0)
		return real + n;
	errno = EXDEV;
	return NULL;
}

void
io_fd_close(int fd)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
}

bool
io_fd_close_written(int fd, bool ok)
{
	if (ok)
		return close(fd) == 0;
	io_fd_close(fd);
	return false;
}

bool
io_fd_read(int fd, char *p, size_t *n)
{
	size_t got = 0;
	ssize_t r = 1;

	while (got < *n && r != 0) {
		r = read(fd, p + got, *n - got);
		if (r > 0)
			got += (size_t)r;
		else if (r < 0 && errno != EINTR)
			return false;
	}
	*n = got;
	return true;
}

bool
io_fd_write(int fd, str bytes)
{
	ssize_t n;

	while (bytes.n > 0) {
		n = write(fd, bytes.p, bytes.n);
		if (n >= 0)
			bytes = str_slice(bytes, (size_t)n, bytes.n);
		else if (errno != EINTR)
			return false;
	}
	return true;
}

bool
io_fd_has(int fd, str bytes)
{
	char chunk[IO_FD_CHUNK];
	size_t n;

	for (; bytes.n > 0; bytes = str_slice(bytes, n, bytes.n)) {
		n = bytes.n < sizeof(chunk) ? bytes.n : sizeof(chunk);
		if (!io_fd_read(fd, chunk, &n) || n == 0 ||
		    memcmp(chunk, bytes.p, n) != 0)
			return false;
	}
	return true;
}

void
io_fd_sync_folder(int at, const char *path)
{
	int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		fsync(fd);
	io_fd_close(fd);
}

/* ---- the way to a file ------------------------------------------------ */

enum { FOLDER = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

/* from folder to folder, for what openat2 cannot do, or has not got */
static int
walk(int folder, const char *path, const char *end, bool make)
{
	int fd = openat(folder, ".", FOLDER), next;
	char name[NAME_MAX + 1];
	size_t n;

	for (; fd >= 0 && path < end; path += n + 1) {
		n = strcspn(path, "/");
		next = -1;
		if (n >= sizeof(name))
			errno = ENAMETOOLONG;
		else if (n == 2 && memcmp(path, "..", 2) == 0)
			errno = EXDEV;
		else {
			memcpy(name, path, n);
			name[n] = '\0';
			if (!make || mkdirat(fd, name, 0777) == 0 ||
			    errno == EEXIST)
				next = openat(fd, name, FOLDER);
		}
		io_fd_close(fd);
		fd = next;
	}
	return fd;
}

static int
enter(int folder, const char *path, const char *end)
{
	struct open_how how = {.flags = FOLDER,
	    .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
	char way[PATH_MAX] = ".";
	size_t n = (size_t)(end - path);
	long fd;

	errno = ENAMETOOLONG;
	if (n >= sizeof(way))
		return -1;
	memcpy(way, n > 0 ? path : ".", n > 0 ? n : 1);
	fd = syscall(SYS_openat2, folder, way, &how, sizeof(how));
	/* an old kernel, or a sandbox that knows only old calls */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return walk(folder, path, end, false);
	return (int)fd;
}

static const char *
last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

int
io_fd_folder(const char *path)
{
	return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

int
io_fd_enter(int folder, const char *path, const char **name)
{
	*name = last_name(path);
	return enter(folder, path, *name);
}

int
io_fd_enter_new(int folder, const char *path, const char **name)
{
	int fd = io_fd_enter(folder, path, name);

	return fd >= 0 || errno != ENOENT ? fd :
	    walk(folder, path, *name, true);
}
