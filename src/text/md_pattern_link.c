#include "text/md_pattern.h"

#include <string.h>

/* ---- bytes --------------------------------------------------------- */

void
md_put(struct md_writer *r, const char *s)
{
	buf_puts(&r->html, s);
}

void
md_put_line(struct md_writer *r)
{
	if (r->html.n == 0 && !r->tree->plain)
		md_put_gap(r, GAP_LINE, (str){0}, (str){0}, (str){0});
	else if (r->html.n > 0 && r->html.p[r->html.n - 1] != '\n')
		buf_putc(&r->html, '\n');
}

void
md_put_escaped(struct md_writer *r, str s)
{
	md_escape(&r->html, s);
}

void
md_put_string(struct md_writer *r, const char *s)
{
	struct buf b = {0};

	if (s == NULL)
		return;
	if (r->tree->plain || strstr(s, "\xEF\xB7") == NULL) {
		md_put_escaped(r, str_of(s));
		return;
	}
	md_tree_restore(r->tree, s, &b);
	md_put_escaped(r, buf_str(&b));
	buf_done(&b);
}

void
md_put_gap(struct md_writer *r, enum md_gap gap, str a, str b, str c)
{
	if (r->html.n > 0)
		md_gap_put(r->out, GAP_HTML, (str[GAP_TEXTS]){
		    buf_str(&r->html)});
	r->html.n = 0;
	if (gap != GAP_HTML)
		md_gap_put(r->out, gap, (str[GAP_TEXTS]){a, b, c});
}

/* ---- links --------------------------------------------------------- */

/*  title="…", or nothing */
static void
put_title(struct md_writer *r, const char *title, struct buf *out)
{
	struct buf b = {0};

	if (title == NULL || *title == '\0')
		return;
	md_tree_restore(r->tree, title, &b);
	buf_puts(out, " title=\"");
	md_escape(out, buf_str(&b));
	buf_putc(out, '"');
	buf_done(&b);
}

static void
put_plain_link(struct md_writer *r, cmark_node *n)
{
	md_put(r, "<a href=\"");
	md_escape_url(&r->html, str_of(cmark_node_get_url(n)));
	md_put(r, "\"");
	put_title(r, cmark_node_get_title(n), &r->html);
	md_put(r, ">");
}

/* cmark lets <http://…> stand in the text of a link; HTML does not */
static void
enter_link(struct md_writer *r, cmark_node *n)
{
	struct buf url = {0}, title = {0};
	bool empty = cmark_node_first_child(n) == NULL;

	if (r->tree->plain) {
		put_plain_link(r, n);
		return;
	}
	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	put_title(r, cmark_node_get_title(n), &title);
	if (r->links++ == 0)
		md_put_gap(r, GAP_LINK, buf_str(&url), buf_str(&title),
		    (str){0});
	if (empty)
		md_put_gap(r, GAP_NAME, buf_str(&url), (str){0}, (str){0});
	buf_done(&url);
	buf_done(&title);
}

void
md_put_link(struct md_writer *r, cmark_node *n, bool entering)
{
	if (entering)
		enter_link(r, n);
	else if (r->tree->plain)
		md_put(r, "</a>");
	else if (--r->links == 0)
		md_put_gap(r, GAP_LINK_END, (str){0}, (str){0}, (str){0});
}

/* ---- pictures and embeds ------------------------------------------- */

static void
put_plain_image(struct md_writer *r, str url, str alt, str title)
{
	md_put(r, "<img src=\"");
	md_escape_url(&r->html, url);
	md_put(r, "\" alt=\"");
	md_put_escaped(r, alt);
	md_put(r, "\"");
	buf_put(&r->html, title);
	md_put(r, " />");
}

void
md_put_image(struct md_writer *r, cmark_node *n, const char *title)
{
	struct buf url = {0}, alt = {0}, more = {0};

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	md_tree_plain(r->tree, n, &alt);
	put_title(r, title, &more);
	if (r->tree->plain)
		put_plain_image(r, buf_str(&url), buf_str(&alt),
		    buf_str(&more));
	else
		md_put_gap(r, r->links > 0 ? GAP_INNER_IMAGE : GAP_IMAGE,
		    buf_str(&url), buf_str(&alt), buf_str(&more));
	buf_done(&url);
	buf_done(&alt);
	buf_done(&more);
}

static void
put_embed(struct md_writer *r, cmark_node *n)
{
	struct buf url = {0}, alt = {0};

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	md_tree_plain(r->tree, n, &alt);
	md_put_gap(r, GAP_EMBED, buf_str(&url), buf_str(&alt), (str){0});
	buf_done(&url);
	buf_done(&alt);
}

static void
put_figure(struct md_writer *r, cmark_node *n)
{
	const char *title = cmark_node_get_title(n);

	md_put_line(r);
	md_put(r, "<figure>\n");
	md_put_image(r, n, NULL);
	if (title != NULL && *title != '\0') {
		md_put(r, "\n<figcaption>");
		md_put_string(r, title);
		md_put(r, "</figcaption>");
	}
	md_put(r, "\n</figure>\n");
}

static enum md_url
kind_of_image(struct md_writer *r, cmark_node *n)
{
	struct buf url = {0};
	enum md_url kind;

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	kind = md_url_kind(buf_str(&url));
	buf_done(&url);
	return kind;
}

bool
md_put_alone(struct md_writer *r, cmark_node *paragraph)
{
	cmark_node *first = cmark_node_first_child(paragraph), *n;
	cmark_node_type type;
	enum md_url kind;

	for (n = first; n != NULL; n = cmark_node_next(n)) {
		type = cmark_node_get_type(n);
		if (type == CMARK_NODE_SOFTBREAK && n != first)
			continue;
		if (type != CMARK_NODE_IMAGE)
			return false;
		kind = kind_of_image(r, n);
		if (kind == MD_URL_FILE && cmark_node_next(first) == NULL) {
			put_figure(r, n);
			return true;
		}
		if (kind != MD_URL_SCHEME)
			return false;
	}
	for (n = first; n != NULL; n = cmark_node_next(n))
		if (cmark_node_get_type(n) == CMARK_NODE_IMAGE)
			put_embed(r, n);
	return first != NULL;
}
