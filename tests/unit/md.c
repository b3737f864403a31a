#include "text/md.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* ---- a host and a reader of messages ------------------------------- */

static bool
own(str scheme)
{
	return str_eq(scheme, STR("term")) || str_eq(scheme, STR("chart"));
}

static bool
target(void *ctx, str url, struct md_target *to)
{
	(void)ctx;
	if (str_eq(url, STR("term:kyodo")))
		*to = (struct md_target){.url = STR("glossary.html#kyodo"),
		    .title = STR("協働")};
	else if (str_eq(url, STR("chart:households")))
		*to = (struct md_target){.url = STR("households.html"),
		    .title = STR("加入世帯数")};
	else if (str_eq(url, STR("a.jpg")))
		*to = (struct md_target){.url = STR("files/a.jpg"),
		    .width = 640, .height = 480};
	else
		return str_eq(url, STR("a.pdf"));
	return true;
}

static bool
embed(void *ctx, str url, str text, struct buf *out)
{
	(void)ctx;
	buf_puts(out, "<svg>");
	buf_html(out, url);
	buf_html(out, text);
	buf_puts(out, "</svg>");
	return str_starts(url, STR("chart:"));
}

static const struct md_host host = {.target = target, .embed = embed,
    .heading = 2};

struct page {
	struct arena arena;
	struct diags diags;
	struct md_facts facts;
	const struct source *src;
	span body;
	struct buf html;
	bool good;
};

static void
open_page(struct page *p, const char *markdown)
{
	*p = (struct page){0};
	p->src = source_new(&p->arena, STR("a.md"), str_of(markdown));
	p->body = (span){p->src, 0, (uint32_t)p->src->text.n};
}

static void
close_page(struct page *p)
{
	buf_done(&p->html);
	diags_done(&p->diags);
	arena_done(&p->arena);
}

/* what md_read makes of it, whatever it says */
static void
print(struct page *p, const struct md_host *h)
{
	struct diags unheard = {0};

	md_read(&p->arena, p->body, own, &p->facts, &unheard);
	md_html(p->facts.pattern, h, &p->html);
	diags_done(&unheard);
}

static void
assert_html_of(const struct md_host *h, const char *markdown,
    const char *html)
{
	struct page p;

	open_page(&p, markdown);
	print(&p, h);
	buf_putc(&p.html, '\0');
	assert_string_equal(p.html.p, html);
	close_page(&p);
}

static void
assert_html(const char *markdown, const char *html)
{
	assert_html_of(&host, markdown, html);
}

/* "1:5 link-scheme, 3:1 raw-html": where each message stands, and its code */
static void
put_messages(const struct diags *d, struct buf *out)
{
	char *text = NULL, *line, *save = NULL, *at, *code;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	diags_print(d, LANGUAGE_EN, 50, f);
	fclose(f);
	for (line = strtok_r(text, "\n", &save); line != NULL;
	    line = strtok_r(NULL, "\n", &save)) {
		code = strrchr(line, '[');
		if (strncmp(line, "a.md:", 5) != 0 || code == NULL)
			continue;
		at = line + 5;
		buf_printf(out, "%s%.*s %.*s", out->n > 0 ? ", " : "",
		    (int)strcspn(at + strcspn(at, ":") + 1, ":") +
		    (int)strcspn(at, ":") + 1, at,
		    (int)strcspn(code + 1, "]"), code + 1);
	}
	free(text);
	buf_putc(out, '\0');
}

static void
read_page(struct page *p, const char *markdown)
{
	open_page(p, markdown);
	p->good = md_read(&p->arena, p->body, own, &p->facts, &p->diags);
	assert_int_equal(p->good, p->diags.errors == 0);
}

static void
assert_says(const char *markdown, const char *messages)
{
	struct page p;
	struct buf b = {0};

	read_page(&p, markdown);
	put_messages(&p.diags, &b);
	assert_string_equal(b.p, messages);
	buf_done(&b);
	close_page(&p);
}

/* ---- Japanese ------------------------------------------------------ */

static void
test_bold(void **state)
{
	static const char *const inside[] = {
		"「協働」", "『協働』", "（協働）", "【協働】", "《協働》",
		"〔協働〕", "“協働”", "50％", "協働。", "！協働？", "(協働)",
		"\"協働\"", "50%", "[協働]", "｢協働｣", "協働"
	};
	char markdown[200], html[400], text[100];

	(void)state;
	for (size_t i = 0; i < sizeof(inside) / sizeof(*inside); i++) {
		snprintf(markdown, sizeof(markdown),
		    "**%s**とは、この**%s**を**%s**。", inside[i], inside[i],
		    inside[i]);
		snprintf(text, sizeof(text), "%s", inside[i]);
		if (strchr(text, '"') != NULL)
			strcpy(text, "&quot;協働&quot;");
		snprintf(html, sizeof(html), "<p><strong>%s</strong>とは、この"
		    "<strong>%s</strong>を<strong>%s</strong>。</p>\n",
		    text, text, text);
		assert_html(markdown, html);
	}
}

