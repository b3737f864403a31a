#include "cmd/build_part.h"

#include "base/buf.h"
#include "base/diag.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
#include "cmd/progress.h"
#include "site/config.h"
#include "site/inputs.h"
#include "site/part.h"
#include "site/route.h"
#include "site/sink.h"
#include "site/sums.h"

/* ---- its pages ----------------------------------------------------------------- */

static bool
render(const struct options *o, struct pipeline *p, struct sink *to,
    struct diags *d)
{
	struct arena a = {0};
	struct cut *cut = cut_new(&a, o->shard, pipeline_model(p),
	    pipeline_routes(p));
	struct sink *sink = cut_sink(cut, to);
	const bool ok = pipeline_render(p, sink, d);

	sink_free(sink);
	arena_done(&a);
	return ok;
}

/* ---- their list ------------------------------------------------------------------ */

static str
mode(const struct options *o)
{
	return o->draft ? STR("--draft") : o->release ? STR("--release") :
	    STR("");
}

/* would the whole site have an index? */
static bool
has_search(const struct pipeline *p)
{
	struct sink *any = sink_none();
	const bool has = search_is_wanted(pipeline_routes(p), any);

	sink_free(any);
	return has;
}

static size_t
count_pages(const struct part *part)
{
	size_t n = 0;

	for (size_t i = 0; i < part->n; i++)
		n += part->files[i].is_page;
	return n;
}

static bool
describe(const struct options *o, const struct pipeline *p, struct arena *a,
    const struct sums *sums, struct part *part, struct diags *d)
{
	part->shard = o->shard;
	part->program = STR(VERSION);
	part->search = has_search(p);
	part->levels = pipeline_config(p)->levels;
	part_list(a, sums, pipeline_routes(p), part);
	return inputs_sum(a, o->folder, pipeline_theme(p), mode(o),
	    o->workers, &part->content, d);
}

static bool
put_list(const struct part *part, struct sink *sink, struct diags *d)
{
	struct buf text = {0};
	bool ok;

	part_print(part, &text);
	ok = sink_put(sink, STR(PART_NAME), buf_str(&text), d);
	buf_done(&text);
	return ok;
}

/* ---- public ---------------------------------------------------------------------- */

static bool
make(const struct options *o, struct pipeline *p, struct summing *s,
    struct progress *progress, struct arena *a, struct part *part,
    struct diags *d)
{
	const uint64_t stamp = inputs_stamp(o->folder);
	struct sums sums;

	if (!pipeline_load(p, d) || !render(o, p, summing_sink(s), d))
		return false;
	progress_enter(progress, PHASE_SUMS, 0);
	sums = summing_sums(s);
	if (!describe(o, p, a, &sums, part, d))
		return false;
	return inputs_stamp(o->folder) == stamp || diag(d,
	    MESSAGE_PART_STALE, (span){0}, NO_WORDS);
}

bool
build_part(const struct options *o, struct pipeline *p, struct sink *sink,
    struct progress *progress, size_t *pages, struct diags *d)
{
	struct summing *s = summing_new(sink, NULL);
	struct arena a = {0};
	struct part part = {0};
	const bool ok = make(o, p, s, progress, &a, &part, d) &&
	    put_list(&part, sink, d);

	*pages = count_pages(&part);
	summing_free(s);
	arena_done(&a);
	return ok;
}
