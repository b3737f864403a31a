#include "cmd/preview.h"

#include "base/arena.h"
#include "base/diag.h"
#include "cmd/address.h"
#include "cmd/desk.h"
#include "cmd/edition.h"
#include "cmd/http.h"
#include "cmd/visit.h"
#include "model/draft.h"
#include "site/route.h"
#include "site/search.h"
#include "text/active.h"

static const char *
say(const struct visit *v, const char *ja, const char *en)
{
	return v->live.language == LANGUAGE_JA ? ja : en;
}

/* ---- types ------------------------------------------------------------- */

static const struct {
	const char *end, *type;
} types[] = {
	{".html", "text/html; charset=utf-8"},
	{".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".json", "application/json"},
	{".csv", "text/csv; charset=utf-8"},
	{".xml", "application/xml"},
	{".svg", "image/svg+xml"}, {".png", "image/png"},
	{".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"},
	{".gif", "image/gif"}, {".webp", "image/webp"},
	{".avif", "image/avif"}, {".ico", "image/x-icon"},
	{".pdf", "application/pdf"}, {".txt", "text/plain; charset=utf-8"},
	{".md", "text/plain; charset=utf-8"},
	{".woff2", "font/woff2"}, {".woff", "font/woff"},
	{".zip", "application/zip"}
};

static const char *
type_of(str path)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_ends(path, str_of(types[i].end)))
			return types[i].type;
	return "application/octet-stream";
}

/* a page of the preview's own, where the site has none */
static void
put_notice(const struct visit *v, const char *title, const struct diags *d,
    struct http_answer *a)
{
	struct arena arena = {0};
	struct buf page = {0}, text = {0};
	const struct finding *f;
	size_t n;

	buf_printf(&page, "<!doctype html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>%s</title>\n"
	    "<link rel=\"stylesheet\" href=\"/_keikaku/desk.css\">\n</head>\n"
	    "<body>\n<main>\n<h1>%s</h1>\n", say(v, "ja", "en"),
	    title, title);
	f = diags_findings(d, v->live.language, &arena, &n);
	for (size_t i = 0; i < n; i++)
		finding_put(&f[i], v->live.language, &text);
	if (n > 0) {
		buf_puts(&page, "<pre>");
		buf_html(&page, buf_str(&text));
		buf_puts(&page, "</pre>\n");
	}
	buf_puts(&page, "<p><a href=\"/_keikaku/\">/_keikaku/</a></p>\n"
	    "</main>\n</body>\n</html>\n");
	a->type = types[0].type;
	live_put(&v->live, buf_str(&page), &a->bytes);
	buf_done(&page);
	buf_done(&text);
	arena_done(&arena);
}

static void
put_page(struct visit *v, const struct route *route, const struct buf *html,
    struct http_answer *a)
{
	const struct entity *e = route->entity;
	const struct entity *own = e != NULL ? e->variants[route->variant] :
	    NULL;

	v->live.at = own != NULL ? own->at : e != NULL ? e->at : route->at;
	v->live.draft = (e != NULL && draft_is(e)) ||
	    (route->plan != NULL && draft_is(&route->plan->entity));
	a->type = types[0].type;
	live_put(&v->live, buf_str(html), &a->bytes);
}

/* false: the edition has nothing there */
static bool
answer_from(struct visit *v, struct edition *e, str path, struct diags *d,
    struct http_answer *a)
{
	struct made made = {0};
	enum edition_found found = EDITION_NOTHING;

	if (e != NULL)
		found = edition_make(e, path, &made, d);
	if (found == EDITION_MADE && edition_route(e, path) != NULL)
		put_page(v, edition_route(e, path), &made.bytes, a);
	else if (found == EDITION_MADE) {
		a->type = type_of(path);
		if (str_find(path, STR("/files/")) < path.n &&
		    (active_name(path) || active_drawing(path)))
			a->policy = "sandbox";
		a->bytes = made.bytes;
		a->file = made.file;
		a->size = made.size;
		made.bytes = (struct buf){0};
	}
	buf_done(&made.bytes);
	return found == EDITION_MADE;
}

static void
answer_missing(struct visit *v, str path, struct http_answer *a)
{
	struct arena arena = {0};
	struct diags d = {0};

	if (str_eq(path, STR("favicon.ico"))) {
		a->status = 204;
		return;
	}
	v->live.missing = true;
	a->status = 404;
	if (v->now == NULL) {
		v->live.missing = false;
		a->status = 503;
		put_notice(v, say(v, "まだ表示できません",
		    "Nothing to show yet"), &d, a);
	} else if (edition_route(v->now, str_printf(&arena,
	    STR_FMT "/index.html", STR_ARG(path))) != NULL) {
		a->status = 301;
		a->type = types[0].type;
		buf_putc(&a->location, '/');
		buf_put(&a->location, path);
		buf_putc(&a->location, '/');
	} else if (!answer_from(v, v->now, STR("404.html"), &d, a))
		put_notice(v, say(v, "ページがありません",
		    "No such page"), &d, a);
	diags_done(&d);
	arena_done(&arena);
}

static void
answer_site(struct visit *v, str path, struct http_answer *a)
{
	struct diags d = {0}, older = {0};

	if (answer_from(v, v->now, path, &d, a))
		;
	else if (search_is(path) &&
	    visit_kept(v, path, &a->bytes))
		a->type = type_of(path);
	else if (d.errors == 0)
		answer_missing(v, path, a);
	else if (!answer_from(v, v->good, path, &older, a)) {
		a->status = 500;
		put_notice(v, say(v, "このページをつくれません",
		    "This page cannot be made"), &d, a);
	}
	diags_done(&d);
	diags_done(&older);
}

/* ---- the preview's own ------------------------------------------------- */

static void
answer_narrow(struct visit *v, str query, struct http_answer *a)
{
	struct arena arena = {0};
	str path;

	if (address_path(&arena, str_printf(&arena, "/" STR_FMT,
	    STR_ARG(query)), &path))
		desk_put_narrow(path, v->live.language, &a->bytes);
	else
		a->status = 404;
	arena_done(&arena);
}

static void
answer_own(struct visit *v, str name, str query, struct http_answer *a)
{
	str file;

	a->policy = "default-src 'self'; frame-ancestors 'self'; "
	    "base-uri 'none'; form-action 'none'";
	a->type = types[0].type;
	if (name.n == 0) {
		struct buf page = {0};

		visit_desk(v, &page);
		live_put(&v->live, buf_str(&page), &a->bytes);
		buf_done(&page);
	} else if (str_eq(name, STR("state.json"))) {
		a->type = "application/json";
		visit_state(v, &a->bytes);
	} else if (str_eq(name, STR("events")))
		a->type = "text/event-stream";
	else if (str_eq(name, STR("narrow")))
		answer_narrow(v, query, a);
	else if ((file = live_file(name, &a->type)).n > 0)
		buf_put(&a->bytes, file);
	else
		a->status = 404;
}

void
preview_answer(void *ctx, const struct http_request *r,
    struct http_answer *a)
{
	const str own = STR("_keikaku/");
	struct arena arena = {0};
	struct visit v;
	str path = r->path;

	visit_begin(ctx, &v);
	a->status = 200;
	if (str_starts(path, own))
		answer_own(&v, str_slice(path, own.n, path.n), r->query, a);
	else {
		if (path.n == 0 || str_ends(path, STR("/")))
			path = str_printf(&arena, STR_FMT "index.html",
			    STR_ARG(path));
		answer_site(&v, path, a);
	}
	visit_end(&v);
	arena_done(&arena);
}
