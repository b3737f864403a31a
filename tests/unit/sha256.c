#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/sha256.h"

/* the examples of FIPS 180-4, and the lengths at which a block ends */
static void
gives_the_known_sums(void **state)
{
	static const struct {
		const char *text, *sum;
	} cases[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb924"
		    "27ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1"},
	};
	char digits[SHA256_DIGITS + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		sha256(str_of(cases[i].text), digits);
		assert_string_equal(digits, cases[i].sum);
	}
}

static void
gives_the_sums_of_long_texts(void **state)
{
	static const struct {
		size_t n;
		const char *sum;
	} cases[] = {
		{55, "9f4390f8d30c2dd92ec9f095b65e2b9a"
		    "e9b0a925a5258e241c9f1e910f734318"},
		{56, "b35439a4ac6f0948b6d6f9e3c6af0f5f"
		    "590ce20f1bde7090ef7970686ec6738a"},
		{63, "7d3e74a05d7db15bce4ad9ec0658ea98"
		    "e3f06eeecf16b4c6fff2da457ddc2f34"},
		{64, "ffe054fe7ae0cb6dc65c3af9b61d5209"
		    "f439851db43d0ba5997337df154668eb"},
		{65, "635361c48bb9eab14198e76ea8ab7f1a"
		    "41685d6ad62aa9146d301d4f17eb0ae0"},
		{119, "31eba51c313a5c08226adf18d4a359cf"
		    "dfd8d2e816b13f4af952f7ea6584dcfb"},
		{120, "2f3d335432c70b580af0e8e1b3674a7c"
		    "020d683aa5f73aaaedfdc55af904c21c"},
		{128, "6836cf13bac400e9105071cd6af47084"
		    "dfacad4e5e302c94bfed24e013afb73e"},
		{1000, "41edece42d63e8d9bf515a9ba6932e1c"
		    "20cbc9f5a5d134645adb5db1b9737ea3"},
	};
	char text[1024], digits[SHA256_DIGITS + 1];

	(void)state;
	memset(text, 'a', sizeof(text));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		sha256((str){text, cases[i].n}, digits);
		assert_string_equal(digits, cases[i].sum);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_known_sums),
		cmocka_unit_test(gives_the_sums_of_long_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
