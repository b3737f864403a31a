#include "site/reading.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"
#include "text/md.h"
#include "text/yaml.h"

str
reading_text(const struct ynode *map, const char *key)
{
	const struct ynode *n = map == NULL ? NULL :
	    yaml_find(map, str_of(key));

	if (n == NULL || n->type != YNODE_SCALAR ||
	    (!n->quoted && str_eq(n->scalar, STR("null"))))
		return (str){0};
	return n->scalar;
}

str
reading_title(const struct reading *r, str id)
{
	const struct ynode *n = r->plain ? NULL :
	    map_get(r->titles, id);

	return n != NULL ? reading_text(n, "title") : id;
}

/* 16件以上（令和5年）, －（新規の指標） */
static void
put_figure(struct buf *out, const struct ynode *n)
{
	static const char *const more[] = {"year", "as_of", "reason", "note"};
	str text = reading_text(n, "text"), part;
	const char *between = "（";

	buf_put(out, text.n > 0 ? text : STR("－"));
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++) {
		part = reading_text(n, more[i]);
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
choice_text(const struct reading *r, const struct field *f, str word)
{
	const struct choices *all = f->of;

	for (; r->language == LANGUAGE_JA && all->word != NULL; all++)
		if (all->also != NULL && str_eq(str_of(all->word), word))
			return (unsigned char)all->also[0] < 0x80 ? word :
			    str_of(all->also);
	return word;
}

static void put_object(struct buf *, const struct reading *,
    const struct shape *, const struct ynode *);

static void
put_value(struct buf *out, const struct reading *r, const struct field *f,
    const struct ynode *n)
{
	if (n->type == YNODE_SCALAR && !n->quoted &&
	    str_eq(n->scalar, STR("null")))
		return;
	if (f->type == FIELD_REF || f->type == FIELD_REFS)
		buf_put(out, reading_title(r, n->scalar));
	else if (f->type == FIELD_FIGURE || f->type == FIELD_FIGURES)
		put_figure(out, n);
	else if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
		put_object(out, r, f->of, n);
	else if (f->type == FIELD_CHOICE)
		buf_put(out, choice_text(r, f, n->scalar));
	else if (f->type == FIELD_BOOL)
		buf_puts(out, str_eq(n->scalar, STR("true")) ? "○" : "");
	else
		buf_put(out, n->scalar);
}

str
reading_value(const struct reading *r, const struct field *f,
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
			put_value(&out, r, f, n);
		}
	else if (n != NULL && n->type != YNODE_LIST)
		put_value(&out, r, f, n);
	text = str_copy(r->arena, buf_str(&out));
	buf_done(&out);
	return text;
}

static void
put_object(struct buf *out, const struct reading *r, const struct shape *s,
    const struct ynode *object)
{
	const struct field *f;
	bool more = false;
	str text;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		text = reading_value(r, f, object);
		if (text.n == 0 || strcmp(f->name, "id") == 0)
			continue;
		if (more)
			buf_puts(out, "　");
		buf_put(out, text);
		more = true;
	}
}

bool
reading_names(const struct field *f)
{
	return f->type == FIELD_REF || f->type == FIELD_YEAR ||
	    strcmp(f->name, "area") == 0;
}

bool
reading_skips(const struct field *f)
{
	static const char *const names[] = {"id", "aliases"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(f->name, names[i]) == 0)
			return true;
	return f->inner;
}

str
reading_label(const struct reading *r, const struct field *f)
{
	str text = str_of(r->language == LANGUAGE_JA ? f->ja : f->en);

	if (r->language == LANGUAGE_JA && f->headers != NULL)
		text = field_header(f);
	text = str_slice(text, 0, str_find(text, STR("（")));
	text = str_slice(text, 0, str_find(text, STR("の id")));
	text = str_slice(text, 0, str_find(text, STR(" (")));
	return str_slice(text, 0, str_find(text, STR(";")));
}

str
reading_words(struct arena *a, str lines)
{
	const struct source *src = source_new(a, (str){0}, lines);
	struct buf out = {0};
	str text;

	md_words((span){src, 0, (uint32_t)lines.n}, &out);
	text = str_copy(a, str_trim(buf_str(&out)));
	buf_done(&out);
	return text;
}

/* what a row holds beside its name */
static str
row_text(const struct reading *r, const struct kind *k,
    const struct ynode *n)
{
	const struct field *f;
	struct buf out = {0};
	str text;

	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++) {
		if (reading_names(f))
			continue;
		text = reading_value(r, f, n);
		if (text.n > 0)
			buf_join(&out, "　", text);
	}
	text = str_copy(r->arena, buf_str(&out));
	buf_done(&out);
	return text;
}

/* the members of a list, which are lines, on one line */
static void
put_list(struct buf *out, str text, enum language language)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n')
			buf_puts(out, language == LANGUAGE_JA ? "、" : ", ");
		else
			buf_putc(out, text.p[i]);
}

/* what an entity holds: 基準値：120人（令和4年度）, a field on each line */
static str
entity_text(const struct reading *r, const struct kind *k,
    const struct ynode *n)
{
	const char *colon = r->language == LANGUAGE_JA ? "：" : ": ";
	const struct field *f;
	struct buf out = {0};
	str text;

	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++) {
		text = reading_value(r, f, n);
		if (text.n == 0 || reading_skips(f) ||
		    strcmp(f->name, "title") == 0)
			continue;
		buf_join(&out, "\n", reading_label(r, f));
		buf_puts(&out, colon);
		put_list(&out, text, r->language);
	}
	text = reading_words(r->arena, reading_text(n, "body"));
	if (text.n > 0)
		buf_join(&out, "\n", text);
	text = str_copy(r->arena, buf_str(&out));
	buf_done(&out);
	return text;
}

str
reading_entity(const struct reading *r, const struct kind *k,
    const struct ynode *n)
{
	return k == &kind_plan ? reading_text(n, "title") : k->rows ?
	    row_text(r, k, n) : entity_text(r, k, n);
}
