#include "text/md.h"

#include <string.h>

#include "text/md_tree.h"

struct renderer {
	const struct md_tree *tree;
	const struct md_host *host;
	struct buf *out;
	cmark_iter *it;
	const struct md_note *note;     /* whose text this is */
	size_t links;                   /* how many we are in */
	bool open;                      /* has the outermost been printed? */
};

/* ---- bytes --------------------------------------------------------- */

static void
put(struct renderer *r, const char *s)
{
	buf_puts(r->out, s);
}

/* a new line, unless we are at the beginning of one */
static void
begin_line(struct renderer *r)
{
	if (r->out->n > 0 && r->out->p[r->out->n - 1] != '\n')
		buf_putc(r->out, '\n');
}

static const char *
reference(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	default:  return NULL;
	}
}

static void
put_escaped(struct renderer *r, str s)
{
	size_t i, done = 0;
	const char *ref;

	for (i = 0; i < s.n; i++) {
		if ((ref = reference(s.p[i])) == NULL)
			continue;
		buf_put(r->out, str_slice(s, done, i));
		put(r, ref);
		done = i + 1;
	}
	buf_put(r->out, str_slice(s, done, s.n));
}

/* a string of cmark, without marks of ours */
static void
put_string(struct renderer *r, const char *s)
{
	struct buf b = {0};

	if (s == NULL)
		return;
	if (r->tree->plain || strstr(s, "\xEF\xB7") == NULL) {
		put_escaped(r, str_of(s));
		return;
	}
	md_tree_restore(r->tree, s, &b);
	put_escaped(r, buf_str(&b));
	buf_done(&b);
}

static void
put_url(struct renderer *r, str url)
{
	size_t i;
	char c;

	for (i = 0; i < url.n; i++) {
		c = url.p[i];
		if (c == '&')
			put(r, "&amp;");
		else if (c == '\'')
			put(r, "&#x27;");
		else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') ||
		    (c != '\0' && strchr("!#$%()*+,-./:;=?@_~", c) != NULL))
			buf_putc(r->out, c);
		else
			buf_printf(r->out, "%%%02X", (unsigned char)c);
	}
}

static void
put_mark(struct renderer *r, enum md_mark m)
{
	if (m == MARK_RUBY)
		put(r, "<ruby>");
	else if (m == MARK_READING)
		put(r, "<rp>（</rp><rt>");
	else if (m == MARK_RUBY_END)
		put(r, "</rt><rp>）</rp></ruby>");
}

static void
put_text(struct renderer *r, str s)
{
	size_t i, done = 0;
	enum md_mark m;

	for (i = 0; !r->tree->plain && i + 2 < s.n; i++) {
		if (s.p[i] != '\xEF')
			continue;
		if ((m = md_mark(str_slice(s, i, s.n))) == MARK_COUNT)
			continue;
		put_escaped(r, str_slice(s, done, i));
		put_mark(r, m);
		done = i + 3;
		i += 2;
	}
	put_escaped(r, str_slice(s, done, s.n));
}

static void
put_void(struct renderer *r, const char *name)
{
	buf_printf(r->out, r->tree->plain ? "<%s />" : "<%s>", name);
}

/* ---- links --------------------------------------------------------- */

static bool
ask(const struct md_host *h, str url, struct md_target *to)
{
	enum md_url kind;

	if (h->target == NULL)
		return md_url_kind(url) == MD_URL_FILE;
	if (!h->target(h->ctx, url, to))
		return false;
	kind = md_url_kind(to->url);
	return kind != MD_URL_SCHEME && kind != MD_URL_BAD;
}

/* where a url leads; false if it may not be printed */
static bool
resolve(struct renderer *r, str url, struct md_target *to)
{
	*to = (struct md_target){.url = url};
	if (r->tree->plain)
		return true;
	switch (md_url_kind(url)) {
	case MD_URL_WEB:
	case MD_URL_CONTACT:
	case MD_URL_FRAGMENT:
		return true;
	case MD_URL_FILE:
	case MD_URL_SCHEME:
		return ask(r->host, url, to);
	default:
		return false;
	}
}

