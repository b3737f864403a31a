#include "cmd/preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/diag.h"
#include "base/map.h"
#include "base/thread.h"
#include "cmd/address.h"
#include "cmd/desk.h"
#include "cmd/edition.h"
#include "cmd/http.h"
#include "cmd/live.h"
#include "cmd/options.h"
#include "cmd/overlay.h"
#include "cmd/pipeline.h"
#include "cmd/watch.h"
#include "cmd/whole.h"
#include "model/draft.h"
#include "site/route.h"

enum { WAIT = 100, WAITS = 100, CHANGES_MOST = 500, EVENT_MOST = 256 };

struct preview {
	struct options options;
	struct watch *watch;
	struct http *http;
	size_t readings, states, css, script;
	long start;             /* tells one run from another */
	struct arena said_arena;
	struct map said;        /* what stands on the terminal */
	size_t nsaid;

	struct lock *lock;      /* of what follows, which others read */
	struct edition *now, *good;
	struct whole *whole;    /* the last that was finished */
	struct buf state, desk; /* state.json, and the desk */
	bool begun;             /* something was read, right or not */
	bool ending;
	char version[64];       /* of now */
};

/* What is known after a reading. */
struct report {
	const struct finding *findings;
	size_t nfindings, errors, warnings;
	struct buf changed, changes;    /* JSON, HTML */
	size_t nchanges;
	enum language language;
	unsigned load, render;
	bool finished;          /* all pages were made */
};

static unsigned
milliseconds_since(const struct timespec *from)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (unsigned)((t.tv_sec - from->tv_sec) * 1000 +
	    (t.tv_nsec - from->tv_nsec) / 1000000);
}

static const char *
say(const struct preview *p, const char *ja, const char *en)
{
	return p->options.language == LANGUAGE_JA ? ja : en;
}

/* ---- what is told ---------------------------------------------------------- */

static void
tell(struct preview *p)
{
	char event[EVENT_MOST];
	int n = snprintf(event, sizeof(event), "{\"version\":\"%s\","
	    "\"state\":\"%ld.%zu\",\"css\":\"%zu\",\"script\":\"%zu\"}",
	    p->version, p->start, p->states, p->css, p->script);

	if (p->http != NULL)
		http_tell(p->http, (str){event, (size_t)n});
}

static void
put_state(const struct preview *p, const struct report *r, struct buf *out)
{
	buf_printf(out, "{\"version\":\"%s\",\"errors\":%zu,\"warnings\":%zu,"
	    "\"load\":%u", p->version, r->errors, r->warnings, r->load);
	if (r->finished) {
		buf_printf(out, ",\"render\":%u,\"changed\":[", r->render);
		buf_put(out, buf_str(&r->changed));
		buf_puts(out, "]");
	} else
		buf_puts(out, ",\"render\":null,\"changed\":null");
	buf_puts(out, ",\n\"findings\":");
	overlay_put(r->findings, r->nfindings, p->options.editor, out);
	buf_puts(out, "}\n");
}

static void
publish(struct preview *p, const struct report *r)
{
	const struct desk desk = {
		.edition = p->now, .findings = r->findings,
		.nfindings = r->nfindings, .changes = buf_str(&r->changes),
		.nchanges = r->nchanges, .load = r->load,
		.render = r->render, .editor = p->options.editor,
		.language = p->options.language
	};
	struct buf state = {0}, page = {0}, old_state, old_page;

	put_state(p, r, &state);
	desk_put(&desk, &page);
	lock_take(p->lock);
	old_state = p->state;
	old_page = p->desk;
	p->state = state;
	p->desk = page;
	p->begun = true;
	lock_wake(p->lock);
	lock_give(p->lock);
	buf_done(&old_state);
	buf_done(&old_page);
	p->states++;
	tell(p);
}

/* on the terminal: what was not there before, and that all is well again */
static void
print(struct preview *p, const struct report *r)
{
	struct arena a = {0};
	struct map said = {0};
	struct buf text = {0};
	size_t n = 0;
	str one;

	for (size_t i = 0; i < r->nfindings; i++) {
		text.n = 0;
		finding_put(&r->findings[i], p->options.language, &text);
		one = str_copy(&a, buf_str(&text));
		if (map_get(&p->said, one) == NULL && n++ < DIAGS_MOST)
			fwrite(one.p, 1, one.n, stderr);
		map_put(&said, &a, one, p);
	}
	if (n > DIAGS_MOST)
		fprintf(stderr, say(p, "ほかに%zu件あります。\n",
		    "and %zu more.\n"), n - DIAGS_MOST);
	if (r->nfindings == 0 && p->nsaid > 0)
		fputs(say(p, "すべて直りました。\n", "All is mended.\n"),
		    stderr);
	p->nsaid = r->nfindings;
	arena_done(&p->said_arena);
	p->said_arena = a;
	p->said = said;
	buf_done(&text);
}

