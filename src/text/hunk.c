#include "text/hunk.h"

#include <stdint.h>

#include "base/arena.h"

enum { CELLS_MOST = 8 << 20 };  /* of the table of common lines */

struct lines
lines_cut(struct arena *a, str text)
{
	struct lines l = {0};
	size_t n = 0, i;

	for (i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	l.items = ARENA_NEWN(a, str, n + 1);
	while (text.n > 0) {
		i = str_find(text, STR("\n"));
		l.items[l.n++] = str_slice(text, 0, i);
		text = str_slice(text, i < text.n ? i + 1 : i, text.n);
	}
	return l;
}

/* What is left of two texts without their common beginning and end. */
struct middle {
	const str *old, *new;
	size_t at, n, new_n;
};

static struct middle
cut_middle(const struct lines *old, const struct lines *new)
{
	struct middle m = {0};
	size_t least = old->n < new->n ? old->n : new->n, end = 0;

	while (m.at < least && str_eq(old->items[m.at], new->items[m.at]))
		m.at++;
	while (end < least - m.at && str_eq(old->items[old->n - 1 - end],
	    new->items[new->n - 1 - end]))
		end++;
	m.old = old->items + m.at;
	m.new = new->items + m.at;
	m.n = old->n - m.at - end;
	m.new_n = new->n - m.at - end;
	return m;
}

/* in cell (i, k): how many lines of old from i and new from k are common */
static uint32_t *
common(struct arena *a, const struct middle *m)
{
	const size_t w = m->new_n + 1;
	uint32_t *t = ARENA_NEWN(a, uint32_t, (m->n + 1) * w);
	size_t i, k;

	for (i = m->n; i-- > 0;)
		for (k = m->new_n; k-- > 0;)
			t[i * w + k] = str_eq(m->old[i], m->new[k]) ?
			    t[(i + 1) * w + k + 1] + 1 :
			    t[(i + 1) * w + k] > t[i * w + k + 1] ?
			    t[(i + 1) * w + k] : t[i * w + k + 1];
	return t;
}

struct hunk *
hunks_find(struct arena *a, const struct lines *old, const struct lines *new,
    size_t *n)
{
	struct middle m = cut_middle(old, new);
	struct hunk *all = ARENA_NEWN(a, struct hunk, m.n + m.new_n + 1);
	const size_t w = m.new_n + 1;
	size_t i = 0, k = 0;
	const uint32_t *t;

	*n = 0;
	if (m.n + m.new_n == 0)
		return all;
	if ((m.n + 1) * w > CELLS_MOST) {
		all[(*n)++] = (struct hunk){m.at, m.n, m.at, m.new_n};
		return all;
	}
	t = common(a, &m);
	while (i < m.n || k < m.new_n) {
		if (i < m.n && k < m.new_n && str_eq(m.old[i], m.new[k])) {
			i++;
			k++;
			continue;
		}
		if (*n == 0 || all[*n - 1].from + all[*n - 1].n < m.at + i ||
		    all[*n - 1].new_from + all[*n - 1].new_n < m.at + k)
			all[(*n)++] = (struct hunk){m.at + i, 0, m.at + k, 0};
		if (k == m.new_n ||
		    (i < m.n && t[(i + 1) * w + k] >= t[i * w + k + 1])) {
			all[*n - 1].n++;
			i++;
		} else {
			all[*n - 1].new_n++;
			k++;
		}
	}
	return all;
}
