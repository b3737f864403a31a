#include "cmd/pages.h"

#include <stdatomic.h>
#include <stdint.h>

#include "base/pool.h"
#include "cmd/progress.h"
#include "cmd/worker.h"
#include "script/vm.h"
#include "site/route.h"
#include "site/search.h"
#include "site/sink.h"

struct rendering {
	const struct routes *routes;
	struct sink *sink;
	struct search *search;  /* NULL if there is none to make */
	struct worker *workers;
	struct progress *progress;
	/* the first page that reached a limit: none after it is tried */
	atomic_size_t last;
};

static void
end_at(struct rendering *r, size_t i)
{
	size_t last = atomic_load(&r->last);

	while (i < last && !atomic_compare_exchange_weak(&r->last, &last, i))
		;
}

static bool
render(struct rendering *r, struct worker *w, const struct route *route,
    struct diags *d)
{
	return vm_render(w->vm, route, &w->bytes, d) &&
	    sink_put(r->sink, route->path, buf_str(&w->bytes), d);
}

/* such a page alone is told of: what others say depends on who came first */
static void
keep_last(struct rendering *r, struct worker *w, size_t i, struct diags *d)
{
	end_at(r, i);
	if (i + 1 < r->routes->n)
		diag_note(d, MESSAGE_NO_MORE_PAGES, (span){0}, NO_WORDS);
	diags_done(&w->diags);
	w->diags = *d;
	w->last = i + 1;
}

static void
render_one(void *ctx, size_t worker, size_t i)
{
	struct rendering *r = ctx;
	struct worker *w = &r->workers[worker];
	const struct route *route = &r->routes->items[i];
	struct diags d = {0};

	if (i > atomic_load(&r->last) || !sink_wants(r->sink, route->path))
		return;
	if (render(r, w, route, &d) && r->search != NULL)
		search_add(r->search, search_entry(route),
		    buf_str(&w->bytes));
	if (vm_ended(w->vm))
		keep_last(r, w, i, &d);
	else
		diags_merge(&w->diags, &d);
	progress_add(r->progress, 1);
}

static void
drop_others(struct rendering *r, size_t workers)
{
	const size_t last = atomic_load(&r->last);
	struct worker *w = r->workers;

	for (; last < SIZE_MAX && w < r->workers + workers; w++)
		if (w->last != last + 1) {
			diags_done(&w->diags);
			w->diags = (struct diags){0};
		}
}

static void
render_all(struct rendering *r, const struct vm_site *s, size_t workers,
    struct diags *d)
{
	r->workers = workers_new(workers);
	for (size_t i = 0; i < workers; i++)
		r->workers[i].vm = vm_new(s);
	atomic_init(&r->last, SIZE_MAX);
	pool_run(workers, s->routes->n, render_one, r);
	drop_others(r, workers);
	workers_free(r->workers, workers, d);
}

/* as many as somebody waits for */
static size_t
count(const struct routes *routes, const struct sink *sink,
    const struct progress *progress)
{
	size_t n = 0;

	for (size_t i = 0; progress != NULL && i < routes->n; i++)
		n += sink_wants(sink, routes->items[i].path);
	return n;
}

bool
pages_put(const struct vm_site *s, size_t workers, struct sink *sink,
    struct progress *progress, struct diags *d)
{
	struct rendering r = {.routes = s->routes, .sink = sink,
	    .progress = progress};
	const size_t before = d->errors;

	if (search_is_wanted(s->routes, sink))
		r.search = search_new(sink);
	progress_enter(progress, PHASE_PAGES, count(s->routes, sink,
	    progress));
	render_all(&r, s, workers, d);
	progress_enter(progress, PHASE_SEARCH, 0);
	if (r.search != NULL && d->errors == before)
		search_put(r.search, d);
	search_free(r.search);
	return d->errors == before;
}
