#include "site/feed.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/limit.h"
#include "base/memory.h"
#include "model/update.h"
#include "site/config.h"
#include "site/variant.h"

static void
put_element(struct buf *out, const char *name, str text)
{
	buf_printf(out, "<%s>", name);
	buf_html(out, text);
	buf_printf(out, "</%s>\n", name);
}

static void
put_address(struct buf *out, const struct config *c, str path)
{
	buf_html(out, c->base_url);
	buf_html(out, path);
}

/* ---- sitemap ------------------------------------------------------------- */

static void
put_language(struct buf *out, const struct config *c, const char *language,
    const struct route *r)
{
	buf_printf(out, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" "
	    "href=\"", language);
	put_address(out, c, r->path);
	buf_puts(out, "\"/>");
}

/* each page of several languages names them all, itself too */
static void
put_languages(struct buf *out, const struct config *c,
    const struct routes *routes, const struct route *r)
{
	const struct route *ja = variant_of(routes, r, VARIANT_MAIN);
	const struct route *en = variant_of(routes, r, VARIANT_EN);

	if (ja == NULL || en == NULL || r->variant == VARIANT_EASY)
		return;
	put_language(out, c, "ja", ja);
	put_language(out, c, "en", en);
	put_language(out, c, "x-default", ja);
}

void
feed_sitemap(const struct config *c, const struct routes *routes,
    struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"");
	if (variant_any(routes, VARIANT_EN) &&
	    !str_eq(c->language, STR("en")))
		buf_puts(out, "\n"
		    " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"");
	buf_puts(out, ">\n");
	for (size_t i = 0; i < routes->n; i++) {
		if (str_eq(routes->items[i].path, STR("404.html")))
			continue;
		buf_puts(out, "<url><loc>");
		put_address(out, c, routes->items[i].path);
		buf_puts(out, "</loc>");
		put_languages(out, c, routes, &routes->items[i]);
		buf_puts(out, "</url>\n");
	}
	buf_puts(out, "</urlset>\n");
}

/* ---- Atom ------------------------------------------------------------------- */

/* An update with its place in its plan, and among those of one day there. */
struct news {
	const struct update *update;
	size_t place, number;
};

static int
order(const void *pa, const void *pb)
{
	const struct news *a = pa, *b = pb;
	int c = year_compare(&b->update->date, &a->update->date);

	if (c == 0)
		c = str_cmp(a->update->entity.plan->entity.id,
		    b->update->entity.plan->entity.id);
	return c != 0 ? c : (a->place > b->place) - (a->place < b->place);
}

static size_t
count(const struct model *m, const struct plan *only)
{
	const struct plan *p;
	size_t n = 0;

	for (size_t i = 0; i < m->plans.n; i++) {
		p = (const struct plan *)m->plans.items[i];
		if (only == NULL || p == only)
			n += p->lists[KIND_update].n;
	}
	return n;
}

static size_t
gather_plan(const struct plan *p, struct news *out)
{
	const struct entities *all = &p->lists[KIND_update];

	for (size_t i = 0; i < all->n; i++)
		out[i] = (struct news){
		    (const struct update *)all->items[i], i, 0};
	return all->n;
}

static bool
same_day(const struct update *a, const struct update *b)
{
	return a->entity.plan == b->entity.plan &&
	    year_compare(&a->date, &b->date) == 0;
}

/* once they are sorted */
static void
number(struct news *all, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (same_day(all[i - 1].update, all[i].update))
			all[i].number = all[i - 1].number + 1;
}

static struct news *
gather(const struct model *m, const struct plan *only, size_t *n)
{
	struct news *all = memory_new(count(m, only), sizeof(*all));
	const struct plan *p;

	*n = 0;
	for (size_t i = 0; i < m->plans.n; i++) {
		p = (const struct plan *)m->plans.items[i];
		if (only == NULL || p == only)
			*n += gather_plan(p, all + *n);
	}
	qsort(all, *n, sizeof(*all), order);
	number(all, *n);
	if (*n > LIMIT_FEED)
		*n = LIMIT_FEED;
	return all;
}