/* messages point into what was read: they are used up before it is freed */
static void
finish(struct preview *p, struct report *r, const struct diags *d, bool last)
{
	struct arena a = {0};

	r->findings = diags_findings(d, p->options.language, &a,
	    &r->nfindings);
	r->errors = r->warnings = 0;
	for (size_t i = 0; i < r->nfindings; i++)
		if (r->findings[i].level == LEVEL_ERROR)
			r->errors++;
		else
			r->warnings++;
	publish(p, r);
	if (last)
		print(p, r);
	r->findings = NULL;
	arena_done(&a);
}

/* ---- reading --------------------------------------------------------------- */

static void
count_change(void *ctx, str path, char how)
{
	struct report *r = ctx;

	if (r->nchanges++ >= CHANGES_MOST)
		return;
	if (r->changed.n > 0)
		buf_puts(&r->changed, ",");
	buf_json(&r->changed, path);
	desk_put_change(path, how, r->language, &r->changes);
}

/* make all pages: what is wrong with them, and what has changed? */
static bool
make_all(struct preview *p, struct pipeline *from, struct report *r,
    struct diags *d)
{
	struct timespec start;
	struct whole *whole, *old;

	clock_gettime(CLOCK_MONOTONIC, &start);
	whole = whole_make(from, p->watch, d);
	if (whole == NULL)
		return false;
	r->render = milliseconds_since(&start);
	r->finished = true;
	r->language = p->options.language;
	if (p->whole != NULL)
		whole_compare(whole, p->whole, count_change, r);
	lock_take(p->lock);
	old = p->whole;
	p->whole = whole;
	lock_wake(p->lock);
	lock_give(p->lock);
	whole_free(old);
	return true;
}

static void
set_now(struct preview *p, struct pipeline *from)
{
	struct edition *next = edition_new(from), *old;

	lock_take(p->lock);
	old = p->now;
	p->now = next;
	snprintf(p->version, sizeof(p->version), "%ld.%zu", p->start,
	    ++p->readings);
	lock_give(p->lock);
	edition_drop(old);
}

static void
set_good(struct preview *p)
{
	struct edition *old;

	lock_take(p->lock);
	old = p->good;
	p->good = edition_hold(p->now);
	lock_give(p->lock);
	edition_drop(old);
}

static void
look_at_changes(struct preview *p)
{
	lock_take(p->lock);
	p->css += watch_changed(p->watch, STR(".css"));
	p->script += watch_changed(p->watch, STR(".js"));
	lock_give(p->lock);
}

static void
show(struct preview *p, struct pipeline *next, struct report *r,
    struct diags *d)
{
	set_now(p, next);
	finish(p, r, d, false);
	if (!make_all(p, next, r, d))
		return;
	if (d->errors == 0)
		set_good(p);
	finish(p, r, d, true);
	if (!p->options.quiet)
		fprintf(stderr, say(p,
		    "読み込み%u ms、全ページ%u ms、変わったもの%zu\n",
		    "read in %u ms, all pages in %u ms, %zu changed\n"),
		    r->load, r->render, r->nchanges);
}

void
preview_load(struct preview *p)
{
	struct pipeline *next = pipeline_new(&p->options);
	struct report r = {0};
	struct diags d = {0};
	struct timespec start;
	bool ok;

	clock_gettime(CLOCK_MONOTONIC, &start);
	ok = pipeline_load(next, &d);
	r.load = milliseconds_since(&start);
	watch_theme(p->watch, pipeline_theme(next));
	look_at_changes(p);
	if (ok)
		show(p, next, &r, &d);
	else {
		finish(p, &r, &d, true);
		pipeline_free(next);
	}
	diags_done(&d);
	buf_done(&r.changed);
	buf_done(&r.changes);
}

/* ---- answers ------------------------------------------------------------------ */

