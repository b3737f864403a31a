#include "text/md_tree.h"

#include "base/map.h"
#include "base/utf8.h"

/*
 * Footnotes.  Their texts were made items of lists; they leave the tree and
 * are printed at its end, in the order in which they are referred to.
 */

/* ---- texts --------------------------------------------------------- */

/* the number of the text of a note that is a list's item */
static bool
note_of_item(cmark_node *item, size_t *number, size_t *len)
{
	cmark_node *block = cmark_node_first_child(item), *text;
	enum md_mark m;

	if (cmark_node_get_type(item) != CMARK_NODE_ITEM || block == NULL)
		return false;
	text = cmark_node_first_child(block);
	if (text == NULL || cmark_node_get_type(text) != CMARK_NODE_TEXT)
		return false;
	*len = md_mark_number(str_of(cmark_node_get_literal(text)), &m,
	    number);
	return *len > 0 && m == MARK_NOTE_TEXT;
}

/* [^１] and [^1] are one */
static str
label_of(struct md_tree *t, size_t number, size_t tail)
{
	const struct md_spot *s = &t->spots.spot[number];

	return utf8_nfkc(&t->arena, str_slice(source_text(t->body),
	    s->off + 2, s->off + s->len - tail));
}

static span
spot_span(const struct md_tree *t, size_t number)
{
	const struct md_spot *s = &t->spots.spot[number];

	return (span){t->body.src, t->body.off + (uint32_t)s->off,
	    (uint32_t)s->len};
}

/* A list's item that is the text of a note. */
struct found {
	cmark_node *item;
	size_t number, len;     /* of its mark */
};

static void
take_note(struct md_tree *t, struct map *notes, const struct found *f)
{
	struct md_note *n = ARENA_NEW(&t->arena, struct md_note), *same;
	cmark_node *list = cmark_node_parent(f->item);

	n->label = label_of(t, f->number, 2);
	n->at = spot_span(t, f->number);
	n->item = f->item;
	n->before = t->all;
	t->all = n;
	md_tree_drop_head(
	    cmark_node_first_child(cmark_node_first_child(f->item)), f->len);
	cmark_node_unlink(f->item);
	if (cmark_node_first_child(list) == NULL)
		cmark_node_free(list);
	if ((same = map_put(notes, &t->arena, n->label, n)) != NULL) {
		md_tree_say(t, MESSAGE_MD_NOTE_TWICE, n->at,
		    WORDS(n->label));
		if (t->diags != NULL)
			diag_note(t->diags, MESSAGE_FIRST_HERE, same->at,
			    NO_WORDS);
	}
}

void
md_note_collect(struct md_tree *t, struct map *notes)
{
	struct found *all = NULL, f;
	cmark_iter *it;
	size_t n = 0, i;

	if (t->spots.n == 0)
		return;
	it = cmark_iter_new(t->root);
	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		f.item = cmark_iter_get_node(it);
		if (cmark_iter_get_event_type(it) != CMARK_EVENT_ENTER ||
		    !note_of_item(f.item, &f.number, &f.len))
			continue;
		all = ARENA_MORE(&t->arena, all, n);
		all[n++] = f;
	}
	cmark_iter_free(it);
	for (i = 0; i < n; i++)
		take_note(t, notes, &all[i]);
}

/* ---- references ---------------------------------------------------- */

static void
number_note(struct md_tree *t, struct md_note *n)
{
	if (n->nrefs++ > 0)
		return;
	n->number = ++t->nnotes;
	*t->last = n;
	t->last = &n->next;
}

cmark_node *
md_note_reference(struct md_tree *t, const struct map *notes, size_t number)
{
	str label = label_of(t, number, 1);
	struct md_note *n = map_get(notes, label);
	struct md_part *p;

	if (n == NULL) {
		md_tree_say(t, MESSAGE_MD_NOTE_UNKNOWN, spot_span(t, number),
		    WORDS(label));
		return NULL;
	}
	number_note(t, n);
	p = md_part_new(t, PART_NOTE);
	p->note = n;
	p->nth = n->nrefs;
	p->at = spot_span(t, number);
	return md_part_node(p, CMARK_NODE_CUSTOM_INLINE);
}

void
md_note_unused(const struct md_tree *t, const struct map *notes)
{
	const struct md_note *n;

	for (n = t->all; n != NULL; n = n->before)
		if (n->nrefs == 0 && map_get(notes, n->label) == n)
			md_tree_say(t, MESSAGE_MD_NOTE_UNUSED, n->at,
			    WORDS(n->label));
}