static void
put_day(struct buf *out, const struct year *day)
{
	buf_puts(out, "<updated>");
	year_print_iso(day, out);
	buf_puts(out, "T00:00:00+09:00</updated>\n");
}

static void
put_news(struct buf *out, const struct config *c, const struct news *n,
    const struct routes *routes)
{
	const struct update *u = n->update;
	const struct plan *p = u->entity.plan;

	buf_puts(out, "<entry>\n<id>");
	put_address(out, c, p->entity.id);
	buf_puts(out, "/feed.xml#");
	year_print_iso(&u->date, out);
	buf_printf(out, "-%zu</id>\n", n->number + 1);
	put_element(out, "title", u->text);
	put_day(out, &u->date);
	buf_puts(out, "<link href=\"");
	if (u->link.to == NULL && u->url.n > 0)
		buf_html(out, u->url);
	else
		put_address(out, c, route_url(routes, u->link.to != NULL ?
		    u->link.to : &p->entity));
	buf_puts(out, "\"/>\n");
	buf_puts(out, "<category term=\"");
	buf_html(out, p->entity.title);
	buf_puts(out, "\"/>\n");
	if (u->reason.n > 0)
		put_element(out, "summary", u->reason);
	buf_puts(out, "</entry>\n");
}

static void
put_head(struct buf *out, const struct config *c, const struct plan *p)
{
	str folder = p != NULL ? p->entity.id : STR("");
	str title = p != NULL ? p->entity.title : c->title;

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
	buf_html(out, c->language);
	buf_puts(out, "\">\n<id>");
	put_address(out, c, folder);
	buf_printf(out, "%sfeed.xml</id>\n", p != NULL ? "/" : "");
	put_element(out, "title", title);
	buf_puts(out, "<author><name>");
	buf_html(out, c->organisation.n > 0 ? c->organisation : c->title);
	buf_puts(out, "</name></author>\n<link rel=\"self\" href=\"");
	put_address(out, c, folder);
	buf_printf(out, "%sfeed.xml\"/>\n<link href=\"",
	    p != NULL ? "/" : "");
	put_address(out, c, folder);
	buf_printf(out, "%sindex.html\"/>\n", p != NULL ? "/" : "");
}

bool
feed_atom(const struct config *c, const struct model *m,
    const struct plan *p, const struct routes *routes, struct buf *out)
{
	size_t n, i;
	struct news *all = gather(m, p, &n);

	if (n > 0) {
		put_head(out, c, p);
		put_day(out, &all[0].update->date);
		for (i = 0; i < n; i++)
			put_news(out, c, &all[i], routes);
		buf_puts(out, "</feed>\n");
	}
	free(all);
	return n > 0;
}

/* ---- pages that have moved ------------------------------------------------------- */

void
feed_alias(const struct config *c, str language, str title, str from_path,
    str to_url, struct buf *out)
{
	struct buf link = {0};

	route_link(from_path, to_url, &link);
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"");
	buf_html(out, language);
	buf_puts(out, "\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	buf_html(out, title);
	buf_puts(out, "</title>\n<meta name=\"robots\" content=\"noindex\">\n"
	    "<meta http-equiv=\"refresh\" content=\"0; url=");
	buf_html(out, buf_str(&link));
	buf_puts(out, "\">\n<link rel=\"canonical\" href=\"");
	if (c->base_url.n > 0)
		put_address(out, c, to_url);
	else
		buf_html(out, buf_str(&link));
	buf_puts(out, "\">\n</head>\n<body>\n<p><a href=\"");
	buf_html(out, buf_str(&link));
	buf_puts(out, "\">");
	buf_html(out, title);
	buf_puts(out, "</a></p>\n</body>\n</html>\n");
	buf_done(&link);
}