/* between letters that are not Japanese the quotes alone tell */
static void
test_bold_quotes(void **state)
{
	(void)state;
	assert_html("NPO**“A”**B", "<p>NPO<strong>“A”</strong>B</p>\n");
	assert_html("NPO**｢A｣**B", "<p>NPO<strong>｢A｣</strong>B</p>\n");
	assert_html("NPO**\"A\"**B", "<p>NPO**&quot;A&quot;**B</p>\n");
}

static void
test_not_bold(void **state)
{
	(void)state;
	assert_html("\\**「協働」**とは", "<p>**「協働」**とは</p>\n");
	assert_html("`**「協働」**`とは",
	    "<p><code>**「協働」**</code>とは</p>\n");
	assert_html("    **「協働」**とは",
	    "<pre><code>**「協働」**とは\n</code></pre>\n");
	assert_html("2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>\n");
	assert_html("（*印は必須）*印", "<p>（*印は必須）*印</p>\n");
	assert_html("**あ **い", "<p>**あ **い</p>\n");
	assert_html("[x](https://a.jp/**「あ」**い)",
	    "<p><a href=\"https://a.jp/**%E3%80%8C%E3%81%82%E3%80%8D**"
	    "%E3%81%84\">x</a></p>\n");
}

static void
test_breaks(void **state)
{
	(void)state;
	assert_html("協働とは\n市民の", "<p>協働とは市民の</p>\n");
	assert_html("協働、\n**市民**の",
	    "<p>協働、<strong>市民</strong>の</p>\n");
	assert_html("**協働**\n[市民](a.pdf)",
	    "<p><strong>協働</strong><a href=\"a.pdf\">市民</a></p>\n");
	assert_html("協働と\nNPO と\n市", "<p>協働と\nNPO と市</p>\n");
	assert_html("NPO\n市", "<p>NPO\n市</p>\n");
	assert_html("한국어\n문장", "<p>한국어\n문장</p>\n");
	assert_html("市  \n民", "<p>市<br>\n民</p>\n");
	assert_html("市\\\n民", "<p>市<br>\n民</p>\n");
	assert_html("市{民|みん}\n{町|まち}", "<p>市<ruby>民<rp>（</rp><rt>"
	    "みん</rt><rp>）</rp></ruby><ruby>町<rp>（</rp><rt>まち</rt>"
	    "<rp>）</rp></ruby></p>\n");
}

static void
test_ruby(void **state)
{
	(void)state;
	assert_html("{協働|きょうどう}", "<p><ruby>協働<rp>（</rp><rt>"
	    "きょうどう</rt><rp>）</rp></ruby></p>\n");
	assert_html("**{協|きょう}**", "<p><strong><ruby>協<rp>（</rp><rt>"
	    "きょう</rt><rp>）</rp></ruby></strong></p>\n");
	assert_html("`{協|きょう}` \\{協|きょう}",
	    "<p><code>{協|きょう}</code> {協|きょう}</p>\n");
	assert_html("{} {|} {a|} {|b} {a|b|c} {a\n|b}",
	    "<p>{} {|} {a|} {|b} {a|b|c} {a\n|b}</p>\n");
	assert_html("[x](/{a) | b} [{a](a.pdf)|c}",
	    "<p>x | b} <a href=\"a.pdf\">{a</a>|c}</p>\n");
	assert_html("~~~ {a|b}\n{c|d}\n~~~", "<pre><code class=\"language-"
	    "{a|b}\">{c|d}\n</code></pre>\n");
	assert_html("```lua title\nx = 1\n```", "<pre><code class=\"language-lua\">"
	    "x = 1\n</code></pre>\n");
	assert_html("``` \"onclick='a()'><b>&quot;&#32;x\n```", "<pre><code class=\""
	    "language-&quot;onclick='a()'&gt;&lt;b&gt;&quot;\"></code></pre>\n");
	assert_html("![{協働|きょうどう}の図](a.jpg)", "<figure>\n"
	    "<img src=\"files/a.jpg\" alt=\"協働の図\" width=\"640\" "
	    "height=\"480\">\n</figure>\n");
}

/* ---- links --------------------------------------------------------- */

