#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "site/sink.h"

/* ---- the place of a test: a site in an empty folder ---------------------- */

struct room {
	char path[64];
};

static int
set_up(void **state)
{
	struct room *r = calloc(1, sizeof(*r));

	strcpy(r->path, "/tmp/keikaku-sink-XXXXXX");
	if (mkdtemp(r->path) == NULL || chmod(r->path, 0755) != 0 ||
	    chdir(r->path) != 0 || mkdir("content", 0777) != 0 ||
	    setenv("HOME", "/nowhere", 1) != 0)
		return -1;
	umask(022);
	*state = r;
	return 0;
}

static int
tear_down(void **state)
{
	struct room *r = *state;
	char command[256];

	snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s",
	    r->path, r->path);
	free(r);
	return chdir("/") != 0 || system(command) != 0;
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

enum look { WHAT, EVERYTHING };

static void
look_at(FILE *out, const char *path, enum look look)
{
	struct stat st;
	char text[4096];
	ssize_t n;
	FILE *f;

	assert_int_equal(lstat(path, &st), 0);
	fprintf(out, "%s%s", path, S_ISDIR(st.st_mode) ? "/" : "=");
	if (S_ISREG(st.st_mode)) {
		assert_non_null(f = fopen(path, "r"));
		n = (ssize_t)fread(text, 1, sizeof(text), f);
		fwrite(text, 1, (size_t)n, out);
		fclose(f);
	} else if (S_ISLNK(st.st_mode)) {
		n = readlink(path, text, sizeof(text));
		fprintf(out, "->%.*s", (int)n, text);
	}
	if (look == EVERYTHING)
		fprintf(out, " %ju %o %ju %jd.%09ld %jd.%09ld",
		    (uintmax_t)st.st_ino, st.st_mode, (uintmax_t)st.st_nlink,
		    (intmax_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
		    (intmax_t)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
	putc('\n', out);
}

static void
look_below(FILE *out, const char *path, enum look look)
{
	struct dirent **names;
	char below[1024];
	int i, n = scandir(path, &names, NULL, alphasort);

	look_at(out, path, look);
	for (i = 0; i < n; i++) {
		snprintf(below, sizeof(below), "%s/%s", path,
		    names[i]->d_name);
		if (strcmp(names[i]->d_name, ".") != 0 &&
		    strcmp(names[i]->d_name, "..") != 0) {
			if (names[i]->d_type == DT_DIR)
				look_below(out, below, look);
			else
				look_at(out, below, look);
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

/* all that is in a folder, as text */
static char *
look(const char *path, enum look look)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	look_below(f, path, look);
	fclose(f);
	return text;
}

static void
assert_looks(const char *path, const char *want)
{
	char *text = look(path, WHAT);

	assert_string_equal(text, want);
	free(text);
}

/* nothing of ours is left beside the output */
static void
assert_tidy(void)
{
	struct dirent *e;
	DIR *d = opendir(".");

	while ((e = readdir(d)) != NULL)
		assert_true(e->d_name[0] != '.' || e->d_name[1] == '\0' ||
		    e->d_name[1] == '.');
	closedir(d);
	assert_int_equal(access("public/.keikaku.new", F_OK), -1);
	assert_int_equal(access("public/.keikaku.list", F_OK), -1);
}

/* ---- builds ---------------------------------------------------------------- */

/* how the two ways of publishing are told apart */
static bool no_exchange;

static const char *const keep_out[] = {"content", "themes"};

static struct sink *
open_at(const char *out, struct diags *d)
{
	return sink_folder(&(struct sink_place){.out = out, .site = ".",
	    .keep_out = keep_out, .nkeep_out = 2,
	    .no_exchange = no_exchange}, d);
}

/* pages as "path=text path=text" */
static bool
put_all(struct sink *s, const char *pages, struct diags *d)
{
	const char *p = pages, *eq, *end;
	bool ok = true;

	for (; *p != '\0'; p = *end == ' ' ? end + 1 : end) {
		eq = strchr(p, '=');
		end = strchrnul(p, ' ');
		ok &= sink_put(s, (str){p, (size_t)(eq - p)},
		    (str){eq + 1, (size_t)(end - eq - 1)}, d);
	}
	return ok;
}

static bool
try_build(const char *pages, struct sink_count *c, struct diags *d)
{
	struct sink *s = open_at("public", d);
	bool ok;

	if (s == NULL)
		return false;
	ok = put_all(s, pages, d) && sink_commit(s, d);
	*c = sink_count(s);
	sink_free(s);
	return ok;
}

static char *
text_of(const struct diags *d)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	diags_print(d, LANGUAGE_EN, DIAGS_MOST, f);
	fclose(f);
	return text;
}

static void
assert_says(struct diags *d, size_t n, const char *want)
{
	char *text = text_of(d);

	if (strstr(text, want) == NULL)
		fail_msg("wanted %s, got: %s", want, text);
	assert_int_equal(d->errors, n);
	free(text);
	diags_done(d);
}

static void
build(const char *pages, size_t written, size_t same, size_t removed)
{
	struct diags d = {0};
	struct sink_count c = {0};

	if (!try_build(pages, &c, &d))
		fail_msg("%s", text_of(&d));
	assert_int_equal(d.errors + d.warnings, 0);
	assert_int_equal(c.written, written);
	assert_int_equal(c.same, same);
	assert_int_equal(c.removed, removed);
	assert_tidy();
}

/* refused, and nothing has changed */
static void
build_fails(const char *pages, size_t errors, const char *want)
{
	struct diags d = {0};
	struct sink_count c;
	char *before = look(".", EVERYTHING), *after;

	assert_false(try_build(pages, &c, &d));
	assert_says(&d, errors, want);
	after = look(".", EVERYTHING);
	/* but for "." itself, where the new tree has come and gone */
	assert_string_equal(strchr(after, '\n'), strchr(before, '\n'));
	free(before);
	free(after);
}

static ino_t
inode(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_ino;
}

static mode_t
mode(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode & 07777;
}

/* ---- what is published ------------------------------------------------------- */

static void
builds(void **state)
{
	(void)state;
	build("index.html=home b/a.html=A b/c/d.html=D empty=", 4, 0, 0);
	assert_looks("public", "public/\n"
	    "public/.keikaku=keikaku 1\n"
	    "b/a.html\nb/c/d.html\nempty\nindex.html\n\n"
	    "public/b/\npublic/b/a.html=A\n"
	    "public/b/c/\npublic/b/c/d.html=D\n"
	    "public/empty=\npublic/index.html=home\n");
}

static void
builds_an_empty_site(void **state)
{
	(void)state;
	build("", 0, 0, 0);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\n\n");
	build("a=1", 1, 0, 0);
	build("", 0, 0, 1);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\n\n");
}

static void
builds_into_an_empty_folder(void **state)
{
	(void)state;
	assert_int_equal(mkdir("public", 0750), 0);
	build("a=1", 1, 0, 0);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
	assert_int_equal(mode("public"), 0750);
}

static void
touches_nothing_if_nothing_differs(void **state)
{
	char *before, *after;

	(void)state;
	build("index.html=home b/a.html=A b/c/d.html=D empty=", 4, 0, 0);
	write_file("public/CNAME", "example.jp");
	before = look(".", EVERYTHING);
	build("b/c/d.html=D empty= index.html=home b/a.html=A", 0, 4, 0);
	after = look(".", EVERYTHING);
	assert_string_equal(after, before);
	free(before);
	free(after);
}

static void
changes_what_differs(void **state)
{
	ino_t public, a, b, c;

	(void)state;
	build("a=1 x/b=2 x/c=3 y/z/d=4", 4, 0, 0);
	public = inode("public");
	a = inode("public/a");
	b = inode("public/x/b");
	c = inode("public/x/c");
	build("a=1 x/b=two x/c=4 e/f=5", 3, 1, 1);
	assert_looks("public", "public/\n"
	    "public/.keikaku=keikaku 1\na\ne/f\nx/b\nx/c\n\n"
	    "public/a=1\npublic/e/\npublic/e/f=5\n"
	    "public/x/\npublic/x/b=two\npublic/x/c=4\n");
	assert_int_equal(inode("public/a"), a);
	assert_int_not_equal(inode("public/x/b"), b);
	assert_int_not_equal(inode("public/x/c"), c);
	/* which shows by which of the two ways it came */
	assert_int_equal(inode("public") == public, no_exchange);
}

static void
removes_without_writing(void **state)
{
	(void)state;
	build("a=1 b/c=2 b/d=3", 3, 0, 0);
	build("a=1 b/d=3", 0, 2, 1);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nb/d\n\n"
	    "public/a=1\npublic/b/\npublic/b/d=3\n");
	build("a=1", 0, 1, 1);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
}

static void
turns_files_into_folders_and_back(void **state)
{
	(void)state;
	build("a=1 b/c/d=2 b/e=3", 3, 0, 0);
	build("a/x/y=1 b=2", 2, 0, 3);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na/x/y\nb\n"
	    "\npublic/a/\npublic/a/x/\npublic/a/x/y=1\npublic/b=2\n");
	build("a=1 b/c/d=2 b/e=3", 3, 0, 2);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nb/c/d\n"
	    "b/e\n\npublic/a=1\npublic/b/\npublic/b/c/\npublic/b/c/d=2\n"
	    "public/b/e=3\n");
}

