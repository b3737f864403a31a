#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/stop.h"
#include "cmd/changes.h"
#include "cmd/command.h"
#include "cmd/ending.h"
#include "cmd/options.h"
#include "cmd/output.h"
#include "cmd/pipeline.h"
#include "cmd/progress.h"
#include "cmd/target.h"
#include "site/audit.h"
#include "site/sink.h"

/* One run: from a site's content, or back to what was there before. */
struct run {
	struct options options; /* of the site: its folder, as a release */
	struct arena arena;
	struct target target;
	const char *words;      /* that name the target */
	const char *folder;     /* what is to be public; NULL: not here */
	struct sums new;
};

static const char *
say(const struct run *r, const char *ja, const char *en)
{
	return r->options.language == LANGUAGE_JA ? ja : en;
}

/* ---- the site ----------------------------------------------------------------- */

/* all that check finds is found before anything is written */
static bool
render(const struct run *r, struct pipeline *p, struct summing *s,
    struct sink *audited, struct audit *audit, struct diags *d)
{
	return pipeline_check(p, summing_sink(s), audited, audit, d) &&
	    d->errors == 0 &&
	    (!r->options.strict || d->warnings == 0);
}

static bool
put_list(struct run *r, struct summing *s, struct sink *out, struct diags *d)
{
	const struct sums sums = summing_sums(s);
	struct buf list = {0};
	bool ok;

	sums_print(&sums, &list);
	ok = sums_read(&r->arena, str_copy(&r->arena, buf_str(&list)),
	    &r->new) && sink_put(out, STR(SUMS_NAME), buf_str(&list), d);
	buf_done(&list);
	return ok;
}

static bool
make(struct run *r, struct pipeline *p, struct sink *out, struct diags *d)
{
	struct audit *audit = audit_new();
	struct sink *audited = audit_sink(audit);
	struct summing *s = summing_new(audited, out);
	bool ok = render(r, p, s, audited, audit, d) &&
	    put_list(r, s, out, d);

	summing_free(s);
	sink_free(audited);
	audit_free(audit);
	return ok && sink_commit(out, d);
}

/* messages point into what was loaded: they are printed before it is freed */
static int
build_site(struct run *r)
{
	struct pipeline *p = pipeline_new(&r->options);
	struct progress *progress = progress_new(&r->options);
	struct diags d = {0};
	struct sink *out = output_open(&r->options, &d);
	int code = EXIT_GOOD;

	pipeline_progress(p, progress);
	if (out == NULL || !make(r, p, out, &d))
		code = diags_machine(&d) ? EXIT_MACHINE :
		    out == NULL ? EXIT_USAGE : EXIT_PROBLEMS;
	ending_tell(&r->options, progress, &d);
	if (code == EXIT_PROBLEMS && !stop_asked())
		fprintf(stderr, say(r, "エラー%zu件、注意%zu件。公開していません。\n",
		    "%zu errors, %zu warnings; nothing was published.\n"),
		    d.errors, d.warnings);
	progress_free(progress);
	sink_free(out);
	pipeline_free(p);
	diags_done(&d);
	return code;
}

/* ---- what is public ------------------------------------------------------------- */

static int
tell(const struct run *r, struct diags *d, bool ok)
{
	int code = ok ? EXIT_GOOD : diags_machine(d) ? EXIT_MACHINE :
	    EXIT_USAGE;

	if (!stop_asked())
		diags_print(d, r->options.language, DIAGS_MOST, stderr);
	diags_done(d);
	return code;
}

static int
look(struct run *r, struct sums *public)
{
	struct target *t = &r->target;
	struct diags d = {0};
	bool ok = t->kind->look(t, TARGET_PUBLIC, public, &d);

	if (ok && r->options.rollback)
		ok = t->kind->look(t, TARGET_OLD, &r->new, &d);
	return tell(r, &d, ok);
}

/* somebody may have changed the site while the question was open */
static bool
is_still(struct run *r, struct diags *d)
{
	struct sums now;

	if (!sums_of_folder(&r->arena, r->folder, &now, d))
		return false;
	return sums_same(&now, &r->new) || diag(d, MESSAGE_PUBLISH_STALE,
	    (span){0}, WORDS(str_of(r->folder)));
}

static int
put(struct run *r)
{
	struct target *t = &r->target;
	struct diags d = {0};
	bool ok;

	stop_hold();
	ok = r->options.rollback ? t->kind->back(t, &d) :
	    is_still(r, &d) && t->kind->put(t, r->folder, &r->new, &d);
	return tell(r, &d, ok);
}

/* ---- the question --------------------------------------------------------------- */

static bool
ask(const struct run *r)
{
	char answer[16];

	fputs(say(r, "公開しますか？ [y/N] ", "Publish? [y/N] "), stderr);
	fflush(stderr);
	return fgets(answer, sizeof(answer), stdin) != NULL &&
	    (*answer == 'y' || *answer == 'Y');
}

static bool
agreed(const struct run *r)
{
	if (r->options.yes)
		return true;
	fflush(stdout);
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO) && ask(r))
		return true;
	fputs(say(r, "まだ公開していません。公開するには --yes を付けます。\n",
	    "Nothing was published yet; --yes publishes.\n"), stderr);
	return false;
}

static void
report(const struct run *r)
{
	if (r->options.quiet)
		return;
	fputs(say(r, r->options.rollback ?
	    "前のサイトに戻しました。もう一度実行すると、元に戻ります。\n" :
	    "公開しました。前のサイトに戻すには --rollback を付けます。\n",
	    r->options.rollback ?
	    "The site before is public again; once more undoes it.\n" :
	    "Published; --rollback brings the site before back.\n"), stderr);
}

static int
publish_made(struct run *r)
{
	struct sums public;
	int code = look(r, &public);

	if (code != EXIT_GOOD)
		return code;
	if (!r->options.quiet || !r->options.yes)
		changes_print(&public, r->target.kind == &target_folder ?
		    r->words : NULL, &r->new, r->folder,
		    r->options.language, stdout);
	if (sums_same(&public, &r->new) || !agreed(r))
		return EXIT_GOOD;
	code = put(r);
	if (code == EXIT_GOOD)
		report(r);
	else if (stop_asked())
		fputs(say(r, "中止しました。公開中のサイトは前のままです。\n",
		    "Stopped; the public site is as it was.\n"), stderr);
	return code;
}

static int
begin(struct run *r)
{
	struct diags d = {0};
	int code = tell(r, &d, target_read(&r->target, r->words, &d));

	if (code != EXIT_GOOD || r->options.rollback)
		return code;
	r->folder = str_printf(&r->arena, "%s/public",
	    r->options.folder).p;
	stop_hold();
	code = build_site(r);
	stop_let();
	return code;
}

int
publish(const struct options *o)
{
	struct run r = {.options = *o, .words = o->operands[0]};
	int code;

	if (o->noperands > 1)
		r.options.folder = o->operands[1];
	r.options.release = true;
	r.target.options = &r.options;
	r.target.arena = &r.arena;
	code = begin(&r);
	if (code == EXIT_GOOD)
		code = publish_made(&r);
	arena_done(&r.arena);
	stop_let();
	return code;
}
