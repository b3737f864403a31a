#include "site/search.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
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
	struct search_entry entry;
	struct sections sections;
};

struct search {
	struct sink *sink;
	bool reads;                     /* the sink: what is in the index */
	_Atomic(struct page *) pages;   /* only ever grows */
};

/* Two characters side by side, and where. */
struct pair {
	uint32_t shard, first, second, block;
};

/* Where a pair's tree goes on: places in the block + 1, or 0. */
struct fork {
	uint32_t way[2];
};

/*
 * By block, and those of a block in any order, each once.  The pairs of the
 * last block hang in trees: the first bits of a hash choose the tree, the next
 * ones the way in it.  No two pairs have one hash, so that no way is longer
 * than its bits, however the characters were chosen.
 */
struct pairs {
	struct pair *items;
	size_t n, cap, from;    /* the last block's first */
	uint32_t *trees;
	struct fork *forks;     /* of the last block */
	unsigned bits;
};

static str
kind_of(const struct route *r)
{
	if (r->entity != NULL)
		return str_of(r->entity->kind->folder);
	return r->kind != NULL ? str_of(r->kind->folder) : STR("");
}

struct search_entry
search_entry(const struct route *r)
{
	return (struct search_entry){
		.path = r->path,
		.plan = r->plan != NULL ? r->plan->entity.id : STR(""),
		.kind = kind_of(r),
		.twin = r->variant == VARIANT_EN && !str_eq(r->path, r->main)
	};
}

bool
search_is_wanted(const struct routes *routes, const struct sink *sink)
{
	for (size_t i = 0; i < routes->n; i++)
		if (str_eq(routes->items[i].layout, STR("search")))
			return sink_wants(sink, STR("search/index.js"));
	return false;
}

struct search *
search_new(struct sink *sink)
{
	struct search *s = memory_new(1, sizeof(*s));

	s->sink = sink;
	s->reads = sink_reads(sink, STR("search/index.js"));
	return s;
}

void
search_add(struct search *s, struct search_entry entry, str html)
{
	struct page *p = memory_new(1, sizeof(*p));

	p->entry = entry;
	if (s->reads)
		sections_read(&p->arena, html, &p->sections);
	p->next = atomic_load(&s->pages);
	while (!atomic_compare_exchange_weak(&s->pages, &p->next, p))
		;
}

void
search_free(struct search *s)
{
	struct page *p, *next;

	if (s == NULL)
		return;
	for (p = atomic_load(&s->pages); p != NULL; p = next) {
		next = p->next;
		arena_done(&p->arena);
		free(p);
	}
	free(s);
}

/* ---- pairs ---------------------------------------------------------------- */

static size_t
count_trees(const struct pairs *all)
{
	return (size_t)1 << all->bits;
}

/* where a pair of the last block hangs, or is to */
static uint32_t *
find(const struct pairs *all, uint32_t first, uint32_t second)
{
	uint64_t way = ((uint64_t)first << 32 | second) * 0x9e3779b97f4a7c15;
	uint32_t *at = &all->trees[way >> (64 - all->bits)];
	const struct pair *p;

	for (way <<= all->bits; *at != 0; way <<= 1) {
		p = &all->items[all->from + *at - 1];
		if (p->first == first && p->second == second)
			break;
		at = &all->forks[*at - 1].way[way >> 63];
	}
	return at;
}

/* the next pair is the first of its block */
static void
begin_block(struct pairs *all)
{
	if (all->bits > 0)
		memset(all->trees, 0, count_trees(all) * sizeof(*all->trees));
	all->from = all->n;
}

static void *
resized(void *p, size_t n, size_t size)
{
	if ((p = realloc(p, n * size)) == NULL)
		abort();
	return p;
}

static void
hang(struct pairs *all, uint32_t *at, size_t i)
{
	*at = (uint32_t)(i - all->from) + 1;
	all->forks[i - all->from] = (struct fork){{0, 0}};
}

/* room for one more, with a tree for each pair of the block */
static void
grow(struct pairs *all)
{
	size_t i;

	if (all->n == all->cap) {
		all->cap = all->cap > 0 ? all->cap * 2 : 1024;
		all->items = resized(all->items, all->cap,
		    sizeof(*all->items));
	}
	if (all->bits > 0 && all->n - all->from < count_trees(all))
		return;
	all->bits = all->bits > 0 ? all->bits + 1 : 10;
	all->trees = resized(all->trees, count_trees(all),
	    sizeof(*all->trees));
	all->forks = resized(all->forks, count_trees(all),
	    sizeof(*all->forks));
	memset(all->trees, 0, count_trees(all) * sizeof(*all->trees));
	for (i = all->from; i < all->n; i++)
		hang(all, find(all, all->items[i].first,
		    all->items[i].second), i);
}

static void
add_pair(struct pairs *all, uint32_t first, uint32_t second, uint32_t block)
{
	uint32_t *at;

	grow(all);
	at = find(all, first, second);
	if (*at != 0)
		return;
	hang(all, at, all->n);
	all->items[all->n++] = (struct pair){0, first, second, block};
}

/* marks tell little apart, and stand in half of all pairs */
static bool
is_mark(uint32_t c)
{
	static const uint32_t marks[] = {' ', '(', ')', ',', '.', '/', ':',
	    U'、', U'。', U'「', U'」', U'・', U'〜'};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (c == marks[i])
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

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	return (a->block > b->block) - (a->block < b->block);
}

