#include "model/sheet.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* A record on the way from an entity to a list. */
struct holder {
	const struct shape *shape;
	const struct holder *up;
};

/* ---- which sheets there are ------------------------------------------------ */

static struct sheet *
add_sheet(struct arena *a, struct sheets *all, const struct kind *k,
    const struct field *list)
{
	struct sheet *old = all->items, *s;

	if (all->n == all->cap) {
		all->cap = all->cap > 0 ? all->cap * 2 : 64;
		all->items = ARENA_NEWN(a, struct sheet, all->cap);
		if (all->n > 0)
			memcpy(all->items, old, all->n * sizeof(*old));
	}
	s = &all->items[all->n++];
	*s = (struct sheet){.kind = k, .list = list};
	return s;
}

/* indicator-targets; a list of other things by that name bears its record's */
static str
list_name(struct arena *a, const struct sheets *all, const struct kind *k,
    const struct field *list, const struct holder *up)
{
	str name = str_printf(a, "%s-%s", k->shape.name, list->name);

	for (size_t i = 0; i < all->n; i++)
		if (up != NULL && str_eq(all->items[i].name, name))
			return str_printf(a, "%s-%s-%s", k->shape.name,
			    up->shape->name, list->name);
	return name;
}

static struct sheet *
find_sheet(struct arena *a, struct sheets *all, const struct kind *k,
    const struct field *list, const struct holder *up)
{
	struct sheet *s;
	str name;

	for (s = all->items; s < all->items + all->n; s++)
		if (s->kind == k && s->list != NULL && sheet_holds(s, list))
			return s;
	name = list_name(a, all, k, list, up);
	s = add_sheet(a, all, k, list);
	s->name = name;
	s->ja = str_printf(a, "%s：%s", k->shape.ja, list->ja);
	s->en = str_printf(a, "%s: %s", k->shape.name, list->en);
	return s;
}

static void
insert(const struct shape **list, size_t n, size_t at, const struct shape *s)
{
	memmove(list + at + 1, list + at, (n - at) * sizeof(*list));
	list[at] = s;
}

/* keep the records in their order, the outermost first */
static void
add_holders(struct arena *a, struct sheet *s, const struct holder *inner)
{
	const struct shape **list;
	size_t at = s->nholders, i;

	for (; inner != NULL; inner = inner->up) {
		for (i = 0; i < s->nholders; i++)
			if (s->holders[i] == inner->shape)
				break;
		list = ARENA_NEWN(a, const struct shape *, s->nholders + 1);
		if (s->nholders > 0)
			memcpy(list, s->holders, s->nholders * sizeof(*list));
		s->holders = list;
		if (i == s->nholders)
			insert(list, s->nholders++, at, inner->shape);
		else if (i <= at)
			at = i;
		else
			insert(list, i, at, inner->shape);
	}
}

static void
find_lists(struct arena *a, struct sheets *all, const struct kind *k,
    const struct shape *s, const struct holder *up)
{
	struct holder inner = {.up = up};
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		if (field_is_list(f))
			add_holders(a, find_sheet(a, all, k, f, up), up);
		inner.shape = f->of;
		if (f->type == FIELD_RECORDS)
			find_lists(a, all, k, f->of, &inner);
		else if (f->type == FIELD_RECORD)
			find_lists(a, all, k, f->of, up);
	}
}

/* ---- which columns they have ----------------------------------------------- */

struct making {
	struct arena *arena;
	struct sheet *sheet;
	size_t cap;
};

static struct sheet_column *
add(struct making *m, struct sheet_column one)
{
	struct sheet *s = m->sheet;
	struct sheet_column *old = s->columns;

	if (s->n == m->cap) {
		m->cap = m->cap > 0 ? m->cap * 2 : 32;
		s->columns = ARENA_NEWN(m->arena, struct sheet_column, m->cap);
		if (s->n > 0)
			memcpy(s->columns, old, s->n * sizeof(*old));
	}
	one.derived = one.derived || (one.of != SHEET_HOLDER &&
	    column_derived(&one.is));
	s->columns[s->n] = one;
	return &s->columns[s->n++];
}

/* code and city of the plan */
static void
add_plan(struct making *m, const char *header, const char *name)
{
	const struct field *f = shape_field(&kind_plan.shape, str_of(name));

	add(m, (struct sheet_column){.of = SHEET_PLAN, .derived = true, .is = {
	    .name = str_of(header), .field = f,
	    .ja = str_of(f->ja), .en = str_of(f->en)}});
}

