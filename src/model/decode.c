#include "model/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "text/yaml.h"

static bool
wrong(const struct ynode *n, enum message message, const struct field *f,
    struct diags *d)
{
	span at = n->at;

	if (n->type != YNODE_SCALAR && n->key != NULL)
		at = n->key->at;
	return diag(d, message, at, WORDS(str_of(f->name), str_of(f->ja),
	    str_of(f->en), n->scalar));
}

/* key: with nothing behind it says no more than no key at all */
static bool
is_empty(const struct ynode *n)
{
	return n->type == YNODE_SCALAR && !n->quoted && n->scalar.n == 0;
}

static size_t
count(const struct ynode *n)
{
	size_t i = 0;

	if (n->type != YNODE_LIST)
		return 1;
	for (n = n->child; n != NULL; n = n->next)
		i++;
	return i;
}

/* the first of some values: a single value stands for a list of one */
static const struct ynode *
first(const struct ynode *n)
{
	return n->type == YNODE_LIST ? n->child : n;
}

static const struct ynode *
after(const struct ynode *list, const struct ynode *n)
{
	return list->type == YNODE_LIST ? n->next : NULL;
}

/* ---- single values ------------------------------------------------- */

static bool
read_bool(const struct ynode *n, const struct field *f, bool *out,
    struct diags *d)
{
	/* TRUE is what a spreadsheet makes of it */
	if (str_eq(n->scalar, STR("true")) || str_eq(n->scalar, STR("TRUE")))
		*out = true;
	else if (str_eq(n->scalar, STR("false")) ||
	    str_eq(n->scalar, STR("FALSE")))
		*out = false;
	else
		return wrong(n, MESSAGE_VALUE_BOOL, f, d);
	return true;
}

static str
list_words(struct arena *a, const struct choices *c)
{
	struct buf b = {0};
	str all;

	for (; c->word != NULL; c++)
		buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", c->word);
	all = str_copy(a, buf_str(&b));
	buf_done(&b);
	return all;
}

static bool
read_choice(struct arena *a, const struct ynode *n, const struct field *f,
    choice *out, struct diags *d)
{
	const struct choices *c = f->of;
	uint8_t at;

	for (at = 1; c->word != NULL; c++, at++)
		if (str_eq(n->scalar, str_of(c->word)) || (c->also != NULL &&
		    str_eq(n->scalar, str_of(c->also)))) {
			out->at = at;
			return true;
		}
	return diag(d, MESSAGE_VALUE_CHOICE, n->at, WORDS(str_of(f->name),
	    n->scalar, list_words(a, f->of)));
}

/* ---- figures in their mapping form ---------------------------------- */

struct figure_keys {
	str value, upper, qualifier, cmp, scale, unit, reason, note;
	struct year year, years, as_of;
	bool about, each, tentative;
};

static const struct field figure_fields[] = {
	FIELD(struct figure_keys, value, "値。－は値なし（reason が要る）",
	    "the value; － is none and needs a reason"),
	FIELD(struct figure_keys, upper, "範囲の上の端（40～60 の 60）",
	    "the upper end of a range (60 of 40～60)"),
	FIELD(struct figure_keys, year, "年度", "when"),
	FIELD(struct figure_keys, years, "年度の範囲", "a span of years"),
	FIELD(struct figure_keys, each, "範囲の各年度に当てはまる",
	    "holds for each year of the span"),
	FIELD(struct figure_keys, about, "約", "an estimate"),
	FIELD(struct figure_keys, qualifier, "延べ・累計・年間",
	    "延べ, 累計, 年間"),
	FIELD(struct figure_keys, cmp, "以上・以下・未満・超",
	    "以上 (at least), 以下 (at most), 未満 (below), 超 (above)"),
	FIELD(struct figure_keys, scale, "万・億・兆", "万, 億 or 兆"),
	FIELD(struct figure_keys, unit, "単位", "the unit"),
	FIELD(struct figure_keys, tentative, "予定の値", "it is planned"),
	FIELD(struct figure_keys, as_of, "時点", "as of when"),
	FIELD(struct figure_keys, reason, "値がない理由",
	    "why there is no value"),
	FIELD(struct figure_keys, note, "注記", "how to read it"),
};

const struct shape figure_shape = {
	"figure", "数値", sizeof(struct figure_keys), NULL, figure_fields,
	sizeof(figure_fields) / sizeof(*figure_fields), NULL
};

static bool
read_word(str word, const str *list, size_t n, const struct ynode *map,
    const char *key, unsigned *out, struct diags *d)
{
	const struct ynode *v = yaml_find(map, str_of(key));

	if (word.n == 0)
		return true;
	for (size_t i = 1; i < n; i++)
		if (str_eq(word, list[i])) {
			*out = (unsigned)i;
			return true;
		}
	return diag(d, MESSAGE_VALUE_WORD, v != NULL ? v->at : map->at,
	    WORDS(str_of(key), word));
}

