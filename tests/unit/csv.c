#include "text/csv.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limit.h"

/* ---- messages ------------------------------------------------------ */

/* the first line of each message in turn, without the path */
static void
put_messages(const struct diags *d, struct buf *out)
{
	char *text = NULL, *line, *save = NULL;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	diags_print(d, LANGUAGE_JA, 50, f);
	fclose(f);
	for (line = strtok_r(text, "\n", &save); line != NULL;
	    line = strtok_r(NULL, "\n", &save))
		if (strncmp(line, "a.csv:", 6) == 0)
			buf_printf(out, "%s\n", line + 6);
	free(text);
	buf_putc(out, '\0');
}

/* ---- encodings ----------------------------------------------------- */

static void
assert_decodes(str bytes, const char *text, const char *messages)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf said = {0};
	str got = {0};
	bool good = csv_decode(&a, STR("a.csv"), bytes, &got, &d);

	put_messages(&d, &said);
	assert_string_equal(said.p, messages);
	assert_int_equal(good, text != NULL);
	assert_int_equal(d.errors, text != NULL ? 0 : 1);
	if (text != NULL && !str_eq(got, str_of(text)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(got), text);
	buf_done(&said);
	diags_done(&d);
	arena_done(&a);
}

#define REFUSED(name)  "1:1: エラー: 文字コードが " name \
	" の CSV は読めません [csv-encoding]\n"

static void
test_decode(void **state)
{
	(void)state;
	assert_decodes(STR("指標,値"), "指標,値", "");
	assert_decodes(STR("\uFEFF指標"), "指標", "");
	assert_decodes(STR(""), "", "");
	/* 髙①～ｱ,値 */
	assert_decodes(STR("\xfb\xfc\x87\x40\x81\x60\xb1,\x92\x6c"),
	    "髙①～ｱ,値", "1:1: 補足: シフト JIS（CP932）の CSV として"
	    "読みました\n");
	/* 年度,値 in EUC-JP: half-width kana if it were CP932 */
	assert_decodes(STR("\xc7\xaf\xc5\xd9,\xc3\xcd"), NULL,
	    REFUSED("EUC-JP"));
	assert_decodes(STR("\xff\xfe" "a\0,\0"), NULL, REFUSED("UTF-16"));
	assert_decodes(STR("\xfe\xff\0a\0,"), NULL, REFUSED("UTF-16"));
	assert_decodes(STR("a\0,\0b\0\n\0"), NULL, REFUSED("UTF-16"));
	assert_decodes(STR("\x1b$B;XI8\x1b(B,x"), NULL,
	    REFUSED("ISO-2022-JP (JIS)"));
	assert_decodes(STR("指標,値\n市\xe6\x97"), NULL,
	    "2:2: エラー: ここに読めない文字があります（UTF-8 でも"
	    "シフト JIS でもありません） [csv-encoding]\n");
}

/* ---- rows ---------------------------------------------------------- */

static void
put_row(struct buf *b, const struct csv_row *r)
{
	buf_printf(b, "%u:", r->number);
	for (size_t i = 0; i < r->n; i++) {
		buf_puts(b, i > 0 ? "|" : "");
		buf_put(b, r->cells[i].text);
	}
	buf_puts(b, "\n");
}

/* "1:a|b\n2:c|d\n", then the messages */
static void
assert_reads(str text, const char *want)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};
	struct csv csv;
	struct source *src = source_new(&a, STR("a.csv"), text);
	bool good = csv_read(&a, src, &csv, &d);

	assert_int_equal(good, d.errors == 0);
	if (good) {
		put_row(&b, &csv.header);
		for (size_t i = 0; i < csv.n; i++)
			put_row(&b, &csv.rows[i]);
	}
	put_messages(&d, &b);
	assert_string_equal(b.p, want);
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

static void
test_rows(void **state)
{
	(void)state;
	assert_reads(STR("a,b\n1,2\n3,4"), "1:a|b\n2:1|2\n3:3|4\n");
	assert_reads(STR("a,b\r\n1,2\r\n"), "1:a|b\n2:1|2\n");
	assert_reads(STR("a,b\r1,2\r"), "1:a|b\n2:1|2\n");
	assert_reads(STR("a,b,,\n1,2,,\n,,,\n\n3"),
	    "1:a|b\n2:1|2\n5:3|\n");
	assert_reads(STR("\n,,\na\n1\n"), "3:a\n4:1\n");
	assert_reads(STR(" a ,　b　\n\t1, 2 \n"), "1:a|b\n2:1|2\n");
	assert_reads(STR("a,b,c\n,,3\n"), "1:a|b|c\n2:||3\n");
	assert_reads(STR("a\tb\n1,561\t2\n"), "1:a|b\n2:1,561|2\n");
}

