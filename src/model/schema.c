#include "model/schema.h"

#include <string.h>

#include "base/buf.h"
#include "model/decode.h"
#include "model/translation.h"

/* As it is being printed. */
struct schema {
	struct buf *out;
	unsigned depth;
	bool first, ja;
};

/* ---- JSON ---------------------------------------------------------------- */

static void
next(struct schema *s)
{
	if (s->depth > 0)
		buf_printf(s->out, "%s\n%*s", s->first ? "" : ",",
		    (int)s->depth * 2, "");
	s->first = false;
}

static void
key(struct schema *s, const char *name)
{
	next(s);
	buf_json(s->out, str_of(name));
	buf_puts(s->out, ": ");
}

static void
begin(struct schema *s, const char *name, char bracket)
{
	if (name != NULL)
		key(s, name);
	else
		next(s);
	buf_putc(s->out, bracket);
	s->depth++;
	s->first = true;
}

static void
end(struct schema *s, char bracket)
{
	s->depth--;
	if (!s->first)
		buf_printf(s->out, "\n%*s", (int)s->depth * 2, "");
	buf_putc(s->out, bracket);
	s->first = false;
}

static void
put(struct schema *s, const char *name, str value)
{
	key(s, name);
	buf_json(s->out, value);
}

static void
put_raw(struct schema *s, const char *name, const char *json)
{
	if (name != NULL)
		key(s, name);
	else
		next(s);
	buf_puts(s->out, json);
}

static void
put_all(struct schema *s, const char *name, const char *const *all)
{
	begin(s, name, '[');
	for (; *all != NULL; all++) {
		next(s);
		buf_json(s->out, str_of(*all));
	}
	end(s, ']');
}

static void
refer(struct schema *s, const char *name)
{
	next(s);
	buf_printf(s->out, "{\"$ref\": \"#/definitions/%s\"}", name);
}

/* ---- what a field takes ---------------------------------------------------- */

/* YAML makes numbers of 1 and true of true; they are texts to keikaku */
#define TEXT_TYPES "\"string\", \"number\", \"boolean\""

static void
put_id(struct schema *s)
{
	put_raw(s, "type", "[\"string\", \"number\"]");
	put(s, "pattern", STR("^(?!index$)[a-z0-9][a-z0-9-]{0,63}$"));
}

/* a text, or {ja: …, en: …}; where there is a list, one of it or all */
static void
put_spoken(struct schema *s, const struct field *f)
{
	const char *one = "{\"type\": [" TEXT_TYPES ", \"null\"]}";

	begin(s, "anyOf", '[');
	put_raw(s, NULL, f->required ? "{\"type\": [" TEXT_TYPES "]}" : one);
	refer(s, "text");
	if (f->type == FIELD_TEXTS) {
		begin(s, NULL, '{');
		put_raw(s, "type", "\"array\"");
		begin(s, "items", '{');
		begin(s, "anyOf", '[');
		put_raw(s, NULL, one);
		refer(s, "text");
		end(s, ']');
		end(s, '}');
		end(s, '}');
	}
	end(s, ']');
}

static void
put_text(struct schema *s, const struct field *f)
{
	put_raw(s, "type", f->required ? "[" TEXT_TYPES "]" :
	    "[" TEXT_TYPES ", \"null\"]");
}

static void
put_texts(struct schema *s, const struct field *f)
{
	put_raw(s, "type", f->required ? "[\"array\", " TEXT_TYPES "]" :
	    "[\"array\", " TEXT_TYPES ", \"null\"]");
	put_raw(s, "items", "{\"type\": [" TEXT_TYPES ", \"null\"]}");
}

static void
put_bool(struct schema *s, const struct field *f)
{
	begin(s, "enum", '[');
	put_raw(s, NULL, "true");
	put_raw(s, NULL, "false");
	if (f->headers != NULL) {
		next(s);
		buf_json(s->out, field_header(f));
	}
	if (!f->required)
		put_raw(s, NULL, "null");
	end(s, ']');
	put_raw(s, "default", "false");
}

static void
put_choice(struct schema *s, const struct field *f)
{
	const struct choices *c;

	begin(s, "enum", '[');
	for (c = f->of; c->word != NULL; c++) {
		next(s);
		buf_json(s->out, str_of(c->word));
	}
	for (c = f->of; c->word != NULL; c++)
		if (c->also != NULL) {
			next(s);
			buf_json(s->out, str_of(c->also));
		}
	if (!f->required)
		put_raw(s, NULL, "null");
	end(s, ']');
}

/* the words of a scale or a comparison; the first is none */
static void
put_list(struct schema *s, const str *all, size_t n)
{
	begin(s, "enum", '[');
	for (size_t i = 1; i < n; i++) {
		next(s);
		buf_json(s->out, all[i]);
	}
	put_raw(s, NULL, "null");
	end(s, ']');
}

