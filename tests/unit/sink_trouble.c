#include "sink_room.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>

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
		/* not _exit, which has calls of its own with V=coverage */
		_Exit(try_build(pages, &c, &d) ? 0 : 1);
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
		if (!in_place && strcmp(is, want[0]) != 0)
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
	/* one sorted before the list, one after it */
	write_file("public/.htaccess", "Deny");
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

static struct sink *
open_to_keep(struct diags *d)
{
	return sink_folder(&(struct sink_place){.out = "public", .site = ".",
	    .keep = true}, d);
}

static void
spares_what_stands_where_it_keeps(void **state)
{
	struct diags d = {0};
	struct sink *s;

	(void)state;
	build("a=1", 1, 0, 0);
	write_file("public-old", "mine");
	assert_null(open_to_keep(&d));
	assert_says(&d, 1, "[out-beside]");
	assert_int_equal(unlink("public-old"), 0);
	assert_int_equal(symlink("content", "public-old"), 0);
	assert_null(open_to_keep(&d));
	assert_says(&d, 1, "[out-beside]");
	assert_int_equal(unlink("public-old"), 0);
	assert_int_equal(mkdir("public-old", 0777), 0);
	write_file("public-old/mine", "mine");
	assert_null(open_to_keep(&d));
	assert_says(&d, 1, "[out-beside]");
	assert_int_equal(unlink("public-old/mine"), 0);
	assert_non_null(s = open_to_keep(&d));
	assert_true(put_all(s, "a=2", &d) && sink_commit(s, &d));
	sink_free(s);
	assert_looks("public-old", "public-old/\n"
	    "public-old/.keikaku=keikaku 1\na\n\npublic-old/a=1\n");
	diags_done(&d);
}

/* runs a test in another process, after whatever makes life harder */
static void
in_child(void (*job)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		job();
		/* what counts of its lines is written too */
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){RLIM_INFINITY,
		    RLIM_INFINITY});
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
	struct rlimit little = {100, RLIM_INFINITY};
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
	CHECK(sink_copy(s, STR("file"), "content", "content/file", &d));
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
	struct rlimit little = {100, RLIM_INFINITY};
	struct diags d = {0};
	struct sink *s;

	signal(SIGXFSZ, SIG_IGN);
	CHECK(setrlimit(RLIMIT_FSIZE, &little) == 0);
	CHECK((s = open_at("public", &d)) != NULL);
	CHECK(!sink_copy(s, STR("file"), "content", "content/file", &d));
	CHECK(d.errors == 1 && strstr(text_of(&d), "[file-write]") != NULL);
	sink_free(s);
}

/* the list is the last thing to be written */
static void
fill_the_disk_with_the_list(void)
{
	struct rlimit little = {100, RLIM_INFINITY};
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

/* ---- without the right to --------------------------------------------- */

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
	CHECK(try_build("", &c, &d));
	CHECK(c.removed == 2);
	CHECK(try_build("a=1 b/c=2", &c, &d));
	CHECK(try_build("a=2 d=3", &c, &d));
	CHECK(c.written == 2 && c.removed == 1);
}

static void
build_as_nobody_again(void)
{
	struct sink_count c;
	struct diags d = {0};

	be_nobody();
	CHECK(try_build("a=2 d=3", &c, &d));
	CHECK(c.same == 2 && c.written == 0 && c.removed == 0);
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
die_as_nobody(void)
{
	be_nobody();
	build_and_die("a=3 b/c=3");
	CHECK(access("public/.keikaku.new/b/c", F_OK) == 0);
}

/* where nobody may make anything */
static void
fail_at_the_root(void)
{
	struct diags d = {0};

	be_nobody();
	CHECK(open_at("/keikaku-of-nobody/public", &d) == NULL);
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
	in_child(die_as_nobody);
	in_child(build_as_nobody);
	in_child(die_as_nobody);
	in_child(die_as_nobody);
	in_child(build_as_nobody_again);
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

/* ours, but not to be written */
static void
fail_at_our_own(void)
{
	struct sink_count c;
	struct diags d = {0};

	be_nobody();
	CHECK(try_build("a=1", &c, &d));
	CHECK(chmod("public", 0555) == 0);
	CHECK(!try_build("a=2", &c, &d));
	CHECK(d.errors == 1);
	CHECK(strstr(text_of(&d), "[file-write]") != NULL);
}

static void
says_that_it_cannot_write_its_own(void **state)
{
	(void)state;
	assert_int_equal(chmod(".", 0777), 0);
	in_child(fail_at_our_own);
	assert_tidy();
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
}

/* more than anybody would want to carry */
static void
goes_around_the_abyss(void **state)
{
	char name[21], path[2048] = "public/";

	(void)state;
	build("a=1", 1, 0, 0);
	memset(name, 'n', 19);
	strcpy(name + 19, "/");
	for (int i = 0; i < 80; i++) {
		strcat(path, name);
		assert_int_equal(mkdir(path, 0777), 0);
	}
	build("a=2 b=3", 2, 0, 0);
	assert_int_equal(access(path, F_OK), 0);
	build("a=2", 0, 1, 1);
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(access("public/b", F_OK), -1);
}

static void
says_that_it_cannot_write(void **state)
{
	(void)state;
	assert_int_equal(chmod(".", 0555), 0);
	in_child(fail_as_nobody);
	in_child(fail_at_the_root);
	assert_int_equal(chmod(".", 0755), 0);
	build("a=1 b/c=2", 2, 0, 0);
	assert_int_equal(chmod("public", 0555), 0);
	in_child(fail_as_nobody);
	assert_int_equal(chmod("public", 0755), 0);
	build("a=1 b/c=2", 0, 2, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(throws_away_what_is_not_committed),
		ONCE(makes_the_folders_above), BOTH(lets_one_build_at_a_time),
		BOTH(cleans_up_after_the_dead),
		BOTH(is_whole_whenever_it_dies),
		ONCE(is_whole_when_the_first_dies),
		ONCE(spares_what_it_did_not_leave),
		ONCE(spares_what_stands_where_it_keeps), BOTH(survives_a_full_disk),
		ONCE(needs_only_the_folder_itself),
		ONCE(goes_around_what_it_may_not_change),
		ONCE(goes_around_the_abyss), ONCE(says_that_it_cannot_write),
		ONCE(says_that_it_cannot_write_its_own)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
