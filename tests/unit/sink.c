#include "sink_room.h"

#include <limits.h>

#include "base/pool.h"

/* ---- where it may be -------------------------------------------------- */

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
	/* nothing there yet, but the site will be */
	d = (struct diags){0};
	assert_null(sink_folder(&(struct sink_place){.out = "x",
	    .site = "x/site"}, &d));
	assert_says(&d, 1, "[out-place]");
}

/* a home that is none, or is not there, has nothing to be lost */
static void
builds_without_a_home(void **state)
{
	static const char *const homes[] = {"", "/dev/null", "/nowhere"};
	struct sink *s;
	struct diags d = {0};

	(void)state;
	for (size_t i = 0; i <= sizeof(homes) / sizeof(*homes); i++) {
		unsetenv("HOME");
		if (i < sizeof(homes) / sizeof(*homes))
			setenv("HOME", homes[i], 1);
		assert_non_null(s = open_at("public", &d));
		sink_free(s);
	}
	assert_int_equal(rmdir("content"), 0);
	write_file("content", "no folder");
	assert_null(open_at("public", &d));
	assert_says(&d, 1, "cannot read content: not a folder");
}

static void
refuses_endless_places(void **state)
{
	char path[PATH_MAX];
	struct diags d = {0};

	(void)state;
	for (size_t i = 0; i + 2 < sizeof(path); i += 2)
		memcpy(path + i, "a/", 3);
	assert_null(open_at(path, &d));
	assert_says(&d, 1, "[file-write]");
	assert_int_equal(access("a", F_OK), -1);
}

/* content may be a link to where it really is */
static void
follows_what_to_keep_out_of(void **state)
{
	struct diags d = {0};
	struct room *r = *state;
	char home[128];
	struct sink *s;

	snprintf(home, sizeof(home), "%s/home", r->path);
	assert_int_equal(rmdir("content"), 0);
	assert_int_equal(mkdir("real", 0777), 0);
	assert_int_equal(symlink("real", "content"), 0);
	assert_null(open_at("real/public", &d));
	assert_says(&d, 1, "[out-place]");
	assert_non_null(s = open_at("really", &d));
	sink_free(s);
	setenv("HOME", home, 1);
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
		"keikaku 1\na\r\n", "keikaku 1\na\n.keikaku\n",
		"keikaku 2 ", "keikaku 2 \n", "keikaku 2 \na\n",
		"keikaku 2 0123456789abcdef\na\n",
		"keikaku 2 cbf29ce484222325\na\n"
	};

	(void)state;
	build("a=1", 1, 0, 0);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		write_file("public/.keikaku", lists[i]);
		build_fails("a=1", 1, "[out-manifest]");
	}
	assert_int_equal(unlink("public/.keikaku"), 0);
	build_fails("a=1", 1, "[out-not-ours]");
	/* that of another release */
	write_file("public/.keikaku", "keikaku 1\na\n");
	build("b=2", 1, 0, 1);
}

/* ---- pages ------------------------------------------------------------ */