/* a thing of that name, a list of such things, or nothing */
static void
put_any(struct schema *s, const struct field *f, const char *name,
    bool list, bool plain)
{
	begin(s, "anyOf", '[');
	if (list) {
		begin(s, NULL, '{');
		put_raw(s, "type", "\"array\"");
		begin(s, "items", '{');
		begin(s, "anyOf", '[');
		refer(s, name);
		if (plain)
			put_raw(s, NULL, "{\"type\": [" TEXT_TYPES "]}");
		end(s, ']');
		end(s, '}');
		end(s, '}');
	}
	refer(s, name);
	if (plain)
		put_raw(s, NULL, "{\"type\": [" TEXT_TYPES "]}");
	if (!f->required)
		put_raw(s, NULL, "{\"type\": \"null\"}");
	end(s, ']');
}

static void
put_records(struct schema *s, const struct field *f)
{
	const struct shape *of = f->of;

	put_any(s, f, of->name, f->type == FIELD_RECORDS,
	    of->plain != NULL || of->read != NULL);
}

static void
put_type(struct schema *s, const struct field *f)
{
	if ((f->type == FIELD_TEXT || f->type == FIELD_TEXTS) && !f->fixed) {
		put_spoken(s, f);
		return;
	}
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_REF:
		put_text(s, f);
		break;
	case FIELD_TEXTS:
	case FIELD_REFS:
		put_texts(s, f);
		break;
	case FIELD_BOOL:
		put_bool(s, f);
		break;
	case FIELD_CHOICE:
		put_choice(s, f);
		break;
	case FIELD_YEAR:
		put_any(s, f, "year", false, false);
		break;
	case FIELD_FIGURE:
	case FIELD_FIGURES:
		put_any(s, f, "figure", f->type == FIELD_FIGURES, false);
		break;
	case FIELD_RECORD:
	case FIELD_RECORDS:
		put_records(s, f);
		break;
	}
}

/* 望ましい向き：up（増やす）、down（減らす）… */
static void
put_meaning(struct schema *s, const struct field *f)
{
	const struct choices *c = f->type == FIELD_CHOICE ? f->of : NULL;
	const char *before = s->ja ? "：" : ": ";
	struct buf b = {0};

	buf_puts(&b, s->ja ? f->ja : f->en);
	for (; c != NULL && c->word != NULL; c++) {
		buf_printf(&b, "%s%s", before, c->word);
		if (c->also != NULL)
			buf_printf(&b, s->ja ? "（%s）" : " (%s)", c->also);
		before = s->ja ? "、" : ", ";
	}
	put(s, "description", buf_str(&b));
	buf_done(&b);
}

static void
put_field(struct schema *s, const struct shape *of, const struct field *f)
{
	begin(s, f->name, '{');
	put_meaning(s, f);
	if (f == entity_shape.fields && of != &kind_page.shape)
		put_id(s);
	else if (of == &figure_shape && strcmp(f->name, "scale") == 0)
		put_list(s, figure_scales, 4);
	else if (of == &figure_shape && strcmp(f->name, "cmp") == 0)
		put_list(s, figure_comparisons, 5);
	else
		put_type(s, f);
	if (f->absent != NULL)
		put(s, "default", str_of(f->absent));
	if (f->example != NULL)
		put_all(s, "examples", (const char *[]){f->example, NULL});
	end(s, '}');
}

/* ---- shapes ---------------------------------------------------------------- */

static void
put_required(struct schema *s, const struct shape *of, bool id)
{
	const struct field *f;
	bool any = id;

	for (size_t i = 0; (f = shape_at(of, i)) != NULL; i++)
		any = any || f->required;
	if (!any)
		return;
	begin(s, "required", '[');
	if (id)
		put_raw(s, NULL, "\"id\"");
	for (size_t i = 0; (f = shape_at(of, i)) != NULL; i++)
		if (f->required) {
			next(s);
			buf_json(s->out, str_of(f->name));
		}
	end(s, ']');
}

/* the keys of a map; children: those below it stand inside */
static void
put_map(struct schema *s, const struct shape *of, bool id, bool children)
{
	const struct field *f;

	put_raw(s, "type", "\"object\"");
	put_raw(s, "additionalProperties", "false");
	put_required(s, of, id);
	begin(s, "properties", '{');
	for (size_t i = 0; (f = shape_at(of, i)) != NULL; i++)
		put_field(s, of, f);
	if (children) {
		begin(s, "children", '{');
		put(s, "description", s->ja ? STR("この下にあるもの（同じ形）") :
		    STR("what stands below it, in the same form"));
		put_raw(s, "type", "[\"array\", \"null\"]");
		put_raw(s, "items", "{\"$ref\": \"#/definitions/entry\"}");
		end(s, '}');
	}
	end(s, '}');
}

