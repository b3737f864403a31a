#include "cmd/ending.h"

#include "base/diag.h"
#include "base/stop.h"
#include "cmd/options.h"
#include "cmd/progress.h"
#include "site/sink.h"

static const char *
say(const struct options *o, const char *ja, const char *en)
{
	return o->language == LANGUAGE_JA ? ja : en;
}

void
ending_tell(const struct options *o, struct progress *progress,
    const struct diags *d)
{
	progress_clear(progress);
	if (!stop_asked())
		diags_print(d, o->language, DIAGS_MOST, stderr);
}

bool
ending_commit(const struct options *o, struct progress *progress,
    struct sink *sink, struct diags *d)
{
	struct diags last = {0};
	bool ok;

	progress_enter(progress, PHASE_OUTPUT, 0);
	ok = sink_commit(sink, &last);
	/* the new site is there: to ask for memory now could still fail */
	if (ok)
		progress_clear(progress);
	else
		ending_tell(o, progress, &last);
	diags_merge(d, &last);
	return ok;
}

int
ending_failed(const struct options *o, const struct sink *sink,
    const struct diags *d, int code)
{
	const char *now = sink != NULL && sink_torn(sink) ?
	    say(o, "一部のファイルだけが新しくなりました。もう一度実行すると直ります",
	    "some files are new, others old: the next build mends it") :
	    say(o, "何も書き換えていません", "nothing was changed");

	/* what went wrong since is only that somebody asked for it */
	if (stop_asked())
		fprintf(stderr, say(o, "中止しました。%s。\n", "Stopped; %s.\n"),
		    now);
	else
		fprintf(stderr, say(o, "エラー%zu件、注意%zu件。%s。\n",
		    "%zu errors, %zu warnings; %s.\n"), d->errors,
		    d->warnings, now);
	return diags_machine(d) ? EXIT_MACHINE : code;
}
