#include "model/column.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/decode.h"
#include "model/plan.h"

struct making {
	struct arena *arena;
	struct columns *out;
	const struct shape *shape;
	const struct column *within;
	str prefix;             /* of the names */
	const char *ja, *en;    /* what is said of all, or "" */
};

/* ---- description --------------------------------------------------------- */

static struct column *
add(struct making *m, const struct field *f, enum column_part part, str name)
{
	struct columns *c = m->out;
	struct column *old = c->items;

	if (c->n == c->cap) {
		c->cap = c->cap > 0 ? c->cap * 2 : 16;
		c->items = ARENA_NEWN(m->arena, struct column, c->cap);
		if (c->n > 0)
			memcpy(c->items, old, c->n * sizeof(*old));
	}
	c->items[c->n] = (struct column){.name = name, .part = part,
	    .field = f, .within = m->within,
	    .ja = str_printf(m->arena, "%s%s", m->ja, f->ja),
	    .en = str_printf(m->arena, "%s%s", m->en, f->en)};
	return &c->items[c->n++];
}

static str
name_in(const struct making *m, const char *before, const char *name,
    const char *after)
{
	return str_printf(m->arena, STR_FMT "%s%s%s", STR_ARG(m->prefix),
	    before, name, after);
}

static void
say(struct arena *a, struct column *c, const char *ja, const char *en)
{
	c->ja = str_printf(a, STR_FMT "（%s）", STR_ARG(c->ja), ja);
	c->en = str_printf(a, STR_FMT " (%s)", STR_ARG(c->en), en);
}

static void
add_year(struct making *m, const struct field *f, bool fiscal)
{
	add(m, f, COLUMN_PLAIN, name_in(m, "", f->name, ""));
	say(m->arena, add(m, f, COLUMN_ISO, name_in(m, "", f->name, "_iso")),
	    "西暦の年月日か年月か年。期間なら終わり。年度なら空",
	    "western date, month or year, the end of a span; "
	    "empty for a fiscal year");
	if (!fiscal)
		return;
	say(m->arena, add(m, f, COLUMN_FISCAL_FROM,
	    name_in(m, "fiscal_", f->name, "_from")),
	    "期間のとき、西暦での最初の年度", "first fiscal year of a span");
	say(m->arena, add(m, f, COLUMN_FISCAL,
	    name_in(m, "fiscal_", f->name, "")),
	    "西暦の年度。期間なら最後の年度",
	    "western fiscal year, the last of a span");
}

/* 評価した目標の id, and 評価した目標の名称 */
static void
add_ref(struct making *m, const struct field *f)
{
	str ja = str_of(f->ja), en = str_of(f->en);
	struct column *c;

	ja = str_slice(ja, 0, str_find(ja, STR("の id")));
	en = str_slice(en, 0, str_find(en, STR(";")));
	add(m, f, COLUMN_PLAIN, name_in(m, "", f->name, ""));
	c = add(m, f, COLUMN_TITLE, name_in(m, "", f->name, "_title"));
	c->ja = str_printf(m->arena, "%s" STR_FMT "の名称", m->ja,
	    STR_ARG(ja));
	c->en = str_printf(m->arena, "%s" STR_FMT ": its title", m->en,
	    STR_ARG(en));
}

/* the words that can stand in it: final（確定）、… */
static void
add_choice(struct making *m, const struct field *f)
{
	struct column *c = add(m, f, COLUMN_PLAIN, name_in(m, "", f->name,
	    ""));
	const struct choices *w;

	for (w = f->of; w->word != NULL; w++) {
		c->ja = str_printf(m->arena, STR_FMT "%s%s", STR_ARG(c->ja),
		    w == f->of ? "：" : "、", w->word);
		if (w->also != NULL)
			c->ja = str_printf(m->arena, STR_FMT "（%s）",
			    STR_ARG(c->ja), w->also);
		c->en = str_printf(m->arena, STR_FMT "%s%s", STR_ARG(c->en),
		    w == f->of ? ": " : ", ", w->word);
	}
}

/* ---- figures ------------------------------------------------------------- */

#define MEMBER(member)  FIELD(struct figure, member, NULL, NULL)
#define OTHER(member)   {.name = #member}

/* what they mean is said of the keys of a figure in YAML; text is no key */
static const struct {
	struct field field;
	enum column_part part;
} members[] = {
	{OTHER(value), COLUMN_NUMBER}, {OTHER(upper), COLUMN_UPPER},
	{OTHER(scale), COLUMN_SCALE}, {MEMBER(unit), COLUMN_PLAIN},
	{MEMBER(about), COLUMN_PLAIN}, {MEMBER(qualifier), COLUMN_PLAIN},
	{OTHER(cmp), COLUMN_CMP}, {MEMBER(tentative), COLUMN_PLAIN},
	{FIELD(struct figure, text, "ページにあるとおりの書きかた（△3件）",
	    "as it stands on a page (△3件)"), COLUMN_TEXT},
	{MEMBER(year), COLUMN_PLAIN}, {MEMBER(each), COLUMN_PLAIN},
	{MEMBER(as_of), COLUMN_PLAIN}, {MEMBER(reason), COLUMN_PLAIN},
	{MEMBER(note), COLUMN_PLAIN}
};

