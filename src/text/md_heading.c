#include "text/md_tree.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

struct namer {
	struct md_tree *tree;
	struct map taken;       /* ids, each with how often it was wanted */
};

/* what would have to be escaped in a url or a selector is left out */
static str
id_of(struct arena *a, str text)
{
	struct buf b = {0};
	size_t i;
	char c;
	str id;

	text = utf8_nfkc(a, str_trim(text));
	for (i = 0; i < text.n; i++) {
		c = text.p[i];
		if (c >= 'A' && c <= 'Z')
			buf_putc(&b, (char)(c - 'A' + 'a'));
		else if (c == ' ' || c == '\t' || c == '\n')
			buf_putc(&b, '-');
		else if (c == '\0' || (unsigned char)c < 0x20 || c == 0x7f ||
		    strchr("!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~", c) != NULL)
			continue;
		else
			buf_putc(&b, c);
	}
	if (b.n == 0 || str_starts(buf_str(&b), STR("note")))
		id = str_printf(a, "section%s" STR_FMT, b.n > 0 ? "-" : "",
		    STR_ARG(buf_str(&b)));
	else
		id = str_copy(a, buf_str(&b));
	buf_done(&b);
	return id;
}

static str
unique(struct namer *k, str id)
{
	struct arena *a = &k->tree->arena;
	size_t *count = ARENA_NEW(a, size_t), *before;
	str other;

	*count = 1;
	if ((before = map_put(&k->taken, a, id, count)) == NULL)
		return id;
	do
		other = str_printf(a, STR_FMT "-%zu", STR_ARG(id),
		    ++*before);
	while (map_put(&k->taken, a, other, count) != NULL);
	return other;
}

static void
name(struct namer *k, cmark_node *n)
{
	struct md_part *p;
	struct buf b = {0};

	if (cmark_node_get_type(n) != CMARK_NODE_HEADING ||
	    md_part_of(n) != NULL)
		return;
	p = md_part_new(k->tree, PART_HEADING);
	md_tree_plain(k->tree, n, &b);
	p->text = str_copy(&k->tree->arena, str_trim(buf_str(&b)));
	p->id = unique(k, id_of(&k->tree->arena, p->text));
	cmark_node_set_user_data(n, p);
	buf_done(&b);
}

static void
walk(struct namer *k, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE)
		if (ev == CMARK_EVENT_ENTER)
			name(k, cmark_iter_get_node(it));
	cmark_iter_free(it);
}

void
md_heading_name(struct md_tree *t)
{
	struct namer k = {.tree = t};
	const struct md_note *n;

	walk(&k, t->root);
	for (n = t->notes; n != NULL; n = n->next)
		walk(&k, n->item);
}
