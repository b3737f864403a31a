#include "site/compare.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "model/translation.h"
#include "site/reading.h"
#include "text/hunk.h"
#include "text/yaml.h"

/* JSON is YAML. */
struct version {
	struct ynode *root, *plan;
	struct map titles;      /* by id */
};

static const struct ynode *
first(const struct version *v, const struct kind *k)
{
	const struct ynode *n;

	if (v == NULL)
		return NULL;
	if (k == &kind_plan)
		return v->plan;
	n = yaml_find(v->root, str_of(k->folder));
	return n != NULL ? n->child : NULL;
}

struct version *
version_read(struct arena *a, const struct source *src, struct diags *d)
{
	struct version *v = ARENA_NEW(a, struct version);
	const struct ynode *n;
	size_t before = d->errors;

	v->root = yaml_read(a, src, 0, (uint32_t)src->text.n, d);
	if (d->errors > before)
		return NULL;
	v->plan = v->root != NULL ? yaml_find(v->root, STR("plan")) : NULL;
	if (v->plan == NULL || reading_text(v->plan, "id").n == 0) {
		diag(d, MESSAGE_VERSION, (span){0}, WORDS(src->path));
		return NULL;
	}
	if (!reading_check(v->root, d))
		return NULL;
	for (size_t k = 0; k < KIND_COUNT; k++)
		for (n = first(v, kinds[k]); n != NULL; n = n->next)
			if (reading_text(n, "id").n > 0)
				map_put(&v->titles, a, reading_text(n, "id"),
				    (void *)n);
	return v;
}

str
version_id(const struct version *v)
{
	return reading_text(v->plan, "id");
}

str
version_title(const struct version *v)
{
	return reading_text(v->plan, "title");
}

/* What is being compared. */
struct comparing {
	struct arena *arena;
	struct reading old, new;
	struct changes *changes;
	struct map reasons;             /* by id of the entity */
};

/* ---- entities and their names ----------------------------------------------- */

/* rows have no id: what they are about and when tells them apart */
static str
base_name(struct arena *a, const struct kind *k, const struct ynode *n)
{
	const struct field *f;
	struct buf out = {0};
	str id;

	if (k == &kind_plan)
		return STR("plan");
	if (!k->rows)
		return reading_text(n, "id");
	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++)
		if (reading_names(f)) {
			buf_put(&out, reading_text(n, f->name));
			buf_putc(&out, '\n');
		}
	id = str_copy(a, buf_str(&out));
	buf_done(&out);
	return id;
}

/* Names given so far; the second row of one name has a name of its own. */
struct names {
	struct arena *arena;
	const struct kind *kind;
	struct map seen;        /* size_t: how often it was asked for */
};

/* NULL if it was not there; then it is */
static size_t *
see(struct names *all, str name)
{
	size_t *times = ARENA_NEW(all->arena, size_t);

	*times = 1;
	return map_put(&all->seen, all->arena, name, times);
}

static str
name(struct names *all, const struct ynode *n)
{
	str base = base_name(all->arena, all->kind, n), one;

	size_t *times = see(all, base);

	if (times == NULL)
		return base;
	do
		one = str_printf(all->arena, STR_FMT " %zu", STR_ARG(base),
		    ++*times);
	while (see(all, one) != NULL);
	return one;
}

/* what a row is called: 町内会加入世帯数　令和6年度 */
static str
called(const struct reading *r, const struct kind *k,
    const struct ynode *n)
{
	const struct field *f;
	struct buf out = {0};
	str title;

	if (!k->rows)
		return reading_text(n, "title");
	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++) {
		title = reading_text(n, f->name);
		if (title.n == 0 || !reading_names(f))
			continue;
		buf_join(&out, "　", f->type == FIELD_REF ?
		    reading_title(r, title) : title);
	}
	title = str_copy(r->arena, buf_str(&out));
	buf_done(&out);
	return title;
}

