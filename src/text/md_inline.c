#include "text/md_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

/*
 * What is ours inside a paragraph: references to footnotes and bare URLs
 * become nodes, and line breaks that Japanese does not want disappear.
 */

struct pass {
	struct md_tree *tree;
	const struct map *notes;
	cmark_node *pending;     /* a soft break whose fate is open */
	uint32_t before;        /* the character before it; 0: none */
	size_t links, images;   /* how many we are in */
	size_t found;           /* where a URL of this text was found */
};

/* ---- line breaks --------------------------------------------------- */

static uint32_t
first_char(str s)
{
	while (md_mark(s) != MARK_COUNT)
		s = str_slice(s, 3, s.n);
	return s.n > 0 ? utf8_next(&s) : 0;
}

static uint32_t
last_char(str s)
{
	size_t i;

	while (s.n >= 3 && md_mark(str_slice(s, s.n - 3, s.n)) != MARK_COUNT)
		s.n -= 3;
	for (i = s.n; i > 0 && ((unsigned char)s.p[--i] & 0xc0) == 0x80;)
		;
	s = str_slice(s, i, s.n);
	return s.n > 0 ? utf8_next(&s) : 0;
}

static bool
is_hangul(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f) ||
	    (c >= 0xa960 && c <= 0xa97f) || (c >= 0xac00 && c <= 0xd7ff) ||
	    (c >= 0xffa0 && c <= 0xffdc);
}

/* Chinese and Japanese run on over the end of a line; Korean has spaces */
static bool
runs_on(uint32_t c)
{
	return utf8_wide(c) && !is_hangul(c);
}

static void
see_text(struct pass *p, str s)
{
	uint32_t c = first_char(s);

	if (c == 0)
		return;
	if (p->pending != NULL && runs_on(p->before) && runs_on(c))
		cmark_node_free(p->pending);
	p->pending = NULL;
	p->before = last_char(s);
}

/* ---- text ---------------------------------------------------------- */

static cmark_node *
text_node(str s)
{
	cmark_node *n = cmark_node_new(CMARK_NODE_TEXT);
	char *z = strndup(s.n > 0 ? s.p : "", s.n);

	if (z == NULL)
		abort();
	cmark_node_set_literal(n, z);
	free(z);
	return n;
}

static void
put_text(struct pass *p, cmark_node *before, str s)
{
	if (s.n == 0)
		return;
	see_text(p, s);
	cmark_node_insert_before(before, text_node(s));
}

/* where the next http of a text stands: what is written may be longer */
static size_t
find_url(struct pass *p, cmark_node *n)
{
	const struct md_tree *t = p->tree;
	str text = buf_str(&t->text->out), rest;
	size_t from;

	if (t->diags == NULL)
		return 0;
	from = p->found > 0 ? p->found : md_tree_offset(t, n);
	for (;; from++) {
		rest = str_slice(text, from, text.n);
		from += str_find(rest, STR("http"));
		rest = str_slice(text, from, text.n);
		if (rest.n == 0 || str_starts(rest, STR("http://")) ||
		    str_starts(rest, STR("https://")))
			break;
	}
	p->found = from < text.n ? from + 1 : from;
	return from;
}

static void
put_url(struct pass *p, cmark_node *before, str url, span at)
{
	struct md_part *part = md_part_new(p->tree, PART_URL);
	cmark_node *link = md_part_node(part, CMARK_NODE_LINK);
	cmark_node *text = text_node(url);

	part->at = at;
	see_text(p, url);
	cmark_node_set_url(link, cmark_node_get_literal(text));
	cmark_node_append_child(link, text);
	cmark_node_insert_before(before, link);
}

/* does a word begin here? */
static bool
is_begin(str s, size_t i)
{
	char c = i > 0 ? s.p[i - 1] : ' ';

	return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9'));
}

