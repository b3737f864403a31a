#include "reference.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/code.h"
#include "base/diag.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "model/decode.h"
#include "model/kind.h"
#include "model/sheet.h"
#include "script/api.h"
#include "site/config.h"

/*
 * The generated parts of the manual pages, in mdoc(7).  The argument of each
 * is its language: ja or en.
 */

static bool
is_ja(str argument)
{
	return str_eq(argument, STR("ja"));
}

static const char *
pick(bool ja, const char *in_ja, const char *in_en)
{
	return ja ? in_ja : in_en;
}

/* lines of code, none of which is taken for a macro */
static void
put_code(str text)
{
	bool start = true;

	for (size_t i = 0; i < text.n; i++) {
		if (start && strchr(".'", text.p[i]) != NULL)
			printf("\\&");
		if (text.p[i] == '\\')
			printf("\\e");
		else
			putchar(text.p[i]);
		start = text.p[i] == '\n';
	}
	putchar('\n');
}

/* prose: a sentence begins a line, as mdoc(7) wants it */
static void
put_roff(str text)
{
	size_t i, n;

	for (; text.n > 0; text = str_trim(str_slice(text, n, text.n))) {
		n = text.n;
		for (i = 0; i + 1 < text.n && n == text.n; i++)
			if (strchr(".?!", text.p[i]) != NULL &&
			    text.p[i + 1] == ' ')
				n = i + 1;
		put_code(str_slice(text, 0, n));
	}
}

/* an argument of a macro */
static void
put_word(str word)
{
	putchar('"');
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] == '"')
			printf("\\(dq");
		else if (word.p[i] == '\\')
			printf("\\e");
		else
			putchar(word.p[i]);
	putchar('"');
}

static void
put_text(const char *text)
{
	put_roff(str_of(text));
}

/* ---- keikaku(1) ------------------------------------------------------------- */

/* [DIR], PATH, site; what options there are is told elsewhere */
static void
put_operand(str word)
{
	bool may = str_starts(word, STR("[")) && str_ends(word, STR("]"));
	str name = may ? str_slice(word, 1, word.n - 1) : word;
	bool upper = name.n > 0 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ[",
	    name.p[0]) != NULL;

	printf(".%s%s " STR_FMT "\n", may ? "Op " : "", upper ? "Ar" : "Cm",
	    STR_ARG(name));
}

static void
put_form(const struct command *c, str form)
{
	size_t n;

	if (str_find(form, STR(" [--")) < form.n)
		form.n = str_find(form, STR(" [--"));
	printf(".Nm\n.Cm %s\n", c->name);
	for (; form.n > 0; form = str_trim(str_slice(form, n, form.n))) {
		n = str_find(form, STR(" "));
		put_operand(str_slice(form, 0, n));
	}
	printf(".Op Ar options\n");
}

bool
man_synopsis_part(str argument)
{
	const struct command *c;
	str rest;
	size_t n;

	(void)argument;
	for (c = commands; c->name != NULL; c++)
		for (rest = str_of(c->operands); ; ) {
			n = str_find(rest, STR("\n"));
			put_form(c, str_slice(rest, 0, n));
			if (n == rest.n)
				break;
			rest = str_slice(rest, n + 1, rest.n);
		}
	return true;
}

bool
man_options_part(str argument)
{
	const struct option_form *o;
	bool ja = is_ja(argument);

	printf(".Bl -tag -width Ds\n");
	for (o = option_forms; o->name != NULL; o++) {
		printf(".It ");
		if (o->letter != 0)
			printf("Fl %c , ", o->letter);
		printf("Fl -%s", o->name);
		if (o->value != NULL)
			printf(" Ar %s", o->value);
		printf("\n");
		if (o->commands != NULL)
			printf("%s%s%s\n", ja ? "（" : "(", o->commands,
			    ja ? "）" : ")");
		put_text(pick(ja, o->ja, o->en));
	}
	printf(".El\n");
	return true;
}

/* ---- keikaku-content(5) ------------------------------------------------------- */

static void
put_file(const struct kind *k)
{
	if (k == &kind_plan)
		printf(".It Pa content/PLAN/plan.md\n");
	else if (k->of_site)
		printf(".It Pa content/%s/*.md\n", k->folder);
	else if (k->rows)
		printf(".It Pa content/PLAN/%s.csv , content/PLAN/%s.yaml\n",
		    k->folder, k->folder);
	else
		printf(".It Pa content/PLAN/%s.yaml , content/PLAN/%s.csv , "
		    "content/PLAN/%s/*.md\n", k->folder, k->folder,
		    k->folder);
}