static void
put_href(struct renderer *r, str url)
{
	put(r, "<a href=\"");
	if (!r->tree->plain && str_starts(url, STR("#"))) {
		put(r, "#");
		put_url(r, r->host->prefix);
		url = str_slice(url, 1, url.n);
	}
	put_url(r, url);
	put(r, "\"");
}

static void
put_title(struct renderer *r, const char *title)
{
	if (title == NULL || *title == '\0')
		return;
	put(r, " title=\"");
	put_string(r, title);
	put(r, "\"");
}

/* cmark lets <http://…> stand in the text of a link; HTML does not */
static void
enter_link(struct renderer *r, cmark_node *n)
{
	struct buf b = {0};
	struct md_target to;
	bool good;

	md_tree_restore(r->tree, cmark_node_get_url(n), &b);
	good = resolve(r, buf_str(&b), &to);
	if (r->links++ == 0)
		r->open = good;
	if (r->tree->plain || (r->links == 1 && good)) {
		put_href(r, to.url);
		put_title(r, cmark_node_get_title(n));
		put(r, ">");
	}
	if (cmark_node_first_child(n) == NULL && !r->tree->plain)
		put_escaped(r, to.title.n > 0 ? to.title : buf_str(&b));
	buf_done(&b);
}

static void
leave_link(struct renderer *r)
{
	r->links--;
	if (r->tree->plain || (r->links == 0 && r->open))
		put(r, "</a>");
}

/* ---- pictures and embeds ------------------------------------------- */

static void
put_picture(struct renderer *r, const struct md_target *to, str alt,
    const char *title)
{
	put(r, "<img src=\"");
	put_url(r, to->url);
	put(r, "\" alt=\"");
	put_escaped(r, alt);
	put(r, "\"");
	put_title(r, title);
	if (to->width > 0 && to->height > 0)
		buf_printf(r->out, " width=\"%u\" height=\"%u\"", to->width,
		    to->height);
	put(r, r->tree->plain ? " />" : ">");
}

/* what cannot be shown where it stands: a link to it */
static void
put_picture_link(struct renderer *r, const struct md_target *to, str alt)
{
	bool open = to != NULL && r->links == 0;

	if (open) {
		put_href(r, to->url);
		put(r, ">");
	}
	put_escaped(r, alt.n > 0 || to == NULL ? alt :
	    to->title.n > 0 ? to->title : to->url);
	if (open)
		put(r, "</a>");
}

static void
put_image(struct renderer *r, cmark_node *n, const char *title)
{
	struct buf url = {0}, alt = {0};
	struct md_target to;

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	md_tree_plain(r->tree, n, &alt);
	if (!resolve(r, buf_str(&url), &to))
		put_picture_link(r, NULL, buf_str(&alt));
	else if (r->tree->plain ||
	    md_url_kind(buf_str(&url)) == MD_URL_FILE)
		put_picture(r, &to, buf_str(&alt), title);
	else
		put_picture_link(r, &to, buf_str(&alt));
	buf_done(&url);
	buf_done(&alt);
}

static bool
embed(struct renderer *r, cmark_node *n)
{
	const struct md_host *h = r->host;
	struct buf url = {0}, alt = {0};
	bool done = false;

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	md_tree_plain(r->tree, n, &alt);
	if (h->embed != NULL && md_url_kind(buf_str(&url)) == MD_URL_SCHEME) {
		begin_line(r);
		done = h->embed(h->ctx, buf_str(&url), buf_str(&alt), r->out);
		begin_line(r);
	}
	buf_done(&url);
	buf_done(&alt);
	return done;
}

static void
put_figure(struct renderer *r, cmark_node *n)
{
	const char *title = cmark_node_get_title(n);

	begin_line(r);
	put(r, "<figure>\n");
	put_image(r, n, NULL);
	if (title != NULL && *title != '\0') {
		put(r, "\n<figcaption>");
		put_string(r, title);
		put(r, "</figcaption>");
	}
	put(r, "\n</figure>\n");
}

