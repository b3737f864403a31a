#include "text/md.h"

#include "base/utf8.h"
#include "text/md_pattern.h"
#include "text/unseen.h"

struct reader {
	struct arena *arena;    /* of the facts */
	struct md_tree *tree;
	struct md_facts *facts;
	bool (*own)(str scheme);
	cmark_node *opened;     /* the block whose raw HTML was named */
};

static str
keep(struct reader *r, struct buf *b)
{
	str s = str_copy(r->arena, buf_str(b));

	buf_done(b);
	return s;
}

/* a url for a message: what would be taken for the end of a line is shown */
static str
shown(struct reader *r, str url)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] < 0x20)
			utf8_put(&b, 0x2400u + (unsigned char)url.p[i]);
		else
			buf_putc(&b, url.p[i]);
	return keep(r, &b);
}

/* ---- links --------------------------------------------------------- */

static void
check_link(struct reader *r, const struct md_link *l)
{
	switch (md_url_kind(l->url)) {
	case MD_URL_WEB:
	case MD_URL_CONTACT:
		if (l->text.n == 0)
			md_tree_say(r->tree, MESSAGE_MD_LINK_TEXT, l->at,
			    WORDS(shown(r, l->url)));
		break;
	case MD_URL_SCHEME:
		if (r->own == NULL || !r->own(md_url_scheme(l->url)))
			md_tree_say(r->tree, MESSAGE_MD_LINK_SCHEME, l->at,
			    WORDS(shown(r, l->url)));
		break;
	case MD_URL_BAD:
		md_tree_say(r->tree, l->url.n == 0 ?
		    MESSAGE_MD_LINK_EMPTY : MESSAGE_MD_LINK_SCHEME, l->at,
		    WORDS(shown(r, l->url)));
		break;
	default:
		break;
	}
}

static void
check_image(struct reader *r, const struct md_link *l)
{
	enum md_url kind = md_url_kind(l->url);

	if (kind == MD_URL_WEB || kind == MD_URL_CONTACT ||
	    kind == MD_URL_FRAGMENT)
		md_tree_say(r->tree, MESSAGE_MD_IMAGE_REMOTE, l->at,
		    WORDS(shown(r, l->url)));
	else
		check_link(r, l);
	if (kind == MD_URL_FILE && l->text.n == 0)
		md_tree_say(r->tree, MESSAGE_MD_ALT, l->at,
		    WORDS(shown(r, l->url)));
}

static void
take_link(struct reader *r, cmark_node *n)
{
	struct md_facts *f = r->facts;
	struct buf url = {0}, text = {0};
	struct md_link *l;

	f->links = ARENA_MORE(r->arena, f->links, f->nlinks);
	l = &f->links[f->nlinks++];
	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	md_tree_plain(r->tree, n, &text);
	*l = (struct md_link){.url = keep(r, &url), .text = keep(r, &text),
	    .at = md_tree_where(r->tree, n)};
	l->image = cmark_node_get_type(n) == CMARK_NODE_IMAGE;
	if (l->image)
		check_image(r, l);
	else
		check_link(r, l);
}

static void
take_heading(struct reader *r, cmark_node *n)
{
	const struct md_part *p = md_part_of(n);
	struct md_facts *f = r->facts;

	/* a note that is not printed has no headings */
	if (p == NULL || p->kind != PART_HEADING)
		return;
	f->headings = ARENA_MORE(r->arena, f->headings, f->nheadings);
	f->headings[f->nheadings++] = (struct md_heading){
	    .level = (unsigned)cmark_node_get_heading_level(n),
	    .id = str_copy(r->arena, p->id),
	    .text = str_copy(r->arena, p->text),
	    .at = md_tree_where(r->tree, n)};
}

/* ---- raw HTML ------------------------------------------------------ */

/* nothing but comments? */
static bool
is_comment(str html)
{
	size_t end;

	for (html = str_trim(html); str_starts(html, STR("<!--"));
	    html = str_trim(str_slice(html, end + 3, html.n)))
		if ((end = str_find(html, STR("-->"))) == html.n)
			return true;
	return html.n == 0;
}

/* one message is enough for what is opened and closed in a paragraph */
static void
take_html(struct reader *r, cmark_node *n)
{
	str html = str_of(cmark_node_get_literal(n));
	cmark_node *block = md_leaf(n);

	if (is_comment(html) || md_is_break(n) ||
	    (r->opened == block && str_starts(html, STR("</"))))
		return;
	r->opened = block;
	md_tree_say(r->tree, block == n ? MESSAGE_MD_HTML_BLOCK :
	    MESSAGE_MD_HTML, md_tree_where(r->tree, n), NO_WORDS);
}

/* ---- the walk ------------------------------------------------------ */

static void
take(struct reader *r, cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		take_link(r, n);
		break;
	case CMARK_NODE_HEADING:
		take_heading(r, n);
		break;
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_HTML_BLOCK:
		take_html(r, n);
		break;
	default:
		break;
	}
}

static void
walk(struct reader *r, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE)
		if (ev == CMARK_EVENT_ENTER)
			take(r, cmark_iter_get_node(it));
	cmark_iter_free(it);
}

static void
take_pattern(struct reader *r)
{
	struct buf b = {0};

	md_pattern(r->tree, &b);
	r->facts->pattern = keep(r, &b);
}

bool
md_read(struct arena *a, span body, bool (*own)(str scheme),
    struct md_facts *facts, struct diags *d)
{
	struct md_tree tree;
	struct reader r = {.arena = a, .tree = &tree, .facts = facts,
	    .own = own};
	const struct md_note *n;
	size_t errors = d->errors;

	*facts = (struct md_facts){0};
	unseen_check(body, false, d);
	if (md_tree_build(&tree, body, false, d)) {
		walk(&r, tree.root);
		for (n = tree.all; n != NULL; n = n->before)
			walk(&r, n->item);
		take_pattern(&r);
		md_check(&tree);
		md_prose(a, &tree, facts);
		md_open_list(a, facts, body);
		unseen_references(facts->prose, body, d);
	}
	md_tree_done(&tree);
	return d->errors == errors;
}
