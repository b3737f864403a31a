#include "cmd/whole.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/memory.h"
#include "base/thread.h"
#include "cmd/pipeline.h"
#include "cmd/watch.h"
#include "model/model.h"
#include "site/audit.h"
#include "site/route.h"
#include "site/search.h"
#include "site/sink.h"

struct item {
	str path;
	uint64_t sum;
	str kept;               /* {0} unless it was */
};

struct whole {
	struct lock *lock;      /* of what follows, while it is made */
	struct arena arena;
	struct item *items;     /* by path, once it is made */
	size_t n, cap;
	struct sink *audit;
	struct watch *watch;
	atomic_flag looking;
	atomic_bool late;       /* something has changed */
};

static uint64_t
sum(str bytes)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < bytes.n; i++)
		h = (h ^ (unsigned char)bytes.p[i]) * 1099511628211u;
	return h;
}

static void
add(struct whole *w, str path, uint64_t number, str kept)
{
	lock_take(w->lock);
	if (w->n == w->cap) {
		w->cap = w->cap > 0 ? 2 * w->cap : 256;
		w->items = reallocarray(w->items, w->cap, sizeof(*w->items));
		if (w->items == NULL)
			abort();
	}
	w->items[w->n++] = (struct item){str_copy(&w->arena, path), number,
	    kept.n > 0 ? str_copy(&w->arena, kept) : kept};
	lock_give(w->lock);
}

/* one thread at a time asks whether all this is in vain */
static bool
wants(void *ctx, str path)
{
	struct whole *w = ctx;

	(void)path;
	if (w->watch != NULL && !atomic_load(&w->late) &&
	    !atomic_flag_test_and_set(&w->looking)) {
		if (watch_pending(w->watch))
			atomic_store(&w->late, true);
		atomic_flag_clear(&w->looking);
	}
	return !atomic_load(&w->late);
}

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	struct whole *w = ctx;

	add(w, path, sum(bytes),
	    search_is(path) ? bytes : (str){0});
	return sink_put(w->audit, path, bytes, d) ? SINK_WRITTEN :
	    SINK_REFUSED;
}

static enum sink_result
copy(void *ctx, str path, const char *folder, const char *from,
    struct diags *d)
{
	struct whole *w = ctx;

	add(w, path, io_stamp(from), (str){0});
	return sink_copy(w->audit, path, folder, from, d) ? SINK_WRITTEN :
	    SINK_REFUSED;
}

static int
by_path(const void *a, const void *b)
{
	return str_cmp(((const struct item *)a)->path,
	    ((const struct item *)b)->path);
}

static void
render(struct whole *w, struct pipeline *p, struct diags *d)
{
	static const struct sink_kind kind = {
		.put = put, .copy = copy, .wants = wants
	};
	struct audit *audit = audit_new();
	struct sink *sink = sink_new(&kind, w);

	w->audit = audit_sink(audit);
	if (pipeline_render(p, sink, d) && !atomic_load(&w->late) &&
	    sink_commit(w->audit, d))
		audit_report(audit, 1, d);
	sink_free(sink);
	sink_free(w->audit);
	audit_free(audit);
}

static struct whole *
whole_new(struct watch *watch)
{
	struct whole *w = memory_new(1, sizeof(*w));

	w->lock = lock_new();
	w->watch = watch;
	atomic_flag_clear(&w->looking);
	return w;
}

static void
sort(struct whole *w)
{
	if (w->n > 0)
		qsort(w->items, w->n, sizeof(*w->items), by_path);
}

/* ---- titles ------------------------------------------------------------ */

static enum sink_result
keep(void *ctx, str path, str bytes, struct diags *d)
{
	(void)d;
	add(ctx, path, 0, bytes);
	return SINK_WRITTEN;
}

static void
add_title(struct search *s, const struct route *r, const struct lexicon *l)
{
	str title = r->entity != NULL ? r->entity->title : r->title;
	str other = lexicon_find(l, r->variant, title);
	struct buf html = {0};

	if (title.n == 0)
		return;
	buf_puts(&html, "<main><h1>");
	buf_html(&html, other.n > 0 ? other : title);
	buf_puts(&html, "</h1></main>");
	search_add(s, search_entry(r), buf_str(&html));
	buf_done(&html);
}

/* ---- public ------------------------------------------------------------ */

struct whole *
whole_make(struct pipeline *p, struct watch *watch, struct diags *d)
{
	struct whole *w = whole_new(watch);

	render(w, p, d);
	if (atomic_load(&w->late)) {
		whole_free(w);
		return NULL;
	}
	sort(w);
	return w;
}

struct whole *
whole_titles(const struct pipeline *p)
{
	static const struct sink_kind kind = {.put = keep};
	const struct routes *all = pipeline_routes(p);
	struct whole *w = whole_new(NULL);
	struct sink *sink = sink_new(&kind, w);
	struct search *s = search_new(sink);
	struct diags d = {0};

	for (size_t i = 0; i < all->n; i++)
		add_title(s, &all->items[i], &pipeline_model(p)->lexicon);
	search_put(s, &d);
	search_free(s);
	sink_free(sink);
	diags_done(&d);
	sort(w);
	return w;
}

bool
whole_find(const struct whole *w, str path, struct buf *out)
{
	const struct item key = {.path = path}, *found;

	if (w->n == 0)
		return false;
	found = bsearch(&key, w->items, w->n, sizeof(*w->items), by_path);
	if (found == NULL || found->kept.n == 0)
		return false;
	buf_put(out, found->kept);
	return true;
}

void
whole_compare(const struct whole *w, const struct whole *earlier,
    void (*tell)(void *ctx, str path, char how), void *ctx)
{
	size_t i = 0, k = 0;
	int c;

	while (i < earlier->n || k < w->n) {
		c = i == earlier->n ? 1 : k == w->n ? -1 :
		    str_cmp(earlier->items[i].path, w->items[k].path);
		if (c < 0)
			tell(ctx, earlier->items[i].path, '-');
		else if (c > 0)
			tell(ctx, w->items[k].path, '+');
		else if (earlier->items[i].sum != w->items[k].sum)
			tell(ctx, w->items[k].path, '*');
		i += c <= 0;
		k += c >= 0;
	}
}

void
whole_free(struct whole *w)
{
	if (w == NULL)
		return;
	lock_free(w->lock);
	arena_done(&w->arena);
	free(w->items);
	free(w);
}
