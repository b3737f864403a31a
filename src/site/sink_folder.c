#include "site/sink.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io_tree.h"
#include "base/memory.h"
#include "site/manifest.h"
#include "site/part.h"

enum { MANIFEST_MOST = 1 << 28 };

struct folder {
	struct arena arena;
	struct io_tree tree;
	str out;                /* as the user wrote it */
	struct manifest old;
	str old_text;           /* absent if there was none */
	bool part;              /* it is for a part of a site */
	bool torn;              /* some files are new, others old */
};

/* ---- where it may be -------------------------------------------------- */

static bool
is_within(str path, str folder)
{
	return str_starts(path, folder) && (path.n == folder.n ||
	    folder.n == 1 || path.p[folder.n] == '/');
}

/* what a folder that is to be kept out of really is */
static bool
follow(struct arena *a, const char *folder, str *real)
{
	return io_absolute(a, str_printf(a, "%s/.", folder).p, real);
}

static bool
keep_out(struct folder *f, str path, const char *other, bool below,
    struct diags *d)
{
	str real;

	if (!follow(&f->arena, other, &real))
		return io_diag(d, MESSAGE_FILE_READ, str_of(other));
	if (!is_within(real, path) && !(below && is_within(path, real)))
		return true;
	return diag(d, MESSAGE_OUT_PLACE, (span){0},
	    WORDS(f->out, str_of(other)));
}

static bool
may_be_at(struct folder *f, str path, const struct sink_place *p,
    struct diags *d)
{
	const char *home = getenv("HOME");
	size_t i;

	if (!keep_out(f, path, p->site, false, d))
		return false;
	/* /dev/null is that of users who are none */
	if (home != NULL && io_is_folder(home) &&
	    !keep_out(f, path, home, false, d))
		return false;
	for (i = 0; i < p->nkeep_out; i++)
		if (!keep_out(f, path, p->keep_out[i], true, d))
			return false;
	return true;
}

static bool
refuse(const struct folder *f, struct diags *d)
{
	switch (errno) {
	case ENOTDIR:
		return diag(d, MESSAGE_OUT_FOLDER, (span){0}, WORDS(f->out));
	case EBUSY:
		return diag(d, MESSAGE_FILE_BUSY, (span){0}, WORDS(f->out));
	case EEXIST:
		return diag(d, MESSAGE_OUT_BESIDE, (span){0},
		    WORDS(f->out, str_of(f->tree.new_name)));
	default:
		return io_diag(d, MESSAGE_FILE_WRITE, f->out);
	}
}

/* a path below the output folder, as the user knows it */
static str
full(const struct folder *f, str path, struct diags *d)
{
	return str_printf(&d->arena, STR_FMT "/" STR_FMT, STR_ARG(f->out),
	    STR_ARG(path));
}

/* is what was there before a part if that is to come, and else a site? */
static bool
is_alike(const struct folder *f, struct diags *d)
{
	const bool part = manifest_find(&f->old, STR(PART_NAME)) < f->old.n;

	if (f->old.n == 0 || part == f->part)
		return true;
	return diag(d, part ? MESSAGE_OUT_PART : MESSAGE_OUT_SITE, (span){0},
	    WORDS(f->out));
}

/* what an earlier run says is ours */
static bool
remember(struct folder *f, struct diags *d)
{
	str path = str_printf(&f->arena, "%s/" IO_TREE_LIST, f->tree.path);

	if (io_read(&f->arena, path.p, MANIFEST_MOST, &f->old_text)) {
		if (manifest_read(&f->arena, f->old_text, &f->old))
			return is_alike(f, d);
		return diag(d, MESSAGE_OUT_MANIFEST, (span){0},
		    WORDS(full(f, STR(IO_TREE_LIST), d)));
	}
	if (errno != ENOENT)
		return io_diag(d, MESSAGE_FILE_READ, path);
	if (io_tree_is_empty(&f->tree))
		return true;
	return diag(d, MESSAGE_OUT_NOT_OURS, (span){0}, WORDS(f->out));
}

static bool
keep(struct folder *f, const struct sink_place *p, struct diags *d)
{
	str name;

	if (!p->keep)
		return true;
	name = str_printf(&f->arena, "%s" SINK_OLD, f->tree.name);
	if (io_tree_keep(&f->tree, name.p))
		return true;
	if (errno == EOPNOTSUPP)
		return diag(d, MESSAGE_PUBLISH_WHOLE, (span){0},
		    WORDS(f->out));
	if (errno != EEXIST)
		return io_diag(d, MESSAGE_FILE_READ, name);
	return diag(d, MESSAGE_OUT_BESIDE, (span){0}, WORDS(f->out, name));
}