static void
mends_what_somebody_changed(void **state)
{
	(void)state;
	build("a=1 b=2 c=3 d=4 e/f=5", 5, 0, 0);
	write_file("public/a", "by hand");
	assert_int_equal(unlink("public/b"), 0);
	assert_int_equal(unlink("public/c"), 0);
	assert_int_equal(symlink("a", "public/c"), 0);
	assert_int_equal(unlink("public/d"), 0);
	assert_int_equal(mkfifo("public/d", 0666), 0);
	assert_int_equal(unlink("public/e/f"), 0);
	assert_int_equal(rmdir("public/e"), 0);
	build("a=1 b=2 c=3 d=4 e/f=5", 5, 0, 0);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nb\nc\nd\n"
	    "e/f\n\npublic/a=1\npublic/b=2\npublic/c=3\npublic/d=4\n"
	    "public/e/\npublic/e/f=5\n");
	/* what is not there any more need not be removed */
	assert_int_equal(unlink("public/e/f"), 0);
	build("a=1", 0, 1, 3);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
}

static void
keeps_what_it_did_not_make(void **state)
{
	ino_t cname, deep;

	(void)state;
	build("index.html=1 a/b.html=2 gone/x=3", 3, 0, 0);
	write_file("public/CNAME", "example.jp");
	write_file("public/.htaccess", "Deny");
	write_file("public/a/hand.html", "hand");
	assert_int_equal(mkdir("public/own", 0750), 0);
	assert_int_equal(mkdir("public/own/empty", 0701), 0);
	write_file("public/own/deep", "deep");
	write_file("public/gone/mine", "mine");
	assert_int_equal(symlink("nothing", "public/own/dead"), 0);
	assert_int_equal(symlink("own", "public/link"), 0);
	assert_int_equal(mkfifo("public/pipe", 0600), 0);
	cname = inode("public/CNAME");
	deep = inode("public/own/deep");
	build("index.html=one", 1, 0, 2);
	assert_looks("public", "public/\n"
	    "public/.htaccess=Deny\n"
	    "public/.keikaku=keikaku 1\nindex.html\n\n"
	    "public/CNAME=example.jp\n"
	    "public/a/\npublic/a/hand.html=hand\n"
	    "public/gone/\npublic/gone/mine=mine\n"
	    "public/index.html=one\n"
	    "public/link=->own\n"
	    "public/own/\npublic/own/dead=->nothing\n"
	    "public/own/deep=deep\npublic/own/empty/\n"
	    "public/pipe=\n");
	assert_int_equal(inode("public/CNAME"), cname);
	assert_int_equal(inode("public/own/deep"), deep);
	assert_int_equal(mode("public/own"), 0750);
	assert_int_equal(mode("public/own/empty"), 0701);
	assert_int_equal(mode("public/pipe"), 0600);
	/* and again with nothing of ours left beside it */
	build("", 0, 0, 1);
	assert_int_equal(inode("public/CNAME"), cname);
	assert_int_equal(inode("public/own/deep"), deep);
}

