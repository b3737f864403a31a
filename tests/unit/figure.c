#include "text/figure.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* How a figure looks on a page, what it is, as describe tells it, and what
 * is said about it. */
struct form {
	const char *text, *shown, *is;
	const char *says;       /* a code; NULL: nothing */
};

/* the messages of one text, as a person sees them */
static char *
printed(const struct diags *d)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	diags_print(d, LANGUAGE_JA, DIAGS_MOST, f);
	fclose(f);
	return text;
}

static void
assert_says(const struct diags *d, const char *code, const char *text)
{
	char *all = printed(d), want[64];

	snprintf(want, sizeof(want), "[%s]", code != NULL ? code : "");
	if (code == NULL ? *all != '\0' : strstr(all, want) == NULL)
		fail_msg("%s: wanted %s, got %s", text, want, all);
	free(all);
}

static void
put_word(struct buf *b, const char *name, str word)
{
	if (word.n > 0)
		buf_printf(b, " %s" STR_FMT, name, STR_ARG(word));
}

static void
put_value(const struct figure *f, struct buf *b)
{
	if (f->has_value)
		decimal_print(f->value, false, b);
	else
		buf_puts(b, f->placeholder ? "placeholder" : "none");
	if (f->is_range) {
		buf_puts(b, " to ");
		decimal_print(f->upper, false, b);
	}
	buf_put(b, figure_scales[f->scale]);
}

/* value and scale, unit, then whatever else there is */
static void
describe(const struct figure *f, struct buf *b)
{
	put_value(f, b);
	put_word(b, "", f->unit);
	put_word(b, "", figure_comparisons[f->cmp]);
	put_word(b, "qualifier=", f->qualifier);
	put_word(b, "note=", f->note);
	if (f->year.kind == YEAR_PLACEHOLDER)
		buf_puts(b, " @placeholder");
	else if (f->year.kind != YEAR_NONE)
		buf_printf(b, " @%d", f->year.to);
	if (f->about)
		buf_puts(b, " about");
	if (f->each)
		buf_puts(b, " each");
	if (f->tentative)
		buf_puts(b, " tentative");
	buf_putc(b, '\0');
}

static void
assert_str(str s, const char *text)
{
	if (!str_eq(s, str_of(text)))
		fail_msg("'" STR_FMT "' is not '%s'", STR_ARG(s), text);
}

static void
assert_form(const struct form *t)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};
	struct figure f;

	if (!figure_read(&a, str_of(t->text), (span){0}, &f, &d))
		fail_msg("%s: %s", t->text, printed(&d));
	describe(&f, &b);
	if (strcmp(b.p, t->is) != 0)
		fail_msg("%s is '%s', not '%s'", t->text, b.p, t->is);
	assert_str(f.text, t->shown);
	assert_says(&d, t->says, t->text);
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

/* as many characters as a unit may have */
#define THIRTY(before) \
	before "あいうえおかきくけこさしすせそ" \
	"たちつてとなにぬねのはひふへほ"

#define WORD(literal)  {(literal), sizeof(literal) - 1}

#define ASSERT_FORMS(table) \
	for (size_t i_ = 0; i_ < sizeof(table) / sizeof(*(table)); i_++) \
		assert_form(&(table)[i_])

