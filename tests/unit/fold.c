#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/fold.h"

static const struct {
	const char *text, *folded;
} cases[] = {
	{"ＮＰＯ法人", "npo法人"},
	{"NPO と ＮＰＯ", "npoとnpo"},
	{"1,143団体", "1143団体"},
	{"１，１４３団体", "1143団体"},
	{"1, 2, 3", "1, 2, 3"},
	{"1,a", "1,a"},
	{"令和4年度", "2022年度"},
	{"令和４年度（2022年度）", "2022年度(2022年度)"},
	{"令和元年", "2019年"},
	{"㋿4年", "2022年"},
	{"R4", "2022"},
	{"Ｒ４年度", "2022年度"},
	{"H30.2", "2018.2"},
	{"昭和63年", "1988年"},
	{"R400", "r400"},
	{"AR4", "ar4"},
	{"R4b", "r4b"},
	{"R4 R5", "2022 2023"},
	{"令和", "令和"},
	{"令和0年", "令和0年"},
	{"令和100年", "令和100年"},
	{"ﾎﾞﾗﾝﾃｨｱ", "ボランティア"},
	{"ハ\u3099ス", "バス"},
	{"市民　活動", "市民活動"},
	{"市民\n  活動", "市民活動"},
	{"open   data", "open data"},
	{"計画 2016 年", "計画2016年"},
	{"①の10㎡", "1の10m2"},
	{"", ""},
	{" ", ""},
};

static void
folds(void **state)
{
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		out.n = 0;
		fold((str){cases[i].text, strlen(cases[i].text)}, &out);
		buf_putc(&out, '\0');
		assert_string_equal(out.p, cases[i].folded);
	}
	buf_done(&out);
}

static void
does_not_mind_broken_text(void **state)
{
	static const char broken[] = "\xe4\xbb\xa4\xe5" "4\xff\x00,1";
	struct buf out = {0};

	(void)state;
	fold((str){broken, sizeof(broken) - 1}, &out);
	assert_true(out.n > 0);
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds),
		cmocka_unit_test(does_not_mind_broken_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
