#include "site/search.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "site/route.h"
#include "site/section.h"
#include "site/sink.h"
#include "text/fold.h"

enum {
	BLOCK_SIZE = 96 << 10,  /* bytes of text that are worth a request */
	SHARD_SIZE = 32 << 10   /* about as many bytes of pairs */
};

struct page {
	struct page *next;
	struct arena arena;
	const struct route *route;
	struct sections sections;
};

struct search {
	_Atomic(struct page *) pages;   /* only ever grows */
};

/* Two characters side by side, and where: sorts by shard, pair and block. */
struct pair {
	uint32_t shard, first, second, block;
};

struct pairs {
	struct pair *items;
	size_t n, cap;
};

struct search *
search_new(void)
{
	struct search *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	return s;
}

void
search_add(struct search *s, const struct route *route, str html)
{
	struct page *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->route = route;
	sections_read(&p->arena, html, &p->sections);
	p->next = atomic_load(&s->pages);
	while (!atomic_compare_exchange_weak(&s->pages, &p->next, p))
		;
}

void
search_free(struct search *s)
{
	struct page *p, *next;

	for (p = atomic_load(&s->pages); p != NULL; p = next) {
		next = p->next;
		arena_done(&p->arena);
		free(p);
	}
	free(s);
}

/* ---- pairs ---------------------------------------------------------------- */

static void
add_pair(struct pairs *all, uint32_t first, uint32_t second, uint32_t block)
{
	if (all->n == all->cap) {
		all->cap = all->cap > 0 ? all->cap * 2 : 1024;
		all->items = realloc(all->items,
		    all->cap * sizeof(*all->items));
		if (all->items == NULL)
			abort();
	}
	all->items[all->n++] = (struct pair){0, first, second, block};
}

/* marks tell little apart, and stand in half of all pairs */
static bool
is_mark(uint32_t c)
{
	static const uint32_t marks[] = {' ', '(', ')', ',', '.', '/', ':',
	    U'、', U'。', U'「', U'」', U'・', U'〜'};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (marks[i] == c)
			return true;
	return false;
}

/* every character alone, and every two side by side */
static void
add_text(struct pairs *all, str text, uint32_t block)
{
	struct buf folded = {0};
	uint32_t c, before = 0;
	str rest;

	fold(text, &folded);
	for (rest = buf_str(&folded); rest.n > 0; before = c) {
		c = utf8_next(&rest);
		if (is_mark(c)) {
			c = 0;
			continue;
		}
		add_pair(all, c, 0, block);
		if (before != 0)
			add_pair(all, before, c, block);
	}
	buf_done(&folded);
}

static int
order_pairs(const void *pa, const void *pb)
{
	const struct pair *a = pa, *b = pb;

	if (a->shard != b->shard)
		return a->shard < b->shard ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	return (a->block > b->block) - (a->block < b->block);
}

/* from one place on: sorted, each once */
static void
unite(struct pairs *all, size_t from)
{
	size_t kept = from, i;

	if (all->n == from)
		return;
	qsort(all->items + from, all->n - from, sizeof(*all->items),
	    order_pairs);
	for (i = from; i < all->n; i++)
		if (kept == from || order_pairs(&all->items[kept - 1],
		    &all->items[i]) != 0)
			all->items[kept++] = all->items[i];
	all->n = kept;
}

/* ---- blocks ----------------------------------------------------------------- */

/* What is being written. */
struct writing {
	struct sink *sink;
	struct diags *diags;
	struct buf out;
	struct pairs pairs;
	uint32_t block;
	size_t from, size;      /* of the block: its first pair, bytes of text */
	bool ok;
};

static void
put_file(struct writing *w, const char *name, uint32_t number)
{
	struct arena a = {0};

	w->ok &= sink_put(w->sink, str_printf(&a, "search/%s%u.js", name,
	    number), buf_str(&w->out), w->diags);
	w->out.n = 0;
	arena_done(&a);
}

static void
end_block(struct writing *w)
{
	if (w->size == 0)
		return;
	buf_puts(&w->out, "\n])\n");
	put_file(w, "block", w->block);
	unite(&w->pairs, w->from);
	w->from = w->pairs.n;
	w->block++;
	w->size = 0;
}

static void
put_section(struct writing *w, const struct section *s)
{
	buf_putc(&w->out, '[');
	buf_json(&w->out, s->anchor);
	buf_putc(&w->out, ',');
	buf_json(&w->out, s->heading);
	buf_putc(&w->out, ',');
	buf_json(&w->out, s->text);
	buf_putc(&w->out, ']');
	add_text(&w->pairs, s->heading, w->block);
	add_text(&w->pairs, s->text, w->block);
	w->size += s->heading.n + s->text.n + 1;
}

static str
kind_of(const struct route *r)
{
	if (r->entity != NULL)
		return str_of(r->entity->kind->folder);
	return r->kind != NULL ? str_of(r->kind->folder) : STR("");
}

static void
put_page(struct writing *w, const struct page *p)
{
	const struct route *r = p->route;

	if (w->size == 0)
		buf_printf(&w->out, "keikaku.block(%u,[\n", w->block);
	else
		buf_puts(&w->out, ",\n");
	buf_putc(&w->out, '[');
	buf_json(&w->out, r->path);
	buf_putc(&w->out, ',');
	buf_json(&w->out, r->plan != NULL ? r->plan->entity.id : STR(""));
	buf_putc(&w->out, ',');
	buf_json(&w->out, kind_of(r));
	buf_putc(&w->out, ',');
	buf_json(&w->out, p->sections.title);
	buf_puts(&w->out, ",[");
	add_text(&w->pairs, p->sections.title, w->block);
	w->size += p->sections.title.n + 1;
	for (size_t i = 0; i < p->sections.n; i++) {
		if (i > 0)
			buf_putc(&w->out, ',');
		put_section(w, &p->sections.items[i]);
	}
	buf_puts(&w->out, "]]");
	if (w->size >= BLOCK_SIZE)
		end_block(w);
}