static void
test_bare_urls(void **state)
{
	static const struct {
		const char *markdown, *before, *url, *after;
	} t[] = {
		{"詳しくはhttps://a.jp/bをご覧ください", "詳しくは",
		    "https://a.jp/b", "をご覧ください"},
		{"（http://a.jp/?c=1）", "（", "http://a.jp/?c=1", "）"},
		{"https://a.jp/b_c~d/, x", "", "https://a.jp/b_c~d/", ", x"},
		{"https://a.jp/b.'!?", "", "https://a.jp/b", ".'!?"},
		{"(https://a.jp/(b)) x", "(", "https://a.jp/(b)", ") x"},
		{"http://localhost:8000/", "", "http://localhost:8000/", ""},
		{"https://a.jp/b<x", "", "https://a.jp/b", "&lt;x"},
		{"https://a.jp/b&amp;c", "", "https://a.jp/b&amp;c", ""},
		{"https://a.jp/?b&zz;", "", "https://a.jp/?b", "&amp;zz;"},
		{"https://a.jp/?b&z1;", "", "https://a.jp/?b", "&amp;z1;"},
		{"https://a.jp/b;", "", "https://a.jp/b", ";"},
		{"https://a.jp/&;", "", "https://a.jp/&amp;", ";"},
		{"https://a.jp/\x7f", "", "https://a.jp/", "\x7f"},
		{"http://127.0.0.1/", "", "http://127.0.0.1/", ""},
	};
	char html[200];

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		snprintf(html, sizeof(html), "<p>%s<a href=\"%s\">%s</a>%s"
		    "</p>\n", t[i].before, t[i].url, t[i].url, t[i].after);
		assert_html(t[i].markdown, html);
	}
	assert_html("xhttp://a.jp http:// https://。 http://-",
	    "<p>xhttp://a.jp http:// https://。 http://-</p>\n");
	assert_html("[x](http://a.jp/{'b'})",
	    "<p><a href=\"http://a.jp/%7B&#x27;b&#x27;%7D\">x</a></p>\n");
	assert_html("`http://a.jp` [http://b.jp](a.pdf)",
	    "<p><code>http://a.jp</code> <a href=\"a.pdf\">http://b.jp</a>"
	    "</p>\n");
	assert_html("http://a.jp/?b=1&c=2&copy;",
	    "<p><a href=\"http://a.jp/?b=1&amp;c=2\">http://a.jp/?b=1&amp;c=2"
	    "</a>©</p>\n");
}

static void
test_own_links(void **state)
{
	(void)state;
	assert_html("[](term:kyodo)と[語](term:kyodo)",
	    "<p><a href=\"glossary.html#kyodo\">協働</a>と"
	    "<a href=\"glossary.html#kyodo\">語</a></p>\n");
	assert_html("[**語**](term:none)", "<p><strong>語</strong></p>\n");
	assert_html("[計画](a.pdf)", "<p><a href=\"a.pdf\">計画</a></p>\n");
	assert_html("[計画](b.pdf)", "<p>計画</p>\n");
	assert_html("[a <https://b.jp/> c](a.pdf)",
	    "<p><a href=\"a.pdf\">a https://b.jp/ c</a></p>\n");
}

static void
test_schemes(void **state)
{
	static const char *const good[] = {
		"http://a.jp", "HTTPS://a.jp", "mailto:a@b.jp",
		"tel:011-211-2111", "#x", "a.pdf", "term:kyodo"
	};
	static const char *const bad[] = {
		"javascript:alert(1)", "JavaScript:alert(1)",
		"&#106;avascript:alert(1)", "javascript&colon;alert(1)",
		"java&Tab;script:alert(1)", "&#1;javascript:alert(1)",
		"<java&#10;script:alert(1)>", "data:text/html,x",
		"vbscript:x", "file:///etc/passwd", "//a.jp", "\\\\a.jp",
		"/\\a.jp", "<&#32;javascript:x>", "blob:x", "unknown:x",
		"https&#9;://a.jp", "http://a.jp/\\\\x",
		"<a.pdf&#32;>", "<&#32;a.pdf>", "web3:x"
	};
	char markdown[100];
	struct page p;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		snprintf(markdown, sizeof(markdown), "[x](%s)", good[i]);
		assert_says(markdown, "");
		open_page(&p, markdown);
		print(&p, &host);
		assert_true(str_find(buf_str(&p.html), STR("<a href=")) <
		    p.html.n);
		close_page(&p);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		snprintf(markdown, sizeof(markdown), "市 [x](%s)", bad[i]);
		/* &#1; is named besides */
		assert_says(markdown, strstr(bad[i], "&#1;") != NULL ?
		    "1:3 link-scheme, 1:7 text-control" :
		    "1:3 link-scheme");
		assert_html(markdown, "<p>市 x</p>\n");
	}
	assert_html("[x]()", "<p>x</p>\n");
}

/* a host that lets everything through cannot let this through */
static bool
careless(void *ctx, str url, struct md_target *to)
{
	(void)ctx;
	to->url = url;
	return true;
}

