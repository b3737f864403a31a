#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limit.h"
#include "text/yaml.h"

#define BOM "\xef\xbb\xbf"
#define WIDE "\xe3\x80\x80"     /* U+3000 */

struct read {
	struct arena arena;
	struct diags diags;
	struct source *src;
	struct ynode *root;
	char *said;
};

static void
read_part(struct read *r, str text, uint32_t from, uint32_t to)
{
	char *copy = malloc(text.n + 1);
	size_t n;
	FILE *f = open_memstream(&r->said, &n);

	/* nothing follows the text that the sanitizer would not see */
	copy = realloc(copy, text.n > 0 ? text.n : 1);
	memcpy(copy, text.p, text.n);
	r->src = source_new(&r->arena, STR("f.yaml"), (str){copy, text.n});
	r->root = yaml_read(&r->arena, r->src, from, to, &r->diags);
	diags_print(&r->diags, LANGUAGE_JA, DIAGS_MOST, f);
	fclose(f);
}

static void
read_text(struct read *r, const char *text)
{
	*r = (struct read){0};
	read_part(r, str_of(text), 0, (uint32_t)strlen(text));
}

static void
done(struct read *r)
{
	free((char *)(uintptr_t)r->src->text.p);
	free(r->said);
	diags_done(&r->diags);
	arena_done(&r->arena);
}

/* ---- trees ------------------------------------------------------------- */

/* {a: [x, "y"]} with line:column of each scalar and key */
static void
put_node(struct buf *out, const struct ynode *n)
{
	struct place at = source_place(n->at);
	const struct ynode *i;

	if (n->type == YNODE_SCALAR) {
		buf_printf(out, n->quoted ? "\"" STR_FMT "\"" : STR_FMT,
		    STR_ARG(n->scalar));
		buf_printf(out, "@%u:%u", at.line, at.col);
		return;
	}
	buf_putc(out, n->type == YNODE_LIST ? '[' : '{');
	for (i = n->child; i != NULL; i = i->next) {
		if (i != n->child)
			buf_putc(out, ' ');
		if (i->key != NULL) {
			put_node(out, i->key);
			buf_putc(out, '=');
		}
		put_node(out, i);
	}
	buf_putc(out, n->type == YNODE_LIST ? ']' : '}');
}

static const struct {
	const char *text, *tree;
} trees[] = {
	{"", NULL},
	{"# nothing\n\n", NULL},
	{"---\n", NULL},
	{"a: b\n", "{a@1:1=b@1:4}"},
	{"---\na: b\n", "{a@2:1=b@2:4}"},
	{"a:\nb: ~\nc: ''\n",
	    "{a@1:1=@1:3 b@2:1=~@2:4 c@3:1=\"\"@3:4}"},
	{"no: no\ncode: 011002\n", "{no@1:1=no@1:5 code@2:1=011002@2:7}"},
	{"- a\n- \"b\"\n- [c, {d: e}]\n",
	    "[a@1:3 \"b\"@2:3 [c@3:4 {d@3:8=e@3:11}]]"},
	/* columns count characters, also beyond the first plane */
	{"名称: 𠮷野\nb: {𠮷: 髙, c: d}\n",
	    "{名称@1:1=𠮷野@1:5 b@2:1={𠮷@2:5=髙@2:8 c@2:11=d@2:14}}"},
	/* neither BOM nor CRLF shifts anything but the first line's columns */
	{BOM "a: b\r\nc: d\r\n", "{a@1:2=b@1:5 c@2:1=d@2:4}"},
	{"a: |\n  x\n\n   y\nb: >-\n  x\n  y\n",
	    "{a@1:1=\"x\n\n y\n\"@1:4 b@5:1=\"x y\"@5:4}"},
	{"a: x\n  y\n\n  z\n", "{a@1:1=x y\nz@1:4}"},
	{"a: \"x\n  y\"\n", "{a@1:1=\"x y\"@1:4}"},
	/* Japanese has no blanks between words */
	{"a: 市\n  民の\n\n  声\nb: x\n  市\n",
	    "{a@1:1=市民の\n声@1:4 b@5:1=x 市@5:4}"},
	{"a: \"の 人、の\n  人と 人\"\n", "{a@1:1=\"の 人、の人と 人\"@1:4}"},
	{"a: >-\n  市\n  民\n    場\n  所\nb: |-\n  市\n  民\n",
	    "{a@1:1=\"市民\n  場\n所\"@1:4 b@6:1=\"市\n民\"@6:4}"},
	{"- 시\n  민\n- あ\r\n  い\r\n", "[시 민@1:3 あい@3:3]"},
	{"a:\n- b\n-\n- c\nd: e\n",
	    "{a@1:1=[b@2:3 @3:2 c@4:3] d@5:1=e@5:4}"},
	{"- a: b\n  c: d\n- - e\n  - f\n",
	    "[{a@1:3=b@1:6 c@2:3=d@2:6} [e@3:5 f@4:5]]"},
	{"a: {\n  b: c,\n\td: [\n e\n]\n}\n",
	    "{a@1:1={b@2:3=c@2:6 d@3:2=[e@4:2]}}"},
	{"a: {\nb: c,\nd: e\n}\n", "{a@1:1={b@2:1=c@2:4 d@3:1=e@3:4}}"},
	{"{\"a\":1, \"b\":[2,3]}\n",
	    "{\"a\"@1:2=1@1:6 \"b\"@1:9=[2@1:14 3@1:16]}"},
};