/* ---- shards -------------------------------------------------------------------- */

/* A pair or a single character with the blocks that hold it: "0 3 12". */
struct gram {
	str blocks, text;
	bool single;
};

static int
order_grams(const void *pa, const void *pb)
{
	const struct gram *a = pa, *b = pb;
	int c;

	if (a->single != b->single)
		return a->single ? 1 : -1;
	c = str_cmp(a->blocks, b->blocks);
	return c != 0 ? c : str_cmp(a->text, b->text);
}

static bool
same_pair(const struct pair *a, const struct pair *b)
{
	return a->first == b->first && a->second == b->second;
}

/* what stands in so many rows of the same pair */
static struct gram
gram(struct arena *a, const struct pair *p, size_t n)
{
	struct gram e = {.single = p->second == 0};
	struct buf out = {0};

	utf8_put(&out, p->first);
	if (!e.single)
		utf8_put(&out, p->second);
	e.text = str_copy(a, buf_str(&out));
	out.n = 0;
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, i > 0 ? " %u" : "%u", p[i].block);
	e.blocks = str_copy(a, buf_str(&out));
	buf_done(&out);
	return e;
}

/* all grams of the rows of a shard */
static struct gram *
grams(struct arena *a, const struct pair *p, size_t n, size_t *count)
{
	struct gram *all = ARENA_NEWN(a, struct gram, n + 1);
	size_t i, from;

	*count = 0;
	for (from = 0; from < n; from = i) {
		for (i = from + 1; i < n && same_pair(&p[from], &p[i]); i++)
			;
		all[(*count)++] = gram(a, &p[from], i - from);
	}
	qsort(all, *count, sizeof(*all), order_grams);
	return all;
}

/* {"0 3": "協働働の", …} of those that are pairs, or of those that are not */
static void
put_grams(struct buf *out, const struct gram *e, size_t n, bool single)
{
	struct buf texts = {0};
	size_t i, put = 0;

	buf_putc(out, '{');
	for (i = 0; i < n; i++) {
		if (e[i].single != single)
			continue;
		buf_put(&texts, e[i].text);
		if (i + 1 < n && e[i + 1].single == single &&
		    str_eq(e[i].blocks, e[i + 1].blocks))
			continue;
		if (put++ > 0)
			buf_puts(out, ",\n");
		buf_json(out, e[i].blocks);
		buf_putc(out, ':');
		buf_json(out, buf_str(&texts));
		texts.n = 0;
	}
	buf_putc(out, '}');
	buf_done(&texts);
}

/* all pairs of one shard, from the first on; the first of the next one */
static size_t
put_shard(struct writing *w, size_t from, uint32_t shard)
{
	const struct pair *p = w->pairs.items;
	struct arena a = {0};
	struct gram *all;
	size_t i = from, n;

	while (i < w->pairs.n && p[i].shard == shard)
		i++;
	all = grams(&a, p + from, i - from, &n);
	buf_printf(&w->out, "keikaku.shard(%u,", shard);
	put_grams(&w->out, all, n, false);
	buf_puts(&w->out, ",\n");
	put_grams(&w->out, all, n, true);
	buf_puts(&w->out, ")\n");
	put_file(w, "shard", shard);
	arena_done(&a);
	return i;
}

static void
put_shards(struct writing *w)
{
	struct pairs *all = &w->pairs;
	uint32_t shards = (uint32_t)(all->n * 4 / SHARD_SIZE + 1), shard;
	size_t i;

	for (i = 0; i < all->n; i++)
		all->items[i].shard = (all->items[i].first * 31 +
		    all->items[i].second) % shards;
	unite(all, 0);
	for (i = 0, shard = 0; shard < shards; shard++)
		i = put_shard(w, i, shard);
	buf_printf(&w->out, "keikaku.index({blocks:%u,shards:%u})\n",
	    w->block, shards);
	w->ok &= sink_put(w->sink, STR("search/index.js"), buf_str(&w->out),
	    w->diags);
}

/* ---- public ---------------------------------------------------------------------- */

static int
by_path(const void *a, const void *b)
{
	return str_cmp((*(struct page *const *)a)->route->path,
	    (*(struct page *const *)b)->route->path);
}

/* threads add pages in any order; files have one */
static struct page **
sort(const struct search *s, size_t *n)
{
	struct page **all, *p;
	size_t i = 0;

	*n = 0;
	for (p = atomic_load(&s->pages); p != NULL; p = p->next)
		++*n;
	if ((all = calloc(*n + 1, sizeof(struct page *))) == NULL)
		abort();
	for (p = atomic_load(&s->pages); p != NULL; p = p->next)
		all[i++] = p;
	qsort(all, *n, sizeof(struct page *), by_path);
	return all;
}

bool
search_put(struct search *s, struct sink *sink, struct diags *d)
{
	struct writing w = {.sink = sink, .diags = d, .ok = true};
	size_t n, i;
	struct page **all = sort(s, &n);

	for (i = 0; i < n; i++)
		if (all[i]->sections.title.n > 0 || all[i]->sections.n > 0)
			put_page(&w, all[i]);
	end_block(&w);
	put_shards(&w);
	free(all);
	free(w.pairs.items);
	buf_done(&w.out);
	return w.ok;
}
