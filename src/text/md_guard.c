#include "text/md_tree.h"

bool
md_guard(span body, struct diags *d)
{
	if (body.len <= MD_SIZE_MOST)
		return true;
	return d != NULL ? diag(d, MESSAGE_MD_SIZE,
	    (span){body.src, body.off, 0}, NO_WORDS) : false;
}

bool
md_guard_depth(const struct md_tree *t, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;
	size_t depth = 0, most = 0;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		if (cmark_node_first_child(cmark_iter_get_node(it)) == NULL)
			continue;
		if (ev == CMARK_EVENT_EXIT)
			depth--;
		else if (++depth > most)
			most = depth;
	}
	cmark_iter_free(it);
	if (most <= MD_DEPTH_MOST)
		return true;
	md_tree_say(t, MESSAGE_MD_DEPTH,
	    (span){t->body.src, t->body.off, 0}, NO_WORDS);
	return false;
}