static struct change *
add(struct comparing *c, enum change_how how, const struct kind *k,
    const struct ynode *n)
{
	struct changes *all = c->changes;
	struct change *more, *one;
	const str *reason;

	if (all->n == all->cap) {
		all->cap = all->cap > 0 ? all->cap * 2 : 64;
		more = ARENA_NEWN(c->arena, struct change, all->cap);
		if (all->n > 0)
			memcpy(more, all->items, all->n * sizeof(*more));
		all->items = more;
	}
	one = &all->items[all->n++];
	*one = (struct change){.how = how, .kind = k,
	    .id = reading_text(n, "id")};
	one->title = called(how == CHANGE_REMOVED ? &c->old : &c->new, k, n);
	reason = one->id.n > 0 ? map_get(&c->reasons, one->id) : NULL;
	if (reason != NULL)
		one->reason = *reason;
	return one;
}

/* ---- comparing ------------------------------------------------------------------ */

static str
join(struct arena *a, const struct lines *l, size_t from, size_t n)
{
	struct buf out = {0};
	str text;

	for (size_t i = from; i < from + n; i++)
		buf_join(&out, "\n", l->items[i]);
	text = str_copy(a, buf_str(&out));
	buf_done(&out);
	return text;
}

/* An entity in both versions, or what it is in English or in plain words. */
struct pair {
	const struct kind *kind;
	const struct ynode *entity;     /* the newer one */
	enum variant variant;
	const struct ynode *old, *new;  /* NULL: nothing in this variant */
};

/* 本文, 本文（英語） */
static const char *
place(const struct comparing *c, const struct pair *p, str name)
{
	static const char *const suffixes[VARIANT_COUNT][2] = {
		[VARIANT_EN] = {"（英語）", " (English)"},
		[VARIANT_EASY] = {"（やさしい日本語）", " (plain Japanese)"}
	};
	const char *suffix = suffixes[p->variant][c->new.language != LANGUAGE_JA];

	return str_printf(c->arena, STR_FMT "%s", STR_ARG(name),
	    suffix != NULL ? suffix : "").p;
}

/* lines as they are read, each by itself */
static str
read_lines(struct arena *a, const struct lines *l, size_t from, size_t n)
{
	struct buf out = {0};
	str text;

	for (size_t i = from; i < from + n; i++)
		buf_join(&out, "\n", reading_words(a, l->items[i]));
	text = str_copy(a, buf_str(&out));
	buf_done(&out);
	return text;
}

/* of a long text only the lines that differ */
static void
compare_body(struct comparing *c, const struct pair *p)
{
	struct lines o = lines_cut(c->arena, reading_text(p->old, "body"));
	struct lines w = lines_cut(c->arena, reading_text(p->new, "body"));
	size_t n, i;
	struct hunk *h = hunks_find(c->arena, &o, &w, &n);
	struct change *one;

	for (i = 0; i < n; i++) {
		one = add(c, CHANGE_CHANGED, p->kind, p->entity);
		one->place = place(c, p, c->new.language == LANGUAGE_JA ?
		    STR("本文") : STR("text"));
		one->old = read_lines(c->arena, &o, h[i].from, h[i].n);
		one->new = read_lines(c->arena, &w, h[i].new_from, h[i].new_n);
		if (!str_eq(one->old, one->new))
			continue;
		/* no more than how it is set, or where a link leads */
		one->old = join(c->arena, &o, h[i].from, h[i].n);
		one->new = join(c->arena, &w, h[i].new_from, h[i].new_n);
	}
}

/* a reference is the same as long as its id is, whatever it is called */
static bool
same(const struct comparing *c, const struct field *f, const struct pair *p)
{
	struct reading old = c->old, new = c->new;

	old.plain = new.plain = true;
	return str_eq(reading_value(&old, f, p->old),
	    reading_value(&new, f, p->new));
}