static bool
open_folder(struct folder *f, const struct sink_place *p, struct diags *d)
{
	str path;

	f->out = str_copy(&f->arena, str_of(p->out));
	f->part = p->part;
	if (!io_absolute(&f->arena, p->out, &path))
		return refuse(f, d);
	if (!may_be_at(f, path, p, d))
		return false;
	if (!io_tree_open(&f->tree, &f->arena, path.p))
		return refuse(f, d);
	f->tree.in_place = p->in_place;
	if (keep(f, p, d) && remember(f, d))
		return true;
	io_tree_close(&f->tree);
	return false;
}

/* ---- pages ------------------------------------------------------------ */

static enum sink_result
tell(const struct folder *f, enum io_put how, str path, str from,
    struct diags *d)
{
	int error = errno;
	str where;

	switch (how) {
	case IO_SAME:
		return SINK_SAME;
	case IO_WRITTEN:
		return SINK_WRITTEN;
	case IO_UNREAD:
		io_diag(d, MESSAGE_FILE_READ, from);
		return SINK_REFUSED;
	default:                        /* IO_FAILED */
		break;
	}
	if (error == EEXIST || error == ENOTDIR)
		return SINK_TAKEN;
	where = full(f, path, d);
	errno = error;
	io_diag(d, MESSAGE_FILE_WRITE, where);
	return SINK_FAILED;
}

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	struct folder *f = ctx;

	if (!f->part && str_eq(path, STR(PART_NAME))) {
		diag(d, MESSAGE_OUT_PATH, (span){0}, WORDS(path));
		return SINK_REFUSED;
	}
	return tell(f, io_tree_put(&f->tree, path.p, bytes), path, (str){0}, d);
}

static enum sink_result
copy(void *ctx, str path, const char *folder, const char *from,
    struct diags *d)
{
	struct folder *f = ctx;

	return tell(f, io_tree_copy(&f->tree, path.p, folder, from), path,
	    str_of(from), d);
}

/* ---- publishing ------------------------------------------------------- */

/* What becomes of something that stands in the old tree. */
enum fate { OURS, REPLACED, GONE, FOREIGN };

struct change {
	struct folder *folder;
	const struct sink_path *paths;
	struct manifest new;    /* the same paths */
	struct buf text;
	struct io_entry *entries;       /* of the old tree */
	enum fate *fates;
	size_t n, same, written, removed;
};

static enum fate
fate_of(const struct change *c, const struct io_entry *e)
{
	const struct manifest *old = &c->folder->old;
	bool was;
	size_t i;

	if (e->type == IO_FOLDER)
		return manifest_below(&c->new, e->path) ? OURS :
		    manifest_below(old, e->path) ? GONE : FOREIGN;
	was = manifest_find(old, e->path) < old->n;
	i = manifest_find(&c->new, e->path);
	if (i == c->new.n)
		return was ? GONE : FOREIGN;
	if (c->paths[i].how == SINK_SAME && e->type == IO_FILE)
		return OURS;
	return was ? REPLACED : FOREIGN;
}

/* does it stand where we want a file, or a folder for one? */
static bool
in_the_way(const struct change *c, const struct io_entry *e)
{
	return manifest_find(&c->new, e->path) < c->new.n ||
	    manifest_below(&c->new, e->path) ||
	    manifest_above(&c->new, e->path) < c->new.n;
}

static void
fail(const struct change *c, const struct io_entry *e, struct diags *d)
{
	str path = full(c->folder, e->path, d);

	errno = e->error;
	io_diag(d, MESSAGE_FILE_READ, path);
}

static bool
decide(struct change *c, struct diags *d)
{
	size_t i, before = d->errors, same = 0;

	c->fates = ARENA_NEWN(&c->folder->arena, enum fate, c->n);
	for (i = 0; i < c->n; i++) {
		struct io_entry *e = &c->entries[i];

		c->fates[i] = fate_of(c, e);
		e->theirs = c->fates[i] == FOREIGN;
		if (c->fates[i] == FOREIGN && in_the_way(c, e))
			diag(d, MESSAGE_OUT_FOREIGN, (span){0},
			    WORDS(full(c->folder, e->path, d)));
		/* what is in it may be ours as well */
		if (c->fates[i] != FOREIGN && e->error != 0)
			fail(c, e, d);
		same += c->fates[i] == OURS && e->type != IO_FOLDER;
		c->removed += c->fates[i] == GONE && e->type != IO_FOLDER;
	}
	if (d->errors > before || same == c->same)
		return d->errors == before;
	return diag(d, MESSAGE_FILE_BUSY, (span){0}, WORDS(c->folder->out));
}