static void
does_not_overwrite_what_it_did_not_make(void **state)
{
	(void)state;
	build("a=1", 1, 0, 0);
	write_file("public/file", "foreign");
	assert_int_equal(mkdir("public/folder", 0777), 0);
	assert_int_equal(mkdir("public/full", 0777), 0);
	write_file("public/full/x", "foreign");
	assert_int_equal(symlink("content", "public/link"), 0);
	assert_int_equal(symlink("../content", "public/inside"), 0);
	build_fails("a=1 file=other", 1,
	    "public/file was not made by keikaku");
	build_fails("a=1 file/x=1", 1, "public/file was not made");
	build_fails("a=1 folder=1", 1, "public/folder was not made");
	build_fails("a=1 full=1", 2, "public/full/x was not made");
	build_fails("a=1 link=1", 1, "public/link was not made");
	build_fails("a=1 inside/x=1", 1, "[out-foreign]");
	assert_looks("content", "content/\n");
	/* through the link it looks the same */
	write_file("content/x", "1");
	build_fails("a=1 inside/x=1", 1, "[out-foreign]");
	build("a=1 file=foreign full/y=1", 1, 2, 0);
	assert_looks("public/full", "public/full/\npublic/full/x=foreign\n"
	    "public/full/y=1\n");
	/* what was the same has become ours */
	build("a=1", 0, 1, 2);
	assert_int_equal(access("public/file", F_OK), -1);
	assert_int_equal(access("public/full/x", F_OK), 0);
}

static void
sees_changes_under_its_hands(void **state)
{
	struct diags d = {0};
	struct sink *s;

	(void)state;
	build("a=1 b=2", 2, 0, 0);
	assert_non_null(s = open_at("public", &d));
	assert_true(put_all(s, "a=1 b=two", &d));
	assert_int_equal(unlink("public/a"), 0);
	assert_false(sink_commit(s, &d));
	sink_free(s);
	assert_says(&d, 1, "[file-busy]");
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nb\n\n"
	    "public/b=2\n");
	assert_tidy();
	build("a=1 b=two", 2, 0, 0);
}

static void
keeps_modes(void **state)
{
	(void)state;
	umask(027);
	build("a=1 b/c=2", 2, 0, 0);
	assert_int_equal(mode("public"), 0750);
	assert_int_equal(mode("public/a"), 0640);
	assert_int_equal(mode("public/b"), 0750);
	assert_int_equal(mode("public/.keikaku"), 0640);
	assert_int_equal(chmod("public", 02775), 0);
	assert_int_equal(chmod("public/b", 0700), 0);
	assert_int_equal(chmod("public/a", 0600), 0);
	build("a=1 b/c=3", 1, 1, 0);
	assert_int_equal(mode("public"), 02775);
	assert_int_equal(mode("public/b"), 0700);
	assert_int_equal(mode("public/a"), 0600);
	assert_int_equal(mode("public/b/c"), 0640);
}

/* ---- how it is published ------------------------------------------------------ */

