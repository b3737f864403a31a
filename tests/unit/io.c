#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "base/io.h"
#include "base/io_fd.h"
#include "base/limit.h"

/* every test runs in an empty folder of its own */
struct room {
	char path[64];
	struct arena arena;
};

static int
set_up(void **state)
{
	struct room *p = calloc(1, sizeof(*p));

	strcpy(p->path, "/tmp/keikaku-io-XXXXXX");
	if (mkdtemp(p->path) == NULL || chmod(p->path, 0755) != 0 ||
	    chdir(p->path) != 0)
		return -1;
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct room *p = *state;
	char command[256];

	snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s",
	    p->path, p->path);
	arena_done(&p->arena);
	free(p);
	return chdir("/") != 0 || system(command) != 0;
}

static void
write_file(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static void
touch(const char *path)
{
	write_file(path, "x", 1);
}

/* ---- reading and writing ---------------------------------------------- */

static void
reads_a_whole_file(void **state)
{
	struct room *p = *state;
	str s;

	write_file("a", "a\0b\n", 4);
	assert_true(io_read(&p->arena, "a", 4, &s));
	assert_int_equal(s.n, 4);
	assert_memory_equal(s.p, "a\0b\n", 5);
	assert_false(io_read(&p->arena, "a", 3, &s));
	assert_int_equal(errno, EFBIG);
	write_file("empty", "", 0);
	assert_true(io_read(&p->arena, "empty", 0, &s));
	assert_non_null(s.p);
	assert_int_equal(s.n, 0);
	assert_int_equal(symlink("a", "link"), 0);
	assert_true(io_read(&p->arena, "link", 100, &s));
	assert_int_equal(s.n, 4);
}

static void
reads_large_files(void **state)
{
	struct room *p = *state;
	size_t n = 3000001, i;
	char *bytes = malloc(n);
	str s;

	for (i = 0; i < n; i++)
		bytes[i] = (char)(i * 7);
	write_file("large", bytes, n);
	assert_true(io_read(&p->arena, "large", n, &s));
	assert_int_equal(s.n, n);
	assert_memory_equal(s.p, bytes, n);
	free(bytes);
}

static void
socket_at(const char *path)
{
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(a.sun_path, path);
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	close(fd);
}

static void
refuses_what_is_no_file(void **state)
{
	static const struct { const char *path; int error; } cases[] = {
		{"folder", EISDIR}, {"pipe", ENXIO}, {"socket", ENXIO},
		{"/dev/null", ENXIO}, {"/dev/zero", ENXIO}, {"", ENOENT},
		{"nothing", ENOENT}, {"loop", ELOOP}, {"giant", EFBIG}
	};
	struct room *p = *state;
	str s;

	assert_int_equal(mkdir("folder", 0777), 0);
	assert_int_equal(mkfifo("pipe", 0666), 0);
	socket_at("socket");
	assert_int_equal(symlink("loop", "loop"), 0);
	touch("giant");
	assert_int_equal(truncate("giant", (off_t)1 << 40), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		errno = 0;
		assert_false(io_read(&p->arena, cases[i].path, 1 << 20, &s));
		assert_int_equal(errno, cases[i].error);
	}
}

static void
writes_new_files_only(void **state)
{
	struct room *p = *state;
	struct stat st;
	str s;

	umask(027);
	assert_true(io_write_new("a", STR("one")));
	umask(022);
	assert_false(io_write_new("a", STR("two")));
	assert_int_equal(errno, EEXIST);
	assert_true(io_read(&p->arena, "a", 10, &s));
	assert_true(str_eq(s, STR("one")));
	assert_int_equal(stat("a", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(symlink("nothing", "link"), 0);
	assert_false(io_write_new("link", STR("x")));
	assert_int_equal(errno, EEXIST);
	assert_false(io_write_new("no/a", STR("x")));
	assert_int_equal(errno, ENOENT);
}

static void
leaves_no_half_file(void **state)
{
	struct rlimit little = {10, 10};
	int status;

	(void)state;
	if (fork() == 0) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &little);
		_exit(io_write_new("a", STR("more than ten bytes")) ? 1 :
		    errno == EFBIG ? 0 : 2);
	}
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	assert_false(io_exists("a"));
}

/* as somebody who may not do everything */
static int
as_nobody(bool (*job)(struct arena *))
{
	struct arena a = {0};
	int status;

	if (fork() == 0) {
		if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0)
			_exit(2);
		_exit(job(&a) ? 0 : 1);
	}
	return wait(&status) > 0 ? status : -1;
}

