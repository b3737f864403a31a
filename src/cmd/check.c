#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
#include "cmd/progress.h"
#include "cmd/report.h"
#include "site/audit.h"
#include "site/sink.h"

static void
summarize(const struct options *o, struct pipeline_count c,
    struct report_count r)
{
	if (o->quiet)
		return;
	if (o->language == LANGUAGE_JA) {
		fprintf(stderr, "%zu計画、%zuページを確かめました。"
		    "エラー%zu件、注意%zu件", c.plans, c.pages, r.errors,
		    r.warnings);
		if (r.known > 0)
			fprintf(stderr, "（前からの注意%zu件を除く）", r.known);
		if (r.mendable > 0)
			fprintf(stderr, "。うち%zu件には keikaku fix が使えます",
			    r.mendable);
		fprintf(stderr, "\n");
		return;
	}
	fprintf(stderr, "%zu plans, %zu pages checked: %zu errors, %zu "
	    "warnings", c.plans, c.pages, r.errors, r.warnings);
	if (r.known > 0)
		fprintf(stderr, " (besides %zu that were known)", r.known);
	if (r.mendable > 0)
		fprintf(stderr, "; try keikaku fix for %zu of them", r.mendable);
	fprintf(stderr, "\n");
}

/* How findings are told, and what is listed in their place. */
struct telling {
	enum report_format format;
	bool links, raw;
};

static void
list(const struct telling *t, const struct pipeline *p,
    const struct audit *audit)
{
	struct buf out = {0};

	if (t->links)
		audit_links(audit, &out);
	if (t->raw)
		pipeline_raw(p, &out);
	if (out.n > 0)
		fwrite(out.p, 1, out.n, stdout);
	buf_done(&out);
}

/* messages point into what was loaded: they are printed before it is freed */
static struct report_count
run(const struct options *o, const struct telling *t, bool *machine)
{
	struct pipeline *p = pipeline_new(o);
	struct progress *progress = progress_new(o);
	struct baseline known = {0};
	struct arena a = {0};
	struct diags d = {0};
	struct report_count count;
	struct audit *audit = audit_new();
	struct sink *sink = audit_sink(audit);
	bool ok = o->baseline == NULL ||
	    baseline_read(&a, o->baseline, &known, &d);

	pipeline_progress(p, progress);
	if (ok)
		pipeline_check(p, sink, sink, audit, &d);
	progress_clear(progress);
	count = report_print(&d, t->format, o->language,
	    o->baseline != NULL ? &known : NULL,
	    o->list != NULL ? stderr : stdout);
	list(t, p, audit);
	*machine = diags_machine(&d) || fflush(stdout) != 0;
	summarize(o, pipeline_count(p), count);
	progress_print(progress);
	progress_free(progress);
	sink_free(sink);
	audit_free(audit);
	pipeline_free(p);
	diags_done(&d);
	arena_done(&a);
	return count;
}

static bool
refuse(const struct options *o, const char *value, const char *ja,
    const char *en)
{
	fprintf(stderr, "keikaku: %s: %s\n", value,
	    o->language == LANGUAGE_JA ? ja : en);
	return false;
}

static bool
read_telling(const struct options *o, struct telling *t)
{
	if (!report_format(o->format, &t->format))
		return refuse(o, o->format,
		    "--format は text、json、github、sarif のどれかです",
		    "--format is text, json, github or sarif");
	if (o->list == NULL)
		return true;
	t->links = strcmp(o->list, "links") == 0;
	t->raw = strcmp(o->list, "raw") == 0;
	return t->links || t->raw || refuse(o, o->list,
	    "--list は links か raw です", "--list is links or raw");
}

int
check(const struct options *o)
{
	struct telling t = {0};
	struct report_count count;
	bool machine;

	if (!read_telling(o, &t))
		return EXIT_USAGE;
	count = run(o, &t, &machine);
	if (machine)
		return EXIT_MACHINE;
	return count.errors > 0 || (o->strict && count.warnings > 0) ?
	    EXIT_PROBLEMS : EXIT_GOOD;
}