static void
throws_away_what_is_not_committed(void **state)
{
	struct diags d = {0};
	struct sink *s;
	char *before, *after;

	(void)state;
	before = look(".", WHAT);
	assert_non_null(s = open_at("x/y/public", &d));
	assert_true(put_all(s, "a=1 b/c=2", &d));
	sink_free(s);
	after = look(".", WHAT);
	assert_string_equal(after, before);
	free(before);
	free(after);
	build("a=1", 1, 0, 0);
	before = look("public", EVERYTHING);
	assert_non_null(s = open_at("public", &d));
	assert_true(put_all(s, "a=2 b/c=2", &d));
	sink_free(s);
	after = look("public", EVERYTHING);
	assert_string_equal(after, before);
	assert_tidy();
	free(before);
	free(after);
	diags_done(&d);
}

static void
makes_the_folders_above(void **state)
{
	struct diags d = {0};
	struct sink *s = open_at("x/y/../y/./public/", &d);

	(void)state;
	assert_null(s);
	diags_done(&d);
	assert_non_null(s = open_at("x/y/./public/", &d));
	assert_true(put_all(s, "a=1", &d) && sink_commit(s, &d));
	sink_free(s);
	assert_looks("x", "x/\nx/y/\nx/y/public/\n"
	    "x/y/public/.keikaku=keikaku 1\na\n\nx/y/public/a=1\n");
	diags_done(&d);
}

static void
lets_one_build_at_a_time(void **state)
{
	struct diags d = {0};
	struct sink *s, *other;

	(void)state;
	assert_non_null(s = open_at("public", &d));
	build_fails("a=1", 1, "[file-busy]");
	assert_non_null(other = open_at("public2", &d));
	sink_free(other);
	assert_true(put_all(s, "a=1", &d));
	build_fails("a=1", 1, "[file-busy]");
	assert_true(sink_commit(s, &d));
	build_fails("a=2", 1, "[file-busy]");
	sink_free(s);
	build("a=2", 1, 0, 0);
	assert_non_null(s = open_at("public", &d));
	build_fails("a=1", 1, "[file-busy]");
	assert_true(put_all(s, "a=3", &d));
	build_fails("a=1", 1, "[file-busy]");
	sink_free(s);
	build("a=2", 0, 1, 0);
	diags_done(&d);
}

