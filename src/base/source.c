#include "base/source.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum { STEP = 1024 };

/* a line may be as long as the file, and have a message at every word */
static size_t
count(const char *p, const char *end)
{
	size_t n = 0;

	for (; p < end; p++)
		n += ((unsigned char)*p & 0xc0) != 0x80;
	return n;
}

static void
count_chars(struct source *s, struct arena *a)
{
	size_t steps = s->text.n / STEP, i;
	const char *p = s->text.p;

	s->chars = ARENA_NEWN(a, uint32_t, steps + 1);
	for (i = 0; i < steps; i++, p += STEP)
		s->chars[i + 1] = s->chars[i] +
		    (uint32_t)count(p, p + STEP);
}

/* before an offset */
static uint32_t
chars_before(const struct source *s, uint32_t off)
{
	uint32_t step = off / STEP;

	return s->chars[step] + (uint32_t)count(s->text.p + step * STEP,
	    s->text.p + off);
}

struct source *
source_new(struct arena *a, str path, str text)
{
	struct source *s = ARENA_NEW(a, struct source);
	const char *p = text.p, *end = text.p + text.n;
	uint32_t lines = 1, n;

	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	*s = (struct source){.path = path, .text = text, .nlines = lines};
	s->lines = ARENA_NEWN(a, uint32_t, lines);
	for (n = 1; n < lines; n++) {
		p = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
		s->lines[n] = (uint32_t)(p - text.p);
	}
	count_chars(s, a);
	return s;
}

str
source_line_text(const struct source *s, uint32_t line)
{
	uint32_t from = s->lines[line];
	uint32_t to = line + 1 < s->nlines ? s->lines[line + 1] - 1
	    : (uint32_t)s->text.n;

	if (to > from && s->text.p[to - 1] == '\r')
		to--;
	return str_slice(s->text, from, to);
}

uint32_t
source_at_char(const struct source *s, size_t line, size_t col)
{
	str text;

	if (line >= s->nlines)
		return (uint32_t)s->text.n;
	text = source_line_text(s, (uint32_t)line);
	while (col-- > 0 && text.n > 0)
		utf8_next(&text);
	return (uint32_t)(text.p - s->text.p);
}

uint32_t
source_at_byte(const struct source *s, size_t line, size_t col)
{
	str text;

	if (line >= s->nlines)
		return (uint32_t)s->text.n;
	text = source_line_text(s, (uint32_t)line);
	return s->lines[line] + (uint32_t)(col < text.n ? col : text.n);
}

uint32_t
source_line(const struct source *s, uint32_t off)
{
	uint32_t lo = 0, hi = s->nlines, mid;

	while (hi - lo > 1) {
		mid = lo + (hi - lo) / 2;
		if (s->lines[mid] <= off)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

str
source_text(span at)
{
	return str_slice(at.src->text, at.off, at.off + at.len);
}

/* the last cell that begins at or before an offset */
static const struct cell *
find_cell(const struct source *s, uint32_t off)
{
	size_t lo = 0, hi = s->ncells, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (s->cells[mid].off <= off)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 ? &s->cells[lo - 1] : NULL;
}

struct place
source_place(span at)
{
	uint32_t line = source_line(at.src, at.off);
	struct place pl = {.line = line + 1};
	uint32_t from = at.src->lines[line], to = at.off;

	pl.text = source_line_text(at.src, line);
	pl.cell = find_cell(at.src, at.off);
	if (to > from + pl.text.n)
		to = from + (uint32_t)pl.text.n;
	pl.col = chars_before(at.src, to) - chars_before(at.src, from) + 1;
	return pl;
}

void
source_column(uint32_t column, struct buf *out)
{
	if (column > 26)
		source_column((column - 1) / 26, out);
	buf_putc(out, (char)('A' + (column - 1) % 26));
}
