#include "cmd/address.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
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
#define ANY    {.host = "0.0.0.0", .port = 8000, .any = true}
#define HTTP   {.host = "127.0.0.1", .port = 80, .loopback = true}
		{LOOP, "127.0.0.1:8000", true}, {LOOP, "localhost:8000", true},
		{LOOP, "LOCALHOST:8000", true}, {LOOP, "[::1]:8000", true},
		{LOOP, "127.0.0.1", false}, {LOOP, "127.0.0.1:80", false},
		{LOOP, "127.0.0.1:08000", false}, {LOOP, "", false},
		{LOOP, ":8000", false}, {LOOP, "a.example:8000", false},
		{LOOP, "127.0.0.1:8000:8000", false},
		{LOOP, "localhost.:8000", false},
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
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paths), cmocka_unit_test(test_long),
		cmocka_unit_test(test_hosts), cmocka_unit_test(test_listen)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
