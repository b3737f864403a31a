#include "cmd/pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "base/memory.h"
#include "cmd/extras.h"
#include "cmd/options.h"
#include "cmd/pages.h"
#include "cmd/progress.h"
#include "cmd/shared_theme.h"
#include "cmd/site_above.h"
#include "model/check_translation.h"
#include "script/rules.h"
#include "script/theme_check.h"
#include "script/vm.h"
#include "site/audit.h"
#include "site/config.h"
#include "site/data.h"
#include "site/judge.h"
#include "site/sheet_size.h"
#include "site/sink.h"
#include "site/variant.h"

/* Everything that pages are made of, in the order in which it is loaded. */
struct pipeline {
	const struct options *options;
	const struct map *unsaved;      /* NULL: none */
	struct progress *progress;      /* NULL: nobody looks */
	struct arena arena;
	const char *content;            /* the folder */
	struct config config;
	struct model model;
	const char *theme_folder;       /* NULL: not found */
	const char *theme_root;         /* the site's folder, or its own */
	struct shared_theme *theme;
	const struct pipeline *older;   /* NULL: none */
	struct routes routes;
	struct sheets sheets;
	struct sheet_sizes *sizes;      /* NULL: not loaded */
};

/* ---- loading ------------------------------------------------------------ */

static const char *
below(struct arena *a, const char *folder, const char *name)
{
	if (strcmp(folder, ".") == 0)
		return name;
	return str_printf(a, "%s/%s", folder, name).p;
}

static bool
tell_theme(const struct pipeline *s, enum message m, struct diags *d)
{
	return diag(d, m, s->config.theme_at, WORDS(s->config.theme));
}