static enum md_url
kind_of_image(struct renderer *r, cmark_node *n)
{
	struct buf url = {0};
	enum md_url kind;

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	kind = md_url_kind(buf_str(&url));
	buf_done(&url);
	return kind;
}

/* a paragraph of nothing but a picture, or of nothing but embeds */
static bool
put_alone(struct renderer *r, cmark_node *paragraph)
{
	cmark_node *first = cmark_node_first_child(paragraph), *n;
	enum md_url kind;

	for (n = first; n != NULL; n = cmark_node_next(n)) {
		if (cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK && n != first)
			continue;
		if (cmark_node_get_type(n) != CMARK_NODE_IMAGE)
			return false;
		kind = kind_of_image(r, n);
		if (kind == MD_URL_FILE && cmark_node_next(first) == NULL) {
			put_figure(r, n);
			return true;
		}
		if (kind != MD_URL_SCHEME || r->host->embed == NULL)
			return false;
	}
	for (n = first; n != NULL; n = cmark_node_next(n))
		if (cmark_node_get_type(n) == CMARK_NODE_IMAGE && !embed(r, n)) {
			put(r, "<p>");
			put_image(r, n, NULL);
			put(r, "</p>\n");
		}
	return first != NULL;
}

/* ---- footnotes ----------------------------------------------------- */

static void
put_note_reference(struct renderer *r, const struct md_part *p)
{
	put(r, "<sup>");
	if (r->links == 0) {
		put(r, "<a href=\"#");
		put_url(r, r->host->prefix);
		buf_printf(r->out, "note-%zu\" id=\"", p->note->number);
		put_escaped(r, r->host->prefix);
		buf_printf(r->out, "note-%zu-%zu\" role=\"doc-noteref\">",
		    p->note->number, p->nth);
	}
	buf_printf(r->out, "注%zu", p->note->number);
	put(r, r->links > 0 ? "</sup>" : "</a></sup>");
}

static void
put_way_back(struct renderer *r, const struct md_note *n)
{
	size_t i;

	for (i = 1; i <= n->nrefs; i++) {
		put(r, " <a href=\"#");
		put_url(r, r->host->prefix);
		buf_printf(r->out, "note-%zu-%zu\" role=\"doc-backlink\">"
		    "注%zuの本文へ戻る", n->number, i, n->number);
		if (n->nrefs > 1)
			buf_printf(r->out, "（%zuか所目）", i);
		put(r, "</a>");
	}
}

/* ---- blocks -------------------------------------------------------- */

static void
enter_block(struct renderer *r, const char *tag)
{
	begin_line(r);
	put(r, tag);
}

static void
put_list(struct renderer *r, cmark_node *n, bool entering)
{
	bool ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
	int start = cmark_node_get_list_start(n);

	if (!entering) {
		put(r, ordered ? "</ol>\n" : "</ul>\n");
		return;
	}
	begin_line(r);
	if (ordered && start != 1)
		buf_printf(r->out, "<ol start=\"%d\">\n", start);
	else
		put(r, ordered ? "<ol>\n" : "<ul>\n");
}

static void
put_heading(struct renderer *r, cmark_node *n, bool entering)
{
	struct md_part *p = md_part_of(n);
	unsigned level = (unsigned)cmark_node_get_heading_level(n);

	if (p != NULL && p->kind == PART_TEXT) {
		if (entering)
			begin_line(r);
		put(r, entering ? "<p>" : "</p>\n");
		return;
	}
	if (!r->tree->plain && r->host->heading > 1)
		level += r->host->heading - 1;
	if (level > 6)
		level = 6;
	if (!entering) {
		buf_printf(r->out, "</h%u>\n", level);
		return;
	}
	begin_line(r);
	buf_printf(r->out, "<h%u", level);
	if (p != NULL) {
		put(r, " id=\"");
		put_escaped(r, r->host->prefix);
		put_escaped(r, p->id);
		put(r, "\"");
	}
	put(r, ">");
}

