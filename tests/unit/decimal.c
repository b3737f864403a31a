#include "base/decimal.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static decimal
read(const char *s)
{
	decimal d = {-1, 99};

	if (!decimal_read(str_of(s), &d))
		fail_msg("'%s' was not read", s);
	return d;
}

static void
assert_prints(decimal d, bool separators, const char *text)
{
	struct buf b = {0};

	decimal_print(d, separators, &b);
	buf_putc(&b, '\0');
	assert_string_equal(b.p, text);
	buf_done(&b);
}

static void
test_read(void **state)
{
	static const struct {
		const char *text;
		int64_t coefficient;
		uint8_t places;
	} t[] = {
		{"0", 0, 0}, {"70", 70, 0}, {"70.0", 700, 1},
		{"-5.2", -52, 1}, {"0.05", 5, 2}, {"007", 7, 0},
		{"-0", 0, 0}, {"999999999999999999", 999999999999999999, 0},
		{"0.12345678901234567", 12345678901234567, 17}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		assert_int_equal(read(t[i].text).coefficient,
		    t[i].coefficient);
		assert_int_equal(read(t[i].text).places, t[i].places);
	}
}

static void
test_read_refuses(void **state)
{
	static const char *const t[] = {
		"", "-", ".", "5.", ".5", "--5", "+5", "1,561", " 5", "5 ",
		"1e3", "5.2.1", "５", "1-", "0x10", "1234567890123456789",
		"1234567890.123456789", "0000000000000000000"
	};
	decimal d = {1, 0};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		if (decimal_read(str_of(t[i]), &d))
			fail_msg("'%s' was read", t[i]);
	assert_false(decimal_read((str){0}, &d));
}

static void
test_print(void **state)
{
	(void)state;
	assert_prints(read("70.0"), false, "70.0");
	assert_prints(read("70"), false, "70");
	assert_prints(read("-5.2"), false, "-5.2");
	assert_prints(read("-0.05"), false, "-0.05");
	assert_prints(read("1561"), false, "1561");
	assert_prints(read("1561"), true, "1,561");
	assert_prints(read("561"), true, "561");
	assert_prints(read("-1000000.25"), true, "-1,000,000.25");
	assert_prints(read("0.00"), true, "0.00");
	assert_prints((decimal){INT64_MIN, 0}, true,
	    "-9,223,372,036,854,775,808");
}

static void
test_compare(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} t[] = {
		{"70", "70.0", 0}, {"0", "-0.0", 0}, {"70", "70.1", -1},
		{"70.05", "70.1", -1}, {"-5.2", "-5.1", -1}, {"-1", "1", -1},
		{"-0.1", "0", -1}, {"-0.1", "0.1", -1},
		{"999999999999999999", "0.99999999999999999", 1},
		{"0.00000000000000001", "0.00000000000000002", -1},
		{"99999999999999999.8", "99999999999999999.9", -1}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		assert_int_equal(decimal_compare(read(t[i].a), read(t[i].b)),
		    t[i].order);
		assert_int_equal(decimal_compare(read(t[i].b), read(t[i].a)),
		    -t[i].order);
	}
}

static void
test_scale(void **state)
{
	decimal d = {1, 1};

	(void)state;
	assert_true(decimal_scale(read("17.2"), 8, &d));
	assert_prints(d, false, "1720000000");
	assert_true(decimal_scale(read("17.25"), 1, &d));
	assert_prints(d, false, "172.5");
	assert_true(decimal_scale(read("-3"), 0, &d));
	assert_prints(d, false, "-3");
	assert_true(decimal_scale(read("999999"), 12, &d));
	assert_prints(d, false, "999999000000000000");
	assert_true(decimal_scale(read("0"), 12, &d));
	assert_prints(d, false, "0");
	assert_false(decimal_scale(read("1000000"), 12, &d));
	assert_false(decimal_scale(read("-1000000"), 12, &d));
	assert_false(decimal_scale(read("999999999999999999"), 1, &d));
}

static void
test_approximate(void **state)
{
	(void)state;
	assert_true(decimal_approximate(read("-5.5")) == -5.5);
	assert_true(decimal_approximate(read("1561")) == 1561.0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_read_refuses),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_scale),
		cmocka_unit_test(test_approximate)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
