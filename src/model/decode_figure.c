#include "model/decode_figure.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "model/decode.h"
#include "model/decode_message.h"
#include "text/yaml.h"

struct figure_keys {
	str value, upper, qualifier, cmp, scale, unit, reason, note;
	struct year year, years, as_of;
	bool about, each, tentative;
};

static const struct field figure_fields[] = {
	FIELD(struct figure_keys, value, "値。－は値なし（reason が要る）",
	    "the value; － is none and needs a reason", .fixed = true),
	FIELD(struct figure_keys, upper, "範囲の上の端（40～60 の 60）",
	    "the upper end of a range (60 of 40～60)",
	    .fixed = true),
	FIELD(struct figure_keys, year, "年度", "when", .headers = "年度 年"),
	FIELD(struct figure_keys, years, "年度の範囲", "a span of years"),
	FIELD(struct figure_keys, each, "範囲の各年度に当てはまる",
	    "holds for each year of the span"),
	FIELD(struct figure_keys, about, "約", "an estimate",
	    .headers = "約"),
	FIELD(struct figure_keys, qualifier, "延べ・累計・年間",
	    "延べ, 累計, 年間", .fixed = true),
	FIELD(struct figure_keys, cmp, "以上・以下・未満・超",
	    "以上 (at least), 以下 (at most), 未満 (below), 超 (above)",
	    .headers = "比較", .fixed = true),
	FIELD(struct figure_keys, scale, "万・億・兆", "万, 億 or 兆",
	    .headers = "桁", .fixed = true),
	FIELD(struct figure_keys, unit, "単位", "the unit",
	    .headers = "単位"),
	FIELD(struct figure_keys, tentative, "予定の値", "it is planned"),
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
	return decode_refuse_word(v, shape_field(&figure_shape, str_of(key)),
	    &ja, &en, d);
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
	static const char *const spelling[] = {"text", NULL};
	const struct ynode *value = yaml_find(map, STR("value"));
	bool sheet = decode_in_sheet(map);
	struct figure_keys k = {0};
	struct figure written;
	bool ok = decode(a, map, &figure_shape, sheet ? spelling : NULL, &k,
	    d);
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
	if (sheet && (value = yaml_find(map, STR("text"))) != NULL)
		figure_respell(a, out, value->scalar);
	return ok;
}

/* of a figure without a value, as it stands in an example */
static str
year_key(struct arena *a, const struct figure *f)
{
	if (f->year.text.n == 0)
		return (str){0};
	return str_printf(a, "year: " STR_FMT ", ", STR_ARG(f->year.text));
}

bool
decode_figure(struct arena *a, const struct ynode *n, const struct field *f,
    struct figure *out, struct diags *d)
{
	size_t before = d->errors;

	if (n->type == YNODE_LIST)
		return decode_wrong(n, MESSAGE_VALUE_SINGLE, f, d);
	if (n->type == YNODE_MAP)
		read_figure_map(a, n, out, d);
	else
		figure_read(a, n->scalar, n->at, out, d);
	if (d->errors > before)
		return false;
	if (!out->has_value && !out->placeholder && out->reason.n == 0)
		return diag(d, decode_in_sheet(n) ? MESSAGE_CELL_REASON :
		    MESSAGE_REASON_MISSING, out->at.src != NULL ? out->at :
		    n->at, WORDS(decode_called(n, f), year_key(a, out)));
	return true;
}
