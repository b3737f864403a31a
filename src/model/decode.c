#include "model/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "text/yaml.h"

/* ---- messages --------------------------------------------------------- */

static bool
in_sheet(const struct ynode *n)
{
	return n->at.src != NULL && n->at.src->cells != NULL;
}

/* what its author calls a value: its key, or what stands above its column */
static str
called(const struct ynode *n, const struct field *f)
{
	str head;

	if (!in_sheet(n))
		return str_of(f->name);
	head = source_text(n->key->at);
	return str_starts(head, STR("\"")) && str_ends(head, STR("\"")) ?
	    str_trim(str_slice(head, 1, head.n - 1)) : head;
}

static bool
wrong(const struct ynode *n, enum message message, const struct field *f,
    struct diags *d)
{
	span at = n->at;

	if (n->type != YNODE_SCALAR && n->key != NULL)
		at = n->key->at;
	return diag(d, message, at, WORDS(called(n, f), str_of(f->ja),
	    str_of(f->en), n->scalar));
}

/* {from: …, to: …}: what is to be written for a map of that shape */
static str
form(struct arena *a, const struct shape *s, const char *before)
{
	const struct field *f;
	struct buf b = {0};
	str all;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		buf_join(&b, ", ", str_of(f->name));
		buf_puts(&b, ": …");
	}
	all = str_printf(a, "%s{" STR_FMT "}", before, STR_ARG(buf_str(&b)));
	buf_done(&b);
	return all;
}

/* ---- nodes ------------------------------------------------------------ */

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
is_one_of(str s, const char *const *all)
{
	for (; *all != NULL; all++)
		if (str_eq(s, str_of(*all)))
			return true;
	return false;
}

/* TRUE is what a spreadsheet makes of it; about: 約 says what it is */
static bool
read_bool(const struct ynode *n, const struct field *f, bool *out,
    struct diags *d)
{
	static const char *const yes[] = {"○", "〇", "◯", "1", NULL};
	static const char *const no[] = {"－", "—", "-", "×", "0", NULL};
	bool sheet = in_sheet(n);

	if (str_eq(n->scalar, STR("true")) ||
	    str_eq(n->scalar, STR("TRUE")) || field_headed(f, n->scalar) ||
	    (sheet && is_one_of(n->scalar, yes)))
		*out = true;
	else if (str_eq(n->scalar, STR("false")) ||
	    str_eq(n->scalar, STR("FALSE")) ||
	    (sheet && is_one_of(n->scalar, no)))
		*out = false;
	else
		return wrong(n, sheet ? MESSAGE_CELL_BOOL :
		    MESSAGE_VALUE_BOOL, f, d);
	return true;
}

/* the lists, in Japanese and English, are freed */
static bool
refuse_word(const struct ynode *n, const struct field *f, struct buf *ja,
    struct buf *en, struct diags *d)
{
	diag(d, MESSAGE_VALUE_CHOICE, n->at, WORDS(called(n, f), n->scalar,
	    buf_str(ja), buf_str(en)));
	buf_done(ja);
	buf_done(en);
	return false;
}

/* a column that is called in Japanese holds Japanese words */
static bool
refuse_choice(const struct ynode *n, const struct field *f, struct diags *d)
{
	bool japanese = !str_eq(called(n, f), str_of(f->name));
	struct buf ja = {0}, en = {0};
	const struct choices *c;

	for (c = f->of; c->word != NULL; c++) {
		buf_join(&en, ", ", str_of(c->word));
		buf_join(&ja, "、", str_of(japanese && c->also != NULL ?
		    c->also : c->word));
		if (c->also != NULL) {
			buf_printf(&en, " (%s)", c->also);
			if (!japanese)
				buf_printf(&ja, "（%s）", c->also);
		}
	}
	return refuse_word(n, f, &ja, &en, d);
}

