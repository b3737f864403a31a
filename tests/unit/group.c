#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "site/group.h"

/* A plan with two cases, each with an area, a span of years and actors. */
struct town {
	struct arena arena;
	struct plan plan;
	struct entry areas[1];
	struct entity *cases[2];
};

static void *
member(struct entity *e, const char *name)
{
	const struct field *f = shape_field(&e->kind->shape, str_of(name));

	return (char *)e + f->offset;
}

static void
open_town(struct town *t, str area, int from, int to)
{
	static str actors[] = {{"NPO", 3}, {"市", 3}, {"NPO", 3}};

	*t = (struct town){.plan.entity = {.kind = &kind_plan}};
	t->areas[0] = (struct entry){.id = STR("south"),
	    .title = STR("南部")};
	t->plan.areas = (struct records){t->areas, 1};
	for (size_t i = 0; i < 2; i++) {
		t->cases[i] = arena_alloc(&t->arena, kind_case.shape.size);
		t->cases[i]->kind = &kind_case;
		t->cases[i]->plan = &t->plan;
	}
	*(str *)member(t->cases[0], "area") = area;
	*(struct year *)member(t->cases[0], "years") =
	    (struct year){.kind = YEAR_FISCAL, .from = from, .to = to};
	*(struct texts *)member(t->cases[0], "actors") =
	    (struct texts){actors, NULL, 3};
	*(struct texts *)member(t->cases[1], "actors") =
	    (struct texts){actors, NULL, 1};
}

static struct groups
gather(struct town *t, const char *what)
{
	const struct entities cases = {t->cases, 2};
	struct selector s;
	struct groups g;

	assert_true(selector_read(str_of(what), &s));
	assert_true(group_by(&s));
	groups_gather(&t->arena, &s, &cases, &g);
	return g;
}

static void
is_key(str got, const char *want)
{
	if (!str_eq(got, str_of(want)))
		fail_msg(STR_FMT ", not %s", STR_ARG(got), want);
}

/* an address must never change: these are written down */
static void
gives_a_value_its_key(void **state)
{
	const struct {
		str area;
		const char *key;
	} cases[] = {
		{STR("南部"), "south"}, {STR("北部"), "a74e1b43"},
		{STR("R4"), "r4"}, {STR("11"), "11"},
		{STR("a b"), "10a3f9f2"},
	};
	struct town t;
	struct groups g;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		open_town(&t, cases[i].area, 0, 0);
		g = gather(&t, "cases.area");
		assert_int_equal(g.n, 1);
		is_key(g.items[0].key, cases[i].key);
		assert_true(group_is(&g.items[0], cases[i].area, NULL));
		arena_done(&t.arena);
	}
}

static void
gathers_each_member_once(void **state)
{
	struct town t;
	struct groups g;

	(void)state;
	open_town(&t, (str){0}, 2022, 2024);
	g = gather(&t, "cases.actors");
	assert_int_equal(g.n, 2);
	is_key(g.items[0].key, "npo");
	assert_int_equal(g.items[0].members.n, 2);
	assert_int_equal(g.items[1].members.n, 1);
	assert_int_equal(gather(&t, "cases.area").n, 0);
	g = gather(&t, "cases.years");
	assert_int_equal(g.n, 3);
	is_key(g.items[2].key, "2024");
	arena_done(&t.arena);
}

static void
keeps_long_spans_to_one_page(void **state)
{
	struct town t;

	(void)state;
	open_town(&t, (str){0}, 1, 2000000000);
	assert_int_equal(gather(&t, "cases.years").n, 1);
	arena_done(&t.arena);
}

static void
knows_what_can_be_grouped(void **state)
{
	const struct {
		const char *text;
		bool read, by;
	} cases[] = {
		{"cases.area", true, true}, {"cases", true, false},
		{"indicators.targets", true, false},
		{"programmes.placements.goal", true, true},
		{"programmes.placements", true, false},
		{"programmes.tentative", true, false},
		{"plan.version", true, false}, {"case", false, false},
		{"cases.area.id", false, false}, {"cases.", false, false},
		{"", false, false}, {".", false, false},
		{"programmes.placements.goal.title", false, false},
	};
	struct selector s;
	bool read;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		read = selector_read(str_of(cases[i].text), &s);
		if (read != cases[i].read ||
		    (read && group_by(&s) != cases[i].by))
			fail_msg("%s", cases[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_a_value_its_key),
		cmocka_unit_test(gathers_each_member_once),
		cmocka_unit_test(keeps_long_spans_to_one_page),
		cmocka_unit_test(knows_what_can_be_grouped),
	};

	return cmocka_run_group_tests_name("group", tests, NULL, NULL);
}
