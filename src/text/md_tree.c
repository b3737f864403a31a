#include "text/md_tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/map.h"

/* ---- parts --------------------------------------------------------- */

struct md_part *
md_part_new(struct md_tree *t, enum md_part_kind kind)
{
	struct md_part *p = ARENA_NEW(&t->arena, struct md_part);

	p->kind = kind;
	return p;
}

cmark_node *
md_part_node(struct md_part *p, cmark_node_type type)
{
	cmark_node *n = cmark_node_new(type);

	cmark_node_set_user_data(n, p);
	return n;
}

struct md_part *
md_part_of(cmark_node *n)
{
	return cmark_node_get_user_data(n);
}

bool
md_is_break(cmark_node *html)
{
	const char *tag = cmark_node_get_literal(html);
	struct md_part *p = md_part_of(md_leaf(html));

	return p != NULL && p->kind == PART_CELL &&
	    (strcasecmp(tag, "<br>") == 0 || strcasecmp(tag, "<br/>") == 0 ||
	    strcasecmp(tag, "<br />") == 0);
}

void
md_tree_say(const struct md_tree *t, enum message m, span at, words w)
{
	if (t->diags != NULL)
		diag(t->diags, m, at, w);
}

/* ---- text ---------------------------------------------------------- */

/* of a ruby the text, not how it is read */
static void
put_plain(const struct md_tree *t, str s, struct buf *out)
{
	str body = source_text(t->body), base, reading;
	size_t i, n, done = 0;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '\xEF')
			continue;
		n = md_ruby(str_slice(s, i, s.n), &base, &reading);
		if (n == 0)
			continue;
		md_text_restore(out, str_slice(s, done, i), &t->spots, body);
		buf_put(out, base);
		done = i + n;
		i = done - 1;
	}
	md_text_restore(out, str_slice(s, done, s.n), &t->spots, body);
}

void
md_tree_plain(const struct md_tree *t, cmark_node *n, struct buf *out)
{
	cmark_iter *it = cmark_iter_new(n);
	cmark_event_type ev;
	cmark_node *child;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		if (ev != CMARK_EVENT_ENTER)
			continue;
		child = cmark_iter_get_node(it);
		switch (cmark_node_get_type(child)) {
		case CMARK_NODE_TEXT:
		case CMARK_NODE_CODE:
			put_plain(t, str_of(cmark_node_get_literal(child)),
			    out);
			break;
		case CMARK_NODE_SOFTBREAK:
		case CMARK_NODE_LINEBREAK:
			buf_putc(out, ' ');
			break;
		default:
			break;
		}
	}
	cmark_iter_free(it);
}

void
md_tree_restore(const struct md_tree *t, const char *s, struct buf *out)
{
	if (s != NULL)
		md_text_restore(out, str_of(s), &t->spots,
		    source_text(t->body));
}

void
md_tree_drop_head(cmark_node *text, size_t n)
{
	str s = str_of(cmark_node_get_literal(text));
	char *rest;

	while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
		n++;
	if ((rest = strdup(s.p + n)) == NULL)
		abort();
	cmark_node_set_literal(text, rest);
	free(rest);
}

/* ---- building ------------------------------------------------------ */

static void
parse(struct md_tree *t, struct md_text *text)
{
	str s = buf_str(&text->out);

	t->text = text;
	t->lines = md_lines_of(&t->arena, s);
	/* positions of what follows code of several lines need SOURCEPOS */
	t->root = cmark_parse_document(s.n > 0 ? s.p : "", s.n,
	    CMARK_OPT_SOURCEPOS);
}

static void
build_plain(struct md_tree *t)
{
	str body = source_text(t->body);

	md_text_copy(&t->first, body, 0, body.n);
	parse(t, &t->first);
}

static bool
build_ours(struct md_tree *t)
{
	struct map notes = {0};

	md_text_mark(&t->first, &t->spots, source_text(t->body));
	parse(t, &t->first);
	if (!md_guard_depth(t, t->root))
		return false;
	if (md_table_likely(buf_str(&t->first.out)))
		md_table_cut(t);
	if (t->ntables > 0) {
		cmark_node_free(t->root);
		parse(t, &t->second);
	}
	cmark_consolidate_text_nodes(t->root);
	md_definition_check(t);
	md_table_place(t);
	md_note_collect(t, &notes);
	md_inline(t, &notes);
	md_heading_name(t);
	return true;
}

bool
md_tree_build(struct md_tree *t, span body, bool plain, struct diags *d)
{
	*t = (struct md_tree){.body = body, .plain = plain, .diags = d};
	t->first.arena = t->second.arena = &t->arena;
	t->last = &t->notes;
	if (!md_guard(body, d))
		return false;
	if (!plain)
		return build_ours(t);
	build_plain(t);
	return true;
}

void
md_tree_done(struct md_tree *t)
{
	struct md_note *n;

	for (n = t->all; n != NULL; n = n->before)
		cmark_node_free(n->item);
	if (t->root != NULL)
		cmark_node_free(t->root);
	buf_done(&t->first.out);
	buf_done(&t->second.out);
	arena_done(&t->arena);
}