static void
compare_pair(struct comparing *c, const struct pair *p)
{
	const struct field *f;
	struct change *one;

	for (size_t i = 0; (f = shape_at(&p->kind->shape, i)) != NULL; i++) {
		if (reading_skips(f) || same(c, f, p))
			continue;
		one = add(c, CHANGE_CHANGED, p->kind, p->entity);
		one->place = place(c, p, reading_label(&c->new, f));
		one->old = reading_value(&c->old, f, p->old);
		one->new = reading_value(&c->new, f, p->new);
	}
	compare_body(c, p);
}

/* what is said of an entity in English or in plain words, or NULL */
static const struct ynode *
translated(const struct ynode *entity, enum variant v)
{
	const struct ynode *all = yaml_find(entity, STR("translations"));

	return all != NULL ? yaml_find(all, variant_names[v]) : NULL;
}

static void
compare_entity(struct comparing *c, const struct kind *k,
    const struct ynode *old, const struct ynode *new)
{
	struct pair p = {.kind = k, .entity = new, .old = old, .new = new};

	compare_pair(c, &p);
	for (p.variant = VARIANT_EN; p.variant < VARIANT_COUNT; p.variant++) {
		p.old = translated(old, p.variant);
		p.new = translated(new, p.variant);
		compare_pair(c, &p);
	}
}

/* a version holds one plan, whatever it is called */
static const struct ynode *
next(const struct kind *k, const struct ynode *n)
{
	return k == &kind_plan ? NULL : n->next;
}

static struct map
index_kind(struct arena *a, const struct version *v, const struct kind *k)
{
	struct names names = {.arena = a, .kind = k};
	struct map all = {0};
	const struct ynode *n;

	for (n = first(v, k); n != NULL; n = next(k, n))
		map_put(&all, a, name(&names, n), (void *)n);
	return all;
}

static void
compare_kind(struct comparing *c, const struct kind *k,
    const struct version *old, const struct version *new)
{
	struct map before = index_kind(c->arena, old, k);
	struct map after = index_kind(c->arena, new, k);
	struct names now = {.arena = c->arena, .kind = k};
	struct names then = {.arena = c->arena, .kind = k};
	const struct ynode *n, *was;

	for (n = first(new, k); n != NULL; n = next(k, n))
		if ((was = map_get(&before, name(&now, n))) == NULL)
			add(c, CHANGE_ADDED, k, n)->new =
			    reading_entity(&c->new, k, n);
		else
			compare_entity(c, k, was, n);
	for (n = first(old, k); n != NULL; n = next(k, n))
		if (map_get(&after, name(&then, n)) == NULL)
			add(c, CHANGE_REMOVED, k, n)->old =
			    reading_entity(&c->old, k, n);
}

/* reasons of updates that the old version does not have */
static void
read_reasons(struct comparing *c, const struct version *old,
    const struct version *new)
{
	struct map before = index_kind(c->arena, old, &kind_update);
	struct names now = {.arena = c->arena, .kind = &kind_update};
	const struct ynode *n = first(new, &kind_update);
	str *reason;

	for (; n != NULL; n = n->next) {
		if (map_get(&before, name(&now, n)) != NULL ||
		    reading_text(n, "link").n == 0 ||
		    reading_text(n, "reason").n == 0)
			continue;
		reason = ARENA_NEW(c->arena, str);
		*reason = reading_text(n, "reason");
		map_put(&c->reasons, c->arena, reading_text(n, "link"), reason);
	}
}

void
compare(struct arena *a, const struct version *old,
    const struct version *new, enum language language,
    struct changes *changes)
{
	struct comparing c = {.arena = a, .changes = changes,
	    .old = {.arena = a, .language = language},
	    .new = {.arena = a, .language = language}};

	c.old.titles = old != NULL ? &old->titles : NULL;
	c.new.titles = new != NULL ? &new->titles : NULL;
	read_reasons(&c, old, new);
	for (size_t k = 0; k < KIND_COUNT; k++)
		if (kinds[k] != &kind_update && !kinds[k]->of_site)
			compare_kind(&c, kinds[k], old, new);
}
