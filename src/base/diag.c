#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

struct diag {
	struct diag *next, *notes;
	enum message message, fix;
	enum level level;
	span at;
	words words, fix_words;
	size_t more;            /* times that the same was said elsewhere */
};

static const struct {
	enum level level;
	const char *code, *text[2], *fix[2];
} table[MESSAGE_COUNT] = {
#define MESSAGE(name, level, code, ja, en, fix_ja, fix_en) \
	{LEVEL_##level, code, {ja, en}, {fix_ja, fix_en}},
#include "base/message.def"
#undef MESSAGE
};

static const char *const level_names[][2] = {
	{"補足", "note"}, {"注意", "warning"}, {"エラー", "error"}
};

/* ---- collecting ---------------------------------------------------- */

static void
append(struct diags *d, struct diag *first, struct diag *last)
{
	if (d->first == NULL)
		d->first = first;
	else
		d->last->next = first;
	d->last = last;
}

static words
keep(struct arena *a, words w)
{
	for (size_t i = 0; i < sizeof(w.word) / sizeof(*w.word); i++)
		if (w.word[i].n > 0)
			w.word[i] = str_copy(a, w.word[i]);
	return w;
}

static struct diag *
new(struct diags *d, enum message message, span at, words w)
{
	struct diag *m = ARENA_NEW(&d->arena, struct diag);

	*m = (struct diag){.message = message, .fix = message, .at = at};
	m->words = m->fix_words = keep(&d->arena, w);
	return m;
}

bool
diag_at(struct diags *d, enum level level, enum message message, span at,
    words w)
{
	struct diag *m = new(d, message, at, w);

	m->level = level;
	append(d, m, m);
	if (level == LEVEL_ERROR)
		d->errors++;
	else if (level == LEVEL_WARNING)
		d->warnings++;
	return level != LEVEL_ERROR;
}

bool
diag(struct diags *d, enum message message, span at, words w)
{
	diag_at(d, table[message].level, message, at, w);
	return false;
}

void
diag_note(struct diags *d, enum message message, span at, words w)
{
	struct diag **last = &d->last->notes;

	while (*last != NULL)
		last = &(*last)->next;
	*last = new(d, message, at, w);
}

void
diag_fix(struct diags *d, enum message message, words w)
{
	d->last->fix = message;
	d->last->fix_words = keep(&d->arena, w);
}

static void put_words(struct buf *, const char *wording, const words *);

void
diag_wording(enum message message, enum language language, words w,
    struct buf *out)
{
	put_words(out, table[message].text[language], &w);
}

void
diags_merge(struct diags *into, struct diags *from)
{
	if (from->first != NULL)
		append(into, from->first, from->last);
	arena_join(&into->arena, &from->arena);
	into->errors += from->errors;
	into->warnings += from->warnings;
	*from = (struct diags){0};
}

bool
diags_machine(const struct diags *d)
{
	const struct diag *m;

	for (m = d->first; m != NULL; m = m->next)
		if (m->level == LEVEL_ERROR &&
		    strncmp(table[m->message].code, "file-", 5) == 0)
			return true;
	return false;
}

/* ---- printing ------------------------------------------------------ */

static void
put_words(struct buf *out, const char *wording, const words *w)
{
	const char *p;

	for (p = wording; *p != '\0'; p++)
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '6' && p[2] == '}') {
			buf_put(out, w->word[p[1] - '1']);
			p += 2;
		} else
			buf_putc(out, *p);
}

/* a terminal does what control characters say: show them instead */
static void
put_safe(struct buf *out, str s)
{
	str rest = s, one;
	uint32_t c;

	while (rest.n > 0) {
		one = rest;
		c = utf8_next(&rest);
		one.n -= rest.n;
		if (c == '\t' || c == '\n')
			buf_putc(out, (char)c);
		else if (c < 0x20)
			utf8_put(out, 0x2400 + c);
		else if ((c >= 0x7f && c < 0xa0) || c == 0xfffd ||
		    (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069))
			utf8_put(out, 0xfffd);
		else
			buf_put(out, one);
	}
}

static void
put_column(struct buf *out, uint32_t column)
{
	if (column > 26)
		put_column(out, (column - 1) / 26);
	buf_putc(out, (char)('A' + (column - 1) % 26));
}

static void
put_cell(struct buf *out, const struct cell *c, enum language language)
{
	if (language == LANGUAGE_EN)
		buf_puts(out, "cell ");
	put_column(out, c->column);
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
	buf_put(out, at.src->path);
	buf_printf(out, ":%u:%u: %s: ", pl.line, pl.col, level);
	if (pl.cell != NULL)
		put_cell(out, pl.cell, language);
}

enum { EXCERPT_MOST = 400 };    /* bytes of a line worth showing */