static void
reads_trees(void **state)
{
	struct buf out = {0};
	struct read r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(trees) / sizeof(*trees); i++) {
		read_text(&r, trees[i].text);
		assert_string_equal(r.said, "");
		if (trees[i].tree == NULL)
			assert_null(r.root);
		else {
			assert_non_null(r.root);
			out.n = 0;
			put_node(&out, r.root);
			buf_putc(&out, '\0');
			assert_string_equal(out.p, trees[i].tree);
		}
		done(&r);
	}
	buf_done(&out);
}

static void
assert_span(const struct ynode *n, const char *text)
{
	str got = source_text(n->at);

	if (!str_eq(got, str_of(text)))
		fail_msg("the span is \"" STR_FMT "\", not \"%s\"",
		    STR_ARG(got), text);
}

static void
gives_exact_spans(void **state)
{
	const struct ynode *n;
	struct read r;

	(void)state;
	read_text(&r, BOM "plain: 値 と値  # c\r\nquoted: \"値\\n\"  \r\n"
	    "lines: x\r\n  y  \r\nflow: {a: [b, c], d: e} # c\r\n"
	    "text: |\r\n  x\r\n\r\nlist:\r\n- a\r\nnone:\r\n");
	assert_string_equal(r.said, "");
	n = r.root->child;
	assert_span(r.root, "plain");
	assert_span(n->key, "plain");
	assert_span(n, "値 と値");
	assert_span(n = n->next, "\"値\\n\"");
	assert_span(n = n->next, "x\r\n  y");
	assert_span(n = n->next, "{a: [b, c], d: e}");
	assert_span(n->child, "[b, c]");
	assert_span(n = n->next, "|\r\n  x");
	assert_span(n = n->next, "-");
	assert_span(n->child, "a");
	assert_span(n = n->next, "");
	assert_int_equal(source_place(n->at).line, 11);
	assert_int_equal(source_place(n->at).col, 6);
	done(&r);
}

static void
reads_a_part_of_a_file(void **state)
{
	static const char text[] =
	    BOM "---\ntitle： 題\nb: c\n---\n# Body: x\n- : [\n";
	struct read r = {0};

	(void)state;
	read_part(&r, str_of(text), 7, 25);
	assert_string_equal(r.said,
	    "f.yaml:2:6: エラー: コロン「：」が全角です [yaml-colon]\n"
	    "  | title： 題\n  |      ^~\n"
	    "  = 直し方：「title: 題」のように、コロンは半角にし、"
	    "後に半角の空白を入れてください。\n");
	assert_non_null(r.root);
	assert_span(r.root->child, "題");
	assert_null(yaml_find(r.root, STR("# Body")));
	assert_span(yaml_find(r.root, STR("b")), "c");
	done(&r);
}

/* ---- messages ---------------------------------------------------------- */

