#include "text/md_tree.h"

#include "base/limit.h"

/*
 * What cmark 0.30.2 takes more than linear time for, seen before it does:
 * every picture that is not closed is looked at again at every ] of its
 * paragraph, and every container that is open at every line.
 */

enum {
	BRACKET_WORK_MOST = 4000000,    /* ![ times ] in a paragraph */
	CONTAINERS_MOST = 256           /* open in a line */
};

struct guard {
	str text;
	size_t markers;         /* of containers, so far */
	size_t deepest, where;  /* containers, and the line that has them */
	size_t images, closed, images_most, paragraph;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* the length of a marker of a list or a quote, or 0 */
static size_t
marker(str s)
{
	size_t i = 0;

	if (s.n > 0 && (*s.p == '>' || *s.p == '-' || *s.p == '+' ||
	    *s.p == '*'))
		return 1;
	while (i < s.n && i < 10 && is_digit(s.p[i]))
		i++;
	return i > 0 && i < s.n && (s.p[i] == '.' || s.p[i] == ')') ? i + 1 : 0;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * No more containers can be open in a line than it has markers, and two
 * columns of indentation for each that was opened before; nor more than there
 * have been markers at all.
 */
static void
see_head(struct guard *g, size_t from)
{
	str rest = str_slice(g->text, from, g->text.n);
	size_t columns = 0, markers = 0, n;

	for (;;) {
		while (rest.n > 0 && (*rest.p == ' ' || *rest.p == '\t')) {
			columns += *rest.p == '\t' ? 4 : 1;
			rest = str_slice(rest, 1, rest.n);
		}
		if ((n = marker(rest)) == 0)
			break;
		markers++;
		rest = str_slice(rest, n, rest.n);
	}
	g->markers += markers;
	n = markers > 0 ? least(columns / 2 + markers, g->markers) : 0;
	if (n > g->deepest) {
		g->deepest = n;
		g->where = from;
	}
}

static bool
is_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool
is_blank(str text, size_t from)
{
	while (from < text.n && (text.p[from] == ' ' || text.p[from] == '\t'))
		from++;
	return from == text.n || is_end(text.p[from]);
}

static bool
see_line(struct guard *g, size_t from)
{
	see_head(g, from);
	if (is_blank(g->text, from)) {
		g->images = g->closed = 0;
		g->paragraph = from;
	}
	return g->deepest <= CONTAINERS_MOST;
}

static bool
see(struct guard *g, size_t i)
{
	char c = g->text.p[i];

	if (c == '[' && i > 0 && g->text.p[i - 1] == '!')
		g->images++;
	g->closed += c == ']';
	return g->images * g->closed <= BRACKET_WORK_MOST &&
	    (!is_end(c) || see_line(g, i + 1));
}

static bool
refuse(span body, size_t off, enum message m, struct diags *d)
{
	span at = {body.src, body.off + (uint32_t)off, 1};

	if (d != NULL)
		diag(d, m, at, NO_WORDS);
	return false;
}

/* what cmark makes nodes of, of which each takes some memory */
static bool
is_mark(char c)
{
	return c == '*' || c == '_' || c == '[' || c == ']' || c == '!' ||
	    c == '<' || c == '&' || c == '`' || c == '\\';
}

static bool
has_size(span body, struct diags *d)
{
	const str text = source_text(body);
	size_t lines = 1, marks = 0;

	if (text.n > LIMIT_BODY)
		return refuse(body, 0, MESSAGE_MD_SIZE, d);
	for (size_t i = 0; i < text.n; i++) {
		lines += i > 0 && (text.p[i - 1] == '\n' ||
		    (text.p[i - 1] == '\r' && text.p[i] != '\n'));
		marks += is_mark(text.p[i]);
		if (lines > LIMIT_BODY_LINES)
			return refuse(body, i, MESSAGE_MD_LINES, d);
		if (marks > LIMIT_BODY_MARKS)
			return refuse(body, i, MESSAGE_MD_MARKS, d);
	}
	return true;
}

bool
md_guard(span body, struct diags *d)
{
	struct guard g = {.text = source_text(body)};
	bool good;
	size_t i;

	if (!has_size(body, d))
		return false;
	good = see_line(&g, 0);
	for (i = 0; good && i < g.text.n; i++)
		if (g.text.p[i] <= ']' && g.text.p[i] >= 0)
			good = see(&g, i);
	if (g.images * g.closed > BRACKET_WORK_MOST)
		return refuse(body, g.paragraph, MESSAGE_MD_BRACKETS, d);
	if (!good)
		return refuse(body, g.where, MESSAGE_MD_DEPTH, d);
	return true;
}

bool
md_guard_depth(const struct md_tree *t, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;
	cmark_node *n, *deepest = NULL;
	size_t depth = 0;

	while (deepest == NULL &&
	    (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(it);
		if (cmark_node_first_child(n) == NULL)
			continue;
		if (ev == CMARK_EVENT_EXIT)
			depth--;
		else if (++depth > LIMIT_BODY_DEPTH)
			deepest = n;
	}
	cmark_iter_free(it);
	if (deepest != NULL)
		md_tree_say(t, MESSAGE_MD_DEPTH, md_tree_where(t, deepest),
		    NO_WORDS);
	return deepest == NULL;
}
