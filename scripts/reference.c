/*
 * Fills the generated parts of a Markdown file or a manual page, stdin to
 * stdout.  Between
 *	<!-- begin: WHAT --> and <!-- end: WHAT -->	(in roff behind .\")
 * comes what WHAT names (see parts[], at the end), printed from the tables
 * that the program itself uses.  scripts/reference runs it over docs/.
 */

#include "reference.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "cmd/options.h"
#include "model/decode.h"
#include "model/kind.h"
#include "model/status.h"
#include "script/api.h"
#include "site/config.h"

#define COUNT(list)  (sizeof(list) / sizeof(*(list)))

void
put(str s)
{
	printf(STR_FMT, STR_ARG(s));
}

void
put_cell(str s)
{
	for (size_t i = 0; i < s.n; i++)
		printf(s.p[i] == '|' ? "\\%c" : "%c", s.p[i]);
}

/* ---- shapes ------------------------------------------------------------- */

static const struct shape *
find_shape(str name)
{
	const struct kind *k = kind_find(name);

	if (str_eq(name, STR("entity")))
		return &entity_shape;
	if (str_eq(name, STR("figure")))
		return &figure_shape;
	if (str_eq(name, STR("site")))
		return &config_shape;
	return k != NULL ? &k->shape : NULL;
}

static bool
has_records(const struct field *f)
{
	return f->type == FIELD_RECORD || f->type == FIELD_RECORDS;
}

/* the first field of a shape that holds records of another */
static bool
begins(const struct shape *s, const struct field *f)
{
	const struct field *g = s->fields;

	while (g->of != f->of)
		g++;
	return has_records(f) && g == f;
}

/* the fields of a shape that hold records of another: `breaks`, `events` */
static void
put_holders(const struct shape *s, const void *of, const char *between)
{
	const struct field *f;
	const char *before = "";

	for (f = s->fields; f < s->fields + s->nfields; f++)
		if (f->of == of) {
			printf("%s`%s`", before, f->name);
			before = between;
		}
}

static bool
is_list(const struct field *f)
{
	return f->type == FIELD_TEXTS || f->type == FIELD_FIGURES ||
	    f->type == FIELD_REFS || f->type == FIELD_RECORDS;
}

/* ---- fields NAME: what an author writes ---------------------------------- */

static void
put_choices(const struct field *f, const char *before, const char *after,
    const char *between)
{
	const struct choices *c;

	for (c = f->of; c->word != NULL; c++) {
		printf("%s`%s`", c == f->of ? "" : between, c->word);
		if (c->also != NULL)
			printf("%s%s%s", before, c->also, after);
	}
}

static void
put_type(const struct field *f)
{
	const struct shape *s = f->of;

	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_TEXTS:
		printf("文字");
		break;
	case FIELD_BOOL:
		printf("`true` か `false`");
		break;
	case FIELD_CHOICE:
		put_choices(f, "（", "）", "、");
		break;
	case FIELD_YEAR:
		printf("[年](#年の書きかた)");
		break;
	case FIELD_FIGURE:
	case FIELD_FIGURES:
		printf("[数値](#数値の書きかた)");
		break;
	case FIELD_REF:
	case FIELD_REFS:
		printf("%sの id",
		    s != NULL ? ((const struct kind *)f->of)->shape.ja : "項目");
		break;
	case FIELD_RECORD:
	case FIELD_RECORDS:
		printf("「%s」の項目", s->ja);
		break;
	}
	if (is_list(f))
		printf("の一覧");
}

static void
put_fields(const struct field *fields, size_t n)
{
	const struct field *f;

	printf("| 項目 | 意味 | 必須 | 書くもの |\n|---|---|---|---|\n");
	for (f = fields; f < fields + n; f++) {
		printf("| `%s` | ", f->name);
		put_cell(str_of(f->ja));
		printf(" | %s | ", f->required ? "○" : "");
		put_type(f);
		printf(" |\n");
	}
}

static void
put_records(const struct shape *s)
{
	const struct field *f;
	const struct shape *of;

	for (f = s->fields; f < s->fields + s->nfields; f++) {
		if (!begins(s, f))
			continue;
		of = f->of;
		printf("\n");
		put_holders(s, of, "、");
		printf(" に書く「%s」の項目：\n\n", of->ja);
		put_fields(of->fields, of->nfields);
		if (of->plain != NULL)
			printf("\n文字だけを書くと、`%s` に書いたことになります。\n",
			    of->plain);
		put_records(of);
	}
}

