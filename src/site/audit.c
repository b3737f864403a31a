#include "site/audit.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/pool.h"
#include "base/set.h"
#include "base/utf8.h"
#include "site/audit_page.h"
#include "site/sink.h"

struct audit {
	_Atomic(struct audit_page *) pages;     /* only ever grows */
};

/* ---- the sink ------------------------------------------------------------- */

static enum sink_result
keep(struct audit *a, struct audit_page *p)
{
	p->next = atomic_load(&a->pages);
	while (!atomic_compare_exchange_weak(&a->pages, &p->next, p))
		;
	return SINK_SAME;
}

static bool
is_page(str path)
{
	return str_ends(path, STR(".html"));
}

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	(void)d;
	return keep(ctx, audit_page_new(path, is_page(path) ? bytes :
	    (str){0}));
}

static enum sink_result
copy(void *ctx, str path, const char *folder, const char *from,
    struct diags *d)
{
	(void)folder, (void)from, (void)d;
	return keep(ctx, audit_page_new(path, (str){0}));
}

struct sink *
audit_sink(struct audit *a)
{
	static const struct sink_kind kind = {.put = put, .copy = copy,
	    .reads = is_page};

	return sink_new(&kind, a);
}

/* ---- all pages together ------------------------------------------------------ */

/* What the pages of a site hold together. */
struct places {
	struct set pages, anchors;
};

static void
gather(struct places *w, struct audit_page *const *all, size_t n)
{
	size_t anchors = 0, i, k;

	for (i = 0; i < n; i++)
		anchors += all[i]->nanchors;
	set_reserve(&w->pages, n);
	set_reserve(&w->anchors, anchors);
	for (i = 0; i < n; i++) {
		set_add(&w->pages, all[i]->key);
		for (k = 0; k < all[i]->nanchors; k++)
			set_add(&w->anchors, all[i]->anchors[k]);
	}
}

static void
check_links(const struct places *w, const struct audit_page *p, struct diags *d)
{
	const size_t most = d->errors + AUDIT_FINDINGS;
	const struct audit_link *l;

	for (l = p->links; l < p->links + p->nlinks &&
	    d->errors < most; l++)
		if (l->page != 0 && !set_has(&w->pages, l->page))
			diag(d, MESSAGE_PAGE_LINK, (span){0},
			    WORDS(p->path, audit_page_url(p, l)));
		else if (l->anchor != 0 && !set_has(&w->anchors, l->anchor))
			diag(d, MESSAGE_PAGE_ANCHOR, (span){0},
			    WORDS(p->path, audit_page_url(p, l)));
}

struct linking {
	const struct places *places;
	struct audit_page **pages;
	size_t n;
	struct diags *diags;    /* of each STRETCH of them */
};

enum { STRETCH = 256 };         /* pages */

static void
check_stretch(void *ctx, size_t worker, size_t i)
{
	struct linking *l = ctx;
	const size_t from = i * STRETCH;

	(void)worker;
	for (size_t k = from; k < l->n && k < from + STRETCH; k++)
		check_links(l->places, l->pages[k], &l->diags[i]);
}

static void
check_all_links(const struct places *w, struct audit_page **pages, size_t n,
    size_t workers, struct diags *d)
{
	const size_t stretches = (n + STRETCH - 1) / STRETCH;
	struct linking l = {w, pages, n, memory_new(stretches,
	    sizeof(*l.diags))};

	pool_run(workers, stretches, check_stretch, &l);
	for (size_t i = 0; i < stretches; i++)
		diags_merge(d, &l.diags[i]);
	free(l.diags);
}

/* ---- titles --------------------------------------------------------------- */

static int
by_path(const void *a, const void *b)
{
	return str_cmp((*(struct audit_page *const *)a)->path,
	    (*(struct audit_page *const *)b)->path);
}

