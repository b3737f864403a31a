#include "text/md_tree.h"

#include "base/buf.h"

static bool
is_part(cmark_node *n, enum md_part_kind kind)
{
	const struct md_part *p = md_part_of(n);

	return p != NULL && p->kind == kind;
}

/* what holds words and no other block */
static bool
is_leaf(cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		return true;
	default:
		return is_part(n, PART_CELL);
	}
}

/* a cell is a paragraph of its own, and the row ends the line */
static void
put_end(struct buf *out, cmark_node *n)
{
	cmark_node *above = cmark_node_parent(n);

	if (!is_part(n, PART_CELL) && !is_part(above, PART_CELL))
		buf_putc(out, '\n');
	else if (cmark_node_next(is_part(n, PART_CELL) ? n : above) != NULL)
		buf_puts(out, "　");
	else
		buf_putc(out, '\n');
}

void
md_words(span body, struct buf *out)
{
	struct md_tree tree;
	cmark_event_type ev;
	cmark_iter *it;
	cmark_node *n;

	if (md_tree_build(&tree, body, false, NULL)) {
		it = cmark_iter_new(tree.root);
		while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
			n = cmark_iter_get_node(it);
			if (ev != CMARK_EVENT_ENTER)
				continue;
			if (cmark_node_get_type(n) == CMARK_NODE_CODE_BLOCK)
				md_tree_restore(&tree,
				    cmark_node_get_literal(n), out);
			else if (is_leaf(n)) {
				md_tree_plain(&tree, n, out);
				put_end(out, n);
				cmark_iter_reset(it, n, CMARK_EVENT_EXIT);
			}
		}
		cmark_iter_free(it);
	}
	md_tree_done(&tree);
}
