#include "cmd/command.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/code.h"
#include "cmd/options.h"
#include "cmd/screen.h"
#include "model/kind.h"

const struct command commands[] = {
	{"build", "[DIR]", 0, 1, NULL, build,
	    "サイトをつくる", "make the site",
	    "keikaku build\n"
	    "keikaku build --release -o /var/www/keikaku machi"},
	{"merge", "PART...", 1, SIZE_MAX, NULL, merge,
	    "別々につくった部分（build --shard）を、1つのサイトにする",
	    "make one site of its parts (build --shard)",
	    "keikaku build --shard 1/2 && keikaku build --shard 2/2\n"
	    "keikaku merge part-1 part-2"},
	{"check", "[DIR]", 0, 1, NULL, check,
	    "まちがいを探す（何も書き出さない）",
	    "find mistakes, write nothing",
	    "keikaku check --strict\n"
	    "keikaku check --format github machi"},
	{"fix", "[DIR]", 0, 1, NULL, fix,
	    "check の見つけたまちがいのうち、確かなものを直す",
	    "mend what check finds, as far as it is certain",
	    "keikaku fix\n"
	    "keikaku fix --write machi"},
	{"diff", "OLD NEW", 2, 2, NULL, diff,
	    "新旧対照表をつくる", "compare two versions of plans",
	    "keikaku diff machi-2026 machi\n"
	    "keikaku diff public/midori-2030/data/plan.json ."},
	{"explain", "[CODE]", 0, 1, "@codes", explain,
	    "メッセージの意味と直し方",
	    "what a message means, and how to mend it",
	    "keikaku explain unit-mismatch"},
	{"new", "site PATH\nplan ID [--from-csv FILE]\nKIND [PLAN/]ID", 1, 2,
	    "site plan goal programme indicator actual evaluation survey case "
	    "term event chapter document update page", new,
	    "サイト、計画、その中の項目のひな形をつくる",
	    "start a site, a plan or something in a plan",
	    "keikaku new site machi\n"
	    "keikaku new plan midori-2030 --title みどりの計画 --city みどり市\n"
	    "keikaku new indicator midori-2030/visitors"},
	{"schema", "KIND\nsite\ntheme\nall", 1, 1, "@kinds site theme all",
	    schema,
	    "エディターが使う JSON Schema を出力する",
	    "print a JSON Schema, for editors",
	    "keikaku schema indicator\n"
	    "keikaku schema all -o schema"},
	{"serve", "[DIR]", 0, 1, NULL, serve,
	    "書きながらブラウザーで見る", "show the site while it is written",
	    "keikaku serve --open\n"
	    "keikaku serve --port 8080 machi"},
	{"publish", "TARGET [DIR]", 1, 2, NULL, publish,
	    "つくったサイトを、公開する場所に置く（まず何が変わるかを示す）",
	    "put the site where it is public, after showing what changes",
	    "keikaku publish /var/www/html/keikaku\n"
	    "keikaku publish rsync:web@www.example.jp:/var/www/html/keikaku\n"
	    "keikaku publish --yes rclone:city:keikaku machi"},
	{"version", "", 0, 0, NULL, NULL,
	    "版を表示する", "print the version", "keikaku version"},
	{"completion", "bash\nzsh\nfish", 1, 1, "bash zsh fish", completion,
	    "シェルの補完の設定を出力する", "print completions for a shell",
	    "source <(keikaku completion bash)"},
	{"help", "[COMMAND]", 0, 1, "@commands", NULL,
	    "使い方を表示する", "how to use a command",
	    "keikaku help build"},
	{NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL}
};

enum { TEXT_AT = 22, NAME_WIDE = 12 };

