#include "base/io_fd.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/limit.h"

struct list {
	struct arena *arena;
	struct io_entry *entries;
	size_t n, cap;
	uint64_t device;        /* of the folder listed */
	struct timespec now;    /* before it is */
	int error;              /* the first */
	bool all, hidden;
};

/* what editors, systems and those who keep versions put beside files */
static bool
is_left_behind(const char *name)
{
	static const char *const patterns[] = {
		"*~", "#*#", ".#*", "*.sw[opx]", "~$*", ".~lock.*", ".git*",
		".DS_Store", "._*", ".localized", "Thumbs.db", "desktop.ini",
		".directory", ".goutputstream-*", ".nfs*"
	};

	for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++)
		if (fnmatch(patterns[i], name, FNM_CASEFOLD) == 0)
			return true;
	return false;
}

static bool
wanted(const struct list *l, str name)
{
	if (str_eq(name, STR(".")) || str_eq(name, STR("..")))
		return false;
	return l->all || !(l->hidden ? is_left_behind(name.p) :
	    io_is_leftover(name));
}

static enum io_type
type_of(unsigned mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return IO_FILE;
	case S_IFDIR:
		return IO_FOLDER;
	case S_IFLNK:
		return IO_LINK;
	}
	return IO_OTHER;
}

static uint64_t
device_of(const struct statx *st)
{
	return (uint64_t)st->stx_dev_major << 32 | st->stx_dev_minor;
}

static uint64_t
stamp_of(const struct statx *st)
{
	const uint64_t parts[] = {
		st->stx_ino, st->stx_size,
		(uint64_t)st->stx_mtime.tv_sec, st->stx_mtime.tv_nsec,
		(uint64_t)st->stx_ctime.tv_sec, st->stx_ctime.tv_nsec
	};
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		h = (h ^ parts[i]) * 1099511628211u;
	return h;
}

/* clocks of file systems are coarse, and that of another machine may be off */
static bool
is_settled(const struct statx *st, const struct timespec *now)
{
	enum { SECONDS = 3 };

	return st->stx_ctime.tv_sec < now->tv_sec - SECONDS;
}

static bool
is_fixed(const struct list *l, const struct statx *st)
{
	uint64_t marks = STATX_ATTR_MOUNT_ROOT | STATX_ATTR_IMMUTABLE |
	    STATX_ATTR_APPEND;

	return (st->stx_attributes & marks) != 0 ||
	    device_of(st) != l->device;
}

static struct io_entry *
add(struct list *l, str at, str name)
{
	struct io_entry *e;

	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 64 : 2 * l->cap;
		e = reallocarray(l->entries, l->cap, sizeof(*e));
		if (e == NULL)
			abort();
		l->entries = e;
	}
	e = &l->entries[l->n++];
	*e = (struct io_entry){0};
	e->path = at.n == 0 ? str_copy(l->arena, name) :
	    str_printf(l->arena, STR_FMT "/" STR_FMT, STR_ARG(at),
	    STR_ARG(name));
	return e;
}

static int walk(struct list *, int folder, str at, unsigned depth);

/* the folder itself is in the list: now what it holds */
static int
descend(struct list *l, int folder, const char *name, str at, unsigned depth)
{
	int fd;

	if (depth >= LIMIT_FOLDERS)
		return ELOOP;
	fd = openat(folder, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return fd < 0 ? errno : walk(l, fd, at, depth + 1);
}

/* of a tree of ours it is enough to know what is a folder */
static bool
glance(const struct list *l, int folder, const struct dirent *d,
    struct statx *st)
{
	if (!l->all || d->d_type == DT_DIR || d->d_type == DT_UNKNOWN)
		return statx(folder, d->d_name,
		    AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT,
		    STATX_TYPE | STATX_SIZE | STATX_MTIME | STATX_CTIME |
		    STATX_INO, st) == 0;
	*st = (struct statx){.stx_mode = (uint16_t)DTTOIF(d->d_type)};
	return true;
}

static int
visit(struct list *l, int folder, const struct dirent *d, str at,
    unsigned depth)
{
	struct io_entry *e;
	struct statx st;
	size_t i = l->n;
	int error;

	if (!glance(l, folder, d, &st))
		return errno == ENOENT ? 0 : errno;
	if (l->hidden && *d->d_name == '.' && S_ISDIR(st.stx_mode))
		return 0;
	e = add(l, at, str_of(d->d_name));
	e->type = type_of(st.stx_mode);
	e->size = st.stx_size;
	e->stamp = l->all ? d->d_ino : stamp_of(&st);
	e->settled = is_settled(&st, &l->now);
	if (e->type != IO_FOLDER)
		return 0;
	e->fixed = l->all && is_fixed(l, &st);
	error = descend(l, folder, d->d_name, e->path, depth);
	l->entries[i].error = error;
	l->error = l->error == 0 ? error : l->error;
	return 0;
}

static int
walk(struct list *l, int folder, str at, unsigned depth)
{
	DIR *d = fdopendir(folder);
	struct dirent *e;
	int error = errno;

	if (d == NULL) {
		close(folder);
		return error;
	}
	error = 0;
	while (error == 0 && (errno = 0, e = readdir(d)) != NULL)
		if (wanted(l, str_of(e->d_name)))
			error = visit(l, folder, e, at, depth);
	error = error == 0 ? errno : error;
	closedir(d);
	return error;
}

static int
by_path(const void *a, const void *b)
{
	return str_cmp(((const struct io_entry *)a)->path,
	    ((const struct io_entry *)b)->path);
}

static void
keep(struct list *l, struct io_entry **entries, size_t *n)
{
	*n = l->n;
	*entries = ARENA_NEWN(l->arena, struct io_entry, l->n);
	if (l->n > 0) {
		qsort(l->entries, l->n, sizeof(*l->entries), by_path);
		memcpy(*entries, l->entries, l->n * sizeof(**entries));
	}
	free(l->entries);
}

static bool
list(struct list *l, int folder, struct io_entry **entries, size_t *n)
{
	struct statx st;
	int error;

	*n = 0;
	if (folder < 0)
		return false;
	if (statx(folder, "", AT_EMPTY_PATH, 0, &st) != 0) {
		io_fd_close(folder);
		return false;
	}
	l->device = device_of(&st);
	clock_gettime(CLOCK_REALTIME, &l->now);
	error = walk(l, folder, (str){0}, 0);
	keep(l, entries, n);
	errno = error != 0 ? error : l->error;
	return errno == 0;
}

bool
io_list(struct arena *a, const char *folder, struct io_entry **entries,
    size_t *n)
{
	return list(&(struct list){.arena = a},
	    open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), entries, n);
}

bool
io_list_hidden(struct arena *a, const char *folder,
    struct io_entry **entries, size_t *n)
{
	return list(&(struct list){.arena = a, .hidden = true},
	    open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), entries, n);
}

bool
io_fd_list(struct arena *a, int folder, struct io_entry **entries, size_t *n)
{
	return list(&(struct list){.arena = a, .all = true},
	    openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC),
	    entries, n);
}

bool
io_is_leftover(str name)
{
	return *name.p == '.' || is_left_behind(name.p);
}

uint64_t
io_stamp(const char *path)
{
	struct statx st;

	if (statx(AT_FDCWD, path, 0, STATX_SIZE | STATX_MTIME | STATX_CTIME |
	    STATX_INO, &st) != 0)
		return 0;
	return stamp_of(&st);
}
