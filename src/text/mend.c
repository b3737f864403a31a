#include "text/mend.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static void
grow(struct mends *m, struct arena *a)
{
	struct mend *items;

	m->cap = m->cap > 0 ? m->cap * 2 : 8;
	items = ARENA_NEWN(a, struct mend, m->cap);
	if (m->n > 0)
		memcpy(items, m->items, m->n * sizeof(*items));
	m->items = items;
}

void
mends_add(struct mends *m, struct arena *a, uint32_t off, uint32_t len,
    str instead)
{
	const struct mend *last = m->n > 0 ? &m->items[m->n - 1] : NULL;

	if (last != NULL && off < last->off + last->len)
		return;
	if (m->n == m->cap)
		grow(m, a);
	m->items[m->n++] = (struct mend){off, len, instead, 0};
}

str
mends_apply(struct mends *m, struct arena *a, str text)
{
	struct buf out = {0};
	uint32_t from = 0;
	size_t i;

	if (m->n == 0)
		return text;
	for (i = 0; i < m->n; i++) {
		buf_put(&out, str_slice(text, from, m->items[i].off));
		m->items[i].at = (uint32_t)out.n;
		buf_put(&out, m->items[i].instead);
		from = m->items[i].off + m->items[i].len;
	}
	buf_put(&out, str_slice(text, from, text.n));
	text = str_copy(a, buf_str(&out));
	buf_done(&out);
	return text;
}

uint32_t
mends_origin(const struct mends *m, uint32_t off)
{
	size_t lo = 0, hi = m->n, mid;
	const struct mend *last;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (m->items[mid].at <= off)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == 0)
		return off;
	last = &m->items[lo - 1];
	off -= last->at;
	if (off >= last->instead.n)
		return last->off + last->len + off - (uint32_t)last->instead.n;
	return last->off + (off < last->len ? off : last->len);
}