static void
test_careless_host(void **state)
{
	struct md_host h = {.target = careless, .heading = 1};

	(void)state;
	assert_html_of(&h, "[x](javascript:y) [z](data:w)", "<p>x z</p>\n");
}

/* ---- pictures and embeds ------------------------------------------- */

static void
test_pictures(void **state)
{
	(void)state;
	assert_html("![写真](a.jpg)", "<figure>\n<img src=\"files/a.jpg\" "
	    "alt=\"写真\" width=\"640\" height=\"480\">\n</figure>\n");
	assert_html("![写真](a.jpg \"活動の様子\")", "<figure>\n"
	    "<img src=\"files/a.jpg\" alt=\"写真\" width=\"640\" "
	    "height=\"480\">\n<figcaption>活動の様子</figcaption>\n"
	    "</figure>\n");
	assert_html("図：![図](a.jpg)です", "<p>図：<img src=\"files/a.jpg\" "
	    "alt=\"図\" width=\"640\" height=\"480\">です</p>\n");
	assert_html("![図](none.jpg)", "<figure>\n図\n</figure>\n");
	assert_says("![](a.jpg)", "1:1 alt-missing");
	assert_says("市 ![図](https://a.jp/b.png)", "1:3 image-remote");
	assert_html("![図](https://a.jp/b.png)",
	    "<p><a href=\"https://a.jp/b.png\">図</a></p>\n");
}

static void
test_embeds(void **state)
{
	struct md_host h = host;

	(void)state;
	assert_html("a\n\n![](chart:households)\n\nb",
	    "<p>a</p>\n<svg>chart:households</svg>\n<p>b</p>\n");
	assert_html("![](chart:households)\n![注](chart:households)",
	    "<svg>chart:households</svg>\n"
	    "<svg>chart:households注</svg>\n");
	assert_html("図は![](chart:households)です",
	    "<p>図は<a href=\"households.html\">加入世帯数</a>です</p>\n");
	h.embed = NULL;
	assert_html_of(&h, "![推移](chart:households)",
	    "<p><a href=\"households.html\">推移</a></p>\n");
}

/* ---- tables -------------------------------------------------------- */

#define HEAD  "<div class=\"scroll\">\n<table>\n<thead>\n<tr>\n"
#define BODY  "</tr>\n</thead>\n<tbody>\n<tr>\n"
#define FOOT  "</tr>\n</tbody>\n</table>\n</div>\n"

static void
test_tables(void **state)
{
	(void)state;
	assert_html("| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |\n",
	    HEAD "<th scope=\"col\">a</th>\n<th scope=\"col\" class=\"r\">b"
	    "</th>\n<th scope=\"col\" class=\"c\">c</th>\n" BODY
	    "<td>1</td>\n<td class=\"r\">2</td>\n<td class=\"c\">3</td>\n"
	    FOOT);
	assert_html("a|b\n-|-\n1", HEAD "<th scope=\"col\">a</th>\n"
	    "<th scope=\"col\">b</th>\n" BODY "<td>1</td>\n<td></td>\n" FOOT);
	assert_html("|a|\n|-|\n", HEAD "<th scope=\"col\">a</th>\n"
	    "</tr>\n</thead>\n</table>\n</div>\n");
	assert_html("|a|b\n|-\n", "<p>|a|b\n|-</p>\n");
	assert_html("    |a|\n    |-|\n",
	    "<pre><code>|a|\n|-|\n</code></pre>\n");
}

/* one with many columns can be scrolled by keyboard, and is called by them */
static void
test_wide_tables(void **state)
{
	(void)state;
	assert_html("|a|\n|-|\n\nx\n\n|a|b|c|d|e|\n|-|-|-|-|-|\n",
	    HEAD "<th scope=\"col\">a</th>\n</tr>\n</thead>\n</table>\n"
	    "</div>\n<p>x</p>\n<div class=\"scroll\" tabindex=\"0\""
	    " role=\"group\" aria-labelledby=\"table-2\">\n<table>\n"
	    "<thead id=\"table-2\">\n<tr>\n<th scope=\"col\">a</th>\n"
	    "<th scope=\"col\">b</th>\n<th scope=\"col\">c</th>\n"
	    "<th scope=\"col\">d</th>\n<th scope=\"col\">e</th>\n"
	    "</tr>\n</thead>\n</table>\n</div>\n");
}