/* line:column code of each message, and of each note after a + */
static void
brief(struct buf *out, const char *said)
{
	const char *line, *code, *place = "f.yaml:";
	size_t n;

	out->n = 0;
	for (line = said; *line != '\0'; line = strchr(line, '\n') + 1) {
		if (strncmp(line, place, 7) != 0)
			continue;
		n = strcspn(line + 7, " ") - 1;
		code = strchr(line, '[');
		while (code != NULL && code < strchr(line, '\n') &&
		    strchr(code + 1, '[') != NULL &&
		    strchr(code + 1, '[') < strchr(line, '\n'))
			code = strchr(code + 1, '[');
		if (strncmp(line + 7 + n, ": 補足", 5) == 0)
			buf_printf(out, "+%.*s", (int)n, line + 7);
		else
			buf_printf(out, "%s%.*s %.*s", out->n > 0 ? ", " : "",
			    (int)n, line + 7, (int)strcspn(code + 1, "]"),
			    code + 1);
	}
	buf_putc(out, '\0');
}

static void
assert_brief(const char *text, const char *want)
{
	struct buf got = {0};
	struct read r;

	read_text(&r, text);
	brief(&got, r.said);
	if (strcmp(got.p, want) != 0)
		fail_msg("of\n%s\nsaid %s\nnot  %s\n%s", text, got.p, want,
		    r.said);
	buf_done(&got);
	done(&r);
}