/* id or title of the entity, under its kind's name where it is not the row */
static void
add_own(struct making *m, const char *name)
{
	const struct kind *k = m->sheet->kind;
	const struct field *f = shape_field(&k->shape, str_of(name));
	struct column c = {.name = str_of(name), .field = f,
	    .ja = str_of(f->ja), .en = str_of(f->en)};

	if (m->sheet->list != NULL) {
		c.name = str_printf(m->arena, "%s%s", k->shape.name,
		    strcmp(name, "title") == 0 ? "_title" : "");
		c.ja = str_printf(m->arena, "%s：%s", k->shape.ja, f->ja);
		c.en = str_printf(m->arena, "%s: %s", k->shape.name, f->en);
	}
	add(m, (struct sheet_column){.of = SHEET_OWNER, .is = c,
	    .derived = m->sheet->list != NULL && strcmp(name, "title") == 0});
}

/* a row has no id: its references and years tell it from others */
static void
add_row_key(struct making *m)
{
	const struct column *c;
	struct columns columns;

	columns_of(m->arena, &m->sheet->kind->shape, &columns);
	for (c = columns.items; c < columns.items + columns.n; c++)
		if (c->within == NULL && (c->field->type == FIELD_REF ||
		    c->field->type == FIELD_YEAR))
			add(m, (struct sheet_column){.of = SHEET_OWNER,
			    .is = *c});
}

static void
add_holder(struct making *m, const struct shape *s)
{
	const struct field *key = sheet_key(s), *title;
	struct sheet_column c = {.of = SHEET_HOLDER, .holder = s};

	c.is = (struct column){.name = str_of(s->name), .field = key,
	    .part = key->type == FIELD_YEAR ? COLUMN_FISCAL : COLUMN_PLAIN};
	c.is.ja = str_printf(m->arena, "%s：%s%s", s->ja, key->ja,
	    key->type == FIELD_YEAR ? "（西暦の年度）" : "");
	c.is.en = str_printf(m->arena, "%s: %s%s", s->name, key->en,
	    key->type == FIELD_YEAR ? " (western fiscal year)" : "");
	add(m, c);
	title = shape_field(s, STR("title"));
	if (title == NULL || title == key)
		return;
	c.derived = true;
	c.is = (struct column){.field = title,
	    .name = str_printf(m->arena, "%s_title", s->name),
	    .ja = str_printf(m->arena, "%s：%s", s->ja, title->ja),
	    .en = str_printf(m->arena, "%s: %s", s->name, title->en)};
	add(m, c);
}

/* does it stand among the first columns already? */
static bool
is_said(const struct sheet *s, const struct field *f)
{
	const char *name = f->name;

	if (s->list != NULL)
		return false;
	if (!s->kind->rows && (strcmp(name, "id") == 0 ||
	    strcmp(name, "title") == 0))
		return true;
	return s->kind == &kind_plan && (strcmp(name, "code") == 0 ||
	    strcmp(name, "city") == 0);
}

static void
add_items(struct making *m)
{
	const struct sheet *s = m->sheet;
	const struct column *c;
	struct columns columns;

	if (s->list != NULL)
		columns_of_list(m->arena, s->list, &columns);
	else
		columns_of(m->arena, &s->kind->shape, &columns);
	for (c = columns.items; c < columns.items + columns.n; c++)
		if (c->within != NULL || !is_said(s, c->field))
			add(m, (struct sheet_column){.of = SHEET_ITEM,
			    .is = *c});
}

static void
add_other(struct making *m, unsigned of, const char *name, const char *ja,
    const char *en)
{
	add(m, (struct sheet_column){.of = of, .derived = of == SHEET_URL,
	    .is = {.name = str_of(name), .ja = str_of(ja),
	    .en = str_of(en)}});
}

static void
describe(struct arena *a, struct sheet *s)
{
	struct making m = {.arena = a, .sheet = s};
	bool rows = s->kind->rows;

	add_plan(&m, COLUMN_OF_CODE, "code");
	if (!rows)
		add_own(&m, "id");
	add_plan(&m, COLUMN_OF_CITY, "city");
	if (!rows)
		add_own(&m, "title");
	else if (s->list != NULL)
		add_row_key(&m);
	for (size_t i = 0; i < s->nholders; i++)
		add_holder(&m, s->holders[i]);
	if (s->list != NULL)
		add_other(&m, SHEET_NO, "no", "一覧の中での順番（1から）",
		    "its place in the list, from 1");
	add_items(&m);
	if (s->list == NULL && s->kind->pages != PAGES_NONE)
		add_other(&m, SHEET_URL, "url",
		    "ページの場所（サイトの最初のページから）",
		    "its page, from the site's root");
}

