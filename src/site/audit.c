#include "site/audit.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/utf8.h"
#include "site/sink.h"
#include "text/tag.h"

/* Texts that are added one by one. */
struct list {
	str *items;
	size_t n, cap;
};

/* A page or file of the site, and what matters about it. */
struct page {
	struct page *next;
	struct arena arena;
	str path, title, language;
	struct list ids, links;
	struct diags diags;
};

struct audit {
	_Atomic(struct page *) pages;   /* only ever grows */
};

/* ---- reading a page ------------------------------------------------------- */

/* What has been read of a page so far. */
struct reading {
	struct page *page;
	int level;              /* of the last heading */
	bool in_title, in_table, headed;
};

static void
add(struct page *p, struct list *l, str text)
{
	struct buf plain = {0};
	str *items;

	if (l->n == l->cap) {
		l->cap = l->cap > 0 ? l->cap * 2 : 64;
		items = ARENA_NEWN(&p->arena, str, l->cap);
		if (l->n > 0)
			memcpy(items, l->items, l->n * sizeof(*items));
		l->items = items;
	}
	tag_plain(text, &plain);
	l->items[l->n++] = str_copy(&p->arena, buf_str(&plain));
	buf_done(&plain);
}

static void
read_heading(struct reading *r, const struct tag *t)
{
	int level = tag_heading(t);

	if (r->level > 0 && level > r->level + 1)
		diag(&r->page->diags, MESSAGE_PAGE_HEADING, (span){0},
		    WORDS(r->page->path, ((str){t->name.p + 1, 1}),
		    ((str){"123456" + r->level - 1, 1})));
	r->level = level;
}

static void
read_table(struct reading *r, const struct tag *t)
{
	if (t->end && r->in_table && !r->headed)
		diag(&r->page->diags, MESSAGE_PAGE_TABLE, (span){0},
		    WORDS(r->page->path));
	r->in_table = !t->end;
	r->headed = false;
}

static void
read_start(struct reading *r, const struct tag *t)
{
	struct page *p = r->page;
	str value;

	if (tag_attribute(t, "id", &value))
		add(p, &p->ids, value);
	if (tag_attribute(t, "href", &value) ||
	    tag_attribute(t, "src", &value))
		add(p, &p->links, value);
	if (tag_is(t, "img") && !tag_attribute(t, "alt", &value))
		diag(&p->diags, MESSAGE_PAGE_ALT, (span){0}, WORDS(p->path));
	if (tag_is(t, "th"))
		r->headed = true;
	if (tag_heading(t))
		read_heading(r, t);
}

static void
read_language(struct page *p, const struct tag *t)
{
	str value;

	if (tag_attribute(t, "lang", &value))
		p->language = str_copy(&p->arena, value);
}

static void
read_page(struct page *p, str bytes)
{
	struct reading r = {.page = p};
	struct tag t;

	while (tag_next(&bytes, &t)) {
		if (tag_is(&t, "title") && t.end && p->title.p == NULL)
			p->title = str_copy(&p->arena, t.before);
		if (tag_is(&t, "html") && !t.end)
			read_language(p, &t);
		if (tag_is(&t, "table"))
			read_table(&r, &t);
		if (!t.end)
			read_start(&r, &t);
	}
}

/* ---- the sink ------------------------------------------------------------- */

static struct page *
page_new(str path)
{
	struct page *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->path = str_copy(&p->arena, path);
	return p;
}

static enum sink_result
keep(struct audit *a, struct page *p)
{
	p->next = atomic_load(&a->pages);
	while (!atomic_compare_exchange_weak(&a->pages, &p->next, p))
		;
	return SINK_SAME;
}

static bool
is_page(str path)
{
	return str_ends(path, STR(".html"));
}

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	struct page *p = page_new(path);

	(void)d;
	if (is_page(path))
		read_page(p, bytes);
	return keep(ctx, p);
}

static enum sink_result
copy(void *ctx, str path, const char *from, struct diags *d)
{
	(void)from, (void)d;
	return keep(ctx, page_new(path));
}

struct sink *
audit_sink(struct audit *a)
{
	static const struct sink_kind kind = {.put = put, .copy = copy,
	    .reads = is_page};

	return sink_new(&kind, a);
}

