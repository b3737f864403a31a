#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
#include "site/compare.h"

enum { JSON_MOST = 64 << 20 };

/* ---- two sides ------------------------------------------------------------- */

/* The plans of one side, from a site's folder or one plan.json. */
struct side {
	const struct version **versions;
	size_t n;
};

static bool
add(struct arena *a, struct side *s, str path, str text, struct diags *d)
{
	const struct version *v = version_read(a, source_new(a, path, text),
	    d);

	if (v != NULL)
		s->versions[s->n++] = v;
	return v != NULL;
}

static bool
read_file(struct arena *a, const char *path, struct side *s,
    struct diags *d)
{
	str text;

	s->versions = ARENA_NEWN(a, const struct version *, 1);
	if (!io_read(a, path, JSON_MOST, &text))
		return io_diag(d, MESSAGE_FILE_READ, str_of(path));
	return add(a, s, str_of(path), text, d);
}

/* a draft may be compared though it would not pass a release */
static bool
read_folder(struct arena *a, struct pipeline *p, const char *path,
    struct side *s, struct diags *d)
{
	struct buf text = {0};
	bool ok = pipeline_load(p, d);
	size_t n = pipeline_count(p).plans;

	s->versions = ARENA_NEWN(a, const struct version *, n);
	for (size_t i = 0; ok && i < n; i++) {
		text.n = 0;
		pipeline_plan(p, i, &text);
		ok = add(a, s, str_of(path), str_copy(a, buf_str(&text)), d);
	}
	buf_done(&text);
	return ok;
}

/* the exit status: of the content's problems or the machine's */
static int
read_side(struct arena *a, const struct options *o, const char *path,
    struct side *s)
{
	struct options at = *o;
	struct pipeline *p;
	struct diags d = {0};
	int code = EXIT_GOOD;

	at.folder = path;
	p = pipeline_new(&at);
	if (!(io_is_folder(path) ? read_folder(a, p, path, s, &d) :
	    read_file(a, path, s, &d))) {
		diags_print(&d, o->language, DIAGS_MOST, stderr);
		code = diags_machine(&d) ? EXIT_MACHINE : EXIT_PROBLEMS;
	}
	pipeline_free(p);
	diags_done(&d);
	return code;
}

/* ---- what differs ------------------------------------------------------------- */

/* The changes of one plan. */
struct part {
	str title;
	struct changes changes;
};

struct parts {
	struct part *items;
	size_t n;
};

static const struct version *
find(const struct side *s, str id)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(version_id(s->versions[i]), id))
			return s->versions[i];
	return NULL;
}

static void
add_part(struct arena *a, const struct version *old,
    const struct version *new, enum language language, struct parts *all)
{
	struct part *p = &all->items[all->n];

	p->title = version_title(new != NULL ? new : old);
	compare(a, old, new, language, &p->changes);
	all->n += p->changes.n > 0;
}

/* two files are two versions of one plan, whatever their ids */
static struct parts
compare_sides(struct arena *a, const struct side *old,
    const struct side *new, bool files, enum language language)
{
	struct parts all = {ARENA_NEWN(a, struct part, old->n + new->n + 1),
	    0};
	str id;

	if (files) {
		add_part(a, old->versions[0], new->versions[0], language,
		    &all);
		return all;
	}
	for (size_t i = 0; i < new->n; i++) {
		id = version_id(new->versions[i]);
		add_part(a, find(old, id), new->versions[i], language, &all);
	}
	for (size_t i = 0; i < old->n; i++)
		if (find(new, version_id(old->versions[i])) == NULL)
			add_part(a, old->versions[i], NULL, language, &all);
	return all;
}

/* ---- printing --------------------------------------------------------------- */

struct words_of_table {
	const char *title, *item, *old, *new, *reason, *added, *removed, *none;
};

static const struct words_of_table tables[] = {
	{"新旧対照表", "項目", "旧", "新", "理由", "（新しい項目）",
	    "（なくなった項目）", "違いはありません。"},
	{"Comparison of versions", "Item", "Old", "New", "Reason", "(new)",
	    "(removed)", "Nothing differs."}
};

static str
item(struct arena *a, const struct change *c, enum language language)
{
	const char *kind = language == LANGUAGE_JA ? c->kind->shape.ja :
	    c->kind->shape.name;

	return str_printf(a, language == LANGUAGE_JA ? "%s「" STR_FMT "」%s%s" :
	    "%s '" STR_FMT "'%s%s", kind, STR_ARG(c->title),
	    c->place != NULL ? language == LANGUAGE_JA ? "　" : ": " : "",
	    c->place != NULL ? c->place : "");
}

/* an entity that is new or gone is named; a row says what it holds */
static str
old_text(const struct change *c, const struct words_of_table *w)
{
	if (c->how == CHANGE_ADDED)
		return str_of(w->added);
	return c->how == CHANGE_REMOVED && c->old.n == 0 ? c->title : c->old;
}

static str
new_text(const struct change *c, const struct words_of_table *w)
{
	if (c->how == CHANGE_REMOVED)
		return str_of(w->removed);
	return c->how == CHANGE_ADDED && c->new.n == 0 ? c->title : c->new;
}

/* further lines stand below the first, and give no orders: ::error:: */
static void
put_lines(struct buf *out, const char *head, str text)
{
	buf_printf(out, "  %s: ", head);
	for (size_t i = 0; i < text.n; i++) {
		buf_putc(out, text.p[i]);
		if (text.p[i] == '\n')
			buf_puts(out, "    | ");
	}
	buf_putc(out, '\n');
}

/* a title on its line */
static void
put_line(struct buf *out, str text)
{
	utf8_show_line(text, out);
	buf_putc(out, '\n');
}

