#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/hunk.h"

/* lines are single letters; "1+2>1+0" is from, n, new_from, new_n */
static const struct {
	const char *old, *new, *hunks;
} cases[] = {
	{"", "", ""},
	{"a b", "a b", ""},
	{"a b", "a c", "1+1>1+1"},
	{"a b c", "a c", "1+1>1+0"},
	{"a c", "a b c", "1+0>1+1"},
	{"", "a", "0+0>0+1"},
	{"a", "", "0+1>0+0"},
	{"a b c d e", "a x c y e", "1+1>1+1 3+1>3+1"},
	{"a b c", "c a b", "0+0>0+1 2+1>3+0"},
	{"a a a", "a a", "2+1>2+0"},
};

static struct lines
cut(struct arena *a, const char *letters)
{
	str text = str_copy(a, str_of(letters));

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == ' ')
			((char *)(uintptr_t)text.p)[i] = '\n';
	return lines_cut(a, text);
}

static void
finds_what_differs(void **state)
{
	struct arena a = {0};
	struct buf out = {0};
	struct lines old, new;
	struct hunk *h;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		old = cut(&a, cases[i].old);
		new = cut(&a, cases[i].new);
		h = hunks_find(&a, &old, &new, &n);
		out.n = 0;
		for (size_t k = 0; k < n; k++)
			buf_printf(&out, "%s%zu+%zu>%zu+%zu", k > 0 ? " " : "",
			    h[k].from, h[k].n, h[k].new_from, h[k].new_n);
		buf_putc(&out, '\0');
		assert_string_equal(out.p, cases[i].hunks);
	}
	buf_done(&out);
	arena_done(&a);
}

/* too long for a table: still what differs, in one piece */
static void
takes_long_texts(void **state)
{
	struct arena a = {0};
	struct buf text = {0};
	struct lines old, new;
	struct hunk *h;
	size_t n;

	(void)state;
	for (int i = 0; i < 20000; i++)
		buf_printf(&text, "%d\n", i);
	old = lines_cut(&a, str_copy(&a, buf_str(&text)));
	for (size_t i = 0; i < text.n; i++)
		text.p[i] = text.p[i] == '5' ? 'x' : text.p[i];
	new = lines_cut(&a, buf_str(&text));
	h = hunks_find(&a, &old, &new, &n);
	assert_int_equal(n, 1);
	assert_int_equal(h[0].from, 5);
	assert_int_equal(h[0].n, h[0].new_n);
	buf_done(&text);
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_differs),
		cmocka_unit_test(takes_long_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
