#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/term.h"

static str also[] = {{"NPO", 3}};

static struct term citizen = {.entity.title = {"市民", 6}};
static struct term starred = {.entity.title = {"市民*", 7}};
static struct term centre = {.entity.title = {"センター", 12}};
static struct term npo = {.entity.title = {"特定非営利活動法人", 27},
    .synonyms = {also, NULL, 1}};

static bool
never(void *ctx, const struct term *t)
{
	(void)ctx, (void)t;
	return false;
}

static bool
same(void *ctx, const struct term *t)
{
	return ctx == t;
}

static void
assert_found(str text, const struct term *want, size_t from, size_t to)
{
	struct entity *items[] = {&citizen.entity, &starred.entity,
	    &npo.entity, &centre.entity};
	struct entities all = {items, 4};
	struct arena arena = {0};
	const struct term *t;
	size_t a = 0, b = 0;

	t = term_find(term_names_new(&arena, &all), text, never, NULL, &a, &b);
	assert_ptr_equal(t, want);
	assert_int_equal(a, from);
	assert_int_equal(b, to);
	arena_done(&arena);
}

static void
finds_the_longest_name(void **state)
{
	(void)state;
	assert_found(STR("この市民は"), &citizen, 6, 12);
	assert_found(STR("この市民*は"), &starred, 6, 13);
	assert_found(STR("NPO法人"), &npo, 0, 3);
	assert_found(STR("NPOs"), NULL, 0, 0);
	assert_found(STR("INPO"), NULL, 0, 0);
	assert_found(STR(""), NULL, 0, 0);
}

/* what a longer word begins with is another thing; what it ends with is not */
static void
finds_no_part_of_a_word(void **state)
{
	(void)state;
	assert_found(STR("市民活動と市民"), &citizen, 15, 21);
	assert_found(STR("市民活動"), NULL, 0, 0);
	assert_found(STR("砂川市民は"), &citizen, 6, 12);
	assert_found(STR("市民等"), &citizen, 0, 6);
	assert_found(STR("市民"), &citizen, 0, 6);
	assert_found(STR("センターと"), &centre, 0, 12);
	assert_found(STR("サポートセンター"), NULL, 0, 0);
	assert_found(STR("センターピース"), NULL, 0, 0);
}

/* 市民 inside of 市民* is not the term 市民, also when 市民* was linked */
static void
passes_over_what_is_skipped(void **state)
{
	struct entity *items[] = {&citizen.entity, &starred.entity};
	struct entities all = {items, 2};
	struct arena arena = {0};
	const struct term_names *names = term_names_new(&arena, &all);
	size_t from, to;

	(void)state;
	assert_null(term_find(names, STR("市民*の会"), same, &starred, &from,
	    &to));
	assert_ptr_equal(term_find(names, STR("市民*と市民"), same, &starred,
	    &from, &to), &citizen);
	assert_int_equal(from, 10);
	arena_done(&arena);
}

/* names that begin one another, in an order of chance, and one of two terms */
static void
finds_names_that_begin_others(void **state)
{
	static struct term terms[] = {{.entity.title = {"まちの", 9}},
	    {.entity.title = {"まち", 6}}, {.entity.title = {"まちのか", 12}},
	    {.entity.title = {"まちのえ", 12}},
	    {.entity = {.title = {"まち", 6}, .no = 1}}, {.entity.title = {0}}};
	struct entity *items[6];
	struct entities all = {items, 6};
	struct arena arena = {0};
	const struct term_names *names;
	size_t from, to;

	(void)state;
	for (size_t i = 0; i < 6; i++)
		items[i] = &terms[i].entity;
	names = term_names_new(&arena, &all);
	assert_ptr_equal(term_find(names, STR("まちのか"), never, NULL, &from,
	    &to), &terms[2]);
	assert_ptr_equal(term_find(names, STR("まちのお"), never, NULL, &from,
	    &to), &terms[0]);
	assert_ptr_equal(term_find(names, STR("まちを"), never, NULL, &from,
	    &to), &terms[1]);
	assert_ptr_equal(term_find(names, STR("まちんまちのえ"), same,
	    &terms[1], &from, &to), &terms[3]);
	assert_int_equal(from, 9);
	assert_null(term_find(names, STR("んちのえ"), never, NULL, &from, &to));
	arena_done(&arena);
}

/* also where fewer bytes are left than a character of Japanese has */
static void
finds_names_of_few_bytes(void **state)
{
	static struct term terms[] = {{.entity.title = {"A", 1}},
	    {.entity.title = {"市民", 6}}, {.entity.title = {"NPO", 3}}};
	struct entity *items[] = {&terms[0].entity, &terms[1].entity,
	    &terms[2].entity};
	struct entities all = {items, 3}, longer = {items + 1, 2};
	struct arena arena = {0};
	const struct term_names *names = term_names_new(&arena, &all);
	size_t from, to;

	(void)state;
	assert_ptr_equal(term_find(names, STR("型はA"), never, NULL, &from,
	    &to), &terms[0]);
	assert_ptr_equal(term_find(names, STR("型はA-1"), never, NULL, &from,
	    &to), &terms[0]);
	names = term_names_new(&arena, &longer);
	assert_ptr_equal(term_find(names, STR("型はNPO"), never, NULL, &from,
	    &to), &terms[2]);
	assert_null(term_find(names, STR("型はNP"), never, NULL, &from, &to));
	arena_done(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_longest_name),
		cmocka_unit_test(finds_no_part_of_a_word),
		cmocka_unit_test(passes_over_what_is_skipped),
		cmocka_unit_test(finds_names_that_begin_others),
		cmocka_unit_test(finds_names_of_few_bytes),
	};

	return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