/* a build in another process, which dies before it commits */
static void
build_and_die(const char *pages)
{
	struct diags d = {0};
	struct sink *s;
	pid_t child = fork();

	if (child == 0) {
		s = open_at("public", &d);
		if (s != NULL && put_all(s, pages, &d))
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void
cleans_up_after_the_dead(void **state)
{
	(void)state;
	build_and_die("a=1 b/c=2");
	assert_int_equal(access("public", F_OK), -1);
	assert_int_equal(access(".public.keikaku/b/c", F_OK), 0);
	build("a=1", 1, 0, 0);
	build_and_die("a=2 b/c=2");
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
	assert_int_equal(access(".public.keikaku/b/c", F_OK), 0);
	build("a=1", 0, 1, 0);
}

/* the same, killed before its nth call of the system; false if it was done */
static bool
build_until(const char *pages, int n)
{
	struct sink_count c;
	struct diags d = {0};
	int status, i;
	pid_t child = fork();

	if (child == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		_exit(try_build(pages, &c, &d) ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	/* it stops before and after each call */
	for (i = 0; i < 2 * n && WIFSTOPPED(status); i++) {
		ptrace(PTRACE_SYSCALL, child, NULL, NULL);
		assert_int_equal(waitpid(child, &status, 0), child);
	}
	if (!WIFSTOPPED(status)) {
		assert_int_equal(status, 0);
		return false;
	}
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	return true;
}

/* the old site or the new one; and what comes after knows what is ours */
static void
dies_at_every_call(const char *old, const char *new)
{
	char *want[3], *is;
	struct diags d = {0};
	struct sink_count c;
	int n;

	assert_true(try_build(new, &c, &d));
	want[1] = look("public", WHAT);
	assert_true(try_build(old, &c, &d));
	want[0] = look("public", WHAT);
	for (n = 1; build_until(new, n); n++) {
		is = look("public", WHAT);
		if (!no_exchange && strcmp(is, want[0]) != 0)
			assert_string_equal(is, want[1]);
		free(is);
		if (!try_build(old, &c, &d))
			fail_msg("%s", text_of(&d));
		assert_looks("public", want[0]);
		assert_tidy();
	}
	assert_true(n > 30);
	assert_looks("public", want[1]);
	free(want[0]);
	free(want[1]);
}

static void
is_whole_whenever_it_dies(void **state)
{
	(void)state;
	build("x=1", 1, 0, 0);
	write_file("public/CNAME", "example.jp");
	dies_at_every_call("a=1 b/c=2 b/d=3 e/f=4 same=5",
	    "a=one b=2 g/h=6 e/f/i=7 same=5");
}

static void
is_whole_when_the_first_dies(void **state)
{
	struct diags d = {0};
	struct sink_count c;
	char *want;
	int n;

	(void)state;
	build("a=1 b/c=2", 2, 0, 0);
	want = look("public", WHAT);
	for (n = 1;; n++) {
		assert_int_equal(system("rm -r public"), 0);
		if (!build_until("a=1 b/c=2", n))
			break;
		if (access("public", F_OK) == 0)
			assert_looks("public", want);
		assert_true(try_build("a=1 b/c=2", &c, &d));
		assert_looks("public", want);
		assert_tidy();
	}
	assert_true(n > 20);
	free(want);
}

static void
spares_what_it_did_not_leave(void **state)
{
	(void)state;
	assert_int_equal(mkdir(".public.keikaku", 0777), 0);
	write_file(".public.keikaku/mine", "mine");
	build_fails("a=1", 1, "[out-beside]");
	assert_int_equal(unlink(".public.keikaku/mine"), 0);
	assert_int_equal(rmdir(".public.keikaku"), 0);
	write_file(".public.keikaku", "mine");
	build_fails("a=1", 1, "[out-beside]");
	assert_int_equal(unlink(".public.keikaku"), 0);
	assert_int_equal(mkdir(".public.keikaku", 0777), 0);
	build("a=1", 1, 0, 0);
}

/* runs a test in another process, after whatever makes life harder */
static void
in_child(void (*job)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		job();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

#define CHECK(what)  do { if (!(what)) { \
	fprintf(stderr, "line %d: %s\n", __LINE__, #what); \
	_exit(1); } } while (0)

static void
fill_the_disk(void)
{
	struct rlimit little = {100, 100};
	struct diags d = {0};
	struct sink *s;
	char large[200];
	char *said;

	memset(large, 'x', sizeof(large));
	signal(SIGXFSZ, SIG_IGN);
	CHECK(setrlimit(RLIMIT_FSIZE, &little) == 0);
	CHECK((s = open_at("public", &d)) != NULL);
	CHECK(sink_put(s, STR("small"), STR("fits"), &d));
	CHECK(!sink_put(s, STR("b/large"), (str){large, 200}, &d));
	CHECK(d.errors == 1);
	/* said once is enough */
	CHECK(sink_put(s, STR("more"), (str){large, 200}, &d));
	CHECK(sink_copy(s, STR("file"), "content/file", &d));
	CHECK(!sink_commit(s, &d));
	CHECK(d.errors == 1);
	said = text_of(&d);
	CHECK(strstr(said, "cannot write public/b/large: too large") != NULL);
	CHECK(strstr(said, "[file-write]") != NULL);
	sink_free(s);
}

static void
fill_the_disk_with_a_copy(void)
{
	struct rlimit little = {100, 100};
	struct diags d = {0};
	struct sink *s;

	signal(SIGXFSZ, SIG_IGN);
	CHECK(setrlimit(RLIMIT_FSIZE, &little) == 0);
	CHECK((s = open_at("public", &d)) != NULL);
	CHECK(!sink_copy(s, STR("file"), "content/file", &d));
	CHECK(d.errors == 1 && strstr(text_of(&d), "[file-write]") != NULL);
	sink_free(s);
}

/* the list is the last thing to be written */
static void
fill_the_disk_with_the_list(void)
{
	struct rlimit little = {100, 100};
	struct diags d = {0};
	struct sink *s;
	char path[50];

	signal(SIGXFSZ, SIG_IGN);
	CHECK(setrlimit(RLIMIT_FSIZE, &little) == 0);
	CHECK((s = open_at("public", &d)) != NULL);
	for (int i = 0; i < 20; i++) {
		snprintf(path, sizeof(path), "a-rather-long-name-%d", i);
		CHECK(sink_put(s, str_of(path), STR("x"), &d));
	}
	CHECK(!sink_commit(s, &d));
	CHECK(d.errors == 1 && strstr(text_of(&d), "[file-write]") != NULL);
	sink_free(s);
}

static void
survives_a_full_disk(void **state)
{
	static void (*const jobs[])(void) = {
		fill_the_disk, fill_the_disk_with_a_copy,
		fill_the_disk_with_the_list
	};
	char *before, *large = calloc(1, 500), *after;

	(void)state;
	memset(large, 'y', 499);
	write_file("content/file", large);
	free(large);
	before = look(".", WHAT);
	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++) {
		in_child(jobs[i]);
		after = look(".", WHAT);
		assert_string_equal(after, before);
		free(after);
	}
	build("a=1 small=2", 2, 0, 0);
	free(before);
	before = look("public", WHAT);
	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++) {
		in_child(jobs[i]);
		after = look("public", WHAT);
		assert_string_equal(after, before);
		assert_tidy();
		free(after);
	}
	free(before);
}

/* ---- without the right to ------------------------------------------------------ */

static void
be_nobody(void)
{
	if (geteuid() == 0)
		CHECK(setresgid(65534, 65534, 65534) == 0 &&
		    setresuid(65534, 65534, 65534) == 0);
}

static void
build_as_nobody(void)
{
	struct sink_count c;
	struct diags d = {0};

	be_nobody();
	CHECK(try_build("a=1 b/c=2", &c, &d));
	CHECK(c.written == 2);
	CHECK(try_build("a=1 b/c=2", &c, &d));
	CHECK(c.same == 2 && c.written == 0);
	CHECK(try_build("a=2 d=3", &c, &d));
	CHECK(c.written == 2 && c.removed == 1);
}

static void
fail_as_nobody(void)
{
	struct sink_count c;
	struct diags d = {0};

	be_nobody();
	CHECK(!try_build("a=1", &c, &d));
	CHECK(d.errors == 1);
	CHECK(strstr(text_of(&d), "[file-write]") != NULL);
}

static void
needs_only_the_folder_itself(void **state)
{
	ino_t public;

	(void)state;
	/* the folder above may not be changed by us */
	assert_int_equal(mkdir("public", 0777), 0);
	assert_int_equal(chmod("public", 0777), 0);
	assert_int_equal(chmod(".", 0555), 0);
	public = inode("public");
	in_child(build_as_nobody);
	assert_int_equal(inode("public"), public);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nd\n\n"
	    "public/a=2\npublic/d=3\n");
	assert_int_equal(chmod(".", 0755), 0);
	assert_tidy();
}

static void
build_around_a_wall(void)
{
	struct sink_count c;
	struct diags d = {0};

	be_nobody();
	CHECK(try_build("a=1", &c, &d));
	CHECK(mkdir("public/wall", 0777) == 0);
	CHECK(open("public/wall/x", O_CREAT | O_WRONLY, 0666) >= 0);
	CHECK(chmod("public/wall", 0) == 0);
	CHECK(try_build("a=2", &c, &d));
	CHECK(chmod("public/wall", 0555) == 0);
	CHECK(try_build("a=3", &c, &d));
	CHECK(d.errors == 0);
}

static void
goes_around_what_it_may_not_change(void **state)
{
	(void)state;
	assert_int_equal(chmod(".", 0777), 0);
	in_child(build_around_a_wall);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=3\npublic/wall/\npublic/wall/x=\n");
	assert_int_equal(mode("public/wall"), 0555);
	assert_tidy();
}

static void
says_that_it_cannot_write(void **state)
{
	(void)state;
	assert_int_equal(chmod(".", 0555), 0);
	in_child(fail_as_nobody);
	assert_int_equal(chmod(".", 0755), 0);
	build("a=1 b/c=2", 2, 0, 0);
	assert_int_equal(chmod("public", 0555), 0);
	in_child(fail_as_nobody);
	assert_int_equal(chmod("public", 0755), 0);
	build("a=1 b/c=2", 0, 2, 0);
}

/* ---- where it may be ------------------------------------------------------------- */

static void
refuses_dangerous_places(void **state)
{
	static const struct { const char *out, *code; } cases[] = {
		{".", "out-place"}, {"./", "out-place"}, {"..", "out-place"},
		{"x/..", "file-write"}, {"/", "out-place"},
		{"//", "out-place"}, {"/tmp", "out-place"},
		{"content", "out-place"}, {"content/", "out-place"},
		{"content/public", "out-place"}, {"themes", "out-place"},
		{"content/../content/x", "out-place"},
		{"themes/my/public", "out-place"}, {"a/..", "out-place"},
		{"link/x", "out-place"}, {"home", "out-place"},
		{"home/..", "out-place"}, {"link", "out-folder"},
		{"dead", "out-folder"}, {"file", "out-folder"},
		{"file/x", "out-folder"}, {"pipe", "out-folder"},
		{"full", "out-not-ours"}, {"list-folder", "file-read"},
		{"", "file-write"}, {"/proc/x", "file-write"}
	};
	char home[128], *before, *after;
	struct room *r = *state;
	struct diags d;

	snprintf(home, sizeof(home), "%s/home", r->path);
	setenv("HOME", home, 1);
	assert_int_equal(mkdir("home", 0777) + mkdir("a", 0777), 0);
	assert_int_equal(mkdir("full", 0777), 0);
	assert_int_equal(mkdir("full/.hidden", 0777), 0);
	assert_int_equal(mkdir("list-folder", 0777), 0);
	assert_int_equal(mkdir("list-folder/.keikaku", 0777), 0);
	assert_int_equal(symlink("content", "link"), 0);
	assert_int_equal(symlink("nothing", "dead"), 0);
	assert_int_equal(mkfifo("pipe", 0666), 0);
	write_file("file", "x");
	before = look(".", EVERYTHING);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		d = (struct diags){0};
		assert_null(open_at(cases[i].out, &d));
		assert_says(&d, 1, cases[i].code);
	}
	after = look(".", EVERYTHING);
	assert_string_equal(after, before);
	free(before);
	free(after);
	d = (struct diags){0};
	assert_null(open_at("content", &d));
	assert_says(&d, 1, "cannot build into content: that would endanger "
	    "content");
}

