#include "base/io_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/io_fd.h"
#include "base/stop.h"

/* inside of a tree: the new tree, and the new list until it is complete */
#define NEW_TREE  IO_TREE_LIST ".new"
#define NEW_LIST  IO_TREE_LIST ".list"

enum { TRIES = 8 };

static int
open_folder(int at, const char *path)
{
	return openat(at, path,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* where the new tree stands */
static int
place(const struct io_tree *t)
{
	return t->inside ? t->old : t->parent;
}

/* is the open folder still the one of that name?  EBUSY if it is not */
static bool
is_still(int fd, int at, const char *name)
{
	struct stat a, b;

	if (fstat(fd, &a) != 0 || (errno = 0,
	    fstatat(at, name, &b, AT_SYMLINK_NOFOLLOW) != 0 &&
	    errno != ENOENT))
		return false;
	if (errno == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		return true;
	errno = EBUSY;
	return false;
}

/*
 * The lock is on the folder itself: it leaves no trace, and the kernel drops
 * it with the process.  A file system without locks has to do without.
 */
static bool
lock(int fd)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return true;
	errno = EBUSY;
	return false;
}

/* may we change what is in a folder? */
static bool
is_ours_to_change(int at, const char *name)
{
	return faccessat(at, name, R_OK | W_OK | X_OK, AT_EACCESS) == 0;
}

static bool
is_mount(int fd)
{
	struct statx st;

	return statx(fd, "", AT_EMPTY_PATH, 0, &st) == 0 &&
	    (st.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

/* ---- trees come and go ------------------------------------------------ */

static bool
is_empty(int folder)
{
	int fd = open_folder(folder, ".");
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	if (d == NULL) {
		io_fd_close(fd);
		return false;
	}
	while ((e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0)
			break;
	closedir(d);
	return e == NULL;
}

/* a folder stays if somebody has put something into it */
static bool
unlink_one(int folder, const struct io_entry *e)
{
	const char *name;
	int at = io_fd_enter(folder, e->path.p, &name);
	bool ok = at >= 0 && unlinkat(at, name,
	    e->type == IO_FOLDER ? AT_REMOVEDIR : 0) == 0;

	io_fd_close(at);
	return ok || errno == ENOENT || (e->type == IO_FOLDER &&
	    (errno == ENOTEMPTY || errno == EEXIST));
}

/*
 * Backwards, since a folder comes before what it holds; the list, by which
 * the rest is known as ours, goes last.  What then remains is not ours.
 */
static bool
unlink_all(int folder, const struct io_entry *e, size_t n)
{
	while (n-- > 0)
		if (!str_eq(e[n].path, STR(IO_TREE_LIST)) &&
		    !unlink_one(folder, &e[n]))
			return false;
	return unlinkat(folder, IO_TREE_LIST, 0) == 0 || errno == ENOENT;
}

static bool
remove_tree(int folder, int at, const char *name)
{
	struct arena a = {0};
	struct io_entry *e;
	size_t n, i;
	bool ok = io_fd_list(&a, folder, &e, &n);

	for (i = 0; ok && i < n; i++)
		if (e[i].fixed) {
			errno = EBUSY;
			ok = false;
		}
	ok = ok && unlink_all(folder, e, n) &&
	    unlinkat(at, name, AT_REMOVEDIR) == 0;
	arena_done(&a);
	return ok;
}

static bool
has_list(int folder)
{
	return faccessat(folder, IO_TREE_LIST, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/*
 * Did we leave it?  EEXIST if not.  Another build may mark it between two
 * looks, so that what was empty is looked at once more.
 */
static bool
is_marked(int folder)
{
	if (has_list(folder))
		return true;
	if (errno != ENOENT)
		return false;
	if (is_empty(folder) || has_list(folder))
		return true;
	errno = EEXIST;
	return false;
}

/* where a tree of ours may stand; EEXIST if that is no folder */
static int
open_place(int at, const char *name)
{
	int fd = open_folder(at, name);

	if (fd < 0 && errno == ENOTDIR)
		errno = EEXIST;
	return fd;
}

/* remove what a dead process left in the place of a new tree */
static bool
clean(int at, const char *name)
{
	int fd = open_place(at, name);
	bool ok;

	if (fd < 0)
		return errno == ENOENT;
	ok = lock(fd) && is_marked(fd) && remove_tree(fd, at, name);
	io_fd_close(fd);
	return ok;
}

/* a folder of the new tree gets owner and mode of the old one's */
static bool
dress(int new, int old, const char *name)
{
	struct stat is, was;

	if (fstatat(old, name, &was, AT_SYMLINK_NOFOLLOW) != 0 ||
	    fstatat(new, name, &is, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	if ((is.st_uid != was.st_uid || is.st_gid != was.st_gid) &&
	    fchownat(new, name, was.st_uid, was.st_gid,
	    AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	return is.st_mode == was.st_mode ||
	    fchmodat(new, name, was.st_mode & 07777, 0) == 0;
}

/* an empty list marks a new tree as ours, should we die */
static int
mark(int folder)
{
	int list = openat(folder, IO_TREE_LIST,
	    O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

	if (io_fd_close_written(list, list >= 0))
		return folder;
	io_fd_close(folder);
	return -1;
}

/* as it was before: it has nothing in it yet but its mark */
static void
unmake_new(const struct io_tree *t)
{
	int error = errno;
	int fd = open_folder(place(t), t->new_name);

	if (fd >= 0 && lock(fd)) {
		unlinkat(fd, IO_TREE_LIST, 0);
		unlinkat(place(t), t->new_name, AT_REMOVEDIR);
	}
	io_fd_close(fd);
	errno = error;
}

static int
make_new(const struct io_tree *t)
{
	int fd;

	if (mkdirat(place(t), t->new_name, 0777) != 0 && errno != EEXIST)
		return -1;
	fd = open_folder(place(t), t->new_name);
	if (fd >= 0)
		fd = mark(fd);
	if (fd < 0)
		unmake_new(t);
	/* somebody has taken it for something left behind */
	if (fd < 0 && errno == ENOENT)
		errno = EBUSY;
	/* first of all, for what is made inside inherits the group */
	if (fd >= 0 && t->old >= 0)
		dress(fd, t->old, ".");
	return fd;
}

/* without an old tree to lock, the new one tells others that we are here */
static bool
begin(struct io_tree *t)
{
	int fd;

	if (!clean(t->parent, t->new_name))
		return false;
	if ((fd = make_new(t)) < 0)
		return false;
	if (lock(fd) && is_still(fd, t->parent, t->new_name)) {
		atomic_store(&t->new, fd);
		return true;
	}
	io_fd_close(fd);
	if (errno != EBUSY)
		unmake_new(t);
	return false;
}

static void
discard(struct io_tree *t)
{
	int fd = atomic_exchange(&t->new, -1);

	if (fd >= 0 && is_still(fd, place(t), t->new_name))
		remove_tree(fd, place(t), t->new_name);
	io_fd_close(fd);
}

/* 1 if we have hold of it, -1 if we cannot, 0 if it has changed meanwhile */
static int
hold(struct io_tree *t)
{
	t->old = open_folder(t->parent, t->name);
	if (t->old < 0) {
		if (errno != ENOENT || !begin(t))
			return -1;
		if (faccessat(t->parent, t->name, F_OK,
		    AT_SYMLINK_NOFOLLOW) != 0)
			return 1;
		discard(t);
		return 0;
	}
	if (!lock(t->old))
		return -1;
	if (is_still(t->old, t->parent, t->name))
		return clean(t->parent, t->new_name) &&
		    clean(t->old, NEW_TREE) ? 1 : -1;
	close(t->old);
	t->old = -1;
	return 0;
}

/* how much of a path from the root is there */
static size_t
find_made(const char *path)
{
	char part[PATH_MAX] = {0};
	size_t n = strlen(path);

	if (n >= sizeof(part))
		return n;
	for (memcpy(part, path, n); n > 1 && !io_exists(part); part[n] = '\0')
		while (part[n] != '/')
			n--;
	return n;
}

/* a run that comes to nothing leaves no folders either */
static void
unmake_parents(const struct io_tree *t)
{
	char part[PATH_MAX] = {0};
	size_t n = (size_t)(t->name - t->path) - 1;

	if (n >= sizeof(part))
		return;
	for (memcpy(part, t->path, n); n > t->made; part[n] = '\0') {
		if (rmdir(part) != 0)
			return;
		while (part[n] != '/')
			n--;
	}
}

static bool
open_tree(struct io_tree *t, const char *parent)
{
	int held = 0, i;

	t->made = find_made(parent);
	if (!io_make_folder(parent))
		return false;
	t->parent = open(parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (t->parent < 0)
		return false;
	for (i = 0; held == 0 && i < TRIES; i++)
		held = hold(t);
	if (held == 0)
		errno = EBUSY;
	if (held <= 0)
		return false;
	if (t->old >= 0 && !is_ours_to_change(t->old, "."))
		return false;
	if (t->old >= 0 && (is_mount(t->old) ||
	    !is_ours_to_change(t->parent, "."))) {
		t->inside = true;
		t->new_name = NEW_TREE;
	}
	return true;
}

bool
io_tree_open(struct io_tree *t, struct arena *a, const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	str parent = {path, (size_t)(name - path)};
	int error;

	*t = (struct io_tree){.path = path, .name = name, .parent = -1,
	    .old = -1};
	atomic_init(&t->new, -1);
	t->new_name = str_printf(a, ".%s" IO_TREE_LIST, name).p;
	if (open_tree(t, str_copy(a, parent).p))
		return true;
	error = errno;
	io_tree_close(t);
	errno = error;
	return false;
}

bool
io_tree_keep(struct io_tree *t, const char *name)
{
	int fd;
	bool ok;

	errno = EOPNOTSUPP;
	if (t->inside)
		return false;
	t->kept = name;
	fd = open_place(t->parent, name);
	if (fd < 0)
		return errno == ENOENT;
	ok = is_marked(fd);
	io_fd_close(fd);
	return ok;
}

int
io_tree_new(struct io_tree *t)
{
	int there = atomic_load(&t->new), fd;

	if (there >= 0 || (fd = make_new(t)) < 0)
		return there;
	if (!atomic_compare_exchange_strong(&t->new, &there, fd)) {
		close(fd);
		return there;
	}
	lock(fd);
	return fd;
}

void
io_tree_close(struct io_tree *t)
{
	discard(t);
	io_fd_close(t->old);
	io_fd_close(t->parent);
	t->old = t->parent = -1;
	unmake_parents(t);
}

bool
io_tree_is_empty(const struct io_tree *t)
{
	return t->old < 0 || is_empty(t->old);
}

/* ---- all at once ------------------------------------------------------ */

/* a failure that only says: not on this file system, not in this place */
static bool
cannot(void)
{
	switch (errno) {
	case EACCES: case EPERM: case EXDEV: case EMLINK: case EBUSY:
	case EINVAL: case ENOSYS: case EOPNOTSUPP:
		errno = EOPNOTSUPP;
	}
	return false;
}

static bool
carry(int from, int to, const char *name, enum io_type type)
{
	if (type == IO_FOLDER)
		return (mkdirat(to, name, 0777) == 0 || errno == EEXIST) &&
		    dress(to, from, name);
	return linkat(from, name, to, name, 0) == 0;
}

bool
io_tree_carry(struct io_tree *t, const struct io_entry *e)
{
	const char *path = e->path.p, *name;
	int new, from, to;
	bool ok;

	if (stop_asked())
		return false;
	if (t->inside || t->in_place) {
		errno = EOPNOTSUPP;
		return false;
	}
	new = io_tree_new(t);
	from = new < 0 ? -1 : io_fd_enter(t->old, path, &name);
	to = from < 0 ? -1 : io_fd_enter_new(new, path, &name);
	ok = to >= 0 && carry(from, to, name, e->type);
	io_fd_close(from);
	io_fd_close(to);
	if (!ok)
		return cannot();
	return true;
}

static bool
write_list(int new, const char *name, str list)
{
	int fd = openat(new, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	    0666);

	return io_fd_close_written(fd, fd >= 0 && io_fd_write(fd, list));
}

/* without an old tree there is nothing to exchange */
static bool
appear(const struct io_tree *t)
{
	if (renameat(t->parent, t->new_name, t->parent, t->name) == 0)
		return true;
	if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
		errno = EBUSY;
	return false;
}

/*
 * The old tree, once the new one is out: by what is known of it, without
 * asking for memory, twice.  If both fail, the next run tries again.
 */
static void
forget(const struct io_tree *t)
{
	for (int i = 0; i < 2; i++)
		if (unlink_all(t->old, t->entries, t->n) &&
		    unlinkat(t->parent, t->new_name, AT_REMOVEDIR) == 0)
			return;
}

/* the place of what was kept before; that goes where the old tree was */
static bool
keep(const struct io_tree *t)
{
	return renameat2(t->parent, t->new_name, t->parent, t->kept,
	    RENAME_NOREPLACE) == 0 || (errno == EEXIST &&
	    renameat2(t->parent, t->new_name, t->parent, t->kept,
	    RENAME_EXCHANGE) == 0);
}

/* at once, so that nothing comes between the two names that change */
static bool
swap(const struct io_tree *t)
{
	bool keeps = t->kept != NULL && has_list(t->old), kept;

	if (renameat2(t->parent, t->new_name, t->parent, t->name,
	    RENAME_EXCHANGE) != 0)
		return cannot();
	kept = keeps && keep(t);
	io_fd_sync_folder(t->parent, ".");
	io_tree_pass_on(t);
	if (!keeps)
		forget(t);
	else if (kept)
		clean(t->parent, t->new_name);
	return true;
}

bool
io_tree_exchange(struct io_tree *t, str list)
{
	int new = io_tree_new(t);

	if (new < 0 || !write_list(new, IO_TREE_LIST, list))
		return false;
	if (t->old < 0)
		return syncfs(new) == 0 && !stop_asked() && appear(t);
	errno = EOPNOTSUPP;
	if (t->inside || t->in_place || !dress(new, t->old, "."))
		return cannot();
	if (syncfs(new) != 0 || stop_asked())
		return false;
	return is_still(t->old, t->parent, t->name) && swap(t);
}

/* ---- one by one ------------------------------------------------------- */

bool
io_tree_set_list(struct io_tree *t, str list)
{
	int new = io_tree_new(t);

	return new >= 0 && write_list(new, NEW_LIST, list) &&
	    syncfs(new) == 0 &&
	    renameat(new, NEW_LIST, t->old, IO_TREE_LIST) == 0;
}

bool
io_tree_move(struct io_tree *t, const char *path)
{
	const char *name;
	int from = io_fd_enter(atomic_load(&t->new), path, &name);
	int to = from < 0 ? -1 : io_fd_enter_new(t->old, path, &name);
	bool ok = to >= 0 && io_tree_place(t, from, to, path, name);

	io_fd_close(from);
	io_fd_close(to);
	return ok;
}

bool
io_tree_remove(struct io_tree *t, const struct io_entry *e)
{
	return unlink_one(t->old, e);
}