static bool
fields_part(str name)
{
	const struct shape *s = find_shape(name);

	if (s == NULL)
		return false;
	put_fields(s->fields, s->nfields);
	put_records(s);
	return true;
}

/* ---- view NAME: what a template sees ------------------------------------- */

static void
put_value(const struct field *f)
{
	static const char *const names[] = {
		[FIELD_TEXT] = "text", [FIELD_TEXTS] = "list of texts",
		[FIELD_BOOL] = "true or false", [FIELD_CHOICE] = "text",
		[FIELD_YEAR] = "[year](#years)",
		[FIELD_FIGURE] = "[figure](#figures)",
		[FIELD_FIGURES] = "list of [figures](#figures)"
	};
	const struct kind *k = f->of;

	if (f->type == FIELD_REF || f->type == FIELD_REFS)
		printf("%s%s", is_list(f) ? "list of " : "",
		    k == NULL ? "any entity" : is_list(f) ? k->folder :
		    k->shape.name);
	else if (has_records(f))
		printf("%s`%s`", is_list(f) ? "list of " : "",
		    ((const struct shape *)f->of)->name);
	else
		printf("%s", names[f->type]);
	if (f->type == FIELD_CHOICE) {
		printf(": ");
		put_choices(f, " (", ")", ", ");
	}
	if (!f->required && !is_list(f) && f->type != FIELD_BOOL)
		printf(", or nil");
}

static void
put_row(const char *name)
{
	printf("| `%s` | ", name);
}

static void
put_values(const struct field *fields, size_t n)
{
	const struct field *f;

	printf("| field | value | what it is |\n|---|---|---|\n");
	for (f = fields; f < fields + n; f++) {
		put_row(f->name);
		put_value(f);
		printf(" | ");
		put_cell(str_of(f->en));
		printf(" |\n");
	}
}

/* the ways back to a kind from the fields of another, or of its records */
static void
put_backs(const struct kind *to, const struct kind *from,
    const struct shape *s, const char *within)
{
	const struct field *f;

	for (f = s->fields; f < s->fields + s->nfields; f++) {
		if (has_records(f))
			put_backs(to, from, f->of, f->name);
		if (f->back == NULL || f->of != to)
			continue;
		put_row(f->back);
		printf("list of %s | whose `%s%s%s` names it |\n",
		    from->folder, within, *within != '\0' ? "." : "", f->name);
	}
}

static void
put_own(const struct kind *k)
{
	size_t i;

	for (i = 0; i < KIND_COUNT; i++)
		put_backs(k, kinds[i], &kinds[i]->shape, "");
	for (i = 0; k == &kind_plan && i < KIND_COUNT; i++)
		if (kinds[i] != &kind_plan && !kinds[i]->of_site) {
			put_row(kinds[i]->folder);
			printf("list of %s | all of the plan |\n",
			    kinds[i]->folder);
		}
}

static void
put_inner(const struct shape *s)
{
	const struct field *f;
	const struct shape *of;

	for (f = s->fields; f < s->fields + s->nfields; f++) {
		if (!begins(s, f))
			continue;
		of = f->of;
		printf("\n`%s`, of ", of->name);
		put_holders(s, of, " and ");
		printf(":\n\n");
		put_values(of->fields, of->nfields);
		put_inner(of);
	}
}

static bool
view_part(str name)
{
	const struct shape *s = find_shape(name);
	const struct kind *k = kind_find(name);

	if (s == NULL)
		return false;
	put_values(s->fields, s->nfields);
	if (k != NULL)
		put_own(k);
	put_inner(s);
	return true;
}

static bool
views_part(str nothing)
{
	(void)nothing;
	for (size_t i = 0; i < KIND_COUNT; i++) {
		printf("%s### %s\n\n%s%s\n\n", i > 0 ? "\n" : "",
		    kinds[i]->shape.name, kinds[i]->en, kinds[i]->rows ?
		    " A row: it has no id, no title and no page." : "");
		view_part(str_of(kinds[i]->shape.name));
	}
	return true;
}

/* ---- kinds --------------------------------------------------------------- */

