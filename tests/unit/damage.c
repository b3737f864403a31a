#include "text/damage.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"

/* all that is found, each with what should stand there, apart by blanks */
struct example {
	const char *text, *found;
};

static const char kinds[] = "snLGSTdb*mp[";

static const struct example examples[] = {
	/* signs that look like another */
	{"人手丌足", "s:丌>不"},
	{"⽬標と⼈材", "s:⽬>目 s:⼈>人"},
	{"⽬⼈", "s:⽬⼈>目人"},
	{"⻑い⺠話", "s:⻑>長 s:⺠>民"},
	{"\uF9A8和", "s:\uF9A8>令"},
	{"部首の⺄", "s:⺄>"},
	{"\uFA10さん、\uF929さん、\uF9DCさん、髙\uFA11さん", ""},
	{"目標と人材と々", ""},
	/* half-width kana */
	{"ﾎﾞﾗﾝﾃｨｱ", "n:ﾎﾞﾗﾝﾃｨｱ>ボランティア"},
	{"会館･集会所", "n:･>・"},
	/* digits: two or more in one number */
	{"１２３人", "d:１２３>123"},
	{"１，５６１人", "d:１，５６１>1,561"},
	{"７０．５％", "d:７０．５>70.5"},
	{"令和２年度の５人、（１）、３．１、１，２", ""},
	{"６5.0％、2０人", "d:６5>65 d:2０>20"},
	{"第3次、３つの柱、A３", ""},
	{"１２，３４", "d:１２>12 d:３４>34"},
	/* blanks between letters */
	{"協 働", "b:協 働>協働"},
	{"本は　じめ に", "b:は　じ>はじ b:め に>めに"},
	/* blanks between all letters */
	{"は　じ め", "S:は　じ め>はじめ"},
	{"市 民 、 皆 さ ま。", "S:市 民 、 皆 さ ま。>市民、皆さま。"},
	{"- お知らせ 市 民 の 皆 さま", "b:せ 市>せ市 S:市 民 の 皆>市民の皆 "
	    "b:皆 さ>皆さ"},
	{"春 夏 秋 冬", "b:春 夏>春夏 b:夏 秋>夏秋 b:秋 冬>秋冬"},
	{"あ い う え お", "b:あ い>あい b:い う>いう b:う え>うえ b:え お>えお"},
	{"1 つ の 市", "S:つ の 市>つの市"},
	/* lost and garbled */
	{"\uFFFD\uFFFD字", "L:\uFFFD\uFFFD>"},
	{"(cid:12)字(cid:x)", "L:(cid:12)>"},
	{"#REF!、#DIV/0!、#N/A、#VALUE!、#NAME?", "L:#REF!> L:#DIV/0!> L:#N/A> "
	    "L:#VALUE!> L:#NAME?>"},
	{"#1 と #NAME と # REF!", ""},
	{"縺ゅ＞縺ｮ\nﾎﾞ", "G:縺ゅ＞縺ｮ> n:ﾎﾞ>ボ"},
	{"代ｰ繧ｮ繝･", "G:ｰ繧ｮ繝･>"},
	{"縺れた糸と、もう一度縺れた糸", ""},
	{"カタ  カナ", "b:タ  カ>タカ"},
	{"NPO 法人、3 人。 次", ""},
	{"上\n 下", ""},
	{" 協", ""},
	{"協 ", ""},
	/* marks */
	{"**太字**と**", "*:**太字**> *:**>"},
	{"3 * 4", ""},
	/* where people are reached */
	{"（011-222-3333）", "p:011-222-3333>"},
	{"011-123-4567まで", "p:011-123-4567>"},
	{"０１１－１２３－４５６７", "p:０１１－１２３－４５６７>"},
	{"（011）123-4567", "p:011）123-4567>"},
	{"0120-123-456", "p:0120-123-456>"},
	{"2020-10-1000、01-23-4567、A01-2345-6789", ""},
	{"0123-45-67890、011-123-4567-8", ""},
	{"taro.yama@example.co.jp。", "m:taro.yama@example.co.jp>"},
	{"@ここ、a@b、@example.jp", ""},
	{"https://example.jp/011-123-4567", ""},
	/* links in wide brackets */
	{"［市］（https://a.jp）", "[:［市］（https://a.jp）>[市](https://a.jp)"},
	{"[市]（a.pdf）", "[:[市]（a.pdf）>[市](a.pdf)"},
	{"[市](a.pdf）", "[:[市](a.pdf）>[市](a.pdf)"},
	{"[市](a.pdf)", ""},
	{"［注］（資料）", ""},
	{"［注］（abc）", ""},
	{"］（a.pdf）", ""},
	{"［上\n下］（a.pdf）", ""},
	{"", ""},
};

static void
list(str text, struct buf *out)
{
	struct damage d;

	for (size_t i = 0; damage_next(text, i, &d); i = d.at + d.len) {
		buf_puts(out, out->n > 0 ? " " : "");
		buf_putc(out, kinds[d.kind]);
		buf_putc(out, ':');
		buf_put(out, str_slice(text, d.at, d.at + d.len));
		buf_putc(out, '>');
		damage_mend(d.kind, str_slice(text, d.at, d.at + d.len), out);
	}
	buf_putc(out, '\0');
}

static void
test_next(void **state)
{
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		b.n = 0;
		list(str_of(examples[i].text), &b);
		if (strcmp(b.p, examples[i].found) != 0)
			fail_msg("%s: %s, not %s", examples[i].text, b.p,
			    examples[i].found);
	}
	buf_done(&b);
}

/* the second one of what stands twice */
static const struct example twice[] = {
	{"の事業のの事業の", "の事業の"},
	{"市民の協働です市民の協働です", "市民の協働です"},
	{"　・団体の連携　・団体の連携", "　・団体の連携"},
	{"前に市民の協働を市民の協働を進める", "市民の協働を"},
	{"いろいろいろいろいろいろ", ""},
	{"市民市民", ""},
	{"一人ひとり一人ひとり", ""},
	{"――――――――――――――――", ""},
	{"事業の計画の数\t事業の計画の数\t", ""},
	{"|事業の計画の|事業の計画の|", ""},
	{"001122001122001122", ""},
	{"市民の協働です。市民の協働ですね", ""},
	{"", ""},
};

static void
test_twice(void **state)
{
	size_t at, len;
	str line, found;

	(void)state;
	for (size_t i = 0; i < sizeof(twice) / sizeof(*twice); i++) {
		line = str_of(twice[i].text);
		found = damage_twice(line, &at, &len) ?
		    str_slice(line, at, at + len) : (str){0};
		assert_true(str_eq(found, str_of(twice[i].found)));
	}
}

/* no input takes more than time in proportion */
static void
test_hostile(void **state)
{
	static const char *const pieces[] = {"0-", "]（", "［a］（", "@", "a@",
	    "協 ", "**", "１，", "丌", "市民の", "ーー", "0）", "http://",
	    "\xff", "ア一"};
	enum { BYTES = 1 << 18 };
	struct buf b = {0}, out = {0};
	clock_t begin;
	size_t at, len;

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		b.n = out.n = 0;
		while (b.n < BYTES)
			buf_puts(&b, pieces[i]);
		begin = clock();
		list(buf_str(&b), &out);
		damage_twice(buf_str(&b), &at, &len);
		assert_true(clock() - begin < 10 * CLOCKS_PER_SEC);
	}
	buf_done(&b);
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
