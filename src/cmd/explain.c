#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/code.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/screen.h"

enum { MEANING_AT = 22, TEXT_AT = 2 };

static int
list(enum language language)
{
	const struct code *c;

	for (c = codes; c->meaning[language] != NULL; c++) {
		if (c->name != NULL)
			printf("  %-*s", MEANING_AT - 2, c->name);
		else if (c > codes)
			putchar('\n');
		screen_put(str_of(c->meaning[language]),
		    c->name != NULL ? MEANING_AT : 0, stdout);
	}
	return EXIT_GOOD;
}

/* ---- one code -------------------------------------------------------- */

static void
put_text(const char *text)
{
	printf("%*s", TEXT_AT, "");
	screen_put(str_of(text), TEXT_AT, stdout);
}

static void
put_part(const char *head, const char *text)
{
	printf("\n%s\n", head);
	put_text(text);
}

/* line by line, as it stands */
static void
put_example(const char *head, const struct code *c, const char *text)
{
	str rest = str_of(text);
	size_t n;

	printf("\n%s", head);
	if (c->file != NULL)
		printf(" (%s)", c->file);
	putchar('\n');
	for (;; rest = str_slice(rest, n + 1, rest.n)) {
		n = str_find(rest, STR("\n"));
		if (n > 0)
			printf("%*s" STR_FMT, TEXT_AT, "",
			    STR_ARG(str_slice(rest, 0, n)));
		putchar('\n');
		if (n == rest.n)
			return;
	}
}

static void
put_message(enum message m, bool ja)
{
	static const char *const levels[][2] = {
		[LEVEL_NOTE] = {"補足", "note"},
		[LEVEL_WARNING] = {"注意", "warning"},
		[LEVEL_ERROR] = {"エラー", "error"}
	};
	enum language language = ja ? LANGUAGE_JA : LANGUAGE_EN;
	const char *fix = message_fix(m, language);
	struct buf line = {0};

	buf_printf(&line, "%s: %s", levels[message_level(m)][language],
	    message_text(m, language));
	printf("%*s", TEXT_AT, "");
	screen_put(buf_str(&line), TEXT_AT, stdout);
	buf_done(&line);
	if (fix != NULL) {
		printf("%*s= ", TEXT_AT, "");
		screen_put(str_of(fix), TEXT_AT + 2, stdout);
	}
}

static void
put_messages(const char *head, const struct code *c, bool ja)
{
	const char *code;

	printf("\n%s\n", head);
	for (enum message m = 0; m < MESSAGE_COUNT; m++)
		if ((code = message_code(m)) != NULL &&
		    strcmp(code, c->name) == 0)
			put_message(m, ja);
}

static int
put_code(const struct code *c, enum language language)
{
	bool ja = language == LANGUAGE_JA;

	printf("%s\n", c->name);
	put_text(c->meaning[language]);
	put_part(ja ? "なぜ大切か" : "why it matters", c->why[language]);
	if (c->rule != NULL)
		put_part(ja ? "もとになる決まり" : "rule", c->rule);
	put_example(ja ? "まちがいの例" : "wrong", c, c->wrong);
	put_example(ja ? "正しい例" : "right", c, c->right);
	put_messages(ja ? "メッセージと直し方" : "messages, and how to mend it",
	    c, ja);
	return EXIT_GOOD;
}

/* ---- which code ------------------------------------------------------ */

/* it stands in brackets where it is copied from */
static str
without_brackets(str s)
{
	return str_starts(s, STR("[")) && str_ends(s, STR("]")) ?
	    str_slice(s, 1, s.n - 1) : s;
}

static int
unknown(str name, enum language language)
{
	bool ja = language == LANGUAGE_JA;
	const struct code *near = code_nearest(name);
	struct buf out = {0};

	buf_printf(&out, ja ?
	    "keikaku: 「" STR_FMT "」というメッセージはありません。" :
	    "keikaku: there is no message '" STR_FMT "'. ", STR_ARG(name));
	if (near != NULL)
		diag_wording(MESSAGE_DID_YOU_MEAN, language,
		    WORDS(str_of(near->name)), &out);
	else
		buf_printf(&out, ja ? "一覧は keikaku explain で見られます。" :
		    "'keikaku explain' lists them.");
	fprintf(stderr, STR_FMT "\n", STR_ARG(buf_str(&out)));
	buf_done(&out);
	return EXIT_USAGE;
}

int
explain(const struct options *o)
{
	const struct code *c;
	str name;

	if (o->noperands == 0)
		return list(o->language);
	name = without_brackets(str_of(o->operands[0]));
	c = code_find(name);
	return c != NULL ? put_code(c, o->language) :
	    unknown(name, o->language);
}