/* what stands in a file, and nothing beside it */
static void
holds(struct room *p, const char *path, str want, size_t nfiles)
{
	struct io_entry *all;
	struct dirent **names;
	size_t n;
	str s;
	int hidden;

	assert_true(io_read(&p->arena, path, 100, &s));
	assert_true(str_eq(s, want));
	assert_true(io_list(&p->arena, ".", &all, &n));
	assert_int_equal(n, nfiles);
	hidden = scandir(".", &names, NULL, NULL);
	assert_int_equal(hidden, nfiles + 2);
	while (hidden > 0)
		free(names[--hidden]);
	free(names);
}

static void
replaces_files(void **state)
{
	struct room *p = *state;
	struct stat st;

	assert_false(io_replace("a", STR("one")));
	assert_int_equal(errno, ENOENT);
	write_file("a", "one", 3);
	assert_int_equal(chmod("a", 0640), 0);
	assert_int_equal(symlink("a", "link"), 0);
	assert_true(io_replace("link", STR("two")));
	holds(p, "a", STR("two"), 2);
	assert_int_equal(stat("a", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(mkdir("folder", 0755), 0);
	assert_false(io_replace("folder", STR("x")));
	assert_int_equal(errno, EISDIR);
	assert_int_equal(mkfifo("pipe", 0666), 0);
	assert_false(io_replace("pipe", STR("x")));
	assert_int_equal(errno, ENXIO);
}

static int
replaces_half(void)
{
	struct rlimit little = {10, 10};

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &little);
	return io_replace("a", STR("more than ten bytes")) ? 1 :
	    errno == EFBIG ? 0 : 2;
}

static bool
cannot_replace(struct arena *a)
{
	(void)a;
	return !io_replace("locked", STR("x")) && errno == EACCES;
}

static void
replaces_all_or_nothing(void **state)
{
	struct room *p = *state;
	int status;

	write_file("a", "one", 3);
	if (fork() == 0)
		_exit(replaces_half());
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	holds(p, "a", STR("one"), 1);
	write_file("locked", "one", 3);
	assert_int_equal(chmod("locked", 0444), 0);
	assert_int_equal(chmod(".", 0777), 0);
	assert_int_equal(as_nobody(cannot_replace), 0);
	holds(p, "locked", STR("one"), 2);
}

/* ---- paths ------------------------------------------------------------ */

static void
makes_folders(void **state)
{
	(void)state;
	assert_true(io_make_folder("a/b/c"));
	assert_true(io_is_folder("a/b/c"));
	assert_true(io_make_folder("a/b/c"));
	assert_true(io_make_folder("a//d/"));
	assert_true(io_is_folder("a/d"));
	assert_true(io_make_folder("/"));
	assert_true(io_make_folder("."));
	touch("file");
	assert_false(io_make_folder("file"));
	assert_int_equal(errno, ENOTDIR);
	assert_false(io_make_folder("file/a"));
	assert_int_equal(errno, ENOTDIR);
	assert_int_equal(symlink("a", "link"), 0);
	assert_true(io_make_folder("link/e"));
	assert_true(io_is_folder("a/e"));
}

static void
removes_temporary_folders(void **state)
{
	struct room *p = *state;
	const char *folder;

	assert_int_equal(setenv("TMPDIR", p->path, 1), 0);
	assert_true(io_make_temporary(&p->arena, &folder));
	assert_int_equal(strncmp(folder, p->path, strlen(p->path)), 0);
	assert_int_equal(chdir(folder), 0);
	touch("file");
	assert_true(io_make_link("link", "nowhere/else"));
	assert_true(io_exists("link"));
	assert_false(io_make_link("file", "nowhere/else"));
	assert_int_equal(errno, EEXIST);
	io_remove_temporary(folder);
	assert_false(io_exists(folder));
	assert_int_equal(setenv("TMPDIR", "not/from/the/root", 1), 0);
	assert_true(io_make_temporary(&p->arena, &folder));
	assert_int_equal(strncmp(folder, "/tmp/", 5), 0);
	io_remove_temporary(folder);
	assert_int_equal(unsetenv("TMPDIR"), 0);
}

static void
tells_what_is_there(void **state)
{
	static const struct {
		const char *path;
		bool there, folder;
	} cases[] = {
		{"folder", true, true}, {"file", true, false},
		{"to_folder", true, true}, {"dead", true, false},
		{"nothing", false, false}, {"", false, false},
		{"file/a", false, false}
	};

	(void)state;
	assert_int_equal(mkdir("folder", 0777), 0);
	touch("file");
	assert_int_equal(symlink("folder", "to_folder"), 0);
	assert_int_equal(symlink("nothing", "dead"), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(io_exists(cases[i].path), cases[i].there);
		assert_int_equal(io_is_folder(cases[i].path),
		    cases[i].folder);
	}
}

static void
makes_paths_absolute(void **state)
{
	/* "@" stands for the folder of the test */
	static const struct { const char *path, *absolute; } cases[] = {
		{".", "@"}, {"./", "@"}, {"a", "@/a"}, {"a/", "@/a"},
		{"a//b/.", "@/a/b"}, {"a/b/..", "@/a"}, {"a/b/../", "@/a"},
		{"a/b/../x", "@/a/x"}, {"x", "@/x"}, {"x/y//z/", "@/x/y/z"},
		{"x/./y", "@/x/y"}, {"x/.", "@/x"},
		{"link", "@/link"}, {"link/", "@/link"}, {"link/.", "@/a/b"},
		{"link/..", "@/a"}, {"link/x", "@/a/b/x"},
		{"link/../x", "@/a/x"}, {"dead", "@/dead"},
		{"/", "/"}, {"//", "/"}, {"/.", "/"}, {"/..", "/"},
		{"/no-such/x", "/no-such/x"}, {"/tmp/..", "/"},
		{"x/..", NULL}, {"x/../y", NULL}, {"", NULL}, {"file/x", NULL},
		{"loop/x", NULL}
	};
	struct room *p = *state;
	str s, want;

	assert_true(io_make_folder("a/b"));
	touch("file");
	assert_int_equal(symlink("a/b", "link"), 0);
	assert_int_equal(symlink("nothing", "dead"), 0);
	assert_int_equal(symlink("loop", "loop"), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool ok = io_absolute(&p->arena, cases[i].path, &s);

		assert_int_equal(ok, cases[i].absolute != NULL);
		if (!ok)
			continue;
		want = str_of(cases[i].absolute);
		if (*want.p == '@')
			want = str_printf(&p->arena, "%s%s", p->path,
			    want.p + 1);
		assert_string_equal(s.p, want.p);
	}
}

static void
refuses_endless_paths(void **state)
{
	struct room *p = *state;
	char path[PATH_MAX + 10];
	str s;

	memset(path, 'a', sizeof(path));
	path[sizeof(path) - 1] = '\0';
	assert_false(io_absolute(&p->arena, path, &s));
	assert_int_equal(errno, ENAMETOOLONG);
	assert_false(io_make_folder(path));
	assert_int_equal(errno, ENAMETOOLONG);
	memset(path, '/', sizeof(path) - 1);
	path[PATH_MAX - 1] = '\0';
	assert_true(io_absolute(&p->arena, path, &s));
	assert_string_equal(s.p, "/");
	for (size_t i = 0; i + 2 < PATH_MAX; i += 2)
		memcpy(path + i, "a/", 3);
	assert_true(io_absolute(&p->arena, path, &s));
	assert_int_equal(s.n, strlen(p->path) + 1 + strlen(path) - 1);
}

static void
finds_the_program(void **state)
{
	struct room *p = *state;
	char exe[PATH_MAX] = {0};
	str folder;

	assert_true(readlink("/proc/self/exe", exe, sizeof(exe) - 1) > 0);
	assert_true(io_program_folder(&p->arena, &folder));
	assert_true(io_is_folder(folder.p));
	assert_true(str_starts(str_of(exe), folder));
	assert_string_equal(strrchr(exe, '/'), exe + folder.n);
}

/* ---- lists ------------------------------------------------------------ */

static void
lists_what_is_below(void **state)
{
	static const struct { const char *path; enum io_type type; } want[] = {
		{"list/B", IO_FILE}, {"list/a", IO_FOLDER},
		{"list/a-b", IO_FILE}, {"list/a/dead", IO_LINK},
		{"list/a/empty", IO_FOLDER}, {"list/a/x.md", IO_FILE},
		{"list/a~b", IO_FILE}, {"list/b", IO_FILE},
		{"list/loop", IO_LINK}, {"list/pipe", IO_OTHER},
		{"list/計画.md", IO_FILE}
	};
	static const char *const left_out[] = {
		"list/.hidden", "list/a/x.md~", "list/a/x.md.swp",
		"list/#x.md#", "list/~$計画.xlsx", "list/.git/config",
		"list/Thumbs.db", "list/a/Desktop.ini", "list/.DS_Store",
		"list/.~lock.計画.csv#", "list/._B", "list/.shut/x.md"
	};
	struct room *p = *state;
	struct io_entry *e;
	size_t n;

	assert_true(io_make_folder("list/a/empty"));
	assert_true(io_make_folder("list/.git"));
	assert_true(io_make_folder("list/.shut"));
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++)
		if (want[i].type == IO_FILE)
			touch(want[i].path);
	for (size_t i = 0; i < sizeof(left_out) / sizeof(*left_out); i++)
		touch(left_out[i]);
	write_file("list/b", "12345", 5);
	assert_int_equal(symlink("nothing", "list/a/dead"), 0);
	assert_int_equal(symlink(".", "list/loop"), 0);
	assert_int_equal(mkfifo("list/pipe", 0666), 0);
	assert_true(io_list(&p->arena, "list", &e, &n));
	assert_int_equal(n, sizeof(want) / sizeof(*want));
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(e[i].path.p, want[i].path + 5);
		assert_int_equal(e[i].path.n, strlen(want[i].path) - 5);
		assert_int_equal(e[i].type, want[i].type);
		assert_int_equal(e[i].error, 0);
		if (e[i].type == IO_FILE)
			assert_int_equal(e[i].size,
			    strcmp(want[i].path, "list/b") == 0 ? 5 : 1);
	}
	assert_true(io_list_hidden(&p->arena, "list", &e, &n));
	assert_int_equal(n, sizeof(want) / sizeof(*want) + 1);
	assert_string_equal(e[0].path.p, ".hidden");
}