static void
test_cells(void **state)
{
	static const struct {
		const char *cell, *html;
	} t[] = {
		{"x \\| y", "x | y"},
		{"`x|y`", "<code>x|y</code>"},
		{"`x\\|y`", "<code>x|y</code>"},
		{"{協|きょう}", "<ruby>協<rp>（</rp><rt>きょう</rt><rp>）</rp>"
		    "</ruby>"},
		{"**「協働」**は", "<strong>「協働」</strong>は"},
		{"_a_ [計画](a.pdf)", "<em>a</em> <a href=\"a.pdf\">計画</a>"},
		{"[r]", "<a href=\"a.pdf\">r</a>"},
		{"a<br>b", "a<br>b"},
		{"# a", "# a"}, {"- a", "- a"}, {"> a", "&gt; a"},
		{"1. a", "1. a"}, {"    a", "a"}, {"```", "```"},
		{"<div>", ""}, {"a \\\\", "a \\"}, {"`a", "`a"},
		{"[x]: y", "[x]: y"}, {"---", "---"},
		{"http://a.jp/", "<a href=\"http://a.jp/\">http://a.jp/</a>"},
		{"![図](a.jpg)", "<img src=\"files/a.jpg\" alt=\"図\" "
		    "width=\"640\" height=\"480\">"}
	};
	char markdown[200], html[600];

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		snprintf(markdown, sizeof(markdown),
		    "|h|i|\n|-|-|\n| %s | z |\n\n[r]: a.pdf\n", t[i].cell);
		snprintf(html, sizeof(html), HEAD "<th scope=\"col\">h</th>\n"
		    "<th scope=\"col\">i</th>\n" BODY "<td>%s</td>\n"
		    "<td>z</td>\n" FOOT, t[i].html);
		assert_html(markdown, html);
	}
}

static void
test_table_places(void **state)
{
	static const char table[] = HEAD "<th scope=\"col\">a</th>\n" BODY
	    "<td>b</td>\n" FOOT;
	struct {
		const char *markdown, *before, *after;
	} t[] = {
		{"text\n|a|\n|-|\n|b|\n\nend", "<p>text</p>\n",
		    "<p>end</p>\n"},
		{"> |a|\n> |-|\n> |b|\n", "<blockquote>\n",
		    "</blockquote>\n"},
		{"- |a|\n  |-|\n  |b|\n", "<ul>\n<li>\n", "</li>\n</ul>\n"},
		{"- x\n\n  |a|\n  |-|\n  |b|\n", "<ul>\n<li>\n<p>x</p>\n",
		    "</li>\n</ul>\n"},
		{"|a|\n|-|\n|b|\n---\n", "", "<hr>\n"},
		{"text\n|a|\n|-|\n|b|\n---\n", "<p>text</p>\n", "<hr>\n"},
		{"|a|\r\n|-|\r\n|b|\r\n# h\r\n", "",
		    "<h2 id=\"h\">h</h2>\n"},
		{"|a|\n|-|\n|b|\n- c\n", "", "<ul>\n<li>c</li>\n</ul>\n"}
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		b.n = 0;
		buf_printf(&b, "%s%s%s", t[i].before, table, t[i].after);
		buf_putc(&b, '\0');
		assert_html(t[i].markdown, b.p);
	}
	buf_done(&b);
}

static void
test_table_messages(void **state)
{
	(void)state;
	assert_says("|a|b|\n|-|-|\n|1|2| |\n|1|2|3|4|\n", "4:6 table-row");
	assert_says("> |a|b|\n> |-|\n", "2:3 table-header");
	assert_says("|a|\n|-|\n|[x](foo:y)|\n", "3:2 link-scheme");
	assert_says("- x\n\n  |a|\n  |-|\n  |市 `|` [x](foo:y)|\n",
	    "5:10 link-scheme");
}

/* ---- footnotes ----------------------------------------------------- */

static void
test_notes(void **state)
{
	(void)state;
	assert_html("市[^b]と町[^a]。再び[^b]。\n\n[^a]: 町の注。\n"
	    "[^b]: 市の\n    **注**。\n",
	    "<p>市<sup><a href=\"#note-1\" id=\"note-1-1\" "
	    "role=\"doc-noteref\">注1</a></sup>と町<sup><a href=\"#note-2\" "
	    "id=\"note-2-1\" role=\"doc-noteref\">注2</a></sup>。再び<sup>"
	    "<a href=\"#note-1\" id=\"note-1-2\" role=\"doc-noteref\">注1</a>"
	    "</sup>。</p>\n<section class=\"notes\" role=\"doc-endnotes\" "
	    "aria-labelledby=\"notes\">\n<h3 id=\"notes\">注</h3>\n<ol>\n"
	    "<li id=\"note-1\">\n<p>市の<strong>注</strong>。 "
	    "<a href=\"#note-1-1\" role=\"doc-backlink\">注1の本文へ戻る"
	    "（1か所目）</a> <a href=\"#note-1-2\" role=\"doc-backlink\">"
	    "注1の本文へ戻る（2か所目）</a></p>\n</li>\n<li id=\"note-2\">\n"
	    "<p>町の注。 <a href=\"#note-2-1\" role=\"doc-backlink\">"
	    "注2の本文へ戻る</a></p>\n</li>\n</ol>\n</section>\n");
	assert_html("`[^a]` \\[^a] [^a](a.pdf)",
	    "<p><code>[^a]</code> [^a] <a href=\"a.pdf\">^a</a></p>\n");
	assert_html("![図[^1]](a.jpg)\n\n[^1]: 注\n", "<figure>\n"
	    "<img src=\"files/a.jpg\" alt=\"図\" width=\"640\" "
	    "height=\"480\">\n</figure>\n");
	assert_html("```\n[^a]: x\n```\n",
	    "<pre><code>[^a]: x\n</code></pre>\n");
}