static void
put_text(struct buf *out, struct arena *a, const struct part *p,
    const struct words_of_table *w, enum language language)
{
	const struct change *c = p->changes.items;

	buf_puts(out, "# ");
	put_line(out, p->title);
	for (size_t i = 0; i < p->changes.n; i++, c++) {
		buf_putc(out, '\n');
		put_line(out, item(a, c, language));
		put_lines(out, w->old, old_text(c, w));
		put_lines(out, w->new, new_text(c, w));
		if (c->reason.n > 0)
			put_lines(out, w->reason, c->reason);
	}
	buf_putc(out, '\n');
}

/* in Markdown: one line, nothing in it is markup */
static void
put_plain(struct buf *out, str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n' || text.p[i] == '\r')
			buf_puts(out, "／");
		else {
			if (strchr("\\`*_{}[]<>|#!&~", text.p[i]) != NULL &&
			    text.p[i] != '\0')
				buf_putc(out, '\\');
			buf_putc(out, text.p[i]);
		}
}

static void
put_cell(struct buf *out, str text)
{
	buf_putc(out, ' ');
	put_plain(out, text);
	buf_puts(out, " |");
}

static void
put_markdown(struct buf *out, struct arena *a, const struct part *p,
    const struct words_of_table *w, enum language language)
{
	const struct change *c = p->changes.items;

	buf_puts(out, "# ");
	put_plain(out, p->title);
	buf_printf(out, "\n\n| %s | %s | %s | %s |\n|:--|:--|:--|:--|\n",
	    w->item, w->old, w->new, w->reason);
	for (size_t i = 0; i < p->changes.n; i++, c++) {
		buf_putc(out, '|');
		put_cell(out, item(a, c, language));
		put_cell(out, old_text(c, w));
		put_cell(out, new_text(c, w));
		put_cell(out, c->reason);
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
}

static void
put_html_lines(struct buf *out, str text)
{
	struct buf escaped = {0};

	buf_html(&escaped, text);
	for (size_t i = 0; i < escaped.n; i++)
		if (escaped.p[i] == '\n')
			buf_puts(out, "<br>");
		else
			buf_putc(out, escaped.p[i]);
	buf_done(&escaped);
}

static void
put_html_cell(struct buf *out, const char *tag, str text)
{
	buf_printf(out, "<%s>", tag);
	put_html_lines(out, text);
	buf_printf(out, "</%s>\n",
	    strcmp(tag, "td") == 0 ? "td" : "th");
}

static void
put_html(struct buf *out, struct arena *a, const struct part *p,
    const struct words_of_table *w, enum language language)
{
	const struct change *c = p->changes.items;

	buf_puts(out, "<table>\n<caption>");
	put_html_lines(out, p->title);
	buf_printf(out, "</caption>\n<thead>\n<tr><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">%s</th></tr>\n</thead>\n<tbody>\n", w->item,
	    w->old, w->new, w->reason);
	for (size_t i = 0; i < p->changes.n; i++, c++) {
		buf_puts(out, "<tr>\n");
		put_html_cell(out, "th scope=\"row\"", item(a, c, language));
		put_html_cell(out, "td", old_text(c, w));
		put_html_cell(out, "td", new_text(c, w));
		put_html_cell(out, "td", c->reason);
		buf_puts(out, "</tr>\n");
	}
	buf_puts(out, "</tbody>\n</table>\n");
}

static const struct form {
	const char *name;
	void (*put)(struct buf *, struct arena *, const struct part *,
	    const struct words_of_table *, enum language);
	const char *head;       /* above all; %s is the title; or NULL */
} forms[] = {
	{"text", put_text, NULL},
	{"markdown", put_markdown, "---\ntitle: %s\n---\n\n"},
	{"html", put_html, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
	    "<title>%s</title>\n<style>table { border-collapse: collapse } "
	    "th, td { border: 1px solid; padding: .4em; text-align: left; "
	    "vertical-align: top }</style>\n"},
};

static const struct form *
find_form(const char *name)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (name == NULL || strcmp(forms[i].name, name) == 0)
			return &forms[i];
	return NULL;
}

static int
print(struct arena *a, const struct parts *all, const struct form *form,
    enum language language)
{
	const struct words_of_table *w = &tables[language];
	struct buf out = {0}, shown = {0};
	bool ok;

	if (form->head != NULL)
		buf_put(&out, str_printf(a, form->head, w->title));
	for (size_t i = 0; i < all->n; i++)
		form->put(&out, a, &all->items[i], w, language);
	if (all->n == 0)
		buf_printf(&out, "%s\n", w->none);
	utf8_show(buf_str(&out), &shown);
	ok = fwrite(shown.p, 1, shown.n, stdout) == shown.n &&
	    fflush(stdout) == 0;
	buf_done(&out);
	buf_done(&shown);
	return ok ? EXIT_GOOD : EXIT_MACHINE;
}

int
diff(const struct options *o)
{
	const struct form *form = find_form(o->format);
	const bool files = !io_is_folder(o->operands[0]) &&
	    !io_is_folder(o->operands[1]);
	struct arena a = {0};
	struct side old = {0}, new = {0};
	struct parts all;
	int code;

	if (form == NULL) {
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    "keikaku: %s: --format は text、markdown、html のどれかです\n" :
		    "keikaku: %s: --format is text, markdown or html\n",
		    o->format);
		return EXIT_USAGE;
	}
	code = read_side(&a, o, o->operands[0], &old);
	if (code == EXIT_GOOD)
		code = read_side(&a, o, o->operands[1], &new);
	if (code == EXIT_GOOD) {
		all = compare_sides(&a, &old, &new, files, o->language);
		code = print(&a, &all, form, o->language);
	}
	arena_done(&a);
	return code;
}