static void
lists_what_there_is_to_list(void **state)
{
	struct room *p = *state;
	struct io_entry *e;
	size_t n = 1;

	assert_false(io_list(&p->arena, "nothing", &e, &n));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(n, 0);
	touch("file");
	assert_false(io_list(&p->arena, "file", &e, &n));
	assert_int_equal(errno, ENOTDIR);
	assert_int_equal(mkdir("empty", 0777), 0);
	assert_int_equal(symlink("empty", "link"), 0);
	assert_true(io_list(&p->arena, "link", &e, &n));
	assert_int_equal(n, 0);
}

static void
stops_at_a_depth(void **state)
{
	struct room *p = *state;
	struct io_entry *e;
	char path[1024] = "d";
	size_t n, i;

	for (i = 0; i < LIMIT_FOLDERS; i++)
		strcat(path, "/d");
	assert_true(io_make_folder(path));
	assert_true(io_list(&p->arena, "d", &e, &n));
	assert_int_equal(n, LIMIT_FOLDERS);
	strcat(path, "/d");
	assert_true(io_make_folder(path));
	touch("d/file");
	assert_false(io_list(&p->arena, "d", &e, &n));
	assert_int_equal(errno, ELOOP);
	assert_int_equal(n, LIMIT_FOLDERS + 2);
	for (i = 0; i < n; i++)
		assert_int_equal(e[i].error, i == n - 2 ? ELOOP : 0);
}