/* ---- links ---------------------------------------------------------------- */

/* Where a link leads within the site. */
struct target {
	str path, anchor;
};

static int
hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' &&
	    (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

static str
decode(struct arena *a, str s)
{
	struct buf out = {0};
	str decoded;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 &&
		    hex(s.p[i + 2]) >= 0) {
			buf_putc(&out, (char)(hex(s.p[i + 1]) * 16 +
			    hex(s.p[i + 2])));
			i += 2;
		} else
			buf_putc(&out, s.p[i]);
	decoded = str_copy(a, buf_str(&out));
	buf_done(&out);
	return decoded;
}

/* https:, mailto:, data:, //host and /path lead out of what we can see */
static bool
is_outside(str url)
{
	size_t i = 0;

	while (i < url.n && url.p[i] != ':' && url.p[i] != '/' &&
	    url.p[i] != '?' && url.p[i] != '#')
		i++;
	return (i < url.n && url.p[i] == ':') || str_starts(url, STR("/"));
}

/* one name of a path onto a folder: "." stays, ".." goes up */
static void
step(struct buf *path, str name)
{
	if (str_eq(name, STR("..")))
		while (path->n > 0 && path->p[--path->n] != '/')
			;
	else if (!str_eq(name, STR(".")))
		buf_join(path, "/", name);
}

/* ../goals/m1.html seen from a page, as a path from the root */
static str
resolve(struct arena *a, str from, str url)
{
	struct buf path = {0};
	size_t end = from.n, n;
	str found;

	if (url.n == 0)
		return from;
	while (end > 0 && from.p[end - 1] != '/')
		end--;
	if (end > 0)
		buf_put(&path, str_slice(from, 0, end - 1));
	for (; url.n > 0; url = str_slice(url, n < url.n ? n + 1 : n, url.n)) {
		n = str_find(url, STR("/"));
		step(&path, str_slice(url, 0, n));
		if (n + 1 == url.n)
			step(&path, STR("index.html"));
	}
	found = str_copy(a, buf_str(&path));
	buf_done(&path);
	return found;
}

static struct target
target(struct arena *a, str from, str url)
{
	size_t anchor = str_find(url, STR("#"));
	str path = str_slice(url, 0, anchor);
	struct target t = {0};

	path = str_slice(path, 0, str_find(path, STR("?")));
	t.path = resolve(a, from, decode(a, path));
	if (anchor < url.n)
		t.anchor = decode(a, str_slice(url, anchor + 1, url.n));
	return t;
}

/* ---- all pages together ------------------------------------------------------ */

/* What the pages of a site hold together. */
struct places {
	struct arena arena;
	struct map pages, anchors, titles;
	struct map files;       /* by what other systems take for one name */
};

static str
anchor_name(struct arena *a, str path, str id)
{
	return str_printf(a, STR_FMT "#" STR_FMT, STR_ARG(path), STR_ARG(id));
}

static void
check_name(struct places *w, struct page *p, struct diags *d)
{
	const struct page *other = map_put(&w->files, &w->arena,
	    utf8_file(&w->arena, p->path), p);

	if (other != NULL)
		diag(d, MESSAGE_PATH_ALIKE, (span){0},
		    WORDS(other->path, p->path));
}

static void
gather(struct places *w, struct page *p, struct diags *d)
{
	struct page *first;

	check_name(w, p, d);
	map_put(&w->pages, &w->arena, p->path, p);
	for (size_t i = 0; i < p->ids.n; i++)
		if (map_put(&w->anchors, &w->arena, anchor_name(&w->arena,
		    p->path, p->ids.items[i]), p) != NULL)
			diag(d, MESSAGE_PAGE_ID, (span){0},
			    WORDS(p->path, p->ids.items[i]));
	if (p->title.n == 0)
		return;
	first = map_put(&w->titles, &w->arena, str_printf(&w->arena,
	    STR_FMT " " STR_FMT, STR_ARG(p->language), STR_ARG(p->title)), p);
	if (first != NULL)
		diag(d, MESSAGE_PAGE_TITLE, (span){0},
		    WORDS(first->path, p->path, p->title));
}