/* content may be a link to where it really is */
static void
follows_what_to_keep_out_of(void **state)
{
	struct diags d = {0};
	struct sink *s;

	(void)state;
	assert_int_equal(rmdir("content"), 0);
	assert_int_equal(mkdir("real", 0777), 0);
	assert_int_equal(symlink("real", "content"), 0);
	assert_null(open_at("real/public", &d));
	assert_says(&d, 1, "[out-place]");
	assert_non_null(s = open_at("really", &d));
	sink_free(s);
	assert_non_null(s = open_at("home/public", &d));
	sink_free(s);
	diags_done(&d);
}

static void
refuses_a_damaged_list(void **state)
{
	static const char *const lists[] = {
		"", "keikaku 2\na\n", "keikaku 1", "keikaku 1\na",
		"keikaku 1\nb\na\n", "keikaku 1\na\na\n", "keikaku 1\n\n",
		"keikaku 1\n../x\n", "keikaku 1\n/x\n", "keikaku 1\r\na\r\n",
		"keikaku 1\na\r\n", "keikaku 1\na\n.keikaku\n"
	};

	(void)state;
	build("a=1", 1, 0, 0);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		write_file("public/.keikaku", lists[i]);
		build_fails("a=1", 1, "[out-manifest]");
	}
	assert_int_equal(unlink("public/.keikaku"), 0);
	build_fails("a=1", 1, "[out-not-ours]");
}

