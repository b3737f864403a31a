#include "cmd/target.h"

#include "base/diag.h"
#include "base/io.h"
#include "cmd/output.h"
#include "site/sink.h"

/* A folder of this machine: built beside it, exchanged in one step. */

/* may it be published there? */
static bool
try(const struct target *t, struct diags *d)
{
	struct sink *sink = output_publish(t->options,
	    target_beside(t, "").p, d);

	sink_free(sink);
	return sink != NULL;
}

static bool
look(struct target *t, enum target_site which, struct sums *s,
    struct diags *d)
{
	const char *folder = target_beside(t,
	    which == TARGET_OLD ? SINK_OLD : "").p;

	if (which == TARGET_PUBLIC && !try(t, d))
		return false;
	if (which == TARGET_OLD && !io_is_folder(folder))
		return diag(d, MESSAGE_PUBLISH_OLD, (span){0}, NO_WORDS);
	return sums_of_folder(t->arena, folder, s, d);
}

static bool
copy(const struct target *t, struct sink *sink, const char *folder, str path,
    struct diags *d)
{
	return sink_copy(sink, path, folder, str_printf(t->arena,
	    "%s/" STR_FMT, folder, STR_ARG(path)).p, d);
}

static bool
put(struct target *t, const char *folder, const struct sums *s,
    struct diags *d)
{
	struct sink *sink = output_publish(t->options,
	    target_beside(t, "").p, d);
	const char *list = str_printf(t->arena, "%s/" SUMS_NAME, folder).p;
	bool ok = sink != NULL;

	for (size_t i = 0; ok && i < s->n; i++)
		ok = copy(t, sink, folder, s->items[i].path, d);
	if (ok && io_exists(list))
		ok = copy(t, sink, folder, STR(SUMS_NAME), d);
	ok = ok && sink_commit(sink, d);
	sink_free(sink);
	return ok;
}

static bool
back(struct target *t, struct diags *d)
{
	struct sums s;

	return look(t, TARGET_OLD, &s, d) &&
	    put(t, target_beside(t, SINK_OLD).p, &s, d);
}

const struct target_kind target_folder = {look, put, back};