static void
check_links(struct places *w, const struct page *p, struct diags *d)
{
	const struct page *to;
	struct target t;
	str url;

	for (size_t i = 0; i < p->links.n; i++) {
		url = p->links.items[i];
		if (is_outside(url))
			continue;
		t = target(&w->arena, p->path, url);
		if ((to = map_get(&w->pages, t.path)) == NULL)
			diag(d, MESSAGE_PAGE_LINK, (span){0},
			    WORDS(p->path, url));
		else if (t.anchor.n > 0 && str_ends(t.path, STR(".html")) &&
		    map_get(&w->anchors, anchor_name(&w->arena, t.path,
		    t.anchor)) == NULL)
			diag(d, MESSAGE_PAGE_ANCHOR, (span){0},
			    WORDS(p->path, url));
	}
}

static int
by_path(const void *a, const void *b)
{
	return str_cmp((*(struct page *const *)a)->path,
	    (*(struct page *const *)b)->path);
}

/* threads put pages in any order; messages come in one */
static struct page **
sort(const struct audit *a, size_t *n)
{
	struct page **all, *p;
	size_t i = 0;

	*n = 0;
	for (p = atomic_load(&a->pages); p != NULL; p = p->next)
		++*n;
	if ((all = calloc(*n + 1, sizeof(struct page *))) == NULL)
		abort();
	for (p = atomic_load(&a->pages); p != NULL; p = p->next)
		all[i++] = p;
	qsort(all, *n, sizeof(struct page *), by_path);
	return all;
}

/* ---- public ------------------------------------------------------------------ */

struct audit *
audit_new(void)
{
	struct audit *a = calloc(1, sizeof(*a));

	if (a == NULL)
		abort();
	return a;
}

bool
audit_report(struct audit *a, struct diags *d)
{
	struct places w = {0};
	size_t before = d->errors, n, i;
	struct page **all = sort(a, &n);

	for (i = 0; i < n; i++) {
		diags_merge(d, &all[i]->diags);
		gather(&w, all[i], d);
	}
	for (i = 0; i < n; i++)
		check_links(&w, all[i], d);
	arena_done(&w.arena);
	free(all);
	return d->errors == before;
}

/* A web address, and a page that links to it. */
struct outside {
	str url, page;
};

static bool
is_web(str url)
{
	return str_starts(url, STR("https://")) ||
	    str_starts(url, STR("http://")) || str_starts(url, STR("//"));
}

static int
by_url(const void *pa, const void *pb)
{
	const struct outside *a = pa, *b = pb;
	int c = str_cmp(a->url, b->url);

	return c != 0 ? c : str_cmp(a->page, b->page);
}

static struct outside *
list_outside(struct page *const *pages, size_t npages, size_t *n)
{
	struct outside *all;
	const struct list *l;
	size_t most = 0, i, k;

	*n = 0;
	for (i = 0; i < npages; i++)
		most += pages[i]->links.n;
	if ((all = calloc(most + 1, sizeof(*all))) == NULL)
		abort();
	for (i = 0; i < npages; i++)
		for (l = &pages[i]->links, k = 0; k < l->n; k++)
			if (is_web(l->items[k]))
				all[(*n)++] = (struct outside){l->items[k],
				    pages[i]->path};
	qsort(all, *n, sizeof(*all), by_url);
	return all;
}

void
audit_links(const struct audit *a, struct buf *out)
{
	size_t npages, n, i, to, on;
	struct page **pages = sort(a, &npages);
	struct outside *all = list_outside(pages, npages, &n);

	for (i = 0; i < n; i = to) {
		for (to = i, on = 0; to < n && str_eq(all[to].url,
		    all[i].url); to++)
			on += to == i || !str_eq(all[to].page,
			    all[to - 1].page);
		buf_printf(out, STR_FMT "\t%zu\t" STR_FMT "\n",
		    STR_ARG(all[i].url), on, STR_ARG(all[i].page));
	}
	free(all);
	free(pages);
}

void
audit_free(struct audit *a)
{
	struct page *p, *next;

	for (p = atomic_load(&a->pages); p != NULL; p = next) {
		next = p->next;
		diags_done(&p->diags);
		arena_done(&p->arena);
		free(p);
	}
	free(a);
}
