/*
 * Files that are written inside of a folder, where any call fails, or somebody
 * comes between two calls.  tests/promises tries the same with commands.
 */
#undef _FORTIFY_SOURCE
#define FAULT_INSIDE
#include "../fault.c"

#include "folder.h"

#include "base/arena.h"
#include "base/io.h"

/* every test runs in an empty folder of its own, with these two in it */
#define IN   "in/a/x"
#define OUT  "out/x"

static int
set_up(void **state)
{
	char *path = strdup("/tmp/keikaku-write-XXXXXX");

	*state = path;
	umask(022);
	return mkdtemp(path) == NULL || chmod(path, 0755) != 0 ||
	    chdir(path) != 0;
}

static int
tear_down(void **state)
{
	int gone = chdir("/");

	remove_all(*state);
	free(*state);
	return gone;
}

static bool
holds(const char *path, const char *text)
{
	char had[16] = "";
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return false;
	(void)!fread(had, 1, sizeof(had) - 1, f);
	fclose(f);
	return strcmp(had, text) == 0;
}

/* how many names there are in a folder */
static int
count_in(const char *path)
{
	struct dirent **names;
	int n = scandir(path, &names, NULL, NULL);

	for (int i = 0; i < n; i++)
		free(names[i]);
	if (n >= 0)
		free(names);
	return n - 2;
}

static void
calm(void)
{
	no_disk = true;
	fault.call = CALLS;
	fault.run = 0;
	fault.visit = NULL;
	old = cut = false;
}

static void
prepare(void)
{
	calm();
	remove_all("in");
	remove_all("out");
	remove_all("aside");
	assert_int_equal(mkdir("in", 0777) + mkdir("in/a", 0777) +
	    mkdir("out", 0777), 0);
	write_file(IN, "1");
	write_file(OUT, "1");
}

/* ---- what is inside ------------------------------------------------------ */

struct way {
	const char *path, *real;        /* where it ends; NULL: refused */
	int error;
};

static void
lay_links(void)
{
	prepare();
	assert_int_equal(symlink("a", "in/within"), 0);
	assert_int_equal(symlink("x", "in/a/near"), 0);
	assert_int_equal(symlink("../out", "in/link"), 0);
	assert_int_equal(symlink("../../out/x", "in/a/far"), 0);
	assert_int_equal(symlink("nothing", "in/dead"), 0);
	assert_int_equal(symlink("self", "in/self"), 0);
}

static void
assert_way(const struct way *w, bool ok, const char *text)
{
	int error = errno;

	if (ok != (w->real != NULL) || (!ok && error != w->error))
		fail_msg("%s: %d, %s", w->path, ok, strerror(error));
	if (ok && !holds(w->real, text))
		fail_msg("%s: its bytes", w->path);
	assert_true(holds(OUT, "1"));
	assert_int_equal(count_in("out"), 1);
}

static void
writes_inside_only(void **state)
{
	static const struct way ways[] = {
		{"in/new", "in/new", 0}, {"in/a/new", "in/a/new", 0},
		{"in/b/c//new", "in/b/c/new", 0},
		{"in/a/../new", "in/new", 0},
		{"in/within/new", "in/a/new", 0},
		{"./in/within/b/new", "in/a/b/new", 0},
		{IN, NULL, EEXIST}, {"in/dead", NULL, EEXIST},
		{"in/a/far", NULL, EEXIST}, {"in/dead/new", NULL, EXDEV},
		{"in/self/new", NULL, EXDEV}, {"in/link/new", NULL, EXDEV},
		{"in/link/b/new", NULL, EXDEV}, {"out/new", NULL, EXDEV},
		{"in/../out/new", NULL, EXDEV}, {"inside", NULL, EXDEV},
		{"in", NULL, EXDEV}, {"in/a/x/new", NULL, ENOTDIR},
		{"in/b/../../out/new", NULL, ENOENT}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		lay_links();
		assert_way(&ways[i], io_write_new_inside("in", ways[i].path,
		    STR("2")), "2");
	}
	assert_false(io_write_new_inside("none", "none/new", STR("2")));
	assert_int_equal(errno, ENOENT);
	assert_false(io_write_new_inside(IN, IN "/new", STR("2")));
	assert_int_equal(errno, ENOTDIR);
	/* all is inside of the root */
	lay_links();
	assert_true(io_write_new_inside("/", "in/link/new", STR("2")));
	assert_true(holds("out/new", "2"));
}

