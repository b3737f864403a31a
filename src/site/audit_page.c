#include "site/audit_page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/set.h"
#include "text/tag.h"

/* Things that are added one by one. */
struct list {
	void *items;
	size_t n, cap;
};

/* What has been read of a page so far. */
struct reading {
	struct audit_page page;
	struct buf texts;
	struct list links, anchors;
	struct set ids;
	str title, language;
	struct buf plain, decoded, place;       /* of one link, used again */
	int level;              /* of the last heading */
	bool in_table, headed;
};

static void *
add(struct list *l, size_t size)
{
	if (l->n == l->cap) {
		l->cap = l->cap > 0 ? l->cap * 2 : 64;
		if ((l->items = realloc(l->items, l->cap * size)) == NULL)
			abort();
	}
	return (char *)l->items + l->n++ * size;
}

/* as it was meant: without character references */
static str
plain(struct reading *r, str written)
{
	if (str_find(written, STR("&")) == written.n)
		return written;
	r->plain.n = 0;
	tag_plain(written, &r->plain);
	return buf_str(&r->plain);
}

static void
found(struct reading *r, enum message message, words w)
{
	if (r->page.diags.errors + r->page.diags.warnings < AUDIT_FINDINGS)
		diag(&r->page.diags, message, (span){0}, w);
}

/* ---- links ---------------------------------------------------------------- */

/* does a browser take something else for it? */
static bool
is_odd(str url)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '\\')
			return true;
	return false;
}

/* as browsers read an address: jav\tascript: is a scheme, \\host a host */
static str
straight(struct reading *r, str written)
{
	const str url = plain(r, written);
	size_t from = 0, to = url.n;

	if (!is_odd(url))
		return url;
	while (from < to && (unsigned char)url.p[from] <= ' ')
		from++;
	while (from < to && (unsigned char)url.p[to - 1] <= ' ')
		to--;
	r->place.n = 0;
	for (; from < to; from++)
		if (strchr("\t\r\n", url.p[from]) == NULL)
			buf_putc(&r->place, url.p[from] == '\\' ? '/' :
			    url.p[from]);
	r->plain.n = 0;
	buf_put(&r->plain, buf_str(&r->place));
	return buf_str(&r->plain);
}

/* of https: and the like; the length of an address without one */
static size_t
scheme_length(str url)
{
	for (size_t i = 0; i < url.n; i++)
		switch (url.p[i]) {
		case ':':
			return i;
		case '/': case '?': case '#':
			return url.n;
		}
	return url.n;
}

/* what a page may lead to: nothing that runs */
static bool
is_allowed(str url, size_t scheme)
{
	static const char *const names[] = {"https", "http", "mailto", "tel"};
	static const char image[] = "data:image/";

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (tag_word(str_slice(url, 0, scheme), names[i]))
			return true;
	return url.n >= strlen(image) &&
	    strncasecmp(url.p, image, strlen(image)) == 0;
}

static bool
is_web(str url)
{
	return str_starts(url, STR("https://")) ||
	    str_starts(url, STR("http://")) || str_starts(url, STR("//"));
}

