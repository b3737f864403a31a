/*
 * A sink where any call fails, or somebody comes between two calls; of those
 * that there are many of at every 16th, or each if POINTS is 100: that takes
 * minutes.  tests/promises tries the same with whole builds.
 */
#undef _FORTIFY_SOURCE
#define FAULT_INSIDE
#include "../fault.c"

#include <ftw.h>

#include "sink_room.h"

#include "base/stop.h"

#define OLD  "a=1 b/c=1 b/d=1 gone/x=1"
#define NEW  "a=2 b/c=1 b/d=2 e/f=2"

static long step = 16;
static bool keeps;              /* the old site */
static bool follows_the_dead;   /* one died while it built, after others */

static void
calm(void)
{
	no_disk = true;
	fault.call = CALLS;
	fault.kill = fault.stop = fault.run = 0;
	fault.visit = NULL;
	fault.on = false;
	old = false;
}

/* counts from here on */
static void
begin_at(enum call call, long nth, int error, bool on)
{
	memset(count, 0, sizeof(count));
	any = 0;
	fault.call = call;
	fault.nth = nth;
	fault.error = error;
	fault.on = on;
}

/* a build that may come to nothing; how many errors it tells */
static bool
attempt(const char *pages, size_t *errors)
{
	struct diags d = {0};
	struct sink_place place = {.out = "public", .site = ".",
	    .keep_out = keep_out, .nkeep_out = 2, .in_place = in_place,
	    .keep = keeps};
	const char text[] = {pages[2], '\0'};
	struct sink *s;
	bool ok;

	write_file("content/file", text);
	s = sink_folder(&place, &d);
	ok = s != NULL && put_all(s, pages, &d) &&
	    sink_copy(s, STR("copy"), "content", "content/file", &d) &&
	    sink_commit(s, &d);
	if (s != NULL)
		sink_free(s);
	calm();
	*errors = d.errors;
	diags_done(&d);
	return ok;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void
remove_all(const char *path)
{
	nftw(path, remove_one, 20, FTW_DEPTH | FTW_PHYS);
}

/* as another user would have left it, with something of theirs in it */
static void
prepare(bool there)
{
	static const char *const all[] = {"public", "public-old", "aside",
	    ".public.keikaku"};
	size_t errors;

	calm();
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		remove_all(all[i]);
	if (!there)
		return;
	keeps = false;
	assert_true(attempt(OLD, &errors));
	assert_int_equal(mkdir("public/b/theirs", 0777), 0);
	write_file("public/b/theirs/t", "t");
	assert_int_equal(chmod("public/b", 0700), 0);
	(void)!chown("public", 65534, 65534);
	assert_int_equal(chmod("public", 0750), 0);
	if (!follows_the_dead)
		return;
	assert_int_equal(mkdir("public-old", 0777), 0);
	write_file("public-old/.keikaku", "");
	write_file("public-old/older", "0");
	assert_int_equal(mkdir(".public.keikaku", 0777), 0);
	write_file(".public.keikaku/.keikaku", "");
	write_file(".public.keikaku/half", "2");
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

static bool
is_old(void)
{
	return holds("public/a", "1") && holds("public/b/c", "1") &&
	    holds("public/b/d", "1") && holds("public/gone/x", "1") &&
	    holds("public/copy", "1") &&
	    access("public/e", F_OK) != 0;
}

/* what was said not to be there is not removed */
static bool
is_new(bool lied)
{
	return holds("public/a", "2") && holds("public/b/c", "1") &&
	    holds("public/b/d", "2") && holds("public/e/f", "2") &&
	    holds("public/copy", "2") &&
	    (lied || access("public/gone", F_OK) != 0);
}

/* ---- calls that fail --------------------------------------------------- */

/* one by one some files may be new before the fault, but none is broken */
static void
assert_sound(bool ok, bool there, bool lied, size_t errors, const char *what)
{
	bool was = there ? is_old() : access("public", F_OK) != 0;

	if (ok ? !is_new(lied) : !was && !in_place)
		fail_msg("%s: %d", what, ok);
	if (ok != (errors == 0))
		fail_msg("%s: %d with %zu errors", what, ok, errors);
	if (there && !holds("public/b/theirs/t", "t"))
		fail_msg("%s: theirs is lost", what);
}

/* false once there is no such call any more */
static bool
fails_at(bool there, enum call call, long nth, int error, bool on)
{
	size_t errors;
	bool ok, reached;
	char what[80];

	prepare(there);
	keeps = there && !in_place && nth % 2 == 0;
	begin_at(call, nth, error, on);
	ok = attempt(NEW, &errors);
	reached = count[call] >= nth;
	snprintf(what, sizeof(what), "%s %s %ld%s: %s",
	    follows_the_dead ? "dead" : there ? "old" : "none", call_names[call], nth, on ? " on" : "",
	    strerror(error));
	assert_sound(ok, there, error == ENOENT, errors, what);
	keeps = false;
	if (!attempt(NEW, &errors) || !is_new(error == ENOENT))
		fail_msg("%s: not even then", what);
	assert_tidy();
	return reached;
}

/* two of the errors for each */
static void
try_all(bool there, const int *errors, long n)
{
	long nth;

	for (enum call c = OPEN; c < FILES; c++)
		for (nth = 1; fails_at(there, c, nth, errors[nth % n], false)
		    && fails_at(there, c, nth, errors[(nth + 1) % n], false);
		    nth += c == OPEN || c == CLOSE || c == STAT ? step : 1)
			;
}

static void
bears_what_fails(void **state)
{
	/* the last two are lies, which only one step can bear */
	static const int errors[] = {EIO, EACCES, EPERM, EEXIST, ENOENT};
	long n = sizeof(errors) / sizeof(*errors) - (in_place ? 2 : 0);

	(void)state;
	try_all(false, errors, n);
	try_all(true, errors, n);
}

static void
cleans_up_for_the_dead(void **state)
{
	static const int errors[] = {EIO, EACCES};

	(void)state;
	follows_the_dead = true;
	try_all(true, errors, 2);
	follows_the_dead = false;
}

static void
bears_locks(void **state)
{
	(void)state;
	for (int there = 0; there < 2; there++)
		for (long nth = 1; fails_at(there, LOCK, nth, EWOULDBLOCK,
		    false) || fails_at(there, LOCK, nth, ENOLCK, true);
		    nth++)
			;
}

/* without openat2 and exchanges, and where calls do half or are interrupted */
static void
builds_on_what_there_is(void **state)
{
	size_t errors;

	(void)state;
	for (int how = 0; how < 3; how++) {
		prepare(how < 2);
		old = how != 1;
		cut = how == 1;
		assert_true(attempt(NEW, &errors));
		cut = false;
		assert_true(is_new(false));
		assert_tidy();
	}
}

/* ---- asked to stop ------------------------------------------------------- */

static bool
stops_at(bool there, long nth)
{
	const struct timespec now = {0};
	sigset_t set;
	size_t errors;
	bool ok;

	prepare(there);
	begin_at(CALLS, 0, 0, false);
	fault.stop = nth;
	fault.signal = SIGTERM;
	stop_hold();
	ok = attempt(NEW, &errors);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigtimedwait(&set, NULL, &now);
	stop_let();
	if (ok ? !is_new(false) : !in_place && (there ? !is_old() :
	    access("public", F_OK) == 0))
		fail_msg("stopped at %ld: %d", nth, ok);
	return any >= nth;
}

static void
stops_when_asked(void **state)
{
	(void)state;
	for (int there = 0; there < 2; there++)
		for (long nth = 1; stops_at(there, nth); nth += step)
			;
}

/* ---- somebody else ------------------------------------------------------- */

static bool left;

static void
puts_a_file(void)
{
	mkdir("public", 0777);
	write_file("public/mine", "mine");
	left = true;
}

static void
takes_its_place(void)
{
	rename("public", "aside");
	puts_a_file();
}

static void
is_a_file(void)
{
	rename("public", "aside");
	write_file("public", "mine");
	left = true;
}

static void
stands_beside(void)
{
	/* but not in what is being built */
	if ((left = mkdir(".public.keikaku", 0777) == 0))
		write_file(".public.keikaku/mine", "mine");
}

static void (*const visits[])(void) = {
	puts_a_file, takes_its_place, is_a_file, stands_beside
};

static int
is_mine(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)at;
	return type == FTW_F && holds(path, "mine");
}

/* false once there is no such call any more */
static bool
visited_at(bool there, long nth, void (*visit)(void))
{
	size_t errors;
	bool came;

	prepare(there);
	begin_at(CALLS, 0, 0, false);
	fault.run = nth;
	fault.visit = visit;
	left = false;
	attempt(NEW, &errors);
	came = any >= nth;
	if (left && nftw(".", is_mine, 20, FTW_PHYS) == 0)
		fail_msg("%s, before %ld: it is lost", there ? "old" : "none",
		    nth);
	return came;
}

/* whatever comes of the build, nothing that a visitor leaves is lost */
static void
spares_visitors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(visits) / sizeof(*visits); i++)
		for (int there = 0; there < 2; there++)
			for (long nth = 1 + (long)i; visited_at(there, nth,
			    visits[i]); nth += step)
				;
}

static void
leads_out(void)
{
	unlink("content/file");
	(void)!symlink("../secret", "content/file");
}

/* a link that is put there between any two calls is not followed */
static void
copies_nothing_from_outside(void **state)
{
	bool came = true;

	(void)state;
	write_file("secret", "mine");
	for (long nth = 1; came; nth++) {
		came = visited_at(true, nth, leads_out);
		if (holds("public/copy", "mine"))
			fail_msg("before %ld: it is published", nth);
		unlink("content/file");
	}
	assert_true(holds("secret", "mine"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(bears_what_fails), ONCE(cleans_up_for_the_dead),
		BOTH(bears_locks),
		BOTH(builds_on_what_there_is), BOTH(stops_when_asked),
		ONCE(spares_visitors), ONCE(copies_nothing_from_outside)
	};

	if (getenv("POINTS") != NULL && atoi(getenv("POINTS")) >= 100)
		step = 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