static void
replaces_inside_only(void **state)
{
	static const struct way ways[] = {
		{IN, IN, 0}, {"in/within/x", IN, 0}, {"in/a/near", IN, 0},
		{"in/a/far", NULL, EXDEV}, {"in/link/x", NULL, EXDEV},
		{"in/dead", NULL, EXDEV}, {"in/self", NULL, EXDEV},
		{OUT, NULL, EXDEV}, {"in/../out/x", NULL, EXDEV},
		{"in", NULL, EXDEV}, {"in/a", NULL, EISDIR},
		{"in/none", NULL, ENOENT}
	};
	struct stat st;

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		lay_links();
		assert_int_equal(chmod(IN, 0640), 0);
		assert_way(&ways[i], io_replace_inside("in", ways[i].path,
		    STR("1"), STR("2")), "2");
		assert_int_equal(stat(IN, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0640);
		assert_int_equal(count_in("in/a"), 3);
	}
	assert_int_equal(lstat("in/a/near", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
}

static void
replaces_what_it_knows(void **state)
{
	static const char *const others[] = {"3", "", "12", "2"};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		prepare();
		write_file(IN, others[i]);
		assert_false(io_replace_inside("in", IN, STR("1"), STR("2")));
		assert_int_equal(errno, ESTALE);
		assert_true(holds(IN, others[i]));
		assert_int_equal(count_in("in/a"), 1);
	}
}

/* only so many names are tried */
static void
gives_up_where_all_is_taken(void **state)
{
	char name[32];

	(void)state;
	prepare();
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "in/a/.keikaku-%d", i);
		write_file(name, "theirs");
	}
	assert_false(io_replace_inside("in", IN, STR("1"), STR("2")));
	assert_int_equal(errno, EEXIST);
	assert_true(holds(IN, "1"));
	assert_true(holds("in/a/.keikaku-0", "theirs"));
	assert_int_equal(unlink("in/a/.keikaku-99"), 0);
	assert_true(io_replace_inside("in", IN, STR("1"), STR("2")));
}

/* only root may give a file away */
static void
leaves_it_to_its_owner(void **state)
{
	struct stat st;

	(void)state;
	for (int other = 0; other < 2 && geteuid() == 0; other++) {
		prepare();
		assert_int_equal(chown(IN, other ? 65534 : 0,
		    other ? 0 : 65534), 0);
		assert_true(io_replace_inside("in", IN, STR("1"), STR("2")));
		assert_int_equal(stat(IN, &st), 0);
		assert_int_equal(st.st_uid, other ? 65534 : 0);
		assert_int_equal(st.st_gid, other ? 0 : 65534);
	}
}

/* ---- calls that fail ----------------------------------------------------- */

static bool
replace(void)
{
	return io_replace_inside("in", IN, STR("1"), STR("2"));
}

static bool
write_new(void)
{
	return io_write_new_inside("in", "in/a/b/new", STR("2"));
}

static const struct job {
	bool (*job)(void);
	const char *path, *before;      /* "": nothing */
} jobs[] = {
	{replace, IN, "1"}, {write_new, "in/a/b/new", ""}
};

