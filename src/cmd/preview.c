#include "cmd/preview.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/diag.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/thread.h"
#include "base/utf8.h"
#include "cmd/desk.h"
#include "cmd/edition.h"
#include "cmd/http.h"
#include "cmd/options.h"
#include "cmd/overlay.h"
#include "cmd/pipeline.h"
#include "cmd/visit.h"
#include "cmd/watch.h"
#include "cmd/whole.h"

enum { CHANGES_MOST = 500, HEAD_START = 60 /* milliseconds */ };

struct preview {
	struct options options;
	struct watch *watch;
	struct http *http;
	size_t readings, states, css, script;
	long start;             /* tells one run from another */
	bool failed;            /* a page of now cannot be made */
	bool theme_changed;     /* since what now was made of */
	struct arena said_arena;
	struct map said;        /* what stands on the terminal */
	size_t nsaid;

	struct lock *lock;      /* of what follows, which others read */
	struct edition *now, *good;
	struct whole *whole;    /* the last that was finished */
	struct whole *titles;   /* asked for before there was one, or NULL */
	struct buf state, desk; /* state.json, and the desk's report */
	bool begun;             /* something was read, right or not */
	bool ending;
	char version[VERSION_MOST];     /* of now */
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

/* ---- what is told ------------------------------------------------------ */

static void
put_event(const struct preview *p, struct buf *out)
{
	buf_printf(out, "\"version\":\"%s\",\"state\":\"%ld.%zu\","
	    "\"css\":\"%zu\",\"script\":\"%zu\"", p->version, p->start,
	    p->states, p->css, p->script);
}

static void
tell(const struct preview *p)
{
	struct buf event = {0};

	if (p->http == NULL)
		return;
	buf_putc(&event, '{');
	put_event(p, &event);
	buf_putc(&event, '}');
	http_tell(p->http, buf_str(&event));
	buf_done(&event);
}

static void
put_state(const struct preview *p, const struct report *r, struct buf *out)
{
	buf_putc(out, '{');
	put_event(p, out);
	buf_printf(out, ",\n\"errors\":%zu,\"warnings\":%zu,\"load\":%u",
	    r->errors, r->warnings, r->load);
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
	const struct desk_report desk = {
		.findings = r->findings, .nfindings = r->nfindings,
		.changes = buf_str(&r->changes), .nchanges = r->nchanges,
		.load = r->load, .render = r->render,
		.editor = p->options.editor, .language = p->options.language
	};
	struct buf state = {0}, report = {0}, old_state, old_report;

	p->states++;
	put_state(p, r, &state);
	desk_put_report(&desk, &report);
	lock_take(p->lock);
	old_state = p->state;
	old_report = p->desk;
	p->state = state;
	p->desk = report;
	p->begun = true;
	lock_wake(p->lock);
	lock_give(p->lock);
	buf_done(&old_state);
	buf_done(&old_report);
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

/* ---- reading ----------------------------------------------------------- */

static void
count_change(void *ctx, str path, char how)
{
	struct report *r = ctx;
	struct buf shown = {0};

	if (r->nchanges++ >= CHANGES_MOST)
		return;
	if (r->changed.n > 0)
		buf_puts(&r->changed, ",");
	utf8_show_line(path, &shown);
	buf_json(&r->changed, buf_str(&shown));
	buf_done(&shown);
	desk_put_change(path, how, r->language, &r->changes);
}

/* pages that search in titles are told to search in all */
static void
set_whole(struct preview *p, struct whole *next)
{
	struct whole *old, *titles;

	lock_take(p->lock);
	old = p->whole;
	titles = p->titles;
	p->whole = next;
	p->titles = NULL;
	p->script += titles != NULL;
	lock_give(p->lock);
	whole_free(old);
	whole_free(titles);
}

/* make all pages: what is wrong with them, and what has changed? */
static bool
make_all(struct preview *p, struct pipeline *from, struct report *r,
    struct diags *d)
{
	struct timespec start;
	struct whole *whole;

	clock_gettime(CLOCK_MONOTONIC, &start);
	whole = whole_make(from, p->watch, d);
	if (whole == NULL)
		return false;
	r->render = milliseconds_since(&start);
	r->finished = true;
	r->language = p->options.language;
	if (p->whole != NULL)
		whole_compare(whole, p->whole, count_change, r);
	set_whole(p, whole);
	return true;
}

static void
set_now(struct preview *p, struct pipeline *from)
{
	struct edition *next = edition_new(from), *old;

	lock_take(p->lock);
	old = p->now;
	p->now = next;
	/* better than none: not all of its pages were made, but none failed */
	if (p->good == NULL && !p->failed) {
		p->good = old;
		old = NULL;
	}
	p->failed = false;
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
	p->theme_changed = false;
	finish(p, r, d, false);
	/* first the pages that are open, then all that nobody waits for */
	if (!watch_rest(p->watch, HEAD_START) || !make_all(p, next, r, d))
		return;
	p->failed = d->errors > 0;
	if (!p->failed)
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

	p->theme_changed |= !watch_changed_only(p->watch, "content");
	if (p->now != NULL && !p->theme_changed)
		pipeline_keep(next, edition_pipeline(p->now));
	clock_gettime(CLOCK_MONOTONIC, &start);
	ok = pipeline_load(next, &d);
	r.load = milliseconds_since(&start);
	watch_theme(p->watch, pipeline_theme(next));
	look_at_changes(p);
	if (ok) {
		show(p, next, &r, &d);
	} else {
		/* a file that was not read to its end is nobody's mistake */
		if (!stop_asked())
			finish(p, &r, &d, true);
		pipeline_free(next);
	}
	diags_done(&d);
	buf_done(&r.changed);
	buf_done(&r.changes);
	/* what threads have given back is not kept for the next time */
	malloc_trim(0);
}

/* ---- for those who answer ---------------------------------------------- */

void
visit_begin(struct preview *p, struct visit *v)
{
	*v = (struct visit){.preview = p};
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

void
visit_end(struct visit *v)
{
	edition_drop(v->now);
	edition_drop(v->good);
}

/* as long as there is nothing better */
static void
make_titles(struct preview *p, const struct edition *e)
{
	struct whole *titles = whole_titles(edition_pipeline(e)), *late = titles;

	lock_take(p->lock);
	if (p->whole == NULL && p->titles == NULL) {
		p->titles = titles;
		late = NULL;
	}
	lock_give(p->lock);
	whole_free(late);
}

bool
visit_kept(const struct visit *v, str path, struct buf *out)
{
	struct preview *p = v->preview;
	bool none, found = false;

	lock_take(p->lock);
	none = p->whole == NULL && p->titles == NULL;
	lock_give(p->lock);
	if (none && v->now != NULL)
		make_titles(p, v->now);
	lock_take(p->lock);
	if (p->whole != NULL || p->titles != NULL)
		found = whole_find(p->whole != NULL ? p->whole : p->titles,
		    path, out);
	lock_give(p->lock);
	return found;
}

void
visit_state(const struct visit *v, struct buf *out)
{
	lock_take(v->preview->lock);
	buf_put(out, buf_str(&v->preview->state));
	lock_give(v->preview->lock);
}

void
visit_desk(const struct visit *v, struct buf *out)
{
	struct preview *p = v->preview;
	struct desk desk = {
		.edition = v->now, .editor = p->options.editor,
		.language = p->options.language
	};
	struct buf report = {0};

	lock_take(p->lock);
	buf_put(&report, buf_str(&p->desk));
	lock_give(p->lock);
	desk.report = buf_str(&report);
	desk_put(&desk, out);
	buf_done(&report);
}

/* ---- life -------------------------------------------------------------- */

struct preview *
preview_new(const struct options *o, struct watch *watch)
{
	struct preview *p = memory_new(1, sizeof(*p));

	/*
	 * Threads come and go, and each heap keeps something for itself: with
	 * one, what a thousand saves take is what fifty take, and none is slower
	 */
	mallopt(M_ARENA_MAX, 1);
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
	whole_free(p->titles);
	buf_done(&p->state);
	buf_done(&p->desk);
	arena_done(&p->said_arena);
	lock_free(p->lock);
	free(p);
}