/* those with a title that another has: the first so many of all from now on */
static size_t
keep_twins(struct audit_page **all, size_t n)
{
	struct set seen = {0}, twice = {0};
	size_t i, kept = 0;

	set_reserve(&seen, n);
	for (i = 0; i < n; i++)
		if (all[i]->title.n > 0 && !set_add(&seen, all[i]->named))
			set_add(&twice, all[i]->named);
	for (i = 0; i < n && twice.n > 0; i++)
		if (all[i]->title.n > 0 && set_has(&twice, all[i]->named))
			all[kept++] = all[i];
	set_done(&seen);
	set_done(&twice);
	return kept;
}

static void
tell_twins(struct audit_page **all, size_t n, struct diags *d)
{
	struct arena a = {0};
	struct map titles = {0};
	const struct audit_page *first;

	n = keep_twins(all, n);
	qsort(all, n, sizeof(*all), by_path);
	for (size_t i = 0; i < n; i++) {
		first = map_put(&titles, &a, str_printf(&a,
		    STR_FMT " " STR_FMT, STR_ARG(all[i]->language),
		    STR_ARG(all[i]->title)), all[i]);
		if (first != NULL)
			diag(d, MESSAGE_PAGE_TITLE, (span){0},
			    WORDS(first->path, all[i]->path, all[i]->title));
	}
	arena_done(&a);
}

/* threads put them in any order */
static struct audit_page **
list(const struct audit *a, size_t *n)
{
	struct audit_page **all, *p;
	size_t i = 0;

	*n = 0;
	for (p = atomic_load(&a->pages); p != NULL; p = p->next)
		++*n;
	all = memory_new(*n, sizeof(struct audit_page *));
	for (p = atomic_load(&a->pages); p != NULL; p = p->next)
		all[i++] = p;
	return all;
}

/* ---- public ------------------------------------------------------------------ */

struct audit *
audit_new(void)
{
	return memory_new(1, sizeof(struct audit));
}

bool
audit_report(struct audit *a, size_t workers, struct diags *d)
{
	struct places w = {0};
	size_t before = d->errors, n;
	struct audit_page **all = list(a, &n);

	for (size_t i = 0; i < n; i++)
		diags_merge(d, &all[i]->diags);
	gather(&w, all, n);
	check_all_links(&w, all, n, workers, d);
	tell_twins(all, n, d);
	set_done(&w.pages);
	set_done(&w.anchors);
	free(all);
	return d->errors == before;
}

/* A web address, and a page that links to it. */
struct outside {
	str url, page;
};

static int
by_url(const void *pa, const void *pb)
{
	const struct outside *a = pa, *b = pb;
	int c = str_cmp(a->url, b->url);

	return c != 0 ? c : str_cmp(a->page, b->page);
}

static struct outside *
list_outside(struct audit_page *const *pages, size_t npages, size_t *n)
{
	const struct audit_link *l;
	struct outside *all;
	size_t most = 0, i;

	*n = 0;
	for (i = 0; i < npages; i++)
		most += pages[i]->nlinks;
	all = memory_new(most, sizeof(*all));
	for (i = 0; i < npages; i++)
		for (l = pages[i]->links; l < pages[i]->links +
		    pages[i]->nlinks; l++)
			if (l->page == 0)
				all[(*n)++] = (struct outside){
				    audit_page_url(pages[i], l),
				    pages[i]->path};
	qsort(all, *n, sizeof(*all), by_url);
	return all;
}

void
audit_links(const struct audit *a, struct buf *out)
{
	size_t npages, n, i, to, on;
	struct audit_page **pages = list(a, &npages);
	struct outside *all = list_outside(pages, npages, &n);

	for (i = 0; i < n; i = to) {
		for (to = i, on = 0; to < n && str_eq(all[to].url,
		    all[i].url); to++)
			on += to == i || !str_eq(all[to].page,
			    all[to - 1].page);
		utf8_show_line(all[i].url, out);
		buf_printf(out, "\t%zu\t" STR_FMT "\n", on,
		    STR_ARG(all[i].page));
	}
	free(all);
	free(pages);
}

void
audit_free(struct audit *a)
{
	struct audit_page *p, *next;

	for (p = atomic_load(&a->pages); p != NULL; p = next) {
		next = p->next;
		audit_page_free(p);
	}
	free(a);
}
