#ifndef FUZZ_SITE_H
#define FUZZ_SITE_H

#include "base/map.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
#include "input.h"
#include "site/audit.h"
#include "site/sink.h"

#define SITE  "tests/sites/town/"

/*
 * The site of the tests, with other texts for some of its files: it is read
 * and checked, and its pages are made and looked at.
 */
static inline void
site_make(const struct map *texts)
{
	const struct options o = {.folder = "tests/sites/town", .workers = 1};
	struct diags d = {0};
	struct audit *audit = audit_new();
	struct sink *sink = audit_sink(audit);
	struct pipeline *p = pipeline_new(&o);

	pipeline_unsaved(p, texts);
	pipeline_check(p, sink, sink, audit, &d);
	say(&d);
	sink_free(sink);
	audit_free(audit);
	diags_done(&d);
	pipeline_free(p);
}

#endif
