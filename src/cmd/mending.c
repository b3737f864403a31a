#include "cmd/mending.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/limit.h"
#include "base/map.h"
#include "base/memory.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"

enum {
	TURNS_MOST = 32,        /* one of them mends all that is told at once */
	TRIALS_MOST = 256,      /* to find the edits that do harm */
	GROWTH_MOST = 1 << 16   /* bytes that edits add, beside encodings */
};

/* A file that messages point into. */
struct file {
	struct mended mended;   /* first, so that the list is one of files */
	const struct source *seen;      /* the last source of it */
	uint32_t base;          /* where its text begins in the file */
	bool same;              /* is it the file's? */
	size_t edits;           /* of the set that is being applied */
};

/* An edit, in its file as that is now. */
struct change {
	struct file *file;
	uint32_t off, len;
	str instead;
	size_t finding;
};

struct changes {
	struct change *items;
	size_t n;
};

/* What check says of the site as it is now. */
struct look {
	struct pipeline *pipeline;
	struct diags diags;
	struct arena arena;
	struct finding *findings;
	size_t n;
	size_t rest;            /* that have no edit */
};

struct mending {
	struct arena arena;
	const struct options *options;
	str content, config;    /* the paths that may be mended: all below a
	                           folder, and a file */
	struct map files;       /* by path */
	struct mended *first;
	struct look look;
	struct map refused;     /* edits that did harm */
	str *left;
	size_t nleft, trials;
	bool more;              /* to mend, after the last turn */
};

/* ---- looking --------------------------------------------------------- */

static void
look_done(struct look *l)
{
	arena_done(&l->arena);
	diags_done(&l->diags);
	if (l->pipeline != NULL)
		pipeline_free(l->pipeline);
	*l = (struct look){0};
}

/* the texts that are not saved must live as long as the look */
static void
look(struct look *l, const struct options *o, const struct map *unsaved)
{
	l->pipeline = pipeline_new(o);
	pipeline_unsaved(l->pipeline, unsaved);
	pipeline_load(l->pipeline, &l->diags);
	l->findings = diags_findings(&l->diags, o->language, &l->arena,
	    &l->n);
	for (size_t i = 0; i < l->n; i++)
		l->rest += l->findings[i].nedits == 0 &&
		    l->findings[i].level != LEVEL_NOTE;
}

/* ---- files ----------------------------------------------------------- */

static bool
is_ours(const struct mending *m, str path)
{
	return str_eq(path, m->config) || (path.n > m->content.n &&
	    str_starts(path, m->content) && path.p[m->content.n] == '/');
}

static void
insert(struct mending *m, struct mended *new)
{
	struct mended **at = &m->first;

	while (*at != NULL && str_cmp((*at)->path, new->path) < 0)
		at = &(*at)->next;
	new->next = *at;
	*at = new;
}

/* NULL if it cannot be read, or is none of the content's */
static struct file *
file_of(struct mending *m, str path)
{
	struct file *f = map_get(&m->files, path);
	str bytes;

	if (f != NULL || !is_ours(m, path))
		return f;
	path = str_copy(&m->arena, path);
	if (!io_read_inside(&m->arena, str_eq(path, m->config) ?
	    m->options->folder : m->content.p, path.p, LIMIT_FILE, &bytes))
		return NULL;
	f = ARENA_NEW(&m->arena, struct file);
	f->mended.path = path;
	f->mended.old = f->mended.now = bytes;
	map_put(&m->files, &m->arena, path, f);
	insert(m, &f->mended);
	return f;
}

/* the text of a source is its file's, but for a BOM; or the file has changed */
static bool
is_same(struct file *f, const struct source *src)
{
	str now = f->mended.now;

	if (f->seen == src)
		return f->same;
	f->seen = src;
	f->same = str_ends(now, src->text);
	f->base = (uint32_t)(now.n - src->text.n);
	return f->same;
}

/* ---- which edits ----------------------------------------------------- */

/* what stands before a place on its line, as far as it matters */
static str
before(span at)
{
	enum { BYTES_MOST = 100 };
	str text = at.src->text;
	size_t from = at.off;

	while (from > 0 && text.p[from - 1] != '\n' &&
	    at.off - from < BYTES_MOST)
		from--;
	return str_slice(text, from, at.off);
}

/* what an edit is known by from one turn to the next */
static str
name(struct arena *a, const struct finding *f)
{
	const struct edit *e = f->edits;

	return str_printf(a, "%s" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n"
	    STR_FMT, f->code != NULL ? f->code : "",
	    STR_ARG(e->at.src->path), STR_ARG(before(e->at)),
	    STR_ARG(source_text(e->at)), STR_ARG(e->instead));
}

