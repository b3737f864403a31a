#include "site/compare.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "model/translation.h"
#include "text/hunk.h"
#include "text/yaml.h"

/* JSON is YAML. */
struct version {
	struct ynode *root, *plan;
	struct map titles;      /* by id */
};

static str
text_of(const struct ynode *map, const char *key)
{
	const struct ynode *n = map == NULL ? NULL :
	    yaml_find(map, str_of(key));

	if (n == NULL || n->type != YNODE_SCALAR ||
	    (!n->quoted && str_eq(n->scalar, STR("null"))))
		return (str){0};
	return n->scalar;
}

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
	if (v->plan == NULL || text_of(v->plan, "id").n == 0) {
		diag(d, MESSAGE_VERSION, (span){0}, WORDS(src->path));
		return NULL;
	}
	for (size_t k = 0; k < KIND_COUNT; k++)
		for (n = first(v, kinds[k]); n != NULL; n = n->next)
			if (text_of(n, "id").n > 0)
				map_put(&v->titles, a, text_of(n, "id"),
				    (void *)n);
	return v;
}

str
version_id(const struct version *v)
{
	return text_of(v->plan, "id");
}

str
version_title(const struct version *v)
{
	return text_of(v->plan, "title");
}

/* ---- values as people read them ------------------------------------------- */

/* What is being compared. */
struct comparing {
	struct arena *arena;
	const struct version *version;  /* whose values are shown */
	enum language language;
	bool plain;                     /* ids, not what they are called */
	struct changes *changes;
	struct map reasons;             /* by id of the entity */
};

static str
title_of(const struct comparing *c, str id)
{
	const struct ynode *n = c->plain ? NULL :
	    map_get(&c->version->titles, id);

	return n != NULL ? text_of(n, "title") : id;
}

/* 16件以上（令和5年）, －（新規の指標） */
static void
put_figure(struct buf *out, const struct ynode *n)
{
	static const char *const more[] = {"year", "as_of", "reason", "note"};
	str text = text_of(n, "text"), part;
	const char *between = "（";

	buf_put(out, text.n > 0 ? text : STR("－"));
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++) {
		part = text_of(n, more[i]);
		if (part.n == 0)
			continue;
		buf_puts(out, between);
		buf_put(out, part);
		between = "、";
	}
	if (strcmp(between, "、") == 0)
		buf_puts(out, "）");
}

/* 確定 for final, where the language has a word of its own */
static str
choice_text(const struct comparing *c, const struct field *f, str word)
{
	const struct choices *all = f->of;

	for (; c->language == LANGUAGE_JA && all->word != NULL; all++)
		if (all->also != NULL && str_eq(str_of(all->word), word))
			return (unsigned char)all->also[0] < 0x80 ? word :
			    str_of(all->also);
	return word;
}

static void put_object(struct buf *, const struct comparing *,
    const struct shape *, const struct ynode *);

static void
put_value(struct buf *out, const struct comparing *c, const struct field *f,
    const struct ynode *n)
{
	if (n->type == YNODE_SCALAR && !n->quoted &&
	    str_eq(n->scalar, STR("null")))
		return;
	if (f->type == FIELD_REF || f->type == FIELD_REFS)
		buf_put(out, title_of(c, n->scalar));
	else if (f->type == FIELD_FIGURE || f->type == FIELD_FIGURES)
		put_figure(out, n);
	else if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
		put_object(out, c, f->of, n);
	else if (f->type == FIELD_CHOICE)
		buf_put(out, choice_text(c, f, n->scalar));
	else if (f->type == FIELD_BOOL)
		buf_puts(out, str_eq(n->scalar, STR("true")) ? "○" : "");
	else
		buf_put(out, n->scalar);
}

/* the members of a list stand on lines of their own */
static str
value(const struct comparing *c, const struct field *f,
    const struct ynode *object)
{
	const struct ynode *n = object == NULL ? NULL :
	    yaml_find(object, str_of(f->name));
	struct buf out = {0};
	str text;

	if (n != NULL && n->type == YNODE_LIST && field_is_list(f))
		for (n = n->child; n != NULL; n = n->next) {
			if (out.n > 0)
				buf_putc(&out, '\n');
			put_value(&out, c, f, n);
		}
	else if (n != NULL && n->type != YNODE_LIST)
		put_value(&out, c, f, n);
	text = str_copy(c->arena, buf_str(&out));
	buf_done(&out);
	return text;
}

static void
put_object(struct buf *out, const struct comparing *c, const struct shape *s,
    const struct ynode *object)
{
	const struct field *f;
	bool more = false;
	str text;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		text = value(c, f, object);
		if (text.n == 0 || strcmp(f->name, "id") == 0)
			continue;
		if (more)
			buf_puts(out, "　");
		buf_put(out, text);
		more = true;
	}
}

/* ---- entities and their names ----------------------------------------------- */

/* is it what a row is told apart by? */
static bool
is_name(const struct field *f)
{
	return f->type == FIELD_REF || f->type == FIELD_YEAR ||
	    strcmp(f->name, "area") == 0;
}

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
		return text_of(n, "id");
	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++)
		if (is_name(f)) {
			buf_put(&out, text_of(n, f->name));
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
	struct map seen;
};

static str
name(struct names *all, const struct ynode *n)
{
	str base = base_name(all->arena, all->kind, n), one = base;

	for (size_t i = 2; map_get(&all->seen, one) != NULL; i++)
		one = str_printf(all->arena, STR_FMT " %zu", STR_ARG(base), i);
	map_put(&all->seen, all->arena, one, all);
	return one;
}