void
sheets_plan(struct arena *a, struct sheets *all)
{
	struct sheet *s;

	*all = (struct sheets){0};
	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (kinds[i]->of_site)
			continue;
		s = add_sheet(a, all, kinds[i], NULL);
		s->name = str_of(kinds[i]->folder);
		s->ja = str_of(kinds[i]->shape.ja);
		s->en = str_of(kinds[i]->folder);
		find_lists(a, all, kinds[i], &kinds[i]->shape, NULL);
	}
	for (s = all->items; s < all->items + all->n; s++)
		describe(a, s);
}

const struct sheet *
sheet_find(const struct sheets *all, str name)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->items[i].name, name))
			return &all->items[i];
	return NULL;
}

/* the column that names the entity whose list it is */
static bool
names_kind(const struct sheet *s, const struct sheet_column *c)
{
	return c->of == SHEET_OWNER && s->list != NULL && !s->kind->rows;
}

static bool
is_headed(const struct sheet *s, const struct sheet_column *c, str header)
{
	if (c->of == SHEET_NO)
		return str_eq(header, STR("順番"));
	if (c->of == SHEET_HOLDER)
		return str_eq(header, str_of(c->holder->ja));
	if (names_kind(s, c))
		return str_eq(header, str_of(s->kind->shape.ja));
	return column_headed(&c->is, header);
}

static const struct sheet_column *
find_column(const struct sheet *s, str header)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->columns[i].derived &&
		    is_headed(s, &s->columns[i], header))
			return &s->columns[i];
	return NULL;
}

/* 指標 and 指標名 are the title of an indicator, 指標番号 its number */
static const struct sheet_column *
find_behind_kind(const struct sheet *s, str header)
{
	str ja = str_of(s->kind->shape.ja), rest;

	if (s->list != NULL || s->kind->rows || !str_starts(header, ja))
		return NULL;
	rest = str_slice(header, ja.n, header.n);
	if (str_starts(rest, STR("の")))
		rest = str_slice(rest, strlen("の"), rest.n);
	return find_column(s, rest.n == 0 || str_eq(rest, STR("名")) ?
	    STR("名称") : rest);
}

const struct sheet_column *
sheet_column(const struct sheet *s, str header)
{
	const struct sheet_column *c;

	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->columns[i].is.name, header))
			return &s->columns[i];
	c = find_column(s, header);
	return c != NULL ? c : find_behind_kind(s, header);
}

str
sheet_header(const struct sheet *s, const struct sheet_column *c)
{
	str header = {0};

	if (c->of == SHEET_NO)
		return STR("順番");
	if (c->of == SHEET_HOLDER && !c->derived)
		return str_of(c->holder->ja);
	if (names_kind(s, c) && !c->derived)
		return str_of(s->kind->shape.ja);
	if (!c->derived)
		header = column_header(&c->is);
	return header.n > 0 ? header : c->is.name;
}

static bool
is_part(const struct sheet_column *c)
{
	return c->is.within != NULL && c->is.part != COLUMN_NUMBER;
}

void
sheet_put_headers(const struct sheet *s, struct buf *ja, struct buf *en)
{
	const struct sheet_column *c;
	str header;

	for (int part = 0; part < 2; part++)
		for (c = s->columns; c < s->columns + s->n; c++) {
			header = sheet_header(s, c);
			if (c->derived || header.p == c->is.name.p ||
			    is_part(c) != (part == 1))
				continue;
			buf_join(ja, "、", header);
			buf_join(en, ", ", c->is.name);
		}
}

bool
sheet_holds(const struct sheet *s, const struct field *f)
{
	return f == s->list || (f->type == s->list->type &&
	    f->of == s->list->of && strcmp(f->name, s->list->name) == 0);
}

const struct field *
sheet_key(const struct shape *s)
{
	const struct field *f = shape_field(s, STR("id"));

	for (size_t i = 0; f == NULL && i < s->nfields; i++)
		if (s->fields[i].required && !field_is_list(&s->fields[i]))
			f = &s->fields[i];
	return f != NULL ? f : s->fields;
}
