#include "base/io_watch.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder of its own for each test, and what watches it. */
struct room {
	char folder[64], path[128];
	int stop[2];
	struct io_watch *watch;
};

static const char *
at(struct room *r, const char *name)
{
	snprintf(r->path, sizeof(r->path), "%s/%s", r->folder, name);
	return r->path;
}

static void
put(struct room *r, const char *name, const char *text)
{
	FILE *f = fopen(at(r, name), "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
move(struct room *r, const char *from, const char *to)
{
	char old[128];

	strcpy(old, at(r, from));
	assert_int_equal(rename(old, at(r, to)), 0);
}

static int
begin(void **state)
{
	struct room *r = calloc(1, sizeof(*r));

	strcpy(r->folder, "/tmp/keikaku-watch-XXXXXX");
	assert_non_null(mkdtemp(r->folder));
	assert_int_equal(pipe(r->stop), 0);
	mkdir(at(r, "content"), 0777);
	put(r, "content/a.yaml", "a");
	r->watch = io_watch_new(r->stop[0]);
	io_watch_add(r->watch, at(r, "content"));
	io_watch_add(r->watch, at(r, "site.yaml"));
	*state = r;
	return 0;
}

static int
end(void **state)
{
	struct room *r = *state;
	char command[128];

	io_watch_free(r->watch);
	close(r->stop[0]);
	close(r->stop[1]);
	snprintf(command, sizeof(command), "rm -rf %s", r->folder);
	assert_int_equal(system(command), 0);
	free(r);
	return 0;
}

/* does the next wait tell of a file? */
static void
expect(struct room *r, const char *name)
{
	const str *paths;
	size_t n;

	assert_true(io_watch_wait(r->watch));
	paths = io_watch_changes(r->watch, &n);
	for (size_t i = 0; i < n; i++)
		if (str_eq(paths[i], str_of(at(r, name))))
			return;
	fail_msg("%s is not among %zu", name, n);
}

static void
test_saves(void **state)
{
	struct room *r = *state;

	put(r, "content/a.yaml", "b");
	expect(r, "content/a.yaml");
	put(r, "content/b.yaml~", "c");
	move(r, "content/b.yaml~", "content/a.yaml");
	expect(r, "content/a.yaml");
	move(r, "content/a.yaml", "content/c.yaml");
	expect(r, "content/a.yaml");
	unlink(at(r, "content/c.yaml"));
	expect(r, "content/c.yaml");
	put(r, "site.yaml", "title: a");
	expect(r, "site.yaml");
}

static void
test_folders(void **state)
{
	struct room *r = *state;

	mkdir(at(r, "content/new"), 0777);
	mkdir(at(r, "content/new/deep"), 0777);
	put(r, "content/new/deep/a.md", "a");
	expect(r, "content/new/deep/a.md");
	put(r, "content/new/deep/a.md", "b");
	expect(r, "content/new/deep/a.md");
	move(r, "content/new", "content/old");
	expect(r, "content/old/deep/a.md");
	put(r, "content/old/deep/a.md", "c");
	expect(r, "content/old/deep/a.md");
	move(r, "content", "elsewhere");
	expect(r, "content/a.yaml");
	move(r, "elsewhere", "content");
	expect(r, "content/a.yaml");
	put(r, "content/old/deep/a.md", "d");
	expect(r, "content/old/deep/a.md");
}

/* what is not ours, and what editors leave behind, is no change */
static void
test_others(void **state)
{
	struct room *r = *state;
	char byte = 0;

	put(r, "other.yaml", "a");
	put(r, "content/.a.yaml.swp", "a");
	put(r, "content/a.yaml~", "a");
	put(r, "content/#a.yaml#", "a");
	assert_false(io_watch_pending(r->watch));
	assert_int_equal(write(r->stop[1], &byte, 1), 1);
	assert_true(io_watch_pending(r->watch));
	assert_false(io_watch_wait(r->watch));
}

static void
test_pending(void **state)
{
	struct room *r = *state;

	assert_false(io_watch_pending(r->watch));
	assert_true(io_watch_rest(r->watch, 1));
	put(r, "content/a.yaml", "b");
	assert_false(io_watch_rest(r->watch, 10000));
	assert_true(io_watch_pending(r->watch));
	assert_false(io_watch_rest(r->watch, 10000));
	expect(r, "content/a.yaml");
	assert_false(io_watch_pending(r->watch));
}

/* more than the system keeps for us */
static void
test_many(void **state)
{
	struct room *r = *state;
	char name[64];

	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "content/%d.md", i % 5000);
		put(r, name, "x");
	}
	expect(r, "content/17.md");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_saves, begin, end),
		cmocka_unit_test_setup_teardown(test_folders, begin, end),
		cmocka_unit_test_setup_teardown(test_others, begin, end),
		cmocka_unit_test_setup_teardown(test_pending, begin, end),
		cmocka_unit_test_setup_teardown(test_many, begin, end)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
