#include "cmd/extras.h"

#include "base/pool.h"
#include "cmd/progress.h"
#include "cmd/worker.h"
#include "script/theme.h"
#include "script/vm.h"
#include "site/config.h"
#include "site/data.h"
#include "site/feed.h"
#include "site/sheet_size.h"
#include "site/sink.h"
#include "site/status_data.h"
#include "site/variant.h"

struct putting {
	const struct vm_site *site;
	struct sink *sink;
	struct worker *workers;
	struct progress *progress;
};

static void
put(const struct putting *p, struct worker *w, str path)
{
	sink_put(p->sink, path, buf_str(&w->bytes), &w->diags);
	w->bytes.n = 0;
	progress_add(p->progress, 1);
}

/* ---- old addresses ---------------------------------------------------------- */

/* one variant of a page that leads to the page of an entity in it */
static void
put_way(const struct putting *p, struct worker *w, const struct entity *e,
    str from, const struct route *to)
{
	const struct vm_site *s = p->site;
	const str language = to->variant == VARIANT_EN ? STR("en") :
	    STR("ja");
	str title;

	if (!sink_wants(p->sink, from))
		return;
	title = lexicon_find(&s->model->lexicon, to->variant, e->title);
	feed_alias(s->config, language, title.n > 0 ? title : e->title, from,
	    to->path, &w->bytes);
	put(p, w, from);
}

static void
put_alias(const struct putting *p, struct worker *w, const struct entity *e,
    str path)
{
	const struct routes *routes = p->site->routes;
	const struct route *to;
	struct buf from = {0};

	for (enum variant v = VARIANT_MAIN; v < VARIANT_COUNT; v++) {
		to = variant_find(routes, route_url(routes, e), v);
		from.n = 0;
		variant_path(path, v, &from);
		if (to != NULL)
			put_way(p, w, e, buf_str(&from), to);
	}
	buf_done(&from);
}

static void
put_aliases_of(const struct putting *p, struct worker *w,
    const struct entity *e)
{
	struct arena a = {0};

	for (size_t i = 0; i < e->aliases.n; i++)
		put_alias(p, w, e, str_printf(&a, STR_FMT "/%s/" STR_FMT
		    ".html", STR_ARG(e->plan->entity.id), e->kind->folder,
		    STR_ARG(e->aliases.items[i])));
	arena_done(&a);
}

/* of what has a page of its own */
static void
put_aliases(const struct putting *p, struct worker *w,
    const struct plan *plan)
{
	for (size_t k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; kinds[k]->pages == PAGES_EACH &&
		    i < plan->lists[k].n; i++)
			put_aliases_of(p, w, plan->lists[k].items[i]);
}

/* ---- data ------------------------------------------------------------------- */

static void
put_model(const struct putting *p, struct worker *w, const struct plan *plan,
    str path)
{
	const struct vm_site *s = p->site;

	if (!sink_wants(p->sink, path))
		return;
	if (sink_reads(p->sink, path))
		data_plan(plan, &s->model->lexicon, s->routes, &w->bytes);
	put(p, w, path);
}

static void
put_status(const struct putting *p, struct worker *w,
    const struct plan *plan, str path)
{
	if (!sink_wants(p->sink, path))
		return;
	if (sink_reads(p->sink, path))
		status_data(plan, &w->bytes);
	put(p, w, path);
}

/* what it says, or else only whether it says anything */
static bool
print(const struct putting *p, struct worker *w, const struct plan *plan,
    size_t i, str path)
{
	const struct vm_site *s = p->site;

	return sink_reads(p->sink, path) ? sheet_print(&s->sheets->items[i],
	    plan, s->routes, &w->bytes) > 0 : sheet_sizes_of(s->sizes,
	    s->sheets, plan, s->routes)[i].rows > 0;
}

/* unless it has no rows */
static void
put_sheet(const struct putting *p, struct worker *w, const struct plan *plan,
    size_t i, str path)
{
	if (sink_wants(p->sink, path) && print(p, w, plan, i, path))
		put(p, w, path);
}