/* every form of a figure that occurs in the five plans, as it is printed */
static void
test_sagamihara(void **state)
{
	static const struct form t[] = {
		{"50.7% (令和元年)", "50.7%", "50.7 % @2019", NULL},
		{"58.7%", "58.7%", "58.7 %", NULL},
		{"67%", "67%", "67 %", NULL},
		{"85.0%", "85.0%", "85.0 %", NULL},
		{"183件", "183件", "183 件", NULL},
		{"279団体", "279団体", "279 団体", NULL},
		{"480,458件", "480,458件", "480458 件", NULL},
		{"1,000,000件", "1,000,000件", "1000000 件", NULL},
		{"—", "－", "none", NULL},
		{"2回以上", "2回以上", "2 回 以上", NULL},
		{"12人", "12人", "12 人", NULL},
		{"16件以上", "16件以上", "16 件 以上", NULL},
		{"709箇所", "709箇所", "709 箇所", NULL},
		{"700箇所以上", "700箇所以上", "700 箇所 以上", NULL},
		{"9回", "9回", "9 回", NULL},
		{"22地区", "22地区", "22 地区", NULL},
		{"8年間", "8年間", "8 年間", NULL},
		{"4分類", "4分類", "4 分類", NULL},
		{"5つ", "5つ", "5 つ", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_sapporo(void **state)
{
	static const struct form t[] = {
		{"86.3％（Ｒ４年度）", "86.3％", "86.3 ％ @2022", NULL},
		{"76.2％（Ｒ4年度）", "76.2％", "76.2 ％ @2022", NULL},
		{"90.0％（Ｒ10年度）", "90.0％", "90.0 ％ @2028", NULL},
		{"70％（Ｒ10年度）", "70％", "70 ％ @2028", NULL},
		{"685,497世帯（Ｒ４年度）", "685,497世帯", "685497 世帯 @2022",
		    NULL},
		{"1,143団体（Ｒ４年度）", "1,143団体", "1143 団体 @2022",
		    NULL},
		{"1，561件（Ｒ４年度）", "1,561件", "1561 件 @2022", NULL},
		{"約13億円（Ｒ４年度）", "約13億円", "13億 円 @2022 about",
		    NULL},
		{"約17.2億円（Ｒ10年度） ", "約17.2億円",
		    "17.2億 円 @2028 about", NULL},
		{"（延べ）　1,268社（Ｒ４年度）", "（延べ）1,268社",
		    "1268 社 qualifier=延べ @2022", NULL},
		{"63社（Ｒ４年度）", "63社", "63 社 @2022", NULL},
		{"約13億円", "約13億円", "13億 円 about", NULL},
		{"1,268件", "1,268件", "1268 件", NULL},
		{"15,000件超", "15,000件超", "15000 件 超", NULL},
		{"Ｈ30 956法人", "956法人", "956 法人 @2018", NULL},
		{"Ｒ４ 905法人", "905法人", "905 法人 @2022", NULL},
		{"３番目", "3番目", "3 番目", NULL},
		{"50代以上", "50代以上", "50 代 以上", NULL},
		{"４つ", "4つ", "4 つ", NULL},
		{"５年間", "5年間", "5 年間", NULL},
		{"－", "－", "none", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_sendai(void **state)
{
	static const struct form t[] = {
		{"各年度 66,000人以上", "各年度66,000人以上",
		    "66000 人 以上 each", NULL},
		{"各年度 66,000人以上（平成 31年度～32年度）",
		    "各年度66,000人以上", "66000 人 以上 @2020 each",
		    "year-era"},
		{"66,117 人", "66,117人", "66117 人", NULL},
		{"約 200名", "約200名", "200 名 about", NULL},
		{"110名", "110名", "110 名", NULL},
		{"８割", "8割", "8 割", NULL},
		{"約６割（図表⑬）", "約6割", "6 割 note=図表⑬ about", NULL},
		{"約４割程度", "約4割程度", "4 割 about", NULL},
		{"42.2％", "42.2％", "42.2 ％", NULL},
		{"28％（図表⑮）", "28％", "28 ％ note=図表⑮", NULL},
		{"54.8%", "54.8%", "54.8 %", NULL},
		{"0%", "0%", "0 %", NULL},
		{"n=2,018", "n=2,018", "2018 qualifier=n=", NULL},
		{"6,000 人", "6,000人", "6000 人", NULL},
		{"満 18 歳以上", "満18歳以上", "18 歳 以上 qualifier=満",
		    NULL},
		{"18 歳以上", "18歳以上", "18 歳 以上", NULL},
		{"全 47 項目", "全47項目", "47 項目 qualifier=全", NULL},
		{"計３分野", "計3分野", "3 分野 qualifier=計", NULL},
		{"13項目", "13項目", "13 項目", NULL},
		{"17 番目", "17番目", "17 番目", NULL},
		{"７位", "7位", "7 位", NULL},
		{"３段階", "3段階", "3 段階", NULL},
		{"２団体以上", "2団体以上", "2 団体 以上", NULL},
		{"76 事業", "76事業", "76 事業", NULL},
		{"87 事業（再掲を含む）", "87事業",
		    "87 事業 note=再掲を含む", NULL},
		{"69 個（ 55 事業）", "69個", "69 個 note=55 事業", NULL},
		{"49 ( 71.0 ％)", "49", "49 note=71.0 ％", NULL},
		{"0 ( 0.0 ％)", "0", "0 note=0.0 ％", NULL},
		{"77.6％", "77.6％", "77.6 ％", NULL},
		{"３事業（平成 29 年度）", "3事業", "3 事業 @2017", NULL},
		{"14 事業（令和元年度）", "14事業", "14 事業 @2019", NULL},
		{"４件", "4件", "4 件", NULL},
		{"11事業", "11事業", "11 事業", NULL},
		{"６回", "6回", "6 回", NULL},
		{"15社", "15社", "15 社", NULL},
		{"579名", "579名", "579 名", NULL},
		{"10 年", "10年", "10 年", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_sunagawa(void **state)
{
	static const struct form t[] = {
		{"\ufeff127", "127", "127", NULL},
		{"127", "127", "127", NULL}, {"５つ", "5つ", "5 つ", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_numbers(void **state)
{
	static const struct form t[] = {
		{"70", "70", "70", NULL}, {"70.0", "70.0", "70.0", NULL},
		{"0", "0", "0", NULL}, {"0.05", "0.05", "0.05", NULL},
		{"１，５６１．５", "1,561.5", "1561.5", NULL},
		{"1561", "1561", "1561", NULL},
		{"△5.2", "△5.2", "-5.2", NULL},
		{"▲5.2ポイント", "▲5.2ポイント", "-5.2 ポイント", NULL},
		{"-5.2", "-5.2", "-5.2", NULL},
		{"－５．２", "-5.2", "-5.2", NULL},
		{"−5.2％", "-5.2％", "-5.2 ％", NULL},
		{"約－5.2", "約-5.2", "-5.2 about", NULL},
		{"＋3.2ポイント", "+3.2ポイント", "3.2 ポイント", NULL},
		{"123456789012345678", "123456789012345678",
		    "123456789012345678", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_scales(void **state)
{
	static const struct form t[] = {
		{"13億円", "13億円", "13億 円", NULL},
		{"3,000万円", "3,000万円", "3000万 円", NULL},
		{"1.5兆円", "1.5兆円", "1.5兆 円", NULL},
		{"3億2,000万円", "3億2,000万円", "320000000 円", NULL},
		{"1兆2,000億円", "1兆2,000億円", "1200000000000 円", NULL},
		{"３億２０００万５，０００円", "3億2000万5,000円",
		    "320005000 円", NULL},
		{"△1億500万円", "△1億500万円", "-105000000 円", NULL},
		{"120千円", "120千円", "120 千円", NULL},
		{"12万", "12万", "12万", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_ranges(void **state)
{
	static const struct form t[] = {
		{"40〜60％", "40〜60％", "40 to 60 ％", NULL},
		{"40％～60％", "40％～60％", "40 to 60 ％", NULL},
		{"40%〜60％", "40%〜60％", "40 to 60 ％", NULL},
		{"40-60％", "40-60％", "40 to 60 ％", NULL},
		{"40–60％", "40–60％", "40 to 60 ％", NULL},
		{"40ー60％", "40ー60％", "40 to 60 ％", NULL},
		{"４０．５～６０％", "40.5～60％", "40.5 to 60 ％", NULL},
		{"40から60％", "40から60％", "40 to 60 ％", NULL},
		{"40％～60", "40％～60", "40 to 60 ％", NULL},
		{"△5～5", "△5～5", "-5 to 5", NULL},
		{"5～5", "5～5", "5 to 5", NULL},
		{"5～5,000人", "5～5,000人", "5 to 5000 人", NULL},
		{"－５～－３", "-5～-3", "-5 to -3", NULL},
		{"約3～5億円", "約3～5億円", "3 to 5億 円 about", NULL},
		{"3億～5億円", "3億～5億円", "3 to 5億 円", NULL},
		{"9,000万～1億円", "9,000万～1億円",
		    "90000000 to 100000000 円", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_words(void **state)
{
	static const struct form t[] = {
		{"延べ1,268社", "延べ1,268社", "1268 社 qualifier=延べ", NULL},
		{"1,268社（延べ）", "1,268社（延べ）",
		    "1268 社 qualifier=延べ", NULL},
		{"年間延べ120人", "年間延べ120人",
		    "120 人 qualifier=年間延べ", NULL},
		{"累計約13億円", "累計約13億円",
		    "13億 円 qualifier=累計 about", NULL},
		{"概ね8割", "概ね8割", "8 割 about", NULL},
		{"おおむね100件程度", "おおむね100件程度", "100 件 about",
		    NULL},
		{"6割強", "6割強", "6 割 about", NULL},
		{"月5回以上", "月5回以上", "5 回 以上 qualifier=月", NULL},
		{"30件以下", "30件以下", "30 件 以下", NULL},
		{"5日以内", "5日以内", "5 日 以下", NULL},
		{"10％未満", "10％未満", "10 ％ 未満", NULL},
		{"６割を超える", "6割を超える", "6 割 超", NULL},
		{"８割を下回る", "8割を下回る", "8 割 未満", NULL},
		{"50件（予定）", "50件（予定）", "50 件 tentative", NULL},
		{"50件予定", "50件予定", "50 件 tentative", NULL},
		{"100件（約）", "100件（約）", "100 件 about", NULL},
		{"100件（概数）", "100件（概数）", "100 件 about", NULL},
		{"1人あたり5件", "1人あたり5件", "5 件 qualifier=1人あたり",
		    NULL},
		{"100件（見込み）", "100件（見込み）",
		    "100 件 qualifier=見込み", NULL},
		{"500t-CO2", "500t-CO2", "500 t-CO2", NULL},
		{"12km2", "12km2", "12 km2", NULL},
		{"1人当たり約5,000円", "1人当たり約5,000円",
		    "5000 円 qualifier=1人当たり about", NULL},
		{"100人・日", "100人・日", "100 人・日", NULL},
		{"3コース", "3コース", "3 コース", NULL},
		{THIRTY("5"), THIRTY("5"), THIRTY("5 "), NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_years(void **state)
{
	static const struct form t[] = {
		{"709箇所（平成30年）", "709箇所", "709 箇所 @2018", NULL},
		{"5件（平成27（2015）年）", "5件", "5 件 @2015", NULL},
		{"5件(H30.3）", "5件", "5 件 @2017", NULL},
		{"5件（2022）", "5件", "5 件 @2022", NULL},
		{"5件（令和4、5年度）", "5件", "5 件 @2023", NULL},
		{"5件（令和4年度、速報値）", "5件", "5 件 note=速報値 @2022",
		    NULL},
		{"（令和4年度）5件", "5件", "5 件 @2022", NULL},
		{"1,268社（延べ、令和4年度）", "1,268社（延べ）",
		    "1268 社 qualifier=延べ @2022", NULL},
		{"令和4年度：905法人", "905法人", "905 法人 @2022", NULL},
		{"2022年度 5件", "5件", "5 件 @2022", NULL},
		{"16件（8年間）", "16件", "16 件 note=8年間", NULL},
		{"16件〔速報値〕", "16件", "16 件 note=速報値", NULL},
		{"16件【速報値】", "16件", "16 件 note=速報値", NULL},
		{"16件[、速報値]", "16件", "16 件 note=速報値", NULL},
		{"16件（）", "16件", "16 件", NULL},
		{"16件（1,268社）", "16件", "16 件 note=1,268社", NULL},
		{"16件（速報値）（1法人当たり）", "16件",
		    "16 件 note=速報値、1法人当たり", NULL},
		{"16件（令和●年度）", "16件", "16 件 @placeholder", NULL},
		{"－（令和4年度）", "－", "none @2022", NULL},
		{"2000年", "2000年", "2000 年", NULL}
	};

	(void)state;
	ASSERT_FORMS(t);
}

static void
test_no_value(void **state)
{
	static const struct form t[] = {
		{"", "", "none", NULL}, {" 　\n", "", "none", NULL},
		{"－", "－", "none", NULL}, {"-", "－", "none", NULL},
		{"ー", "－", "none", NULL}, {"―", "－", "none", NULL},
		{"–", "－", "none", NULL}, {"−", "－", "none", NULL},
		{"──", "－", "none", NULL}, {"－％", "－", "none ％", NULL},
		{"…", "…", "none", NULL}, {"ｘ", "x", "none", NULL},
		{"X", "x", "none", NULL},
		{"●％", "●％", "placeholder ％", NULL},
		{"●", "●", "placeholder", NULL},
		{"〇〇件", "〇〇件", "placeholder 件", NULL},
		{"○○人以上", "○○人以上", "placeholder 人 以上", NULL},
		{"約●億円", "約●億円", "placeholder 円 about", NULL},
		{"●,●●●件", "●,●●●件", "placeholder 件", NULL},
		{"1●0件", "1●0件", "placeholder 件", NULL},
		{"●～60％", "●～60％", "placeholder ％", NULL},
		{"60～●％", "60～●％", "placeholder ％", NULL},
		{"●●●● 5件", "●●●●5件", "placeholder 件", NULL},
		{"3億●万円", "3億●万円", "placeholder 円", NULL}
	};
	struct arena a = {0};
	struct diags d = {0};
	struct figure f;

	(void)state;
	ASSERT_FORMS(t);
	assert_true(figure_read(&a, STR(" "), (span){0}, &f, &d));
	assert_null(f.text.p);
	arena_done(&a);
}

static void
test_refuses(void **state)
{
	static const struct {
		const char *text, *code;
	} t[] = {
		{"半数", "figure-none"}, {"なし", "figure-none"},
		{"（令和4年度）", "figure-none"}, {"件", "figure-none"},
		{"年間－", "figure-none"},
		{"利用者数120人", "figure-syntax"},
		{"設定目標数：69 個", "figure-syntax"},
		{"66,000人以上とする。", "figure-syntax"},
		{"5以上件", "figure-syntax"}, {".5", "figure-syntax"},
		{"5.", "figure-syntax"}, {"16件以上以下", "figure-syntax"},
		{"5\001件", "figure-syntax"}, {"40～60件R4", "figure-several"},
		{"40m5～60", "figure-several"}, {"5m 6", "figure-several"},
		{"40～60％以上", "figure-syntax"},
		{"40件～60％", "figure-syntax"}, {"１．共催", "figure-syntax"},
		{"４件 ４件 ３件", "figure-several"},
		{"14回 579名", "figure-several"},
		{"３分野 13 項目", "figure-several"},
		{"5件R4", "figure-several"}, {"1/3", "figure-several"},
		{"1.5.6", "figure-several"}, {"1日100人", "figure-several"},
		{"86.3％→90.0％", "figure-several"},
		{"86.3％（Ｒ４年度）→90.0％（Ｒ10年度）", "figure-several"},
		{"2022 5件", "figure-several"},
		{"1. 5件", "figure-several"},
		{"1 234件", "figure-several"}, {"14\n579", "figure-several"},
		{"1, 561件", "figure-several"},
		{"5（R4）6件", "figure-several"},
		{"86.3（Ｒ４年度）90.0", "figure-several"},
		{"5件（R4）（R5）", "figure-years"},
		{"ー5", "figure-sign"}, {"約ｰ 5件", "figure-sign"},
		{"―5.2ポイント", "figure-sign"}, {"—●％", "figure-sign"},
		{"─５", "figure-sign"}, {"△5～ー3％", "figure-sign"},
		{"1234567890123456789件", "figure-digits"},
		{"1234567890123456789012345件", "figure-digits"},
		{"123456789012345678兆5億円", "figure-digits"},
		{"1億～999999999999兆円", "figure-digits"},
		{"1000000兆2000億円", "figure-digits"},
		{"999999999999兆～1億円", "figure-digits"},
		{"1,56", "figure-comma"}, {"1,56件", "figure-comma"},
		{"12,3456", "figure-comma"}, {"1234,567", "figure-comma"},
		{"1,件", "figure-comma"}, {"1,56.7", "figure-comma"},
		{"3億1,56万円", "figure-comma"}, {"40～1,56％", "figure-comma"},
		{"1、561件", "figure-comma"}, {"1.561,2", "figure-comma"},
		{"3千万円", "figure-scale"}, {"3億兆円", "figure-scale"},
		{"3百十万円", "figure-scale"},
		{"1億3億円", "figure-scale"},
		{"3億20000万円", "figure-scale"},
		{"1.5億2,000万円", "figure-scale"},
		{"3億2.5万円", "figure-scale"},
		{"60～40％", "figure-range"}, {"5～△5", "figure-range"},
		{"5件（令和4年度", "figure-bracket"},
		{"5件）", "figure-bracket"}, {THIRTY("5") "ま", "figure-unit"},
		{"16件（令和0年）", "year-number"},
		{"16件（令和4年13月）", "year-date"},
		{"5件（速報値、令和0年）", "year-number"},
		{"令和0年度 5件", "year-number"},
		{"5件（平成27（2016）年）", "year-disagrees"}
	};
	struct arena a = {0};
	struct diags d;
	struct figure f;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		d = (struct diags){0};
		if (figure_read(&a, str_of(t[i].text), (span){0}, &f, &d))
			fail_msg("%s was read", t[i].text);
		assert_int_equal(d.errors, 1);
		assert_says(&d, t[i].code, t[i].text);
		diags_done(&d);
	}
	arena_done(&a);
}

static void
test_too_long(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};
	struct figure f;

	(void)state;
	for (int i = 0; i < 1001; i++)
		buf_puts(&b, "1");
	assert_false(figure_read(&a, buf_str(&b), (span){0}, &f, &d));
	assert_says(&d, "figure-long", "1001 digits");
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

/* where the figure of a line "text" stands, and what is said about it */
static void
assert_place(const char *text, const char *figure, const char *place)
{
	struct arena a = {0};
	struct diags d = {0};
	struct source *src = source_new(&a, STR("t"), str_of(text));
	span at = {src, 3, (uint32_t)src->text.n - 3};
	struct figure f;
	char *all;

	figure_read(&a, source_text(at), at, &f, &d);
	assert_str(source_text(f.at), figure);
	all = printed(&d);
	if (strstr(all, place) == NULL)
		fail_msg("%s: wanted %s, got %s", text, place, all);
	free(all);
	diags_done(&d);
	arena_done(&a);
}

/* the figure stands where its number and unit are, the year where it is */
static void
test_place(void **state)
{
	(void)state;
	assert_place("b: 1,143団体（令和4年13月）", "1,143団体", "t:1:12: ");
	assert_place("b: （令和0年） 5件（延べ） ",
	    "（令和0年） 5件（延べ） ", "t:1:5: ");
	assert_place("b: （平成32年） 5件（延べ）以上 ", "5件（延べ）以上",
	    "t:1:5: ");
	assert_place("b: 令和0年 5件", "令和0年 5件", "t:1:4: ");
	assert_place("b: 1,56件（令和4年）", "1,56件", "t:1:4: ");
}

static void
assert_spelled(struct figure f, const char *text)
{
	const struct figure none = {0};
	struct arena a = {0};

	figure_spell(&a, &f, &none);
	assert_str(f.text, text);
	arena_done(&a);
}

/* from keys alone */
static void
test_compose(void **state)
{
	struct figure f = {.has_value = true, .value = {66000, 0},
	    .cmp = COMPARISON_AT_LEAST, .unit = STR("人")};

	(void)state;
	assert_spelled(f, "66,000人以上");
	f = (struct figure){.has_value = true, .value = {130, 1},
	    .scale = SCALE_OKU, .about = true, .unit = STR("円")};
	assert_spelled(f, "約13.0億円");
	assert_int_equal(figure_power(&f), 8);
	f = (struct figure){.has_value = true, .value = {1268, 0},
	    .qualifier = STR("延べ"), .unit = STR("社"), .tentative = true};
	assert_spelled(f, "延べ1,268社（予定）");
	f = (struct figure){.has_value = true, .is_range = true,
	    .value = {40, 0}, .upper = {60, 0}, .unit = STR("％")};
	assert_spelled(f, "40～60％");
	f.upper.coefficient = 6000;
	assert_spelled(f, "40～6,000％");
	f = (struct figure){.placeholder = true, .unit = STR("％")};
	assert_spelled(f, "●％");
	f = (struct figure){.unit = STR("％"), .text = STR("－")};
	assert_spelled(f, "－");
}

/* a text, the unit of its indicator, and both together */
struct united {
	const char *text, *unit, *shown, *is;
};

static void
assert_united(const struct united *t)
{
	struct figure f, written, again;
	enum scale scale;
	str unit = figure_unit(str_of(t->unit), &scale);
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};

	assert_true(figure_read(&a, str_of(t->text), (span){0}, &f, &d));
	written = f;
	figure_set_unit(&f, unit, scale);
	figure_spell(&a, &f, &written);
	if (!str_eq(f.text, str_of(t->shown)))
		fail_msg("%s is '" STR_FMT "', not '%s'", t->text,
		    STR_ARG(f.text), t->shown);
	describe(&f, &b);
	assert_string_equal(b.p, t->is);
	/* what is shown says the same */
	again = f;
	again.text = (str){0};
	figure_respell(&a, &again, f.text);
	if (f.has_value || f.placeholder)
		assert_str(again.text, t->shown);
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

/* what was written stays, and the unit goes where it belongs */
static void
test_units(void **state)
{
	static const struct united t[] = {
		{"3", "件", "3件", "3 件"},
		{"△3", "件", "△3件", "-3 件"},
		{"▲3", "件", "▲3件", "-3 件"},
		{"△ 5.2", "％", "△5.2％", "-5.2 ％"},
		{"△1561", "件", "△1,561件", "-1561 件"},
		{"－3", "件", "-3件", "-3 件"},
		{"－１，５６１．５", "件", "-1,561.5件", "-1561.5 件"},
		{"−3", "件", "-3件", "-3 件"},
		{"＋3.2", "ポイント", "+3.2ポイント", "3.2 ポイント"},
		{"１５６１", "件", "1,561件", "1561 件"},
		{"1234567.12345", "件", "1,234,567.12345件",
		    "1234567.12345 件"},
		{"1,561", "件", "1,561件", "1561 件"},
		{"100", "件", "100件", "100 件"},
		{"0.0001", "件", "0.0001件", "0.0001 件"},
		{"70.0", "％", "70.0％", "70.0 ％"},
		{"約1500", "人", "約1,500人", "1500 人 about"},
		{"概ね8", "割", "概ね8割", "8 割 about"},
		{"100程度", "件", "100件程度", "100 件 about"},
		{"△3程度", "件", "△3件程度", "-3 件 about"},
		{"16以上", "件", "16件以上", "16 件 以上"},
		{"5以内", "日", "5日以内", "5 日 以下"},
		{"6を超える", "割", "6割を超える", "6 割 超"},
		{"15000超", "件", "15,000件超", "15000 件 超"},
		{"延べ1268", "社", "延べ1,268社", "1268 社 qualifier=延べ"},
		{"（延べ）1268", "社", "（延べ）1,268社",
		    "1268 社 qualifier=延べ"},
		{"1268（延べ）", "社", "1,268社（延べ）",
		    "1268 社 qualifier=延べ"},
		{"累計約13億", "円", "累計約13億円",
		    "13億 円 qualifier=累計 about"},
		{"50（予定）", "件", "50件（予定）", "50 件 tentative"},
		{"50以上（予定）", "件", "50件以上（予定）",
		    "50 件 以上 tentative"},
		{"各年度66000以上", "人", "各年度66,000人以上",
		    "66000 人 以上 each"},
		{"40～60", "％", "40～60％", "40 to 60 ％"},
		{"40m～60", "m", "40m～60", "40 to 60 m"},
		{"40〜60", "％", "40〜60％", "40 to 60 ％"},
		{"４０－６０", "％", "40－60％", "40 to 60 ％"},
		{"40から60", "％", "40から60％", "40 to 60 ％"},
		{"△5～△3", "ポイント", "△5～△3ポイント",
		    "-5 to -3 ポイント"},
		{"5～5000", "人", "5～5,000人", "5 to 5000 人"},
		{"●", "件", "●件", "placeholder 件"},
		{"約●以上", "件", "約●件以上", "placeholder 件 以上 about"},
		{"－", "件", "－", "none 件"},
		{"x", "件", "x", "none 件"}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		assert_united(&t[i]);
}

/* 億円 is 円 in 億, of numbers that have no scale of their own */
static void
test_scaled_units(void **state)
{
	static const struct united t[] = {
		{"13", "億円", "13億円", "13億 円"},
		{"14.5", "億円", "14.5億円", "14.5億 円"},
		{"約13", "億円", "約13億円", "13億 円 about"},
		{"△13", "億円", "△13億円", "-13億 円"},
		{"1300", "億円", "1,300億円", "1300億 円"},
		{"13～14", "億円", "13～14億円", "13 to 14億 円"},
		{"13億", "億円", "13億円", "13億 円"},
		{"9,000万", "億円", "9,000万円", "9000万 円"},
		{"3億2,000万", "億円", "3億2,000万円", "320000000 円"},
		{"3億2000万", "億円", "3億2,000万円", "320000000 円"},
		{"2.5", "万人", "2.5万人", "2.5万 人"},
		{"5", "兆円", "5兆円", "5兆 円"},
		{"13", "億", "13億", "13億"},
		{"●", "億円", "●億円", "placeholder億 円"},
		{"13", "千円", "13千円", "13 千円"}
	};
	struct figure f = {.has_value = true};
	enum scale scale;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		assert_united(&t[i]);
	assert_str(figure_unit(STR("億円"), &scale), "円");
	assert_int_equal(scale, SCALE_OKU);
	assert_str(figure_unit(STR("円"), &scale), "円");
	assert_int_equal(scale, SCALE_ONE);
	assert_null(figure_unit(STR("万"), &scale).p);
	assert_int_equal(scale, SCALE_MAN);
	figure_set_unit(&f, STR("円"), SCALE_OKU);
	assert_int_equal(f.scale, SCALE_OKU);
}

/* keys beside what is written */
static void
test_keys(void **state)
{
	static const struct {
		const char *text;
		struct figure keys;
		const char *shown;
	} t[] = {
		{"△3", {.about = true}, "約△3"},
		{"△3件", {.about = true, .cmp = COMPARISON_BELOW},
		    "約△3件未満"},
		{"約13", {.about = true, .scale = SCALE_OKU,
		    .unit = WORD("円")}, "約13億円"},
		{"約13", {.qualifier = WORD("累計"), .unit = WORD("円")},
		    "累計約13円"},
		{"50件程度", {.tentative = true}, "50件程度（予定）"},
		{"1561件", {.about = true}, "約1,561件"},
		/* something else takes its place */
		{"△13件", {.unit = WORD("団体")}, "-13団体"},
		{"16件以上", {.cmp = COMPARISON_AT_MOST}, "16件以下"},
		{"延べ16件", {.qualifier = WORD("年間")}, "年間16件"},
		{"3億2,000万円", {.scale = SCALE_MAN}, "320,000,000万円"}
	};
	struct arena a = {0};
	struct diags d = {0};
	struct figure f, w;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		assert_true(figure_read(&a, str_of(t[i].text), (span){0}, &f,
		    &d));
		w = f;
		f.about = f.about || t[i].keys.about;
		f.tentative = f.tentative || t[i].keys.tentative;
		if (t[i].keys.unit.n > 0)
			f.unit = t[i].keys.unit;
		if (t[i].keys.qualifier.n > 0)
			f.qualifier = t[i].keys.qualifier;
		if (t[i].keys.scale != SCALE_ONE)
			f.scale = t[i].keys.scale;
		if (t[i].keys.cmp != COMPARISON_NONE)
			f.cmp = t[i].keys.cmp;
		figure_spell(&a, &f, &w);
		assert_str(f.text, t[i].shown);
	}
	arena_done(&a);
}

/* twice, as a row of a sheet gets its unit after its keys */
static void
test_twice(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct figure f, w;

	(void)state;
	assert_true(figure_read(&a, STR("△1561程度"), (span){0}, &f, &d));
	w = f;
	f.cmp = COMPARISON_AT_LEAST;
	f.qualifier = STR("延べ");
	figure_spell(&a, &f, &w);
	assert_str(f.text, "延べ△1,561以上程度");
	w = f;
	figure_set_unit(&f, STR("人"), SCALE_ONE);
	figure_spell(&a, &f, &w);
	assert_str(f.text, "延べ△1,561人以上程度");
	arena_done(&a);
}

/* a text that says something else, or nothing, is not believed */
static void
test_respell(void **state)
{
	static const struct {
		const char *is, *text, *shown;
	} t[] = {
		{"-3件", "△3件", "△3件"}, {"-3件", "▲3件", "▲3件"},
		{"-3件", "3件", "-3件"}, {"-3件", "△4件", "-3件"},
		{"-3件", "△3団体", "-3件"}, {"-3件", "△3", "-3件"},
		{"-3件", "△3.0件", "-3件"}, {"300件", "3.00件", "300件"},
		{"5件", "5件（予定）", "5件"}, {"40～60％", "40％", "40～60％"},
		{"-3件", "約△3件", "-3件"},
		{"-3件", "△3件以上", "-3件"}, {"-3件", "", "-3件"},
		{"-3件", "－", "-3件"}, {"-3件", "●件", "-3件"},
		{"-3件", "3月5日", "-3件"}, {"-3件", "'=1+1", "-3件"},
		{"40～60％", "40〜60%", "40～60％"},
		{"40～60％", "40から60％", "40から60％"},
		{"40～60％", "40～61％", "40～60％"},
		{"320000000円", "3億2,000万円", "3億2,000万円"},
		{"13億円", "1300000000円", "13億円"},
		{"16件以下", "16件以内", "16件以内"},
		{"延べ5人", "年間5人", "延べ5人"},
		{"5人", "各年度5人", "5人"}, {"●件", "〇〇件", "〇〇件"},
		{"●件", "－", "●件"}, {"－", "5件", "－"}
	};
	struct arena a = {0};
	struct diags d = {0};
	struct figure f;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		assert_true(figure_read(&a, str_of(t[i].is), (span){0}, &f,
		    &d));
		figure_respell(&a, &f, str_of(t[i].text));
		assert_str(f.text, t[i].shown);
	}
	assert_says(&d, NULL, "respell");
	arena_done(&a);
}

static void
test_english(void **state)
{
	static const struct {
		const char *text, *unit, *shown;
	} t[] = {
		{"1,268社", "companies", "1,268 companies"},
		{"約3億2,000万円", "yen", "about 320,000,000 yen"},
		{"2.5万人", "people", "25,000 people"},
		{"70.0％以上", "%", "at least 70.0%"},
		{"70％以下", "％", "at most 70%"},
		{"5未満", "", "below 5"}, {"5超", "", "above 5"},
		{"40～60％", "%", "40–60%"},
		{"延べ5人", "people", "5 people in total"},
		{"年間5人", "people", "5 people a year"},
		{"5人（予定）", "people", "5 people (planned)"}
	};
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};
	struct figure f;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		assert_true(figure_read(&a, str_of(t[i].text), (span){0}, &f,
		    &d));
		b.n = 0;
		figure_print_english(&f, str_of(t[i].unit), &b);
		assert_str(buf_str(&b), t[i].shown);
	}
	buf_done(&b);
	arena_done(&a);
}

static void
test_same_unit(void **state)
{
	(void)state;
	assert_true(figure_same_unit(STR("％"), STR("%")));
	assert_true(figure_same_unit(STR("ｋｇ"), STR("kg ")));
	assert_true(figure_same_unit((str){0}, STR("")));
	assert_false(figure_same_unit(STR("件"), STR("団体")));
	assert_false(figure_same_unit(STR("件"), STR("件数")));
	assert_false(figure_same_unit((str){0}, STR("件")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sagamihara),
		cmocka_unit_test(test_sapporo),
		cmocka_unit_test(test_sendai),
		cmocka_unit_test(test_sunagawa),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_scales),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_no_value),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_compose),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_scaled_units),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_respell),
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_same_unit)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