static bool
at_once(struct change *c)
{
	struct io_tree *t = &c->folder->tree;
	size_t i;

	for (i = 0; i < c->n; i++)
		if ((c->fates[i] == OURS || c->fates[i] == FOREIGN) &&
		    !io_tree_carry(t, &c->entries[i]))
			return false;
	return io_tree_exchange(t, buf_str(&c->text));
}

/* backwards: a folder comes before what it holds */
static bool
clear(struct change *c, bool only_in_the_way)
{
	size_t i;

	for (i = c->n; i-- > 0;) {
		struct io_entry *e = &c->entries[i];

		if (c->fates[i] != GONE || (only_in_the_way &&
		    !in_the_way(c, e)))
			continue;
		if (!io_tree_remove(&c->folder->tree, e))
			return false;
		c->fates[i] = REPLACED;
	}
	return true;
}

/* the list of what was ours, and of as many of the new files */
static bool
set_both(struct change *c, size_t n)
{
	struct folder *f = c->folder;
	struct manifest new = {c->new.paths, n};
	struct manifest both = manifest_union(&f->arena, &f->old, &new);
	struct buf text = {0};
	bool ok;

	manifest_print(&both, &text);
	ok = io_tree_set_list(&f->tree, buf_str(&text));
	buf_done(&text);
	return ok;
}

/* what somebody else has put there meanwhile does not become ours */
static bool
move(struct change *c)
{
	size_t i;

	for (i = 0; i < c->new.n; i++) {
		if (c->paths[i].how != SINK_WRITTEN ||
		    io_tree_move(&c->folder->tree, c->paths[i].path.p))
			continue;
		if (errno == EEXIST) {
			set_both(c, i);
			errno = EEXIST;
		}
		return false;
	}
	return true;
}

/* whatever happens on the way, the list has all that is ours */
static bool
one_by_one(struct change *c)
{
	if (!set_both(c, c->new.n))
		return false;
	c->folder->torn = true;
	if (!clear(c, true) || !move(c) || !clear(c, false) ||
	    !io_tree_set_list(&c->folder->tree, buf_str(&c->text)))
		return false;
	c->folder->torn = false;
	return true;
}

static bool
publish(struct change *c, struct diags *d)
{
	struct folder *f = c->folder;

	if (c->written == 0 && f->old_text.p != NULL &&
	    str_eq(f->old_text, buf_str(&c->text)))
		return true;
	if (!io_tree_list(&f->tree, &f->arena, &c->entries, &c->n))
		return io_diag(d, MESSAGE_FILE_READ, f->out);
	if (!decide(c, d))
		return false;
	if (at_once(c))
		return true;
	if (errno == EOPNOTSUPP && f->tree.kept != NULL)
		return diag(d, MESSAGE_PUBLISH_WHOLE, (span){0},
		    WORDS(f->out));
	if (errno == EOPNOTSUPP && one_by_one(c))
		return true;
	if (errno == EBUSY)
		return diag(d, MESSAGE_FILE_BUSY, (span){0}, WORDS(f->out));
	return io_diag(d, MESSAGE_FILE_WRITE, f->out);
}

static bool
commit(void *ctx, const struct sink_path *paths, size_t n, size_t *removed,
    struct diags *d)
{
	struct folder *f = ctx;
	struct change c = {.folder = f, .paths = paths};
	bool ok;
	size_t i;

	c.new = (struct manifest){ARENA_NEWN(&f->arena, str, n), n};
	for (i = 0; i < n; i++) {
		c.new.paths[i] = paths[i].path;
		c.same += paths[i].how == SINK_SAME;
		c.written += paths[i].how == SINK_WRITTEN;
	}
	manifest_print(&c.new, &c.text);
	ok = publish(&c, d);
	*removed = ok ? c.removed : 0;
	buf_done(&c.text);
	return ok;
}

static bool
torn(const void *ctx)
{
	return ((const struct folder *)ctx)->torn;
}

static void
free_folder(void *ctx)
{
	struct folder *f = ctx;

	io_tree_close(&f->tree);
	arena_done(&f->arena);
	free(f);
}

struct sink *
sink_folder(const struct sink_place *p, struct diags *d)
{
	static const struct sink_kind kind = {
		.put = put, .copy = copy, .commit = commit,
		.torn = torn, .free = free_folder
	};
	struct folder *f = memory_new(1, sizeof(*f));

	if (open_folder(f, p, d))
		return sink_new(&kind, f);
	arena_done(&f->arena);
	free(f);
	return NULL;
}