static bool
read_choice(const struct ynode *n, const struct field *f, choice *out,
    struct diags *d)
{
	const struct choices *c = f->of;
	uint8_t at;

	for (at = 1; c->word != NULL; c++, at++)
		if (str_eq(n->scalar, str_of(c->word)) || (c->also != NULL &&
		    str_eq(n->scalar, str_of(c->also)))) {
			out->at = at;
			return true;
		}
	return refuse_choice(n, f, d);
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
	    "the upper end of a range (60 of 40～60)", .headers = ""),
	FIELD(struct figure_keys, year, "年度", "when"),
	FIELD(struct figure_keys, years, "年度の範囲", "a span of years"),
	FIELD(struct figure_keys, each, "範囲の各年度に当てはまる",
	    "holds for each year of the span", .headers = ""),
	FIELD(struct figure_keys, about, "約", "an estimate",
	    .headers = "約"),
	FIELD(struct figure_keys, qualifier, "延べ・累計・年間",
	    "延べ, 累計, 年間", .headers = ""),
	FIELD(struct figure_keys, cmp, "以上・以下・未満・超",
	    "以上 (at least), 以下 (at most), 未満 (below), 超 (above)",
	    .headers = "比較"),
	FIELD(struct figure_keys, scale, "万・億・兆", "万, 億 or 兆",
	    .headers = "桁"),
	FIELD(struct figure_keys, unit, "単位", "the unit",
	    .headers = "単位"),
	FIELD(struct figure_keys, tentative, "予定の値", "it is planned",
	    .headers = ""),
	FIELD(struct figure_keys, as_of, "時点", "as of when",
	    .headers = "時点"),
	FIELD(struct figure_keys, reason, "値がない理由",
	    "why there is no value", .headers = "理由"),
	FIELD(struct figure_keys, note, "注記", "how to read it",
	    .headers = "備考 注記"),
};

const struct shape figure_shape =
    SHAPE_OF(struct figure_keys, "figure", "数値", NULL, figure_fields,
    .plain = NULL);

/* one of the words that a scale or a comparison may be; the first is none */
static bool
read_word(const struct ynode *map, const char *key, const str *all,
    size_t n, unsigned *out, struct diags *d)
{
	const struct ynode *v = yaml_find(map, str_of(key));
	struct buf ja = {0}, en = {0};
	size_t i;

	if (v == NULL || v->scalar.n == 0)
		return true;
	for (i = 1; i < n; i++)
		if (str_eq(v->scalar, all[i])) {
			*out = (unsigned)i;
			return true;
		}
	for (i = 1; i < n; i++) {
		buf_join(&ja, "、", all[i]);
		buf_join(&en, ", ", all[i]);
	}
	return refuse_word(v, shape_field(&figure_shape, str_of(key)), &ja,
	    &en, d);
}

/* the value's own text may name its year, but no other than the key */
static bool
add_year(const struct ynode *map, const char *key, const struct year *year,
    struct figure *f, struct diags *d)
{
	const struct ynode *v = yaml_find(map, str_of(key));

	if (year->kind == YEAR_NONE)
		return true;
	if (f->year.kind != YEAR_NONE && (f->year.from != year->from ||
	    f->year.to != year->to || f->year.open != year->open))
		return diag(d, MESSAGE_FIGURE_YEARS_DIFFER, v->at,
		    WORDS(f->year.text, str_of(key), year->text));
	f->year = *year;
	return true;
}

/* what the keys say beside the value's own text */
static bool
add_keys(const struct figure_keys *k, const struct ynode *map,
    struct figure *f, struct diags *d)
{
	unsigned scale = f->scale, cmp = f->cmp;
	enum scale of_unit;
	str unit = figure_unit(k->unit, &of_unit);
	bool ok;

