#include "cmd/pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/map.h"
#include "base/pool.h"
#include "cmd/options.h"
#include "model/check_translation.h"
#include "script/rules.h"
#include "script/theme.h"
#include "script/theme_check.h"
#include "script/vm.h"
#include "site/audit.h"
#include "site/config.h"
#include "site/data.h"
#include "site/feed.h"
#include "site/judge.h"
#include "site/search.h"
#include "site/sheet_print.h"
#include "site/sink.h"
#include "site/status_data.h"
#include "site/variant.h"

/* Everything that pages are made of, in the order in which it is loaded. */
struct pipeline {
	const struct options *options;
	const struct map *unsaved;      /* NULL: none */
	struct arena arena;
	struct config config;
	struct model model;
	const char *theme_folder;       /* NULL: not found */
	struct theme theme;
	struct routes routes;
	struct sheets sheets;
};

/* ---- loading ------------------------------------------------------------ */

static const char *
below(struct arena *a, const char *folder, const char *name)
{
	if (strcmp(folder, ".") == 0)
		return name;
	return str_printf(a, "%s/%s", folder, name).p;
}

/* themes/ of the site, else the program's own: installed, or as it is built */
static const char *
find_theme(struct pipeline *s, const char *folder)
{
	static const char *const places[] = {
		"../share/keikaku/themes", "../themes", "../../themes"
	};
	struct arena *a = &s->arena;
	const char *path;
	str program;

	path = str_printf(a, "%s/" STR_FMT, below(a, folder, "themes"),
	    STR_ARG(s->config.theme)).p;
	if (io_is_folder(path))
		return path;
	if (!io_program_folder(a, &program))
		return NULL;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		path = str_printf(a, STR_FMT "/%s/" STR_FMT, STR_ARG(program),
		    places[i], STR_ARG(s->config.theme)).p;
		if (io_is_folder(path))
			return io_absolute(a, path, &program) ? program.p :
			    path;
	}
	return NULL;
}

static bool
load_theme(struct pipeline *s, struct diags *d)
{
	const char *path = find_theme(s, s->options->folder);

	s->theme_folder = path;
	if (path == NULL)
		diag(d, MESSAGE_THEME_MISSING, (span){0},
		    WORDS(s->config.theme));
	return theme_load(&s->theme, s->options->folder, path, d) &&
	    path != NULL;
}

/* ---- rendering ----------------------------------------------------------- */

struct worker {
	struct vm *vm;          /* NULL where nothing is rendered */
	struct buf bytes;
	struct diags diags;
};

struct rendering {
	const struct routes *routes;
	struct sink *sink;
	struct search *search;  /* NULL if the theme has no page for it */
	struct worker *workers;
};

static struct worker *
workers_new(size_t n)
{
	struct worker *w = calloc(n, sizeof(*w));

	if (w == NULL)
		abort();
	return w;
}

static void
workers_free(struct worker *w, size_t n, struct diags *d)
{
	for (size_t i = 0; i < n; i++) {
		diags_merge(d, &w[i].diags);
		buf_done(&w[i].bytes);
		if (w[i].vm != NULL)
			vm_free(w[i].vm);
	}
	free(w);
}

static void
render_one(void *ctx, size_t worker, size_t i)
{
	struct rendering *r = ctx;
	struct worker *w = &r->workers[worker];
	const struct route *route = &r->routes->items[i];

	if (!sink_wants(r->sink, route->path) ||
	    !vm_render(w->vm, route, &w->bytes, &w->diags))
		return;
	sink_put(r->sink, route->path, buf_str(&w->bytes), &w->diags);
	if (r->search != NULL)
		search_add(r->search, route, buf_str(&w->bytes));
}

/* an index is worth its bytes if a page of the theme searches in it */
static struct search *
open_search(const struct routes *routes, struct sink *sink)
{
	for (size_t i = 0; i < routes->n; i++)
		if (str_eq(routes->items[i].layout, STR("search")))
			return search_new(sink);
	return NULL;
}

static void
put_search(struct rendering *r, bool ok, struct diags *d)
{
	if (r->search == NULL)
		return;
	if (ok)
		search_put(r->search, d);
	search_free(r->search);
}

static bool
render(const struct pipeline *s, struct sink *sink, struct diags *d)
{
	const size_t workers = s->options->workers;
	struct rendering r = {&s->routes, sink, open_search(&s->routes, sink),
	    workers_new(workers)};
	size_t before = d->errors;

	for (size_t i = 0; i < workers; i++)
		r.workers[i].vm = pipeline_vm(s);
	pool_run(workers, s->routes.n, render_one, &r);
	workers_free(r.workers, workers, d);
	put_search(&r, d->errors == before, d);
	return d->errors == before;
}

/* ---- what is no page ------------------------------------------------------ */

struct putting {
	const struct pipeline *pipeline;
	struct sink *sink;
	struct worker *workers;
};

/* is it worth making? */
static bool
wants(const struct putting *r, str path)
{
	return sink_wants(r->sink, path);
}