static const struct {
	const char *text, *said;
} slips[] = {
	/* colons: full-width, without a blank, missing */
	{"a： 値\n", "1:2 yaml-colon"},
	{"a: 1\nb：2\nc: 3\nd： 4\n", "2:2 yaml-colon, 4:2 yaml-colon"},
	{BOM "a: 1\r\nb： 2\r\nc: 3\r\n", "2:2 yaml-colon"},
	{"a: 1\nb： c: d\n", "2:2 yaml-colon, 2:4 yaml-quote"},
	{"title:値\nb: c\n", "1:6 yaml-colon"},
	{"a: b\ntitle:値\nb: c\n", "2:6 yaml-colon"},
	{"a:" WIDE "b\nc: d\n", "1:2 yaml-colon"},
	{"a： " WIDE "b\n", "1:2 yaml-colon"},
	{"a b\nc: d\n", "1:1 yaml-colon"},
	{"a: b\n値\nc: d\n", "2:1 yaml-colon"},
	{"p:\n  from： 1\n  to： 2\n", "2:7 yaml-colon, 3:5 yaml-colon"},
	{"p:\n  from： 1\nq: 2\n", "2:7 yaml-colon"},
	{"- id： x\n  title: y\n", "1:5 yaml-colon"},
	{"- id： x\n  title： y\n", "1:5 yaml-colon, 2:8 yaml-colon"},
	{"a：{b: c}\n", "1:2 yaml-colon"},
	{"a: {b： c, d:1, e: 2, f 3}\n",
	    "1:6 yaml-colon, 1:12 yaml-colon, 1:22 yaml-colon"},
	{": x\n", "1:1 yaml-key"},
	/* indentation */
	{"a:\n\tb: c\n\td: e\n", "2:1 yaml-tab, 3:1 yaml-tab"},
	{"a: 1\n\tb: 2\n", "2:1 yaml-tab"},
	{"a: x\n\ty\n", "2:1 yaml-tab"},
	{"-\ta\n", "1:1 yaml-tab"},
	{"a: |\n\tx\n", "2:1 yaml-tab"},
	{"a:\n" WIDE "b: c\n" WIDE "d: e\n", "2:1 yaml-space, 3:1 yaml-space"},
	{"a: 1\n" WIDE "b: 2\n", "2:1 yaml-space"},
	{"a: |\n" WIDE "x\n", "2:1 yaml-space"},
	{"a:\n\xc2\xa0\xc2\xa0" "b: c\n", "2:1 yaml-space"},
	{"a: b\n   c: d\n", "2:4 yaml-indent"},
	{"a:\n    b: 1\n  c: 2\n  d: 3\n", "3:3 yaml-indent"},
	{"- a: 1\n   b: 2\n", "2:4 yaml-indent"},
	{"- a: 1\nb: 2\n", "2:1 yaml-indent"},
	{"a:\n  - 1\n   - 2\n", "3:4 yaml-indent"},
	{"a: |\n    x\n  y\n", "3:3 yaml-indent"},
	{"a:\n    b: 1\n  値\n", "3:3 yaml-indent"},
	{"a: b\n# c\n  d\n", "3:3 yaml-indent"},
	/* items */
	{"-a\n-b\n", "1:1 yaml-dash, 2:1 yaml-dash"},
	{"a:\n -b\n -c\n", "2:2 yaml-dash, 3:2 yaml-dash"},
	{"a:\n - b\n -5\n", "3:2 yaml-dash"},
	{"-id: a\n title: b\n-id: c\n  title: d\n",
	    "1:1 yaml-dash, 3:1 yaml-dash"},
	{"- a\n-" WIDE "b\n", "2:1 yaml-dash"},
	{"a:\n  b\n -c\n -d\n", "3:2 yaml-dash"},
	{"a: b\n  - c\n", "2:3 yaml-dash"},
	{"a:\n  ・b\n  ・c\n", "2:3 yaml-dash, 3:3 yaml-dash"},
	{"a:\n - b\n ・c\n", "3:2 yaml-dash"},
	/* texts that need quotes */
	{"a: %x\n", "1:4 yaml-quote"},
	{"a: - x\n", "1:4 yaml-quote"},
	{"a: -\n", "1:4 yaml-quote"},
	{"a: ? x\n", "1:4 yaml-quote"},
	{"a: @x\n", "1:4 yaml-quote"},
	{"a: `x`\n", "1:4 yaml-quote"},
	{"a: *x\n", "1:4 yaml-quote"},
	{"a: &x\n", "1:4 yaml-quote"},
	{"a: !x\n", "1:4 yaml-quote"},
	{"a: | x\n", "1:4 yaml-quote"},
	{"a: >5\n", "1:4 yaml-quote"},
	{"a: >= 5\n", "1:4 yaml-quote"},
	{"a: [仮称] x\n", "1:4 yaml-quote"},
	{"a: {協働|きょうどう}の会\n", "1:4 yaml-quote"},
	{"a: {協働|きょうどう}\n", "1:4 yaml-quote"},
	{"a: \"市民\"の会\n", "1:4 yaml-quote"},
	{"a: 'it's'\n", "1:4 yaml-quote"},
	{"a: x: y\n", "1:4 yaml-quote"},
	{"a: 注意:\nb: c\n", "1:4 yaml-quote"},
	{"a: 長い\n  文: 値\n", "2:4 yaml-quote"},
	{"@a: b\n", "1:1 yaml-quote"},
	{"a: [%x, \"b\"の, c[d], -, - e]\n",
	    "1:5 yaml-quote, 1:9 yaml-quote, 1:15 yaml-quote, "
	    "1:24 yaml-quote"},
	{"a: [#1, #2]\n", "1:5 yaml-quote, 1:9 yaml-quote"},
	{"a: {b: c: d}\n", "1:8 yaml-quote"},
	/* quotes and brackets that are not closed: where they were opened */
	{"a: \"x\nb: c\nd: \"e\"\n", "1:4 yaml-quote"},
	{"- a: 'x\n  b: c\n", "1:6 yaml-quote"},
	{"a: x\nb: \"y\n", "2:4 yaml-quote"},
	{"a: [\"x, y]\nb: c\n", "1:5 yaml-quote"},
	{"a: [b, c\nd: [e]\nf: g\n", "1:4 yaml-bracket"},
	{"a: {b: [c}\nd: e\n", "1:8 yaml-bracket"},
	{"a: [b}\n", "1:4 yaml-bracket"},
	{"a: [b\n", "1:4 yaml-bracket"},
	/* commas within numbers */
	{"v: {value: 1,561}\n", "1:12 yaml-comma"},
	{"v: {value: 約1,234,561件, year: 令和4年}\n", "1:12 yaml-comma"},
	{"v: {value: １,５６１}\n", "1:12 yaml-comma"},
	{"v: [1,561件, 1,600件]\n", "1:5 yaml-comma, 1:13 yaml-comma"},
	{"v: [1,561]\n", "1:5 yaml-comma"},
	{"v: {a, b: c}\n", "1:5 yaml-value"},
	/* comments that are rather text */
	{"a: x #1\n", "1:6 yaml-comment"},
	{"a: #1\n", "1:4 yaml-comment"},
	/* characters */
	{"a: x\x0by\nb: z\xe2\x80\xa8z\xc2\x85\n",
	    "1:5 yaml-character, 2:5 yaml-character, 2:7 yaml-character"},
	{"a: x\rb: y\r", "1:5 yaml-character"},
	/* keys given twice, all of them */
	{"a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n",
	    "2:11 key-twice+2:5, 3:1 key-twice+1:1, 4:1 key-twice+1:1"},
	{"a: 1\n\"a\": 2\n", "2:1 key-twice+1:1"},
	/* what is wrong beside slips is still told */
	{"a： 1\nb: 2\nb: 3\n", "1:2 yaml-colon, 3:1 key-twice+2:1"},
	{"a: 1\na: 2\nb: \"\\d\"\n", "2:1 key-twice+1:1, 3:5 yaml-escape"},
	/* what libyaml says in its own words otherwise */
	{"a: \"C:\\dir\"\n", "1:7 yaml-escape"},
	{"a: \"\\xZZ\"\n", "1:7 yaml-escape"},
	{"a: 1\n- b\n", "2:1 yaml-syntax"},
	{"- a: 1\n  - b\n", "2:3 yaml-indent"},
	{"a: \"b\"\n  c: d\n", "2:3 yaml-indent"},
	{"[a]\nb: c\n", "2:1 yaml-syntax"},
	/* more than plain data */
	{"a: b\n---\nc: d\n", "2:1 yaml-extra"},
	{"%YAML 1.1\n---\na: b\n", "1:1 yaml-extra"},
	{"--- !!map\na: b\n", "1:5 yaml-extra"},
	{"--- &x\na: b\n", "1:5 yaml-extra"},
	{"--- *x\n", "1:5 yaml-extra"},
	{"a: b\n<<: c\n", "2:1 yaml-extra"},
	{"{a: b}: c\n", "1:1 yaml-quote"},
	{"a: [[b]: c]\n", "1:5 yaml-key"},
};

