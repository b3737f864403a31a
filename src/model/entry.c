#include "model/entry.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/kind.h"

static const struct field entry_fields[] = {
	FIELD(struct entry, id, "変わらない名前（a-z 0-9 -）",
	    "the name that never changes (a-z 0-9 -)", .required = true,
	    .at = offsetof(struct entry, id_at), .fixed = true),
	FIELD(struct entry, number, "計画書にある番号や記号",
	    "the number printed in the plan"),
	FIELD(struct entry, title, "名称", "what it is called",
	    .required = true, .at = offsetof(struct entry, title_at)),
	FIELD(struct entry, text, "説明", "what it means"),
};

const struct shape entry_shape =
    SHAPE(entry, "区分", NULL, entry_fields);

static const struct field grade_fields[] = {
	FIELD(struct entry, id, "評価の記号（A など）",
	    "the grade as it is written, such as A", .required = true,
	    .at = offsetof(struct entry, id_at), .fixed = true),
	FIELD(struct entry, title, "意味", "what it means",
	    .required = true, .at = offsetof(struct entry, title_at)),
};

const struct shape grade_shape =
    SHAPE_OF(struct entry, "grade", "評価の段階", NULL, grade_fields,
    .plain = NULL);

static bool
is_called(const struct entry *e, str name)
{
	return str_eq(e->id, name) || str_eq(e->title, name) ||
	    (e->number.n > 0 && str_eq(e->number, name));
}

const struct entry *
entry_find(const struct records *list, str name)
{
	const struct entry *e = list->items;

	for (size_t i = 0; i < list->n; i++)
		if (is_called(&e[i], name))
			return &e[i];
	return NULL;
}

/* Ａ for A */
static const struct entry *
find_folded(const struct records *list, str name)
{
	struct arena a = {0};
	const struct entry *e = entry_find(list, utf8_nfkc(&a, name));

	arena_done(&a);
	return e;
}

static void
suggest(const struct records *list, str name, struct diags *d)
{
	enum { MOST = 128 };
	const struct entry *e = list->items;
	str names[MOST] = {{0}};
	size_t n = 0, near;

	for (size_t i = 0; i < list->n && n + 1 < MOST; i++) {
		names[n++] = e[i].id;
		names[n++] = e[i].title;
	}
	near = str_nearest(name, names, n);
	if (near < n)
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(names[near]));
}

/* what is to be written for an entry: the sign of a grade, else its title */
static str
usual(const struct entry *e, const char *key)
{
	return str_eq(str_of(key), STR("grades")) ? e->id : e->title;
}

static void
refuse(const struct records *list, const char *key, const struct field *f,
    str name, span at, struct diags *d)
{
	enum { MOST = 20 };
	const struct entry *e = list->items;
	struct buf ja = {0}, en = {0};

	for (size_t i = 0; i < list->n && i < MOST; i++) {
		buf_join(&ja, "、", usual(&e[i], key));
		buf_join(&en, ", ", e[i].id);
	}
	diag(d, MESSAGE_ENTRY_UNKNOWN, at, WORDS(name, str_of(key),
	    str_of(f->ja), str_of(f->name), buf_str(&ja), buf_str(&en)));
	buf_done(&ja);
	buf_done(&en);
	suggest(list, name, d);
}

const struct entry *
entry_choose(const struct records *list, const char *key,
    const struct field *f, str name, span at, struct diags *d)
{
	const struct entry *e = NULL;

	if (name.n == 0 || list->n == 0)
		return NULL;
	if ((e = entry_find(list, name)) == NULL)
		e = find_folded(list, name);
	if (e == NULL)
		refuse(list, key, f, name, at, d);
	return e;
}

static void
check_twice(struct map *seen, struct arena *a, str name, span *at,
    struct diags *d)
{
	span *first;

	if (name.n == 0 || (first = map_put(seen, a, name, at)) == NULL)
		return;
	diag(d, MESSAGE_ENTRY_TWICE, *at, WORDS(name));
	diag_note(d, MESSAGE_FIRST_HERE, *first, NO_WORDS);
}

void
entry_check(const struct records *list, const struct shape *s,
    struct diags *d)
{
	struct map ids = {0}, titles = {0};
	struct entry *e = list->items;
	struct arena a = {0};

	for (size_t i = 0; i < list->n; i++) {
		if (s == &entry_shape && e[i].id.n > 0 && !kind_id(e[i].id))
			diag(d, MESSAGE_ID_SYNTAX, e[i].id_at,
			    WORDS(e[i].id));
		check_twice(&ids, &a, e[i].id, &e[i].id_at, d);
		check_twice(&titles, &a, e[i].title, &e[i].title_at, d);
	}
	arena_done(&a);
}