/* what keeps a file from being read, so that its other mistakes are unseen */
static bool
is_unreadable(const struct finding *f)
{
	return f->level == LEVEL_ERROR && f->code != NULL &&
	    (strncmp(f->code, "yaml-", 5) == 0 ||
	    strcmp(f->code, "encoding") == 0);
}

static bool
is_wanted(struct mending *m, const struct finding *f, bool unreadable)
{
	struct arena a = {0};
	bool refused;

	if (f->nedits == 0 || is_unreadable(f) != unreadable)
		return false;
	if (m->nleft == 0)
		return true;
	refused = map_get(&m->refused, name(&a, f)) != NULL;
	arena_done(&a);
	return !refused;
}

/* whatever edits lead to, no file grows without end */
static bool
may_grow(const struct mended *f)
{
	return f->now.n <= 2 * f->old.n + GROWTH_MOST;
}

static void
add(struct mending *m, struct changes *c, size_t finding)
{
	const struct edit *e = m->look.findings[finding].edits;
	struct file *f;

	for (size_t i = 0; i < m->look.findings[finding].nedits; i++, e++) {
		f = file_of(m, e->at.src->path);
		if (f != NULL && is_same(f, e->at.src) &&
		    may_grow(&f->mended))
			c->items[c->n++] = (struct change){f,
			    f->base + e->at.off, e->at.len, e->instead,
			    finding};
	}
}

static int
order(const void *pa, const void *pb)
{
	const struct change *a = pa, *b = pb;

	if (a->file != b->file)
		return str_cmp(a->file->mended.path, b->file->mended.path);
	if (a->off != b->off)
		return a->off < b->off ? -1 : 1;
	return (a->finding > b->finding) - (a->finding < b->finding);
}

static bool
overlap(const struct change *a, const struct change *b)
{
	return a->file == b->file && (a->off + a->len > b->off ||
	    (a->off == b->off && a->finding != b->finding));
}

/* what begins first is made; the others come with the next turn */
static void
part(struct changes *c, size_t nfindings)
{
	bool *late = memory_new(nfindings, sizeof(*late));
	const struct change *last = NULL;
	size_t n = 0, i;

	for (i = 0; i < c->n; i++)
		if (last != NULL && overlap(last, &c->items[i]))
			late[c->items[i].finding] = true;
		else
			last = &c->items[i];
	for (i = 0; i < c->n; i++)
		if (!late[c->items[i].finding])
			c->items[n++] = c->items[i];
	c->n = n;
	free(late);
}

static struct changes
choose(struct mending *m, bool unreadable)
{
	struct look *l = &m->look;
	struct changes c = {0};
	struct mended *f;
	size_t most = 0, i;

	/* sources of this look may stand where others have stood */
	for (f = m->first; f != NULL; f = f->next)
		((struct file *)f)->seen = NULL;
	for (i = 0; i < l->n; i++)
		most += l->findings[i].nedits;
	c.items = ARENA_NEWN(&l->arena, struct change, most + 1);
	for (i = 0; i < l->n; i++)
		if (is_wanted(m, &l->findings[i], unreadable))
			add(m, &c, i);
	if (c.n > 0)
		qsort(c.items, c.n, sizeof(*c.items), order);
	part(&c, l->n);
	return c;
}

/* ---- making them ----------------------------------------------------- */

/* the bytes of a file with some changes, which are all of it */
static str
apply(struct arena *a, const struct change *c, size_t n)
{
	str now = c->file->mended.now, done;
	struct buf out = {0};
	uint32_t from = 0;

	for (const struct change *end = c + n; c < end; c++) {
		buf_put(&out, str_slice(now, from, c->off));
		buf_put(&out, c->instead);
		from = c->off + c->len;
	}
	buf_put(&out, str_slice(now, from, now.n));
	done = str_copy(a, buf_str(&out));
	buf_done(&out);
	return done;
}

/* how many of the first changes are of one file */
static size_t
of_file(struct changes c)
{
	size_t n = 0;

	while (n < c.n && c.items[n].file == c.items->file)
		n++;
	return n;
}

static str *
put(struct arena *a, struct map *unsaved, str path)
{
	str *text = ARENA_NEW(a, str);

	map_put(unsaved, a, path, text);
	return text;
}

/* all texts, with some more changes */
static void
gather(struct arena *a, const struct mending *m, struct changes c,
    struct map *unsaved)
{
	const struct mended *f;
	size_t n;

	for (; c.n > 0; c.items += n, c.n -= n) {
		n = of_file(c);
		*put(a, unsaved, c.items->file->mended.path) =
		    apply(a, c.items, n);
	}
	for (f = m->first; f != NULL; f = f->next)
		if (map_get(unsaved, f->path) == NULL)
			*put(a, unsaved, f->path) = f->now;
}

