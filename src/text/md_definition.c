#include "text/md_tree.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

/*
 * Definitions of links, [label]: target.  cmark takes them out and tells
 * nobody: they stand on the lines that are in no block of its tree.
 */

struct definition {
	size_t from, to;        /* [label] in the tree's own text */
	str label;
	bool used;
	struct definition *next;
};

struct search {
	struct md_tree *tree;
	str text;
	bool *shown;            /* of each line */
	struct definition *first, **last;
	struct map labels;
};

/* ---- lines that are in no block -------------------------------------------- */

/* how many lines of a block cmark has taken out; it counts those of headings
   wrong, of which the first is enough */
static size_t
lines_cut(cmark_node *leaf)
{
	cmark_node *text = cmark_node_first_child(leaf);

	if (cmark_node_get_type(leaf) != CMARK_NODE_HEADING)
		return md_lines_cut(leaf);
	return text == NULL || cmark_node_get_type(text) !=
	    CMARK_NODE_TEXT || *cmark_node_get_literal(text) != '[';
}

static void
show(struct search *s, cmark_node *leaf)
{
	const size_t to = (size_t)cmark_node_get_end_line(leaf);
	size_t line = (size_t)cmark_node_get_start_line(leaf);

	if (line == 0)
		return;
	for (line += lines_cut(leaf); line <= to &&
	    line <= s->tree->lines.n; line++)
		s->shown[line - 1] = true;
}

static bool
is_leaf(cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
		return true;
	default:
		return false;
	}
}

static void
show_blocks(struct search *s)
{
	cmark_iter *it = cmark_iter_new(s->tree->root);
	cmark_event_type ev;
	cmark_node *n;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(it);
		if (ev == CMARK_EVENT_ENTER && is_leaf(n))
			show(s, n);
	}
	cmark_iter_free(it);
}

/* ---- labels ---------------------------------------------------------------- */

static bool
is_blank(char c)
{
	return strchr(" \t\r\n", c) != NULL;
}

/* the offset behind [label], which holds no brackets; or 0 */
static size_t
label_end(str text, size_t from)
{
	enum { LABEL_MOST = 1000 };     /* as CommonMark has it */
	size_t i = from + 1;

	while (i < text.n && i - from <= LABEL_MOST &&
	    text.p[i] != '[' && text.p[i] != ']')
		i += text.p[i] == '\\' ? 2 : 1;
	return i < text.n && text.p[i] == ']' ? i + 1 : 0;
}

/* of [label]: blanks are one, capitals are small */
static str
label_of(struct arena *a, str brackets)
{
	str s = str_trim(str_slice(brackets, 1, brackets.n - 1));
	struct buf b = {0};
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_blank(s.p[i]))
			buf_putc(&b, s.p[i]);
		else if (!is_blank(s.p[i - 1]))
			buf_putc(&b, ' ');
	s = utf8_file(a, str_copy(a, buf_str(&b)));
	buf_done(&b);
	return s;
}

/* [//]: # (so) is how remarks are written that nobody is to read */
static bool
is_remark(str target)
{
	size_t i = 0;

	while (i < target.n && (target.p[i] == ' ' || target.p[i] == '\t'))
		i++;
	target = str_slice(target, i, target.n);
	i = str_starts(target, STR("#")) ? 1 : 2;
	return (i == 1 || str_starts(target, STR("<>"))) &&
	    (target.n == i || is_blank(target.p[i]));
}

/* ---- definitions ----------------------------------------------------------- */

static void
define(struct search *s, size_t from, size_t to)
{
	struct definition *d = ARENA_NEW(&s->tree->arena, struct definition);

	d->from = from;
	d->to = to;
	d->label = label_of(&s->tree->arena, str_slice(s->text, from, to));
	*s->last = d;
	s->last = &d->next;
	map_put(&s->labels, &s->tree->arena, d->label, d);
}

static void
see_line(struct search *s, size_t line)
{
	const struct md_lines all = s->tree->lines;
	str head = md_line(all, s->text, line);
	size_t i = 0, from, to;

	while (i < head.n && strchr(" \t>-+*.)0123456789", head.p[i]) != NULL)
		i++;
	if (i == head.n || head.p[i] != '[')
		return;
	from = all.start[line] + i;
	to = label_end(s->text, from);
	if (to > 0 && to < s->text.n && s->text.p[to] == ':' &&
	    !is_remark(str_slice(s->text, to + 1, s->text.n)))
		define(s, from, to);
}

/* any [label] is taken for a use, even in code */
static void
see_uses(struct search *s)
{
	const struct definition *at = s->first;
	struct definition *d;
	size_t i, to;

	for (i = 0; i < s->text.n; i++) {
		if (at != NULL && i == at->from) {
			i = at->to;
			at = at->next;
		} else if (s->text.p[i] == '\\') {
			i++;
		} else if (s->text.p[i] == '[' &&
		    (to = label_end(s->text, i)) > 0 &&
		    (d = map_get(&s->labels, label_of(&s->tree->arena,
		    str_slice(s->text, i, to)))) != NULL) {
			d->used = true;
		}
	}
}

static void
tell(const struct search *s, const struct definition *d)
{
	const struct definition *same = map_get(&s->labels, d->label);
	const span at = md_tree_span(s->tree, d->from, d->to);
	const str brackets = source_text(at);

	if (d->used)
		return;
	md_tree_say(s->tree, same == d ? MESSAGE_MD_LINK_UNUSED :
	    MESSAGE_MD_LINK_TWICE, at,
	    WORDS(str_slice(brackets, 1, brackets.n - 1)));
	if (same != d)
		diag_note(s->tree->diags, MESSAGE_FIRST_HERE,
		    md_tree_span(s->tree, same->from, same->to), NO_WORDS);
}

void
md_definition_check(struct md_tree *t)
{
	struct search s = {.tree = t, .text = buf_str(&t->text->out)};
	const struct definition *d;
	size_t i;

	if (t->diags == NULL || str_find(s.text, STR("]:")) == s.text.n)
		return;
	s.last = &s.first;
	s.shown = ARENA_NEWN(&t->arena, bool, t->lines.n);
	show_blocks(&s);
	for (i = 0; i < t->lines.n; i++)
		if (!s.shown[i])
			see_line(&s, i);
	if (s.first == NULL)
		return;
	see_uses(&s);
	for (d = s.first; d != NULL; d = d->next)
		tell(&s, d);
}
