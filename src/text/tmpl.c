#include "text/tmpl.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"

enum { ESCAPED, RAW, CODE, COMMENT, TAGS };

static const struct {
	const char *open, *close, *before, *after;
} tags[TAGS] = {
	[ESCAPED] = {"{{", "}}", "esc(", "); "},
	[RAW]     = {"{*", "*}", "raw(", "); "},
	[CODE]    = {"{%", "%}", "", " "},
	[COMMENT] = {"{#", "#}", "", ""},
};

/* Where a template has been read to, and what it became. */
struct tmpl {
	const char *p, *end;
	struct buf *lua;
};

static bool
is(const struct tmpl *t, const char *p, const char *two)
{
	return t->end - p >= 2 && p[0] == two[0] && p[1] == two[1];
}

static int
tag_at(const struct tmpl *t, const char *p)
{
	int i;

	for (i = 0; i < TAGS && !is(t, p, tags[i].open); i++)
		;
	return i;
}

/* ---- as much of Lua as it takes to find the end of a tag ---------------- */

/* after a string in quotes, or at the end of the line if it is not closed */
static const char *
after_string(const char *p, const char *end)
{
	char quote = *p++;

	for (; p < end && *p != '\n'; p++) {
		if (*p == quote)
			return p + 1;
		if (*p != '\\' || end - p < 2)
			continue;
		p++;
		if (*p == '\r' && end - p > 1 && p[1] == '\n')
			p++;
	}
	return p;
}

/* after [[ ]] or [==[ ]==]; p if there is none, NULL if it is not closed */
static const char *
after_long(const char *p, const char *end)
{
	const char *q = p + 1, *close;
	size_t level, n;

	while (q < end && *q == '=')
		q++;
	if (q == end || *p != '[' || *q != '[')
		return p;
	level = (size_t)(q - p) - 1;
	while ((close = memchr(q, ']', (size_t)(end - q))) != NULL) {
		q = close + 1;
		for (n = 0; q < end && *q == '=' && n < level; n++)
			q++;
		if (q < end && *q == ']' && n == level)
			return q + 1;
	}
	return NULL;
}

/* after a comment, which ends with its line or before the end of the tag */
static const char *
after_comment(const struct tmpl *t, const char *p, const char *close)
{
	const char *q;

	p += 2;
	if (p < t->end && *p == '[' && (q = after_long(p, t->end)) != p)
		return q;
	while (p < t->end && *p != '\n' && !is(t, p, close))
		p++;
	return p;
}

/* code as it is, but every line end a single LF: Lua counts others too */
static void
put_code(struct buf *lua, const char *p, const char *to)
{
	const char *cr;

	if (lua == NULL)
		return;
	while ((cr = memchr(p, '\r', (size_t)(to - p))) != NULL) {
		buf_put(lua, (str){p, (size_t)(cr - p)});
		if (cr + 1 == to || cr[1] != '\n')
			buf_putc(lua, ' ');
		p = cr + 1;
	}
	buf_put(lua, (str){p, (size_t)(to - p)});
}

/* a comment is left out, so that what it stands between stays apart */
static void
put_blank(struct buf *lua)
{
	if (lua != NULL)
		buf_putc(lua, ' ');
}

static void
put_lines(struct buf *lua, const char *p, const char *to)
{
	for (; lua != NULL && p < to; p++)
		if (*p == '\n')
			buf_putc(lua, '\n');
}

/* after a piece that ends no tag, whatever stands in it; p if there is none */
static const char *
after_piece(const struct tmpl *t, const char *p, const char *close)
{
	if (*p == '"' || *p == '\'')
		return after_string(p, t->end);
	if (*p == '[')
		return after_long(p, t->end);
	return is(t, p, "--") ? after_comment(t, p, close) : p;
}

/* may a brace stand here?  None closes more than the expression opened. */
static bool
count_brace(char c, int *depth)
{
	*depth += (c == '{') - (c == '}');
	return *depth >= 0;
}

/*
 * Copies the Lua of a tag up to its end and gives that.  NULL if it has
 * none: another tag begins, or a brace is closed that was not opened; t->p
 * is moved to where that was seen.
 */
static const char *
copy_code(struct tmpl *t, const char *p, int tag, struct buf *lua)
{
	const char *close = tags[tag].close, *from = p, *q = p;
	int depth = 0;

	for (; p < t->end; p = q) {
		if (depth == 0 && is(t, p, close)) {
			put_code(lua, from, p);
			return p;
		}
		q = after_piece(t, p, close);
		if (q == NULL || is(t, p, "{%") || is(t, p, "{*"))
			break;
		if (is(t, p, "--")) {
			put_code(lua, from, p);
			put_blank(lua);
			put_lines(lua, p, q);
			from = q;
		} else if (q == p) {
			if (tag == ESCAPED && !count_brace(*p, &depth))
				break;
			q = p + 1;
		}
	}
	t->p = p < t->end && q != NULL ? p : t->end;
	return NULL;
}

