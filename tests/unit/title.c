#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "text/title.h"

/* ( and ) stand for a span of what is held, | for <wbr> */
static const char *const titles[] = {
	"", "地域福祉計画", "第2次計画",
	"Open Data of the City of Midori",
	"(第2次相模原市)|市民協働推進|基本計画",
	"(第２期札幌市)|市民|まちづくり活動促進|基本計画",
	"(第15次)全国公民館連合会等事業計画",
	"(さぽーとほっと)|ファンド|助成事業",
	"(地域と)ファンドの運用を考えるための会議",
	"(自治会・)|町内会・|まちづくり協議会",
	"(市民活動)(に関する)条例の見直しを行う",
	"(認知症)(について)のやさしい講座を開く",
	"みどりのまちづくりをすすめる推進計画",
	"第12345678901234",
	"第",
	"(あ・)|い・|う・|え・|お・|か・|き",
	"<市民>と\"行政\"の協働を進める & 支える",
};

static void
expect(const char *marked)
{
	struct buf title = {0}, want = {0}, html = {0};

	for (const char *p = marked; *p != '\0'; p++) {
		if (*p == '(')
			buf_puts(&want, "<span class=\"num\">");
		else if (*p == ')')
			buf_puts(&want, "</span>");
		else if (*p == '|')
			buf_puts(&want, "<wbr>");
		else {
			buf_html(&want, (str){p, 1});
			buf_put(&title, (str){p, 1});
		}
	}
	title_html(buf_str(&title), STR("num"), &html);
	buf_putc(&want, '\0');
	buf_putc(&html, '\0');
	assert_string_equal(html.p, want.p);
	buf_done(&title);
	buf_done(&want);
	buf_done(&html);
}

static void
lines_end_where_readers_pause(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
		expect(titles[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_where_readers_pause)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
