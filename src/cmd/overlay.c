#include "cmd/overlay.h"

#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"

static const char *const levels[] = {"note", "warning", "error"};

enum { EXCERPT_MOST = 400 };    /* bytes of a line worth showing */

static void
put_text(struct buf *out, const char *key, str text)
{
	buf_printf(out, ",\"%s\":", key);
	buf_json(out, text);
}

/* an excerpt, or a name: bytes that are no text would make no JSON */
static void
put_shown(struct buf *out, const char *key, str text,
    void (*show)(str, struct buf *))
{
	struct buf shown = {0};

	show(text, &shown);
	put_text(out, key, shown.n > 0 ? buf_str(&shown) : STR(""));
	buf_done(&shown);
}

static void
put_excerpt(struct buf *out, span at)
{
	struct place pl = source_place(at);
	size_t from = (size_t)(at.src->text.p + at.off - pl.text.p), to;

	if (pl.text.n == 0 || pl.text.n > EXCERPT_MOST || from > pl.text.n) {
		buf_puts(out, ",\"before\":null,\"marked\":null,"
		    "\"after\":null");
		return;
	}
	to = from + at.len < pl.text.n ? from + at.len : pl.text.n;
	put_shown(out, "before", str_slice(pl.text, 0, from), utf8_show);
	put_shown(out, "marked", str_slice(pl.text, from, to), utf8_show);
	put_shown(out, "after", str_slice(pl.text, to, pl.text.n),
	    utf8_show);
}

static void
put_cell(struct buf *out, const struct cell *c)
{
	char letters[8];
	size_t i = sizeof(letters);
	uint32_t column = c->column;

	for (; column > 0 && i > 0; column = (column - 1) / 26)
		letters[--i] = (char)('A' + (column - 1) % 26);
	buf_printf(out, ",\"cell\":\"%.*s%u\"", (int)(sizeof(letters) - i),
	    letters + i, c->row);
}

static void
put_at(struct buf *out, span at, const char *editor)
{
	struct buf edit = {0};
	struct place pl;

	if (at.src == NULL) {
		buf_puts(out, ",\"path\":null");
		return;
	}
	pl = source_place(at);
	put_shown(out, "path", at.src->path, utf8_show_line);
	buf_printf(out, ",\"line\":%u,\"column\":%u", pl.line, pl.col);
	if (pl.cell != NULL)
		put_cell(out, pl.cell);
	put_excerpt(out, at);
	overlay_edit(at, editor, &edit);
	put_text(out, "edit", buf_str(&edit));
	buf_done(&edit);
}

static void
put_one(struct buf *out, const struct finding *f, const char *editor)
{
	buf_printf(out, "{\"level\":\"%s\"", levels[f->level]);
	put_text(out, "code", f->code != NULL ? str_of(f->code) : (str){0});
	put_text(out, "message", f->text);
	put_text(out, "fix", f->fix);
	buf_printf(out, ",\"times\":%zu", f->more + 1);
	put_at(out, f->at, editor);
	if (f->nnotes > 0) {
		buf_puts(out, ",\"notes\":");
		overlay_put(f->notes, f->nnotes, editor, out);
	}
	buf_putc(out, '}');
}

void
overlay_put(const struct finding *f, size_t n, const char *editor,
    struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(out, ",\n");
		put_one(out, &f[i], editor);
	}
	buf_putc(out, ']');
}

static void
put_path(struct buf *out, str path)
{
	static const char plain[] = "-._~/0123456789"
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] != '\0' && strchr(plain, path.p[i]) != NULL)
			buf_putc(out, path.p[i]);
		else
			buf_printf(out, "%%%02X", (unsigned char)path.p[i]);
}

void
overlay_edit(span at, const char *editor, struct buf *out)
{
	struct arena a = {0};
	struct place pl;
	str path;

	if (at.src == NULL)
		return;
	pl = source_place(at);
	if (!io_absolute(&a, str_copy(&a, at.src->path).p, &path))
		path = at.src->path;
	while (*editor != '\0')
		if (strncmp(editor, "{file}", 6) == 0) {
			put_path(out, path);
			editor += 6;
		} else if (strncmp(editor, "{line}", 6) == 0) {
			buf_printf(out, "%u", pl.line);
			editor += 6;
		} else if (strncmp(editor, "{column}", 8) == 0) {
			buf_printf(out, "%u", pl.col);
			editor += 8;
		} else
			buf_putc(out, *editor++);
	arena_done(&a);
}

void
overlay_place(span at, struct buf *out)
{
	if (at.src == NULL)
		return;
	utf8_show_line(at.src->path, out);
	buf_printf(out, ":%u", source_place(at).line);
}
