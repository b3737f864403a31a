#include "text/color.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

/* ratios as the W3C's own examples and the well-known checkers have them */
static const struct {
	const char *a, *b;
	unsigned ratio;
} pairs[] = {
	{"#000", "#ffffff", 2100},
	{"#ffffff", "#000000", 2100},
	{"#abc", "#aabbcc", 100},
	{"#777777", "#fff", 447},
	{"#767676", "#fff", 454},
	{"#949494", "#FFFFFF", 303},
	{"#0000ff", "#ffffff", 859},
	{"#ff0000", "#ffffff", 399},
	{"#008000", "#fff", 513},
};

static void
test_contrast(void **state)
{
	struct color a, b;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		assert_true(color_read(str_of(pairs[i].a), &a));
		assert_true(color_read(str_of(pairs[i].b), &b));
		assert_int_equal(color_contrast(a, b), pairs[i].ratio);
		assert_int_equal(color_contrast(b, a), pairs[i].ratio);
	}
}

static void
test_none(void **state)
{
	static const char *const none[] = {"", "#", "fff", "#ff", "#ffff",
	    "#fffffg", "#fffffff", "red", "rgb(0,0,0)", "#fff "};
	struct color c;

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_false(color_read(str_of(none[i]), &c));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