static void
commit(struct mending *m, struct changes c, struct look *next)
{
	struct mended *f;
	size_t n;

	for (; c.n > 0; c.items += n, c.n -= n) {
		n = of_file(c);
		f = &c.items->file->mended;
		f->now = apply(&m->arena, c.items, n);
		f->edits += n;
	}
	look_done(&m->look);
	m->look = *next;
}

/* look at the site with some changes made; they are as good as made then */
static void
try(struct mending *m, struct changes c, struct look *next)
{
	struct map unsaved = {0};

	*next = (struct look){0};
	gather(&next->arena, m, c, &unsaved);
	look(next, m->options, &unsaved);
	m->trials++;
}

/* ---- edits that do harm ---------------------------------------------- */

static void
refuse(struct mending *m, size_t finding)
{
	const struct finding *f = &m->look.findings[finding];

	if (map_put(&m->refused, &m->arena, name(&m->arena, f), m) != NULL)
		return;
	m->left = ARENA_MORE(&m->arena, m->left, m->nleft);
	m->left[m->nleft++] = str_printf(&m->arena, STR_FMT ":%u: [%s]",
	    STR_ARG(f->at.src->path), source_place(f->at).line,
	    f->code != NULL ? f->code : "");
}

/* those of the changes that belong to some findings */
static struct changes
only(struct mending *m, struct changes all, size_t from, size_t to)
{
	struct changes c = {ARENA_NEWN(&m->look.arena, struct change,
	    all.n + 1), 0};

	for (size_t i = 0; i < all.n; i++)
		if (all.items[i].finding >= from && all.items[i].finding < to)
			c.items[c.n++] = all.items[i];
	return c;
}

/* refuse what does harm by itself, among the findings between two */
static void
sift(struct mending *m, struct changes all, size_t from, size_t to)
{
	struct changes c = only(m, all, from, to);
	size_t middle = from + (to - from) / 2;
	struct look next;
	bool harm;

	if (c.n == 0)
		return;
	harm = m->trials >= TRIALS_MOST;
	if (!harm) {
		try(m, c, &next);
		harm = next.rest > m->look.rest;
		look_done(&next);
	}
	if (harm && to - from == 1)
		refuse(m, from);
	else if (harm) {
		sift(m, all, from, middle);
		sift(m, all, middle, to);
	}
}

/* make them, unless they do harm: then find out which */
static void
settle(struct mending *m, struct changes c)
{
	size_t left = m->nleft;
	struct look next;

	try(m, c, &next);
	if (next.rest <= m->look.rest) {
		commit(m, c, &next);
		return;
	}
	look_done(&next);
	sift(m, c, 0, m->look.n);
	/* each does no harm, all of them do */
	for (size_t i = 0; m->nleft == left && i < c.n; i++)
		refuse(m, c.items[i].finding);
}

/* false if there is nothing to be made */
static bool
turn(struct mending *m)
{
	struct changes c = choose(m, true);
	struct look next;

	if (c.n > 0) {
		try(m, c, &next);
		commit(m, c, &next);
		return true;
	}
	c = choose(m, false);
	if (c.n > 0)
		settle(m, c);
	return c.n > 0;
}

/* ---- public ---------------------------------------------------------- */

static str
below(struct arena *a, const char *folder, const char *name)
{
	return strcmp(folder, ".") == 0 ? str_of(name) :
	    str_printf(a, "%s/%s", folder, name);
}

/* files of which nothing was mended after all */
static void
drop(struct mending *m)
{
	struct mended **f = &m->first;

	while (*f != NULL)
		if (str_eq((*f)->old, (*f)->now))
			*f = (*f)->next;
		else
			f = &(*f)->next;
}

struct mending *
mending_new(const struct options *o)
{
	struct mending *m = memory_new(1, sizeof(*m));

	m->options = o;
	m->content = below(&m->arena, o->folder, "content");
	m->config = below(&m->arena, o->folder, "site.yaml");
	look(&m->look, o, NULL);
	m->more = true;
	for (int i = 0; i < TURNS_MOST && m->more; i++)
		m->more = turn(m);
	drop(m);
	return m;
}

const struct mended *
mending_files(const struct mending *m)
{
	return m->first;
}

const struct diags *
mending_diags(const struct mending *m)
{
	return &m->look.diags;
}

size_t
mending_rest(const struct mending *m)
{
	return m->look.rest;
}

bool
mending_more(const struct mending *m)
{
	return m->more;
}

const str *
mending_left(const struct mending *m, size_t *n)
{
	*n = m->nleft;
	return m->left;
}

void
mending_free(struct mending *m)
{
	look_done(&m->look);
	arena_done(&m->arena);
	free(m);
}
