#include "cmd/address.h"

#include <stdarg.h>
#include <errno.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"

static void
test_paths(void **state)
{
	static const struct {
		const char *raw, *path;         /* NULL: refused */
	} cases[] = {
		{"/", ""}, {"/a.html", "a.html"}, {"/a/b/", "a/b/"},
		{"/%E8%A8%88.pdf", "計.pdf"}, {"/a%20b", "a b"},
		{"/%2525", "%25"}, {"/a..b/..c", "a..b/..c"},
		{"", NULL}, {"a", NULL}, {"http://a/b", NULL}, {"*", NULL},
		{"//a", NULL}, {"/a//b", NULL}, {"/.", NULL}, {"/..", NULL},
		{"/a/../b", NULL}, {"/%2e%2e/a", NULL}, {"/a/%2e", NULL},
		{"/a%2f..%2fb", NULL}, {"/a\\b", NULL}, {"/a%5cb", NULL},
		{"/%00", NULL}, {"/a%00b", NULL}, {"/%0a", NULL},
		{"/%7f", NULL}, {"/%", NULL}, {"/%4", NULL}, {"/%4g", NULL},
		{"/%g1%80%80%80", NULL}, {"/%!0", NULL}, {"/%:0", NULL},
		{"/%ff", NULL}, {"/%c0%ae", NULL}, {"/%ed%a0%80", NULL}
	};
	struct arena a = {0};
	bool ok;
	str path;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		ok = address_path(&a, str_of(cases[i].raw), &path);
		if (ok != (cases[i].path != NULL))
			fail_msg("%s: %d", cases[i].raw, ok);
		if (ok && !str_eq(path, str_of(cases[i].path)))
			fail_msg("%s: " STR_FMT, cases[i].raw, STR_ARG(path));
	}
	arena_done(&a);
}

static void
test_long(void **state)
{
	struct arena a = {0};
	char raw[5000];
	str path;

	(void)state;
	memset(raw, 'a', sizeof(raw));
	raw[0] = '/';
	assert_true(address_path(&a, (str){raw, 2000}, &path));
	assert_false(address_path(&a, (str){raw, 5000}, &path));
	arena_done(&a);
}

static void
test_hosts(void **state)
{
	static const struct {
		struct address to;
		const char *host;
		bool is;
	} cases[] = {
#define LOOP   {.host = "127.0.0.1", .port = 8000, .loopback = true}
#define NAMED  {.host = "pc.local", .port = 8000}
#define LOCAL  {.host = "localhost", .port = 8000, .loopback = true}
#define ANY    {.host = "0.0.0.0", .port = 8000, .any = true}
#define HTTP   {.host = "127.0.0.1", .port = 80, .loopback = true}
		{LOOP, "127.0.0.1:8000", true}, {LOOP, "localhost:8000", true},
		{LOOP, "LOCALHOST:8000", true}, {LOOP, "[::1]:8000", true},
		{LOOP, "[127.0.0.1]:8000", false},
		{LOOP, "[localhost]:8000", false},
		{ANY, "[192.168.0.1]:8000", false},
		{LOOP, "127.0.0.1", false}, {LOOP, "127.0.0.1:80", false},
		{LOOP, "127.0.0.1:08000", false}, {LOOP, "", false},
		{LOOP, ":8000", false}, {LOOP, "a.example:8000", false},
		{LOOP, "127.0.0.1:8000:8000", false},
		{LOOP, "localhost.:8000", false}, {LOOP, "[::1x:8000", false},
		{LOCAL, "127.0.0.1:8000", true},
		{LOOP, "192.168.0.1:8000", false},
		{NAMED, "pc.local:8000", true},
		{NAMED, "localhost:8000", false},
		{ANY, "192.168.0.1:8000", true}, {ANY, "[fe80::1]:8000", true},
		{ANY, "localhost:8000", true}, {ANY, "a.example:8000", false},
		{HTTP, "127.0.0.1", true}, {HTTP, "127.0.0.1:80", true},
		{HTTP, "localhost", true}, {HTTP, "a.example", false}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (address_is(&cases[i].to, str_of(cases[i].host)) !=
		    cases[i].is)
			fail_msg("%s at %s", cases[i].host, cases[i].to.host);
}

static void
test_odd_hosts(void **state)
{
	static const struct address loop = LOOP;
	char host[400];

	(void)state;
	memset(host, '0', sizeof(host));
	memcpy(host + sizeof(host) - 5, ":8000", 5);
	assert_false(address_is(&loop, (str){host, sizeof(host)}));
	assert_false(address_is(&loop, STR("127.0.0.1\0:8000")));
}

static bool deaf;

/* where another has begun to listen after we took the same port */
int
listen(int fd, int waiting)
{
	if (!deaf)
		return (int)syscall(SYS_listen, fd, waiting);
	errno = EADDRINUSE;
	return -1;
}

static void
test_listen(void **state)
{
	struct arena a = {0};
	struct address first, second;

	(void)state;
	assert_true(address_listen(&first, &a, "127.0.0.1", 0, true));
	assert_true(first.loopback && !first.any && first.port > 0);
	assert_true(str_starts(first.url, STR("http://127.0.0.1:")));
	assert_false(address_listen(&second, &a, "127.0.0.1", first.port,
	    true));
	assert_true(address_listen(&second, &a, "127.0.0.1", first.port,
	    false));
	assert_true(second.port > first.port);
	close(first.fd);
	close(second.fd);
	assert_false(address_listen(&first, &a, "192.0.2.1", 0, true));
	assert_false(address_listen(&first, &a, "::1%none", 0, true));
	assert_int_equal(errno, ENOENT);
	deaf = true;
	assert_false(address_listen(&first, &a, "127.0.0.1", 0, true));
	assert_int_equal(errno, EADDRINUSE);
	deaf = false;
	arena_done(&a);
}

/* also of machines without it */
static void
test_listen_6(void **state)
{
	static const struct {
		const char *host;
		bool loopback, any;
	} cases[] = {{"::1", true, false}, {"::", false, true}};
	struct arena a = {0};
	struct address to;
	char url[40];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		if (address_listen(&to, &a, cases[i].host, 0, true)) {
			snprintf(url, sizeof(url), "http://[%s]:%u/",
			    cases[i].host, to.port);
			assert_true(str_eq(to.url, str_of(url)));
			assert_true(to.port > 0);
			close(to.fd);
		}
		assert_int_equal(to.loopback, cases[i].loopback);
		assert_int_equal(to.any, cases[i].any);
	}
	arena_done(&a);
}

static void
test_no_socket(void **state)
{
	struct rlimit had, none;
	struct arena a = {0};
	struct address to;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &had), 0);
	none = (struct rlimit){0, had.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_false(address_listen(&to, &a, "127.0.0.1", 0, true));
	assert_int_equal(errno, EMFILE);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &had), 0);
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paths), cmocka_unit_test(test_long),
		cmocka_unit_test(test_hosts), cmocka_unit_test(test_odd_hosts),
		cmocka_unit_test(test_listen), cmocka_unit_test(test_listen_6),
		cmocka_unit_test(test_no_socket)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
