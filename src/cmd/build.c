#include "base/stop.h"
#include "cmd/build_part.h"
#include "cmd/command.h"
#include "cmd/ending.h"
#include "cmd/options.h"
#include "cmd/output.h"
#include "cmd/pipeline.h"
#include "cmd/progress.h"
#include "cmd/watch.h"
#include "site/sink.h"

/* One run of the pipeline into a folder. */
struct run {
	const struct options *options;
	struct pipeline *pipeline;
	struct sink *sink;
	struct progress *progress;
	const char *out;        /* what is printed of it at the end */
	size_t pages;           /* of a part */
};

static void
report_site(const struct run *r, struct sink_count s, size_t warnings)
{
	const struct pipeline_count c = pipeline_count(r->pipeline);

	if (r->options->language == LANGUAGE_JA)
		fprintf(stderr, "%zu計画、%zuページ（書き込み%zu、変更なし%zu、"
		    "削除%zu）、注意%zu件\n", c.plans, c.pages, s.written,
		    s.same, s.removed, warnings);
	else
		fprintf(stderr, "%zu plans, %zu pages (%zu written, %zu "
		    "unchanged, %zu removed), %zu warnings\n", c.plans,
		    c.pages, s.written, s.same, s.removed, warnings);
}

static void
report_part(const struct run *r, struct sink_count s, size_t warnings)
{
	const struct shard shard = r->options->shard;

	if (r->options->language == LANGUAGE_JA)
		fprintf(stderr, "%zu個のうち%zu番目の部分、%zuページ"
		    "（書き込み%zu、変更なし%zu、削除%zu）、注意%zu件\n",
		    shard.of, shard.no, r->pages, s.written, s.same,
		    s.removed, warnings);
	else
		fprintf(stderr, "part %zu of %zu, %zu pages (%zu written, "
		    "%zu unchanged, %zu removed), %zu warnings\n", shard.no,
		    shard.of, r->pages, s.written, s.same, s.removed,
		    warnings);
}

static void
report(const struct run *r, const struct diags *d)
{
	const bool part = r->options->shard.of > 0;

	if (r->options->quiet)
		return;
	(part ? report_part : report_site)(r, sink_count(r->sink),
	    d->warnings);
	printf("%s%s\n", r->out, part ? "" : "/index.html");
}

static bool
make(struct run *r, struct diags *d)
{
	if (r->sink == NULL)
		return false;
	if (r->options->shard.of > 0)
		return build_part(r->options, r->pipeline, r->sink,
		    r->progress, &r->pages, d);
	return pipeline_load(r->pipeline, d) &&
	    pipeline_render(r->pipeline, r->sink, d);
}

static int
run(struct run *r, struct diags *d)
{
	const struct options *o = r->options;
	const bool made = make(r, d);

	ending_tell(o, r->progress, d);
	if (!made || !ending_commit(o, r->progress, r->sink, d))
		return ending_failed(o, r->sink, d,
		    r->sink == NULL ? EXIT_USAGE : EXIT_PROBLEMS);
	report(r, d);
	return EXIT_GOOD;
}

static int
once(const struct options *o, struct watch *watch)
{
	struct arena a = {0};
	struct run r = {.options = o, .progress = progress_new(o),
	    .pipeline = pipeline_new(o), .out = output_name(o, &a)};
	struct diags d = {0};
	int code;

	pipeline_progress(r.pipeline, r.progress);
	r.sink = output_open(o, &d);
	code = run(&r, &d);
	if (watch != NULL)
		watch_theme(watch, pipeline_theme(r.pipeline));
	progress_print(r.progress);
	progress_free(r.progress);
	sink_free(r.sink);
	pipeline_free(r.pipeline);
	diags_done(&d);
	arena_done(&a);
	return code;
}

int
build(const struct options *o)
{
	struct watch *watch;
	bool begun = false;
	int code = EXIT_GOOD;

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
		/* an output that was one once may be mended as all else */
		begun |= code != EXIT_USAGE;
	} while (begun && watch_wait(watch));
	watch_free(watch);
	return code;
}