static void
test_note_messages(void **state)
{
	(void)state;
	assert_says("市[^1]\n\n[^1]: http://a.jp/\n", "");
	assert_says("市[^１]\n\n[^1]: 注です。\n", "");
	assert_says("市[^1]: x\n\n[^1]: 注です。\n", "");
	assert_says("市[^1]\n\n[^1]: a|b\n    -|-\n", "");
	assert_says("市[^1]", "1:2 note-unknown");
	assert_says("市\n\n[^1]: 注\n", "3:1 note-unused");
	assert_says("[^1]\n\n[^1]: 注\n[^1]: 又\n", "4:1 note-twice");
	assert_says("[^1]\n\n[^1]: [x](foo:y)\n\n    [z](foo:w)\n",
	    "3:7 link-scheme, 5:5 link-scheme");
}

/* ---- headings ------------------------------------------------------ */

static void
test_headings(void **state)
{
	static const struct {
		const char *markdown, *id;
	} t[] = {
		{"# 計画の　概要", "計画の-概要"},
		{"# Ｎｐｏ と NPO", "npo-と-npo"},
		{"# １－（１）協働", "1-1協働"},
		{"# **「協働」**とは[^1]\n\n[^1]: x", "「協働」とは"},
		{"# {協働|きょうどう}", "協働"},
		{"# [a](a.pdf) `b` ![c](a.jpg)", "a-b-c"},
		{"#", "section"}, {"# notes", "section-notes"}
	};
	struct page p;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		read_page(&p, t[i].markdown);
		assert_int_equal(p.facts.nheadings, 1);
		assert_int_equal(p.facts.headings[0].level, 1);
		if (!str_eq(p.facts.headings[0].id, str_of(t[i].id)))
			fail_msg("%s: %.*s", t[i].markdown,
			    STR_ARG(p.facts.headings[0].id));
		close_page(&p);
	}
}

/* a heading's line may end beside a long word in katakana */
static void
test_heading_turns(void **state)
{
	static const struct {
		const char *text, *html;
	} t[] = {
		{"市民活動サポートセンター機能強化",
		    "市民活動<wbr>サポートセンター<wbr>機能強化"},
		{"サポートセンターの利用", "サポートセンターの利用"},
		{"まちづくりプロジェクト", "まちづくり<wbr>プロジェクト"},
		{"2カ所", "2カ所"},
	};
	struct buf md = {0}, html = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		md.n = html.n = 0;
		buf_printf(&md, "# %s\n", t[i].text);
		buf_printf(&html, "<h2 id=\"%s\">%s</h2>\n", t[i].text,
		    t[i].html);
		buf_putc(&md, '\0');
		buf_putc(&html, '\0');
		assert_html(md.p, html.p);
	}
	buf_done(&md);
	buf_done(&html);
}

static void
test_heading_twice(void **state)
{
	struct md_host h = host;

	(void)state;
	h.prefix = STR("p-");
	assert_html_of(&h, "# a\n\n# a-2\n\n# a\n\n# A\n\n[x](#a)",
	    "<h2 id=\"p-a\">a</h2>\n<h2 id=\"p-a-2\">a-2</h2>\n"
	    "<h2 id=\"p-a-3\">a</h2>\n<h2 id=\"p-a-4\">A</h2>\n"
	    "<p><a href=\"#p-a\">x</a></p>\n");
	assert_html("###### a\n\n# b\n\n### c", "<h2 id=\"a\">a</h2>\n"
	    "<h2 id=\"b\">b</h2>\n<h3 id=\"c\">c</h3>\n");
	assert_says("[^1]: a\n\n    # b\n", "1:1 note-unused");
}

static void
test_definitions(void **state)
{
	(void)state;
	assert_says("[注1]: 文です。\n", "1:1 link-unused");
	assert_says("1. > [注1]: 文です。\n", "1:6 link-unused");
	assert_says("[a]: b.html\n[c]:\n d.html\n文です。\n",
	    "1:1 link-unused, 2:1 link-unused");
	assert_says("[a]: b.html\n見出し\n---\n\n文\n", "1:1 link-unused");
	assert_says("[見][ Ａ\n a ]\n\n[ａ A]: b.html\n[ａ a]: c.html\n",
	    "5:1 link-unused");
	assert_says("![図][a]\n\n[A]: b.jpg\n", "");
	assert_says("[a]: b c\n\n[d] [e]: f\n===\n\n# [g]: h\n", "");
	assert_says("```\n[a]: b\n```\n\n文\n[a]: b\n", "");
	assert_says("[//]: # (覚え)\n[覚え]: <>\n", "");
}

