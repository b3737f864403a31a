#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"

struct diag {
	struct diag *next, *notes;
	enum message message, fix;
	enum level level;
	span at;
	const words *words, *fix_words;
	struct edit *edits;
	size_t nedits;
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

/* a word that nobody would read to its end */
static str
shorten(struct arena *a, str s)
{
	enum { WORD_MOST = 2000 };
	size_t n = WORD_MOST;

	if (s.n <= WORD_MOST)
		return str_copy(a, s);
	while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	s.n = n;
	return str_printf(a, STR_FMT "…", STR_ARG(s));
}

static const words *
keep(struct arena *a, words w)
{
	static const words none = {0};
	size_t i, n = sizeof(w.word) / sizeof(*w.word), used = 0;
	words *kept;

	for (i = 0; i < n; i++)
		if (w.word[i].n > 0) {
			w.word[i] = shorten(a, w.word[i]);
			used++;
		}
	if (used == 0)
		return &none;
	kept = ARENA_NEW(a, words);
	*kept = w;
	return kept;
}

static struct diag *
new(struct diags *d, enum message message, span at, words w)
{
	struct diag *m = ARENA_NEW(&d->arena, struct diag);

	*m = (struct diag){.message = message, .fix = message, .at = at};
	m->words = m->fix_words = keep(&d->arena, w);
	return m;
}

void
diag_add(struct diags *d, enum message message, span at, words w)
{
	diag_at(d, table[message].level, message, at, w);
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

void
diag_edit(struct diags *d, span at, str instead)
{
	struct diag *m = d->last;

	m->edits = ARENA_MORE(&d->arena, m->edits, m->nedits);
	m->edits[m->nedits++] = (struct edit){at, str_copy(&d->arena,
	    instead)};
}

static void put_words(struct buf *, const char *wording, const words *);

void
diag_wording(enum message message, enum language language, words w,
    struct buf *out)
{
	put_words(out, table[message].text[language], &w);
}

const char *
message_code(enum message message)
{
	return table[message].code;
}

enum level
message_level(enum message message)
{
	return table[message].level;
}

const char *
message_text(enum message message, enum language language)
{
	return table[message].text[language];
}

const char *
message_fix(enum message message, enum language language)
{
	return table[message].fix[language];
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

void
diags_copy(struct diags *into, const struct diags *from)
{
	struct diag *copy;

	for (const struct diag *m = from->first; m != NULL; m = m->next) {
		copy = ARENA_NEW(&into->arena, struct diag);
		*copy = *m;
		copy->next = NULL;
		append(into, copy, copy);
	}
	into->errors += from->errors;
	into->warnings += from->warnings;
}

/* is it still to be told? */
static bool
weigh(struct diag *m, enum level (*judge)(void *ctx, const char *code,
    span at, enum level), void *ctx)
{
	const char *code = table[m->message].code;

	if (code == NULL)
		return true;
	m->level = judge(ctx, code, m->at, m->level);
	return m->level != LEVEL_NOTE;
}

void
diags_judge(struct diags *d, enum level (*judge)(void *ctx, const char *code,
    span at, enum level), void *ctx)
{
	struct diag **m = &d->first;

	d->errors = d->warnings = 0;
	d->last = NULL;
	while (*m != NULL) {
		if (!weigh(*m, judge, ctx)) {
			*m = (*m)->next;
			continue;
		}
		d->errors += (*m)->level == LEVEL_ERROR;
		d->warnings += (*m)->level == LEVEL_WARNING;
		d->last = *m;
		m = &(*m)->next;
	}
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

/* ---- as they are reported ------------------------------------------------ */

static void
put_words(struct buf *out, const char *wording, const words *w)
{
	const char *p;

	for (p = wording; *p != '\0'; p++)
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '6' && p[2] == '}') {
			utf8_show_line(w->word[p[1] - '1'], out);
			p += 2;
		} else
			buf_putc(out, *p);
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
		c = str_cmp(a->words->word[i], b->words->word[i]);
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
	all = memory_new(*n, sizeof(*all));
	for (m = d->first; m != NULL; m = m->next)
		all[i++] = m;
	qsort(all, *n, sizeof(*all), order);
	*n = collapse(all, *n);
	return all;
}

static str
wording(struct arena *a, const char *form, const words *w)
{
	struct buf out = {0}, shown = {0};
	str said;

	if (form == NULL)
		return (str){0};
	put_words(&out, form, w);
	utf8_show(buf_str(&out), &shown);
	said = str_copy(a, buf_str(&shown));
	buf_done(&out);
	buf_done(&shown);
	return said;
}

static struct finding
report(struct arena *a, const struct diag *m, enum language language)
{
	const char *fix = m->fix == m->message ? table[m->fix].fix[language] :
	    table[m->fix].text[language];
	struct finding f = {.level = m->level, .code = table[m->message].code,
	    .at = m->at, .more = m->more, .edits = m->edits,
	    .nedits = m->nedits}, *notes;
	const struct diag *note;

	f.text = wording(a, table[m->message].text[language], m->words);
	f.fix = wording(a, fix, m->fix_words);
	for (note = m->notes; note != NULL; note = note->next)
		f.nnotes++;
	f.notes = notes = ARENA_NEWN(a, struct finding, f.nnotes);
	for (note = m->notes; note != NULL; note = note->next)
		*notes++ = report(a, note, language);
	return f;
}

struct finding *
diags_findings(const struct diags *d, enum language language,
    struct arena *a, size_t *n)
{
	struct diag **all = sort(d, n);
	struct finding *f = ARENA_NEWN(a, struct finding, *n);

	for (size_t i = 0; i < *n; i++)
		f[i] = report(a, all[i], language);
	free(all);
	return f;
}

void
diags_done(struct diags *d)
{
	arena_done(&d->arena);
	*d = (struct diags){0};
}