static void
put_code_block(struct renderer *r, cmark_node *n)
{
	struct buf info = {0};
	str word;
	size_t i = 0;

	md_tree_restore(r->tree, cmark_node_get_fence_info(n), &info);
	word = buf_str(&info);
	while (i < word.n && strchr(" \t\r\n", word.p[i]) == NULL)
		i++;
	begin_line(r);
	put(r, "<pre><code");
	if (i > 0) {
		put(r, " class=\"language-");
		put_escaped(r, str_slice(word, 0, i));
		put(r, "\"");
	}
	put(r, ">");
	put_string(r, cmark_node_get_literal(n));
	put(r, "</code></pre>\n");
	buf_done(&info);
}

static void
put_html_block(struct renderer *r, cmark_node *n)
{
	if (!r->tree->plain)
		return;
	begin_line(r);
	put(r, cmark_node_get_literal(n));
	begin_line(r);
}

static bool
is_tight(cmark_node *n)
{
	cmark_node *list = cmark_node_parent(cmark_node_parent(n));

	return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST &&
	    cmark_node_get_list_tight(list);
}

static void
put_cell(struct renderer *r, const struct md_part *p, bool entering)
{
	if (!entering) {
		put(r, p->header ? "</th>\n" : "</td>\n");
		return;
	}
	put(r, p->header ? "<th scope=\"col\"" : "<td");
	if (p->align == ALIGN_RIGHT)
		put(r, " class=\"r\"");
	else if (p->align == ALIGN_CENTRE)
		put(r, " class=\"c\"");
	put(r, ">");
}

static void
put_paragraph(struct renderer *r, cmark_node *n, bool entering)
{
	const struct md_part *p = md_part_of(n);

	if (p != NULL && p->kind == PART_CELL) {
		put_cell(r, p, entering);
		return;
	}
	if (entering && !r->tree->plain && r->note == NULL &&
	    put_alone(r, n)) {
		cmark_iter_reset(r->it, n, CMARK_EVENT_EXIT);
		return;
	}
	if (is_tight(n))
		return;
	if (entering) {
		enter_block(r, "<p>");
		return;
	}
	if (r->note != NULL && cmark_node_next(n) == NULL &&
	    cmark_node_parent(n) == r->note->item)
		put_way_back(r, r->note);
	put(r, "</p>\n");
}

static void
put_custom_block(struct renderer *r, const struct md_part *p, bool entering)
{
	static const char *const tags[][2] = {
		[PART_TABLE] = {"<div class=\"scroll\">\n<table>\n",
		    "</table>\n</div>\n"},
		[PART_HEAD] = {"<thead>\n", "</thead>\n"},
		[PART_BODY] = {"<tbody>\n", "</tbody>\n"},
		[PART_ROW] = {"<tr>\n", "</tr>\n"}
	};

	if (entering)
		begin_line(r);
	put(r, tags[p->kind][!entering]);
}

/* ---- the walk ------------------------------------------------------ */

static bool
put_block(struct renderer *r, cmark_node *n, bool entering)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_BLOCK_QUOTE:
		enter_block(r, entering ? "<blockquote>\n" :
		    "</blockquote>\n");
		return true;
	case CMARK_NODE_LIST:
		put_list(r, n, entering);
		return true;
	case CMARK_NODE_ITEM:
		if (entering)
			enter_block(r, "<li>");
		else
			put(r, "</li>\n");
		return true;
	case CMARK_NODE_CODE_BLOCK:
		put_code_block(r, n);
		return true;
	case CMARK_NODE_HTML_BLOCK:
		put_html_block(r, n);
		return true;
	case CMARK_NODE_CUSTOM_BLOCK:
		put_custom_block(r, md_part_of(n), entering);
		return true;
	case CMARK_NODE_PARAGRAPH:
		put_paragraph(r, n, entering);
		return true;
	case CMARK_NODE_HEADING:
		put_heading(r, n, entering);
		return true;
	case CMARK_NODE_THEMATIC_BREAK:
		begin_line(r);
		put_void(r, "hr");
		put(r, "\n");
		return true;
	default:
		return false;
	}
}

