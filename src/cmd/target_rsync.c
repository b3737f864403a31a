#include "cmd/target.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "site/sink.h"

/*
 * A server with ssh, rsync and a shell: PATH is a link to a folder beside it,
 * which is named by what it holds.  The new folder is sent, then the link is
 * replaced in one step.
 */

/* ---- what the other side is told ---------------------------------------------- */

/* goes through the shell of the other side as it is */
static void
quote(struct buf *out, str word)
{
	buf_putc(out, '\'');
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] == '\'')
			buf_puts(out, "'\\''");
		else
			buf_putc(out, word.p[i]);
	buf_putc(out, '\'');
}

static void
set(struct buf *out, const char *variable, str value)
{
	buf_printf(out, "%s=", variable);
	quote(out, value);
	buf_putc(out, '\n');
}

/* a script that knows its folder, the site's name and that of the one before */
static void
begin(const struct target *t, struct buf *out)
{
	set(out, "parent", t->parent.n > 0 ? t->parent : STR("."));
	set(out, "name", t->name);
	buf_puts(out, "old=$name" SINK_OLD "\ncd -- \"$parent\" || exit\n");
}

static bool
tell(const struct target *t, const struct buf *script, bool whole,
    struct buf *output, struct diags *d)
{
	const char *const argv[] = {"ssh", "--",
	    str_copy(t->arena, t->host).p,
	    str_copy(t->arena, buf_str(script)).p, NULL};

	return target_run(argv, whole, output, d);
}

/* ---- what is there --------------------------------------------------------------- */

/* none, other, or ours: then its list, a blank line, and all its files */
static const char looking[] =
	"if [ ! -e \"$site\" ] && [ ! -L \"$site\" ]; then echo none\n"
	"elif [ -L \"$site\" ] && [ -e \"$site/" SUMS_NAME "\" ]; then\n"
	"echo ours; cat \"$site/" SUMS_NAME "\" && echo &&\n"
	"cd \"$site/\" && find . -type f | cut -c3-\n"
	"else echo other; fi\n";

static bool
read_answer(struct target *t, str text, struct sums *s, struct diags *d)
{
	str head = STR("ours\n"), list;
	size_t n;

	if (!str_starts(text, head))
		return diag(d, MESSAGE_PUBLISH_FOREIGN, (span){0},
		    WORDS(t->name, t->name));
	text = str_slice(text, head.n, text.n);
	n = str_find(text, STR("\n\n"));
	list = str_slice(text, 0, n < text.n ? n + 1 : n);
	if (n == text.n || !sums_read(t->arena, list, s))
		return diag(d, MESSAGE_PUBLISH_FOREIGN, (span){0},
		    WORDS(t->name, STR(SUMS_NAME)));
	t->there = true;
	return target_ours(t, str_slice(text, n + 2, text.n), s, d);
}

static bool
look(struct target *t, enum target_site which, struct sums *s,
    struct diags *d)
{
	struct buf script = {0}, output = {0};
	bool ok;

	begin(t, &script);
	buf_puts(&script, which == TARGET_OLD ? "site=$old\n" :
	    "site=$name\n");
	buf_puts(&script, looking);
	ok = tell(t, &script, false, &output, d);
	*s = (struct sums){0};
	if (ok && !str_starts(buf_str(&output), STR("none")))
		ok = read_answer(t, str_copy(t->arena, buf_str(&output)), s,
		    d);
	else if (ok && which == TARGET_OLD)
		ok = diag(d, MESSAGE_PUBLISH_OLD, (span){0}, NO_WORDS);
	buf_done(&script);
	buf_done(&output);
	return ok;
}

/* ---- the switch ------------------------------------------------------------------- */

/*
 * $new becomes the site, the site the one before; the one before that goes,
 * as far as its list says that it is ours.
 */
static const char switching[] =
	"now=$(readlink \"$name\") || now=\n"
	"was=$(readlink \"$old\") || was=\n"
	"[ -n \"$new\" ] && [ -e \"$new/" SUMS_NAME "\" ] || exit\n"
	"ln -sfn \"$new\" \".$name.keikaku\" &&\n"
	"mv -T \".$name.keikaku\" \"$name\" || exit\n"
	"[ -n \"$now\" ] && [ \"$now\" != \"$new\" ] || exit 0\n"
	"ln -sfn \"$now\" \".$name.keikaku\" &&\n"
	"mv -T \".$name.keikaku\" \"$old\" || exit\n"
	"case $was in \"$new\"|\"$now\") exit 0;; \"$name\"-*) ;; *) exit 0;; esac\n"
	"cd -- \"$was\" || exit 0\n"
	"cut -c67- " SUMS_NAME " | tr '\\n' '\\0' | xargs -0 rm -f --\n"
	"rm -f " SUMS_NAME "\n"
	"cd .. && find \"$was\" -depth -type d -exec rmdir {} + 2>/dev/null\n"
	"exit 0\n";

static bool
exchange(const struct target *t, struct buf *script, struct diags *d)
{
	bool ok;

	buf_puts(script, switching);
	ok = tell(t, script, true, NULL, d);
	buf_done(script);
	return ok;
}

static bool
send(const struct target *t, const char *folder, str new, struct diags *d)
{
	struct arena *a = t->arena;
	const char *argv[] = {"rsync", "-rcps", "--chmod=D755,F644",
	    "--exclude=/.keikaku", "--", str_printf(a, "%s/", folder).p,
	    str_printf(a, STR_FMT ":" STR_FMT STR_FMT "/", STR_ARG(t->host),
	    STR_ARG(t->parent), STR_ARG(new)).p, NULL, NULL};
	enum { END = 4 };

	if (t->there) {
		memmove(argv + END + 1, argv + END, 3 * sizeof(*argv));
		argv[END] = str_printf(a, "--link-dest=../" STR_FMT "/",
		    STR_ARG(t->name)).p;
	}
	return target_run(argv, false, NULL, d);
}

static bool
put(struct target *t, const char *folder, const struct sums *s,
    struct diags *d)
{
	str new = target_digest(t, s);
	struct buf script = {0};

	if (!send(t, folder, new, d))
		return false;
	begin(t, &script);
	set(&script, "new", new);
	return exchange(t, &script, d);
}

static bool
back(struct target *t, struct diags *d)
{
	struct buf script = {0};

	begin(t, &script);
	buf_puts(&script, "new=$(readlink \"$old\") || exit\n");
	return exchange(t, &script, d);
}

const struct target_kind target_rsync = {look, put, back};