static void
put_files(const struct kind *k)
{
	if (k == &kind_plan)
		printf("`plan.md`");
	else if (k->of_site)
		printf("`content/%s/*.md`", k->folder);
	else if (k->rows)
		printf("`%s.csv` か `%s.yaml`", k->folder, k->folder);
	else
		printf("`%s.yaml`、`%s.csv` か `%s/*.md`", k->folder,
		    k->folder, k->folder);
}

static void
put_pages(const struct kind *k)
{
	if (k == &kind_plan)
		printf("`index.html`");
	else if (k->pages == PAGES_LIST)
		printf("`%s`", k->list);
	else if (k->pages == PAGES_NONE)
		printf("（ほかのページに出ます）");
	else if (k->of_site)
		printf("`%s/<id>.html`", k->folder);
	else
		printf("`%s/index.html`、`%s/<id>.html`", k->folder,
		    k->folder);
}

static bool
kinds_part(str nothing)
{
	const struct kind *k;

	(void)nothing;
	printf("| 種類 | 何を書くか | ファイル | できるページ |\n"
	    "|---|---|---|---|\n");
	for (size_t i = 0; i < KIND_COUNT; i++) {
		k = kinds[i];
		printf("| %s（`%s`） | %s | ", k->shape.ja, k->shape.name,
		    k->ja);
		put_files(k);
		printf(" | ");
		put_pages(k);
		printf(" |\n");
	}
	return true;
}

/* which page gets which layout, for those who make themes */
static bool
layouts_part(str nothing)
{
	const struct kind *k;

	(void)nothing;
	printf("| page | layout | else |\n|---|---|---|\n"
	    "| `index.html` | `home` | |\n");
	for (size_t i = 0; i < KIND_COUNT; i++) {
		k = kinds[i];
		if (k == &kind_plan)
			printf("| `<plan>/index.html` | `plan` | `entity` |\n");
		else if (k->of_site)
			printf("| `%s/<id>.html` | `%s` | `entity` |\n",
			    k->folder, k->shape.name);
		else if (k->pages == PAGES_LIST)
			printf("| `<plan>/%s` | `%s` | `list` |\n", k->list,
			    k->folder);
		else if (k->pages == PAGES_EACH)
			printf("| `<plan>/%s/index.html` | `%s` | `list` |\n"
			    "| `<plan>/%s/<id>.html` | `%s` | `entity` |\n",
			    k->folder, k->folder, k->folder, k->shape.name);
	}
	return true;
}

/* ---- what can be said of an indicator ------------------------------------- */

static bool
put_names(const struct status_name *names, size_t n)
{
	printf("| 日本語 | 英語 | データでの名前 |\n|---|---|---|\n");
	for (size_t i = 1; i < n; i++) {
		printf("| ");
		put(names[i].ja);
		printf(" | ");
		put(names[i].en);
		printf(" | `");
		put(names[i].word);
		printf("` |\n");
	}
	return true;
}

static bool
statuses_part(str nothing)
{
	(void)nothing;
	return put_names(status_names, STATUS_COUNT);
}

static bool
reasons_part(str nothing)
{
	(void)nothing;
	return put_names(status_reasons, STATUS_REASON_COUNT);
}

/* ---- api and options ------------------------------------------------------ */

static void
put_prefixed(const char *prefix, str text)
{
	size_t end;

	for (; text.n > 0; text = str_slice(text, end, text.n)) {
		end = str_find(text, STR("\n"));
		printf("%s" STR_FMT "\n", prefix,
		    STR_ARG(str_slice(text, 0, end)));
		end += end < text.n;
	}
}

/* several ways of calling it have a pair of quotes each */
static void
put_usage(str usage)
{
	const str or = STR(" or ");
	size_t at = str_find(usage, or);

	put(str_slice(usage, 0, at));
	if (at < usage.n) {
		printf("` or `");
		put_usage(str_slice(usage, at + or.n, usage.n));
	}
}

static bool
api_part(str nothing)
{
	const struct api_function *f;

	(void)nothing;
	for (f = api_functions; f->name != NULL; f++) {
		printf("%s### %s\n\n`", f == api_functions ? "" : "\n",
		    f->name);
		put_usage(str_of(f->usage));
		printf("`: %s%s\n\n%s。\n", f->en,
		    str_ends(str_of(f->en), STR("?")) ? "" : ".", f->ja);
		if (f->example == NULL)
			continue;
		printf("\n```lua prints\n%s\n", f->example);
		put_prefixed("--> ", str_of(f->result));
		printf("```\n");
	}
	return true;
}

