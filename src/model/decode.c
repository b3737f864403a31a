#include "model/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "model/decode_figure.h"
#include "model/decode_message.h"
#include "model/translation.h"
#include "text/md_url.h"
#include "text/unseen.h"
#include "text/yaml.h"

/* ---- messages --------------------------------------------------------- */

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

/* nothing to be seen is as good as nothing */
static bool
is_blank(const struct ynode *n)
{
	n = translation_main(n);
	return n->type == YNODE_SCALAR && unseen_all(n->scalar);
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
	bool sheet = decode_in_sheet(n);

	if (str_eq(n->scalar, STR("true")) || str_eq(n->scalar, STR("True")) ||
	    str_eq(n->scalar, STR("TRUE")) || field_headed(f, n->scalar) ||
	    (sheet && is_one_of(n->scalar, yes)))
		*out = true;
	else if (str_eq(n->scalar, STR("false")) ||
	    str_eq(n->scalar, STR("False")) ||
	    str_eq(n->scalar, STR("FALSE")) ||
	    (sheet && is_one_of(n->scalar, no)))
		*out = false;
	else
		return decode_wrong(n, sheet ? MESSAGE_CELL_BOOL :
		    MESSAGE_VALUE_BOOL, f, d);
	return true;
}

/* a column that is called in Japanese holds Japanese words */
static bool
refuse_choice(const struct ynode *n, const struct field *f, struct diags *d)
{
	bool japanese = !str_eq(decode_called(n, f), str_of(f->name));
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
	return decode_refuse_word(n, f, &ja, &en, d);
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

static bool
read_text(const struct ynode *n, const struct field *f, str *out,
    struct diags *d)
{
	*out = n->scalar;
	if (f->link == LINK_WEB && md_url_kind(n->scalar) != MD_URL_WEB)
		return diag(d, MESSAGE_ADDRESS_WEB, n->at, WORDS(n->scalar));
	return f->link != LINK_MAIL || md_url_mail(n->scalar) ||
	    diag(d, MESSAGE_ADDRESS_MAIL, n->at, WORDS(n->scalar));
}

/* ---- lists ---------------------------------------------------------- */

static bool
read_texts(struct arena *a, const struct ynode *list, const struct field *f,
    struct texts *out, struct diags *d)
{
	const struct ynode *n;
	bool ok = true;
	str text;

	out->items = ARENA_NEWN(a, str, count(list));
	out->places = ARENA_NEWN(a, span, count(list));
	for (n = first(list); n != NULL; n = after(list, n)) {
		text = n->scalar;
		if (!f->fixed && translation_is(n))
			ok &= translation_read(a, n, &text, d);
		else if (n->type != YNODE_SCALAR)
			ok = decode_wrong(n, MESSAGE_VALUE_SINGLE, f, d);
		if (text.n > 0) {
			out->items[out->n] = text;
			out->places[out->n++] = translation_main(n)->at;
		}
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
		ok &= decode_figure(a, n, f, &out->items[out->n++], d);
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
			ok = decode_wrong(n, MESSAGE_VALUE_SINGLE, f, d);
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
	if (f->type == FIELD_TEXT && !f->fixed && translation_is(n))
		return translation_read(a, n, to, d);
	if (n->type != YNODE_SCALAR)
		return decode_wrong(n, MESSAGE_VALUE_SINGLE, f, d);
	switch (f->type) {
	case FIELD_TEXT:
		return read_text(n, f, to, d);
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

	/* draft: with nothing behind it does not say whether it is one */
	if (is_empty(n))
		return f->type != FIELD_BOOL || decode_in_sheet(n) ||
		    decode_wrong(n, MESSAGE_VALUE_BOOL, f, d);
	if (f->at > 0)
		*(span *)(void *)((char *)object + f->at) =
		    translation_main(n)->at;
	switch (f->type) {
	case FIELD_TEXTS:
		return read_texts(a, n, f, to, d);
	case FIELD_FIGURE:
		return decode_figure(a, n, f, to, d);
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

/* title.en, which is written title: {ja: …, en: …} */
static const struct field *
translated(const struct shape *s, str name)
{
	const struct field *f = str_ends(name, STR(".en")) ?
	    shape_field(s, str_slice(name, 0, name.n - 3)) : NULL;

	return f != NULL && f->type == FIELD_TEXT && !f->fixed ? f : NULL;
}

static bool
unknown(const struct ynode *v, const struct shape *s, struct diags *d)
{
	const struct field *text = translated(s, v->key->scalar);
	str near = shape_suggest(s, v->key->scalar);

	diag(d, MESSAGE_KEY_UNKNOWN, v->key->at,
	    WORDS(str_of(s->name), str_of(s->ja), v->key->scalar));
	if (text != NULL)
		diag_fix(d, MESSAGE_TRANSLATION_KEY, WORDS(str_of(text->name)));
	else if (near.n > 0)
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(near));
	return false;
}

static bool
missing(const struct ynode *map, const struct ynode *v,
    const struct shape *shape, const struct field *f, struct diags *d)
{
	if (v != NULL && decode_in_sheet(v))
		return decode_wrong(v, MESSAGE_CELL_MISSING, f, d);
	return diag(d, MESSAGE_KEY_MISSING, v != NULL ? v->key->at :
	    decode_place(map), WORDS(str_of(shape->name), str_of(shape->ja),
	    str_of(f->name), str_of(f->ja), str_of(f->en)));
}

/* a key that is not known seems to mean the field: that was told */
static bool
is_misspelt(const struct ynode *map, const struct shape *shape,
    const char *const *skip, const struct field *f)
{
	const struct ynode *v;

	for (v = map->child; v != NULL; v = v->next)
		if (!skipped(skip, v->key->scalar) &&
		    shape_field(shape, v->key->scalar) == NULL &&
		    str_eq(shape_suggest(shape, v->key->scalar),
		    str_of(f->name)))
			return true;
	return false;
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
		if (v == NULL && is_misspelt(map, shape, skip, f))
			ok = false;
		else if (v == NULL || is_blank(v))
			ok = missing(map, v, shape, f, d);
	}
	return ok;
}

static bool
read_map(struct arena *a, const struct ynode *map, const struct shape *shape,
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
	return ok;
}

bool
decode(struct arena *a, const struct ynode *map, const struct shape *shape,
    const char *const *skip, void *object, struct diags *d)
{
	bool ok = read_map(a, map, shape, skip, object, d);

	return (map->type != YNODE_MAP ||
	    require(map, shape, skip, d)) && ok;
}

bool
decode_part(struct arena *a, const struct ynode *map,
    const struct shape *shape, void *object, struct diags *d)
{
	return read_map(a, map, shape, NULL, object, d);
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
