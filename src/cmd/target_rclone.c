#include "cmd/target.h"

#include "base/buf.h"
#include "base/diag.h"
#include "site/sink.h"

/*
 * Whatever rclone reaches: the new site is sent beside the public one, then
 * two names change.
 */

#define NEW  "-new"

/* REMOTE:PATH and a tail */
static const char *
place(const struct target *t, const char *tail)
{
	return str_printf(t->arena, STR_FMT ":" STR_FMT, STR_ARG(t->host),
	    STR_ARG(target_beside(t, tail))).p;
}

/* ---- what is there --------------------------------------------------------------- */

static bool
run(const char *verb, const char *one, const char *other, struct buf *output,
    struct diags *d)
{
	const char *const argv[] = {"rclone", verb, one, other, NULL};

	return target_run(argv, output == NULL, output, d);
}

/* is there a folder of that name? the one that it would be in is asked */
static bool
find(const struct target *t, const char *tail, bool *there, struct diags *d)
{
	str parent = t->parent, line = str_printf(t->arena, "\n" STR_FMT
	    "%s/\n", STR_ARG(t->name), tail);
	struct buf output = {0};
	bool ok;

	if (parent.n > 1)
		parent.n--;
	buf_putc(&output, '\n');
	ok = run("lsf", "--dirs-only", str_printf(t->arena, STR_FMT ":"
	    STR_FMT, STR_ARG(t->host), STR_ARG(parent)).p, &output, d);
	*there = str_find(buf_str(&output), line) < output.n;
	buf_done(&output);
	return ok;
}

/* all files of a site; false if one is not ours */
static bool
read_site(struct target *t, const char *tail, struct sums *s,
    struct diags *d)
{
	const char *const argv[] = {"rclone", "lsf", "-R", "--files-only",
	    place(t, tail), NULL};
	struct buf files = {0}, list = {0};
	bool ok = target_run(argv, false, &files, d);

	if (ok && str_find(str_printf(t->arena, "\n" STR_FMT,
	    STR_ARG(buf_str(&files))), STR("\n" SUMS_NAME "\n")) <= files.n)
		ok = run("cat", place(t, str_printf(t->arena,
		    "%s/" SUMS_NAME, tail).p), NULL, &list, d);
	if (ok && !sums_read(t->arena, str_copy(t->arena, buf_str(&list)), s))
		ok = diag(d, MESSAGE_PUBLISH_FOREIGN, (span){0},
		    WORDS(t->name, STR(SUMS_NAME)));
	ok = ok && target_ours(t, str_copy(t->arena, buf_str(&files)), s, d);
	buf_done(&files);
	buf_done(&list);
	return ok;
}

static bool
look(struct target *t, enum target_site which, struct sums *s,
    struct diags *d)
{
	const char *tail = which == TARGET_OLD ? SINK_OLD : "";
	bool there;

	*s = (struct sums){0};
	if (!find(t, tail, &there, d))
		return false;
	if (!there)
		return which == TARGET_PUBLIC ||
		    diag(d, MESSAGE_PUBLISH_OLD, (span){0}, NO_WORDS);
	t->there |= which == TARGET_PUBLIC;
	return read_site(t, tail, s, d);
}

/* ---- the switch ------------------------------------------------------------------- */

static bool
move(const struct target *t, const char *from, const char *to,
    struct diags *d)
{
	return run("moveto", place(t, from), place(t, to), NULL, d);
}

/* a site that is ours in every file */
static bool
drop(struct target *t, const char *tail, struct diags *d)
{
	struct sums s;
	bool there;

	if (!find(t, tail, &there, d))
		return false;
	return !there || (read_site(t, tail, &s, d) &&
	    run("purge", place(t, tail), NULL, NULL, d));
}

/* if the second step fails, the first is undone */
static bool
exchange(struct target *t, struct diags *d)
{
	if (!t->there)
		return move(t, NEW, "", d);
	if (!drop(t, SINK_OLD, d) || !move(t, "", SINK_OLD, d))
		return false;
	if (move(t, NEW, "", d))
		return true;
	move(t, SINK_OLD, "", d);
	return false;
}

/* its list goes first: by it what was begun is known as ours */
static bool
send(struct target *t, const char *folder, struct diags *d)
{
	const char *const argv[] = {"rclone", "sync", "--ignore-times",
	    "--exclude", "/.keikaku", folder, place(t, NEW), NULL};

	return drop(t, NEW, d) && run("copyto", str_printf(t->arena,
	    "%s/" SUMS_NAME, folder).p, place(t, NEW "/" SUMS_NAME), NULL,
	    d) && target_run(argv, false, NULL, d);
}

static bool
put(struct target *t, const char *folder, const struct sums *s,
    struct diags *d)
{
	(void)s;
	return send(t, folder, d) && exchange(t, d);
}

static bool
back(struct target *t, struct diags *d)
{
	if (!drop(t, NEW, d) || !move(t, SINK_OLD, NEW, d))
		return false;
	return exchange(t, d);
}

const struct target_kind target_rclone = {look, put, back};