static bool
options_part(str nothing)
{
	const struct option_form *o;

	(void)nothing;
	printf("| 指定 | 短い形 | コマンド | 意味 |\n|---|---|---|---|\n");
	for (o = option_forms; o->name != NULL; o++) {
		printf("| `--%s%s", o->name, o->value != NULL ? " " : "");
		put_cell(str_of(o->value != NULL ? o->value : ""));
		if (o->letter != 0)
			printf("` | `-%c` | ", o->letter);
		else
			printf("` | | ");
		printf("%s | %s |\n", o->commands != NULL ? o->commands :
		    "すべて", o->ja);
	}
	return true;
}

/* ---- files ---------------------------------------------------------------- */

static const struct {
	const char *name;
	bool (*print)(str argument);
} parts[] = {
	{"kinds", kinds_part}, {"layouts", layouts_part},
	{"fields", fields_part}, {"view", view_part}, {"views", views_part},
	{"figures", figures_part}, {"no-figures", no_figures_part},
	{"years", years_part}, {"no-years", no_years_part},
	{"statuses", statuses_part}, {"reasons", reasons_part},
	{"limits", limits_part},
	{"sheets", sheets_part}, {"figure-columns", figure_columns_part},
	{"api", api_part}, {"options", options_part},
	{"man-synopsis", man_synopsis_part}, {"man-options", man_options_part},
	{"man-files", man_files_part}, {"man-keys", man_keys_part},
	{"man-sheets", man_sheets_part}, {"man-limits", man_limits_part},
	{"man-layouts", man_layouts_part}, {"man-backs", man_backs_part},
	{"man-api", man_api_part}, {"man-codes", man_codes_part}
};

static bool
print_part(str what)
{
	size_t blank = str_find(what, STR(" "));
	str name = str_slice(what, 0, blank);
	str argument = blank < what.n ?
	    str_slice(what, blank + 1, what.n) : (str){0};

	for (size_t i = 0; i < COUNT(parts); i++)
		if (str_eq(name, str_of(parts[i].name)))
			return parts[i].print(argument);
	return false;
}

/* the words of a marker in Markdown or roff; {0} if the line is none */
static str
marker(str line, const char *word, bool *roff)
{
	static const struct {
		const char *head, *tail;
	} forms[] = {{"<!-- ", " -->\n"}, {".\\\" ", "\n"}};
	str head, tail = str_of(word);

	for (size_t i = 0; i < COUNT(forms); i++) {
		head = str_of(forms[i].head);
		if (!str_starts(line, head) ||
		    !str_starts(str_slice(line, head.n, line.n), tail) ||
		    !str_ends(line, str_of(forms[i].tail)))
			continue;
		*roff = i > 0;
		return str_slice(line, head.n + tail.n,
		    line.n - str_of(forms[i].tail).n);
	}
	return (str){0};
}

/* the lines up to the end of the part that began */
static bool
skip(FILE *in, str what, char **line, size_t *size)
{
	ssize_t n;
	bool roff;

	while ((n = getline(line, size, in)) >= 0)
		if (str_eq(marker((str){*line, (size_t)n}, "end: ", &roff),
		    what)) {
			put((str){*line, (size_t)n});
			return true;
		}
	return false;
}

/* between blank lines, which roff has none of */
static bool
print(str what, bool roff)
{
	bool ok;

	if (!roff)
		putchar('\n');
	ok = print_part(what);
	if (!roff)
		putchar('\n');
	return ok;
}

static bool
fill(FILE *in)
{
	struct arena a = {0};
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	str what;
	bool ok = true, roff;

	while ((n = getline(&line, &size, in)) >= 0) {
		put((str){line, (size_t)n});
		what = marker((str){line, (size_t)n}, "begin: ", &roff);
		if (what.n == 0)
			continue;
		what = str_copy(&a, what);
		if (print(what, roff) && skip(in, what, &line, &size))
			continue;
		fprintf(stderr, "reference: %s\n", what.p);
		ok = false;
	}
	free(line);
	arena_done(&a);
	return ok;
}

int
main(void)
{
	bool ok = fill(stdin);

	return ok && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