static bool
lists_the_rest(struct arena *a)
{
	struct io_entry *e;
	size_t n;

	return !io_list(a, "list", &e, &n) && errno == EACCES && n == 4 &&
	    e[0].error == 0 && e[1].error == EACCES &&
	    e[2].error == EACCES && e[3].error == 0 &&
	    strcmp(e[3].path.p, "d") == 0;
}

static bool
cannot_read(struct arena *a)
{
	str s;

	return !io_read(a, "list/d", 10, &s) && errno == EACCES;
}

static void
says_what_it_cannot_list(void **state)
{
	(void)state;
	assert_true(io_make_folder("list/a"));
	assert_true(io_make_folder("list/b"));
	assert_true(io_make_folder("list/c"));
	touch("list/c/x");
	touch("list/d");
	assert_int_equal(chmod("list/b", 0), 0);
	assert_int_equal(chmod("list/c", 0444), 0);
	assert_int_equal(chmod("list/d", 0), 0);
	assert_int_equal(as_nobody(lists_the_rest), 0);
	assert_int_equal(as_nobody(cannot_read), 0);
}

/* ---- the way to a file ------------------------------------------------ */

static bool
enters(const char *path, bool new, int error)
{
	int folder = open("in", O_PATH | O_DIRECTORY);
	const char *name;
	int fd = new ? io_fd_enter_new(folder, path, &name) :
	    io_fd_enter(folder, path, &name);
	bool ok = error == 0 ? fd >= 0 && strcmp(name, "x") == 0 :
	    fd < 0 && errno == error;

	io_fd_close(folder);
	io_fd_close(fd);
	return ok;
}

