#include "base/io_fd.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"

enum { TRIES = 100, BESIDE = 32 };

/* ---- the way there ----------------------------------------------------- */

/* an absolute path as one from a folder; NULL is EXDEV */
static const char *
cut(str path, str folder)
{
	folder.n -= folder.n == 1;
	if (str_starts(path, folder) && path.n > folder.n + 1 &&
	    path.p[folder.n] == '/')
		return path.p + folder.n + 1;
	errno = EXDEV;
	return NULL;
}

/* the folder that a new file is to stand in: what is missing is made */
static int
enter_new(struct arena *a, const char *folder, const char *path,
    const char **name)
{
	str root, to;
	const char *rest;
	int fd, at;

	if (!io_absolute(a, str_printf(a, "%s/.", folder).p, &root) ||
	    !io_absolute(a, path, &to) || (rest = cut(to, root)) == NULL)
		return -1;
	fd = io_fd_folder(root.p);
	at = fd < 0 ? -1 : io_fd_enter_new(fd, rest, name);
	io_fd_close(fd);
	return at;
}

/* a link that was put there since is one that leads out */
static bool
end(int at, bool ok)
{
	io_fd_close(at);
	if (!ok && errno == ELOOP)
		errno = EXDEV;
	return ok;
}

/* ---- new files ---------------------------------------------------------- */

static bool
create(int at, const char *name, str bytes)
{
	int fd = openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0666);
	int error;
	bool ok;

	if (fd < 0)
		return false;
	ok = io_fd_close_written(fd, io_fd_write(fd, bytes));
	error = errno;
	if (!ok)
		unlinkat(at, name, 0);
	errno = error;
	return ok;
}

bool
io_write_new(const char *path, str bytes)
{
	return create(AT_FDCWD, path, bytes);
}

bool
io_write_new_inside(const char *folder, const char *path, str bytes)
{
	struct arena a = {0};
	const char *name;
	int at = enter_new(&a, folder, path, &name);
	bool ok = at >= 0 && create(at, name, bytes);

	ok = end(at, ok);
	arena_done(&a);
	return ok;
}

/* ---- new bytes for old files ------------------------------------------- */

/* a file of its own, which nobody reads yet */
static int
begin(int at, char name[BESIDE])
{
	int fd = -1;

	errno = EEXIST;
	for (int i = 0; fd < 0 && errno == EEXIST && i < TRIES; i++) {
		snprintf(name, BESIDE, ".keikaku-%d", i);
		fd = openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		    0600);
	}
	return fd;
}

/* the bytes and rights of the old file, safe on the disk */
static bool
fill(int fd, const struct stat *old, str bytes)
{
	if (old->st_uid != geteuid() || old->st_gid != getegid())
		/* only root can, and for others the file stays theirs */
		(void)!fchown(fd, old->st_uid, old->st_gid);
	return io_fd_write(fd, bytes) &&
	    fchmod(fd, old->st_mode & 07777) == 0 && fsync(fd) == 0;
}

/* does a file still hold what it did? */
static bool
holds(int at, const char *name, str bytes)
{
	struct stat st;
	int fd = io_fd_open(at, name, O_NOFOLLOW, &st);
	bool same = fd >= 0 && (uint64_t)st.st_size == bytes.n &&
	    io_fd_has(fd, bytes);

	io_fd_close(fd);
	if (fd >= 0 && !same)
		errno = ESTALE;
	return same;
}

static bool
write_beside(int at, const char *name, const struct stat *st,
    const str *old, str bytes)
{
	char beside[BESIDE];
	int fd = begin(at, beside), error;

	if (fd < 0)
		return false;
	if (io_fd_close_written(fd, fill(fd, st, bytes)) &&
	    (old == NULL || holds(at, name, *old)) &&
	    renameat(at, beside, at, name) == 0) {
		io_fd_sync_folder(at, ".");
		return true;
	}
	error = errno;
	unlinkat(at, beside, 0);
	errno = error;
	return false;
}

/* old is NULL where it does not matter what the file holds */
static bool
replace(const char *folder, const char *path, const str *old, str bytes)
{
	char real[PATH_MAX];
	const char *rest = io_fd_resolve(folder, path, real), *name;
	int root = rest == NULL ? -1 : io_fd_folder(folder);
	int at = root < 0 ? -1 : io_fd_enter(root, rest, &name);
	struct stat st;
	int fd = at < 0 ? -1 : io_fd_open(at, name, O_NOFOLLOW, &st);
	bool ok = fd >= 0 && faccessat(at, name, W_OK, AT_EACCESS) == 0 &&
	    write_beside(at, name, &st, old, bytes);

	io_fd_close(root);
	io_fd_close(fd);
	return end(at, ok);
}

bool
io_replace(const char *path, str bytes)
{
	return replace("/", path, NULL, bytes);
}

bool
io_replace_inside(const char *folder, const char *path, str old, str bytes)
{
	return replace(folder, path, &old, bytes);
}