/* its own name, but that of the whole for the number */
static str
member_name(const struct making *m, const struct making *outer,
    const struct field *figure, const struct field *f, bool own)
{
	const char *name = f->name;

	if (strcmp(name, "value") == 0)
		return name_in(outer, "", figure->name, "");
	if (own && shape_field(outer->shape, str_of(name)) != NULL)
		return name_in(outer, "value_", name, "");
	return name_in(m, "", name, "");
}

static void
add_member(struct making *m, const struct making *outer,
    const struct field *figure, size_t i, bool own)
{
	const struct field *f = &members[i].field, *key;
	struct field *meant = ARENA_NEW(m->arena, struct field);

	key = shape_field(&figure_shape, str_of(f->name));
	*meant = *f;
	if (key != NULL) {
		meant->ja = key->ja;
		meant->en = key->en;
		meant->headers = key->headers;
	}
	if (f->type != FIELD_YEAR)
		add(m, meant, members[i].part, member_name(m, outer, figure,
		    f, own));
	else if (!own || shape_field(outer->shape, str_of(f->name)) == NULL)
		add_year(m, meant, strcmp(f->name, "year") == 0);
}

static struct column *
whole(struct making *m, const struct field *f)
{
	struct column *c = ARENA_NEW(m->arena, struct column);

	*c = (struct column){.field = f, .within = m->within};
	return c;
}

/* value and what belongs to it; the year is the row's if it has one */
static void
add_figure(struct making *m, const struct field *f)
{
	bool own = strcmp(f->name, "value") == 0;
	struct making inner = *m;

	inner.within = whole(m, f);
	if (!own) {
		inner.prefix = name_in(m, "", f->name, "_");
		inner.ja = str_printf(m->arena, "%s%s：", m->ja, f->ja).p;
		inner.en = str_printf(m->arena, "%s%s: ", m->en, f->en).p;
	}
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		add_member(&inner, m, f, i, own);
}

/* ---- shapes -------------------------------------------------------------- */

static void add_fields(struct making *);

static void
add_record(struct making *m, const struct field *f)
{
	struct making inner = *m;

	inner.shape = f->of;
	inner.within = whole(m, f);
	inner.prefix = name_in(m, "", f->name, "_");
	inner.ja = str_printf(m->arena, "%s%s：", m->ja, f->ja).p;
	inner.en = str_printf(m->arena, "%s%s: ", m->en, f->en).p;
	add_fields(&inner);
}

static void
add_field(struct making *m, const struct field *f)
{
	if (f->inner)
		return;
	switch (f->type) {
	case FIELD_YEAR:
		add_year(m, f, true);
		break;
	case FIELD_FIGURE:
		add_figure(m, f);
		break;
	case FIELD_REF:
		add_ref(m, f);
		break;
	case FIELD_RECORD:
		add_record(m, f);
		break;
	case FIELD_CHOICE:
		add_choice(m, f);
		break;
	case FIELD_TEXT:
	case FIELD_BOOL:
		add(m, f, COLUMN_PLAIN, name_in(m, "", f->name, ""));
		break;
	default:
		break;
	}
}

static void
add_fields(struct making *m)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(m->shape, i)) != NULL; i++)
		add_field(m, f);
}

void
columns_of(struct arena *a, const struct shape *s, struct columns *c)
{
	struct making m = {.arena = a, .out = c, .shape = s, .ja = "",
	    .en = ""};

	*c = (struct columns){0};
	add_fields(&m);
}

void
columns_of_list(struct arena *a, const struct field *list,
    struct columns *c)
{
	static const enum field_type single[] = {
		[FIELD_TEXTS] = FIELD_TEXT, [FIELD_REFS] = FIELD_REF,
		[FIELD_FIGURES] = FIELD_FIGURE
	};
	struct field *item = ARENA_NEW(a, struct field);
	struct shape *shape = ARENA_NEW(a, struct shape);

	if (list->type == FIELD_RECORDS) {
		columns_of(a, list->of, c);
		return;
	}
	*item = *list;
	item->type = single[list->type];
	item->offset = 0;
	item->required = true;
	if (item->type == FIELD_FIGURE)
		item->name = "value";
	*shape = (struct shape){.fields = item, .nfields = 1};
	columns_of(a, shape, c);
}

const struct column *
column_find(const struct columns *c, str name)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->items[i].name, name))
			return &c->items[i];
	return NULL;
}

bool
column_derived(const struct column *c)
{
	return c->part == COLUMN_TITLE || c->part == COLUMN_ISO ||
	    c->part == COLUMN_FISCAL_FROM || c->part == COLUMN_FISCAL ||
	    c->part == COLUMN_TEXT;
}