const struct command *
command_find(const char *name)
{
	const struct command *c;

	for (c = commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static void
put_kinds(struct buf *out)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		buf_printf(out, " %s", kinds[i]->shape.name);
}

static void
put_codes(struct buf *out)
{
	const struct code *c;

	for (c = codes; c->meaning[0] != NULL; c++)
		if (c->name != NULL)
			buf_printf(out, " %s", c->name);
}

void
command_words(const struct command *c, struct buf *out)
{
	str rest = str_of(c->words != NULL ? c->words : ""), word;
	const struct command *other;
	size_t n;

	for (; rest.n > 0; rest = str_trim(str_slice(rest, n, rest.n))) {
		n = str_find(rest, STR(" "));
		word = str_slice(rest, 0, n);
		if (str_eq(word, STR("@kinds")))
			put_kinds(out);
		else if (str_eq(word, STR("@codes")))
			put_codes(out);
		else if (str_eq(word, STR("@commands")))
			for (other = commands; other->name != NULL; other++)
				buf_printf(out, " %s", other->name);
		else
			buf_printf(out, " " STR_FMT, STR_ARG(word));
	}
}

bool
command_folder(const struct command *c)
{
	return strcmp(c->operands, "[DIR]") == 0;
}

/* ---- help ---------------------------------------------------------------- */

static void
put_option(const struct option_form *o, enum language language, FILE *f)
{
	char form[64];
	int n;

	snprintf(form, sizeof(form), "--%s%s%s", o->name,
	    o->value != NULL ? " " : "", o->value != NULL ? o->value : "");
	n = fprintf(f, "  %c%c %-16s ", o->letter ? '-' : ' ',
	    o->letter ? o->letter : ' ', form);
	if (n > TEXT_AT)
		fprintf(f, "\n%*s", TEXT_AT, "");
	screen_put(str_of(language == LANGUAGE_JA ? o->ja : o->en), TEXT_AT, f);
}

static void
put_options(const char *command, enum language language, FILE *f)
{
	const struct option_form *o;

	putc('\n', f);
	for (o = option_forms; o->name != NULL; o++)
		if (command == NULL ? o->commands == NULL :
		    option_taken(o, command))
			put_option(o, language, f);
}

/* each line of a text behind a head */
static void
put_lines(const char *head, const char *name, const char *lines, FILE *f)
{
	str rest = str_of(lines);
	size_t n;

	for (;;) {
		n = str_find(rest, STR("\n"));
		fprintf(f, "%s%s%s" STR_FMT "\n", head, name,
		    *name != '\0' && n > 0 ? " " : "",
		    STR_ARG(str_slice(rest, 0, n)));
		if (n == rest.n)
			return;
		rest = str_slice(rest, n + 1, rest.n);
	}
}

/* what KIND may be, without what the operands name already */
static void
put_kind_words(const struct command *c, FILE *f)
{
	struct buf all = {0}, shown = {0};
	str rest, word;
	size_t n;

	if (strstr(c->operands, "KIND") == NULL)
		return;
	command_words(c, &all);
	for (rest = str_trim(buf_str(&all)); rest.n > 0;
	    rest = str_trim(str_slice(rest, n, rest.n))) {
		n = str_find(rest, STR(" "));
		word = str_slice(rest, 0, n);
		if (str_find(str_of(c->operands), word) ==
		    strlen(c->operands))
			buf_join(&shown, " ", word);
	}
	fprintf(f, "\n  KIND  ");
	screen_put(buf_str(&shown), 8, f);
	buf_done(&all);
	buf_done(&shown);
}

static void
help_one(const struct command *c, enum language language, FILE *f)
{
	bool ja = language == LANGUAGE_JA;

	fprintf(f, ja ? "使い方：\n" : "usage:\n");
	put_lines("  keikaku ", c->name, c->operands, f);
	putc('\n', f);
	screen_put(str_of(ja ? c->ja : c->en), 0, f);
	put_kind_words(c, f);
	put_options(c->name, language, f);
	fprintf(f, ja ? "\n例：\n" : "\nexample:\n");
	put_lines("  ", "", c->example, f);
}

static void
help_all(enum language language, FILE *f)
{
	const struct command *c;
	bool ja = language == LANGUAGE_JA;

	fprintf(f, ja ? "使い方：keikaku 命令 [指定]\n\n" :
	    "usage: keikaku COMMAND [OPTIONS]\n\n");
	for (c = commands; c->name != NULL; c++) {
		fprintf(f, "  %-*s", NAME_WIDE, c->name);
		screen_put(str_of(ja ? c->ja : c->en), NAME_WIDE + 2, f);
	}
	put_options(NULL, language, f);
	fprintf(f, ja ? "\n命令ごとの説明と例：keikaku help build\n" :
	    "\nmore about a command, with an example: keikaku help build\n");
}

void
command_help(const struct command *c, enum language language, FILE *f)
{
	if (c != NULL)
		help_one(c, language, f);
	else
		help_all(language, f);
}
