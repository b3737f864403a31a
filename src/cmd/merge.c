#include <stdatomic.h>
#include <stdlib.h>

#include "base/pool.h"
#include "base/stop.h"
#include "cmd/command.h"
#include "cmd/ending.h"
#include "cmd/options.h"
#include "cmd/output.h"
#include "cmd/progress.h"
#include "cmd/worker.h"
#include "site/audit.h"
#include "site/config.h"
#include "site/judge.h"
#include "site/part_set.h"
#include "site/sink.h"

/*
 * Parts of a site become the site: what they hold, and what is made of all
 * pages, the search index.  All links between pages are looked at, too.
 */
struct merging {
	const struct options *options;
	struct progress *progress;
	struct arena arena;
	struct part_set parts;
	struct sink *out, *audited, *both;
	struct audit *audit;
	struct search *search;  /* NULL if the site has none */
	struct worker *workers;
	atomic_size_t pages;
};

/* ---- a sink for two ------------------------------------------------------------ */

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	const struct merging *m = ctx;

	return sink_put(m->out, path, bytes, d) &&
	    sink_put(m->audited, path, bytes, d) ? SINK_WRITTEN :
	    SINK_REFUSED;
}

/* ---- steps ----------------------------------------------------------------------- */

static void
take_one(void *ctx, size_t worker, size_t i)
{
	struct merging *m = ctx;
	struct diags *d = &m->workers[worker].diags;
	const struct part_file *f;
	struct arena a = {0};
	str bytes;

	if (!stop_asked() && part_set_file(&m->parts, i, &a, &f, &bytes, d)) {
		sink_put(m->both, f->path, bytes, d);
		if (f->is_page)
			atomic_fetch_add(&m->pages, 1);
		if (f->is_page && m->search != NULL)
			search_add(m->search, f->entry, bytes);
	}
	progress_add(m->progress, 1);
	arena_done(&a);
}

static bool
take_all(struct merging *m, struct diags *d)
{
	const size_t workers = m->options->workers, before = d->errors;

	progress_enter(m->progress, PHASE_PARTS, m->parts.nfiles);
	m->workers = workers_new(workers);
	pool_run(workers, m->parts.nfiles, take_one, m);
	workers_free(m->workers, workers, d);
	return d->errors == before;
}

static bool
put_search(struct merging *m, struct diags *d)
{
	progress_enter(m->progress, PHASE_SEARCH, 0);
	return m->search == NULL || search_put(m->search, d);
}

/* as check does, with what site.yaml makes of warnings */
static bool
look_at_links(struct merging *m, struct diags *d)
{
	const struct config config = {.levels = m->parts.items[0].levels};

	progress_enter(m->progress, PHASE_LINKS, 0);
	if (!sink_commit(m->audited, d))
		return false;
	audit_report(m->audit, m->options->workers, d);
	judge_levels(&config, d);
	return d->errors == 0 &&
	    (!m->options->strict || d->warnings == 0);
}

static bool
make(struct merging *m, struct diags *d)
{
	static const struct sink_kind kind = {.put = put};
	bool ok;

	m->audit = audit_new();
	m->audited = audit_sink(m->audit);
	m->both = sink_new(&kind, m);
	if (m->parts.items[0].search)
		m->search = search_new(m->both);
	ok = take_all(m, d) && put_search(m, d) && look_at_links(m, d);
	search_free(m->search);
	sink_free(m->both);
	sink_free(m->audited);
	audit_free(m->audit);
	return ok;
}

/* ---- what is said ---------------------------------------------------------------- */

static void
report(struct merging *m, const struct diags *d)
{
	const struct sink_count c = sink_count(m->out);

	if (m->options->quiet)
		return;
	fprintf(stderr, m->options->language == LANGUAGE_JA ?
	    "%zu個の部分、%zuページ（書き込み%zu、変更なし%zu、"
	    "削除%zu）、注意%zu件\n" :
	    "%zu parts, %zu pages (%zu written, %zu unchanged, %zu removed), "
	    "%zu warnings\n", m->parts.n,
	    atomic_load(&m->pages), c.written, c.same, c.removed,
	    d->warnings);
	printf("%s/index.html\n", output_name(m->options, &m->arena));
}

/* ---- the command ----------------------------------------------------------------- */

/* all but the last step */
static int
prepare(struct merging *m, struct diags *d)
{
	const struct options *o = m->options;

	if (!part_set_read(&m->arena, (const char *const *)o->operands,
	    o->noperands, &m->parts, d))
		return EXIT_PROBLEMS;
	if ((m->out = output_merge(o, d)) == NULL)
		return EXIT_USAGE;
	return make(m, d) ? EXIT_GOOD : EXIT_PROBLEMS;
}

static int
run(struct merging *m, struct diags *d)
{
	const struct options *o = m->options;
	int code = prepare(m, d);

	ending_tell(o, m->progress, d);
	if (code == EXIT_GOOD && !ending_commit(o, m->progress, m->out, d))
		code = EXIT_PROBLEMS;
	if (code != EXIT_GOOD)
		return ending_failed(o, m->out, d, code);
	report(m, d);
	return code;
}

int
merge(const struct options *o)
{
	struct merging m = {.options = o};
	struct diags d = {0};
	int code;

	stop_hold();
	m.progress = progress_new(o);
	code = run(&m, &d);
	progress_print(m.progress);
	progress_free(m.progress);
	sink_free(m.out);
	arena_done(&m.arena);
	diags_done(&d);
	stop_let();
	return code;
}