static void
test_quotes(void **state)
{
	(void)state;
	assert_reads(STR("a,b\n\"1,561\",\" x \"\n"),
	    "1:a|b\n2:1,561|x\n");
	assert_reads(STR("a\n\"say \"\"x\"\"\"\n\"\"\n"),
	    "1:a\n2:say \"x\"\n");
	assert_reads(STR("a,b\r\n\"1\r\n2\",3\r\n4,5\r\n"),
	    "1:a|b\n2:1\n2|3\n3:4|5\n");
	assert_reads(STR("\"a\", \"b\" ,c\n5\" disc,'x',2\n"),
	    "1:a|b|c\n2:5\" disc|'x'|2\n");
	assert_reads(STR("a,b\n1,\"2\n3,4\n"), "2:3: エラー: B列2行目："
	    "引用符「\"」が閉じていません [csv-quote]\n");
	assert_reads(STR("a,b\n\"1\"x,2\n"), "2:4: エラー: A列2行目："
	    "閉じた引用符「\"」のあとに文字があります [csv-quote]\n");
}

static void
test_refuses(void **state)
{
	(void)state;
	assert_reads(STR(""), "1:1: エラー: CSV に見出しの行がありません "
	    "[csv-empty]\n");
	assert_reads(STR("\n , \n"), "1:1: エラー: CSV に見出しの行が"
	    "ありません [csv-empty]\n");
	assert_reads(STR("a;b\n1;2\n"), "1:1: エラー: 列がコンマではなく"
	    "「;」で区切られています [csv-semicolon]\n");
	assert_reads(STR("a,b\n\"x\ny\",2\n1,561,2,,\n3,4,,5\n"),
	    "4:1: エラー: A列3行目：「1,561」のカンマが、セルの区切りとして"
	    "読まれています [csv-row]\n"
	    "5:6: エラー: D列4行目：見出しは2列ですが、この行には4列目まで"
	    "値があります [csv-row]\n");
}

/* a message at a cell says which it is, be it empty or quoted */
static void
test_cells(void **state)
{
	struct arena a = {0};
	struct diags d = {0};
	struct csv csv;
	struct source *src = source_new(&a, STR("a.csv"),
	    STR("a,b,c\n\n\" x\ny\",, z \n1\n"));
	const struct cell *c;

	(void)state;
	assert_true(csv_read(&a, src, &csv, &d));
	assert_int_equal(csv.n, 2);
	for (uint32_t i = 0; i < 3; i++) {
		c = source_place(csv.rows[0].cells[i].at).cell;
		assert_non_null(c);
		assert_int_equal(c->row, 3);
		assert_int_equal(c->column, i + 1);
	}
	assert_true(str_eq(source_text(csv.rows[0].cells[2].at), STR("z")));
	assert_int_equal(csv.rows[1].n, 3);
	assert_int_equal(csv.rows[1].cells[2].at.len, 0);
	c = source_place(csv.rows[1].cells[2].at).cell;
	assert_int_equal(c->row, 4);
	diags_done(&d);
	arena_done(&a);
}

static void
assert_large(size_t columns, size_t rows, const char *row,
    const char *message)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0}, said = {0};
	struct csv csv;

	for (size_t i = 0; i < columns; i++)
		buf_puts(&b, "a,");
	for (size_t i = 0; i < rows; i++)
		buf_puts(&b, row);
	assert_int_equal(csv_read(&a, source_new(&a, STR("a.csv"),
	    buf_str(&b)), &csv, &d), message == NULL);
	put_messages(&d, &said);
	if (message != NULL && strstr(said.p, message) == NULL)
		fail_msg("%s", said.p);
	buf_done(&said);
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

static void
test_large(void **state)
{
	char full[2 * LIMIT_SHEET_COLUMNS + 1];

	(void)state;
	for (size_t i = 0; i < LIMIT_SHEET_COLUMNS; i++)
		memcpy(full + 2 * i, i == 0 ? "\nb" : ",b", 2);
	full[sizeof(full) - 1] = '\0';
	assert_large(200, 11000, full, NULL);
	assert_large(200, 11000, "\nb", NULL);
	assert_large(200, 11001, "\nb", "A列11002行目：セルが多すぎます");
	assert_large(201, 0, "", "列が201あります（200列まで）");
	assert_large(1, LIMIT_SHEET_ROWS, "\nb", NULL);
	assert_large(1, LIMIT_SHEET_ROWS + 1, "\nb", "A列100002行目：行が"
	    "多すぎます");
	assert_large(2, 1000000, ",", NULL);
	assert_large(2, 1000000, "\n", NULL);
}

/* ---- guards and writing ---------------------------------------------- */

/* = + - @, full-width too, behind one ' or more; else a ' is the text's own */
static void
test_guards(void **state)
{
	(void)state;
	assert_reads(STR("a,b\n'=1+1,'-5.2\n'@x,'+\n"),
	    "1:a|b\n2:=1+1|-5.2\n3:@x|+\n");
	assert_reads(STR("a,b\n'＝1,'－\n\"'＋a,\",'＠\n"),
	    "1:a|b\n2:＝1|－\n3:＋a,|＠\n");
	assert_reads(STR("a,b\n''=1,'''=1\n'90s,'\n''a,=1\n"),
	    "1:a|b\n2:'=1|''=1\n3:'90s|'\n4:''a|=1\n");
	assert_reads(STR("a\n\"'\t=1\"\n"), "1:a\n2:=1\n");
}

