#include "cmd/target.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "site/sink.h"

/*
 * A server with rsync alone, which tells nobody its shell.  As with ssh
 * (target_rsync.c), the name is a link to a folder beside it: rsync itself
 * replaces a link in one step.  So a server that does not keep links as they
 * are sent (munge symlinks, in rsyncd.conf) is refused.
 */

enum { LIST_MOST = 1 << 28 };

/* what a name in the parent folder is */
struct entry {
	char type;              /* 'l', 'd', '-'; 0: nothing */
	str to;                 /* where a link leads */
};

static const char *
place(const struct target *t, const char *path)
{
	return str_printf(t->arena, STR_FMT STR_FMT "%s", STR_ARG(t->host),
	    STR_ARG(t->parent), path).p;
}

static const char *
name(const struct target *t, const char *tail)
{
	return str_printf(t->arena, STR_FMT "%s", STR_ARG(t->name), tail).p;
}

/* ---- what is there --------------------------------------------------------------- */

static bool
list(const struct target *t, const char *path, const char *how,
    struct buf *output, struct diags *d)
{
	const char *const argv[] = {"rsync", "--list-only", how,
	    place(t, path), NULL};

	return target_run(argv, false, output, d);
}

/* a line of it: rights, size, date, time, name */
static str
next_line(str *text, char *type)
{
	size_t n = str_find(*text, STR("\n")), i = 0;
	str line = str_slice(*text, 0, n);

	*text = str_slice(*text, n < text->n ? n + 1 : n, text->n);
	*type = line.n > 0 ? line.p[0] : '\0';
	for (int column = 0; column < 4; column++) {
		while (i < line.n && line.p[i] != ' ')
			i++;
		while (column == 0 && i + 1 < line.n && line.p[i + 1] == ' ')
			i++;
		i += i < line.n;
	}
	return str_slice(line, i, line.n);
}

static bool
find(const struct target *t, const char *wanted, struct entry *e,
    struct diags *d)
{
	str arrow = str_printf(t->arena, "%s -> ", wanted), text, line;
	struct buf output = {0};
	char type;

	*e = (struct entry){0};
	if (!list(t, "", "-l8", &output, d)) {
		buf_done(&output);
		return false;
	}
	for (text = buf_str(&output); text.n > 0;) {
		line = next_line(&text, &type);
		if (type == 'l' && str_starts(line, arrow))
			*e = (struct entry){type, str_copy(t->arena,
			    str_slice(line, arrow.n, line.n))};
		else if (str_eq(line, str_of(wanted)))
			*e = (struct entry){.type = type};
	}
	buf_done(&output);
	return true;
}

/* the list of a site, by the name of its folder or of a link to that */
static bool
fetch(const struct target *t, const char *folder, str *text, struct diags *d)
{
	struct arena *a = t->arena;
	const char *tmp;
	bool ok;

	if (!io_make_temporary(a, &tmp))
		return io_diag(d, MESSAGE_FILE_WRITE, STR("TMPDIR"));
	const char *const argv[] = {"rsync", place(t, str_printf(a,
	    "%s/" SUMS_NAME, folder).p), str_printf(a, "%s/", tmp).p, NULL};
	ok = target_run(argv, false, NULL, d);
	if (ok && !io_read(a, str_printf(a, "%s/" SUMS_NAME, tmp).p,
	    LIST_MOST, text))
		ok = io_diag(d, MESSAGE_FILE_READ, STR(SUMS_NAME));
	io_remove_temporary(tmp);
	return ok;
}

static bool
foreign(const struct target *t, str what, struct diags *d)
{
	return diag(d, MESSAGE_PUBLISH_FOREIGN, (span){0}, WORDS(t->name,
	    what));
}

static bool
read_files(const struct target *t, const char *folder, struct buf *names,
    struct diags *d)
{
	struct buf output = {0};
	bool ok = list(t, str_printf(t->arena, "%s/", folder).p, "-rl8",
	    &output, d);
	str text = buf_str(&output), line;
	char type;

	while (ok && text.n > 0) {
		line = next_line(&text, &type);
		if (type != 'd')
			buf_printf(names, STR_FMT "\n", STR_ARG(line));
	}
	buf_done(&output);
	return ok;
}

static bool
read_site(const struct target *t, const char *folder, struct sums *s,
    struct diags *d)
{
	struct buf names = {0};
	str text = {0};
	bool ok = fetch(t, folder, &text, d) &&
	    (sums_read(t->arena, text, s) || foreign(t, STR(SUMS_NAME), d)) &&
	    read_files(t, folder, &names, d) &&
	    target_ours(t, str_copy(t->arena, buf_str(&names)), s, d);

	buf_done(&names);
	return ok;
}

/* does a link lead to a folder that we have named? */
static bool
is_ours(const struct target *t, const struct entry *e)
{
	return e->type == 'l' && str_starts(e->to, str_of(name(t, "-"))) &&
	    str_find(e->to, STR("/")) == e->to.n;
}

