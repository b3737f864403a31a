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

#define OLD   "a=1 b/c=1 b/d=1 g=1 gone/x=1"
#define NEW   "a=2 b/c=1 b/d=2 e/f=2 g/h=2"
#define LESS  "a=1 b/c=1 b/d=1 g=1"

static long step = 16;
static bool beside;             /* something stands where it builds, it says */
static bool keeps, keeping;     /* the old site: this time, each time */
/* one died before it, as soon as it began or while it built, after others */
static enum { NOBODY, AT_ONCE, HALFWAY } follows_the_dead;

static void
calm(void)
{
	no_disk = true;
	fault.call = CALLS;
	fault.kill = fault.stop = fault.run = 0;
	fault.visit = NULL;
	fault.on = false;
	old = linkless = untyped = false;
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
	const char copied[] = {*pages != '\0' ? pages[2] : '\0', '\0'};
	char *text;
	struct sink *s;
	bool ok;

	write_file("content/file", copied);
	s = sink_folder(&place, &d);
	ok = s != NULL && put_all(s, pages, &d) &&
	    (*pages == '\0' || sink_copy(s, STR("copy"), "content",
	    "content/file", &d)) &&
	    sink_commit(s, &d);
	if (s != NULL)
		sink_free(s);
	calm();
	*errors = d.errors;
	text = text_of(&d);
	beside = strstr(text, "[out-beside]") != NULL;
	free(text);
	diags_done(&d);
	return ok;
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
	(void)!chown("public/b", (uid_t)-1, 65534);
	assert_int_equal(chmod("public", 0750), 0);
	if (!follows_the_dead)
		return;
	assert_int_equal(mkdir("public-old", 0777), 0);
	write_file("public-old/.keikaku", "");
	write_file("public-old/older", "0");
	assert_int_equal(mkdir(".public.keikaku", 0777), 0);
	if (follows_the_dead == AT_ONCE)
		return;
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
	    holds("public/b/d", "1") && holds("public/g", "1") &&
	    holds("public/gone/x", "1") &&
	    holds("public/copy", "1") &&
	    access("public/e", F_OK) != 0;
}

