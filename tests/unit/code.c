#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/code.h"
#include "base/diag.h"
#include "base/utf8.h"

/* the first message that has the code of this one */
static enum message
first_of(enum message m)
{
	enum message i = 0;

	while (message_code(i) == NULL ||
	    strcmp(message_code(i), message_code(m)) != 0)
		i++;
	return i;
}

static const struct code *
next(const struct code *c)
{
	while (c->meaning[0] != NULL && c->name == NULL)
		c++;
	return c;
}

static void
has_the_codes_of_all_messages_in_their_order(void **state)
{
	const struct code *c = next(codes);

	(void)state;
	for (enum message m = 0; m < MESSAGE_COUNT; m++) {
		if (message_code(m) == NULL || first_of(m) != m)
			continue;
		if (c->name == NULL || strcmp(c->name, message_code(m)) != 0)
			fail_msg("code.def has %s where message.def has %s",
			    c->name != NULL ? c->name : "nothing",
			    message_code(m));
		c = next(c + 1);
	}
	if (c->name != NULL)
		fail_msg("no message has the code %s", c->name);
}

static void
assert_text(const struct code *c, const char *what, const char *text)
{
	if (text == NULL || *text == '\0')
		fail_msg("%s has no %s", c->name, what);
}

static void
says_everything_of_each(void **state)
{
	const struct code *c;

	(void)state;
	for (c = next(codes); c->name != NULL; c = next(c + 1)) {
		assert_text(c, "meaning", c->meaning[LANGUAGE_JA]);
		assert_text(c, "English meaning", c->meaning[LANGUAGE_EN]);
		assert_text(c, "reason", c->why[LANGUAGE_JA]);
		assert_text(c, "English reason", c->why[LANGUAGE_EN]);
		assert_text(c, "wrong example", c->wrong);
		assert_text(c, "right example", c->right);
		if (c->rule != NULL)
			assert_text(c, "rule", c->rule);
		if (strcmp(c->wrong, c->right) == 0)
			fail_msg("%s: both examples are the same", c->name);
	}
}

/* as explain prints it, two columns further in */
static void
assert_narrow(const struct code *c, const char *text)
{
	str rest = str_of(text), line;
	size_t n;

	do {
		n = str_find(rest, STR("\n"));
		line = str_slice(rest, 0, n);
		if (utf8_width(line) > 78)
			fail_msg("%s: too wide: " STR_FMT, c->name,
			    STR_ARG(line));
		rest = str_slice(rest, n < rest.n ? n + 1 : n, rest.n);
	} while (rest.n > 0);
}

static void
has_examples_that_fit_a_screen(void **state)
{
	const struct code *c;

	(void)state;
	for (c = next(codes); c->name != NULL; c = next(c + 1)) {
		assert_narrow(c, c->wrong);
		assert_narrow(c, c->right);
	}
}

static const char *
name_of(const struct code *c)
{
	return c != NULL ? c->name : "none";
}

static void
finds_by_name(void **state)
{
	(void)state;
	assert_string_equal(name_of(code_find(STR("unit-mismatch"))),
	    "unit-mismatch");
	assert_null(code_find(STR("unit")));
	assert_null(code_find(STR("")));
	assert_string_equal(name_of(code_nearest(STR("unit-mismach"))),
	    "unit-mismatch");
	assert_null(code_nearest(STR("")));
	assert_null(code_nearest(STR("something-else-altogether")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_the_codes_of_all_messages_in_their_order),
		cmocka_unit_test(says_everything_of_each),
		cmocka_unit_test(has_examples_that_fit_a_screen),
		cmocka_unit_test(finds_by_name)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