static void
put_caret(struct buf *out, span at)
{
	struct place pl;
	uint32_t i, width, tabs = 0;
	str part, before;

	if (at.src == NULL || at.len == 0)
		return;
	pl = source_place(at);
	if (pl.text.n > EXCERPT_MOST)
		return;
	before = str_slice(at.src->text, at.off, at.off);
	before.n = (size_t)(before.p - pl.text.p);
	before.p = pl.text.p;
	if (before.n >= pl.text.n)
		return;
	part = source_text(at);
	if (part.n > pl.text.n - before.n)
		part.n = pl.text.n - before.n;
	buf_puts(out, "  | ");
	put_safe(out, pl.text);
	buf_puts(out, "\n  | ");
	/* tabs as they are, so that the caret moves with the line above */
	for (i = 0; i < before.n; i++)
		if (before.p[i] == '\t') {
			buf_putc(out, '\t');
			tabs++;
		}
	for (i = 0; i < pl.width; i++)
		buf_putc(out, ' ');
	width = utf8_width(part);
	for (i = 0; i < (width > 0 ? width : 1); i++)
		buf_putc(out, i == 0 ? '^' : '~');
	buf_putc(out, '\n');
}

static void
put_diag(struct buf *out, const struct diag *m, enum language language)
{
	const char *fix = table[m->fix].fix[language];
	struct buf said = {0};

	put_place(out, m->at, level_names[m->level][language], language);
	put_words(&said, table[m->message].text[language], &m->words);
	put_safe(out, buf_str(&said));
	if (table[m->message].code != NULL)
		buf_printf(out, " [%s]", table[m->message].code);
	buf_putc(out, '\n');
	put_caret(out, m->at);
	if (m->fix != m->message)
		fix = table[m->fix].text[language];
	if (fix != NULL) {
		said.n = 0;
		put_words(&said, fix, &m->fix_words);
		buf_puts(out, language == LANGUAGE_JA ?
		    "  = 直し方：" : "  = fix: ");
		put_safe(out, buf_str(&said));
		buf_putc(out, '\n');
	}
	buf_done(&said);
}

static int
order_places(span a, span b)
{
	int c;

	if ((a.src == NULL) != (b.src == NULL))
		return a.src == NULL ? -1 : 1;
	if (a.src == NULL)
		return 0;
	if ((c = str_cmp(a.src->path, b.src->path)) != 0)
		return c;
	return (a.off > b.off) - (a.off < b.off);
}

/* 0 if they say the same of the same place */
static int
order_messages(const struct diag *a, const struct diag *b)
{
	int c = order_places(a->at, b->at);

	if (c == 0 && a->message != b->message)
		return a->message < b->message ? -1 : 1;
	for (size_t i = 0; c == 0 && i < sizeof(words) / sizeof(str); i++)
		c = str_cmp(a->words.word[i], b->words.word[i]);
	return c;
}

static int
order(const void *pa, const void *pb)
{
	const struct diag *a = *(struct diag *const *)pa;
	const struct diag *b = *(struct diag *const *)pb;
	int c = order_messages(a, b);

	for (a = a->notes, b = b->notes; c == 0 && a != NULL && b != NULL;
	    a = a->next, b = b->next)
		c = order_messages(a, b);
	return c;
}

/* one layout that fails on a hundred pages is one mistake */
static size_t
collapse(struct diag **all, size_t n)
{
	size_t kept = 0, i;

	for (i = 0; i < n; i++) {
		all[i]->more = 0;
		if (kept > 0 && order_messages(all[kept - 1], all[i]) == 0)
			all[kept - 1]->more++;
		else
			all[kept++] = all[i];
	}
	return kept;
}

static struct diag **
sort(const struct diags *d, size_t *n)
{
	struct diag **all, *m;
	size_t i = 0;

	*n = 0;
	for (m = d->first; m != NULL; m = m->next)
		++*n;
	if ((all = calloc(*n + 1, sizeof(*all))) == NULL)
		abort();
	for (m = d->first; m != NULL; m = m->next)
		all[i++] = m;
	qsort(all, *n, sizeof(*all), order);
	*n = collapse(all, *n);
	return all;
}

/* errors first have the right to be seen: warnings fill what is left */
static size_t
choose(struct diag **all, size_t n, size_t most)
{
	size_t errors = 0, warnings, kept = 0, i;

	for (i = 0; i < n; i++)
		errors += all[i]->level == LEVEL_ERROR;
	warnings = most > errors ? most - errors : 0;
	for (i = 0; i < n && kept < most; i++) {
		if (all[i]->level != LEVEL_ERROR && warnings == 0)
			continue;
		if (all[i]->level != LEVEL_ERROR)
			warnings--;
		all[kept++] = all[i];
	}
	return kept;
}

void
diags_print(const struct diags *d, enum language language, size_t most,
    FILE *f)
{
	size_t n, kept, i;
	struct diag **all = sort(d, &n), *m;
	struct buf out = {0};

	kept = choose(all, n, most);
	for (i = 0; i < kept; i++) {
		put_diag(&out, all[i], language);
		for (m = all[i]->notes; m != NULL; m = m->next)
			put_diag(&out, m, language);
		if (all[i]->more > 0)
			buf_printf(&out, language == LANGUAGE_JA ?
			    "  = 同じことが、ほかに%zu回ありました。\n" :
			    "  = the same happened %zu more times.\n",
			    all[i]->more);
	}
	if (kept < n)
		buf_printf(&out, language == LANGUAGE_JA ?
		    "ほかに%zu件あります。\n" : "and %zu more.\n", n - kept);
	if (out.n > 0)
		fwrite(out.p, 1, out.n, f);
	buf_done(&out);
	free(all);
}

void
diags_done(struct diags *d)
{
	arena_done(&d->arena);
	*d = (struct diags){0};
}
