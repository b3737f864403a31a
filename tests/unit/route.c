#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/order.h"
#include "site/route.h"

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_by_the_shortest_way),
		cmocka_unit_test(orders_printed_numbers),
	};

	return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
