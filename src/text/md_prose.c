#include "text/md_tree.h"

#include <string.h>

/* The copy is made when there is something to hide. */
struct hiding {
	struct arena *arena;
	span body;
	str text;
	char *copy;
};

static void
hide(struct hiding *h, span at)
{
	size_t off = at.off - h->body.off, i;

	if (h->copy == NULL) {
		h->text = str_copy(h->arena, h->text);
		h->copy = (char *)(uintptr_t)h->text.p;
	}
	for (i = off; i < off + at.len && i < h->text.n; i++)
		if (h->copy[i] != '\n' && h->copy[i] != '\r')
			h->copy[i] = '\t';
}

static size_t
line_ends(const char *s)
{
	size_t n = 0;

	while ((s = strchr(s, '\n')) != NULL) {
		s++;
		n++;
	}
	return n;
}

/* all lines of a block */
static span
lines_of(const struct md_tree *t, cmark_node *block)
{
	size_t first = (size_t)cmark_node_get_start_line(block);
	size_t last = (size_t)cmark_node_get_end_line(block);

	/* cmark forgets the last line of HTML, and all of a short one */
	if (cmark_node_get_type(block) == CMARK_NODE_HTML_BLOCK)
		last = first + line_ends(cmark_node_get_literal(block)) - 1;
	if (first == 0 || first > t->lines.n)
		return (span){t->body.src, t->body.off, 0};
	return md_tree_span(t, t->lines.start[first - 1],
	    last < t->lines.n ? t->lines.start[last] : t->text->out.n);
}

static void
hide_all(struct hiding *h, const struct md_tree *t, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_node *n;

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(it);
		switch (cmark_node_get_type(n)) {
		case CMARK_NODE_CODE:
		case CMARK_NODE_HTML_INLINE:
			hide(h, md_tree_where(t, n));
			break;
		case CMARK_NODE_CODE_BLOCK:
		case CMARK_NODE_HTML_BLOCK:
			hide(h, lines_of(t, n));
			break;
		default:
			break;
		}
	}
	cmark_iter_free(it);
}

void
md_prose(struct arena *a, const struct md_tree *t, struct md_facts *facts)
{
	struct hiding h = {a, t->body, source_text(t->body), NULL};
	const struct md_note *n;

	hide_all(&h, t, t->root);
	for (n = t->all; n != NULL; n = n->before)
		hide_all(&h, t, n->item);
	facts->prose = h.text;
}