/* ---- pages ------------------------------------------------------------------------ */

static void
refuses_unsafe_paths(void **state)
{
	static const struct { const char *path; size_t n; } cases[] = {
		{"", 0}, {"/a", 2}, {"a/", 2}, {"a//b", 4}, {".", 1},
		{"..", 2}, {"../a", 4}, {"a/../b", 6}, {"a/./b", 5},
		{"a\0b", 3}, {"a\\b", 3}, {"a\nb", 3}, {"a\x7f", 2},
		{".keikaku", 8}, {".keikaku.new/a", 14}, {"/", 1}
	};
	char name[300];
	struct diags d = {0};
	struct sink *s;

	(void)state;
	memset(name, 'n', sizeof(name));
	assert_non_null(s = open_at("public", &d));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		str path = {cases[i].path, cases[i].n};

		assert_false(sink_put(s, path, STR("x"), &d));
		assert_says(&d, 1, "[out-path]");
		assert_false(sink_copy(s, path, "file", &d));
		assert_says(&d, 1, "[out-path]");
	}
	assert_false(sink_put(s, (str){name, 256}, STR("x"), &d));
	assert_says(&d, 1, "[out-path]");
	assert_true(sink_put(s, (str){name, 255}, STR("x"), &d));
	assert_true(sink_put(s, STR("a..b/...html/.well-known/計画"),
	    STR("x"), &d));
	assert_false(sink_commit(s, &d));
	assert_int_equal(d.errors, 0);
	sink_free(s);
}

