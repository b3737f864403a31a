#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/patch.h"

static const struct {
	const char *old, *new, *patch;
} cases[] = {
	{"", "", ""},
	{"a\nb\n", "a\nb\n", ""},
	{"a\nb\nc\n", "a\nB\nc\n",
	    "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
	/* the last line has no end */
	{"a", "b", "--- f\n+++ f\n@@ -1 +1 @@\n"
	    "-a\n\\ No newline at end of file\n"
	    "+b\n\\ No newline at end of file\n"},
	/* three lines around, and changes that are close are one hunk */
	{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\nx\n",
	    "--- f\n+++ f\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+x\n"},
	{"1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
	    "--- f\n+++ f\n@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n"
	    "-8\n+y\n"},
	{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
	    "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n"
	    "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"},
	/* neighbours change together */
	{"a\nb\n", "A\nB\n",
	    "--- f\n+++ f\n@@ -1,2 +1,2 @@\n-a\n-b\n+A\n+B\n"},
	/* another number of lines */
	{"a\nb\n", "a\n", "--- f\n+++ f\n@@ -1,2 +1 @@\n a\n-b\n"},
	{"", "a\n", "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n"},
	/* CR stays at the end only; what controls a terminal is shown */
	{"a\r\n\033[2J\n", "b\r\n\033[2J\n",
	    "--- f\n+++ f\n@@ -1,2 +1,2 @@\n-a\r\n+b\r\n \u241b[2J\n"},
};

static void
shows_what_differs(void **state)
{
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		out.n = 0;
		patch_put(STR("f"), str_of(cases[i].old),
		    str_of(cases[i].new), &out);
		buf_putc(&out, '\0');
		assert_string_equal(out.p, cases[i].patch);
	}
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_what_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
