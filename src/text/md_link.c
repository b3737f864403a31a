#include "text/md_html.h"

#include <string.h>

/* ---- bytes --------------------------------------------------------- */

void
md_put(struct md_renderer *r, const char *s)
{
	buf_puts(r->out, s);
}

void
md_put_line(struct md_renderer *r)
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

void
md_put_escaped(struct md_renderer *r, str s)
{
	size_t i, done = 0;
	const char *ref;

	for (i = 0; i < s.n; i++) {
		if ((ref = reference(s.p[i])) == NULL)
			continue;
		buf_put(r->out, str_slice(s, done, i));
		md_put(r, ref);
		done = i + 1;
	}
	buf_put(r->out, str_slice(s, done, s.n));
}

void
md_put_string(struct md_renderer *r, const char *s)
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
md_put_url(struct md_renderer *r, str url)
{
	size_t i;
	char c;

	for (i = 0; i < url.n; i++) {
		c = url.p[i];
		if (c == '&')
			md_put(r, "&amp;");
		else if (c == '\'')
			md_put(r, "&#x27;");
		else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') ||
		    (c != '\0' && strchr("!#$%()*+,-./:;=?@_~", c) != NULL))
			buf_putc(r->out, c);
		else
			buf_printf(r->out, "%%%02X", (unsigned char)c);
	}
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
resolve(struct md_renderer *r, str url, struct md_target *to)
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
put_href(struct md_renderer *r, str url)
{
	md_put(r, "<a href=\"");
	if (!r->tree->plain && str_starts(url, STR("#"))) {
		md_put(r, "#");
		md_put_url(r, r->host->prefix);
		url = str_slice(url, 1, url.n);
	}
	md_put_url(r, url);
	md_put(r, "\"");
}

static void
put_title(struct md_renderer *r, const char *title)
{
	if (title == NULL || *title == '\0')
		return;
	md_put(r, " title=\"");
	md_put_string(r, title);
	md_put(r, "\"");
}

/* cmark lets <http://…> stand in the text of a link; HTML does not */
static void
enter_link(struct md_renderer *r, cmark_node *n)
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
		md_put(r, ">");
	}
	if (cmark_node_first_child(n) == NULL && !r->tree->plain)
		md_put_escaped(r, to.title.n > 0 ? to.title : buf_str(&b));
	buf_done(&b);
}

void
md_put_link(struct md_renderer *r, cmark_node *n, bool entering)
{
	if (entering) {
		enter_link(r, n);
		return;
	}
	r->links--;
	if (r->tree->plain || (r->links == 0 && r->open))
		md_put(r, "</a>");
}

/* ---- pictures and embeds ------------------------------------------- */

static void
put_picture(struct md_renderer *r, const struct md_target *to, str alt,
    const char *title)
{
	md_put(r, "<img src=\"");
	md_put_url(r, to->url);
	md_put(r, "\" alt=\"");
	md_put_escaped(r, alt);
	md_put(r, "\"");
	put_title(r, title);
	if (to->width > 0 && to->height > 0)
		buf_printf(r->out, " width=\"%u\" height=\"%u\"", to->width,
		    to->height);
	md_put(r, r->tree->plain ? " />" : ">");
}

/* what cannot be shown where it stands: a link to it */
static void
put_picture_link(struct md_renderer *r, const struct md_target *to, str alt)
{
	bool open = to != NULL && r->links == 0;

	if (open) {
		put_href(r, to->url);
		md_put(r, ">");
	}
	md_put_escaped(r, alt.n > 0 || to == NULL ? alt :
	    to->title.n > 0 ? to->title : to->url);
	if (open)
		md_put(r, "</a>");
}

void
md_put_image(struct md_renderer *r, cmark_node *n, const char *title)
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
embed(struct md_renderer *r, cmark_node *n)
{
	const struct md_host *h = r->host;
	struct buf url = {0}, alt = {0};
	bool done = false;

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	md_tree_plain(r->tree, n, &alt);
	if (h->embed != NULL && md_url_kind(buf_str(&url)) == MD_URL_SCHEME) {
		md_put_line(r);
		done = h->embed(h->ctx, buf_str(&url), buf_str(&alt), r->out);
		md_put_line(r);
	}
	buf_done(&url);
	buf_done(&alt);
	return done;
}

static void
put_figure(struct md_renderer *r, cmark_node *n)
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
kind_of_image(struct md_renderer *r, cmark_node *n)
{
	struct buf url = {0};
	enum md_url kind;

	md_tree_restore(r->tree, cmark_node_get_url(n), &url);
	kind = md_url_kind(buf_str(&url));
	buf_done(&url);
	return kind;
}

bool
md_put_alone(struct md_renderer *r, cmark_node *paragraph)
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
		if (kind != MD_URL_SCHEME || r->host->embed == NULL)
			return false;
	}
	for (n = first; n != NULL; n = cmark_node_next(n))
		if (cmark_node_get_type(n) == CMARK_NODE_IMAGE &&
		    !embed(r, n)) {
			md_put(r, "<p>");
			md_put_image(r, n, NULL);
			md_put(r, "</p>\n");
		}
	return first != NULL;
}