/* ---- raw HTML ------------------------------------------------------ */

static void
test_raw_html(void **state)
{
	(void)state;
	assert_html("a <b onclick=x>b</b> c", "<p>a b c</p>\n");
	assert_html("<script>\nalert(1)\n</script>\n\nx", "<p>x</p>\n");
	assert_html("a<br>b", "<p>ab</p>\n");
	assert_html("<!-- x -->\n\na <!-- y --> b", "<p>a  b</p>\n");
	assert_html("<市民>", "<p>&lt;市民&gt;</p>\n");
	assert_says("市 <b>b</b> <!-- y -->\n\n<div>\n\n<!-- x -->\n",
	    "1:3 raw-html, 3:1 raw-html");
	assert_says("a </b>", "1:3 raw-html");
}

/* ---- facts and places ---------------------------------------------- */

static void
assert_link(const char *markdown, size_t i, const char *url,
    const char *text, uint32_t line, uint32_t col, const char *written)
{
	struct page p;
	struct place pl;

	read_page(&p, markdown);
	assert_in_range(i, 0, p.facts.nlinks - 1);
	pl = source_place(p.facts.links[i].at);
	if (pl.line != line || pl.col != col ||
	    !str_eq(p.facts.links[i].url, str_of(url)) ||
	    !str_eq(p.facts.links[i].text, str_of(text)) ||
	    !str_eq(source_text(p.facts.links[i].at), str_of(written)))
		fail_msg("%s: %u:%u %.*s [%.*s] %.*s", markdown, pl.line,
		    pl.col, STR_ARG(p.facts.links[i].url),
		    STR_ARG(p.facts.links[i].text),
		    STR_ARG(source_text(p.facts.links[i].at)));
	close_page(&p);
}

static void
test_places(void **state)
{
	(void)state;
	assert_link("市 [*語*](term:a)", 0, "term:a", "語", 1, 3,
	    "[*語*](term:a)");
	assert_link("a\n  市 [b](c)", 0, "c", "b", 2, 5, "[b](c)");
	assert_link("> a\n>   b [c](d)", 0, "d", "c", 2, 7, "[c](d)");
	assert_link("> a\nb [c](d)", 0, "d", "c", 2, 3, "[c](d)");
	assert_link("- a\n  - b\n\n    c\n    d [e](f)", 0, "f", "e", 5, 7,
	    "[e](f)");
	assert_link("a [b\nc](d)", 0, "d", "b c", 1, 3, "[b\nc](d)");
	assert_link("`a\nb` [c](d)", 0, "d", "c", 2, 4, "[c](d)");
	assert_link("[a]: b\n[c]: d\ne\nf [a]", 0, "b", "a", 4, 3, "[a]");
	assert_link("a\n<http://b.jp/>", 0, "http://b.jp/", "http://b.jp/",
	    2, 1, "<http://b.jp/>");
	assert_link("a &amp; http://b.jp/ http://c.jp/", 1, "http://c.jp/",
	    "http://c.jp/", 1, 22, "http://c.jp/");
	assert_link("**「a」**は [b](c)", 0, "c", "b", 1, 10, "[b](c)");
	assert_link("a\r\nb ![c](d.jpg)", 0, "d.jpg", "c", 2, 3,
	    "![c](d.jpg)");
	assert_link("# a [b](c)", 0, "c", "b", 1, 5, "[b](c)");
	assert_link("> a\n>   市[b](c) [d](e)", 1, "e", "d", 2, 13,
	    "[d](e)");
	assert_link("[x](y) a [b\nc](d)", 1, "d", "b c", 1, 10,
	    "[b\nc](d)");
	assert_link("a\n[x](y) <http://b.jp/>", 1, "http://b.jp/",
	    "http://b.jp/", 2, 8, "<http://b.jp/>");
	assert_link("[a]: b\nc\nd[e](f)\n|a|\n|-|\n", 0, "f", "e", 3, 2,
	    "[e](f)");
	assert_link("x\n|a|\n|-|\n|{b|c}|\n\n[f](g)", 0, "g", "f", 6, 1,
	    "[f](g)");
}

