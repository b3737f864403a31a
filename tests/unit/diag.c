#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

static char *
printed(const struct diags *d, enum language language, size_t most)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	diags_print(d, language, most, f);
	fclose(f);
	return text;
}

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("no\n%s\nin\n%s", part, text);
}

static void
puts_the_caret_by_display_width(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct source *s = source_new(&a, STR("f.yaml"),
	    STR("a: 1\r\n名称: 計画x\r\n"));
	char *text;

	(void)state;
	/* 計画 */
	diag(&d, MESSAGE_ID_SYNTAX, (span){s, 14, 6}, WORDS(STR("計画")));
	text = printed(&d, LANGUAGE_EN, DIAGS_MOST);
	assert_has(text, "f.yaml:2:5: error: '計画' cannot be an id "
	    "[id-syntax]\n  | 名称: 計画x\n  |       ^~~~\n  = fix: ");
	free(text);
	text = printed(&d, LANGUAGE_JA, DIAGS_MOST);
	assert_has(text, "f.yaml:2:5: エラー: id「計画」に");
	free(text);
	diags_done(&d);
	arena_done(&a);
}

static void
names_the_cell_of_a_sheet(void **state)
{
	static const struct cell cells[] = {{0, 1, 1}, {2, 1, 2}, {4, 2, 1},
	    {6, 2, 28}};
	struct arena a = {0};
	struct diags d = {0};
	struct source *s = source_new(&a, STR("a.csv"), STR("x,y\n1,2\n"));
	char *text;

	(void)state;
	s->cells = cells;
	s->ncells = 4;
	diag(&d, MESSAGE_ID_SYNTAX, (span){s, 6, 1}, WORDS(STR("2")));
	text = printed(&d, LANGUAGE_JA, DIAGS_MOST);
	assert_has(text, "a.csv:2:3: エラー: AB列2行目：");
	free(text);
	text = printed(&d, LANGUAGE_EN, DIAGS_MOST);
	assert_has(text, "a.csv:2:3: error: cell AB2: ");
	free(text);
	diags_done(&d);
	arena_done(&a);
}

static void
sorts_and_says_how_many_more(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct source *s = source_new(&a, STR("f"), STR("abc"));
	char *text;

	(void)state;
	diag(&d, MESSAGE_ID_SYNTAX, (span){s, 2, 1}, WORDS(STR("c")));
	diag(&d, MESSAGE_ID_SYNTAX, (span){s, 0, 1}, WORDS(STR("a")));
	diag(&d, MESSAGE_ID_SYNTAX, (span){s, 1, 1}, WORDS(STR("b")));
	text = printed(&d, LANGUAGE_EN, 2);
	assert_has(text, "f:1:1: error: 'a'");
	assert_has(text, "f:1:2: error: 'b'");
	assert_null(strstr(text, "'c'"));
	assert_has(text, "and 1 more.");
	free(text);
	diags_done(&d);
	arena_done(&a);
}

static void
shows_control_characters_instead_of_sending_them(void **state)
{
	struct diags d = {0};
	char *text;

	(void)state;
	diag(&d, MESSAGE_ID_SYNTAX, (span){0},
	    WORDS(STR("\033[31mred\u202e\u2028\x80")));
	text = printed(&d, LANGUAGE_EN, DIAGS_MOST);
	assert_null(strchr(text, '\033'));
	assert_null(strstr(text, "\u202e"));
	assert_null(strstr(text, "\u2028"));
	assert_has(text, "\u241b[31mred");
	free(text);
	diags_done(&d);
}

static void
returns_false_exactly_for_errors(void **state)
{
	struct diags d = {0};

	(void)state;
	assert_false(diag(&d, MESSAGE_ID_SYNTAX, (span){0}, NO_WORDS));
	assert_true(diag_at(&d, LEVEL_WARNING, MESSAGE_PLACEHOLDER,
	    (span){0}, NO_WORDS));
	assert_false(diag_at(&d, LEVEL_ERROR, MESSAGE_PLACEHOLDER,
	    (span){0}, NO_WORDS));
	assert_int_equal(d.errors, 2);
	assert_int_equal(d.warnings, 1);
	assert_false(diags_machine(&d));
	diag(&d, MESSAGE_FILE_READ, (span){0}, NO_WORDS);
	assert_true(diags_machine(&d));
	diags_done(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(puts_the_caret_by_display_width),
		cmocka_unit_test(names_the_cell_of_a_sheet),
		cmocka_unit_test(sorts_and_says_how_many_more),
		cmocka_unit_test(
		    shows_control_characters_instead_of_sending_them),
		cmocka_unit_test(returns_false_exactly_for_errors),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