static size_t
take_url(struct pass *p, cmark_node *n, str s, size_t i, size_t done)
{
	str rest = str_slice(s, i, s.n);
	size_t len = 0, at;

	if (!str_starts(rest, STR("http://")) &&
	    !str_starts(rest, STR("https://")))
		return 0;
	at = find_url(p, n);
	if (p->links + p->images == 0 && is_begin(s, i))
		len = md_url_bare(rest);
	if (len > 0) {
		put_text(p, n, str_slice(s, done, i));
		put_url(p, n, str_slice(rest, 0, len),
		    md_tree_span(p->tree, at, at + len));
	}
	return len;
}

/* a reference becomes a node, or what it was if there is no such note */
static size_t
take_note(struct pass *p, cmark_node *n, str s, size_t i, size_t done)
{
	str before = str_slice(s, done, i), was;
	enum md_mark m;
	size_t number, len;
	cmark_node *ref = NULL;

	len = md_mark_number(str_slice(s, i, s.n), &m, &number);
	if (len == 0 || m == MARK_TABLE || number >= p->tree->spots.n)
		return 0;
	if (m == MARK_NOTE_TEXT && str_ends(before, STR(NOTE_ITEM)))
		before.n -= sizeof(NOTE_ITEM) - 1;
	put_text(p, n, before);
	if (p->images > 0)
		return len;
	if (m == MARK_NOTE)
		ref = md_note_reference(p->tree, p->notes, number);
	was = str_slice(source_text(p->tree->body),
	    p->tree->spots.spot[number].off,
	    p->tree->spots.spot[number].off +
	    p->tree->spots.spot[number].len);
	if (ref != NULL)
		cmark_node_insert_before(n, ref);
	else
		put_text(p, n, was);
	return len;
}

static void
split(struct pass *p, cmark_node *n)
{
	const char *literal = cmark_node_get_literal(n);
	str s = str_of(literal);
	size_t i, len, done = 0;
	char *rest;

	p->found = 0;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == 'h')
			len = take_url(p, n, s, i, done);
		else if (s.p[i] == '\xEF')
			len = take_note(p, n, s, i, done);
		else
			continue;
		if (len == 0)
			continue;
		done = i + len;
		i = done - 1;
	}
	see_text(p, str_slice(s, done, s.n));
	if (done == 0)
		return;
	if ((rest = strdup(s.p + done)) == NULL)
		abort();
	cmark_node_set_literal(n, rest);
	free(rest);
}

/* ---- the walk ------------------------------------------------------ */

static void
forget(struct pass *p)
{
	p->pending = NULL;
	p->before = 0;
}

static void
enter(struct pass *p, cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		split(p, n);
		break;
	case CMARK_NODE_CODE:
		see_text(p, str_of(cmark_node_get_literal(n)));
		break;
	case CMARK_NODE_SOFTBREAK:
		p->pending = n;
		break;
	case CMARK_NODE_LINK:
		p->links++;
		break;
	case CMARK_NODE_IMAGE:
		p->images++;
		forget(p);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
	case CMARK_NODE_CUSTOM_INLINE:
	case CMARK_NODE_HTML_INLINE:
		break;
	default:
		forget(p);
	}
}

static void
leave(struct pass *p, cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);

	if (type == CMARK_NODE_LINK)
		p->links--;
	if (type == CMARK_NODE_IMAGE) {
		p->images--;
		forget(p);
	}
}

static void
walk(struct pass *p, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		if (ev == CMARK_EVENT_ENTER)
			enter(p, cmark_iter_get_node(it));
		else
			leave(p, cmark_iter_get_node(it));
	}
	cmark_iter_free(it);
	forget(p);
}

void
md_inline(struct md_tree *t, const struct map *notes)
{
	struct pass p = {.tree = t, .notes = notes};
	const struct md_note *n;

	walk(&p, t->root);
	for (n = t->notes; n != NULL; n = n->next)
		walk(&p, n->item);
	md_note_unused(t, notes);
}