	ok = read_word(map, "scale", figure_scales, 4, &scale, d);
	ok &= read_word(map, "cmp", figure_comparisons, 5, &cmp, d);
	ok &= add_year(map, "year", &k->year, f, d);
	ok &= add_year(map, "years", &k->years, f, d);
	f->scale = (enum scale)scale;
	f->cmp = (enum comparison)cmp;
	f->about = f->about || k->about;
	f->each = f->each || k->each;
	f->tentative = f->tentative || k->tentative;
	if (k->qualifier.n > 0)
		f->qualifier = k->qualifier;
	if (k->unit.n > 0)
		figure_set_unit(f, unit, of_unit);
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
	struct figure written;
	bool ok = decode(a, map, &figure_shape, NULL, &k, d);
	str text = join_range(a, &k);
	span at = value != NULL && value->type == YNODE_SCALAR &&
	    value->at.len > 0 ? value->at : map->at;

	if (text.n > 0 && !figure_read(a, text, at, out, d))
		return false;
	out->at = at;
	written = *out;
	ok &= add_keys(&k, map, out, d);
	if (has_keys(&k))
		figure_spell(a, out, &written);
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
		return diag(d, in_sheet(n) ? MESSAGE_CELL_REASON :
		    MESSAGE_REASON_MISSING, out->at.src != NULL ? out->at :
		    n->at, WORDS(called(n, f)));
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
read_plain(struct arena *a, const struct ynode *n, const struct shape *s,
    void *object, struct diags *d)
{
	struct ynode map = {.type = YNODE_MAP, .at = n->at}, key = {0}, value;

	key.scalar = str_of(s->plain);
	key.at = n->at;
	value = *n;
	value.key = &key;
	value.next = NULL;
	map.child = &value;
	return decode(a, &map, s, NULL, object, d);
}

static bool
read_record(struct arena *a, const struct ynode *n, const struct shape *s,
    void *object, struct diags *d)
{
	if (n->type == YNODE_MAP)
		return decode(a, n, s, NULL, object, d);
	if (n->type == YNODE_SCALAR && s->read != NULL)
		return s->read(a, n->scalar, n->at, object, d);
	if (n->type == YNODE_SCALAR && s->plain != NULL)
		return read_plain(a, n, s, object, d);
	return decode_refuse(a, n, s, d);
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
		return read_choice(n, f, to, d);
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
	if (f->at > 0)
		*(span *)(void *)((char *)object + f->at) = n->at;
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
missing(const struct ynode *map, const struct ynode *v,
    const struct shape *shape, const struct field *f, struct diags *d)
{
	if (v != NULL && in_sheet(v))
		return wrong(v, MESSAGE_CELL_MISSING, f, d);
	return diag(d, MESSAGE_KEY_MISSING, v != NULL ? v->key->at :
	    decode_place(map), WORDS(str_of(shape->name), str_of(shape->ja),
	    str_of(f->name), str_of(f->ja), str_of(f->en)));
}

static bool
require(const struct ynode *map, const struct shape *shape,
    const char *const *skip, struct diags *d)
{
	const struct field *f;
	const struct ynode *v;
	bool ok = true;

	for (size_t i = 0; (f = shape_at(shape, i)) != NULL; i++) {
		if (!f->required || skipped(skip, str_of(f->name)))
			continue;
		v = yaml_find(map, str_of(f->name));
		if (v == NULL || is_empty(v))
			ok = missing(map, v, shape, f, d);
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
		return diag(d, MESSAGE_VALUE_LINES, map->at,
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

bool
decode_refuse(struct arena *a, const struct ynode *n, const struct shape *s,
    struct diags *d)
{
	const char *before = n->key == NULL ? "- " :
	    str_printf(a, STR_FMT ": ", STR_ARG(n->key->scalar)).p;

	return diag(d, MESSAGE_VALUE_RECORD, n->at, WORDS(str_of(s->name),
	    str_of(s->ja), form(a, s, before)));
}

span
decode_place(const struct ynode *map)
{
	return map->type == YNODE_MAP && map->child != NULL ?
	    map->child->key->at : map->at;
}
