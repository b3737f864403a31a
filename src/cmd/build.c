#include <string.h>

#include "base/stop.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/output.h"
#include "cmd/pipeline.h"
#include "cmd/watch.h"
#include "site/sink.h"

static void
report(const struct options *o, struct pipeline_count c,
    struct sink_count s, const struct diags *d)
{
	const char *out = o->out != NULL ? o->out : "public";

	if (o->quiet)
		return;
	if (o->language == LANGUAGE_JA)
		fprintf(stderr, "%zu計画、%zuページ（書き込み%zu、変更なし%zu、"
		    "削除%zu）、注意%zu件\n", c.plans, c.pages, s.written,
		    s.same, s.removed, d->warnings);
	else
		fprintf(stderr, "%zu plans, %zu pages (%zu written, %zu "
		    "unchanged, %zu removed), %zu warnings\n", c.plans,
		    c.pages, s.written, s.same, s.removed, d->warnings);
	if (o->out == NULL && strcmp(o->folder, ".") != 0)
		printf("%s/public/index.html\n", o->folder);
	else
		printf("%s/index.html\n", out);
}

static void
report_failure(const struct options *o, const struct diags *d)
{
	if (o->language == LANGUAGE_JA)
		fprintf(stderr, "エラー%zu件、注意%zu件。何も書き換えていません。\n",
		    d->errors, d->warnings);
	else
		fprintf(stderr, "%zu errors, %zu warnings; nothing was "
		    "changed.\n", d->errors, d->warnings);
}

/* what went wrong since is only that somebody asked for it */
static bool
stopped(const struct options *o)
{
	if (!stop_asked())
		return false;
	fputs(o->language == LANGUAGE_JA ?
	    "中止しました。何も書き換えていません。\n" :
	    "Stopped; nothing was changed.\n", stderr);
	return true;
}

/*
 * The last step, after which nothing can fail: all there is to say about the
 * content is said before.
 */
static bool
commit(const struct options *o, struct sink *sink, struct diags *d)
{
	struct diags last = {0};
	bool ok;

	diags_print(d, o->language, DIAGS_MOST, stderr);
	ok = sink_commit(sink, &last);
	if (!ok && !stop_asked())
		diags_print(&last, o->language, DIAGS_MOST, stderr);
	diags_merge(d, &last);
	return ok;
}

static bool
make(const struct options *o, struct pipeline *p, struct sink *sink,
    struct diags *d)
{
	bool ok = sink != NULL && pipeline_load(p, d) &&
	    pipeline_render(p, sink, d);

	if (ok)
		return commit(o, sink, d);
	if (!stop_asked())
		diags_print(d, o->language, DIAGS_MOST, stderr);
	return false;
}

static int
once(const struct options *o, struct watch *watch)
{
	struct pipeline *p = pipeline_new(o);
	struct diags d = {0};
	struct sink *sink = output_open(o, &d);
	int code = sink != NULL ? EXIT_GOOD : EXIT_USAGE;

	if (make(o, p, sink, &d))
		report(o, pipeline_count(p), sink_count(sink), &d);
	else if (!stopped(o)) {
		report_failure(o, &d);
		code = diags_machine(&d) ? EXIT_MACHINE :
		    code != EXIT_GOOD ? code : EXIT_PROBLEMS;
	}
	if (watch != NULL)
		watch_theme(watch, pipeline_theme(p));
	if (sink != NULL)
		sink_free(sink);
	pipeline_free(p);
	diags_done(&d);
	return code;
}

int
build(const struct options *o)
{
	struct watch *watch;
	int code;

	if (!o->watch) {
		stop_hold();
		code = once(o, NULL);
		stop_let();
		return code;
	}
	watch = watch_new(o->folder);
	do {
		code = once(o, watch);
		fflush(stdout);
	} while (code != EXIT_USAGE && watch_wait(watch));
	watch_free(watch);
	return code;
}