static void
put_shape(struct schema *s, const char *name, const struct shape *of)
{
	begin(s, name, '{');
	if (s->ja)
		put(s, "title", str_of(of->ja));
	put_map(s, of, false, false);
	end(s, '}');
}

enum { SHAPES_MOST = 32 };

/* the shapes of records below one, each once */
static void
put_inner(struct schema *s, const struct shape *of,
    const struct shape **done, size_t *n)
{
	const struct field *f;
	size_t i, k;

	for (i = 0; (f = shape_at(of, i)) != NULL; i++) {
		if (f->type != FIELD_RECORD && f->type != FIELD_RECORDS)
			continue;
		for (k = 0; k < *n && done[k] != f->of; k++)
			;
		if (k < *n || *n == SHAPES_MOST)
			continue;
		done[(*n)++] = f->of;
		put_shape(s, ((const struct shape *)f->of)->name, f->of);
		put_inner(s, f->of, done, n);
	}
}

static void
put_common(struct schema *s)
{
	static const char *const years[] = {"令和4年度", "R4", "平成30年",
	    "令和2～9年度", "令和5年9月30日", NULL};
	static const char *const figures[] = {"約13億円（Ｒ４年度）",
	    "16件以上", "延べ1,268社", "△5.2", "40～60％", NULL};

	begin(s, "year", '{');
	put(s, "description", s->ja ?
	    STR("年度、年、年月か日付。計画書にあるとおりに書けます") :
	    STR("a fiscal year, year, month or date, as it is printed"));
	put_raw(s, "type", "[\"string\", \"number\"]");
	put_all(s, "examples", years);
	end(s, '}');
	begin(s, "figure", '{');
	put(s, "description", s->ja ?
	    STR("数値。計画書にあるとおりに書くか、value などの項目に分けます") :
	    STR("a figure as it is printed, or spelt out with keys"));
	begin(s, "anyOf", '[');
	put_raw(s, NULL, "{\"type\": [\"string\", \"number\"]}");
	refer(s, "figure-keys");
	end(s, ']');
	put_all(s, "examples", figures);
	end(s, '}');
	put_shape(s, "figure-keys", &figure_shape);
	put_shape(s, "text", &translation_shape);
}

static void
put_definitions(struct schema *s, const struct shape *of)
{
	const struct shape *done[SHAPES_MOST];
	size_t n = 0;

	put_common(s);
	put_inner(s, of, done, &n);
}

static void
put_head(struct schema *s, str title, const char *meaning)
{
	begin(s, NULL, '{');
	put(s, "$schema", STR("http://json-schema.org/draft-07/schema#"));
	put(s, "title", title);
	if (meaning != NULL)
		put(s, "description", str_of(meaning));
}

/* ---- kinds ----------------------------------------------------------------- */

static void
put_forms(struct schema *s)
{
	put_raw(s, "type", "[\"array\", \"object\", \"null\"]");
	put_raw(s, "if", "{\"type\": \"object\"}");
	put_raw(s, "then", "{\"$ref\": \"#/definitions/front\"}");
	put_raw(s, "else", "{\"items\": {\"$ref\": \"#/definitions/entry\"}}");
}

static void
put_entities(struct schema *s, const struct kind *k)
{
	begin(s, "entry", '{');
	put_map(s, &k->shape, !k->rows, kind_is_tree(k));
	end(s, '}');
	if (k->rows)
		return;
	begin(s, "front", '{');
	put_map(s, &k->shape, false, false);
	end(s, '}');
}

void
schema_kind(const struct kind *k, enum language language, struct buf *out)
{
	struct schema s = {.out = out, .ja = language == LANGUAGE_JA};

	if (k == &kind_plan || k->of_site) {
		schema_map(&k->shape, language, out);
		return;
	}
	put_head(&s, str_of(s.ja ? k->shape.ja : k->shape.name),
	    s.ja ? k->ja : k->en);
	if (k->rows) {
		put_raw(&s, "type", "[\"array\", \"null\"]");
		put_raw(&s, "items", "{\"$ref\": \"#/definitions/entry\"}");
	} else
		put_forms(&s);
	begin(&s, "definitions", '{');
	put_entities(&s, k);
	put_definitions(&s, &k->shape);
	end(&s, '}');
	end(&s, '}');
	buf_putc(out, '\n');
}

void
schema_map(const struct shape *of, enum language language, struct buf *out)
{
	struct schema s = {.out = out, .ja = language == LANGUAGE_JA};

	put_head(&s, str_of(s.ja ? of->ja : of->name), NULL);
	put_map(&s, of, false, false);
	begin(&s, "definitions", '{');
	put_definitions(&s, of);
	end(&s, '}');
	end(&s, '}');
	buf_putc(out, '\n');
}
