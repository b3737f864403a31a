#include "cmd/desk.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cmd/edition.h"
#include "cmd/overlay.h"
#include "cmd/pipeline.h"
#include "model/status.h"
#include "site/route.h"

static const char *
say(const struct desk *k, const char *ja, const char *en)
{
	return k->language == LANGUAGE_JA ? ja : en;
}

static void
open_page(struct buf *out, const char *title, enum language language)
{
	buf_printf(out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<title>%s</title>\n<link rel=\"stylesheet\" "
	    "href=\"/_keikaku/desk.css\">\n</head>\n<body>\n",
	    language == LANGUAGE_JA ? "ja" : "en", title);
}

/* a name may hold what turns the direction of writing */
static void
put_name(struct buf *out, str path)
{
	struct buf shown = {0};

	utf8_show_line(path, &shown);
	buf_html(out, buf_str(&shown));
	buf_done(&shown);
}

static void
put_link(struct buf *out, str path)
{
	buf_puts(out, "<a href=\"/");
	buf_html(out, path);
	buf_puts(out, "\">");
	put_name(out, path);
	buf_puts(out, "</a>");
}

static void
put_edit(struct buf *out, span at, const char *editor)
{
	struct buf url = {0}, text = {0};

	overlay_edit(at, editor, &url);
	overlay_place(at, &text);
	if (text.n > 0) {
		buf_puts(out, "<a href=\"");
		buf_html(out, buf_str(&url));
		buf_puts(out, "\">");
		buf_html(out, buf_str(&text));
		buf_puts(out, "</a>");
	}
	buf_done(&url);
	buf_done(&text);
}

static void
put_findings(const struct desk_report *k, struct buf *out)
{
	const bool ja = k->language == LANGUAGE_JA;
	struct buf text = {0};

	buf_printf(out, "<h2 id=\"Findings\">%s (%zu)</h2>\n",
	    ja ? "まちがいと注意" : "Findings", k->nfindings);
	for (size_t i = 0; i < k->nfindings; i++) {
		text.n = 0;
		finding_put(&k->findings[i], k->language, &text);
		buf_puts(out, "<div class=\"finding\">");
		put_edit(out, k->findings[i].at, k->editor);
		buf_puts(out, "<pre>");
		buf_html(out, buf_str(&text));
		buf_puts(out, "</pre></div>\n");
	}
	buf_done(&text);
}

static void
put_changes(const struct desk_report *k, struct buf *out)
{
	const bool ja = k->language == LANGUAGE_JA;

	buf_printf(out, "<h2 id=\"Changes\">%s (%zu)</h2>\n<ul>\n",
	    ja ? "最後の変更で変わったもの" : "Changed by the last change",
	    k->nchanges);
	buf_put(out, k->changes);
	buf_printf(out, ja ? "</ul>\n<p>読み込み %u ms" :
	    "</ul>\n<p>read in %u ms", k->load);
	if (k->render > 0)
		buf_printf(out, ja ? "、全ページの作成 %u ms" :
		    ", all pages made in %u ms", k->render);
	buf_puts(out, "</p>\n");
}

static void
put_pages(const struct desk *k, struct buf *out)
{
	const struct routes *all = pipeline_routes(
	    edition_pipeline(k->edition));
	const struct route *r;

	buf_printf(out, "<h2 id=\"Pages\">%s (%zu)</h2>\n<table>\n<tr>"
	    "<th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">%s</th></tr>\n", say(k, "ページ", "Pages"),
	    all->n, say(k, "場所", "Path"), say(k, "名前", "Title"),
	    say(k, "もとのファイル", "Made of"));
	for (r = all->items; r < all->items + all->n; r++) {
		buf_puts(out, "<tr><td>");
		put_link(out, r->path);
		buf_puts(out, "</td><td>");
		buf_html(out, r->entity != NULL ? r->entity->title :
		    r->title);
		buf_puts(out, "</td><td>");
		put_edit(out, r->at, k->editor);
		buf_puts(out, "</td></tr>\n");
	}
	buf_puts(out, "</table>\n");
}

