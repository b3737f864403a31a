#include "base/io_watch.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/io_fd.h"
#include "base/map.h"
#include "base/memory.h"

enum {
	QUIET = 25,             /* milliseconds without a change */
	QUIET_SAVED = 5,        /* where the last was a whole file */
	ROUNDS = 20,            /* of waiting, then it is time */
	LOOK = 3000,            /* milliseconds between two looks */
	LOOK_BLIND = 500,       /* where the system does not tell */
	CHANGES_MOST = 4096     /* worth naming */
};

static const uint32_t mask = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE |
    IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF |
    IN_MOVE_SELF;

/* What was asked for, and how it was when it was last looked at. */
struct root {
	char *path;
	struct arena arena;
	struct io_entry *entries;
	size_t n;
	uint64_t stamp;         /* of a file */
};

/* A folder that the system tells about. */
struct told {
	int wd;                 /* ascending */
	char *path;
};

struct changes {
	struct arena arena;
	struct map seen;
	str *paths;
	size_t n;
	bool any;               /* also where none could be named */
};

struct io_watch {
	int fd, stop;
	struct root *roots;
	size_t nroots;
	struct told *told;
	size_t ntold, cap_told;
	bool blind;             /* the system cannot tell of every folder */
	bool saved;             /* the last told of is a whole file, closed */
	struct changes now, before;
};

/* ---- changes ----------------------------------------------------------- */

static void
changes_done(struct changes *c)
{
	arena_done(&c->arena);
	*c = (struct changes){0};
}

static void
note(struct io_watch *w, str path)
{
	struct changes *c = &w->now;

	c->any = true;
	if (c->paths == NULL)
		c->paths = ARENA_NEWN(&c->arena, str, CHANGES_MOST);
	if (c->n == CHANGES_MOST || map_get(&c->seen, path) != NULL)
		return;
	path = str_copy(&c->arena, path);
	map_put(&c->seen, &c->arena, path, c);
	c->paths[c->n++] = path;
}

static void
note_below(struct io_watch *w, const char *folder, str name)
{
	struct arena a = {0};

	note(w, name.n == 0 ? str_of(folder) : str_printf(&a, "%s/" STR_FMT,
	    folder, STR_ARG(name)));
	arena_done(&a);
}

/* ---- what the system tells --------------------------------------------- */

