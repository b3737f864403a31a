#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/mending.h"
#include "cmd/options.h"
#include "text/encoding.h"
#include "text/patch.h"

/* ---- what would be changed ------------------------------------------- */

/* CR alone is shown as the line end that it is taken for */
static str
lines_of(struct arena *a, str text)
{
	struct buf out = {0};
	str lines;

	for (size_t i = 0; i < text.n; i++)
		buf_putc(&out, text.p[i] == '\r' && (i + 1 == text.n ||
		    text.p[i + 1] != '\n') ? '\n' : text.p[i]);
	lines = str_copy(a, buf_str(&out));
	buf_done(&out);
	return lines;
}

/* CP932 is shown as what it says: people read the difference */
static str
text_of(struct arena *a, str bytes)
{
	static const char bom[] = "\xef\xbb\xbf";
	str text;
	size_t bad;

	if (utf8_bad(bytes) < bytes.n && encoding_cp932(a, bytes, &text, &bad))
		bytes = text;
	return lines_of(a, str_slice(bytes, str_starts(bytes, STR(bom)) ?
	    sizeof(bom) - 1 : 0, bytes.n));
}

/* what lines do not tell, above them */
static void
put_file(const struct options *o, const struct mended *f)
{
	const bool ja = o->language == LANGUAGE_JA;
	const char *done = o->write ? "改めました" : "改めます";
	struct arena a = {0};
	struct buf out = {0}, path = {0};
	str old = text_of(&a, f->old), new = text_of(&a, f->now);

	utf8_show_line(f->path, &path);
	buf_putc(&path, '\0');
	if (utf8_bad(f->old) < f->old.n)
		buf_printf(&out, "%s%s%s%s\n", ja ?
		    "文字コードを CP932 から UTF-8 に" :
		    "CP932 becomes UTF-8", ja ? done : "", ja ? "：" : ": ",
		    path.p);
	if (!str_eq(lines_of(&a, f->old), f->old) &&
	    str_eq(lines_of(&a, f->now), f->now))
		buf_printf(&out, "%s%s%s%s\n", ja ?
		    "改行を CR から LF に" : "line ends CR become LF",
		    ja ? done : "", ja ? "：" : ": ", path.p);
	patch_put(f->path, old, new, &out);
	if (out.n > 0)
		fwrite(out.p, 1, out.n, stdout);
	buf_done(&out);
	buf_done(&path);
	arena_done(&a);
}

/* ---- writing --------------------------------------------------------- */

/* why a file stays as it is */
static const char *
why_not(bool ja)
{
	if (errno == EXDEV)
		return ja ? "サイトの外を指すリンクなので、書き換えません" :
		    "a link that leads out of the site is left alone";
	if (errno == ESTALE)
		return ja ? "その間に書き換えられたので、そのままにします" :
		    "it has changed meanwhile and is left alone";
	return io_reason(ja ? LANGUAGE_JA : LANGUAGE_EN);
}

static bool
write_file(const struct options *o, const struct mended *f)
{
	const bool ja = o->language == LANGUAGE_JA;

	if (!io_replace_inside(o->folder, f->path.p, f->old, f->now)) {
		fprintf(stderr, "keikaku: " STR_FMT ": %s\n",
		    STR_ARG(f->path), why_not(ja));
		return false;
	}
	if (!o->quiet)
		fprintf(stderr, ja ? STR_FMT ": %zuか所を直しました\n" :
		    STR_FMT ": %zu mends\n", STR_ARG(f->path), f->edits);
	return true;
}

/* ---- what is said ---------------------------------------------------- */

/* what could not be looked at: messages about no place */
static bool
tell_unseen(const struct options *o, const struct mending *m)
{
	struct arena a = {0};
	struct buf out = {0};
	size_t n, told = 0;
	const struct finding *f = diags_findings(mending_diags(m),
	    o->language, &a, &n);

	for (size_t i = 0; i < n; i++)
		if (f[i].level == LEVEL_ERROR && f[i].at.src == NULL) {
			finding_put(&f[i], o->language, &out);
			told++;
		}
	if (out.n > 0)
		fwrite(out.p, 1, out.n, stderr);
	buf_done(&out);
	arena_done(&a);
	return told > 0;
}

static void
tell_left(const struct options *o, const struct mending *m)
{
	size_t n;
	const str *left = mending_left(m, &n);

	for (size_t i = 0; i < n; i++)
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    STR_FMT " 直すとほかのまちがいになるので、そのままにしました\n" :
		    STR_FMT " left: mending it would make another mistake\n",
		    STR_ARG(left[i]));
}

static void
summarize(const struct options *o, const struct mending *m, size_t files,
    size_t edits)
{
	const bool ja = o->language == LANGUAGE_JA;
	const size_t rest = mending_rest(m);

	if (files == 0)
		fputs(ja ? "直すところはありません。" : "nothing to mend", stderr);
	else if (!o->write)
		fprintf(stderr, ja ? "%zuファイルの%zuか所を直せます。書き込むには "
		    "--write を付けてください。" :
		    "%zu files, %zu mends; --write makes them", files, edits);
	else
		fprintf(stderr, ja ? "%zuファイルの%zuか所を直しました。" :
		    "%zu files, %zu mends made", files, edits);
	if (mending_more(m))
		fputs(ja ? "一度に直せる数を超えました。もう一度実行してください。" :
		    "; there is more than one run mends: run it again", stderr);
	if (rest > 0)
		fprintf(stderr, ja ? "人が直すまちがいが、ほかに%zu件あります（"
		    "keikaku check）。" :
		    "; besides, %zu findings for a person (keikaku check)",
		    rest);
	putc('\n', stderr);
}

/* ---------------------------------------------------------------------- */

static int
mend(const struct options *o, const struct mending *m)
{
	const struct mended *f;
	size_t files = 0, edits = 0;
	bool ok = true;

	for (f = mending_files(m); f != NULL; f = f->next) {
		if (o->write && !write_file(o, f)) {
			ok = false;
			continue;
		}
		if (!o->write || !o->quiet)
			put_file(o, f);
		files++;
		edits += f->edits;
	}
	if (!o->quiet) {
		tell_left(o, m);
		summarize(o, m, files, edits);
	}
	return !ok ? EXIT_MACHINE : files > 0 && !o->write ? EXIT_PROBLEMS :
	    EXIT_GOOD;
}

int
fix(const struct options *o)
{
	struct mending *m = mending_new(o);
	const struct diags *d = mending_diags(m);
	const bool unseen = tell_unseen(o, m);
	/* where nothing could be looked at, nothing is said of mends */
	int code = unseen && mending_files(m) == NULL ? EXIT_GOOD :
	    mend(o, m);

	if (unseen && code != EXIT_MACHINE)
		code = diags_machine(d) ? EXIT_MACHINE : EXIT_PROBLEMS;
	mending_free(m);
	return code;
}