static void
put_indicator(const struct desk *k, const struct indicator *i,
    struct buf *out)
{
	const struct routes *all = pipeline_routes(
	    edition_pipeline(k->edition));
	const struct status_result *s = status_latest(i, (str){0});
	enum status status = s != NULL ? s->status : STATUS_NA;

	buf_puts(out, "<tr><td><a href=\"/");
	buf_html(out, route_url(all, &i->entity));
	buf_puts(out, "\">");
	buf_html(out, i->entity.title);
	buf_puts(out, "</a></td><td>");
	if (s != NULL && s->year > 0)
		buf_printf(out, "%d", s->year);
	buf_puts(out, "</td><td>");
	buf_html(out, k->language == LANGUAGE_JA ? status_names[status].ja :
	    status_names[status].en);
	if (s != NULL && s->reason > 0) {
		buf_puts(out, say(k, "：", ": "));
		buf_html(out, k->language == LANGUAGE_JA ?
		    status_reasons[s->reason].ja :
		    status_reasons[s->reason].en);
	}
	buf_puts(out, "</td><td>");
	put_edit(out, i->entity.at, k->editor);
	buf_puts(out, "</td></tr>\n");
}

static void
put_indicators(const struct desk *k, const struct plan *p, struct buf *out)
{
	const struct entities *all = &p->lists[KIND_indicator];

	if (all->n == 0)
		return;
	buf_puts(out, "<h3>");
	buf_html(out, p->entity.title);
	buf_printf(out, "</h3>\n<table>\n<tr><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">%s</th></tr>\n",
	    say(k, "指標", "Indicator"), say(k, "年度", "Year"),
	    say(k, "状況", "Status"), say(k, "もとのファイル", "Made of"));
	for (size_t i = 0; i < all->n; i++)
		put_indicator(k, (const void *)all->items[i], out);
	buf_puts(out, "</table>\n");
}

void
desk_put(const struct desk *k, struct buf *out)
{
	const struct model *m;

	open_page(out, "keikaku", k->language);
	buf_printf(out, "<h1>%s</h1>\n<p><a href=\"/\">%s</a></p>\n",
	    say(k, "プレビュー", "Preview"), say(k, "トップページ", "Home"));
	buf_put(out, k->report);
	if (k->edition != NULL) {
		m = pipeline_model(edition_pipeline(k->edition));
		buf_printf(out, "<h2 id=\"Status\">%s</h2>\n",
		    say(k, "指標の状況", "Status of indicators"));
		for (size_t i = 0; i < m->plans.n; i++)
			put_indicators(k,
			    (const struct plan *)m->plans.items[i], out);
		put_pages(k, out);
	}
	buf_puts(out, "</body>\n</html>\n");
}

void
desk_put_report(const struct desk_report *k, struct buf *out)
{
	put_findings(k, out);
	put_changes(k, out);
}

void
desk_put_change(str path, char how, enum language language, struct buf *out)
{
	bool ja = language == LANGUAGE_JA;

	buf_puts(out, "<li>");
	if (how == '-')
		put_name(out, path);
	else
		put_link(out, path);
	if (how == '+')
		buf_puts(out, ja ? "（新しい）" : " (new)");
	else if (how == '-')
		buf_puts(out, ja ? "（なくなりました）" : " (gone)");
	buf_puts(out, "</li>\n");
}

void
desk_put_narrow(str path, enum language language, struct buf *out)
{
	open_page(out, "320px", language);
	buf_puts(out, "<p>");
	put_link(out, path);
	buf_puts(out, "</p>\n<iframe width=\"320\" height=\"720\" "
	    "title=\"320px\" src=\"/");
	buf_html(out, path);
	buf_puts(out, "\"></iframe>\n</body>\n</html>\n");
}
