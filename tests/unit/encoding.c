#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "text/encoding.h"

static const struct {
	str text;
	enum encoding encoding;
	const char *said;
} cases[] = {
	{{"", 0}, ENCODING_UTF8, ""},
	{{"a: b\r\n", 6}, ENCODING_UTF8, ""},
	{{"\xef\xbb\xbf" "a: 値 𠮷\n", 15}, ENCODING_UTF8, ""},
	/* a: 計画 */
	{{"a: b\nc: \x8c\x76\x89\xe6\n", 13}, ENCODING_CP932,
	    "f.yaml:2:4: エラー: 文字コードが CP932 (Shift_JIS) です"},
	/* ① and 髙 are of CP932 only; half-width kana */
	{{"\x87\x40\xfb\xfc\n", 5}, ENCODING_CP932, "CP932"},
	{{"\xb1\xb2\xb3: x\n", 7}, ENCODING_CP932, "CP932"},
	/* 計画の */
	{{"\n\na: \xb7\xd7\xb2\xe8\xa4\xce\n", 12}, ENCODING_EUC_JP,
	    "f.yaml:3:4: エラー: 文字コードが EUC-JP です"},
	{{"a: \x1b$B7W2h\x1b(B\n", 14}, ENCODING_ISO2022_JP,
	    "f.yaml:1:4: エラー: 文字コードが ISO-2022-JP (JIS) です"},
	{{"\xff\xfe" "a\0:\0", 6}, ENCODING_UTF16,
	    "f.yaml:1:1: エラー: 文字コードが UTF-16 です"},
	{{"\xfe\xff\0a\0:", 6}, ENCODING_UTF16, "UTF-16"},
	{{"a\0:\0 \0\x08\x8a", 8}, ENCODING_UTF16, "f.yaml:1:1: "},
	{{"\0a\0:\0 \x8a\x08", 8}, ENCODING_UTF16, "UTF-16"},
	/* one line of CP932 in a file of UTF-8 is damage */
	{{"計画\n\x8c\x76\n", 10}, ENCODING_UNKNOWN,
	    "f.yaml:2:1: エラー: UTF-8 として読めない文字があります"},
	/* and so is 協働の計画 in UTF-8 without its second byte */
	{{"\xe5\x8d" "\xe5\x83\x8d\xe3\x81\xae\xe8\xa8\x88\xe7\x94\xbb\n", 15},
	    ENCODING_UNKNOWN, "f.yaml:1:1: "},
	{{"a\n\xff\xff\n", 5}, ENCODING_UNKNOWN, "f.yaml:2:1: "},
	{{"a: b\nc\0d\n", 9}, ENCODING_UNKNOWN,
	    "f.yaml:2:2: エラー: 文字ではないデータ（NUL）があります"},
	{{"\x89PNG\0\0\0\0\xff", 9}, ENCODING_UNKNOWN, "[encoding]"},
};

static void
names_what_is_not_utf8(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct source *src;
	char *said;
	size_t i, n;
	FILE *f;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		src = source_new(&a, STR("f.yaml"), cases[i].text);
		assert_int_equal(encoding_of(src->text), cases[i].encoding);
		assert_int_equal(encoding_check(src, &d),
		    cases[i].encoding == ENCODING_UTF8);
		f = open_memstream(&said, &n);
		diags_print(&d, LANGUAGE_JA, DIAGS_MOST, f);
		fclose(f);
		if (strstr(said, cases[i].said) == NULL ||
		    (*cases[i].said == '\0' && *said != '\0'))
			fail_msg("case %zu: no %s in %s", i, cases[i].said,
			    said);
		free(said);
		diags_done(&d);
	}
	arena_done(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_what_is_not_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