static int
hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' &&
	    (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* with %E3 and the like replaced by what they mean */
static str
decode(struct reading *r, str s)
{
	struct buf *out = &r->decoded;
	size_t n;

	if (str_find(s, STR("%")) == s.n)
		return s;
	out->n = 0;
	for (; s.n > 0; s = str_slice(s, n, s.n)) {
		if ((n = str_find(s, STR("%"))) > 0) {
			buf_put(out, str_slice(s, 0, n));
		} else if (s.n > 2 && hex(s.p[1]) >= 0 && hex(s.p[2]) >= 0) {
			buf_putc(out, (char)(hex(s.p[1]) * 16 + hex(s.p[2])));
			n = 3;
		} else
			buf_putc(out, s.p[n++]);
	}
	return buf_str(out);
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

/* ../goals/m1.html seen from a page, as a path from the root, in r->place */
static str
resolve(struct reading *r, str url)
{
	const str from = r->page.path;
	struct buf *path = &r->place;
	size_t end = from.n, n;

	if (url.n == 0)
		return from;
	while (end > 0 && from.p[end - 1] != '/')
		end--;
	path->n = 0;
	if (end > 0)
		buf_put(path, str_slice(from, 0, end - 1));
	for (; url.n > 0; url = str_slice(url, n < url.n ? n + 1 : n, url.n)) {
		n = str_find(url, STR("/"));
		step(path, str_slice(url, 0, n));
		if (n + 1 == url.n)
			step(path, STR("index.html"));
	}
	return buf_str(path);
}

static uint64_t
anchor_key(uint64_t path, str id)
{
	return set_key_more(set_key_more(path, STR("#")), id);
}

/* where a link within the site leads */
static void
aim(struct reading *r, struct audit_link *link, str url)
{
	const size_t sharp = str_find(url, STR("#"));
	str path = str_slice(url, 0, sharp);

	path = str_slice(path, 0, str_find(path, STR("?")));
	path = resolve(r, decode(r, path));
	link->page = set_key(path);
	if (sharp + 1 < url.n && str_ends(path, STR(".html")))
		link->anchor = anchor_key(link->page,
		    decode(r, str_slice(url, sharp + 1, url.n)));
}

static void
read_link(struct reading *r, str written)
{
	const str url = straight(r, written);
	const size_t scheme = scheme_length(url);
	struct audit_link *link;

	if (scheme < url.n && !is_allowed(url, scheme))
		found(r, MESSAGE_PAGE_SCHEME, WORDS(r->page.path, url));
	/* mailto: and /path lead out of what we can see; https: does, too */
	if ((scheme < url.n || str_starts(url, STR("/"))) && !is_web(url))
		return;
	link = add(&r->links, sizeof(*link));
	*link = (struct audit_link){.at = (uint32_t)r->texts.n,
	    .n = (uint32_t)url.n};
	buf_put(&r->texts, url);
	if (!is_web(url))
		aim(r, link, url);
}

/* srcset: addresses, each with its width or density, and commas between */
static void
read_links(struct reading *r, str list)
{
	size_t n, from;

	for (;;) {
		for (n = 0; n < list.n && strchr(" \t\r\n\f,", list.p[n]); n++)
			;
		if (n == list.n)
			return;
		for (from = n; n < list.n && !strchr(" \t\r\n\f", list.p[n]); n++)
			;
		read_link(r, str_slice(list, from,
		    n - (list.p[n - 1] == ',')));
		if (list.p[n - 1] != ',')
			n += str_find(str_slice(list, n, list.n), STR(","));
		list = str_slice(list, n, list.n);
	}
}

/* <meta http-equiv="refresh" content="0; url=index.html"> */
static void
read_refresh(struct reading *r, const struct tag *t, str content)
{
	const size_t at = str_find(content, STR("="));
	str how;

	if (at < content.n && tag_attribute(t, "http-equiv", &how) &&
	    tag_word(how, "refresh")) {
		how = str_trim(str_slice(content, at + 1, content.n));
		if (how.n > 1 && (*how.p == '\'' || *how.p == '"'))
			how = str_slice(how, 1, how.n - 1);
		read_link(r, how);
	}
}

/* ---- the rest of a page ----------------------------------------------------- */

static void
read_heading(struct reading *r, const struct tag *t)
{
	int level = tag_heading(t);

	if (r->level > 0 && level > r->level + 1)
		found(r, MESSAGE_PAGE_HEADING, WORDS(r->page.path, ((str){t->name.p + 1, 1}),
		    ((str){&"123456"[r->level - 1], 1})));
	r->level = level;
}

static void
read_table(struct reading *r, const struct tag *t)
{
	if (t->end && r->in_table && !r->headed)
		found(r, MESSAGE_PAGE_TABLE, WORDS(r->page.path));
	r->in_table = !t->end;
	r->headed = false;
}

static void
read_id(struct reading *r, str written)
{
	const str id = plain(r, written);
	const uint64_t key = anchor_key(r->page.key, id);

	if (set_has(&r->ids, key))
		found(r, MESSAGE_PAGE_ID, WORDS(r->page.path, id));
	set_add(&r->ids, key);
	*(uint64_t *)add(&r->anchors, sizeof(key)) = key;
}

static void
read_href(struct reading *r, const struct tag *t, str value)
{
	/* it would turn all other links of the page */
	if (tag_is(t, "base"))
		found(r, MESSAGE_PAGE_BASE, WORDS(r->page.path, value));
	else
		read_link(r, value);
}

/* by the length of the name, since nearly all are none of these */
static void
read_attribute(struct reading *r, const struct tag *t, str name, str value)
{
	switch (name.n) {
	case 2:
		if (tag_word(name, "id"))
			read_id(r, value);
		break;
	case 3:
		if (tag_word(name, "src"))
			read_link(r, value);
		break;
	case 4:
		if (tag_word(name, "href"))
			read_href(r, t, value);
		else if (tag_word(name, "data") && tag_is(t, "object"))
			read_link(r, value);
		else if (tag_word(name, "lang") && tag_is(t, "html"))
			r->language = value;
		break;
	case 6:
		if (tag_word(name, "srcset"))
			read_links(r, value);
		else if (tag_word(name, "poster") || tag_word(name, "action"))
			read_link(r, value);
		break;
	case 7:
		if (tag_word(name, "content") && tag_is(t, "meta"))
			read_refresh(r, t, value);
		break;
	case 10:
		if (tag_word(name, "formaction") ||
		    tag_word(name, "xlink:href"))
			read_link(r, value);
		break;
	default:
		break;
	}
}

static void
read_attributes(struct reading *r, const struct tag *t)
{
	str rest = t->others, name, value;

	for (size_t i = 0; i < t->nfirst; i++)
		read_attribute(r, t, t->first[i].name, t->first[i].value);
	while (tag_attribute_next(&rest, &name, &value))
		read_attribute(r, t, name, value);
	if (tag_is(t, "img") && !tag_attribute(t, "alt", &value))
		found(r, MESSAGE_PAGE_ALT, WORDS(r->page.path));
}

static void
read_tag(struct reading *r, const struct tag *t)
{
	if (t->end && tag_is(t, "title") && r->title.p == NULL)
		r->title = t->before;
	if (tag_is(t, "table"))
		read_table(r, t);
	if (t->end)
		return;
	if (tag_is(t, "th"))
		r->headed = true;
	if (tag_heading(t))
		read_heading(r, t);
	read_attributes(r, t);
}

/* ---- public ------------------------------------------------------------------ */

/* texts move while they grow: their places are kept, and become texts here */
static str
settle(char **to, str text)
{
	const str settled = {*to, text.n};

	if (text.n > 0)
		memcpy(*to, text.p, text.n);
	*to += text.n;
	return settled;
}

/* a page is one block of memory: its links, anchors and texts stand behind it */
static struct audit_page *
keep(const struct reading *r)
{
	const size_t links = r->links.n * sizeof(struct audit_link);
	const size_t anchors = r->anchors.n * sizeof(uint64_t);
	const struct audit_page *read = &r->page;
	struct audit_page *p = malloc(sizeof(*p) + links + anchors +
	    r->texts.n + read->path.n + r->title.n + r->language.n);
	char *to;

	if (p == NULL)
		abort();
	*p = *read;
	to = (char *)(p + 1);
	p->links = (const void *)settle(&to, (str){r->links.items, links}).p;
	p->nlinks = r->links.n;
	p->anchors = (const void *)settle(&to, (str){r->anchors.items, anchors}).p;
	p->nanchors = r->anchors.n;
	p->texts = settle(&to, buf_str(&r->texts)).p;
	p->path = settle(&to, read->path);
	p->title = settle(&to, r->title);
	p->language = settle(&to, r->language);
	p->named = set_key_more(set_key_more(set_key(p->language), STR(" ")),
	    p->title);
	return p;
}

struct audit_page *
audit_page_new(str path, str bytes)
{
	struct reading r = {.page = {.path = path, .key = set_key(path)}};
	struct audit_page *p;
	struct tag t;

	while (tag_next(&bytes, &t))
		read_tag(&r, &t);
	p = keep(&r);
	free(r.links.items);
	free(r.anchors.items);
	set_done(&r.ids);
	buf_done(&r.texts);
	buf_done(&r.plain);
	buf_done(&r.decoded);
	buf_done(&r.place);
	return p;
}

str
audit_page_url(const struct audit_page *p, const struct audit_link *link)
{
	return (str){p->texts + link->at, link->n};
}

void
audit_page_free(struct audit_page *p)
{
	diags_done(&p->diags);
	free(p);
}
