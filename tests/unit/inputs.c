/* The sum of what a site is made of, while somebody puts links there. */
#undef _FORTIFY_SOURCE
#define FAULT_INSIDE
#include "../fault.c"

#include "folder.h"

#include "base/arena.h"
#include "base/diag.h"
#include "site/inputs.h"

/* a site with a theme, and a folder beside them */
static int
set_up(void **state)
{
	char *path = strdup("/tmp/keikaku-inputs-XXXXXX");

	*state = path;
	no_disk = true;
	return mkdtemp(path) == NULL || chdir(path) != 0 || system(
	    "mkdir -p site/content/town site/lib theme out") != 0;
}

static int
tear_down(void **state)
{
	int gone = chdir("/");

	remove_all(*state);
	free(*state);
	return gone;
}

static void
prepare(void)
{
	fault.run = 0;
	unlink("site/content/town/plan.md");
	unlink("site/site.yaml");
	unlink("theme/theme.yaml");
	write_file("site/content/town/plan.md", "1");
	write_file("site/site.yaml", "1");
	write_file("site/lib/a.lua", "1");
	write_file("theme/theme.yaml", "1");
}

static str
sum(struct arena *a)
{
	struct diags d = {0};
	str digits;

	assert_true(inputs_sum(a, "site", "theme", STR("x"), 1, &digits, &d));
	fault.run = 0;
	diags_done(&d);
	return digits;
}

/* any byte of any file counts, and a name */
static void
sums_all(void **state)
{
	static const char *const paths[] = {
		"site/content/town/plan.md", "site/site.yaml",
		"site/lib/a.lua", "theme/theme.yaml", "site/content/new.md"
	};
	struct arena a = {0};
	str before;

	(void)state;
	prepare();
	before = sum(&a);
	assert_true(str_eq(before, sum(&a)));
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		write_file(paths[i], "2");
		assert_false(str_eq(before, sum(&a)));
		before = sum(&a);
	}
	arena_done(&a);
}

/* folders of the site that lead out are none; content may be a link */
static void
leaves_out_what_leads_out(void **state)
{
	struct arena a = {0};
	str before;

	(void)state;
	prepare();
	write_file("out/b", "1");
	before = sum(&a);
	assert_int_equal(symlink("../out", "site/assets"), 0);
	assert_true(str_eq(before, sum(&a)));
	assert_int_equal(rename("site/content", "content"), 0);
	assert_int_equal(symlink("../content", "site/content"), 0);
	assert_true(str_eq(before, sum(&a)));
	arena_done(&a);
}

/* ---- somebody else ------------------------------------------------------- */

static const char *target;

static void
leads_out(void)
{
	bool deep = strchr(target, '/') != strrchr(target, '/');

	unlink(target);
	(void)!symlink(deep ? "../../../out/x" : "../out/x", target);
}

static str
sum_visited(struct arena *a, long nth, const char *outside)
{
	prepare();
	write_file("out/x", outside);
	any = 0;
	fault.run = nth;
	fault.visit = leads_out;
	return sum(a);
}

/* what stands outside makes no difference, whenever a link leads there */
static void
reads_nothing_outside(void **state)
{
	static const char *const all[] = {
		"site/content/town/plan.md", "site/site.yaml",
		"theme/theme.yaml"
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		target = all[i];
		for (long nth = 1; any >= nth - 1; nth++)
			if (!str_eq(sum_visited(&a, nth, "1"),
			    sum_visited(&a, nth, "2")))
				fail_msg("%s, before %ld", target, nth);
	}
	arena_done(&a);
}

#define TEST(f)  cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sums_all), TEST(leaves_out_what_leads_out),
		TEST(reads_nothing_outside)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
