#include "model/check_text.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/prose.h"
#include "model/term.h"
#include "text/letter.h"
#include "text/word.h"

/* One way to write a word. */
struct spelling {
	str text;
	span first;
	size_t n;
	struct spelling *next;
};

/* All ways to write a word. */
struct entry_of {
	enum word_kind kind;
	bool term;              /* a part of a term's name */
	struct spelling *spellings;     /* the first one first */
	struct entry_of *next;
};

struct vocabulary {
	struct arena arena;
	struct map words;       /* by word_fold */
	struct map terms;       /* spellings that the glossary has */
	struct entry_of *first, **last;
	struct buf key;
};

/* the same spelling may come many times, others hardly */
enum { SPELLINGS_MOST = 8 };

static struct entry_of *
entry_of(struct vocabulary *v, enum word_kind kind, str text)
{
	struct entry_of *e;
	str key;

	v->key.n = 0;
	word_fold(kind, text, &v->key);
	if ((e = map_get(&v->words, buf_str(&v->key))) != NULL)
		return e;
	e = ARENA_NEW(&v->arena, struct entry_of);
	key = str_copy(&v->arena, buf_str(&v->key));
	e->kind = kind;
	map_put(&v->words, &v->arena, key, e);
	*v->last = e;
	v->last = &e->next;
	return e;
}

static void
see(struct vocabulary *v, const struct prose *p, const struct word *w)
{
	str text = str_slice(p->text, w->at, w->at + w->len);
	struct entry_of *e = entry_of(v, w->kind, text);
	struct spelling **s = &e->spellings;
	size_t n;

	for (n = 0; *s != NULL && !str_eq((*s)->text, text); n++)
		s = &(*s)->next;
	if (*s == NULL && n < SPELLINGS_MOST) {
		*s = ARENA_NEW(&v->arena, struct spelling);
		**s = (struct spelling){text, prose_span(p, w->at, w->len),
		    0, NULL};
	}
	if (*s != NULL)
		(*s)->n++;
}

/* how deep in 「」 it is behind a piece of a text */
static size_t
quotes_after(str piece, size_t depth)
{
	size_t i, end;
	uint32_t c;

	for (i = 0; i < piece.n; i = end) {
		c = letter_after(piece, i, &end);
		if (c == U'「' || c == U'『')
			depth++;
		else if ((c == U'」' || c == U'』') && depth > 0)
			depth--;
		else if (c == '\n')
			depth = 0;
	}
	return depth;
}

/* what is quoted is spelled as in its source */
static void
read(struct vocabulary *v, const struct prose *p)
{
	size_t i = 0, depth = 0;
	struct word w;

	for (; word_next(p->text, i, &w); i = w.at + w.len) {
		depth = quotes_after(str_slice(p->text, i, w.at), depth);
		if (depth == 0)
			see(v, p, &w);
	}
}

/* ---- the glossary ---------------------------------------------------- */

static void
see_name(struct vocabulary *v, str name)
{
	struct word w;
	str text;

	for (size_t i = 0; word_next(name, i, &w); i = w.at + w.len) {
		text = str_slice(name, w.at, w.at + w.len);
		entry_of(v, w.kind, text)->term = true;
		map_put(&v->terms, &v->arena, text, v);
	}
}

static void
see_terms(struct vocabulary *v, const struct plan *p)
{
	const struct entities *list = &p->lists[KIND_term];
	const struct term *t;

	for (size_t i = 0; i < list->n; i++) {
		t = (const struct term *)list->items[i];
		see_name(v, t->entity.title);
		for (size_t k = 0; k < t->synonyms.n; k++)
			see_name(v, t->synonyms.items[k]);
	}
}

/* ---- judging --------------------------------------------------------- */

/* サ−ビス and サービス: a dash inside of a word is always ー */
static bool
is_dash_only(struct vocabulary *v, str wrong, str right)
{
	v->key.n = 0;
	word_dashes(wrong, &v->key);
	return str_eq(buf_str(&v->key), right);
}

/* that of the glossary, then one without other dashes, then the usual one */
static size_t
rank(struct vocabulary *v, const struct spelling *s)
{
	const size_t most = (size_t)-1 / 4;

	return (map_get(&v->terms, s->text) != NULL ? 2 * most : 0) +
	    (is_dash_only(v, s->text, s->text) ? most : 0) + s->n;
}

static const struct spelling *
best_of(struct vocabulary *v, const struct entry_of *e)
{
	const struct spelling *s, *best = e->spellings;

	for (s = e->spellings; s != NULL; s = s->next)
		if (rank(v, s) > rank(v, best))
			best = s;
	return best;
}

static void
tell_width(struct vocabulary *v, const struct spelling *s,
    const struct spelling *best, struct diags *d)
{
	diag(d, MESSAGE_WORD_WIDTH, s->first, WORDS(s->text, best->text,
	    str_printf(&v->arena, "%zu", s->n),
	    str_printf(&v->arena, "%zu", best->n)));
}

/* サーバ where most have サーバー; as often as the other, it may be a name */
static bool
is_rare(const struct spelling *s, const struct spelling *best)
{
	return 2 * s->n <= best->n;
}

static void
judge(struct vocabulary *v, const struct entry_of *e, struct diags *d)
{
	const struct spelling *s, *best = best_of(v, e);

	for (s = e->spellings; s != NULL; s = s->next) {
		if (s == best || map_get(&v->terms, s->text) != NULL)
			continue;
		if (e->kind == WORD_LATIN)
			tell_width(v, s, best, d);
		else if (e->term || is_rare(s, best) ||
		    is_dash_only(v, s->text, best->text))
			diag(d, MESSAGE_WORD_SPELLING, s->first,
			    WORDS(s->text, best->text));
	}
}

void
check_words(const struct prose *all, const struct plan *plan, struct diags *d)
{
	struct vocabulary v = {0};
	const struct entry_of *e;
	struct prose p = *all;

	v.last = &v.first;
	if (plan != NULL)
		see_terms(&v, plan);
	while (prose_next(&p))
		read(&v, &p);
	for (e = v.first; e != NULL; e = e->next)
		if (e->spellings != NULL && e->spellings->next != NULL)
			judge(&v, e, d);
	buf_done(&v.key);
	arena_done(&v.arena);
}
