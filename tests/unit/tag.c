#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/tag.h"

/* each tag as <name key=[value]…>, one behind the other */
static void
put_tags(const char *html, struct buf *out)
{
	str rest = {html, strlen(html)}, attributes, name, value;
	size_t n;
	struct tag t;

	while (tag_next(&rest, &t)) {
		buf_printf(out, "<%s" STR_FMT, t.end ? "/" : "",
		    STR_ARG(t.name));
		attributes = t.attributes;
		for (n = 0; tag_attribute_next(&attributes, &name, &value);
		    n++) {
			buf_printf(out, " " STR_FMT "=[" STR_FMT "]",
			    STR_ARG(name), STR_ARG(value));
			if (n < TAG_FIRST) {
				assert_true(str_eq(t.first[n].name, name));
				assert_true(str_eq(t.first[n].value, value));
			}
			if (n + 1 == TAG_FIRST)
				assert_ptr_equal(t.others.p, attributes.p);
		}
		assert_int_equal(t.nfirst, n < TAG_FIRST ? n : TAG_FIRST);
		assert_int_equal(n > TAG_FIRST,
		    tag_attribute_next(&t.others, &name, &value));
		buf_putc(out, '>');
	}
	buf_putc(out, '\0');
}

/* as the HTML Standard, 13.2.5, has it */
static void
reads_as_browsers(void **state)
{
	static const char *const cases[][2] = {
		{"<a href=x>", "<a href=[x]>"},
		{"<a href = 'x y' b>", "<a href=[x y] b=[]>"},
		{"<a\nhref\n=\n\"x>y\">z</a>", "<a href=[x>y]></a>"},
		{"<a href=x/>", "<a href=[x/]>"},
		{"<br/><i a/b>", "<br><i a=[] b=[]>"},
		{"<a ' href=x>'", "<a '=[] href=[x]>"},
		{"<a b=c'd href=x>'", "<a b=[c'd] href=[x]>"},
		{"<a = href=x>", "<a ==[] href=[x]>"},
		{"<a ==x>", "<a ==[x]>"},
		{"<a b=>c", "<a b=[]>"},
		{"<a b=\"", "<a b=[]>"},
		{"<!-- <a> --><b>", "<!--><b>"},
		{"<!-- <a> --!><b>", "<!--><b>"},
		{"<!--><b>", "<!--><b>"},
		{"<!---><b>", "<!--><b>"},
		{"<!--!><b>--><i>", "<!--><i>"},
		{"<!------><b>", "<!--><b>"},
		{"<!-- -", "<!-->"},
		{"<script><a></SCRIPT><b>", "<script></SCRIPT><b>"},
		{"<style></styles><a></style ><b>", "<style></style><b>"},
		{"<style><a></style", "<style>"},
		{"< a><3>&lt;", ""},
		{"<a b c d e f g h i>", "<a b=[] c=[] d=[] e=[] f=[] g=[] "
		    "h=[] i=[]>"},
		{"<a b c d e f g h i=1 j><k>", "<a b=[] c=[] d=[] e=[] f=[] "
		    "g=[] h=[] i=[1] j=[]><k>"},
	};
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		out.n = 0;
		put_tags(cases[i][0], &out);
		assert_string_equal(out.p, cases[i][1]);
	}
	buf_done(&out);
}

static void
decodes_references(void **state)
{
	static const char *const cases[][2] = {
		{"a&amp;b&lt;&gt;&quot;&apos;", "a&b<>\"'"},
		{"&#58;&#58&#x3A;&#X3a&colon;", ":::::"},
		{"&#x8a08;&#30011;", "計画"},
		{"&#0;&#xD800;&#x110000;&#99999999999999999999;",
		    "\ufffd\ufffd\ufffd\ufffd"},
		{"&&#;&#x;&#xg;&none;&#", "&&#;&#x;&#xg;&none;&#"},
		{"java&Tab;script", "java\tscript"},
	};
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		out.n = 0;
		tag_plain((str){cases[i][0], strlen(cases[i][0])}, &out);
		buf_putc(&out, '\0');
		assert_string_equal(out.p, cases[i][1]);
	}
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_as_browsers),
		cmocka_unit_test(decodes_references),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