/* what was said not to be there is not removed */
static bool
is_new(bool lied)
{
	return holds("public/a", "2") && holds("public/b/c", "1") &&
	    holds("public/b/d", "2") && holds("public/e/f", "2") &&
	    holds("public/g/h", "2") && holds("public/copy", "2") &&
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
	keeps = keeping;
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

/* two of the errors for each, or all for what moves and removes */
static bool
fails_so(bool there, enum call c, long nth, const int *errors, long n)
{
	long all = step == 1 && (c == RENAME || c == UNLINK) ? n : 2;

	for (long i = 0; i < all; i++)
		if (!fails_at(there, c, nth, errors[(nth + i) % n], false))
			return false;
	return c != OPEN || fails_at(there, c, nth, errors[nth % 2], true);
}

static void
try_all(bool there, const int *errors, long n)
{
	long nth;

	for (enum call c = OPEN; c < FILES; c++)
		for (nth = 1; fails_so(there, c, nth, errors, n);
		    nth += c == OPEN || c == CLOSE || c == STAT ? step : 1)
			;
}

static void
bears_what_fails(void **state)
{
	/* the last two are lies, which only one step can bear */
	static const int errors[] = {EIO, EACCES, EPERM, ENOSYS, EINVAL,
	    EEXIST, ENOENT};
	long n = sizeof(errors) / sizeof(*errors) - (in_place ? 2 : 0);

	(void)state;
	try_all(false, errors, n);
	try_all(true, errors, n);
	keeping = !in_place;
	if (keeping)
		try_all(true, errors, n);
	keeping = false;
}

static void
cleans_up_for_the_dead(void **state)
{
	static const int errors[] = {EIO, EACCES};

	(void)state;
	follows_the_dead = AT_ONCE;
	try_all(true, errors, 2);
	follows_the_dead = HALFWAY;
	try_all(true, errors, 2);
	follows_the_dead = NOBODY;
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

/* false once there is no such call any more */
static bool
removes_at(const char *less, enum call call, long nth)
{
	size_t errors;
	bool ok, reached;

	prepare(true);
	if (*less == '\0')
		remove_all("public/b/theirs");
	begin_at(call, nth, EIO, false);
	ok = attempt(less, &errors);
	reached = count[call] >= nth;
	if (!ok && !in_place && !is_old())
		fail_msg("%s %ld: it is torn", call_names[call], nth);
	assert_int_equal(ok, errors == 0);
	assert_true(attempt(less, &errors));
	assert_int_equal(holds("public/a", "1"), *less != '\0');
	assert_int_equal(access("public/gone", F_OK), -1);
	assert_tidy();
	return reached;
}

/* where there is nothing to write but the list, and nothing to carry */
static void
removes_in_spite_of_what_fails(void **state)
{
	(void)state;
	for (enum call c = OPEN; c < FILES; c++)
		for (long nth = 1; removes_at(LESS, c, nth) &&
		    removes_at("", c, nth); nth += step > 1 ? 9 : 1)
			;
}

/* false once there is no such call any more */
static bool
moves_at(long nth)
{
	size_t errors;
	bool ok, reached;

	prepare(true);
	old = linkless = true;
	begin_at(RENAME, nth, EIO, false);
	ok = attempt(NEW, &errors);
	reached = count[RENAME] >= nth;
	assert_int_equal(ok, errors == 0);
	assert_int_equal(ok, !reached);
	assert_true(attempt(NEW, &errors) && is_new(false));
	return reached;
}

static void
moves_where_it_cannot_link(void **state)
{
	(void)state;
	for (long nth = 1; moves_at(nth); nth++)
		;
}

static void
builds_once(bool there)
{
	struct stat was, is;
	size_t errors;

	assert_true(!there || stat("public/b", &was) == 0);
	assert_true(attempt(NEW, &errors));
	cut = false;
	assert_true(is_new(false));
	assert_tidy();
	if (!there)
		return;
	assert_true(holds("public/b/theirs/t", "t"));
	assert_true(stat("public/b", &is) == 0 && is.st_gid == was.st_gid);
}

/* without openat2, exchanges, links and types, and where calls do half */
static void
builds_on_what_there_is(void **state)
{
	(void)state;
	prepare(true);
	old = true;
	builds_once(true);
	prepare(false);
	old = true;
	builds_once(false);
	prepare(true);
	old = true;
	linkless = true;
	builds_once(true);
	prepare(true);
	cut = true;
	builds_once(true);
	prepare(true);
	untyped = true;
	builds_once(true);
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

/* deeper than anybody would want to follow */
static void
digs_deep(void)
{
	char path[256] = "public";

	for (int i = 0; i < 70; i++) {
		strcat(path, "/n");
		mkdir(path, 0777);
	}
	strcat(path, "/mine");
	if ((left = access("public", F_OK) == 0))
		write_file(path, "mine");
}

static void (*const visits[])(void) = {
	puts_a_file, takes_its_place, is_a_file, stands_beside, digs_deep
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

/* ---- another build, and what changes under our hands --------------------- */

/* it does so again before each call that follows */
static void
again(void (*visit)(void))
{
	fault.visit = visit;
	fault.run = any + 1;
}

static void
replaces_it(void)
{
	char name[32];

	fault.run = 0;
	snprintf(name, sizeof(name), "aside/%ld", any);
	mkdir("aside", 0777);
	rename("public", name);
	puts_a_file();
	again(replaces_it);
}

/* whoever never gets hold of it says so in the end */
static void
gives_up(void **state)
{
	size_t errors;

	(void)state;
	prepare(true);
	begin_at(CALLS, 0, 0, false);
	again(replaces_it);
	assert_false(attempt(NEW, &errors));
	assert_int_equal(errors, 1);
	assert_true(holds("public/mine", "mine"));
	assert_tidy();
}

static void
marks_its_own(void)
{
	int fd = open(".public.keikaku/.keikaku", O_WRONLY | O_CREAT, 0666);

	if (fd >= 0)
		close(fd);
}

static void
empties_a_page(void)
{
	(void)!truncate("public/b/c", 0);
}

static void
makes_it_a_link(void)
{
	if (unlink("public/b/c") == 0)
		(void)!symlink("../a", "public/b/c");
}

/* whatever comes of it, the next build makes it right */
static void
mends_what_changes(void **state)
{
	static void (*const changes[])(void) = {
		marks_its_own, empties_a_page, makes_it_a_link
	};
	size_t errors;

	(void)state;
	follows_the_dead = AT_ONCE;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		for (long nth = 1; visited_at(true, nth, changes[i]);
		    nth += step) {
			assert_true(i > 0 || (!beside && (is_old() ||
			    is_new(false))));
			if (!attempt(NEW, &errors) || !is_new(false))
				fail_msg("%zu, before %ld: not even then", i,
				    nth);
		}
	follows_the_dead = NOBODY;
}

static long until;              /* calls that open, after a visit */

static void
breaks_the_disk(void)
{
	puts_a_file();
	mkdir("public/theirs", 0777);
	write_file("public/theirs/mine", "mine");
	fault.call = OPEN;
	fault.nth = count[OPEN] + until;
	fault.error = EIO;
	fault.on = true;
}

/* a file that cannot be passed on stays where it is */
static void
spares_what_it_cannot_pass_on(void **state)
{
	(void)state;
	for (until = 1; until < 10; until += step > 1 ? 4 : 1)
		for (long nth = 1; visited_at(true, nth, breaks_the_disk);
		    nth += step)
			;
}

static int taken = -1;

/* as another build does that found it empty, and then dies */
static void
takes_what_is_begun(void)
{
	if (symlink("..", ".public.keikaku/.keikaku") != 0)
		return;
	taken = open(".public.keikaku", O_RDONLY | O_DIRECTORY);
	flock(taken, LOCK_EX | LOCK_NB);
}

static void
spares_what_another_took(void **state)
{
	bool came = true;

	(void)state;
	for (long nth = 1; came; nth += step > 1 ? 5 : 1) {
		came = visited_at(false, nth, takes_what_is_begun);
		if (taken >= 0 && access("public", F_OK) != 0)
			assert_int_equal(faccessat(taken, ".keikaku", F_OK,
			    AT_SYMLINK_NOFOLLOW), 0);
		if (taken >= 0)
			close(taken);
		taken = -1;
	}
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
		BOTH(bears_what_fails), BOTH(removes_in_spite_of_what_fails),
		ONCE(moves_where_it_cannot_link), ONCE(cleans_up_for_the_dead),
		BOTH(bears_locks),
		BOTH(builds_on_what_there_is), BOTH(stops_when_asked),
		ONCE(spares_visitors), ONCE(gives_up),
		ONCE(mends_what_changes), ONCE(spares_what_it_cannot_pass_on),
		ONCE(spares_what_another_took), ONCE(copies_nothing_from_outside)
	};

	if (getenv("POINTS") != NULL && atoi(getenv("POINTS")) >= 100)
		step = 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
