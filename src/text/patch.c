#include "text/patch.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/hunk.h"

enum { AROUND = 3 };            /* lines shown before and after a change */

struct patch {
	struct arena arena;
	struct lines old, new;
	bool old_ends, new_ends;        /* the last line, with a line end */
	struct hunk *hunks;
	size_t n;
	struct buf *out;
};

static bool
ends(str text)
{
	return text.n == 0 || text.p[text.n - 1] == '\n';
}

/* line by line where there are as many; the fewest lines otherwise */
static void
find(struct patch *p)
{
	size_t i;

	if (p->old.n != p->new.n) {
		p->hunks = hunks_find(&p->arena, &p->old, &p->new, &p->n);
		return;
	}
	p->hunks = ARENA_NEWN(&p->arena, struct hunk, p->old.n + 1);
	for (i = 0; i < p->old.n; i++)
		if (!str_eq(p->old.items[i], p->new.items[i]))
			p->hunks[p->n++] = (struct hunk){i, 1, i, 1};
}

static void
put_line(struct patch *p, char sign, const struct lines *lines, size_t i)
{
	bool last = i + 1 == lines->n, cr = str_ends(lines->items[i],
	    STR("\r"));
	str line = str_slice(lines->items[i], 0, lines->items[i].n - cr);

	buf_putc(p->out, sign);
	utf8_show(line, p->out);
	buf_puts(p->out, cr ? "\r\n" : "\n");
	if (last && !(lines == &p->old ? p->old_ends : p->new_ends))
		buf_puts(p->out, "\\ No newline at end of file\n");
}

static void
put_lines(struct patch *p, char sign, const struct lines *lines, size_t from,
    size_t to)
{
	for (; from < to; from++)
		put_line(p, sign, lines, from);
}

/* from 1, as diff counts; an empty range is named by the line before it */
static void
put_range(struct buf *out, char sign, size_t from, size_t to)
{
	buf_printf(out, " %c%zu", sign, from + (to > from));
	if (to - from != 1)
		buf_printf(out, ",%zu", to - from);
}

/* hunks from one to before another, whose surroundings touch */
static void
put_group(struct patch *p, size_t first, size_t end)
{
	const struct hunk *h = &p->hunks[first], *last = &p->hunks[end - 1];
	size_t before = h->from < AROUND ? h->from : AROUND;
	size_t left = p->old.n - last->from - last->n;
	size_t after = left < AROUND ? left : AROUND;
	size_t at = h->from - before;

	buf_puts(p->out, "@@");
	put_range(p->out, '-', at, last->from + last->n + after);
	put_range(p->out, '+', h->new_from - before,
	    last->new_from + last->new_n + after);
	buf_puts(p->out, " @@\n");
	for (; h <= last; h++) {
		put_lines(p, ' ', &p->old, at, h->from);
		put_lines(p, '-', &p->old, h->from, h->from + h->n);
		put_lines(p, '+', &p->new, h->new_from,
		    h->new_from + h->new_n);
		at = h->from + h->n;
	}
	put_lines(p, ' ', &p->old, at, at + after);
}

static bool
touches(const struct hunk *h)
{
	return h[1].from - h->from - h->n <= 2 * AROUND;
}

/* changes of lines beside each other are one */
static void
join(struct patch *p)
{
	struct hunk *h = p->hunks;
	size_t kept = 0;

	for (size_t i = 0; i < p->n; i++)
		if (kept > 0 && h[kept - 1].from + h[kept - 1].n == h[i].from) {
			h[kept - 1].n += h[i].n;
			h[kept - 1].new_n += h[i].new_n;
		} else
			h[kept++] = h[i];
	p->n = kept;
}

/* a name may hold anything, but a line must stay one */
static void
put_path(struct buf *out, const char *sign, str path)
{
	buf_puts(out, sign);
	if (str_find(path, STR("\n")) < path.n)
		buf_puts(out, "…");
	else
		utf8_show(path, out);
	buf_putc(out, '\n');
}

void
patch_put(str path, str old, str new, struct buf *out)
{
	struct patch p = {.old_ends = ends(old), .new_ends = ends(new),
	    .out = out};
	size_t i, end;

	if (str_eq(old, new))
		return;
	p.old = lines_cut(&p.arena, old);
	p.new = lines_cut(&p.arena, new);
	find(&p);
	join(&p);
	put_path(out, "--- ", path);
	put_path(out, "+++ ", path);
	for (i = 0; i < p.n; i = end) {
		for (end = i + 1; end < p.n && touches(&p.hunks[end - 1]);
		    end++)
			;
		put_group(&p, i, end);
	}
	arena_done(&p.arena);
}
