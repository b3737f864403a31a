#include "base/diag.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

static const char *const level_names[][2] = {
	{"補足", "note"}, {"注意", "warning"}, {"エラー", "error"}
};

static void
put_cell(struct buf *out, const struct cell *c, enum language language)
{
	if (language == LANGUAGE_EN)
		buf_puts(out, "cell ");
	source_column(c->column, out);
	buf_printf(out, language == LANGUAGE_JA ? "列%u行目：" : "%u: ", c->row);
}

static void
put_place(struct buf *out, span at, const char *level,
    enum language language)
{
	struct place pl;

	if (at.src == NULL) {
		buf_printf(out, "%s: ", level);
		return;
	}
	pl = source_place(at);
	utf8_show_line(at.src->path, out);
	buf_printf(out, ":%u:%u: %s: ", pl.line, pl.col, level);
	if (pl.cell != NULL)
		put_cell(out, pl.cell, language);
}

enum { EXCERPT_MOST = 400 };    /* bytes of a line worth showing */

static void
put_caret(struct buf *out, span at)
{
	struct place pl;
	uint32_t i, width;
	str part, before;

	if (at.src == NULL)
		return;
	pl = source_place(at);
	if (pl.text.n > EXCERPT_MOST || (at.len == 0 && pl.cell == NULL))
		return;
	before = str_slice(at.src->text, at.off, at.off);
	before.n = (size_t)(before.p - pl.text.p);
	before.p = pl.text.p;
	if (before.n + (at.len > 0) > pl.text.n)
		return;
	part = source_text(at);
	if (part.n > pl.text.n - before.n)
		part.n = pl.text.n - before.n;
	buf_puts(out, "  | ");
	utf8_show(pl.text, out);
	buf_puts(out, "\n  | ");
	/* tabs as they are, so that the caret moves with the line above */
	for (i = 0; i < before.n; i++)
		if (before.p[i] == '\t')
			buf_putc(out, '\t');
	for (i = 0, width = utf8_width(before); i < width; i++)
		buf_putc(out, ' ');
	width = utf8_width(part);
	for (i = 0; i < (width > 0 ? width : 1); i++)
		buf_putc(out, i == 0 ? '^' : '~');
	buf_putc(out, '\n');
}

static void
put_finding(struct buf *out, const struct finding *f, enum language language)
{
	put_place(out, f->at, level_names[f->level][language], language);
	buf_put(out, f->text);
	if (f->code != NULL)
		buf_printf(out, " [%s]", f->code);
	buf_putc(out, '\n');
	put_caret(out, f->at);
	if (f->fix.p == NULL)
		return;
	buf_puts(out, language == LANGUAGE_JA ? "  = 直し方：" : "  = fix: ");
	buf_put(out, f->fix);
	buf_putc(out, '\n');
}

void
finding_put(const struct finding *f, enum language language, struct buf *out)
{
	put_finding(out, f, language);
	for (size_t i = 0; i < f->nnotes; i++)
		put_finding(out, &f->notes[i], language);
	if (f->more > 0)
		buf_printf(out, language == LANGUAGE_JA ?
		    "  = 同じことが、ほかに%zu回ありました。\n" :
		    "  = the same happened %zu more times.\n", f->more);
}

/* errors first have the right to be seen: warnings fill what is left */
static size_t
choose(struct finding *all, size_t n, size_t most)
{
	size_t errors = 0, warnings, kept = 0, i;

	for (i = 0; i < n; i++)
		errors += all[i].level == LEVEL_ERROR;
	warnings = most > errors ? most - errors : 0;
	for (i = 0; i < n && kept < most; i++) {
		if (all[i].level != LEVEL_ERROR && warnings == 0)
			continue;
		if (all[i].level != LEVEL_ERROR)
			warnings--;
		all[kept++] = all[i];
	}
	return kept;
}

void
diags_print(const struct diags *d, enum language language, size_t most,
    FILE *f)
{
	struct arena a = {0};
	struct buf out = {0};
	size_t n, kept, i;
	struct finding *all = diags_findings(d, language, &a, &n);

	kept = choose(all, n, most);
	for (i = 0; i < kept; i++)
		finding_put(&all[i], language, &out);
	if (kept < n)
		buf_printf(&out, language == LANGUAGE_JA ?
		    "ほかに%zu件あります。\n" : "and %zu more.\n", n - kept);
	if (out.n > 0)
		fwrite(out.p, 1, out.n, f);
	buf_done(&out);
	arena_done(&a);
}
