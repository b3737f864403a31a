#include "model/term.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limit.h"
#include "text/letter.h"

/*
 * In the order of their bytes, each once, so that whatever a text begins with
 * is the last name that does not stand behind it, or begins that one.
 */
struct term_name {
	str text;
	const struct term *term;
	const struct term_name *head;   /* the longest other that begins it */
};

struct term_names {
	struct term_name *items;
	size_t n;
	bool begins[256];       /* by first_of: nearly no place of a text has one */
};

enum { FIRST = 3 };      /* bytes: a character of Japanese */

static unsigned char
first_of(str s)
{
	return (unsigned char)(s.p[0] ^ s.p[1] * 3 ^ s.p[2] * 5);
}

/* ---- the names of a plan -------------------------------------------------- */

/* of one name, the first in the plan */
static int
compare(const void *a, const void *b)
{
	const struct term_name *x = a, *y = b;
	int order = str_cmp(x->text, y->text);

	return order != 0 ? order :
	    (x->term->entity.no > y->term->entity.no) -
	    (x->term->entity.no < y->term->entity.no);
}

static void
add(struct term_names *names, str text, const struct term *t)
{
	if (text.n > 0 && text.n <= LIMIT_TERM)
		names->items[names->n++] = (struct term_name){text, t, NULL};
}

static void
list(struct term_names *names, struct arena *a, const struct entities *terms)
{
	const struct term *t;
	size_t n = terms->n, i, k;

	for (i = 0; i < terms->n; i++)
		n += ((const struct term *)terms->items[i])->synonyms.n;
	names->items = ARENA_NEWN(a, struct term_name, n);
	for (i = 0; i < terms->n; i++) {
		t = (const struct term *)terms->items[i];
		add(names, t->entity.title, t);
		for (k = 0; k < t->synonyms.n; k++)
			add(names, t->synonyms.items[k], t);
	}
}

static void
drop_twins(struct term_names *names)
{
	size_t kept = 0;

	for (size_t i = 0; i < names->n; i++)
		if (i == 0 || !str_eq(names->items[i].text,
		    names->items[kept - 1].text))
			names->items[kept++] = names->items[i];
	names->n = kept;
}

static void
list_firsts(struct term_names *names)
{
	str name;

	for (size_t i = 0; i < names->n; i++) {
		name = names->items[i].text;
		if (name.n < FIRST)
			memset(names->begins, true, sizeof(names->begins));
		else
			names->begins[first_of(name)] = true;
	}
}

static void
find_head(struct term_name *one, const struct term_name *before)
{
	while (before != NULL && !str_starts(one->text, before->text))
		before = before->head;
	one->head = before;
}

const struct term_names *
term_names_new(struct arena *a, const struct entities *terms)
{
	struct term_names *names = ARENA_NEW(a, struct term_names);

	list(names, a, terms);
	if (names->n > 0)
		qsort(names->items, names->n, sizeof(*names->items), compare);
	drop_twins(names);
	for (size_t i = 1; i < names->n; i++)
		find_head(&names->items[i], &names->items[i - 1]);
	list_firsts(names);
	return names;
}

/* ---- words ----------------------------------------------------------------- */

static bool
is_letter(str s, size_t at)
{
	return at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') ||
	    (s.p[at] >= 'A' && s.p[at] <= 'Z') ||
	    (s.p[at] >= 'a' && s.p[at] <= 'z'));
}

/* NPO is no part of NPOs: Latin letters on both sides of an end */
static bool
is_cut(str text, size_t at)
{
	return at > 0 && is_letter(text, at - 1) && is_letter(text, at);
}

/* 等 ends the word before it: 市民等 */
static bool
goes_on(uint32_t last, uint32_t next)
{
	return (letter_kanji(last) && letter_kanji(next) && next != 0x7b49) ||
	    (letter_katakana(last) && letter_katakana(next));
}

/* 市民活動 is not about 市民, and サポートセンター not about センター; 砂川市民 is
 * one sort of 市民 */
static bool
is_word(str text, size_t from, size_t to)
{
	size_t edge;
	uint32_t before = letter_before(text, from, &edge);

	return !is_cut(text, from) && !is_cut(text, to) &&
	    !goes_on(letter_before(text, to, &edge),
	    letter_after(text, to, &edge)) &&
	    !(letter_katakana(before) &&
	    letter_katakana(letter_after(text, from, &edge)));
}

/* ---- in a text -------------------------------------------------------------- */

/* the last name that does not stand behind a text */
static const struct term_name *
last_before(const struct term_names *names, str text)
{
	size_t from = 0, to = names->n, mid;

	while (from < to) {
		mid = from + (to - from) / 2;
		if (str_cmp(names->items[mid].text, text) <= 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from > 0 ? &names->items[from - 1] : NULL;
}

static size_t
common(str a, str b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	return n;
}

/* the longest name that is a word at a place of a text */
static const struct term_name *
find_at(const struct term_names *names, str text, size_t at)
{
	str rest = str_slice(text, at, text.n);
	const struct term_name *n;
	size_t most;

	if (rest.n >= FIRST && !names->begins[first_of(rest)])
		return NULL;
	n = last_before(names, rest);
	most = n != NULL ? common(n->text, rest) : 0;
	while (n != NULL && (n->text.n > most ||
	    !is_word(text, at, at + n->text.n)))
		n = n->head;
	return n;
}

const struct term *
term_find(const struct term_names *names, str text,
    bool (*skip)(void *ctx, const struct term *), void *ctx, size_t *from,
    size_t *to)
{
	const struct term_name *n;

	for (size_t at = 0; names->n > 0 && at < text.n; at++) {
		/* inside of a character */
		if (((unsigned char)text.p[at] & 0xc0) == 0x80)
			continue;
		n = find_at(names, text, at);
		if (n == NULL)
			continue;
		*from = at;
		*to = at + n->text.n;
		if (!skip(ctx, n->term))
			return n->term;
		/* a longer word hides the shorter ones in it, marked or not */
		at = *to - 1;
	}
	return NULL;
}
