#include <stdio.h>

#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
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
		fprintf(stderr, "\n");
		return;
	}
	fprintf(stderr, "%zu plans, %zu pages checked: %zu errors, %zu "
	    "warnings", c.plans, c.pages, r.errors, r.warnings);
	if (r.known > 0)
		fprintf(stderr, " (besides %zu that were known)", r.known);
	fprintf(stderr, "\n");
}

/* messages point into what was loaded: they are printed before it is freed */
static struct report_count
run(const struct options *o, enum report_format format, bool *machine)
{
	struct pipeline *p = pipeline_new(o);
	struct baseline known = {0};
	struct arena a = {0};
	struct diags d = {0};
	struct report_count count;
	struct audit *audit = audit_new();
	struct sink *sink = audit_sink(audit);
	bool ok = o->baseline == NULL ||
	    baseline_read(&a, o->baseline, &known, &d);

	if (ok && pipeline_load(p, &d) && pipeline_render(p, sink, &d) &&
	    sink_commit(sink, &d))
		audit_report(audit, &d);
	pipeline_judge(p, &d);
	count = report_print(&d, format, o->language,
	    o->baseline != NULL ? &known : NULL, stdout);
	*machine = diags_machine(&d) || fflush(stdout) != 0;
	summarize(o, pipeline_count(p), count);
	sink_free(sink);
	audit_free(audit);
	pipeline_free(p);
	diags_done(&d);
	arena_done(&a);
	return count;
}

int
check(const struct options *o)
{
	enum report_format format;
	struct report_count count;
	bool machine;

	if (!report_format(o->format, &format)) {
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    "keikaku: %s: --format は text、json、github、sarif のどれかです\n" :
		    "keikaku: %s: --format is text, json, github or sarif\n",
		    o->format);
		return EXIT_USAGE;
	}
	count = run(o, format, &machine);
	if (machine)
		return EXIT_MACHINE;
	return count.errors > 0 || (o->strict && count.warnings > 0) ?
	    EXIT_PROBLEMS : EXIT_GOOD;
}
