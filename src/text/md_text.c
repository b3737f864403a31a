#include "text/md_text.h"

/* ---- the map ------------------------------------------------------- */

static void
add_piece(struct md_text *t, size_t from, bool fixed)
{
	t->pieces = ARENA_MORE(t->arena, t->pieces, t->n);
	t->pieces[t->n++] = (struct md_piece){t->out.n, from, fixed};
}

void
md_text_copy(struct md_text *t, str from, size_t off, size_t to)
{
	if (off == to)
		return;
	add_piece(t, off, false);
	buf_put(&t->out, str_slice(from, off, to));
}

void
md_text_put(struct md_text *t, str s, size_t from)
{
	add_piece(t, from, true);
	buf_put(&t->out, s);
}

size_t
md_text_from(const struct md_text *t, size_t off)
{
	size_t lo = 0, hi = t->n, mid;

	while (hi - lo > 1) {
		mid = lo + (hi - lo) / 2;
		if (t->pieces[mid].at <= off)
			lo = mid;
		else
			hi = mid;
	}
	if (t->n == 0)
		return 0;
	if (t->pieces[lo].fixed)
		return t->pieces[lo].from;
	return t->pieces[lo].from + (off - t->pieces[lo].at);
}

/* ---- marks --------------------------------------------------------- */

static const char mark_bytes[MARK_COUNT][4] = {
	"\uFDD0", "\uFDD1", "\uFDD2", "\uFDD3", "\uFDD4", "\uFDD5",
	"\uFDD6", "\uFDD7", "\uFDD8"
};

str
md_mark_bytes(enum md_mark m)
{
	return str_of(mark_bytes[m]);
}

void
md_mark_number_put(struct buf *b, enum md_mark m, size_t number)
{
	buf_printf(b, "%s%zu%s", mark_bytes[m], number, mark_bytes[MARK_END]);
}

enum md_mark
md_mark(str s)
{
	unsigned char last;

	if (s.n < 3 || s.p[0] != '\xEF' || s.p[1] != '\xB7')
		return MARK_COUNT;
	last = (unsigned char)s.p[2];
	if (last < 0x90 || last >= 0x90 + MARK_COUNT)
		return MARK_COUNT;
	return (enum md_mark)(last - 0x90);
}

size_t
md_mark_number(str s, enum md_mark *m, size_t *number)
{
	size_t i = 3;

	*number = 0;
	*m = md_mark(s);
	if (*m < MARK_NOTE || *m > MARK_TABLE)
		return 0;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		*number = *number * 10 + (size_t)(s.p[i++] - '0');
	if (md_mark(str_slice(s, i, s.n)) != MARK_END)
		return 0;
	return i + 3;
}

size_t
md_ruby(str s, str *base, str *reading)
{
	size_t bar, end;

	if (md_mark(s) != MARK_RUBY)
		return 0;
	bar = str_find(s, md_mark_bytes(MARK_READING));
	end = str_find(s, md_mark_bytes(MARK_RUBY_END));
	if (bar == s.n || end == s.n || bar > end)
		return 0;
	*base = str_slice(s, 3, bar);
	*reading = str_slice(s, bar + 3, end);
	return end + 3;
}

/* ---- and back ------------------------------------------------------ */

static void
restore_number(struct buf *b, enum md_mark m, struct md_spot spot, str body)
{
	size_t lead = sizeof(NOTE_ITEM) - 1;

	if (m == MARK_NOTE_TEXT && str_ends(buf_str(b), STR(NOTE_ITEM)))
		b->n -= lead;
	buf_put(b, str_slice(body, spot.off, spot.off + spot.len));
}

void
md_text_restore(struct buf *b, str s, const struct md_spots *spots, str body)
{
	size_t i, number, len, done = 0;
	enum md_mark m;
	str rest;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '\xEF')
			continue;
		rest = str_slice(s, i, s.n);
		if ((m = md_mark(rest)) == MARK_COUNT)
			continue;
		buf_put(b, str_slice(s, done, i));
		len = 3;
		if (m >= MARK_RUBY && m <= MARK_RUBY_END)
			buf_putc(b, "{|}"[m - MARK_RUBY]);
		else if ((len = md_mark_number(rest, &m, &number)) > 0 &&
		    m != MARK_TABLE && number < spots->n)
			restore_number(b, m, spots->spot[number], body);
		if (len == 0)
			len = 3;
		done = i + len;
		i = done - 1;
	}
	buf_put(b, str_slice(s, done, s.n));
}