/* what the keys say beside the value's own text */
static bool
add_keys(const struct figure_keys *k, const struct ynode *map,
    struct figure *f, struct diags *d)
{
	unsigned scale = f->scale, cmp = f->cmp;
	bool ok;

	ok = read_word(k->scale, figure_scales, 4, map, "scale", &scale, d);
	ok &= read_word(k->cmp, figure_comparisons, 5, map, "cmp", &cmp, d);
	f->scale = (enum scale)scale;
	f->cmp = (enum comparison)cmp;
	f->about = f->about || k->about;
	f->each = f->each || k->each;
	f->tentative = f->tentative || k->tentative;
	if (k->qualifier.n > 0)
		f->qualifier = k->qualifier;
	if (k->unit.n > 0)
		f->unit = k->unit;
	if (k->year.kind != YEAR_NONE)
		f->year = k->year;
	if (k->years.kind != YEAR_NONE)
		f->year = k->years;
	if (k->as_of.kind != YEAR_NONE)
		f->as_of = k->as_of;
	if (k->reason.n > 0)
		f->reason = k->reason;
	if (k->note.n > 0)
		f->note = k->note;
	return ok;
}

static bool
has_keys(const struct figure_keys *k)
{
	return k->about || k->tentative || k->qualifier.n > 0 ||
	    k->cmp.n > 0 || k->scale.n > 0 || k->unit.n > 0;
}

/* the one-string form of a value and its upper end: 40～60 */
static str
join_range(struct arena *a, const struct figure_keys *k)
{
	return k->upper.n == 0 ? k->value : str_printf(a, STR_FMT "～" STR_FMT,
	    STR_ARG(k->value), STR_ARG(k->upper));
}

static bool
read_figure_map(struct arena *a, const struct ynode *map,
    struct figure *out, struct diags *d)
{
	const struct ynode *value = yaml_find(map, STR("value"));
	struct figure_keys k = {0};
	bool ok = decode(a, map, &figure_shape, NULL, &k, d);
	str text = join_range(a, &k);
	span at = value != NULL && value->type == YNODE_SCALAR &&
	    value->at.len > 0 ? value->at : map->at;

	if (text.n > 0 && !figure_read(a, text, at, out, d))
		return false;
	out->at = at;
	ok &= add_keys(&k, map, out, d);
	if ((out->has_value || out->placeholder) && has_keys(&k))
		out->text = figure_compose(a, out);
	return ok;
}

/* － says that there is no value; why has to be said too */
static bool
read_figure(struct arena *a, const struct ynode *n, const struct field *f,
    struct figure *out, struct diags *d)
{
	size_t before = d->errors;

	if (n->type == YNODE_LIST)
		return wrong(n, MESSAGE_VALUE_SINGLE, f, d);
	if (n->type == YNODE_MAP)
		read_figure_map(a, n, out, d);
	else
		figure_read(a, n->scalar, n->at, out, d);
	if (d->errors > before)
		return false;
	if (!out->has_value && !out->placeholder && out->reason.n == 0)
		return diag(d, MESSAGE_REASON_MISSING, out->at.src != NULL ?
		    out->at : n->at, WORDS(str_of(f->name)));
	return true;
}

/* ---- lists ---------------------------------------------------------- */

static bool
read_texts(struct arena *a, const struct ynode *list, const struct field *f,
    struct texts *out, struct diags *d)
{
	const struct ynode *n;
	bool ok = true;

	out->items = ARENA_NEWN(a, str, count(list));
	out->places = ARENA_NEWN(a, span, count(list));
	for (n = first(list); n != NULL; n = after(list, n))
		if (n->type != YNODE_SCALAR)
			ok = wrong(n, MESSAGE_VALUE_SINGLE, f, d);
		else if (n->scalar.n > 0) {
			out->items[out->n] = n->scalar;
			out->places[out->n++] = n->at;
		}
	return ok;
}

static bool
read_figures(struct arena *a, const struct ynode *list,
    const struct field *f, struct figures *out, struct diags *d)
{
	const struct ynode *n;
	bool ok = true;

	out->items = ARENA_NEWN(a, struct figure, count(list));
	for (n = first(list); n != NULL; n = after(list, n))
		ok &= read_figure(a, n, f, &out->items[out->n++], d);
	return ok;
}

static bool
read_refs(struct arena *a, const struct ynode *list, const struct field *f,
    struct refs *out, struct diags *d)
{
	const struct ynode *n;
	bool ok = true;

	out->items = ARENA_NEWN(a, struct ref, count(list));
	for (n = first(list); n != NULL; n = after(list, n))
		if (n->type != YNODE_SCALAR)
			ok = wrong(n, MESSAGE_VALUE_SINGLE, f, d);
		else
			out->items[out->n++] =
			    (struct ref){.id = n->scalar, .at = n->at};
	return ok;
}

