#include "site/data.h"

#include <stdio.h>

#include "base/buf.h"

struct writer {
	const struct routes *routes;
	const struct plan *plan;
	const struct lexicon *lexicon;
	enum variant variant;   /* that is being written */
	struct buf *out;
	bool more;              /* something stands before in this object */
};

static void
key(struct writer *w, const char *name)
{
	if (w->more)
		buf_puts(w->out, ", ");
	w->more = true;
	buf_json(w->out, str_of(name));
	buf_puts(w->out, ": ");
}

static void
put(struct writer *w, const char *name, str value)
{
	key(w, name);
	buf_json(w->out, value.n > 0 ? value : (str){0});
}

/* the text of a body, however its editor has saved it */
static void
put_body(struct writer *w, span body)
{
	str s = body.src != NULL ? source_text(body) : (str){0};
	struct buf b = {0};

	if (str_starts(s, STR("\ufeff")))
		s = str_slice(s, 3, s.n);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r' || i + 1 == s.n || s.p[i + 1] != '\n')
			buf_putc(&b, s.p[i]);
	put(w, "body", buf_str(&b));
	buf_done(&b);
}

static void
put_bool(struct writer *w, const char *name, bool value)
{
	key(w, name);
	buf_puts(w->out, value ? "true" : "false");
}

static void
open_object(struct writer *w)
{
	buf_putc(w->out, '{');
	w->more = false;
}

static void
close_object(struct writer *w)
{
	buf_putc(w->out, '}');
	w->more = true;
}

/* ---- years and figures --------------------------------------------------- */

static void
put_year(struct writer *w, const char *name, const struct year *y)
{
	char fiscal[80];

	put(w, name, y->text);
	snprintf(fiscal, sizeof(fiscal), "fiscal_%s", name);
	key(w, fiscal);
	if (!year_known(y))
		buf_puts(w->out, "null");
	else
		buf_printf(w->out, "%d", y->open ? y->from : y->to);
	if (y->open || y->from == y->to || y->kind == YEAR_NONE)
		return;
	snprintf(fiscal, sizeof(fiscal), "fiscal_%s_from", name);
	key(w, fiscal);
	buf_printf(w->out, "%d", y->from);
}

static void
put_decimal(struct writer *w, const char *name, bool present, decimal value)
{
	key(w, name);
	if (!present) {
		buf_puts(w->out, "null");
		return;
	}
	buf_putc(w->out, '"');
	decimal_print(value, false, w->out);
	buf_putc(w->out, '"');
}

static void
put_figure(struct writer *w, const struct figure *f)
{
	if (f->text.p == NULL && f->reason.n == 0) {
		buf_puts(w->out, "null");
		return;
	}
	open_object(w);
	put(w, "text", f->text);
	put_decimal(w, "value", f->has_value, f->value);
	if (f->is_range)
		put_decimal(w, "upper", true, f->upper);
	put(w, "scale", figure_scales[f->scale]);
	put(w, "unit", f->unit);
	put_bool(w, "about", f->about);
	put(w, "qualifier", f->qualifier);
	put(w, "cmp", figure_comparisons[f->cmp]);
	put_year(w, "year", &f->year);
	if (f->each)
		put_bool(w, "each", true);
	put(w, "as_of", f->as_of.text);
	put(w, "reason", f->reason);
	put(w, "note", f->note);
	close_object(w);
}

/* ---- fields, by their description ------------------------------------------ */

static void put_fields(struct writer *, const struct shape *, const void *);

static void
put_ref(struct writer *w, const struct ref *r)
{
	const struct plan *p = r->to != NULL ? r->to->plan : NULL;

	if (p != NULL && p != w->plan && r->to->kind != &kind_plan) {
		buf_printf(w->out, "\"" STR_FMT "/" STR_FMT "\"",
		    STR_ARG(p->entity.id), STR_ARG(r->to->id));
		return;
	}
	buf_json(w->out, r->to != NULL ? r->to->id : r->id);
}

static void
put_list(struct writer *w, const struct field *f, const void *p)
{
	const struct texts *texts = p;
	const struct figures *figures = p;
	const struct refs *refs = p;
	const struct records *records = p;
	const struct shape *shape = f->of;
	size_t n, i;

	n = f->type == FIELD_TEXTS ? texts->n : f->type == FIELD_FIGURES ?
	    figures->n : f->type == FIELD_REFS ? refs->n : records->n;
	buf_putc(w->out, '[');
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(w->out, ", ");
		if (f->type == FIELD_TEXTS)
			buf_json(w->out, texts->items[i]);
		else if (f->type == FIELD_FIGURES)
			put_figure(w, &figures->items[i]);
		else if (f->type == FIELD_REFS)
			put_ref(w, &refs->items[i]);
		else {
			open_object(w);
			put_fields(w, shape, (const char *)records->items +
			    i * shape->size);
			close_object(w);
		}
	}
	buf_putc(w->out, ']');
	w->more = true;
}

static void
put_record(struct writer *w, const struct field *f, const struct record *r)
{
	if (r->object == NULL) {
		buf_puts(w->out, "null");
		return;
	}
	open_object(w);
	put_fields(w, f->of, r->object);
	close_object(w);
}

