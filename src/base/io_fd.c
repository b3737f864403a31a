#include "base/io_fd.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

int
io_fd_open(int at, const char *path, int flags, struct stat *st)
{
	int fd = openat(at, path,
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

void
io_fd_close(int fd)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
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
io_fd_make_parents(int at, const char *path)
{
	char part[PATH_MAX];
	size_t i, n = strlen(path);

	errno = ENAMETOOLONG;
	if (n >= sizeof(part))
		return false;
	memcpy(part, path, n + 1);
	for (i = 0; i < n; i++)
		if (part[i] == '/') {
			part[i] = '\0';
			if (mkdirat(at, part, 0777) != 0 && errno != EEXIST)
				return false;
			part[i] = '/';
		}
	return true;
}