/* a plain text fills the one field that a shape names for it */
static bool
read_record(struct arena *a, const struct ynode *n, const struct shape *s,
    void *object, struct diags *d)
{
	struct ynode map = {.type = YNODE_MAP, .at = n->at}, key = {0}, value;

	if (n->type == YNODE_SCALAR && s->plain != NULL) {
		key.scalar = str_of(s->plain);
		key.at = n->at;
		value = *n;
		value.key = &key;
		value.next = NULL;
		map.child = &value;
		n = &map;
	}
	return decode(a, n, s, NULL, object, d);
}

static bool
read_records(struct arena *a, const struct ynode *list,
    const struct shape *shape, struct records *out, struct diags *d)
{
	char *item = arena_alloc(a, shape->size * count(list));
	const struct ynode *n;
	bool ok = true;

	out->items = item;
	for (n = first(list); n != NULL; n = after(list, n)) {
		out->n++;
		ok &= read_record(a, n, shape, item, d);
		item += shape->size;
	}
	return ok;
}

/* ---- fields ---------------------------------------------------------- */

static bool
read_scalar(struct arena *a, const struct ynode *n, const struct field *f,
    void *to, struct diags *d)
{
	if (n->type != YNODE_SCALAR)
		return wrong(n, MESSAGE_VALUE_SINGLE, f, d);
	switch (f->type) {
	case FIELD_TEXT:
		*(str *)to = n->scalar;
		return true;
	case FIELD_BOOL:
		return read_bool(n, f, to, d);
	case FIELD_CHOICE:
		return read_choice(a, n, f, to, d);
	case FIELD_YEAR:
		return year_read(a, n->scalar, n->at, to, d);
	case FIELD_REF:
		*(struct ref *)to = (struct ref){.id = n->scalar, .at = n->at};
		return true;
	default:
		abort();
	}
}

static bool
read_field(struct arena *a, const struct ynode *n, const struct field *f,
    void *object, struct diags *d)
{
	void *to = (char *)object + f->offset;
	struct record *record = to;

	if (is_empty(n))
		return true;
	switch (f->type) {
	case FIELD_TEXTS:
		return read_texts(a, n, f, to, d);
	case FIELD_FIGURE:
		return read_figure(a, n, f, to, d);
	case FIELD_FIGURES:
		return read_figures(a, n, f, to, d);
	case FIELD_REFS:
		return read_refs(a, n, f, to, d);
	case FIELD_RECORD:
		if (n->type == YNODE_LIST)
			return wrong(n, MESSAGE_VALUE_SINGLE, f, d);
		record->object = arena_alloc(a,
		    ((const struct shape *)f->of)->size);
		return read_record(a, n, f->of, record->object, d);
	case FIELD_RECORDS:
		return read_records(a, n, f->of, to, d);
	default:
		return read_scalar(a, n, f, to, d);
	}
}

static bool
skipped(const char *const *skip, str name)
{
	for (; skip != NULL && *skip != NULL; skip++)
		if (str_eq(str_of(*skip), name))
			return true;
	return false;
}

static bool
unknown(const struct ynode *v, const struct shape *s, struct diags *d)
{
	str near = shape_suggest(s, v->key->scalar);

	diag(d, MESSAGE_KEY_UNKNOWN, v->key->at,
	    WORDS(str_of(s->name), str_of(s->ja), v->key->scalar));
	if (near.n > 0)
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(near));
	return false;
}

static bool
require(const struct ynode *map, const struct shape *shape,
    const char *const *skip, struct diags *d)
{
	const struct field *f;
	const struct ynode *v;
	span at = map->at;
	bool ok = true;

	at.len = 0;
	for (size_t i = 0; (f = shape_at(shape, i)) != NULL; i++) {
		if (!f->required || skipped(skip, str_of(f->name)))
			continue;
		v = yaml_find(map, str_of(f->name));
		if (v != NULL && !is_empty(v))
			continue;
		ok = diag(d, MESSAGE_KEY_MISSING, v != NULL ? v->key->at : at,
		    WORDS(str_of(shape->name), str_of(shape->ja),
		    str_of(f->name), str_of(f->ja), str_of(f->en)));
	}
	return ok;
}

bool
decode(struct arena *a, const struct ynode *map, const struct shape *shape,
    const char *const *skip, void *object, struct diags *d)
{
	const struct field *f;
	const struct ynode *v;
	bool ok = true;

	if (map->type != YNODE_MAP)
		return diag(d, MESSAGE_VALUE_KEYS, map->at,
		    WORDS(str_of(shape->name), str_of(shape->ja)));
	for (v = map->child; v != NULL; v = v->next) {
		if (skipped(skip, v->key->scalar))
			continue;
		if ((f = shape_field(shape, v->key->scalar)) != NULL)
			ok &= read_field(a, v, f, object, d);
		else
			ok = unknown(v, shape, d);
	}
	return require(map, shape, skip, d) && ok;
}