static void
put_html_inline(struct renderer *r, cmark_node *n)
{
	const char *tag = cmark_node_get_literal(n);

	if (r->tree->plain)
		put(r, tag);
	else if (md_is_break(n))
		put_void(r, "br");
}

static void
put_inline(struct renderer *r, cmark_node *n, bool entering)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		put_text(r, str_of(cmark_node_get_literal(n)));
		break;
	case CMARK_NODE_SOFTBREAK:
		put(r, "\n");
		break;
	case CMARK_NODE_LINEBREAK:
		put_void(r, "br");
		put(r, "\n");
		break;
	case CMARK_NODE_CODE:
		put(r, "<code>");
		put_string(r, cmark_node_get_literal(n));
		put(r, "</code>");
		break;
	case CMARK_NODE_HTML_INLINE:
		put_html_inline(r, n);
		break;
	case CMARK_NODE_CUSTOM_INLINE:
		if (entering)
			put_note_reference(r, md_part_of(n));
		break;
	case CMARK_NODE_EMPH:
		put(r, entering ? "<em>" : "</em>");
		break;
	case CMARK_NODE_STRONG:
		put(r, entering ? "<strong>" : "</strong>");
		break;
	case CMARK_NODE_LINK:
		if (entering)
			enter_link(r, n);
		else
			leave_link(r);
		break;
	case CMARK_NODE_IMAGE:
		put_image(r, n, cmark_node_get_title(n));
		cmark_iter_reset(r->it, n, CMARK_EVENT_EXIT);
		break;
	default:
		break;
	}
}

static void
walk(struct renderer *r, cmark_node *root)
{
	cmark_event_type ev;
	cmark_node *n;

	r->it = cmark_iter_new(root);
	while ((ev = cmark_iter_next(r->it)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(r->it);
		if (n == root)
			continue;
		if (!put_block(r, n, ev == CMARK_EVENT_ENTER))
			put_inline(r, n, ev == CMARK_EVENT_ENTER);
	}
	cmark_iter_free(r->it);
}

static void
put_note(struct renderer *r, const struct md_note *n)
{
	cmark_node *last = cmark_node_last_child(n->item);

	put(r, "<li id=\"");
	put_escaped(r, r->host->prefix);
	buf_printf(r->out, "note-%zu\">", n->number);
	r->note = n;
	walk(r, n->item);
	if (cmark_node_get_type(last) != CMARK_NODE_PARAGRAPH) {
		enter_block(r, "<p>");
		put_way_back(r, n);
		put(r, "</p>\n");
	}
	put(r, "</li>\n");
}

static void
put_notes(struct renderer *r)
{
	unsigned level = r->host->heading + 1 < 6 ? r->host->heading + 1 : 6;
	const struct md_note *n;

	if (r->tree->notes == NULL)
		return;
	begin_line(r);
	put(r, "<section class=\"notes\" role=\"doc-endnotes\" "
	    "aria-labelledby=\"");
	put_escaped(r, r->host->prefix);
	buf_printf(r->out, "notes\">\n<h%u id=\"", level);
	put_escaped(r, r->host->prefix);
	buf_printf(r->out, "notes\">注</h%u>\n<ol>\n", level);
	for (n = r->tree->notes; n != NULL; n = n->next)
		put_note(r, n);
	put(r, "</ol>\n</section>\n");
}

void
md_html(span body, const struct md_host *host, struct buf *out)
{
	struct md_tree tree;
	struct renderer r = {.tree = &tree, .host = host, .out = out};

	if (md_tree_build(&tree, body, host->plain, NULL)) {
		walk(&r, tree.root);
		put_notes(&r);
	}
	md_tree_done(&tree);
}
