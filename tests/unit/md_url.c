#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "model/decode.h"
#include "model/plan.h"
#include "site/config.h"
#include "text/md_url.h"
#include "text/yaml.h"

static void
tells_where_a_url_leads(void **state)
{
	static const struct {
		const char *url;
		enum md_url kind;
	} cases[] = {
		{"https://www.example.jp/a?b#c", MD_URL_WEB},
		{"HTTP://a", MD_URL_WEB}, {"https:a", MD_URL_BAD},
		{"https:/a", MD_URL_BAD}, {"https://", MD_URL_BAD},
		{"https:///a", MD_URL_BAD}, {"https://@a/", MD_URL_BAD},
		{"//a", MD_URL_BAD}, {"\\\\a", MD_URL_BAD},
		{"https://a\\b", MD_URL_BAD}, {" https://a", MD_URL_BAD},
		{"https://a\u202e/", MD_URL_BAD}, {"java\tscript:", MD_URL_BAD},
		{"\x01javascript:x", MD_URL_BAD}, {"", MD_URL_BAD},
		{"javascript:x", MD_URL_SCHEME}, {"JavaScript:x", MD_URL_SCHEME},
		{"data:text/html,x", MD_URL_SCHEME}, {"goal:a", MD_URL_SCHEME},
		{"mailto:a@b", MD_URL_CONTACT}, {"#a", MD_URL_FRAGMENT},
		{"a.pdf", MD_URL_FILE}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (md_url_kind(str_of(cases[i].url)) != cases[i].kind)
			fail_msg("%s", cases[i].url);
}

static void
knows_a_mail_address(void **state)
{
	static const char *const bad[] = {"", "a", "@b", "a@", "a@b@c",
	    "a@b?subject=x", "a@b&bcc=c", "a b@c", "a,b@c", "a%40b@c",
	    "あ@b", "a＠b", "a@b\n"};

	(void)state;
	assert_true(md_url_mail(STR("machi-zukuri.1+2@city.example.jp")));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (md_url_mail(str_of(bad[i])))
			fail_msg("%s", bad[i]);
}

/* ---- no key is forgotten --------------------------------------------------- */

static bool
is_link(str name)
{
	return str_ends(name, STR("url")) || str_ends(name, STR("email"));
}

static void
refuses(const struct shape *s, const struct field *f)
{
	struct arena a = {0};
	struct diags d = {0};
	str yaml = str_printf(&a, "%s: javascript:alert(1)\n", f->name);
	struct source *src = source_new(&a, STR("x.yaml"), yaml);
	const struct ynode *map = yaml_read(&a, src, 0, (uint32_t)yaml.n, &d);

	if (decode_part(&a, map, s, arena_alloc(&a, s->size), &d))
		fail_msg("%s: %s takes javascript:", s->name, f->name);
	diags_done(&d);
	arena_done(&a);
}

static size_t
look_at(const struct shape *s, int depth)
{
	const struct field *f;
	size_t n = 0;

	for (size_t i = 0; depth > 0 && (f = shape_at(s, i)) != NULL; i++) {
		if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
			n += look_at(f->of, depth - 1);
		/* base_url has a form of its own, and a message */
		if (!is_link(str_of(f->name)) ||
		    strcmp(f->name, "base_url") == 0)
			continue;
		refuses(s, f);
		n++;
	}
	return n;
}

static void
checks_every_field_that_is_a_link(void **state)
{
	size_t n = look_at(&config_shape, 4);

	(void)state;
	for (size_t i = 0; i < KIND_COUNT; i++)
		n += look_at(&kinds[i]->shape, 4);
	/* site.yaml's contact, the plan's, its source, an update */
	assert_true(n >= 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_where_a_url_leads),
		cmocka_unit_test(knows_a_mail_address),
		cmocka_unit_test(checks_every_field_that_is_a_link)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