static void
test_facts(void **state)
{
	struct page p;

	(void)state;
	read_page(&p, "# {a|b}\n\n[http://a.jp](term:x) ![c](d.jpg)\n");
	assert_int_equal(p.facts.nheadings, 1);
	assert_true(str_eq(source_text(p.facts.headings[0].at),
	    STR("# {a|b}")));
	assert_int_equal(p.facts.nlinks, 2);
	assert_false(p.facts.links[0].image);
	assert_true(p.facts.links[1].image);
	close_page(&p);
}

/* ---- input that is not text ---------------------------------------- */

static void
assert_bytes(str bytes, const char *html)
{
	struct page p = {0};

	p.src = source_new(&p.arena, STR("a.md"), bytes);
	p.body = (span){p.src, 0, (uint32_t)bytes.n};
	print(&p, &host);
	buf_putc(&p.html, '\0');
	assert_string_equal(p.html.p, html);
	close_page(&p);
}

static void
test_bytes(void **state)
{
	(void)state;
	assert_bytes(STR("a\0b\xff" "c"), "<p>a\uFFFDb\uFFFDc</p>\n");
	assert_bytes(STR("a\uFDD4" "1\uFDD8 \uFDD7" "0\uFDD8"),
	    "<p>a\uFFFD1\uFFFD \uFFFD0\uFFFD</p>\n");
	assert_bytes(STR("a&#64979;b&#xfdd6;0&#xFDD8;c&#0064976;"),
	    "<p>a\uFFFDb\uFFFD0\uFFFDc\uFFFD</p>\n");
	assert_bytes(STR("{a\xff|b} {a|\uFDD0} x\xff"),
	    "<p>{a\uFFFD|b} {a|\uFFFD} x\uFFFD</p>\n");
	assert_bytes(STR("[^\xff] [^\uFDD0] x\xff"),
	    "<p>[^\uFFFD] [^\uFFFD] x\uFFFD</p>\n");
	assert_bytes(STR("\uFEFF# a"), "<h2 id=\"a\">a</h2>\n");
	assert_bytes(STR(""), "");
}

/* what takes other programs, or this library, minutes */
static void
test_slow(void **state)
{
	static const struct {
		const char *head, *unit;
		size_t times;
		const char *messages;
	} t[] = {
		{"", "![[]()", 60000, "1:1 body-brackets"},
		{"", "> ", 500000, "1:1 body-deep"},
		{"", " -", 500000, "1:1 body-deep"},
		{"", "- ", 500000, "1:1 body-deep"},
		{"", "a", 1048577, "1:1 body-long"},
		{"", "[", 400000, ""},
		{"", "*a **a ", 130000, "1:4 markup-literal"},
		{"", "[a](", 200000, ""},
		{"|a|b|\n|-|-|\n", "|b|c|\n", 90000, "50002:1 table-large"},
		{"", "{a|", 300000, ""},
		{"", "`|", 400000, ""},
		{"", "# a\n", 99999, ""},
		{"", "http://a ", 110000, ""},
		{"", "<!--", 200000, ""},
		{"", "日\n", 99999, ""},
		{"[^a]: b\n\n", "[^a]", 190000, ""}
	};
	struct page p;
	struct buf b = {0}, said = {0};
	clock_t began;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		b.n = said.n = 0;
		buf_puts(&b, t[i].head);
		for (size_t j = 0; j < t[i].times; j++)
			buf_puts(&b, t[i].unit);
		buf_putc(&b, '\0');
		began = clock();
		read_page(&p, b.p);
		if (clock() - began > 5 * CLOCKS_PER_SEC)
			fail_msg("%s is slow", t[i].unit);
		put_messages(&p.diags, &said);
		assert_string_equal(said.p, t[i].messages);
		close_page(&p);
	}
	buf_done(&b);
	buf_done(&said);
}

static void
test_deep(void **state)
{
	char far[700];

	(void)state;
	/* far to the right is not deep */
	snprintf(far, sizeof(far), "- 市\n\n%600s\n", "- 民");
	assert_says(far, "");
	assert_says("市\n\n> > > > > > > > > > > > > > > > > > > > > > > > > > "
	    "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > "
	    "> > > > > > > > > a\n", "3:127 body-deep");
	assert_says("> > > > > > > > > > > > > > > > > > > > > a\n", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bold),
		cmocka_unit_test(test_bold_quotes),
		cmocka_unit_test(test_not_bold),
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_ruby),
		cmocka_unit_test(test_bare_urls),
		cmocka_unit_test(test_own_links),
		cmocka_unit_test(test_schemes),
		cmocka_unit_test(test_careless_host),
		cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_embeds),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_wide_tables),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_table_places),
		cmocka_unit_test(test_table_messages),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_note_messages),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_heading_turns),
		cmocka_unit_test(test_heading_twice),
		cmocka_unit_test(test_definitions),
		cmocka_unit_test(test_raw_html),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_slow),
		cmocka_unit_test(test_deep)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
