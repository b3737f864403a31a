#include "text/md_tree.h"

/* ---- lines --------------------------------------------------------- */

struct md_lines
md_lines_of(struct arena *a, str text)
{
	const bool returns = str_find(text, STR("\r")) < text.n;
	struct md_lines l = {0};
	size_t i = 0;

	for (;;) {
		l.start = ARENA_MORE(a, l.start, l.n);
		l.start[l.n++] = i;
		if (!returns)
			i += str_find(str_slice(text, i, text.n), STR("\n"));
		while (i < text.n && text.p[i] != '\n' && text.p[i] != '\r')
			i++;
		if (i == text.n)
			return l;
		i += text.p[i] == '\r' && i + 1 < text.n &&
		    text.p[i + 1] == '\n' ? 2 : 1;
	}
}

str
md_line(struct md_lines l, str text, size_t line)
{
	size_t to = line + 1 < l.n ? l.start[line + 1] : text.n;

	if (line >= l.n)
		return str_slice(text, text.n, text.n);
	while (to > l.start[line] &&
	    (text.p[to - 1] == '\n' || text.p[to - 1] == '\r'))
		to--;
	return str_slice(text, l.start[line], to);
}

static str
without_blanks(str s)
{
	while (s.n > 0 && (*s.p == ' ' || *s.p == '\t'))
		s = str_slice(s, 1, s.n);
	return s;
}

str
md_line_content(str line, size_t quotes)
{
	line = without_blanks(line);
	for (; quotes > 0 && line.n > 0 && *line.p == '>'; quotes--)
		line = without_blanks(str_slice(line, 1, line.n));
	return line;
}

size_t
md_quotes(cmark_node *n)
{
	size_t quotes = 0;

	for (; n != NULL; n = cmark_node_parent(n))
		quotes += cmark_node_get_type(n) == CMARK_NODE_BLOCK_QUOTE;
	return quotes;
}

cmark_node *
md_leaf(cmark_node *n)
{
	while (cmark_node_get_type(n) >= CMARK_NODE_FIRST_INLINE)
		n = cmark_node_parent(n);
	return n;
}

/* ---- places -------------------------------------------------------- */

static span
in_body(const struct md_tree *t, size_t off, size_t to)
{
	if (off > t->body.len)
		off = t->body.len;
	if (to > t->body.len)
		to = t->body.len;
	return (span){t->body.src, t->body.off + (uint32_t)off,
	    to > off ? (uint32_t)(to - off) : 0};
}

span
md_tree_span_first(const struct md_tree *t, size_t off, size_t to)
{
	off = md_text_from(&t->first, off);
	return in_body(t, off, to > 0 ?
	    md_text_from(&t->first, to - 1) + 1 : off);
}

span
md_tree_span(const struct md_tree *t, size_t off, size_t to)
{
	if (t->text == &t->second) {
		off = md_text_from(&t->second, off);
		to = to > 0 ? md_text_from(&t->second, to - 1) + 1 : off;
	}
	return md_tree_span_first(t, off, to);
}

size_t
md_lines_cut(cmark_node *leaf)
{
	const struct md_part *p = md_part_of(leaf);
	cmark_node *last = cmark_node_last_child(leaf);
	int end = cmark_node_get_end_line(leaf);

	if (p != NULL && p->kind == PART_TEXT)
		return p->cut;
	if (cmark_node_get_type(leaf) != CMARK_NODE_PARAGRAPH ||
	    last == NULL || cmark_node_get_end_line(last) == 0 ||
	    cmark_node_get_end_line(last) > end)
		return 0;
	return (size_t)(end - cmark_node_get_end_line(last));
}

/* the offset of what cmark says stands in a line and column of a leaf */
static size_t
offset(const struct md_tree *t, cmark_node *leaf, int line, int column)
{
	str text = buf_str(&t->text->out), rest;
	size_t at = (size_t)line - 1 + md_lines_cut(leaf), off;
	int indent = cmark_node_get_start_column(leaf) - 1;

	if (line < 1 || at >= t->lines.n)
		return text.n;
	off = t->lines.start[at];
	if (at + 1 != (size_t)cmark_node_get_start_line(leaf)) {
		rest = md_line_content(md_line(t->lines, text, at),
		    md_quotes(leaf));
		off = (size_t)(rest.p - text.p);
		column -= indent;
	}
	if (column > 1)
		off += (size_t)column - 1;
	return off < text.n ? off : text.n;
}

static bool
begins(const struct md_tree *t, size_t off, cmark_node_type type)
{
	str text = buf_str(&t->text->out);
	char c = off < text.n ? text.p[off] : '\0';

	switch (type) {
	case CMARK_NODE_LINK:        return c == '[' || c == '<';
	case CMARK_NODE_IMAGE:       return c == '!';
	case CMARK_NODE_HTML_INLINE: return c == '<';
	default:                     return true;
	}
}

/* the first line of an inline that ends on another: that of its text */
static int
first_line(cmark_node *n)
{
	int line = cmark_node_get_start_line(n), l;
	cmark_node *child = cmark_node_first_child(n);

	while (child != NULL && cmark_node_get_start_line(child) == 0)
		child = cmark_node_next(child);
	if (child == NULL)
		return line;
	l = cmark_node_get_start_line(child);
	return l > 0 && l < line ? l : line;
}

/* where cmark counts wrong, the first thing of its kind near by */
static size_t
look_for(const struct md_tree *t, cmark_node *n, cmark_node *leaf)
{
	cmark_node_type type = cmark_node_get_type(n);
	cmark_node *child = cmark_node_first_child(n);
	size_t off, to;

	if (child != NULL && cmark_node_get_start_line(child) > 0) {
		off = offset(t, leaf, cmark_node_get_start_line(child),
		    cmark_node_get_start_column(child));
		if (off > 0 && begins(t, off - 1, type))
			return off - 1;
	}
	off = offset(t, leaf, first_line(n), 1);
	to = offset(t, leaf, cmark_node_get_end_line(leaf) + 1, 1);
	for (; off < to; off++)
		if (begins(t, off, type))
			return off;
	return offset(t, leaf, first_line(n), 1);
}

static span
block_at(const struct md_tree *t, cmark_node *n)
{
	size_t line = (size_t)cmark_node_get_start_line(n);
	str text = buf_str(&t->text->out), s;
	size_t from;

	if (line == 0 || line > t->lines.n)
		return md_tree_span(t, 0, 0);
	s = md_line(t->lines, text, line - 1);
	from = t->lines.start[line - 1] +
	    (size_t)cmark_node_get_start_column(n) - 1;
	return md_tree_span(t, from, (size_t)(s.p - text.p) + s.n);
}

size_t
md_tree_offset(const struct md_tree *t, cmark_node *n)
{
	cmark_node *leaf = md_leaf(n);
	size_t off = offset(t, leaf, first_line(n),
	    cmark_node_get_start_column(n));

	return begins(t, off, cmark_node_get_type(n)) ? off :
	    look_for(t, n, leaf);
}

span
md_tree_where(const struct md_tree *t, cmark_node *n)
{
	cmark_node *leaf = md_leaf(n);
	size_t off, to;

	if (leaf == n)
		return block_at(t, n);
	if (md_part_of(n) != NULL)
		return md_part_of(n)->at;
	if (cmark_node_get_start_line(n) == 0)
		return block_at(t, leaf);
	off = md_tree_offset(t, n);
	to = offset(t, leaf, cmark_node_get_end_line(n),
	    cmark_node_get_end_column(n)) + 1;
	return md_tree_span(t, off, to > off ? to : off + 1);
}