static void
tells_slips_where_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(slips) / sizeof(*slips); i++)
		assert_brief(slips[i].text, slips[i].said);
}

static const struct {
	const char *text, *said;
} wordings[] = {
	{"- a: 1\n  title:値 # c\n",
	    "f.yaml:2:8: エラー: コロンの後に半角の空白がありません "
	    "[yaml-colon]\n"
	    "  |   title:値 # c\n  |        ^\n"
	    "  = 直し方：「title: 値」のように、"},
	{"title  値\nb: c\n", "  = 直し方：「title: 値」のように、"},
	{"a: 1\n\tb: 2\n", "行の先頭の半角の空白をなしにして"},
	{"a:\n" WIDE "b: c\n",
	    "  | " WIDE "b: c\n  | ^~\n"
	    "  = 直し方：この空白を消し、行の先頭の半角の空白を2個にして"},
	{"a:\n    b: 1\n  c: 2\n", "空白を4個にしてください（今は2個です）"},
	{"a:\n -b # c\n", "「- b」のように"},
	{"a:\n ・b\n ・c\n",
	    "一覧の印に「・」は使えません [yaml-dash]\n"
	    "  |  ・b\n  |  ^~\n  = 直し方：「- b」のように、"},
	{"- a: \"市民\"の会 # c\n",
	    "「\"」の後に文字が続いています [yaml-quote]\n"
	    "  | - a: \"市民\"の会 # c\n  |      ^~~~~~~~~~\n"
	    "  = 直し方：全体を引用符で囲んで「- a: '\"市民\"の会'」と"},
	{"a: it's: x\n", "「a: \"it's: x\"」と"},
	{"a: 'it's: x'\n", "「a: \"it's: x\"」と"},
	{"a: 'x' y 'z'\n", "「a: \"'x' y 'z'\"」と"},
	{"a: x\\y: 'z'\n", "「a: 'x\\y: ''z'''」と"},
	{"a： %b\n", "「%」で始まる文は、引用符で囲む必要があります "
	    "[yaml-quote]\n  | a： %b\n  |     ^~\n"
	    "  = 直し方：「a: \"%b\"」と書いてください。"},
	{"a: {b: @c, d: 1}\n", "「b: \"@c\"」と"},
	{"a: \"x # c\nb: 1\n", "ここで始まる引用符「\"」が閉じていません "
	    "[yaml-quote]\n  | a: \"x # c\n  |    ^~\n"
	    "  = 直し方：「\"x\"」のように"},
	{"v: {value: 1,561, year: 令和4年}\n",
	    "「1,561」のカンマは、値の区切りとして読まれます [yaml-comma]\n"
	    "  | v: {value: 1,561, year: 令和4年}\n"
	    "  |            ^~~~~\n"
	    "  = 直し方：カンマのある数は「value: \"1,561\"」のように"},
	{"v: [1,561件]\n", "エラー: 「1,561件」のカンマは、"},
	{"v: [1,561]\n", "注意: 「1,561」は1つの数ではなく、"},
	{"a: [b\nc: d\n", "ここで始まる「[」が閉じていません [yaml-bracket]\n"
	    "  | a: [b\n  |    ^\n  = 直し方：「]」で閉じてください。"},
	{"a: 1\nb: 2\na: 3\n",
	    "f.yaml:3:1: エラー: 項目「a」が2回書かれています [key-twice]\n"
	    "  | a: 3\n  | ^\n  = 直し方：どちらか1つを消してください。\n"
	    "f.yaml:1:1: 補足: 最初はここです\n  | a: 1\n  | ^\n"},
	{"a: x #1\n", "f.yaml:1:6: 注意: 「#1」は、コメントとして"
	    "読み飛ばされます [yaml-comment]\n  | a: x #1\n  |      ^~\n"},
	{"a: x\x0by\n", "見えない文字（U+000B）があります"},
};