static void
never_leaves_a_folder(void **state)
{
	(void)state;
	assert_true(io_make_folder("in/a/b"));
	assert_true(io_make_folder("out"));
	assert_int_equal(symlink("../out", "in/link"), 0);
	assert_int_equal(symlink("a", "in/within"), 0);
	assert_true(enters("x", false, 0));
	assert_true(enters("a/x", false, 0));
	assert_true(enters("a/b/x", true, 0));
	assert_true(enters("c/x", false, ENOENT));
	assert_true(enters("link/x", false, ELOOP));
	assert_true(enters("within/x", false, ELOOP));
	assert_true(enters("../out/x", false, EXDEV));
	assert_true(enters("/tmp/x", false, EXDEV));
	/* name by name where something is made */
	assert_true(enters("c/d/e/x", true, 0));
	assert_true(io_is_folder("in/c/d/e"));
	assert_true(enters("c/f/../../../out/x", false, ENOENT));
	assert_int_equal(symlink("../../out", "in/c/link"), 0);
	assert_true(enters("c/link/new/x", true, ELOOP));
	assert_false(io_exists("out/new"));
	assert_true(enters("g/../../out/x", true, EXDEV));
}

static void
refuses_endless_ways(void **state)
{
	char way[PATH_MAX + 10];

	(void)state;
	assert_true(io_make_folder("in"));
	snprintf(way, sizeof(way), "a/%0256d/x", 0);
	assert_true(enters(way, true, ENAMETOOLONG));
	for (size_t i = 0; i + 2 < sizeof(way); i += 2)
		memcpy(way + i, "a/", 3);
	assert_true(enters(way, false, ENAMETOOLONG));
	assert_true(enters(way, true, ENAMETOOLONG));
}

/* a site may be all that there is, as in a container */
static void
everything_is_inside_of_the_root(void **state)
{
	struct room *p = *state;
	char real[PATH_MAX];

	assert_string_equal(io_fd_resolve("/", p->path, real), p->path + 1);
}

/* what a file in a folder holds; NULL: it is not to be had, for that reason */
static void
assert_inside(struct room *p, const char *path, const char *want, int error)
{
	str text = {0};
	uint64_t size;
	bool ok = io_read_inside(&p->arena, "in", path, 100, &text);
	int fd;

	if (ok != (want != NULL) || (ok && !str_eq(text, str_of(want))))
		fail_msg("%s: %s", path, ok ? text.p : strerror(errno));
	if (!ok)
		assert_int_equal(errno, error);
	fd = io_open_inside("in", path, &size);
	assert_int_equal(fd >= 0, ok);
	assert_int_equal(size, text.n);
	io_close(fd);
}