bool
man_files_part(str argument)
{
	bool ja = is_ja(argument);

	printf(".Bl -tag -width Ds\n");
	for (size_t i = 0; i < KIND_COUNT; i++) {
		put_file(kinds[i]);
		put_text(pick(ja, kinds[i]->ja, kinds[i]->en));
	}
	printf(".El\n");
	return true;
}

static const struct {
	const char *ja, *en;
} types[] = {
	[FIELD_TEXT] = {"文字", "text"},
	[FIELD_TEXTS] = {"文字の一覧", "list of texts"},
	[FIELD_BOOL] = {"true か false", "true or false"},
	[FIELD_CHOICE] = {"", ""},
	[FIELD_YEAR] = {"年", "year"},
	[FIELD_FIGURE] = {"数値", "figure"},
	[FIELD_FIGURES] = {"数値の一覧", "list of figures"},
	[FIELD_REF] = {"id", "id"},
	[FIELD_REFS] = {"id の一覧", "list of ids"},
	[FIELD_RECORD] = {"項目のまとまり", "keys"},
	[FIELD_RECORDS] = {"項目のまとまりの一覧", "list of keys"}
};

static void
put_words(const struct field *f, bool ja)
{
	const struct choices *c;

	for (c = f->of; c->word != NULL; c++) {
		printf("%s%s", c == f->of ? "" : ja ? "、" : ", ", c->word);
		if (c->also != NULL)
			printf(ja ? "（%s）" : " (%s)", c->also);
	}
	printf(ja ? "。" : ".");
}

static void put_keys(const struct shape *, bool ja);

static void
put_key(const struct field *f, bool ja)
{
	printf(".It Cm %s%s\n", f->name, f->required ? " Ns *" : "");
	put_text(pick(ja, f->ja, f->en));
	printf(ja ? "：" : "\\(em ");
	if (f->type == FIELD_CHOICE)
		put_words(f, ja);
	else
		printf(ja ? "%s。" : "%s.",
		    pick(ja, types[f->type].ja, types[f->type].en));
	if (f->absent != NULL)
		printf(ja ? "既定は %s。" : "\nDefault: %s.", f->absent);
	if (f->example != NULL)
		printf(ja ? "例：%s。" : "\nExample: %s.", f->example);
	printf("\n");
	if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
		put_keys(f->of, ja);
}