/* false once there is no such call any more */
static bool
fails_at(const struct job *j, enum call call, long nth, int error)
{
	bool ok, reached;

	prepare();
	memset(count, 0, sizeof(count));
	any = 0;
	fault.call = call;
	fault.nth = nth;
	fault.error = error;
	ok = j->job();
	reached = count[call] >= nth;
	calm();
	if (*j->before == '\0' && !ok ? access(j->path, F_OK) == 0 :
	    !holds(j->path, ok ? "2" : j->before))
		fail_msg("%s, %s %ld: %d", j->path, call_names[call], nth, ok);
	if (call != UNLINK && count_in("in/a") > 2 - (*j->before != '\0'))
		fail_msg("%s, %s %ld: left", j->path, call_names[call], nth);
	return reached;
}

static void
bears_what_fails(void **state)
{
	static const int errors[] = {EIO, ENOSPC, EACCES};

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++)
		for (enum call c = OPEN; c < FILES; c++)
			for (long nth = 1; fails_at(&jobs[i], c, nth,
			    errors[nth % 3]); nth++)
				;
}

/* without openat2, and where calls do half or are interrupted */
static void
writes_on_what_there_is(void **state)
{
	(void)state;
	for (int how = 0; how < 2; how++)
		for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++) {
			prepare();
			old = how == 0;
			cut = how == 1;
			assert_true(jobs[i].job());
			calm();
			assert_true(holds(jobs[i].path, "2"));
		}
}

/* ---- somebody else ------------------------------------------------------- */

static void
leads_out(void)
{
	unlink(IN);
	(void)!symlink("../../out/x", IN);
}

static void
folder_leads_out(void)
{
	rename("in/a", "aside");
	(void)!symlink("../out", "in/a");
}

static void
next_leads_out(void)
{
	rename("in/a/b", "aside");
	(void)!symlink("../../out", "in/a/b");
}

static void
name_leads_out(void)
{
	mkdir("in/a/b", 0777);
	unlink("in/a/b/new");
	(void)!symlink("../../../out/new", "in/a/b/new");
}

static void
beside_leads_out(void)
{
	unlink("in/a/.keikaku-0");
	(void)!symlink("../../out/x", "in/a/.keikaku-0");
}

static void
shrinks(void)
{
	(void)!truncate(IN, 0);
}

static void (*const visits[])(void) = {
	leads_out, folder_leads_out, next_leads_out, name_leads_out,
	beside_leads_out, shrinks
};

/* false once there is no such call any more */
static bool
visited_at(const struct job *j, long nth, void (*visit)(void), bool walk)
{
	bool came;

	prepare();
	memset(count, 0, sizeof(count));
	any = 0;
	fault.run = nth;
	fault.visit = visit;
	old = walk;
	j->job();
	came = any >= nth;
	calm();
	if (!holds(OUT, "1") || count_in("out") != 1)
		fail_msg("%s, before %ld%s: outside", j->path, nth,
		    walk ? " without openat2" : "");
	return came;
}

/* a link that is put there between any two calls is not followed */
static void
writes_nothing_outside(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++)
		for (size_t v = 0; v < sizeof(visits) / sizeof(*visits); v++)
			for (int walk = 0; walk < 2; walk++)
				for (long nth = 1; visited_at(&jobs[i], nth,
				    visits[v], walk == 1); nth++)
					;
}

/* what somebody saves before it is looked at for the last time stays */
static void
saves(void)
{
	write_file("saved", "mine");
	rename("saved", IN);
}

static void
keeps_what_others_save(void **state)
{
	int lost = 0;
	long nth = 1;

	(void)state;
	while (visited_at(&jobs[0], nth++, saves, false))
		lost += !holds(IN, "mine");
	/* opened, and then sized, read, closed, renamed */
	assert_true(lost <= 4);
	assert_true(nth > 15);
}

#define TEST(f)  cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(writes_inside_only), TEST(replaces_inside_only),
		TEST(replaces_what_it_knows),
		TEST(gives_up_where_all_is_taken),
		TEST(leaves_it_to_its_owner), TEST(bears_what_fails),
		TEST(writes_on_what_there_is), TEST(writes_nothing_outside),
		TEST(keeps_what_others_save)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