static void
put_at(const struct putting *r, struct worker *w, str path)
{
	sink_put(r->sink, path, buf_str(&w->bytes), &w->diags);
	w->bytes.n = 0;
}

/* to each page of an entity, from where it would have been */
static void
put_alias(const struct putting *r, struct worker *w, const struct entity *e,
    str path)
{
	const struct pipeline *s = r->pipeline;
	const struct route *to;
	struct buf from = {0};
	str title;
	enum variant v;

	for (v = VARIANT_MAIN; v < VARIANT_COUNT; v++) {
		to = variant_find(&s->routes, route_url(&s->routes, e), v);
		if (to == NULL)
			continue;
		from.n = 0;
		variant_path(path, v, &from);
		if (!wants(r, buf_str(&from)))
			continue;
		title = lexicon_find(&s->model.lexicon, to->variant, e->title);
		feed_alias(&s->config, to->variant == VARIANT_EN ? STR("en") :
		    STR("ja"), title.n > 0 ? title : e->title, buf_str(&from),
		    to->path, &w->bytes);
		put_at(r, w, buf_str(&from));
	}
	buf_done(&from);
}

/* old addresses of what has a page of its own */
static void
put_aliases(const struct putting *r, struct worker *w, const struct plan *p)
{
	const struct entity *e;
	struct arena a = {0};
	str path;

	for (size_t k = 0; k < KIND_COUNT; k++)
		for (size_t i = 0; kinds[k]->pages == PAGES_EACH &&
		    i < p->lists[k].n; i++) {
			e = p->lists[k].items[i];
			for (size_t n = 0; n < e->aliases.n; n++) {
				path = str_printf(&a, STR_FMT "/%s/" STR_FMT
				    ".html", STR_ARG(p->entity.id),
				    kinds[k]->folder,
				    STR_ARG(e->aliases.items[n]));
				put_alias(r, w, e, path);
			}
		}
	arena_done(&a);
}

/* the data of a plan: its model, where it stands, its sheets */
static void
put_data_of(const struct putting *r, struct worker *w, const struct plan *p)
{
	const struct pipeline *s = r->pipeline;
	const struct sheet *sheet = s->sheets.items;
	struct arena a = {0};
	const char *id = str_copy(&a, p->entity.id).p;
	str path;

	path = str_printf(&a, "%s/data/plan.json", id);
	if (wants(r, path)) {
		if (sink_reads(r->sink, path))
			data_plan(p, &s->model.lexicon, &s->routes, &w->bytes);
		put_at(r, w, path);
	}
	path = str_printf(&a, "%s/data/status.json", id);
	if (wants(r, path)) {
		if (sink_reads(r->sink, path))
			status_data(p, &w->bytes);
		put_at(r, w, path);
	}
	for (; sheet < s->sheets.items + s->sheets.n; sheet++) {
		path = str_printf(&a, "%s/data/" STR_FMT ".csv", id,
		    STR_ARG(sheet->name));
		if (wants(r, path) &&
		    sheet_print(sheet, p, &s->routes, &w->bytes) > 0)
			put_at(r, w, path);
	}
	arena_done(&a);
}

static void
put_plan(void *ctx, size_t worker, size_t i)
{
	struct putting *r = ctx;
	struct worker *w = &r->workers[worker];
	const struct pipeline *s = r->pipeline;
	const struct plan *p = (const struct plan *)s->model.plans.items[i];
	struct arena a = {0};
	str path = str_printf(&a, STR_FMT "/feed.xml", STR_ARG(p->entity.id));

	put_aliases(r, w, p);
	if (s->config.base_url.n > 0 && wants(r, path) &&
	    feed_atom(&s->config, &s->model, p, &s->routes, &w->bytes))
		put_at(r, w, path);
	put_data_of(r, w, p);
	arena_done(&a);
}

/* what tells of the whole site; it needs addresses that hold anywhere */
static void
put_site(const struct putting *r, struct worker *w)
{
	const struct pipeline *s = r->pipeline;

	if (s->config.base_url.n == 0)
		return;
	if (wants(r, STR("sitemap.xml"))) {
		feed_sitemap(&s->config, &s->routes, &w->bytes);
		put_at(r, w, STR("sitemap.xml"));
	}
	if (wants(r, STR("feed.xml")) &&
	    feed_atom(&s->config, &s->model, NULL, &s->routes, &w->bytes))
		put_at(r, w, STR("feed.xml"));
}

static bool
put_data(const struct pipeline *s, size_t workers, struct sink *sink,
    struct diags *d)
{
	struct putting r = {s, sink, workers_new(workers)};
	size_t before = d->errors;

	pool_run(workers, s->model.plans.n, put_plan, &r);
	put_site(&r, &r.workers[0]);
	workers_free(r.workers, workers, d);
	return d->errors == before;
}