static struct told *
find_told(struct io_watch *w, int wd)
{
	size_t lo = 0, hi = w->ntold, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (w->told[mid].wd == wd)
			return &w->told[mid];
		if (w->told[mid].wd < wd)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static char *
keep(const char *path)
{
	char *copy = strdup(path);

	if (copy == NULL)
		abort();
	return copy;
}

/* again for one that is known: it may have another name now */
static void
tell_of(struct io_watch *w, const char *folder)
{
	int wd = inotify_add_watch(w->fd, folder, mask | IN_ONLYDIR);
	struct told *t;

	if (wd < 0) {
		w->blind = w->blind || (errno != ENOENT && errno != ENOTDIR);
		return;
	}
	if ((t = find_told(w, wd)) != NULL) {
		free(t->path);
		t->path = keep(folder);
		return;
	}
	if (w->ntold == w->cap_told) {
		w->cap_told = w->cap_told > 0 ? 2 * w->cap_told : 64;
		w->told = reallocarray(w->told, w->cap_told,
		    sizeof(*w->told));
		if (w->told == NULL)
			abort();
	}
	w->told[w->ntold++] = (struct told){wd, keep(folder)};
}

static void
forget(struct io_watch *w, struct told *t)
{
	free(t->path);
	w->ntold--;
	memmove(t, t + 1, (size_t)(w->told + w->ntold - t) * sizeof(*t));
}

/* is it one of the roots, or below one? */
static bool
is_ours(const struct io_watch *w, str path)
{
	str root;

	for (size_t i = 0; i < w->nroots; i++) {
		root = str_of(w->roots[i].path);
		if (str_starts(path, root) &&
		    (path.n == root.n || path.p[root.n] == '/'))
			return true;
	}
	return false;
}

static void
hear(struct io_watch *w, const struct inotify_event *e)
{
	struct told *t = find_told(w, e->wd);
	struct arena a = {0};
	str path;

	if (e->mask & IN_Q_OVERFLOW)
		w->now.any = true;
	if (t == NULL)
		return;
	if (e->mask & IN_IGNORED) {
		forget(w, t);
		return;
	}
	path = e->len == 0 || *e->name == '\0' ? str_of(t->path) :
	    strcmp(t->path, ".") == 0 ? str_of(e->name) :
	    str_printf(&a, "%s/%s", t->path, e->name);
	/* of folders it is enough what a look at them shows */
	if ((e->mask & IN_ISDIR) == 0 && e->len > 0 && is_ours(w, path) &&
	    !io_is_leftover(str_of(e->name))) {
		note(w, path);
		w->saved = (e->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0;
	}
	arena_done(&a);
}

static bool
is_ready(int fd, int milliseconds)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return fd >= 0 && poll(&p, 1, milliseconds) > 0;
}

static void
hear_all(struct io_watch *w)
{
	union {
		struct inotify_event align;
		char bytes[16 << 10];
	} all;
	const struct inotify_event *e;
	ssize_t n;
	size_t at;

	while ((n = read(w->fd, all.bytes, sizeof(all.bytes))) > 0)
		for (at = 0; at < (size_t)n; at += sizeof(*e) + e->len) {
			e = (const void *)(all.bytes + at);
			hear(w, e);
		}
}

/* ---- what a look shows ------------------------------------------------- */

static bool
is_same(const struct io_entry *a, const struct io_entry *b)
{
	return a->type == b->type &&
	    (a->type != IO_FILE || a->stamp == b->stamp);
}

static void
compare(struct io_watch *w, const struct root *old, const struct root *new)
{
	size_t i = 0, k = 0;
	int c;

	while (i < old->n || k < new->n) {
		c = i == old->n ? 1 : k == new->n ? -1 :
		    str_cmp(old->entries[i].path, new->entries[k].path);
		if (c < 0)
			note_below(w, new->path, old->entries[i++].path);
		else if (c > 0)
			note_below(w, new->path, new->entries[k++].path);
		else if (!is_same(&old->entries[i++], &new->entries[k++]))
			note_below(w, new->path, new->entries[k - 1].path);
	}
	if (old->stamp != new->stamp)
		note_below(w, new->path, (str){0});
}

static void
tell_of_parent(struct io_watch *w, const char *path)
{
	char *parent = keep(path), *end = strrchr(parent, '/');

	if (end != NULL)
		*end = '\0';
	tell_of(w, end == NULL ? "." : end == parent ? "/" : parent);
	free(parent);
}

static void
tell_of_all(struct io_watch *w, const struct root *r)
{
	struct arena a = {0};

	tell_of_parent(w, r->path);
	if (!io_is_folder(r->path))
		return;
	tell_of(w, r->path);
	for (size_t i = 0; i < r->n; i++)
		if (r->entries[i].type == IO_FOLDER)
			tell_of(w, str_printf(&a, "%s/" STR_FMT, r->path,
			    STR_ARG(r->entries[i].path)).p);
	arena_done(&a);
}

/* the system first, so that nothing falls between the two */
static void
look_at(struct io_watch *w, struct root *r)
{
	struct root new = {.path = r->path};
	size_t told;

	do {
		told = w->ntold;
		arena_done(&new.arena);
		new.n = 0;
		new.entries = NULL;
		if (io_is_folder(r->path))
			io_list(&new.arena, r->path, &new.entries, &new.n);
		else
			new.stamp = io_stamp(r->path);
		tell_of_all(w, &new);
	} while (w->ntold > told);
	compare(w, r, &new);
	arena_done(&r->arena);
	*r = new;
}

static bool
look(struct io_watch *w)
{
	bool any = w->now.any;

	w->now.any = false;
	for (size_t i = 0; i < w->nroots; i++)
		look_at(w, &w->roots[i]);
	any |= w->now.any;
	w->now.any = any;
	return any;
}

/* ---- public ------------------------------------------------------------ */

struct io_watch *
io_watch_new(int stop)
{
	struct io_watch *w = memory_new(1, sizeof(*w));

	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	w->blind = w->fd < 0;
	w->stop = stop;
	return w;
}

void
io_watch_add(struct io_watch *w, const char *path)
{
	struct changes now = w->now;

	if (is_ours(w, str_of(path)))
		return;
	w->roots = reallocarray(w->roots, w->nroots + 1, sizeof(*w->roots));
	if (w->roots == NULL)
		abort();
	w->roots[w->nroots] = (struct root){.path = keep(path)};
	/* how it is now is no change */
	w->now = (struct changes){0};
	look_at(w, &w->roots[w->nroots++]);
	changes_done(&w->now);
	w->now = now;
}

/* until nothing was told for a moment: a short one if a file was saved */
static void
settle(struct io_watch *w)
{
	hear_all(w);
	for (int i = 0; i < ROUNDS &&
	    is_ready(w->fd, w->saved ? QUIET_SAVED : QUIET); i++)
		hear_all(w);
	w->saved = false;
}

static bool
is_blind_change(struct io_watch *w)
{
	size_t n;

	if (!look(w))
		return false;
	for (int i = 0; i < ROUNDS; i++) {
		n = w->now.n;
		poll(NULL, 0, QUIET);
		look(w);
		if (w->now.n == n)
			break;
	}
	return true;
}

bool
io_watch_wait(struct io_watch *w)
{
	struct pollfd p[2] = {
		{.fd = w->stop, .events = POLLIN},
		{.fd = w->fd, .events = POLLIN}
	};
	bool changed = w->now.any;

	while (!changed) {
		if (poll(p, 2, w->blind ? LOOK_BLIND : LOOK) < 0 &&
		    errno != EINTR)
			return false;
		if (p[0].revents != 0)
			return false;
		if (p[1].revents == 0)
			changed = is_blind_change(w);
		else {
			hear_all(w);
			changed = w->now.any || look(w);
		}
	}
	settle(w);
	look(w);
	changes_done(&w->before);
	w->before = w->now;
	w->now = (struct changes){0};
	return !is_ready(w->stop, 0);
}

bool
io_watch_rest(struct io_watch *w, int milliseconds)
{
	struct pollfd p[2] = {
		{.fd = w->stop, .events = POLLIN},
		{.fd = w->fd, .events = POLLIN}
	};

	return !w->now.any && poll(p, 2, milliseconds) == 0;
}

bool
io_watch_pending(struct io_watch *w)
{
	if (w->fd >= 0)
		hear_all(w);
	return w->now.any || is_ready(w->stop, 0);
}

const str *
io_watch_changes(const struct io_watch *w, size_t *n)
{
	*n = w->before.n;
	return w->before.paths;
}

void
io_watch_free(struct io_watch *w)
{
	size_t i;

	for (i = 0; i < w->nroots; i++) {
		free(w->roots[i].path);
		arena_done(&w->roots[i].arena);
	}
	for (i = 0; i < w->ntold; i++)
		free(w->told[i].path);
	free(w->roots);
	free(w->told);
	changes_done(&w->now);
	changes_done(&w->before);
	io_fd_close(w->fd);
	free(w);
}