/* of the figure that the row is about, whose columns have plain names */
static bool
is_own(const struct column *c)
{
	return c->within->within == NULL &&
	    strcmp(c->within->field->name, "value") == 0 &&
	    str_eq(c->name, str_of(c->field->name));
}

/* the field that it bears the name of; NULL if it bears that of two */
static const struct field *
named_after(const struct column *c)
{
	if (c->within == NULL)
		return c->field;
	if (c->part == COLUMN_NUMBER && c->within->within == NULL)
		return c->within->field;
	return is_own(c) ? c->field : NULL;
}

bool
column_headed(const struct column *c, str header)
{
	const struct field *f = column_derived(c) ? NULL : named_after(c);
	size_t of = str_find(header, STR("の"));

	if (f != NULL)
		return field_headed(f, header);
	return !column_derived(c) && of < header.n &&
	    c->within->within == NULL &&
	    field_headed(c->within->field, str_slice(header, 0, of)) &&
	    field_headed(c->field, str_slice(header, of + strlen("の"),
	    header.n));
}

str
column_header(const struct column *c)
{
	const struct field *f = column_derived(c) ? NULL : named_after(c);

	return f != NULL && f->headers != NULL ? field_header(f) : (str){0};
}

bool
column_number(const struct column *c)
{
	return c->part == COLUMN_NUMBER || c->part == COLUMN_UPPER ||
	    c->part == COLUMN_ISO || c->part == COLUMN_FISCAL_FROM ||
	    c->part == COLUMN_FISCAL;
}

/* ---- cells --------------------------------------------------------------- */

/* what the column's field is a member of; NULL if it is absent */
static const void *
holder_of(const struct column *within, const void *object)
{
	const struct figure *figure;
	const void *p;

	if (within == NULL)
		return object;
	if ((object = holder_of(within->within, object)) == NULL)
		return NULL;
	p = field_of(within->field, object);
	if (within->field->type == FIELD_RECORD)
		return ((const struct record *)p)->object;
	figure = p;
	return figure->text.n > 0 || figure->reason.n > 0 ? figure : NULL;
}

static void
put_ref(const struct ref *r, const struct entity *owner, struct buf *out)
{
	const struct plan *p = r->to != NULL ? r->to->plan : NULL;

	if (p != NULL && p != owner->plan && r->to->kind != &kind_plan)
		buf_printf(out, STR_FMT "/", STR_ARG(p->entity.id));
	buf_put(out, r->to != NULL ? r->to->id : r->id);
}

static void
put_plain(const struct field *f, const void *p, const struct entity *owner,
    struct buf *out)
{
	if (f->type == FIELD_TEXT)
		buf_put(out, *(const str *)p);
	else if (f->type == FIELD_BOOL)
		buf_puts(out, *(const bool *)p ? "true" : "");
	else if (f->type == FIELD_CHOICE)
		buf_put(out, choice_word(f, *(const choice *)p));
	else
		put_ref(p, owner, out);
}

void
column_print_year(const struct column *c, const struct year *y,
    struct buf *out)
{
	if (c->part == COLUMN_PLAIN)
		buf_put(out, y->text);
	else if (!year_known(y))
		return;
	else if (c->part == COLUMN_FISCAL)
		buf_printf(out, "%d", y->open ? y->from : y->to);
	else if (c->part == COLUMN_FISCAL_FROM && !y->open && y->from != y->to)
		buf_printf(out, "%d", y->from);
	else if (c->part == COLUMN_ISO && y->kind != YEAR_FISCAL)
		year_print_iso(y, out);
}

/* －, … and x stay what they are; ●％ is ● */
static void
put_number(const struct figure *f, struct buf *out)
{
	if (f->has_value)
		decimal_print(f->value, false, out);
	else
		buf_put(out, f->placeholder ? STR("●") : f->text);
}

void
column_print(const struct column *c, const void *object,
    const struct entity *owner, struct buf *out)
{
	const struct figure *figure;
	const struct ref *r;
	const void *p;

	if ((object = holder_of(c->within, object)) == NULL)
		return;
	figure = object;
	p = field_of(c->field, object);
	r = p;
	if (c->field->type == FIELD_YEAR) {
		column_print_year(c, p, out);
		return;
	}
	switch (c->part) {
	case COLUMN_PLAIN:
		put_plain(c->field, p, owner, out);
		break;
	case COLUMN_TITLE:
		buf_put(out, r->to != NULL ? r->to->title : (str){0});
		break;
	case COLUMN_NUMBER:
		put_number(figure, out);
		break;
	case COLUMN_UPPER:
		if (figure->is_range)
			decimal_print(figure->upper, false, out);
		break;
	case COLUMN_SCALE:
		buf_put(out, figure_scales[figure->scale]);
		break;
	case COLUMN_CMP:
		buf_put(out, figure_comparisons[figure->cmp]);
		break;
	case COLUMN_TEXT:
		if (figure->has_value || figure->placeholder)
			buf_put(out, figure->text);
		break;
	default:
		break;
	}
}