static void
tells_pages_apart(void **state)
{
	static const struct { const char *pages, *want; size_t n; } cases[] = {
		{"a=1 a=1", "two things are written to 'a'", 1},
		{"a=1 a=2", "[out-twice]", 1},
		{"a=2 a=3 a=4", "[out-twice]", 1},
		{"a=1 b=1 a/x=1", "'a/x' cannot be written: 'a' is a page", 1},
		{"a=2 b=1 a/x=1", "[out-below]", 1},
		{"a/x=1 a=2", "[out-below]", 1},
		{"a/x/y=1 a=2 a-b=1", "[out-below]", 1},
		{"a=1 a/x/y=1 a/x=2", "[out-below]", 2},
	};

	(void)state;
	build("a=1 b=1", 2, 0, 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		build_fails(cases[i].pages, cases[i].n, cases[i].want);
	build("a=1 b=1", 0, 2, 0);
}

static void
copies_files(void **state)
{
	struct diags d = {0};
	struct sink_count c;
	struct stat st;
	struct sink *s;
	char *large = malloc(200001);
	int i;

	(void)state;
	memset(large, 'x', 200000);
	large[200000] = '\0';
	for (i = 0; i < 4; i++) {
		/* written, the same, of equal length, shorter */
		if (i == 2)
			large[199999] = 'y';
		if (i == 3)
			large[65536] = '\0';
		write_file("content/file", large);
		assert_non_null(s = open_at("public", &d));
		assert_true(sink_copy(s, STR("a/file"), "content/file", &d));
		assert_true(sink_copy(s, STR("empty"), "content/empty", &d) ||
		    i == 0);
		c = sink_count(s);
		if (i == 0) {
			assert_false(sink_commit(s, &d));
			assert_says(&d, 1, "cannot read content/empty");
			write_file("content/empty", "");
		} else {
			assert_true(sink_commit(s, &d));
			assert_int_equal(c.written, i == 1 ? 2 : 1);
			assert_int_equal(c.same, i == 1 ? 0 : 1);
		}
		sink_free(s);
	}
	assert_int_equal(stat("public/a/file", &st), 0);
	assert_int_equal(st.st_size, 65536);
	assert_int_equal(st.st_nlink, 1);
	assert_int_not_equal(st.st_ino, inode("content/file"));
	free(large);
	diags_done(&d);
}

static void
does_not_copy_what_is_no_file(void **state)
{
	static const char *const from[] = {"nothing", "content", "pipe"};
	struct diags d = {0};
	struct sink *s;

	(void)state;
	assert_int_equal(mkfifo("pipe", 0666), 0);
	assert_non_null(s = open_at("public", &d));
	for (size_t i = 0; i < 3; i++)
		assert_false(sink_copy(s, STR("a"), from[i], &d));
	/* each of them is worth a message */
	assert_says(&d, 3, "[file-read]");
	sink_free(s);
}

/* ---- threads ---------------------------------------------------------------------- */

enum { WORKERS = 8, JOBS = 1500 };

struct crowd {
	struct sink *sink;
	struct diags diags[WORKERS];
	int version;
};

static void
put_one(void *ctx, size_t worker, size_t i)
{
	struct crowd *c = ctx;
	struct diags *d = &c->diags[worker];
	str path = str_printf(&d->arena, "p%zu/q%zu/%zu.html", i % 5, i % 3,
	    i);
	str text = str_printf(&d->arena, "%zu %d", i,
	    i % 10 == 0 ? c->version : 0);

	if (i % 100 == 99)
		sink_copy(c->sink, path, "content/file", d);
	else
		sink_put(c->sink, path, text, d);
}

static void
takes_pages_from_many_threads(void **state)
{
	struct sink_count n;
	struct crowd c;

	(void)state;
	write_file("content/file", "file");
	for (int i = 0; i < 4; i++) {
		c = (struct crowd){.version = i / 2};
		assert_non_null(c.sink = open_at("public", &c.diags[0]));
		pool_run(WORKERS, JOBS, put_one, &c);
		assert_true(sink_commit(c.sink, &c.diags[0]));
		n = sink_count(c.sink);
		assert_int_equal(n.written + n.same, JOBS);
		assert_int_equal(n.written, i == 0 ? JOBS : i == 2 ?
		    JOBS / 10 : 0);
		sink_free(c.sink);
		for (int j = 0; j < WORKERS; j++) {
			assert_int_equal(c.diags[j].errors, 0);
			diags_done(&c.diags[j]);
		}
		assert_tidy();
	}
}

/* ---- other sinks ------------------------------------------------------------------ */

static void
counts_only(void **state)
{
	struct sink *s = sink_none();
	struct diags d = {0};

	(void)state;
	assert_true(put_all(s, "a=1 b/c=2", &d));
	assert_true(sink_copy(s, STR("d"), "nothing", &d));
	assert_int_equal(sink_count(s).same, 3);
	assert_int_equal(sink_count(s).written, 0);
	assert_true(sink_commit(s, &d));
	sink_free(s);
	s = sink_none();
	assert_true(put_all(s, "a=1 b/c=2 a=1", &d));
	assert_false(sink_commit(s, &d));
	assert_says(&d, 1, "[out-twice]");
	sink_free(s);
	s = sink_none();
	assert_false(put_all(s, "../a=1", &d));
	assert_says(&d, 1, "[out-path]");
	sink_free(s);
	sink_free(NULL);
}

/* a sink of somebody else's making, as serve has one */
struct last {
	char text[100];
	bool freed;
};

static enum sink_result
put_last(void *ctx, str path, str bytes, struct diags *d)
{
	struct last *l = ctx;

	(void)d;
	snprintf(l->text, sizeof(l->text), "%s: " STR_FMT, path.p,
	    STR_ARG(bytes));
	return SINK_WRITTEN;
}

static void
free_last(void *ctx)
{
	struct last *l = ctx;

	l->freed = true;
}

static void
can_be_of_another_kind(void **state)
{
	static const struct sink_kind kind = {
		.put = put_last, .free = free_last
	};
	struct last l = {0};
	struct sink *s = sink_new(&kind, &l);
	struct diags d = {0};

	(void)state;
	assert_true(sink_put(s, STR("a/b"), STR("page"), &d));
	assert_string_equal(l.text, "a/b: page");
	assert_true(sink_commit(s, &d));
	assert_int_equal(sink_count(s).written, 1);
	sink_free(s);
	assert_true(l.freed);
}

/* ---- all -------------------------------------------------------------------------- */

static int
set_up_exchange(void **state)
{
	no_exchange = false;
	return set_up(state);
}

static int
set_up_one_by_one(void **state)
{
	no_exchange = true;
	return set_up(state);
}

#define ONCE(f)  cmocka_unit_test_setup_teardown(f, set_up_exchange, tear_down)
#define BOTH(f)  ONCE(f), {#f " (no exchange)", f, set_up_one_by_one, \
	tear_down, NULL}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(builds), BOTH(builds_an_empty_site),
		BOTH(builds_into_an_empty_folder),
		BOTH(touches_nothing_if_nothing_differs),
		BOTH(changes_what_differs), BOTH(removes_without_writing),
		BOTH(turns_files_into_folders_and_back),
		BOTH(mends_what_somebody_changed),
		BOTH(keeps_what_it_did_not_make),
		BOTH(does_not_overwrite_what_it_did_not_make),
		BOTH(sees_changes_under_its_hands), BOTH(keeps_modes),
		BOTH(throws_away_what_is_not_committed),
		ONCE(makes_the_folders_above), BOTH(lets_one_build_at_a_time),
		BOTH(cleans_up_after_the_dead),
		BOTH(is_whole_whenever_it_dies),
		ONCE(is_whole_when_the_first_dies),
		ONCE(spares_what_it_did_not_leave),
		BOTH(survives_a_full_disk), ONCE(needs_only_the_folder_itself),
		ONCE(goes_around_what_it_may_not_change),
		ONCE(says_that_it_cannot_write),
		ONCE(refuses_dangerous_places),
		ONCE(follows_what_to_keep_out_of),
		ONCE(refuses_a_damaged_list), ONCE(refuses_unsafe_paths),
		BOTH(tells_pages_apart), BOTH(copies_files),
		ONCE(does_not_copy_what_is_no_file),
		BOTH(takes_pages_from_many_threads),
		ONCE(counts_only), ONCE(can_be_of_another_kind)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