static void
test_puts(void **state)
{
	static const char *const cells[][2] = {
		{"", ""}, {"協働", "協働"}, {"1,561", "\"1,561\""},
		{"\"", "\"\"\"\""}, {"a\nb", "\"a\nb\""},
		{"a\r\nb\rc\r", "\"a\nb\nc\""}, {" a　", "a"},
		{"=1+1", "'=1+1"}, {"-5.2", "'-5.2"}, {"－", "'－"},
		{"＝1", "'＝1"}, {"＋1", "'＋1"}, {"＠a", "'＠a"},
		{"+1,2", "\"'+1,2\""}, {"\t@a", "'@a"}, {"\r=1", "'=1"},
		{"\001=1", "'=1"}, {"a\033$B\177b", "a$Bb"},
		{"'", "'"}, {"'90s", "'90s"}, {"'=1", "''=1"},
		{"''－", "'''－"}, {"a=1", "a=1"}, {"△5", "△5"}
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		b.n = 0;
		csv_put(&b, str_of(cells[i][0]));
		csv_end(&b);
		buf_putc(&b, '\0');
		b.p[b.n - 3] = '\0';
		assert_string_equal(b.p, cells[i][1]);
	}
	b.n = 0;
	csv_put_number(&b, STR("-5.2"));
	csv_put_number(&b, STR("－"));
	csv_end(&b);
	buf_putc(&b, '\0');
	assert_string_equal(b.p, "-5.2,－\r\n");
	buf_done(&b);
}

/* a text of people comes back as it was, and no spreadsheet calculates it */
static void
test_back(void **state)
{
	static const char *const texts[] = {
		"=1+1", "＝1+1", "+81-11", "＋1", "-", "-5.2", "－", "－1", "@a",
		"＠a", "'", "''", "'=1", "''=1", "'90年代", "=\"a\",\"b\"",
		"=HYPERLINK(\"http://x\",\"a\")", "=cmd|' /C calc'!A0", "a=b",
		"△5", "▲5", "−5", "%", "1/2", "3-5", "0120", "1,561", "\"", "\"\"",
		"a\n=b", "=a\nb", ",", ";", "TRUE", "'TRUE", "1E5"
	};
	struct arena a = {0};
	struct diags d = {0};
	struct buf b = {0};
	struct csv csv;
	size_t i, n = sizeof(texts) / sizeof(*texts);

	(void)state;
	buf_puts(&b, "x,y\r\n");
	for (i = 0; i < n; i++) {
		csv_put(&b, str_of(texts[i]));
		csv_put(&b, str_of(texts[n - 1 - i]));
		csv_end(&b);
	}
	assert_true(csv_read(&a, source_new(&a, STR("a.csv"), buf_str(&b)),
	    &csv, &d));
	assert_int_equal(csv.n, n);
	for (i = 0; i < n; i++) {
		if (!str_eq(csv.rows[i].cells[0].text, str_of(texts[i])))
			fail_msg("%s is %.*s", texts[i],
			    STR_ARG(csv.rows[i].cells[0].text));
		assert_true(str_eq(csv.rows[i].cells[1].text,
		    str_of(texts[n - 1 - i])));
	}
	buf_done(&b);
	diags_done(&d);
	arena_done(&a);
}

/* some characters that mean something somewhere */
static void
make_text(struct buf *b, unsigned *seed)
{
	static const char *const parts[] = {
		"'", "\"", ",", "\n", "\r", "=", "－", "+", "＠", " ", "　",
		"\t", "a", "協", "\001", ";", "\uFEFF"
	};

	b->n = 0;
	for (unsigned n = 1 + (unsigned)rand_r(seed) % 6; n > 0; n--)
		buf_puts(b, parts[(unsigned)rand_r(seed) %
		    (sizeof(parts) / sizeof(*parts))]);
}

/* once it is written, a text stays the same, however often it goes round */
static void
assert_stays(str text)
{
	struct arena a = {0};
	struct diags d = {0};
	struct buf once = {0}, again = {0};
	struct csv csv;

	buf_puts(&once, "x,y\r\n");
	csv_put(&once, text);
	buf_puts(&once, "z\r\n");
	assert_true(csv_read(&a, source_new(&a, STR("a.csv"),
	    buf_str(&once)), &csv, &d));
	assert_int_equal(csv.n, 1);
	assert_int_equal(csv.header.n, 2);
	buf_puts(&again, "x,y\r\n");
	csv_put(&again, csv.rows[0].cells[0].text);
	buf_puts(&again, "z\r\n");
	if (!str_eq(buf_str(&once), buf_str(&again)))
		fail_msg("%.*s is not %.*s", STR_ARG(buf_str(&once)),
		    STR_ARG(buf_str(&again)));
	buf_done(&once);
	buf_done(&again);
	diags_done(&d);
	arena_done(&a);
}

static void
test_round(void **state)
{
	struct buf b = {0};
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		make_text(&b, &seed);
		assert_stays(buf_str(&b));
	}
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_guards),
		cmocka_unit_test(test_puts),
		cmocka_unit_test(test_back),
		cmocka_unit_test(test_round)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