/* what a row is called: 町内会加入世帯数　令和6年度 */
static str
called(const struct comparing *c, const struct kind *k,
    const struct ynode *n)
{
	const struct field *f;
	struct buf out = {0};
	str title;

	if (!k->rows)
		return text_of(n, "title");
	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++) {
		title = text_of(n, f->name);
		if (title.n == 0 || !is_name(f))
			continue;
		buf_join(&out, "　", f->type == FIELD_REF ?
		    title_of(c, title) : title);
	}
	title = str_copy(c->arena, buf_str(&out));
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
	*one = (struct change){.how = how, .kind = k, .id = text_of(n, "id")};
	one->title = called(c, k, n);
	reason = one->id.n > 0 ? map_get(&c->reasons, one->id) : NULL;
	if (reason != NULL)
		one->reason = *reason;
	return one;
}

/* ---- comparing ------------------------------------------------------------------ */

/* what has no place in a table for people */
static bool
is_inner(const struct field *f)
{
	static const char *const names[] = {"id", "aliases"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(f->name, names[i]) == 0)
			return true;
	return f->inner;
}

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
	const char *suffix = suffixes[p->variant][c->language != LANGUAGE_JA];

	return str_printf(c->arena, STR_FMT "%s", STR_ARG(name),
	    suffix != NULL ? suffix : "").p;
}

/* of a long text only the lines that differ */
static void
compare_body(struct comparing *c, const struct pair *p)
{
	struct lines o = lines_cut(c->arena, text_of(p->old, "body"));
	struct lines w = lines_cut(c->arena, text_of(p->new, "body"));
	size_t n, i;
	struct hunk *h = hunks_find(c->arena, &o, &w, &n);
	struct change *one;

	for (i = 0; i < n; i++) {
		one = add(c, CHANGE_CHANGED, p->kind, p->entity);
		one->place = place(c, p, c->language == LANGUAGE_JA ?
		    STR("本文") : STR("text"));
		one->old = join(c->arena, &o, h[i].from, h[i].n);
		one->new = join(c->arena, &w, h[i].new_from, h[i].new_n);
	}
}

/* what a field is called in a table: without what is in brackets, and id */
static str
label(const struct comparing *c, const struct field *f)
{
	str text = str_of(c->language == LANGUAGE_JA ? f->ja : f->en);

	if (c->language == LANGUAGE_JA && f->headers != NULL)
		text = field_header(f);
	text = str_slice(text, 0, str_find(text, STR("（")));
	text = str_slice(text, 0, str_find(text, STR("の id")));
	text = str_slice(text, 0, str_find(text, STR(" (")));
	return str_slice(text, 0, str_find(text, STR(";")));
}

/* a reference is the same as long as its id is, whatever it is called */
static bool
same(const struct comparing *old, const struct comparing *new,
    const struct field *f, const struct ynode *a, const struct ynode *b)
{
	struct comparing o = *old, n = *new;

	o.plain = n.plain = true;
	return str_eq(value(&o, f, a), value(&n, f, b));
}

static void
compare_pair(struct comparing *c, const struct version *before,
    const struct pair *p)
{
	struct comparing was = *c;
	const struct field *f;
	struct change *one;

	was.version = before;
	for (size_t i = 0; (f = shape_at(&p->kind->shape, i)) != NULL; i++) {
		if (is_inner(f) || same(&was, c, f, p->old, p->new))
			continue;
		one = add(c, CHANGE_CHANGED, p->kind, p->entity);
		one->place = place(c, p, label(c, f));
		one->old = value(&was, f, p->old);
		one->new = value(c, f, p->new);
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
    const struct version *before, const struct ynode *old,
    const struct ynode *new)
{
	struct pair p = {.kind = k, .entity = new, .old = old, .new = new};

	compare_pair(c, before, &p);
	for (p.variant = VARIANT_EN; p.variant < VARIANT_COUNT; p.variant++) {
		p.old = translated(old, p.variant);
		p.new = translated(new, p.variant);
		compare_pair(c, before, &p);
	}
}

/* what a row holds beside its name */
static str
row_text(const struct comparing *c, const struct kind *k,
    const struct ynode *n)
{
	const struct field *f;
	struct buf out = {0};
	str text;

	for (size_t i = 0; k->rows && (f = shape_at(&k->shape, i)) != NULL;
	    i++) {
		if (is_name(f))
			continue;
		text = value(c, f, n);
		if (text.n > 0)
			buf_join(&out, "　", text);
	}
	text = str_copy(c->arena, buf_str(&out));
	buf_done(&out);
	return text;
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

	c->version = new;
	for (n = first(new, k); n != NULL; n = next(k, n))
		if ((was = map_get(&before, name(&now, n))) == NULL)
			add(c, CHANGE_ADDED, k, n)->new = row_text(c, k, n);
		else
			compare_entity(c, k, old, was, n);
	c->version = old;
	for (n = first(old, k); n != NULL; n = next(k, n))
		if (map_get(&after, name(&then, n)) == NULL)
			add(c, CHANGE_REMOVED, k, n)->old = row_text(c, k, n);
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
		    text_of(n, "link").n == 0 || text_of(n, "reason").n == 0)
			continue;
		reason = ARENA_NEW(c->arena, str);
		*reason = text_of(n, "reason");
		map_put(&c->reasons, c->arena, text_of(n, "link"), reason);
	}
}

void
compare(struct arena *a, const struct version *old,
    const struct version *new, enum language language,
    struct changes *changes)
{
	struct comparing c = {.arena = a, .language = language,
	    .changes = changes};

	read_reasons(&c, old, new);
	for (size_t k = 0; k < KIND_COUNT; k++)
		if (kinds[k] != &kind_update && !kinds[k]->of_site)
			compare_kind(&c, kinds[k], old, new);
}
