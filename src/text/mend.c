#include "text/mend.h"

#include "base/arena.h"
#include "base/buf.h"

void
mends_add(struct mends *m, struct arena *a, uint32_t off, uint32_t len,
    str instead)
{
	const struct mend *last;
	uint32_t at = off;

	if (m->n > 0) {
		last = &m->items[m->n - 1];
		if (off < last->off + last->len)
			return;
		at = last->at + (uint32_t)last->instead.n +
		    (off - last->off - last->len);
	}
	m->items = ARENA_MORE(a, m->items, m->n);
	m->items[m->n++] = (struct mend){off, len, instead, at};
}

str
mends_part(const struct mends *m, struct arena *a, str text, uint32_t from,
    uint32_t to)
{
	struct buf out = {0};
	size_t i = m->n;
	str part;

	while (i > 0 && m->items[i - 1].off >= from)
		i--;
	for (; i < m->n && m->items[i].off + m->items[i].len <= to; i++) {
		buf_put(&out, str_slice(text, from, m->items[i].off));
		buf_put(&out, m->items[i].instead);
		from = m->items[i].off + m->items[i].len;
	}
	buf_put(&out, str_slice(text, from, to));
	part = str_copy(a, buf_str(&out));
	buf_done(&out);
	return part;
}

str
mends_apply(const struct mends *m, struct arena *a, str text)
{
	return m->n > 0 ?
	    mends_part(m, a, text, 0, (uint32_t)text.n) : text;
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