static void
put_keys(const struct shape *s, bool ja)
{
	printf(".Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < s->nfields; i++)
		put_key(&s->fields[i], ja);
	printf(".El\n");
}

static void
put_section(const struct shape *s, const char *name, const char *meaning,
    bool ja)
{
	printf(".Ss %s\n", name);
	if (meaning != NULL)
		put_text(meaning);
	put_keys(s, ja);
}

bool
man_keys_part(str argument)
{
	bool ja = is_ja(argument);
	const struct kind *k;

	put_section(&config_shape, "site.yaml", NULL, ja);
	put_section(&entity_shape, pick(ja, "すべての項目（entity）",
	    "every entity"), NULL, ja);
	for (size_t i = 0; i < KIND_COUNT; i++) {
		k = kinds[i];
		put_section(&k->shape, k->shape.name, pick(ja, k->ja, k->en),
		    ja);
	}
	put_section(&figure_shape, pick(ja, "分けて書いた数値（figure）",
	    "a figure that is spelt out"), NULL, ja);
	return true;
}

/* indicator-notes, goal-notes: told once, above them */
static bool
is_of_all(const struct sheet *s)
{
	const struct shape *all = &entity_shape;

	return s->list != NULL && s->list >= all->fields &&
	    s->list < all->fields + all->nfields;
}

static void
put_sheet(const struct sheet *s, bool ja)
{
	struct buf in_ja = {0}, in_en = {0};

	printf(".It Pa " STR_FMT ".csv\n", STR_ARG(s->name));
	sheet_put_headers(s, &in_ja, &in_en);
	put_code(buf_str(ja ? &in_ja : &in_en));
	buf_done(&in_ja);
	buf_done(&in_en);
}

bool
man_sheets_part(str argument)
{
	struct arena a = {0};
	struct sheets all = {0};

	sheets_plan(&a, &all);
	printf(".Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < all.n; i++)
		if (all.items[i].kind != &kind_plan &&
		    !is_of_all(&all.items[i]))
			put_sheet(&all.items[i], is_ja(argument));
	printf(".El\n");
	arena_done(&a);
	return true;
}

/* ---- keikaku-theme(7) ----------------------------------------------------------- */

bool
man_layouts_part(str argument)
{
	const struct kind *k;

	(void)argument;
	printf(".Bl -tag -width Ds -compact\n"
	    ".It Pa index.html\n.Pa home.html\n");
	for (size_t i = 0; i < KIND_COUNT; i++) {
		k = kinds[i];
		if (k == &kind_plan)
			printf(".It Pa PLAN/index.html\n.Pa plan.html\n");
		else if (k->of_site)
			printf(".It Pa %s/ID.html\n.Pa %s.html\n", k->folder,
			    k->shape.name);
		else if (k->pages == PAGES_LIST)
			printf(".It Pa PLAN/%s\n.Pa %s.html\n", k->list,
			    k->folder);
		else if (k->pages == PAGES_EACH)
			printf(".It Pa PLAN/%s/index.html\n.Pa %s.html\n"
			    ".It Pa PLAN/%s/ID.html\n.Pa %s.html\n",
			    k->folder, k->folder, k->folder, k->shape.name);
	}
	printf(".El\n");
	return true;
}

/* the ways back to a kind, from the fields of others or of their records */
static void
put_backs(const struct kind *to, const struct kind *from,
    const struct shape *s, bool ja)
{
	const struct field *f;

	for (size_t i = 0; i < s->nfields; i++) {
		f = &s->fields[i];
		if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
			put_backs(to, from, f->of, ja);
		if (f->back == NULL || f->of != to)
			continue;
		printf(".It Cm %s.%s\n", to->shape.name, f->back);
		if (ja)
			printf("%s でこれを指す %s の一覧。\n", f->name,
			    from->folder);
		else
			printf("List of the %s whose %s names it.\n",
			    from->folder, f->name);
	}
}

bool
man_backs_part(str argument)
{
	bool ja = is_ja(argument);

	printf(".Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < KIND_COUNT; i++)
		for (size_t k = 0; k < KIND_COUNT; k++)
			put_backs(kinds[i], kinds[k], &kinds[k]->shape, ja);
	printf(".El\n");
	return true;
}

bool
man_api_part(str argument)
{
	const struct api_function *f;
	bool ja = is_ja(argument);

	printf(".Bl -tag -width Ds\n");
	for (f = api_functions; f->name != NULL; f++) {
		printf(".It Li ");
		put_word(str_of(f->usage));
		printf("\n");
		put_text(pick(ja, f->ja, f->en));
		if (f->example == NULL)
			continue;
		printf(".Bd -literal -offset indent\n");
		put_code(str_of(f->example));
		printf("--> ");
		put_code(str_of(f->result));
		printf(".Ed\n");
	}
	printf(".El\n");
	return true;
}

/* ---- keikaku-codes(7) ----------------------------------------------------------- */

static void
put_message(enum message m, enum language language)
{
	const char *fix = message_fix(m, language);

	printf(".Pp\n");
	put_text(message_text(m, language));
	if (fix == NULL)
		return;
	printf(".br\n= ");
	put_text(fix);
}

static void
put_example(const struct code *c, const char *head, const char *text)
{
	printf(".Pp\n%s", head);
	if (c->file != NULL)
		printf(" (%s)", c->file);
	printf(":\n.Bd -literal -offset indent -compact\n");
	put_code(str_of(text));
	printf(".Ed\n");
}

static void
put_meaning(const struct code *c, enum language language)
{
	bool ja = language == LANGUAGE_JA;
	struct buf meaning = {0};
	const char *code;

	printf(".It Li %s\n", c->name);
	buf_printf(&meaning, "%s%s", c->meaning[language], ja ? "。" : ".");
	put_roff(buf_str(&meaning));
	buf_done(&meaning);
	put_text(c->why[language]);
	if (c->rule != NULL)
		printf(ja ? "（%s）\n" : "(%s)\n", c->rule);
	put_example(c, ja ? "まちがいの例" : "Wrong", c->wrong);
	put_example(c, ja ? "正しい例" : "Right", c->right);
	for (enum message m = 0; m < MESSAGE_COUNT; m++)
		if ((code = message_code(m)) != NULL &&
		    strcmp(code, c->name) == 0)
			put_message(m, language);
}

bool
man_codes_part(str argument)
{
	enum language language = is_ja(argument) ? LANGUAGE_JA : LANGUAGE_EN;
	const struct code *c;

	for (c = codes; c->meaning[language] != NULL; c++) {
		if (c->name != NULL) {
			put_meaning(c, language);
			continue;
		}
		if (c > codes)
			printf(".El\n");
		printf(".Ss %s\n.Bl -tag -width Ds\n", c->meaning[language]);
	}
	printf(".El\n");
	return true;
}