static void
says_what_to_write(void **state)
{
	struct read r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wordings) / sizeof(*wordings); i++) {
		read_text(&r, wordings[i].text);
		if (strstr(r.said, wordings[i].said) == NULL)
			fail_msg("no\n%s\nin\n%s", wordings[i].said, r.said);
		done(&r);
	}
}

/* all of these look like slips, and are none */
static const char *const innocent[] = {
	"a: 注：これは文\nb:\n  - 注：文\n  - 例:文\n",
	"a: \"x： y: z #1 -b\n  " WIDE "c： d\n  e: f\"\n",
	"a: 'it''s'\n",
	"a: |\n  b： c\n  \td: e\n  " WIDE "f\n  \"g\n\n  {h\n  #1\nb: c\n",
	"a: >2-\n   b： c\n  d: e\nf: g\n",
	"- |\n b： c\n-\n  >\n  d: e\n",
	"# a： b\n\t# c\n  " WIDE "# d\na: b # c： d: \"\n",
	"a: b\n\t\n" WIDE "\nc: d\n",
	"a: x\n  注：続き\n  " WIDE "続き\nb: c\n",
	"a: http://example.jp/b:c#d\nb: 10:30\nc: {d: 10:30, e: http://f}\n",
	"a: -5\nb:\n  -5\nc: --\nd:\n  --> e\n",
	"a:\n- b\n- c\nd:\n  - e\n",
	"a: [1, 2,3,100, 10,20]\nb: [2021,2022]\n",
	"a: [100,200,300,400,500,600,700,800,900]\n",
	"a: b # 1\nc: d #\ne: f ## g\nh: i#j\n",
	"a: b[c] {d} \"e\" 'f' | > & * ! % @ ` , :?\n",
	"a: 「:」でない：文\n",
	"a: {b: －, c: △5.2, d: (e), f: g=h}\n",
	"a: [\n  b,\n  c\n]\nd: [\n]\n",
	"a: [\n\tb\n\t]\n",
	"a: |\n    x\n  # c\n# d\nb: c\n",
	"a:\n- 注：文\n- \"b: c\"\n",
	"- a：b\n- - c: d\n",
	"a: {b: \"c\", 'd': [e, {f: g}]} # h\n",
	"a:  b  \nb:\tc\n",
	"a: …\nb: 〜\nc: ~\nd: =\n",
	"a: ・b\nb: －\nc:\n  ・一行だけ\n",
	"A: 順調\n\"B\": おおむね順調\nＣ: x\n",
};

static void
raises_no_false_alarm(void **state)
{
	struct read r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(innocent) / sizeof(*innocent); i++) {
		read_text(&r, innocent[i]);
		if (*r.said != '\0' || r.root == NULL)
			fail_msg("of\n%s\nsaid\n%s", innocent[i], r.said);
		done(&r);
	}
}