static const struct {
	const char *end, *type;
} types[] = {
	{".html", "text/html; charset=utf-8"},
	{".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".json", "application/json"},
	{".csv", "text/csv; charset=utf-8"},
	{".xml", "application/xml"},
	{".svg", "image/svg+xml"}, {".png", "image/png"},
	{".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"},
	{".gif", "image/gif"}, {".webp", "image/webp"},
	{".avif", "image/avif"}, {".ico", "image/x-icon"},
	{".pdf", "application/pdf"}, {".txt", "text/plain; charset=utf-8"},
	{".md", "text/plain; charset=utf-8"},
	{".woff2", "font/woff2"}, {".woff", "font/woff"},
	{".zip", "application/zip"}
};

static const char *
type_of(str path)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_ends(path, str_of(types[i].end)))
			return types[i].type;
	return "application/octet-stream";
}

/* What a thread answers with, held while it does. */
struct view {
	struct preview *preview;
	struct edition *now, *good;
	struct live live;
	char version[64];
};

static void
open_view(struct preview *p, struct view *v)
{
	*v = (struct view){.preview = p};
	lock_take(p->lock);
	while (!p->begun && !p->ending)
		lock_wait(p->lock, 0);
	v->now = edition_hold(p->now);
	v->good = edition_hold(p->good);
	memcpy(v->version, p->version, sizeof(v->version));
	v->live = (struct live){.css = p->css, .script = p->script};
	lock_give(p->lock);
	v->live.version = str_of(v->version);
	v->live.editor = p->options.editor;
	v->live.language = p->options.language;
}

static void
close_view(struct view *v)
{
	edition_drop(v->now);
	edition_drop(v->good);
}

/* a page of the preview's own, where the site has none */
static void
put_notice(const struct view *v, const char *title, const struct diags *d,
    struct http_answer *a)
{
	struct arena arena = {0};
	struct buf page = {0}, text = {0};
	const struct finding *f;
	size_t n;

	buf_printf(&page, "<!doctype html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>%s</title>\n"
	    "<link rel=\"stylesheet\" href=\"/_keikaku/desk.css\">\n</head>\n"
	    "<body>\n<main>\n<h1>%s</h1>\n", say(v->preview, "ja", "en"),
	    title, title);
	f = diags_findings(d, v->live.language, &arena, &n);
	for (size_t i = 0; i < n; i++)
		finding_put(&f[i], v->live.language, &text);
	if (n > 0) {
		buf_puts(&page, "<pre>");
		buf_html(&page, buf_str(&text));
		buf_puts(&page, "</pre>\n");
	}
	buf_puts(&page, "<p><a href=\"/_keikaku/\">/_keikaku/</a></p>\n"
	    "</main>\n</body>\n</html>\n");
	a->type = types[0].type;
	live_put(&v->live, buf_str(&page), &a->bytes);
	buf_done(&page);
	buf_done(&text);
	arena_done(&arena);
}

static void
put_page(struct view *v, const struct route *route, const struct buf *html,
    struct http_answer *a)
{
	const struct entity *e = route->entity;

	v->live.at = e != NULL ? e->at : route->at;
	v->live.draft = (e != NULL && draft_is(e)) ||
	    (route->plan != NULL && draft_is(&route->plan->entity));
	a->type = types[0].type;
	live_put(&v->live, buf_str(html), &a->bytes);
}

/* false: the edition has nothing there */
static bool
answer_from(struct view *v, struct edition *e, str path, struct diags *d,
    struct http_answer *a)
{
	struct buf made = {0};
	enum edition_found found = EDITION_NOTHING;

	if (e != NULL)
		found = edition_make(e, path, &made, d);
	if (found == EDITION_MADE && edition_route(e, path) != NULL)
		put_page(v, edition_route(e, path), &made, a);
	else if (found == EDITION_MADE) {
		a->type = type_of(path);
		a->bytes = made;
		made = (struct buf){0};
	}
	buf_done(&made);
	return found == EDITION_MADE;
}

/* the search index: what was kept when all pages were made */
static bool
answer_kept(struct preview *p, str path, struct http_answer *a)
{
	bool found = false;

	if (!str_starts(path, STR("search/")))
		return false;
	lock_take(p->lock);
	for (int i = 0; i < WAITS && p->whole == NULL && !p->ending; i++)
		lock_wait(p->lock, WAIT);
	if (p->whole != NULL)
		found = whole_find(p->whole, path, &a->bytes);
	lock_give(p->lock);
	a->type = type_of(path);
	return found;
}