/* the data of a plan: its model, where it stands, its sheets */
static void
put_data(const struct putting *p, struct worker *w, const struct plan *plan)
{
	const struct sheets *sheets = p->site->sheets;
	struct arena a = {0};
	const str id = plan->entity.id;

	put_model(p, w, plan, str_printf(&a, STR_FMT "/data/plan.json",
	    STR_ARG(id)));
	put_status(p, w, plan, str_printf(&a, STR_FMT "/data/status.json",
	    STR_ARG(id)));
	for (size_t i = 0; i < sheets->n; i++)
		put_sheet(p, w, plan, i, str_printf(&a, STR_FMT "/data/"
		    STR_FMT ".csv", STR_ARG(id),
		    STR_ARG(sheets->items[i].name)));
	arena_done(&a);
}

/* ---- feeds, which need addresses that hold anywhere ----------------------------- */

/* of a plan (NULL: of the site), unless nothing was updated */
static void
put_feed(const struct putting *p, struct worker *w, const struct plan *plan,
    str path)
{
	const struct vm_site *s = p->site;

	if (s->config->base_url.n > 0 && sink_wants(p->sink, path) &&
	    feed_atom(s->config, s->model, plan, s->routes, &w->bytes))
		put(p, w, path);
}

static void
put_sitemap(const struct putting *p, struct worker *w, str path)
{
	const struct vm_site *s = p->site;

	if (s->config->base_url.n == 0 || !sink_wants(p->sink, path))
		return;
	if (sink_reads(p->sink, path))
		feed_sitemap(s->config, s->routes, &w->bytes);
	put(p, w, path);
}

static void
put_plan(void *ctx, size_t worker, size_t i)
{
	const struct putting *p = ctx;
	struct worker *w = &p->workers[worker];
	const struct plan *plan =
	    (const struct plan *)p->site->model->plans.items[i];
	struct arena a = {0};

	put_aliases(p, w, plan);
	put_feed(p, w, plan, str_printf(&a, STR_FMT "/feed.xml",
	    STR_ARG(plan->entity.id)));
	put_data(p, w, plan);
	arena_done(&a);
}

static void
put_made(struct putting *p, size_t workers, struct diags *d)
{
	progress_enter(p->progress, PHASE_DATA, 0);
	p->workers = workers_new(workers);
	pool_run(workers, p->site->model->plans.n, put_plan, p);
	put_sitemap(p, &p->workers[0], STR("sitemap.xml"));
	put_feed(p, &p->workers[0], NULL, STR("feed.xml"));
	workers_free(p->workers, workers, d);
}

/* ---- files --------------------------------------------------------------------- */

static bool
copy(const struct putting *p, str path, const char *folder, const char *from,
    struct diags *d)
{
	if (!sink_wants(p->sink, path))
		return true;
	progress_add(p->progress, 1);
	return sink_copy(p->sink, path, folder, from, d);
}

static bool
copy_attachments(const struct putting *p, const struct plan *plan,
    const char *content, struct diags *d)
{
	struct arena a = {0};
	bool ok = true;
	str path;

	for (size_t i = 0; i < plan->nfiles; i++) {
		path = str_printf(&a, STR_FMT "/files/" STR_FMT,
		    STR_ARG(plan->entity.id), STR_ARG(plan->files[i].path));
		ok &= copy(p, path, content, str_printf(&a, "%s/" STR_FMT,
		    content, STR_ARG(path)).p, d);
	}
	arena_done(&a);
	return ok;
}

static bool
copy_all(const struct putting *p, const char *content, struct diags *d)
{
	const struct theme *t = p->site->theme;
	const struct entities *plans = &p->site->model->plans;
	bool ok = true;

	progress_enter(p->progress, PHASE_FILES, 0);
	for (size_t i = 0; i < t->nassets; i++)
		ok &= copy(p, t->assets[i].path, t->assets[i].folder,
		    t->assets[i].from, d);
	for (size_t i = 0; i < plans->n; i++)
		ok &= copy_attachments(p,
		    (const struct plan *)plans->items[i], content, d);
	return ok;
}

/* ---- public ---------------------------------------------------------------------- */

bool
extras_put(const struct vm_site *s, const char *content, size_t workers,
    struct sink *sink, struct progress *progress, struct diags *d)
{
	struct putting p = {.site = s, .sink = sink, .progress = progress};
	const size_t before = d->errors;

	put_made(&p, workers, d);
	return d->errors == before && copy_all(&p, content, d);
}
