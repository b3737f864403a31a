#include "site/sink.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "site/manifest.h"

struct put {
	struct put *next;
	enum sink_result how;
	size_t n;
	char path[];
};

struct sink {
	const struct sink_kind *kind;
	void *ctx;
	_Atomic(struct put *) puts;     /* only ever grows */
	atomic_size_t count[SINK_TAKEN + 1];
	atomic_bool refused, failed;
	size_t removed;
};

struct sink *
sink_new(const struct sink_kind *kind, void *ctx)
{
	struct sink *s = memory_new(1, sizeof(*s));

	s->kind = kind;
	s->ctx = ctx;
	return s;
}

static struct put *
put_new(str path)
{
	struct put *p = malloc(sizeof(*p) + path.n + 1);

	if (p == NULL)
		abort();
	p->n = path.n;
	memcpy(p->path, path.p, path.n);
	p->path[path.n] = '\0';
	return p;
}

static bool
note(struct sink *s, struct put *p, enum sink_result how)
{
	p->how = how;
	p->next = atomic_load(&s->puts);
	while (!atomic_compare_exchange_weak(&s->puts, &p->next, p))
		;
	if (how <= SINK_TAKEN) {
		atomic_fetch_add(&s->count[how], 1);
		return true;
	}
	atomic_store(&s->refused, true);
	if (how == SINK_FAILED)
		atomic_store(&s->failed, true);
	return false;
}

static bool
allow(struct sink *s, str path, struct diags *d)
{
	str ja, en;

	const bool ok = manifest_allows(path) && utf8_bad(path) == path.n;

	if (ok && !manifest_foreign(path, &ja, &en))
		return true;
	atomic_store(&s->refused, true);
	return ok ?
	    diag(d, MESSAGE_OUT_NAME, (span){0}, WORDS(path, ja, en)) :
	    diag(d, MESSAGE_OUT_PATH, (span){0}, WORDS(path));
}

bool
sink_put(struct sink *s, str path, str bytes, struct diags *d)
{
	struct put *p;

	if (atomic_load(&s->failed))
		return true;
	if (!allow(s, path, d))
		return false;
	p = put_new(path);
	return note(s, p,
	    s->kind->put(s->ctx, (str){p->path, p->n}, bytes, d));
}

bool
sink_copy(struct sink *s, str path, const char *folder, const char *from,
    struct diags *d)
{
	struct put *p;

	if (atomic_load(&s->failed))
		return true;
	if (!allow(s, path, d))
		return false;
	p = put_new(path);
	return note(s, p,
	    s->kind->copy(s->ctx, (str){p->path, p->n}, folder, from, d));
}

bool
sink_wants(const struct sink *s, str path)
{
	return !atomic_load(&s->failed) &&
	    (s->kind->wants == NULL || s->kind->wants(s->ctx, path));
}

bool
sink_reads(const struct sink *s, str path)
{
	return s->kind->reads == NULL || s->kind->reads(path);
}

/* ---- the end ---------------------------------------------------------- */

static int
by_path(const void *a, const void *b)
{
	return str_cmp(((const struct sink_path *)a)->path,
	    ((const struct sink_path *)b)->path);
}

static struct sink_path *
sort(const struct sink *s, size_t *n)
{
	struct sink_path *all;
	const struct put *p;
	size_t i = 0;

	*n = 0;
	for (p = atomic_load(&s->puts); p != NULL; p = p->next)
		++*n;
	all = memory_new(*n, sizeof(*all));
	for (p = atomic_load(&s->puts); p != NULL; p = p->next)
		all[i++] = (struct sink_path){{p->path, p->n}, p->how};
	qsort(all, *n, sizeof(*all), by_path);
	return all;
}

static str
folder_of(str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

/* two pages at one path, or one at a folder of another */
static bool
check(const struct sink_path *all, size_t n, struct diags *d)
{
	size_t i, before = d->errors, above = n;
	struct manifest m = {memory_new(n, sizeof(str)), n};

	for (i = 0; i < n; i++)
		m.paths[i] = all[i].path;
	for (i = 0; i < n; i++) {
		/* most often its folder is that of the one before */
		if (i == 0 || !str_eq(folder_of(all[i - 1].path),
		    folder_of(all[i].path)))
			above = manifest_above(&m, all[i].path);
		if (above < n)
			diag(d, MESSAGE_OUT_BELOW, (span){0},
			    WORDS(all[i].path, all[above].path));
		if (i > 0 && str_eq(all[i - 1].path, all[i].path) &&
		    (i == 1 || !str_eq(all[i - 2].path, all[i].path)))
			diag(d, MESSAGE_OUT_TWICE, (span){0},
			    WORDS(all[i].path));
	}
	free(m.paths);
	return d->errors == before;
}

/* two paths that are one where case and the form of accents do not count */
static bool
check_alike(const struct sink_path *all, size_t n, struct diags *d)
{
	struct arena a = {0};
	struct map seen = {0};
	size_t i, before = d->errors;
	str *other;

	for (i = 0; i < n; i++) {
		other = map_put(&seen, &a, utf8_file(&a, all[i].path),
		    (void *)(uintptr_t)&all[i].path);
		if (other != NULL)
			diag(d, MESSAGE_PATH_ALIKE, (span){0},
			    WORDS(*other, all[i].path));
	}
	arena_done(&a);
	return d->errors == before;
}

/* in the way of each other, but not by their names: on a file system that
 * does not tell upper from lower case */
static bool
check_taken(const struct sink_path *all, size_t n, struct diags *d)
{
	size_t i, before = d->errors;

	for (i = 0; i < n; i++)
		if (all[i].how == SINK_TAKEN) {
			errno = EEXIST;
			io_diag(d, MESSAGE_FILE_WRITE, all[i].path);
		}
	return d->errors == before;
}

bool
sink_commit(struct sink *s, struct diags *d)
{
	struct sink_path *all;
	size_t n;
	bool ok;

	if (atomic_load(&s->refused))
		return false;
	all = sort(s, &n);
	ok = check(all, n, d) && check_alike(all, n, d) &&
	    check_taken(all, n, d) &&
	    (s->kind->commit == NULL ||
	    s->kind->commit(s->ctx, all, n, &s->removed, d));
	free(all);
	return ok;
}

bool
sink_torn(const struct sink *s)
{
	return s->kind->torn != NULL && s->kind->torn(s->ctx);
}

struct sink_count
sink_count(const struct sink *s)
{
	return (struct sink_count){
		.written = atomic_load(&s->count[SINK_WRITTEN]),
		.same = atomic_load(&s->count[SINK_SAME]),
		.removed = s->removed
	};
}

void
sink_free(struct sink *s)
{
	struct put *p, *next;

	if (s == NULL)
		return;
	for (p = atomic_load(&s->puts); p != NULL; p = next) {
		next = p->next;
		free(p);
	}
	if (s->kind->free != NULL)
		s->kind->free(s->ctx);
	free(s);
}

/* ---- none ------------------------------------------------------------- */

static enum sink_result
put_none(void *ctx, str path, str bytes, struct diags *d)
{
	(void)ctx, (void)path, (void)bytes, (void)d;
	return SINK_SAME;
}

static enum sink_result
copy_none(void *ctx, str path, const char *folder, const char *from,
    struct diags *d)
{
	(void)ctx, (void)path, (void)folder, (void)from, (void)d;
	return SINK_SAME;
}

struct sink *
sink_none(void)
{
	static const struct sink_kind none = {
		.put = put_none, .copy = copy_none
	};

	return sink_new(&none, NULL);
}