static void
reads_inside_only(void **state)
{
	struct room *p = *state;
	char path[PATH_MAX];

	assert_true(io_make_folder("in/a"));
	assert_true(io_make_folder("out"));
	write_file("in/a/x", "x", 1);
	write_file("out/x", "out", 3);
	assert_int_equal(symlink("a", "in/within"), 0);
	assert_int_equal(symlink("../out", "in/link"), 0);
	assert_int_equal(symlink("../../out/x", "in/a/link"), 0);
	assert_int_equal(symlink("nothing", "in/dead"), 0);
	assert_int_equal(symlink("self", "in/self"), 0);
	snprintf(path, sizeof(path), "%s/in/a/x", p->path);
	assert_int_equal(symlink(path, "in/whole"), 0);
	assert_int_equal(symlink("in", "other"), 0);
	assert_inside(p, "in/a/x", "x", 0);
	assert_inside(p, path, "x", 0);
	assert_inside(p, "other/a/x", "x", 0);
	assert_inside(p, "in/within/x", "x", 0);
	assert_inside(p, "in/whole", "x", 0);
	assert_inside(p, "in/a/../a/x", "x", 0);
	assert_inside(p, "in/link/x", NULL, EXDEV);
	assert_inside(p, "in/a/link", NULL, EXDEV);
	assert_inside(p, "in/../out/x", NULL, EXDEV);
	assert_inside(p, "out/x", NULL, EXDEV);
	assert_inside(p, "in/dead", NULL, EXDEV);
	assert_inside(p, "in/self", NULL, ELOOP);
	assert_inside(p, "in/a", NULL, EISDIR);
	assert_inside(p, "in/none", NULL, ENOENT);
	assert_inside(p, "in", NULL, EXDEV);
}

/* ---- how many --------------------------------------------------------- */

static rlim_t
open_most(void)
{
	struct rlimit r;

	return getrlimit(RLIMIT_NOFILE, &r) == 0 ? r.rlim_cur : 0;
}

/* what the process may open once so many are allowed, where it may have 40 */
static int
allows(size_t files)
{
	const struct rlimit few = {20, 40};
	int status;

	if (fork() == 0) {
		if (setrlimit(RLIMIT_NOFILE, &few) != 0)
			_exit(255);
		io_allow_open(files);
		_exit((int)open_most());
	}
	return wait(&status) > 0 && WIFEXITED(status) ? WEXITSTATUS(status) :
	    -1;
}

static void
allows_as_many_as_it_may(void **state)
{
	(void)state;
	assert_int_equal(allows(10), 20);
	assert_int_equal(allows(20), 20);
	assert_int_equal(allows(30), 30);
	assert_int_equal(allows(40), 40);
	assert_int_equal(allows(1000), 40);
}

/* ---- reasons ---------------------------------------------------------- */

static void
gives_the_reason(void **state)
{
	static const struct { int error; enum language l; const char *want; }
	cases[] = {
		{ENOENT, LANGUAGE_EN, "a.md: no such file or folder"},
		{ENOENT, LANGUAGE_JA, "a.md を読めません：見つかりません"},
		{ESTALE, LANGUAGE_JA, "a.md を読めません：その間に書き換えられました"},
		{EBADMSG, LANGUAGE_EN, "a.md: Bad message"},
		{99999, LANGUAGE_EN, "a.md: unknown error"}
	};
	struct diags d;
	char *text;
	size_t n;
	FILE *f;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		d = (struct diags){0};
		errno = cases[i].error;
		assert_false(io_diag(&d, MESSAGE_FILE_READ, STR("a.md")));
		assert_int_equal(d.errors, 1);
		f = open_memstream(&text, &n);
		diags_print(&d, cases[i].l, DIAGS_MOST, f);
		fclose(f);
		assert_non_null(strstr(text, cases[i].want));
		free(text);
		diags_done(&d);
	}
}

#define TEST(f)  cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_a_whole_file), TEST(reads_large_files),
		TEST(refuses_what_is_no_file), TEST(writes_new_files_only),
		TEST(leaves_no_half_file), TEST(replaces_files),
		TEST(replaces_all_or_nothing), TEST(makes_folders),
		TEST(removes_temporary_folders),
		TEST(tells_what_is_there), TEST(makes_paths_absolute),
		TEST(refuses_endless_paths), TEST(finds_the_program),
		TEST(lists_what_is_below), TEST(lists_what_there_is_to_list),
		TEST(stops_at_a_depth), TEST(says_what_it_cannot_list),
		TEST(never_leaves_a_folder), TEST(refuses_endless_ways),
		TEST(everything_is_inside_of_the_root), TEST(reads_inside_only),
		TEST(allows_as_many_as_it_may), TEST(gives_the_reason)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
