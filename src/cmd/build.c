#include <stdlib.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
#include "cmd/watch.h"
#include "site/sink.h"

static char *
join(const char *folder, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		abort();
	return path;
}

static struct sink *
open_sink(const struct options *o, struct diags *d)
{
	char *content = join(o->folder, "content");
	char *themes = join(o->folder, "themes");
	char *public = join(o->folder, "public");
	const char *keep_out[] = {content, themes};
	const struct sink_place place = {
		.out = o->out != NULL ? o->out : public, .site = o->folder,
		.keep_out = keep_out, .nkeep_out = 2
	};
	struct sink *sink = sink_folder(&place, d);

	free(content);
	free(themes);
	free(public);
	return sink;
}

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

static int
once(const struct options *o, struct watch *watch)
{
	struct pipeline *p = pipeline_new(o);
	struct diags d = {0};
	struct sink *sink = open_sink(o, &d);
	int code = EXIT_GOOD;
	bool ok;

	if (sink == NULL)
		code = EXIT_USAGE;
	ok = sink != NULL && pipeline_load(p, &d) &&
	    pipeline_render(p, sink, &d) && sink_commit(sink, &d);
	diags_print(&d, o->language, DIAGS_MOST, stderr);
	if (ok)
		report(o, pipeline_count(p), sink_count(sink), &d);
	else {
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

	if (!o->watch)
		return once(o, NULL);
	watch = watch_new(o->folder);
	do {
		code = once(o, watch);
		fflush(stdout);
	} while (code != EXIT_USAGE && watch_wait(watch));
	watch_free(watch);
	return code;
}
