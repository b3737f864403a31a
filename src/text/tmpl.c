#include "text/tmpl.h"

#include "base/buf.h"
#include "base/diag.h"

/* What stands between two tags becomes. */
struct tag {
	str open, close;
	const char *before, *after;
	bool silent;            /* prints nothing, so its line may vanish */
};

static const struct tag tags[] = {
	{{"{{", 2}, {"}}", 2}, "esc(", ") ", false},
	{{"{*", 2}, {"*}", 2}, "raw(", ") ", false},
	{{"{%", 2}, {"%}", 2}, "", " ", true},
	{{"{#", 2}, {"#}", 2}, NULL, NULL, true},
};

enum { TAGS = sizeof(tags) / sizeof(*tags) };

static void
put_lines(struct buf *lua, str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\n')
			buf_putc(lua, '\n');
}

static const char *
escape(char c)
{
	switch (c) {
	case '\n': return "\\n";
	case '\r': return "\\r";
	case '\0': return "\\000";
	case '"':  return "\\\"";
	case '\\': return "\\\\";
	default:   return NULL;
	}
}

/* raw("..."), then as many line ends as the text had */
static void
put_text(struct buf *lua, str s)
{
	size_t i, from = 0;
	const char *e;

	if (s.n == 0)
		return;
	buf_puts(lua, "raw(\"");
	for (i = 0; i < s.n; i++) {
		if ((e = escape(s.p[i])) == NULL)
			continue;
		buf_put(lua, str_slice(s, from, i));
		buf_puts(lua, e);
		from = i + 1;
	}
	buf_put(lua, str_slice(s, from, s.n));
	buf_puts(lua, "\") ");
	put_lines(lua, s);
}

static const struct tag *
find_tag(str s)
{
	for (size_t i = 0; i < TAGS; i++)
		if (str_starts(s, tags[i].open))
			return &tags[i];
	return NULL;
}

static void
put_tag(struct buf *lua, const struct tag *t, str inside)
{
	if (t->before == NULL) {
		put_lines(lua, inside);
		return;
	}
	buf_puts(lua, t->before);
	buf_put(lua, inside);
	buf_puts(lua, t->after);
}

/* the length of a line's blanks and line end from here; 0 if there is more */
static size_t
rest_of_line(str s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r'))
		i++;
	return i < s.n && s.p[i] == '\n' ? i + 1 : i == s.n ? i : 0;
}

/* blanks at the end of a text, back to its last line end or its beginning */
static size_t
blanks_before(str s, bool at_start)
{
	size_t i = s.n;

	while (i > 0 && (s.p[i - 1] == ' ' || s.p[i - 1] == '\t'))
		i--;
	return (i > 0 && s.p[i - 1] == '\n') || (i == 0 && at_start) ?
	    s.n - i : SIZE_MAX;
}

/* the silent tags of a line that holds nothing else, with its end */
static size_t
silent_line(str s)
{
	const struct tag *t;
	size_t at = 0, close, rest;

	for (;;) {
		while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'))
			at++;
		t = find_tag(str_slice(s, at, s.n));
		if (t == NULL)
			break;
		close = str_find(str_slice(s, at + 2, s.n), t->close);
		if (!t->silent || at + 2 + close >= s.n)
			return 0;
		at += close + 4;
	}
	rest = rest_of_line(str_slice(s, at, s.n));
	return at > 0 && (rest > 0 || at == s.n) ? at + rest : 0;
}

static void
put_silent(struct buf *lua, str line)
{
	const struct tag *t;
	size_t at = 0, close;

	while (at < line.n) {
		t = find_tag(str_slice(line, at, line.n));
		if (t == NULL) {
			if (line.p[at] == '\n')
				buf_putc(lua, '\n');
			at++;
			continue;
		}
		close = str_find(str_slice(line, at + 2, line.n), t->close);
		put_tag(lua, t, str_slice(line, at + 2, at + 2 + close));
		at += close + 4;
	}
}

bool
tmpl_lua(const struct source *src, struct buf *lua, struct diags *d)
{
	str s = src->text, before;
	size_t at = 0, from = 0, close, blanks, silent;
	const struct tag *t;

	while (at < s.n) {
		t = s.p[at] == '{' ? find_tag(str_slice(s, at, s.n)) : NULL;
		if (t == NULL) {
			at++;
			continue;
		}
		close = str_find(str_slice(s, at + 2, s.n), t->close);
		if (at + 2 + close >= s.n)
			return diag(d, MESSAGE_TEMPLATE_OPEN,
			    (span){src, (uint32_t)at, 2},
			    WORDS(t->open, t->close));
		before = str_slice(s, from, at);
		blanks = blanks_before(before,
		    from == 0 || s.p[from - 1] == '\n');
		silent = t->silent && blanks != SIZE_MAX ?
		    silent_line(str_slice(s, at, s.n)) : 0;
		if (silent > 0) {
			before.n -= blanks;
			put_text(lua, before);
			put_silent(lua, str_slice(s, at, at + silent));
			at += silent;
		} else {
			put_text(lua, before);
			put_tag(lua, t, str_slice(s, at + 2, at + 2 + close));
			at += close + 4;
		}
		from = at;
	}
	put_text(lua, str_slice(s, from, s.n));
	return true;
}