static void
answer_missing(struct view *v, str path, struct http_answer *a)
{
	struct arena arena = {0};
	struct diags d = {0};

	v->live.missing = true;
	a->status = 404;
	if (v->now == NULL) {
		v->live.missing = false;
		a->status = 503;
		put_notice(v, say(v->preview, "まだ表示できません",
		    "Nothing to show yet"), &d, a);
	} else if (edition_route(v->now, str_printf(&arena,
	    STR_FMT "/index.html", STR_ARG(path))) != NULL) {
		a->status = 301;
		a->type = types[0].type;
		buf_putc(&a->location, '/');
		buf_put(&a->location, path);
		buf_putc(&a->location, '/');
	} else if (!answer_from(v, v->now, STR("404.html"), &d, a))
		put_notice(v, say(v->preview, "ページがありません",
		    "No such page"), &d, a);
	diags_done(&d);
	arena_done(&arena);
}

static void
answer_site(struct view *v, str path, struct http_answer *a)
{
	struct diags d = {0}, older = {0};

	if (answer_from(v, v->now, path, &d, a) ||
	    answer_kept(v->preview, path, a))
		;
	else if (d.errors == 0)
		answer_missing(v, path, a);
	else if (!answer_from(v, v->good, path, &older, a)) {
		a->status = 500;
		put_notice(v, say(v->preview, "このページをつくれません",
		    "This page cannot be made"), &d, a);
	}
	diags_done(&d);
	diags_done(&older);
}

/* ---- the preview's own ----------------------------------------------------------- */

static void
answer_narrow(struct view *v, str query, struct http_answer *a)
{
	struct arena arena = {0};
	str path;

	if (address_path(&arena, str_printf(&arena, "/" STR_FMT,
	    STR_ARG(query)), &path))
		desk_put_narrow(path, v->live.language, &a->bytes);
	else
		a->status = 404;
	arena_done(&arena);
}

static void
answer_own(struct view *v, str name, str query, struct http_answer *a)
{
	struct preview *p = v->preview;
	str file;

	a->policy = "default-src 'self'; frame-ancestors 'self'; "
	    "base-uri 'none'; form-action 'none'";
	a->type = types[0].type;
	if (name.n == 0) {
		struct buf page = {0};

		lock_take(p->lock);
		buf_put(&page, buf_str(&p->desk));
		lock_give(p->lock);
		live_put(&v->live, buf_str(&page), &a->bytes);
		buf_done(&page);
	} else if (str_eq(name, STR("state.json"))) {
		a->type = "application/json";
		lock_take(p->lock);
		buf_put(&a->bytes, buf_str(&p->state));
		lock_give(p->lock);
	} else if (str_eq(name, STR("events")))
		a->type = "text/event-stream";
	else if (str_eq(name, STR("narrow")))
		answer_narrow(v, query, a);
	else if ((file = live_file(name, &a->type)).n > 0)
		buf_put(&a->bytes, file);
	else
		a->status = 404;
}

void
preview_answer(void *ctx, const struct http_request *r,
    struct http_answer *a)
{
	const str own = STR("_keikaku/");
	struct arena arena = {0};
	struct view v;
	str path = r->path;

	open_view(ctx, &v);
	a->status = 200;
	if (str_starts(path, own))
		answer_own(&v, str_slice(path, own.n, path.n), r->query, a);
	else {
		if (path.n == 0 || str_ends(path, STR("/")))
			path = str_printf(&arena, STR_FMT "index.html",
			    STR_ARG(path));
		answer_site(&v, path, a);
	}
	close_view(&v);
	arena_done(&arena);
}

/* ---- life --------------------------------------------------------------------------- */

struct preview *
preview_new(const struct options *o, struct watch *watch)
{
	struct preview *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->options = *o;
	/* who writes wants to see what is not done */
	p->options.draft = !o->release;
	p->watch = watch;
	p->start = (long)time(NULL);
	p->lock = lock_new();
	snprintf(p->version, sizeof(p->version), "%ld.0", p->start);
	return p;
}

void
preview_tell(struct preview *p, struct http *http)
{
	lock_take(p->lock);
	p->http = http;
	p->ending = http == NULL;
	lock_wake(p->lock);
	lock_give(p->lock);
}

void
preview_free(struct preview *p)
{
	edition_drop(p->now);
	edition_drop(p->good);
	whole_free(p->whole);
	buf_done(&p->state);
	buf_done(&p->desk);
	arena_done(&p->said_arena);
	lock_free(p->lock);
	free(p);
}
