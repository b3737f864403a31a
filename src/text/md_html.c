#include "text/md_pattern.h"

struct printer {
	const struct md_host *host;
	struct buf *out;
	bool open;              /* the link that we are in */
};

/* ---- where a url leads --------------------------------------------- */

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

/* false if it may not be printed */
static bool
resolve(const struct md_host *h, str url, struct md_target *to)
{
	*to = (struct md_target){.url = url};
	switch (md_url_kind(url)) {
	case MD_URL_WEB:
	case MD_URL_CONTACT:
	case MD_URL_FRAGMENT:
		return true;
	case MD_URL_FILE:
	case MD_URL_SCHEME:
		return ask(h, url, to);
	default:
		return false;
	}
}

/* ---- links --------------------------------------------------------- */

static void
put_href(struct printer *p, str url, str title)
{
	buf_puts(p->out, "<a href=\"");
	if (str_starts(url, STR("#"))) {
		buf_putc(p->out, '#');
		md_escape_url(p->out, p->host->prefix);
		url = str_slice(url, 1, url.n);
	}
	md_escape_url(p->out, url);
	buf_putc(p->out, '"');
	buf_put(p->out, title);
	buf_putc(p->out, '>');
}

static void
enter_link(struct printer *p, str url, str title)
{
	struct md_target to;

	if ((p->open = resolve(p->host, url, &to)))
		put_href(p, to.url, title);
}

static void
put_name(struct printer *p, str url)
{
	struct md_target to;

	resolve(p->host, url, &to);
	md_escape(p->out, to.title.n > 0 ? to.title : url);
}

/* words that the host explains lead to their explanation */
static void
put_words(struct printer *p, str s)
{
	const struct md_host *h = p->host;
	struct md_target to = {0};
	size_t from, end;

	while (h->term != NULL && s.n > 0 &&
	    h->term(h->ctx, s, &from, &end, &to)) {
		md_escape(p->out, str_slice(s, 0, from));
		buf_puts(p->out, "<a class=\"term\" href=\"");
		md_escape_url(p->out, to.url);
		buf_puts(p->out, "\">");
		md_escape(p->out, str_slice(s, from, end));
		buf_puts(p->out, "</a>");
		s = str_slice(s, end, s.n);
	}
	md_escape(p->out, s);
}

/* ---- pictures and embeds ------------------------------------------- */

static void
put_picture(struct printer *p, const struct md_target *to, str alt, str title)
{
	buf_puts(p->out, "<img src=\"");
	md_escape_url(p->out, to->url);
	buf_puts(p->out, "\" alt=\"");
	md_escape(p->out, alt);
	buf_putc(p->out, '"');
	buf_put(p->out, title);
	if (to->width > 0 && to->height > 0)
		buf_printf(p->out, " width=\"%u\" height=\"%u\"",
		    to->width, to->height);
	buf_putc(p->out, '>');
}

/* what cannot be shown where it stands: a link to it */
static void
put_picture_link(struct printer *p, const struct md_target *to, str alt,
    bool inner)
{
	if (!inner)
		put_href(p, to->url, (str){0});
	md_escape(p->out, alt.n > 0 ? alt : to->title.n > 0 ? to->title :
	    to->url);
	if (!inner)
		buf_puts(p->out, "</a>");
}

static void
put_image(struct printer *p, str url, str alt, str title, bool inner)
{
	struct md_target to;

	if (!resolve(p->host, url, &to))
		md_escape(p->out, alt);
	else if (md_url_kind(url) == MD_URL_FILE)
		put_picture(p, &to, alt, title);
	else
		put_picture_link(p, &to, alt, inner);
}

static void
put_line(struct printer *p)
{
	if (p->out->n > 0 && p->out->p[p->out->n - 1] != '\n')
		buf_putc(p->out, '\n');
}

static void
put_embed(struct printer *p, str url, str alt)
{
	const struct md_host *h = p->host;
	bool done = false;

	put_line(p);
	if (h->embed != NULL)
		done = h->embed(h->ctx, url, alt, p->out);
	put_line(p);
	if (done)
		return;
	buf_puts(p->out, "<p>");
	put_image(p, url, alt, (str){0}, false);
	buf_puts(p->out, "</p>\n");
}

/* ---- the whole ----------------------------------------------------- */

static void
put_level(struct printer *p, str depth)
{
	unsigned level = (unsigned)(*depth.p - '0');

	if (p->host->heading > 1)
		level += p->host->heading - 1;
	buf_putc(p->out, (char)('0' + (level < 6 ? level : 6)));
}

static void
put_gap(struct printer *p, enum md_gap gap, const str text[GAP_TEXTS])
{
	switch (gap) {
	case GAP_HTML:
		buf_put(p->out, text[0]);
		break;
	case GAP_LINE:
		put_line(p);
		break;
	case GAP_WORDS:
		put_words(p, text[0]);
		break;
	case GAP_LEVEL:
		put_level(p, text[0]);
		break;
	case GAP_ID:
		md_escape(p->out, p->host->prefix);
		break;
	case GAP_HREF:
		md_escape_url(p->out, p->host->prefix);
		break;
	case GAP_LINK:
		enter_link(p, text[0], text[1]);
		break;
	case GAP_LINK_END:
		buf_puts(p->out, p->open ? "</a>" : "");
		break;
	case GAP_NAME:
		put_name(p, text[0]);
		break;
	case GAP_IMAGE:
	case GAP_INNER_IMAGE:
		put_image(p, text[0], text[1], text[2],
		    gap == GAP_INNER_IMAGE);
		break;
	case GAP_EMBED:
		put_embed(p, text[0], text[1]);
		break;
	}
}

void
md_html(str pattern, const struct md_host *host, struct buf *out)
{
	struct printer p = {.host = host, .out = out};
	str text[GAP_TEXTS];
	enum md_gap gap;

	while (md_gap_next(&pattern, &gap, text))
		put_gap(&p, gap, text);
}

void
md_plain(span body, struct buf *out)
{
	static const struct md_host host = {.heading = 1};
	struct md_tree tree;
	struct buf pattern = {0};

	if (md_tree_build(&tree, body, true, NULL))
		md_pattern(&tree, &pattern);
	md_tree_done(&tree);
	md_html(buf_str(&pattern), &host, out);
	buf_done(&pattern);
}