/* the program's own: installed, or as it is built */
static const char *
find_own_theme(struct pipeline *s)
{
	static const char *const places[] = {
		"../share/keikaku/themes", "../themes", "../../themes"
	};
	struct arena *a = &s->arena;
	const char *path;
	str program;

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

/* in themes/ of the site, else of the program; NULL after a message */
static const char *
find_theme(struct pipeline *s, const char *folder, struct diags *d)
{
	const char *path = str_printf(&s->arena, "%s/" STR_FMT,
	    below(&s->arena, folder, "themes"), STR_ARG(s->config.theme)).p;

	/* its name has been refused */
	if (s->config.theme.n == 0)
		return NULL;
	s->theme_root = folder;
	if (!io_is_folder(path)) {
		s->theme_root = path = find_own_theme(s);
		if (path == NULL)
			tell_theme(s, MESSAGE_THEME_MISSING, d);
		return path;
	}
	return io_is_inside(folder, path) ||
	    tell_theme(s, MESSAGE_THEME_OUTSIDE, d) ? path : NULL;
}

static bool
load_theme(struct pipeline *s, struct diags *d)
{
	const char *site = s->options->folder;
	const char *path = find_theme(s, site, d);
	bool ok = true;

	s->theme_folder = path;
	if (s->older != NULL)
		s->theme = shared_theme_hold(s->older->theme, site, path);
	if (s->theme == NULL)
		s->theme = shared_theme_load(site, path, s->theme_root, d,
		    &ok);
	return ok && path != NULL;
}

/* what is to be asked only once there is one */
static const struct theme *
theme_of(const struct pipeline *s)
{
	return shared_theme(s->theme);
}

/* the bytes of site.yaml come from an editor, if it has them */
static bool
load_config(struct pipeline *s, struct diags *d)
{
	const char *path = below(&s->arena, s->options->folder, "site.yaml");
	const str *unsaved = s->unsaved == NULL ? NULL :
	    map_get(s->unsaved, str_of(path));

	return config_load(&s->arena, path, unsaved, &s->config, d);
}

/* the site's own rules of status stand in its theme */
static bool
load_model(struct pipeline *s, struct diags *d)
{
	const struct options *o = s->options;
	struct rules *rules = rules_new(theme_of(s), &s->config, d);
	const struct status_hooks hooks = rules_hooks(rules);
	const struct model_options m = {
		.content = s->content, .workers = o->workers,
		.draft = o->draft, .release = o->release,
		.as_of = o->date.kind != YEAR_NONE ? o->date :
		    s->config.as_of,
		.hooks = &hooks, .unsaved = s->unsaved,
		.translations = &s->config.translations,
		.open = &s->config.open,
		.older = s->older != NULL ? &s->older->model : NULL
	};
	const bool ok = model_load(&s->model, &m, d);

	rules_free(rules);
	progress_add(s->progress, s->model.n);
	return ok;
}

/* what is published where */
static bool
plan_site(struct pipeline *s, struct diags *d)
{
	const bool ok = routes_plan(&s->arena, &s->model, theme_of(s)->rules,
	    theme_of(s)->nrules, &s->routes, d);

	variants_plan(&s->arena, &s->model, &s->config, &s->routes, d);
	sheets_plan(&s->arena, &s->sheets);
	s->sizes = sheet_sizes_new(s->model.end);
	arena_seal(&s->arena);
	return ok;
}

/* one that holds no content: perhaps it is inside of a site's */
static bool
refuse_folder(struct pipeline *s, struct diags *d)
{
	const char *folder = s->options->folder;
	bool config = io_exists(below(&s->arena, folder, "site.yaml"));
	str above = {0};

	if (config)
		load_config(s, d);
	else
		above = site_above(&s->arena, folder, NULL);
	diag(d, config ? MESSAGE_SITE_EMPTY : MESSAGE_SITE_NONE, (span){0},
	    WORDS(str_of(folder)));
	if (above.n > 0)
		diag_fix(d, MESSAGE_SITE_ABOVE, WORDS(above));
	return false;
}

static bool
load(struct pipeline *s, struct diags *d)
{
	bool ok;

	s->content = below(&s->arena, s->options->folder, "content");
	if (!io_is_folder(s->content))
		return refuse_folder(s, d);
	ok = load_config(s, d);
	progress_enter(s->progress, PHASE_THEME, 0);
	ok &= load_theme(s, d);
	progress_enter(s->progress, PHASE_CONTENT, 0);
	ok &= load_model(s, d);
	return plan_site(s, d) && ok;
}

static struct vm_site
site_of(const struct pipeline *s)
{
	return (struct vm_site){&s->config, &s->model, &s->routes, theme_of(s),
	    &s->sheets, s->sizes};
}

/* ---- public ---------------------------------------------------------------- */

struct pipeline *
pipeline_new(const struct options *o)
{
	struct pipeline *p = memory_new(1, sizeof(*p));

	p->options = o;
	p->arena.pages = true;
	return p;
}

void
pipeline_unsaved(struct pipeline *s, const struct map *texts)
{
	s->unsaved = texts;
}

void
pipeline_progress(struct pipeline *s, struct progress *progress)
{
	s->progress = progress;
}

void
pipeline_keep(struct pipeline *s, const struct pipeline *older)
{
	s->older = older;
}

bool
pipeline_load(struct pipeline *s, struct diags *d)
{
	const size_t before = d->errors;
	const bool ok = load(s, d);

	s->older = NULL;
	judge_accepted(&s->model, d);
	judge_levels(&s->config, d);
	judge_codes(&s->config, d);
	return ok && d->errors == before;
}

bool
pipeline_render(struct pipeline *s, struct sink *sink, struct diags *d)
{
	const struct vm_site site = site_of(s);
	const size_t workers = s->options->workers;

	return pages_put(&site, workers, sink, s->progress, d) &&
	    extras_put(&site, s->content, workers, sink, s->progress, d);
}

/* loading has been judged */
bool
pipeline_check(struct pipeline *s, struct sink *sink, struct sink *audited,
    struct audit *audit, struct diags *d)
{
	if (!pipeline_load(s, d))
		return false;
	check_translations(&s->model, d);
	if (pipeline_render(s, sink, d) && sink_commit(audited, d)) {
		progress_enter(s->progress, PHASE_LINKS, 0);
		audit_report(audit, s->options->workers, d);
	}
	judge_levels(&s->config, d);
	return true;
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
	const struct vm_site site = site_of(s);

	return extras_put(&site, s->content, 1, sink, NULL, d);
}

struct vm *
pipeline_vm(const struct pipeline *s)
{
	const struct vm_site site = site_of(s);

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
	if (s->theme != NULL)
		theme_raw(theme_of(s), out);
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

const struct config *
pipeline_config(const struct pipeline *s)
{
	return &s->config;
}

struct pipeline_count
pipeline_count(const struct pipeline *s)
{
	return (struct pipeline_count){s->model.plans.n, s->routes.n};
}

void
pipeline_free(struct pipeline *s)
{
	shared_theme_drop(s->theme);
	sheet_sizes_free(s->sizes);
	model_done(&s->model);
	arena_done(&s->arena);
	free(s);
}