/* starts[i] is where shard i begins in a list sorted by shard, pair and block */
static struct pair *
sort_pairs(const struct pairs *all, uint32_t shards, size_t *starts)
{
	struct pair *sorted = resized(NULL, all->n + 1, sizeof(*sorted));
	size_t *next = memory_new(shards, sizeof(*next)), i;

	memset(starts, 0, (shards + 1) * sizeof(*starts));
	for (i = 0; i < all->n; i++)
		starts[all->items[i].shard + 1]++;
	for (i = 0; i < shards; i++)
		next[i] = starts[i + 1] += starts[i];
	for (i = all->n; i-- > 0;)
		sorted[--next[all->items[i].shard]] = all->items[i];
	for (i = 0; i < shards; i++)
		qsort(sorted + starts[i], starts[i + 1] - starts[i],
		    sizeof(*sorted), order_pairs);
	free(next);
	return sorted;
}

/* ---- blocks ----------------------------------------------------------------- */

/* What is being written. */
struct writing {
	struct sink *sink;
	struct diags *diags;
	const char *folder;
	struct buf out;
	struct pairs pairs;
	uint32_t block;
	size_t size;            /* of the block: bytes of text */
	bool ok;
};

static void
put_file(struct writing *w, const char *name, uint32_t number)
{
	struct arena a = {0};

	w->ok &= sink_put(w->sink, str_printf(&a, "%s%s%u.js", w->folder,
	    name, number), buf_str(&w->out), w->diags);
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
	begin_block(&w->pairs);
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

static void
put_page(struct writing *w, const struct page *p)
{
	if (w->size == 0)
		buf_printf(&w->out, "keikaku.block(%u,[\n", w->block);
	else
		buf_puts(&w->out, ",\n");
	buf_putc(&w->out, '[');
	buf_json(&w->out, p->entry.path);
	buf_putc(&w->out, ',');
	buf_json(&w->out, p->entry.plan);
	buf_putc(&w->out, ',');
	buf_json(&w->out, p->entry.kind);
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

static void
put_shard(struct writing *w, uint32_t shard, const struct pair *p, size_t n)
{
	struct arena a = {0};
	size_t count;
	struct gram *all = grams(&a, p, n, &count);

	buf_printf(&w->out, "keikaku.shard(%u,", shard);
	put_grams(&w->out, all, count, false);
	buf_puts(&w->out, ",\n");
	put_grams(&w->out, all, count, true);
	buf_puts(&w->out, ")\n");
	put_file(w, "shard", shard);
	arena_done(&a);
}

static void
put_shards(struct writing *w)
{
	struct pairs *all = &w->pairs;
	uint32_t shards = (uint32_t)(all->n * 4 / SHARD_SIZE + 1), shard;
	struct arena a = {0};
	size_t *starts = ARENA_NEWN(&a, size_t, shards + 1), i;
	struct pair *sorted;

	for (i = 0; i < all->n; i++)
		all->items[i].shard = (all->items[i].first * 31 +
		    all->items[i].second) % shards;
	sorted = sort_pairs(all, shards, starts);
	for (shard = 0; shard < shards; shard++)
		put_shard(w, shard, sorted + starts[shard],
		    starts[shard + 1] - starts[shard]);
	free(sorted);
	buf_printf(&w->out, "keikaku.index({blocks:%u,shards:%u})\n",
	    w->block, shards);
	w->ok &= sink_put(w->sink, str_printf(&a, "%sindex.js", w->folder),
	    buf_str(&w->out), w->diags);
	arena_done(&a);
}

/* ---- public ---------------------------------------------------------------------- */

static int
by_path(const void *a, const void *b)
{
	return str_cmp((*(struct page *const *)a)->entry.path,
	    (*(struct page *const *)b)->entry.path);
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
	all = memory_new(*n, sizeof(struct page *));
	for (p = atomic_load(&s->pages); p != NULL; p = p->next)
		all[i++] = p;
	qsort(all, *n, sizeof(struct page *), by_path);
	return all;
}

/* the index of the main pages, or that of those in English */
static bool
put_index(struct page *const *all, size_t n, bool twins, struct sink *sink,
    struct diags *d)
{
	struct writing w = {.sink = sink, .diags = d, .ok = true,
	    .folder = twins ? "en/search/" : "search/"};

	bool any = !twins;

	for (size_t i = 0; i < n; i++) {
		if (all[i]->entry.twin != twins)
			continue;
		any = true;
		if (all[i]->sections.title.n > 0 || all[i]->sections.n > 0)
			put_page(&w, all[i]);
	}
	end_block(&w);
	if (any)
		put_shards(&w);
	free(w.pairs.items);
	free(w.pairs.trees);
	free(w.pairs.forks);
	buf_done(&w.out);
	return w.ok;
}

bool
search_put(struct search *s, struct diags *d)
{
	size_t n;
	struct page **all = sort(s, &n);
	bool ok = put_index(all, n, false, s->sink, d);

	ok &= put_index(all, n, true, s->sink, d);
	free(all);
	return ok;
}

bool
search_is(str path)
{
	return str_starts(path, STR("search/")) ||
	    str_starts(path, STR("en/search/"));
}
