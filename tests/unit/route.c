#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/order.h"
#include "site/route_rule.h"

static void
links_by_the_shortest_way(void **state)
{
	const struct {
		str from, to, link;
	} cases[] = {
		{STR("p/goals/m1.html"), STR("p/goals/m2.html"),
		    STR("m2.html")},
		{STR("p/goals/m1.html"), STR("p/index.html"),
		    STR("../index.html")},
		{STR("p/goals/m1.html"), STR("q/goals/m1.html"),
		    STR("../../q/goals/m1.html")},
		{STR("index.html"), STR("p/index.html"), STR("p/index.html")},
		{STR("p/glossary.html"), STR("p/glossary.html#a"), STR("#a")},
		{STR("p/index.html"), STR("p/index.html"), STR("index.html")},
		{STR("p/a.html"), STR("p/ab.html"), STR("ab.html")},
		{STR("p/x.html"), STR("assets/civic.css"),
		    STR("../assets/civic.css")},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		b.n = 0;
		route_link(cases[i].from, cases[i].to, &b);
		if (!str_eq(buf_str(&b), cases[i].link))
			fail_msg("%s to %s: " STR_FMT, cases[i].from.p,
			    cases[i].to.p, STR_ARG(buf_str(&b)));
	}
	buf_done(&b);
}

static void
orders_printed_numbers(void **state)
{
	const str order[] = {
		STR("Ⅰ-1"), STR("Ⅰ-2"), STR("Ⅰ-10"), STR("Ⅱ"), STR("Ⅸ"),
		STR("Ⅹ")
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < 6; i++)
		for (k = i + 1; k < 6; k++) {
			assert_true(order_compare(order[i], order[k]) < 0);
			assert_true(order_compare(order[k], order[i]) > 0);
		}
	assert_true(order_compare(STR("9"), STR("10")) < 0);
	assert_true(order_compare(STR("⑨"), STR("⑩")) < 0);
	assert_true(order_compare(STR("２"), STR("10")) < 0);
	assert_true(order_compare(STR("1"), STR("")) < 0);
	assert_int_equal(order_compare(STR("１-１"), STR("1-1")), 0);
}

/* is a page with this when made for a plan with one case that has a form? */
static bool
serves(str first, str second, size_t *errors)
{
	const struct field *form = shape_field(&kind_case.shape, STR("form"));
	const struct field *version =
	    shape_field(&kind_plan.shape, STR("version"));
	str when[] = {first, second};
	struct route_rule rule = {.path = STR("{plan}/x.html"),
	    .layout = STR("x"), .when = {when, NULL, second.n > 0 ? 2 : 1}};
	struct arena a = {0};
	struct diags d = {0};
	struct routes routes;
	struct entity *example = arena_alloc(&a, kind_case.shape.size);
	struct plan plan = {.entity = {.kind = &kind_plan, .id = STR("p")}};
	struct entity *plans[] = {&plan.entity};
	struct model m = {.plans = {plans, 1}};
	bool is;

	*(str *)(void *)((char *)example + form->offset) = STR("共催");
	*(str *)(void *)((char *)&plan + version->offset) = STR("2");
	plan.lists[KIND_case] = (struct entities){&example, 1};
	routes_plan(&a, &m, &rule, 1, &routes, &d);
	is = map_get(&routes.paths, STR("p/x.html")) != NULL;
	*errors = d.errors;
	diags_done(&d);
	arena_done(&a);
	return is;
}

static void
makes_pages_for_what_a_plan_holds(void **state)
{
	const struct {
		str first, second;
		bool is;
		size_t errors;
	} cases[] = {
		{STR("cases"), {0}, true, 0},
		{STR("goals"), {0}, false, 0},
		{STR("cases.form"), {0}, true, 0},
		{STR("cases.area"), {0}, false, 0},
		{STR("cases.actors"), {0}, false, 0},
		{STR("cases.years"), {0}, false, 0},
		{STR("goals.title"), {0}, false, 0},
		{STR("plan.version"), {0}, true, 0},
		{STR("plan.period"), {0}, false, 0},
		{STR("plan.tolerance"), {0}, false, 0},
		{STR("cases.area"), STR("cases.form"), true, 0},
		{STR("cases.area"), STR("goals"), false, 0},
		{STR("case"), {0}, false, 1},
		{STR("cases.from"), STR("cases"), true, 1},
		{STR("cases."), {0}, false, 1},
		{STR("."), {0}, false, 1},
	};
	size_t errors;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (serves(cases[i].first, cases[i].second, &errors) !=
		    cases[i].is || errors != cases[i].errors)
			fail_msg("%s", cases[i].first.p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_by_the_shortest_way),
		cmocka_unit_test(orders_printed_numbers),
		cmocka_unit_test(makes_pages_for_what_a_plan_holds),
	};

	return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
