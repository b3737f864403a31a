#include "text/damage.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/letter.h"

enum { TWICE_LEAST = 4, TWICE_USUAL = 6, TWICE_MOST = 60 };

/* A line as letters, each with its offset. */
struct letters {
	uint32_t *c;
	size_t *at, n;
};

static struct letters
letters_of(str line)
{
	struct letters l = {0};
	size_t i;

	l.c = malloc((line.n + 1) * sizeof(*l.c));
	l.at = malloc((line.n + 1) * sizeof(*l.at));
	if (l.c == NULL || l.at == NULL)
		abort();
	for (i = 0; i < line.n; l.n++) {
		l.at[l.n] = i;
		l.c[l.n] = letter_after(line, i, &i);
	}
	l.at[l.n] = line.n;
	return l;
}

static void
letters_done(struct letters *l)
{
	free(l->c);
	free(l->at);
}

/* dashes, dots, cells and figures repeat for reasons of their own */
static bool
is_prose(const uint32_t *c, size_t n)
{
	size_t kanji = 0, kana = 0, others = 0, i;

	for (i = 0; i < n; i++) {
		if (c[i] == '|' || c[i] == '/' || c[i] == '\t')
			return false;
		kanji += letter_kanji(c[i]);
		kana += letter_hiragana(c[i]) || letter_katakana(c[i]);
		others += i > 0 && c[i] != c[i - 1];
	}
	if (others < 3 || kanji == 0)
		return false;
	return n >= TWICE_USUAL ? kanji + kana >= n / 2 :
	    c[0] == c[n - 1] && letter_hiragana(c[0]);
}

/* the first place where a run of p letters stands twice; n if none */
static size_t
repeated(const struct letters *l, size_t p)
{
	size_t same = 0;

	for (size_t i = p; i < l->n; i++) {
		same = l->c[i] == l->c[i - p] ? same + 1 : 0;
		if (same < p)
			continue;
		if (is_prose(l->c + i + 1 - p, p))
			return i + 1 - p;
		/* a longer one is no better from its next letter on */
		same = p < TWICE_USUAL ? same - 1 : 0;
	}
	return l->n;
}

static uint32_t
hash(const uint32_t *c)
{
	uint32_t h = 0;

	for (size_t i = 0; i < TWICE_LEAST; i++)
		h = (h ^ c[i]) * 0x9e3779b1u;
	return h >> 24;
}

/* Where four letters stood last, by their hash, and before that. */
struct places {
	uint32_t last[256], *before;
};

/* the distances, as bits, at which the four letters from i on stood before */
static uint64_t
distances(struct places *w, const struct letters *l, size_t i)
{
	const uint32_t h = hash(l->c + i);
	uint64_t found = 0;
	size_t k;

	/* places from 1 on; 0 ends a chain */
	for (k = w->last[h]; k > 0 && i + 1 - k <= TWICE_MOST; k = w->before[k])
		if (memcmp(l->c + i, l->c + k - 1,
		    TWICE_LEAST * sizeof(*l->c)) == 0)
			found |= (uint64_t)1 << (i + 1 - k);
	w->before[i + 1] = w->last[h];
	w->last[h] = (uint32_t)i + 1;
	return found;
}

/*
 * The periods that are worth a look, as bits: those at whose distance four
 * letters stand again.  A run of prose has such four with a kanji and not all
 * the same, which what repeats for other reasons mostly has not.
 */
static uint64_t
periods(const struct letters *l)
{
	struct places w = {0};
	size_t i, j, kanji = 0, change = 0;     /* the last ones, from 1 on */
	uint64_t found = 0;

	w.before = malloc((l->n + 1) * sizeof(*w.before));
	if (w.before == NULL)
		abort();
	for (j = 0; j < l->n; j++) {
		if (letter_kanji(l->c[j]))
			kanji = j + 1;
		if (j > 0 && l->c[j] != l->c[j - 1])
			change = j;
		i = j + 1 < TWICE_LEAST ? j + 1 : j + 1 - TWICE_LEAST;
		if (kanji > i && change > i)
			found |= distances(&w, l, i);
	}
	free(w.before);
	return found;
}

bool
damage_twice(str line, size_t *at, size_t *len)
{
	struct letters l;
	size_t p, i, best, length = 0;
	uint64_t worth;

	if (line.n < 3 * 2 * TWICE_LEAST)
		return false;
	l = letters_of(line);
	best = l.n;
	worth = periods(&l);
	for (p = TWICE_LEAST; p <= TWICE_MOST && 2 * p <= l.n; p++)
		if ((worth >> p & 1) != 0 && (i = repeated(&l, p)) < best) {
			best = i;
			length = p;
		}
	if (best < l.n) {
		*at = l.at[best];
		*len = l.at[best + length] - l.at[best];
	}
	letters_done(&l);
	return length > 0;
}
