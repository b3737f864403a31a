#include "cmd/pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/pool.h"
#include "cmd/options.h"
#include "script/rules.h"
#include "script/theme.h"
#include "script/vm.h"
#include "site/config.h"
#include "site/data.h"
#include "site/sheet.h"
#include "site/sink.h"
#include "site/status_data.h"

/* Everything that pages are made of, in the order in which it is loaded. */
struct pipeline {
	const struct options *options;
	struct arena arena;
	struct config config;
	struct model model;
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

	if (path == NULL)
		return diag(d, MESSAGE_THEME_MISSING, (span){0},
		    WORDS(s->config.theme));
	return theme_load(&s->theme, path, d);
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

	if (vm_render(w->vm, route, &w->bytes, &w->diags))
		sink_put(r->sink, route->path, buf_str(&w->bytes), &w->diags);
}

static bool
render(const struct pipeline *s, struct sink *sink, struct diags *d)
{
	const size_t workers = s->options->workers;
	struct vm_site view = {&s->config, &s->model, &s->routes, &s->theme,
	    &s->sheets};
	struct rendering r = {&s->routes, sink, workers_new(workers)};
	size_t before = d->errors;

	for (size_t i = 0; i < workers; i++)
		r.workers[i].vm = vm_new(&view);
	pool_run(workers, s->routes.n, render_one, &r);
	workers_free(r.workers, workers, d);
	return d->errors == before;
}

/* ---- what is no page ------------------------------------------------------ */

struct putting {
	const struct pipeline *pipeline;
	struct sink *sink;
	struct worker *workers;
};

static void
put_below(const struct putting *r, struct worker *w, const struct plan *p,
    const char *name, const char *tail)
{
	struct arena a = {0};

	sink_put(r->sink, str_printf(&a, STR_FMT "/data/%s%s",
	    STR_ARG(p->entity.id), name, tail), buf_str(&w->bytes),
	    &w->diags);
	arena_done(&a);
	w->bytes.n = 0;
}

static void
put_plan(void *ctx, size_t worker, size_t i)
{
	struct putting *r = ctx;
	struct worker *w = &r->workers[worker];
	const struct pipeline *s = r->pipeline;
	const struct plan *p = (const struct plan *)s->model.plans.items[i];
	const struct sheet *sheet = s->sheets.items;

	data_plan(p, &s->routes, &w->bytes);
	put_below(r, w, p, "plan", ".json");
	status_data(p, &w->bytes);
	put_below(r, w, p, "status", ".json");
	for (; sheet < s->sheets.items + s->sheets.n; sheet++)
		if (sheet_print(sheet, p, &s->routes, &w->bytes) > 0)
			put_below(r, w, p, sheet->name.p, ".csv");
}

static bool
put_data(const struct pipeline *s, struct sink *sink, struct diags *d)
{
	const size_t workers = s->options->workers;
	struct putting r = {s, sink, workers_new(workers)};
	size_t before = d->errors;

	pool_run(workers, s->model.plans.n, put_plan, &r);
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
		ok &= sink_copy(sink, s->theme.assets[i].path,
		    s->theme.assets[i].from, d);
	for (i = 0; i < s->model.plans.n; i++) {
		p = (const struct plan *)s->model.plans.items[i];
		for (k = 0; k < p->nfiles; k++) {
			path = str_printf(&a, STR_FMT "/files/" STR_FMT,
			    STR_ARG(p->entity.id), STR_ARG(p->files[k].path));
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
		.release = o->release
	};
	bool ok;

	ok = config_load(&s->arena, below(&s->arena, o->folder, "site.yaml"),
	    &s->config, d);
	if (!io_is_folder(m.content))
		return diag(d, MESSAGE_SITE_EMPTY, (span){0},
		    WORDS(str_of(o->folder)));
	ok &= load_theme(s, d);
	ok &= load_model(s, &m, d);
	ok &= routes_plan(&s->arena, &s->model, s->theme.rules,
	    s->theme.nrules, &s->routes, d);
	sheets_plan(&s->arena, &s->sheets);
	arena_seal(&s->arena);
	return ok;
}

bool
pipeline_render(struct pipeline *s, struct sink *sink, struct diags *d)
{
	return render(s, sink, d) && put_data(s, sink, d) &&
	    put_files(s, sink, d);
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