static bool
look(struct target *t, enum target_site which, struct sums *s,
    struct diags *d)
{
	struct entry e;

	*s = (struct sums){0};
	if (!find(t, name(t, which == TARGET_OLD ? SINK_OLD : ""), &e, d))
		return false;
	if (e.type == '\0')
		return which == TARGET_PUBLIC ||
		    diag(d, MESSAGE_PUBLISH_OLD, (span){0}, NO_WORDS);
	if (!is_ours(t, &e))
		return foreign(t, t->name, d);
	return read_site(t, e.to.p, s, d);
}

/* ---- the switch ------------------------------------------------------------------- */

/* in one step, whatever had that name */
static bool
set_link(const struct target *t, const char *link, str to, struct diags *d)
{
	const char *tmp, *path;
	bool ok;

	if (!io_make_temporary(t->arena, &tmp))
		return io_diag(d, MESSAGE_FILE_WRITE, STR("TMPDIR"));
	path = str_printf(t->arena, "%s/%s", tmp, link).p;
	const char *const argv[] = {"rsync", "-l", path, place(t, ""), NULL};
	ok = io_make_link(path, str_copy(t->arena, to).p) ?
	    target_run(argv, true, NULL, d) :
	    io_diag(d, MESSAGE_FILE_WRITE, str_of(path));
	io_remove_temporary(tmp);
	return ok;
}

/* a link, or a folder and all that is in it */
static bool
drop(const struct target *t, str path, struct diags *d)
{
	const char *what = str_chars(path), *tmp;
	bool ok;

	/* rsync would take it for a pattern */
	if (strpbrk(what, "*?[\\") != NULL)
		return true;
	if (!io_make_temporary(t->arena, &tmp))
		return io_diag(d, MESSAGE_FILE_WRITE, STR("TMPDIR"));
	const char *const argv[] = {"rsync", "-rl", "--delete",
	    str_printf(t->arena, "--include=/%s", what).p,
	    str_printf(t->arena, "--include=/%s/***", what).p, "--exclude=*",
	    str_printf(t->arena, "%s/", tmp).p, place(t, ""), NULL};
	ok = target_run(argv, true, NULL, d);
	io_remove_temporary(tmp);
	return ok;
}

/* the folder of the site before the last, if it is ours in every file */
static bool
drop_site(const struct target *t, const struct entry *was, struct diags *d)
{
	struct sums s;

	return !is_ours(t, was) || (read_site(t, was->to.p, &s, d) &&
	    drop(t, was->to, d));
}

/* without a site before: does the server keep links? */
static bool
begin(const struct target *t, str new, struct diags *d)
{
	const char *link = name(t, "");
	struct diags unsaid = {0};
	str text;
	bool ok;

	if (!set_link(t, link, new, d))
		return false;
	ok = fetch(t, link, &text, &unsaid);
	diags_done(&unsaid);
	return ok || (drop(t, str_of(link), d) && drop(t, new, d) &&
	    diag(d, MESSAGE_PUBLISH_LINKS, (span){0}, NO_WORDS));
}

static bool
exchange(const struct target *t, str new, const struct entry *now,
    struct diags *d)
{
	const char *old = name(t, SINK_OLD);
	struct entry was;

	if (str_eq(now->to, new))
		return true;
	if (!find(t, old, &was, d) || !set_link(t, name(t, ""), new, d) ||
	    !set_link(t, old, now->to, d))
		return false;
	return str_eq(was.to, new) || str_eq(was.to, now->to) ||
	    drop_site(t, &was, d);
}

static bool
send(const struct target *t, const char *folder, str new,
    const struct entry *now, struct diags *d)
{
	struct arena *a = t->arena;
	const char *argv[] = {"rsync", "-rcp", "--chmod=D755,F644",
	    "--exclude=/.keikaku", str_printf(a, "%s/", folder).p,
	    place(t, str_printf(a, STR_FMT "/", STR_ARG(new)).p), NULL, NULL};
	enum { END = 4 };

	if (now->to.n > 0) {
		memmove(argv + END + 1, argv + END, 3 * sizeof(*argv));
		argv[END] = str_printf(a, "--link-dest=../" STR_FMT "/",
		    STR_ARG(now->to)).p;
	}
	return target_run(argv, false, NULL, d);
}

static bool
put(struct target *t, const char *folder, const struct sums *s,
    struct diags *d)
{
	str new = target_digest(t, s);
	struct entry now;

	if (!find(t, name(t, ""), &now, d) || !send(t, folder, new, &now, d))
		return false;
	return now.to.n > 0 ? exchange(t, new, &now, d) : begin(t, new, d);
}

static bool
back(struct target *t, struct diags *d)
{
	struct entry now, old;

	return find(t, name(t, ""), &now, d) &&
	    find(t, name(t, SINK_OLD), &old, d) &&
	    exchange(t, old.to, &now, d);
}

const struct target_kind target_daemon = {look, put, back};