/* ---- tags -------------------------------------------------------------- */

static const char *
copy_comment(struct tmpl *t, const char *p, struct buf *lua)
{
	const char *q = p;

	while (q < t->end && !is(t, q, tags[COMMENT].close))
		q++;
	put_lines(lua, p, q);
	if (q < t->end)
		return q;
	t->p = t->end;
	return NULL;
}

/* after a tag, or NULL as copy_code */
static const char *
copy_tag(struct tmpl *t, const char *p, int tag, struct buf *lua)
{
	const char *end;

	if (lua != NULL)
		buf_puts(lua, tags[tag].before);
	end = tag == COMMENT ? copy_comment(t, p + 2, lua) :
	    copy_code(t, p + 2, tag, lua);
	if (end == NULL)
		return NULL;
	if (lua != NULL)
		buf_puts(lua, tags[tag].after);
	return end + 2;
}

static const char *
skip_blanks(const struct tmpl *t, const char *p)
{
	while (p < t->end && (*p == ' ' || *p == '\t' || *p == '\r'))
		p++;
	return p;
}

/*
 * The end of a line, and of the lines its tags take, if nothing in it is
 * printed; NULL if something is.  Copied or, without lua, only looked at.
 */
static const char *
silent_line(struct tmpl *t, const char *line, struct buf *lua)
{
	const char *p = skip_blanks(t, line), *next;
	struct tmpl look = *t;
	int tag, n;

	for (n = 0; p < t->end && *p != '\n'; n++) {
		tag = tag_at(t, p);
		if ((tag != CODE && tag != COMMENT) ||
		    (next = copy_tag(&look, p, tag, lua)) == NULL)
			return NULL;
		p = skip_blanks(t, next);
	}
	if (n == 0)
		return NULL;
	put_lines(lua, p, p < t->end ? p + 1 : p);
	return p < t->end ? p + 1 : p;
}

/* ---- text -------------------------------------------------------------- */

/* a \ before a line end keeps both the character and the count of lines */
static const char *
escape(char c)
{
	switch (c) {
	case '\n': return "\\\n";
	case '\r': return "\\r";
	case '\0': return "\\000";
	case '"':  return "\\\"";
	case '\\': return "\\\\";
	default:   return NULL;
	}
}

static void
put_text(struct buf *lua, const char *p, const char *to)
{
	const char *from = p, *escaped;

	if (p == to)
		return;
	buf_puts(lua, "raw(\"");
	for (; p < to; p++) {
		if ((escaped = escape(*p)) == NULL)
			continue;
		buf_put(lua, (str){from, (size_t)(p - from)});
		buf_puts(lua, escaped);
		from = p + 1;
	}
	buf_put(lua, (str){from, (size_t)(to - from)});
	/* code that begins with a ( calls nothing before it */
	buf_puts(lua, "\"); ");
}

/* the next place where a line or, perhaps, a tag begins */
static const char *
find_next(const struct tmpl *t, const char *p)
{
	for (p++; p < t->end && *p != '{' && p[-1] != '\n'; p++)
		;
	return p;
}

/* all up to a tag that is not closed, at which it stops; NULL at the end */
static const char *
copy(struct tmpl *t)
{
	const char *p = t->p, *from = p, *start = p, *next;
	int tag;

	for (; p < t->end; p = next) {
		next = p == start || p[-1] == '\n' ?
		    silent_line(t, p, NULL) : NULL;
		tag = tag_at(t, p);
		if (next == NULL && tag == TAGS) {
			next = find_next(t, p);
			continue;
		}
		put_text(t->lua, from, p);
		if (next != NULL)
			silent_line(t, p, t->lua);
		else if ((next = copy_tag(t, p, tag, t->lua)) == NULL)
			return p;
		from = next;
	}
	put_text(t->lua, from, p);
	return NULL;
}

bool
tmpl_lua(const struct source *src, struct buf *lua, struct diags *d)
{
	struct tmpl t = {src->text.p, src->text.p + src->text.n, lua};
	const char *bad;
	bool ok = true;
	int tag;

	if (str_starts(src->text, STR("\ufeff")))
		t.p += 3;
	while ((bad = copy(&t)) != NULL) {
		tag = tag_at(&t, bad);
		ok = diag(d, MESSAGE_TEMPLATE_OPEN,
		    (span){src, (uint32_t)(bad - src->text.p), 2},
		    WORDS(str_of(tags[tag].open), str_of(tags[tag].close)));
	}
	return ok;
}
