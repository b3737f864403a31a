#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "text/mend.h"

static void
assert_str(str got, const char *want)
{
	if (!str_eq(got, str_of(want)))
		fail_msg("\"" STR_FMT "\" is not \"%s\"", STR_ARG(got), want);
}

static void
mends_and_finds_back(void **state)
{
	static const str text = {"0123456789", 10};
	static const uint32_t origins[] = {0, 1, 1, 1, 2, 3, 5, 8, 9, 10};
	struct arena a = {0};
	struct mends m = {0};

	(void)state;
	assert_str(mends_apply(&m, &a, text), "0123456789");
	assert_int_equal(mends_origin(&m, 7), 7);
	mends_add(&m, &a, 1, 0, STR("ab"));     /* inserted */
	mends_add(&m, &a, 3, 2, STR("c"));      /* replaced */
	mends_add(&m, &a, 4, 3, STR("lost"));   /* begins within the last */
	mends_add(&m, &a, 5, 1, STR("d"));
	mends_add(&m, &a, 6, 2, STR(""));       /* removed */
	assert_str(mends_apply(&m, &a, text), "0ab12cd89");
	for (uint32_t i = 0; i < sizeof(origins) / sizeof(*origins); i++)
		assert_int_equal(mends_origin(&m, i), origins[i]);
	arena_done(&a);
}

static void
stays_within_what_was_replaced(void **state)
{
	struct arena a = {0};
	struct mends m = {0};

	(void)state;
	mends_add(&m, &a, 2, 2, STR("abcd"));
	assert_int_equal(mends_origin(&m, 2), 2);
	assert_int_equal(mends_origin(&m, 3), 3);
	assert_int_equal(mends_origin(&m, 4), 4);
	assert_int_equal(mends_origin(&m, 5), 4);
	assert_int_equal(mends_origin(&m, 6), 4);
	assert_int_equal(mends_origin(&m, 7), 5);
	arena_done(&a);
}

static void
mends_a_part(void **state)
{
	static const str text = {"0123456789", 10};
	struct arena a = {0};
	struct mends m = {0};

	(void)state;
	mends_add(&m, &a, 1, 1, STR("a"));
	mends_add(&m, &a, 4, 1, STR("b"));
	mends_add(&m, &a, 8, 1, STR("c"));
	assert_str(mends_part(&m, &a, text, 2, 8), "23b567");
	assert_str(mends_part(&m, &a, text, 2, 4), "23");
	assert_str(mends_part(&m, &a, text, 0, 10), "0a23b567c9");
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mends_and_finds_back),
		cmocka_unit_test(stays_within_what_was_replaced),
		cmocka_unit_test(mends_a_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