static bool
put_files(const struct pipeline *s, struct sink *sink, struct diags *d)
{
	const char *folder = s->options->folder;
	const struct plan *p;
	struct arena a = {0};
	size_t i, k;
	bool ok = true;
	str path;

	for (i = 0; i < s->theme.nassets; i++)
		if (sink_wants(sink, s->theme.assets[i].path))
			ok &= sink_copy(sink, s->theme.assets[i].path,
			    s->theme.assets[i].from, d);
	for (i = 0; i < s->model.plans.n; i++) {
		p = (const struct plan *)s->model.plans.items[i];
		for (k = 0; k < p->nfiles; k++) {
			path = str_printf(&a, STR_FMT "/files/" STR_FMT,
			    STR_ARG(p->entity.id), STR_ARG(p->files[k].path));
			if (!sink_wants(sink, path))
				continue;
			ok &= sink_copy(sink, path, str_printf(&a,
			    "%s/" STR_FMT, below(&a, folder, "content"),
			    STR_ARG(path)).p, d);
		}
	}
	arena_done(&a);
	return ok;
}

/* ---- public ---------------------------------------------------------------- */

struct pipeline *
pipeline_new(const struct options *o)
{
	struct pipeline *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->options = o;
	return p;
}

void
pipeline_unsaved(struct pipeline *s, const struct map *texts)
{
	s->unsaved = texts;
}

/* the site's own rules of status stand in its theme */
static bool
load_model(struct pipeline *s, struct model_options *m, struct diags *d)
{
	struct rules *rules = rules_new(&s->theme, &s->config, d);
	const struct status_hooks hooks = rules_hooks(rules);
	bool ok;

	m->hooks = &hooks;
	ok = model_load(&s->model, m, d);
	rules_free(rules);
	return ok;
}

bool
pipeline_load(struct pipeline *s, struct diags *d)
{
	const struct options *o = s->options;
	struct model_options m = {
		.content = below(&s->arena, o->folder, "content"),
		.workers = o->workers, .draft = o->draft,
		.release = o->release, .unsaved = s->unsaved
	};
	const char *config = below(&s->arena, o->folder, "site.yaml");
	const size_t before = d->errors;
	bool ok;

	ok = config_load(&s->arena, config, s->unsaved != NULL ?
	    map_get(s->unsaved, str_of(config)) : NULL, &s->config, d);
	m.translations = &s->config.translations;
	m.as_of = o->date.kind != YEAR_NONE ? o->date : s->config.as_of;
	if (!io_is_folder(m.content))
		return diag(d, MESSAGE_SITE_EMPTY, (span){0},
		    WORDS(str_of(o->folder)));
	ok &= load_theme(s, d);
	ok &= load_model(s, &m, d);
	ok &= routes_plan(&s->arena, &s->model, s->theme.rules,
	    s->theme.nrules, &s->routes, d);
	variants_plan(&s->arena, &s->model, &s->config, &s->routes, d);
	sheets_plan(&s->arena, &s->sheets);
	arena_seal(&s->arena);
	judge_accepted(&s->model, d);
	judge_levels(&s->config, d);
	judge_codes(&s->config, d);
	return ok && d->errors == before;
}

void
pipeline_judge(const struct pipeline *s, struct diags *d)
{
	judge_levels(&s->config, d);
}

bool
pipeline_render(struct pipeline *s, struct sink *sink, struct diags *d)
{
	return render(s, sink, d) && put_data(s, s->options->workers, sink, d) &&
	    put_files(s, sink, d);
}

bool
pipeline_check(struct pipeline *s, struct sink *sink, struct sink *audited,
    struct audit *audit, struct diags *d)
{
	bool ok = pipeline_load(s, d);

	if (ok)
		check_translations(&s->model, d);
	if (ok && pipeline_render(s, sink, d) && sink_commit(audited, d))
		audit_report(audit, d);
	pipeline_judge(s, d);
	return ok;
}

void
pipeline_plan(const struct pipeline *s, size_t i, struct buf *out)
{
	data_plan((const struct plan *)s->model.plans.items[i],
	    &s->model.lexicon, &s->routes, out);
}

bool
pipeline_put(const struct pipeline *s, struct sink *sink, struct diags *d)
{
	return put_data(s, 1, sink, d) && put_files(s, sink, d);
}

struct vm *
pipeline_vm(const struct pipeline *s)
{
	const struct vm_site site = {&s->config, &s->model, &s->routes,
	    &s->theme, &s->sheets};

	return vm_new(&site);
}

const char *
pipeline_theme(const struct pipeline *s)
{
	return s->theme_folder;
}

void
pipeline_raw(const struct pipeline *s, struct buf *out)
{
	theme_raw(&s->theme, out);
}

const struct routes *
pipeline_routes(const struct pipeline *s)
{
	return &s->routes;
}

const struct model *
pipeline_model(const struct pipeline *s)
{
	return &s->model;
}

struct pipeline_count
pipeline_count(const struct pipeline *s)
{
	return (struct pipeline_count){s->model.plans.n, s->routes.n};
}

void
pipeline_free(struct pipeline *s)
{
	theme_done(&s->theme);
	model_done(&s->model);
	arena_done(&s->arena);
	free(s);
}