static const struct {
	const char *text, *tree;
} mended[] = {
	{"a： x\nb:" WIDE "y\nc:z\nd w\n",
	    "{a@1:1=x@1:4 b@2:1=y@2:4 c@3:1=z@3:3 d@4:1=w@4:3}"},
	{"a:\n\tb: 1\n" WIDE "c: 2\n   d: 3\n",
	    "{a@1:1={b@2:2=1@2:5 c@3:2=2@3:5 d@4:4=3@4:7}}"},
	{"a:\n -b\n -c\n", "{a@1:1=[b@2:3 c@3:3]}"},
	{"-id: a\n t: b\n", "[{id@1:2=a@1:6 t@2:2=b@2:5}]"},
	{"a: \"b\nc: [d\ne: {v: 1,561}\n",
	    "{a@1:1=\"b\"@1:4 c@2:1=[d@2:5] "
	    "e@3:1={v@3:5=\"1,561\"@3:8}}"},
	{"a: {b|c}d\ne: @f\n",
	    "{a@1:1=\"{b|c}d\"@1:4 e@2:1=\"@f\"@2:4}"},
	{"a: {b: [c}\nd: e\n", "{a@1:1={b@1:5=[c@1:9]} d@2:1=e@2:4}"},
	{"a: x\x0by\nb: 1\nb: 2\n", "{a@1:1=x y@1:4 b@2:1=1@2:4}"},
};

static void
reads_on_after_slips(void **state)
{
	struct buf out = {0};
	struct read r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(mended) / sizeof(*mended); i++) {
		read_text(&r, mended[i].text);
		assert_true(r.diags.errors > 0);
		assert_non_null(r.root);
		out.n = 0;
		put_node(&out, r.root);
		buf_putc(&out, '\0');
		assert_string_equal(out.p, mended[i].tree);
		done(&r);
	}
	buf_done(&out);
}

/* ---- depth and size ---------------------------------------------------- */

static void
assert_repeated(const char *part, size_t n, const char *want)
{
	struct buf text = {0}, got = {0};
	struct read r = {0};

	while (n-- > 0)
		buf_puts(&text, part);
	read_part(&r, buf_str(&text), 0, (uint32_t)text.n);
	brief(&got, r.said);
	if (strcmp(got.p, want) != 0)
		fail_msg("of many %s said %s not %s", part, got.p, want);
	done(&r);
	buf_done(&text);
	buf_done(&got);
}

static void
limits_depth(void **state)
{
	struct buf text = {0};
	struct read r = {0};
	size_t i;

	(void)state;
	for (i = 0; i < LIMIT_YAML_DEPTH; i++)
		buf_putc(&text, '[');
	for (i = 0; i < LIMIT_YAML_DEPTH; i++)
		buf_putc(&text, ']');
	read_part(&r, buf_str(&text), 0, (uint32_t)text.n);
	assert_string_equal(r.said, "");
	assert_non_null(r.root);
	done(&r);
	buf_done(&text);
	/* libyaml alone takes minutes for some of these */
	assert_repeated("[", 100000, "1:65 yaml-depth");
	assert_repeated("{a: ", 100000, "1:257 yaml-depth");
	assert_repeated("[[],", 100000, "1:254 yaml-depth");
	assert_repeated("- ", 100000, "1:129 yaml-depth");
}

static void
limits_messages(void **state)
{
	struct buf text = {0};
	struct read r = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 100000; i++)
		buf_puts(&text, "a： b\n");
	read_part(&r, buf_str(&text), 0, (uint32_t)text.n);
	assert_int_equal(r.diags.errors, 200 + 199);
	done(&r);
	text.n = 0;
	for (i = 0; i < 1000; i++)
		buf_puts(&text, "a: b\n");
	r = (struct read){0};
	read_part(&r, buf_str(&text), 0, (uint32_t)text.n);
	assert_int_equal(r.diags.errors, 200);
	assert_null(r.root);
	done(&r);
	buf_done(&text);
}

/* closing a list leaves nothing behind that would be taken for depth */
static void
follows_many_lists(void **state)
{
	struct buf text = {0}, got = {0};
	struct read r = {0};

	(void)state;
	for (unsigned i = 0; i < 500; i++)
		buf_printf(&text, "k%u:\n- b\nl%u:\n  - m: c\n", i, i);
	buf_puts(&text, "z： 1\n");
	read_part(&r, buf_str(&text), 0, (uint32_t)text.n);
	brief(&got, r.said);
	assert_string_equal(got.p, "2001:2 yaml-colon");
	done(&r);
	buf_done(&text);
	buf_done(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_trees),
		cmocka_unit_test(gives_exact_spans),
		cmocka_unit_test(reads_a_part_of_a_file),
		cmocka_unit_test(tells_slips_where_they_are),
		cmocka_unit_test(says_what_to_write),
		cmocka_unit_test(raises_no_false_alarm),
		cmocka_unit_test(reads_on_after_slips),
		cmocka_unit_test(limits_depth),
		cmocka_unit_test(limits_messages),
		cmocka_unit_test(follows_many_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
