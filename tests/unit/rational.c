#include "base/rational.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static void
assert_number(rational a, const char *want)
{
	struct buf b = {0};

	rational_print(a, &b);
	if (!str_eq(buf_str(&b), str_of(want)))
		fail_msg("'" STR_FMT "' is not '%s'", STR_ARG(buf_str(&b)),
		    want);
	buf_done(&b);
}

static rational
read(const char *text)
{
	rational a = rational_read(str_of(text));

	assert_true(rational_known(a));
	return a;
}

static rational
apply(rational a, char sign, rational b)
{
	switch (sign) {
	case '+': return rational_add(a, b);
	case '-': return rational_subtract(a, b);
	case '*': return rational_multiply(a, b);
	default: return rational_divide(a, b);
	}
}

/* the results are those of Python's fractions */
static void
computes(void **state)
{
	static const struct {
		const char *a;
		char sign;
		const char *b, *result;
	} cases[] = {
		{"-529453/3899", '+', "8114845325709720780000",
		    "31639781924942201320690547/3899"},
		{"-109476366285453431807/21132279642586975053", '-',
		    "82801281896050186000000000",
		    "-1749779843792006792647515519894376143453431807/21132279"
		    "642586975053"},
		{"-401510004983176144000000000000", '*',
		    "582590629412864/1445651641",
		    "-233915966518710750848128611516416000000000000/144565164"
		    "1"},
		{"54718444465029120/11187894691", '/', "235387/9085",
		    "497117067964789555200/2633484967630417"},
		{"229862/8129", '+', "85402694647808/1437334723",
		    "5740238788645698/96562760027"},
		{"49704317398250268200000000", '-', "-5802.87",
		    "49704317398250268200005802.87"},
		{"-312536685412780999000000000000", '*', "-765.929",
		    "239380910921525937783071000000000"},
		{"-472439", '/', "9786664314470400/916475911",
		    "-14930309066101/337471183257600"},
		{"-589841/5944", '+', "247591859520536576/3939799763",
		    "1471683689134637400061/23418169791272"},
		{"45469.9", '-', "-209838039.442415018",
		    "209883509.342415018"},
		{"12", '*', "4268305138811791800000",
		    "51219661665741501600000"},
		{"1622748963224109024423/12935703327567593938", '/',
		    "-590.391",
		    "-90152720179117168023500/424284601292553297369431"},
		{"23454.10749533472", '+', "7", "23461.10749533472"},
		{"3", '-', "225.911", "-222.911"},
		{"149275278787363700603/7146231369626267423", '*',
		    "4805276438458526190000",
		    "42194645882426272205155293523282017210000/42036655115448"
		    "6319"},
		{"-6", '/', "437382/3877", "-3877/72897"},
		{"309329/4938", '+', "702437404139054845000000000000",
		    "3468635901638652824610000000309329/4938"},
		{"286367/155", '-',
		    "1127007747663603476531/37025895878688407644",
		    "10428308524204504692927043/5739013861196703184820"},
		{"-1057803869292202730000", '*',
		    "503675852534680886000000000000",
		    "-532790265680234357036859108568018780000000000000000"},
		{"33324582261751808/2345280393", '/',
		    "265572895730696192/512393709",
		    "21203490974970929/773423544155353292"},
		{"-36291798151934683000000000", '+', "497951/1900",
		    "-68954416488675897699999502049/1900"},
		{"3354/7993", '-', "-113632", "908263930/7993"},
		{"734752", '*', "2706605687811917947651/33411244763906411129",
		    "1988683942331182335872467552/33411244763906411129"},
		{"-176775/1471", '/', "5302666673848824370000",
		    "-7071/312008907089264825930800"},
		{"-92057091552.9852788", '+', "-887251",
		    "-92057978803.9852788"},
		{"7451/748", '-', "243572/1721", "-169368685/1287308"},
		{"696521/3698", '*', "-64521203962880196608/4306575",
		    "-3210026678959234101542912/1137551025"},
		{"786711211144395324456/309425119876004195", '/', "7",
		    "786711211144395324456/2165975839132029365"},
		{"6", '+', "780.071172785678186", "786.071172785678186"},
		{"-4351359336458541740000", '-',
		    "3263001073090971397440/34960558884134837813",
		    "-152125954308288744305810020166481786017440/349605588841"
		    "34837813"},
		{"156404/631", '*', "-2517013065736598000000",
		    "-393670911533466873592000000/631"},
		{"-965723865002637837461/6530401759809649734", '/',
		    "-20537405408804864/2441630831",
		    "2357941163022922440271944360091/134117508423583502779644"
		    "795395506176"},
		{"15", '+', "257556", "257571"},
		{"64853284340216365056/2444598029", '-', "219469/7963",
		    "516426702664629430114327/19466334104927"},
		{"5072915280078959080433/46862466856248098596", '*', "17508.4",
		    "222046574724336117909632843/117156167140620246490"},
		{"8206226939674911034783/46196811873471936916", '/',
		    "540846/4567",
		    "37477838433495318695853961/24985360914519803193270936"},
		{"5247.66", '+', "718780/2861", "786616763/143050"},
		{"2618203431619154.64", '-', "-96489.039555333222",
		    "2618203431715643.679555333222"},
		{"221093/1697", '*', "2", "442186/1697"},
		{"232119/1447", '/',
		    "8054979104535000642243/54345943491756840635",
		    "467212076198633558939095/431687213491190589975023"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_number(apply(read(cases[i].a), cases[i].sign,
		    read(cases[i].b)), cases[i].result);
}

/* the same */
static void
rounds_half_up(void **state)
{
	static const struct {
		const char *a;
		unsigned places;
		const char *shown;
	} cases[] = {
		{"0.568", 3, "0.568"},
		{"1/3", 3, "0.333"},
		{"2/3", 0, "1"},
		{"0.5", 0, "1"},
		{"-0.5", 0, "-1"},
		{"2.5", 0, "3"},
		{"-2.5", 0, "-3"},
		{"-0.001", 2, "0.00"},
		{"-0.005", 2, "-0.01"},
		{"0.999", 2, "1.00"},
		{"0.00000000000000000001", 18, "0.000000000000000000"},
		{"1313/15", 3, "87.533"},
		{"0", 1, "0.0"},
		{"1000000000000000000000000000001/7", 4,
		    "142857142857142857142857142857.2857"},
		{"12345678901234567890", 2, "12345678901234567890.00"},
		{"0.149", 1, "0.1"},
		{"0.05", 1, "0.1"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		b.n = 0;
		rational_round(read(cases[i].a), cases[i].places, &b);
		if (!str_eq(buf_str(&b), str_of(cases[i].shown)))
			fail_msg("%s to %u places is " STR_FMT, cases[i].a,
			    cases[i].places, STR_ARG(buf_str(&b)));
	}
	b.n = 0;
	rational_round((rational){0}, 3, &b);
	assert_int_equal(b.n, 0);
	buf_done(&b);
}

/* ---- identities ---------------------------------------------------------- */

/* xorshift64: the same numbers on every machine */
static uint64_t
random_bits(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static rational
random_number(uint64_t *seed)
{
	uint64_t bits = random_bits(seed);
	unsigned size = (unsigned)(bits % 60);
	int64_t n = (int64_t)(random_bits(seed) >> (size + 4));
	decimal d = {bits >> 60 & 1 ? -n : n, (uint8_t)(bits >> 50 & 15)};
	rational a = rational_of_decimal(d, (unsigned)(bits >> 40 & 12));

	if (bits >> 59 & 1)
		a = rational_divide(a, rational_of((int64_t)(bits >> 30 & 255)
		    + 1));
	return a;
}

static void
assert_same(rational a, rational b)
{
	assert_true(rational_known(a));
	assert_int_equal(rational_compare(a, b), 0);
	assert_int_equal(a.nover, b.nover);
	assert_int_equal(a.nunder, b.nunder);
}

static void
keeps_the_laws(void **state)
{
	uint64_t seed = 88172645463325252u;
	rational a, b, c;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		a = random_number(&seed);
		b = random_number(&seed);
		c = random_number(&seed);
		assert_same(rational_add(a, b), rational_add(b, a));
		assert_same(rational_multiply(a, b), rational_multiply(b, a));
		assert_same(rational_add(rational_add(a, b), c),
		    rational_add(a, rational_add(b, c)));
		assert_same(rational_multiply(a, rational_add(b, c)),
		    rational_add(rational_multiply(a, b),
		    rational_multiply(a, c)));
		assert_same(rational_subtract(rational_add(a, b), b), a);
		assert_int_equal(rational_compare(a, b),
		    rational_sign(rational_subtract(a, b)));
		if (rational_sign(b) == 0)
			continue;
		assert_same(rational_multiply(rational_divide(a, b), b), a);
	}
}

static void
reads_what_it_prints(void **state)
{
	uint64_t seed = 2463534242u;
	struct buf b = {0};
	rational a;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		a = rational_divide(random_number(&seed), rational_of(7));
		a = rational_multiply(a, random_number(&seed));
		b.n = 0;
		rational_print(a, &b);
		assert_same(rational_read(buf_str(&b)), a);
	}
	buf_done(&b);
}

/* ---- edges --------------------------------------------------------------- */

static void
knows_what_is_no_number(void **state)
{
	static const char *const wrong[] = {
		"", "-", ".", "1.", ".5", "1/", "/2", "1/0", "+1", "1 ",
		"--1", "1.5/2", "1/2.5", "1e3", "1,561", "１", "0x1"
	};
	const rational none = {0}, one = rational_of(1);

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (rational_known(rational_read(str_of(wrong[i]))))
			fail_msg("'%s' is a number", wrong[i]);
	assert_false(rational_known(none));
	assert_false(rational_known(rational_divide(one, rational_of(0))));
	assert_false(rational_known(rational_divide(one, none)));
	assert_false(rational_known(rational_divide(none, one)));
	assert_false(rational_known(rational_add(none, one)));
	assert_false(rational_known(rational_subtract(one, none)));
	assert_false(rational_known(rational_multiply(one, none)));
	assert_number(none, "");
}

static void
reads_decimals_with_their_scale(void **state)
{
	(void)state;
	assert_number(rational_of_decimal((decimal){172, 1}, 8), "1720000000");
	assert_number(rational_of_decimal((decimal){700, 1}, 0), "70");
	assert_number(rational_of_decimal((decimal){-52, 1}, 0), "-5.2");
	assert_number(rational_of_decimal((decimal){0, 3}, 12), "0");
	assert_number(rational_of_decimal((decimal){INT64_MIN, 0}, 0),
	    "-9223372036854775808");
	assert_number(rational_of_decimal((decimal){5, 19}, 0),
	    "0.0000000000000000005");
	assert_number(rational_of_decimal((decimal){999999999999999999, 0},
	    12), "999999999999999999000000000000");
	assert_number(read("2/8589934594"), "1/4294967297");
	assert_number(read("-6/4"), "-1.5");
	assert_number(read("-0.0"), "0");
}

static void
assert_long_is_none(const char *head, const char *digit)
{
	struct buf text = {0};

	buf_puts(&text, head);
	for (int i = 0; i < 500; i++)
		buf_puts(&text, digit);
	assert_false(rational_known(rational_read(buf_str(&text))));
	buf_done(&text);
}

/* no number is wrong because it is too large: it is none */
static void
stops_at_its_size(void **state)
{
	rational a = rational_of(3), b = rational_divide(a, rational_of(7));
	struct buf text = {0};
	int i;

	(void)state;
	for (i = 1; rational_known(a); i++)
		a = rational_multiply(a, rational_of(3));
	assert_int_equal(i, 243);       /* 3 ^ 242 is below 2 ^ 384 */
	for (i = 1; rational_known(b); i++)
		b = rational_divide(b, rational_of(7));
	assert_int_equal(i, 137);       /* 7 ^ 136 is */
	assert_false(rational_known(rational_of_decimal((decimal){1, 0},
	    1000000)));
	assert_false(rational_known(rational_of_decimal((decimal){1, 255},
	    0)));
	assert_false(rational_known(rational_of_decimal((decimal){1, 255},
	    1000)));
	assert_long_is_none("", "1");
	assert_long_is_none("0.", "0");
	a = rational_of(1);
	for (i = 0; i < 383; i++)
		a = rational_divide(a, rational_of(2));
	rational_print(a, &text);
	assert_int_equal(text.n, 385);  /* 0. and 383 decimals */
	assert_same(rational_multiply(a, rational_of(2)),
	    rational_add(a, a));
	text.n = 0;
	rational_round(a, 18, &text);
	assert_memory_equal(text.p, "0.000000000000000000", text.n);
	buf_done(&text);
	assert_int_equal(rational_compare(a, rational_of(0)), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(computes),
		cmocka_unit_test(rounds_half_up),
		cmocka_unit_test(keeps_the_laws),
		cmocka_unit_test(reads_what_it_prints),
		cmocka_unit_test(knows_what_is_no_number),
		cmocka_unit_test(reads_decimals_with_their_scale),
		cmocka_unit_test(stops_at_its_size),
	};

	return cmocka_run_group_tests_name("rational", tests, NULL, NULL);
}
