#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/sha256.h"
#include "site/config.h"
#include "site/part.h"

#define DIGITS \
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct level_rule rules[] = {
	{.code = {"page-title", 10}, .level = {LEVEL_RULE_OFF}}
};

static struct part_file files[] = {
	{.path = {"a.css", 5}, .digits = {DIGITS, 64}},
	{.path = {"en/town/x.html", 14}, .digits = {DIGITS, 64},
	 .is_page = true, .entry = {.path = {"en/town/x.html", 14},
	 .plan = {"town", 4}, .kind = {"goals", 5}, .twin = true}},
	{.path = {"index.html", 10}, .digits = {DIGITS, 64},
	 .is_page = true, .entry = {.path = {"index.html", 10},
	 .plan = {"", 0}, .kind = {"", 0}}}
};

static const struct part part = {
	.shard = {2, 4}, .program = {"0.1.0", 5}, .content = {DIGITS, 64},
	.search = true, .levels = {rules, 1}, .files = files, .n = 3
};

static void
same(str a, str b)
{
	assert_true(str_eq(a, b));
}

/* what is printed is read again */
static void
reads_what_it_prints(void **state)
{
	struct buf text = {0}, again = {0};
	struct arena a = {0};
	struct part p;

	(void)state;
	part_print(&part, &text);
	assert_true(part_read(&a, buf_str(&text), &p));
	assert_int_equal(p.shard.no, 2);
	assert_int_equal(p.shard.of, 4);
	assert_true(p.search);
	assert_int_equal(p.n, 3);
	assert_false(p.files[0].is_page);
	same(p.files[1].entry.plan, STR("town"));
	same(p.files[1].entry.kind, STR("goals"));
	assert_true(p.files[1].entry.twin);
	assert_false(p.files[2].entry.twin);
	part_print(&p, &again);
	same(buf_str(&text), buf_str(&again));
	buf_done(&text);
	buf_done(&again);
	arena_done(&a);
}

/* any byte less, or another */
static void
refuses_what_was_changed(void **state)
{
	struct buf text = {0};
	struct arena a = {0};
	struct part p;

	(void)state;
	part_print(&part, &text);
	for (size_t i = 0; i < text.n; i++) {
		assert_false(part_read(&a, (str){text.p, i}, &p));
		text.p[i] ^= 1;
		assert_false(part_read(&a, buf_str(&text), &p));
		text.p[i] ^= 1;
	}
	buf_done(&text);
	arena_done(&a);
}

/* with a sum that is right */
static bool
reads(const char *rest)
{
	char digits[SHA256_DIGITS + 1];
	struct arena a = {0};
	struct part p;
	bool ok;

	sha256(str_of(rest), digits);
	ok = part_read(&a, str_printf(&a, "keikaku part 1 %s\n%s", digits,
	    rest), &p);
	arena_done(&a);
	return ok;
}

#define HEAD(shard) \
	"program 0\nshard " shard "\ncontent 0\nsearch no\n"

static void
refuses_what_it_would_not_print(void **state)
{
	static const char *const wrong[] = {
		"", "\n", "program 0\n", HEAD("1/1"), HEAD("0/1") "\n",
		HEAD("2/1") "\n", HEAD("1/") "\n", HEAD("/1") "\n",
		HEAD("1/999999") "\n", HEAD("1 / 1") "\n",
		HEAD("99999999999999999999/1") "\n",
		HEAD("1/1") "level page-title\n\n",
		HEAD("1/1") "level page-title 9\n\n",
		HEAD("1/1") "level page-title -1\n\n",
		HEAD("1/1") "\nx\n", HEAD("1/1") "\n" DIGITS "  a",
		HEAD("1/1") "\n" DIGITS "  ../a\n",
		HEAD("1/1") "\n" DIGITS "  /a\n",
		HEAD("1/1") "\n" DIGITS "  a\tb\n",
		HEAD("1/1") "\n" DIGITS "  a\tb\tc\n",
		HEAD("1/1") "\n" DIGITS "  \n"
	};

	(void)state;
	assert_true(reads(HEAD("1/1") "\n"));
	assert_true(reads(HEAD("1/1") "\n" DIGITS "  a\n"));
	assert_true(reads(HEAD("1/1") "\n" DIGITS "  a\tb\tc\t\n"));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (reads(wrong[i]))
			fail_msg("read %s", wrong[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_it_prints),
		cmocka_unit_test(refuses_what_was_changed),
		cmocka_unit_test(refuses_what_it_would_not_print)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