static void
put_field(struct writer *w, const struct field *f, const void *p)
{
	switch (f->type) {
	case FIELD_TEXT:
		put(w, f->name, *(const str *)p);
		break;
	case FIELD_BOOL:
		put_bool(w, f->name, *(const bool *)p);
		break;
	case FIELD_CHOICE:
		put(w, f->name, choice_word(f, *(const choice *)p));
		break;
	case FIELD_YEAR:
		put_year(w, f->name, p);
		break;
	case FIELD_FIGURE:
		key(w, f->name);
		put_figure(w, p);
		break;
	case FIELD_REF:
		key(w, f->name);
		put_ref(w, p);
		break;
	case FIELD_RECORD:
		key(w, f->name);
		put_record(w, f, p);
		break;
	default:
		key(w, f->name);
		put_list(w, f, p);
	}
}

static void
put_fields(struct writer *w, const struct shape *s, const void *object)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		if (!f->inner)
			put_field(w, f, field_of(f, object));
}

/* ---- translations ------------------------------------------------------------ */

static bool put_translated(struct writer *, const struct shape *,
    const void *object);

static bool
put_word(struct writer *w, str main)
{
	const str text = lexicon_find(w->lexicon, w->variant, main);

	buf_json(w->out, text);
	return text.n > 0;
}

static bool
put_words(struct writer *w, const struct texts *t)
{
	bool any = false;

	buf_putc(w->out, '[');
	for (size_t i = 0; i < t->n; i++) {
		buf_puts(w->out, i > 0 ? ", " : "");
		any |= put_word(w, t->items[i]);
	}
	buf_putc(w->out, ']');
	return any;
}

static bool
put_objects(struct writer *w, const struct shape *shape,
    const struct records *r)
{
	bool any = false;

	buf_putc(w->out, '[');
	for (size_t i = 0; i < r->n; i++) {
		buf_puts(w->out, i > 0 ? ", " : "");
		any |= put_translated(w, shape, (const char *)r->items +
		    i * shape->size);
	}
	buf_putc(w->out, ']');
	return any;
}

static bool
put_value(struct writer *w, const struct field *f, const void *p)
{
	const struct record *r = p;

	switch (f->type) {
	case FIELD_TEXT:
		return put_word(w, *(const str *)p);
	case FIELD_TEXTS:
		return put_words(w, p);
	case FIELD_RECORD:
		return r->object != NULL && put_translated(w, f->of,
		    r->object);
	case FIELD_RECORDS:
		return put_objects(w, f->of, p);
	default:
		return false;
	}
}

/* what stands there, back to where nothing was translated */
static bool
take_back(struct writer *w, bool any, size_t n, bool more)
{
	if (!any) {
		w->out->n = n;
		w->more = more;
	}
	return any;
}

/* the texts that have one, in the shape of the object */
static bool
put_translated(struct writer *w, const struct shape *s, const void *object)
{
	const struct field *f;
	bool any = false, more;
	size_t n;

	open_object(w);
	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		if (f->inner || f->fixed)
			continue;
		n = w->out->n;
		more = w->more;
		key(w, f->name);
		any |= take_back(w, put_value(w, f, field_of(f, object)), n,
		    more);
		w->more = more || w->out->n > n;
	}
	close_object(w);
	return any;
}

static bool
put_version(struct writer *w, const struct entity *e)
{
	const struct entity *other = e->variants[w->variant];
	bool any = put_translated(w, &e->kind->shape, e);

	if (other == NULL)
		return any;
	w->out->n--;
	w->more = any;
	put_body(w, other->body);
	close_object(w);
	return true;
}

/* {"en": {"title": "…", "body": "…"}}, if there is any */
static void
put_translations(struct writer *w, const struct entity *e)
{
	const size_t n = w->out->n;
	bool any = false, one;
	size_t from;

	key(w, "translations");
	open_object(w);
	for (w->variant = VARIANT_EN; w->variant < VARIANT_COUNT;
	    w->variant++) {
		from = w->out->n;
		one = any;
		key(w, variant_names[w->variant].p);
		any |= take_back(w, put_version(w, e), from, one);
		w->more = any;
	}
	close_object(w);
	take_back(w, any, n, true);
}

/* ---- entities ---------------------------------------------------------------- */

/* id, title and url first; then what the kind has beside them */
static void
put_entity(struct writer *w, const struct entity *e)
{
	const struct field *f;

	open_object(w);
	if (!e->kind->rows) {
		put(w, "id", e->id);
		put(w, "title", e->title);
		put(w, "url", route_url(w->routes, e));
	}
	for (size_t i = 0; (f = shape_at(&e->kind->shape, i)) != NULL; i++)
		if (!f->inner && (e->kind->rows ||
		    (!str_eq(str_of(f->name), STR("id")) &&
		    !str_eq(str_of(f->name), STR("title")))))
			put_field(w, f, field_of(f, e));
	if (!e->kind->rows)
		put_body(w, e->body);
	put_translations(w, e);
	close_object(w);
}

void
data_plan(const struct plan *p, const struct lexicon *lexicon,
    const struct routes *routes, struct buf *out)
{
	struct writer w = {.routes = routes, .plan = p, .lexicon = lexicon,
	    .out = out};

	buf_puts(out, "{\n\"plan\": ");
	put_entity(&w, &p->entity);
	for (size_t k = 0; k < KIND_COUNT; k++) {
		if (kinds[k] == &kind_plan || kinds[k]->of_site)
			continue;
		buf_printf(out, ",\n\"%s\": [", kinds[k]->folder);
		for (size_t i = 0; i < p->lists[k].n; i++) {
			buf_puts(out, i > 0 ? ",\n" : "\n");
			put_entity(&w, p->lists[k].items[i]);
		}
		buf_puts(out, p->lists[k].n > 0 ? "\n]" : "]");
	}
	buf_puts(out, "\n}\n");
}