static void
refuses_unsafe_paths(void **state)
{
	static const struct { const char *path; size_t n; } cases[] = {
		{"", 0}, {"/a", 2}, {"a/", 2}, {"a//b", 4}, {".", 1},
		{"..", 2}, {"../a", 4}, {"a/../b", 6}, {"a/./b", 5},
		{"a\0b", 3}, {"a\\b", 3}, {"a\nb", 3}, {"a\x7f", 2},
		{".keikaku", 8}, {".keikaku.new/a", 14}, {"/", 1}
	};
	char name[300], deep[65], path[1025];
	struct diags d = {0};
	struct sink *s;

	(void)state;
	memset(name, 'n', sizeof(name));
	memset(deep, 'd', sizeof(deep));
	memset(path, 'p', sizeof(path));
	assert_non_null(s = open_at("public", &d));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		str bad = {cases[i].path, cases[i].n};

		assert_false(sink_put(s, bad, STR("x"), &d));
		assert_says(&d, 1, "[out-path]");
		assert_false(sink_copy(s, bad, ".", "file", &d));
		assert_says(&d, 1, "[out-path]");
	}
	/* what tells a part of a site from a site */
	assert_false(sink_put(s, STR("keikaku-part"), STR("x"), &d));
	assert_says(&d, 1, "[out-path]");
	assert_false(sink_put(s, (str){name, 256}, STR("x"), &d));
	assert_says(&d, 1, "[out-path]");
	assert_true(sink_put(s, (str){name, 255}, STR("x"), &d));
	for (size_t i = 1; i < sizeof(deep); i += 2)
		deep[i] = '/';
	assert_false(sink_put(s, (str){deep, 65}, STR("x"), &d));
	assert_says(&d, 1, "[out-path]");
	assert_true(sink_put(s, (str){deep, 63}, STR("x"), &d));
	for (size_t i = 200; i < sizeof(path); i += 200)
		path[i] = '/';
	assert_false(sink_put(s, (str){path, 1025}, STR("x"), &d));
	assert_says(&d, 1, "[out-path]");
	assert_true(sink_put(s, (str){path, 1024}, STR("x"), &d));
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
		{"a=2 b=3 b=4 b=5", "[out-twice]", 1},
		{"a=1 b=1 a/x=1", "'a/x' cannot be written: 'a' is a page", 1},
		{"a=2 b=1 a/x=1", "[out-below]", 1},
		{"a/x=1 a=2", "[out-below]", 1},
		{"a/x/y=1 a=2 a-b=1", "[out-below]", 1},
		{"a=1 a/x/y=1 a/x=2", "[out-below]", 2},
		{"b/x=1 b/y=1 b=2 c/x=1", "[out-below]", 2},
		{"Z=1 z=1", "[path-alike]", 1},
		{"A/\u00c9=1 a/\u00e9=1", "[path-alike]", 1},
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
		assert_true(sink_copy(s, STR("a/file"), "content",
		    "content/file", &d));
		assert_true(sink_copy(s, STR("empty"), "content",
		    "content/empty", &d) || i == 0);
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
		if (i > 0)
			assert_int_equal(system("cmp -s content/file "
			    "public/a/file"), 0);
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
	static const char *const from[] = {"nothing", "content", "pipe",
	    "content/../outside", "content/link"};
	struct diags d = {0};
	struct sink *s;

	(void)state;
	assert_int_equal(mkfifo("pipe", 0666), 0);
	assert_non_null(s = open_at("public", &d));
	write_file("outside", "x");
	assert_int_equal(symlink("../outside", "content/link"), 0);
	for (size_t i = 0; i < 5; i++)
		assert_false(sink_copy(s, STR("a"), i < 3 ? "." : "content",
		    from[i], &d));
	/* each of them is worth a message */
	assert_says(&d, 5, "[file-read]");
	sink_free(s);
}

/* ---- threads ---------------------------------------------------------- */

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
		sink_copy(c->sink, path, "content", "content/file", d);
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

/* ---- other sinks ------------------------------------------------------ */

static void
counts_only(void **state)
{
	struct sink *s = sink_none();
	struct diags d = {0};

	(void)state;
	assert_true(put_all(s, "a=1 b/c=2", &d));
	assert_true(sink_copy(s, STR("d"), ".", "nothing", &d));
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

static bool
is_page(str path)
{
	return str_ends(path, STR(".html"));
}

static void
can_be_of_another_kind(void **state)
{
	static const struct sink_kind kind = {
		.put = put_last, .free = free_last
	};
	static const struct sink_kind reader = {
		.put = put_last, .reads = is_page
	};
	struct last l = {0};
	struct sink *s = sink_new(&kind, &l);
	struct diags d = {0};

	(void)state;
	assert_true(sink_put(s, STR("a/b"), STR("page"), &d));
	assert_string_equal(l.text, "a/b: page");
	assert_true(sink_commit(s, &d));
	assert_int_equal(sink_count(s).written, 1);
	/* what it does not say of itself */
	assert_true(sink_wants(s, STR("a")) && sink_reads(s, STR("a")));
	assert_false(sink_torn(s));
	sink_free(s);
	assert_true(l.freed);
	s = sink_new(&reader, &l);
	assert_true(sink_reads(s, STR("a.html")));
	assert_false(sink_reads(s, STR("a.css")));
	sink_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ONCE(refuses_dangerous_places),
		ONCE(builds_without_a_home), ONCE(refuses_endless_places),
		ONCE(follows_what_to_keep_out_of),
		ONCE(refuses_a_damaged_list), ONCE(refuses_unsafe_paths),
		BOTH(tells_pages_apart), BOTH(copies_files),
		ONCE(does_not_copy_what_is_no_file),
		BOTH(takes_pages_from_many_threads), ONCE(counts_only),
		ONCE(can_be_of_another_kind)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
