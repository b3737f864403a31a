#include "reference.h"

#include <stdio.h>

#include "base/arena.h"
#include "model/sheet.h"

static bool
of_figure(const struct column *c)
{
	return c->within != NULL && c->within->field->type == FIELD_FIGURE;
}

/* one row of the table for all columns of a field */
static bool
goes_with(const struct column *a, const struct column *b)
{
	if (of_figure(a) || of_figure(b))
		return a->within == b->within;
	return a->field != NULL && a->field == b->field;
}

/* how many columns the field at the beginning has */
static size_t
group(const struct sheet_column *c, size_t n)
{
	size_t i = 1;

	while (i < n && c[i].of == c->of && goes_with(&c->is, &c[i].is))
		i++;
	return i;
}

static void
put_names(const struct sheet_column *c, size_t n)
{
	size_t shown = of_figure(&c->is) ? 2 : n;

	for (size_t i = 0; i < shown; i++) {
		printf("%s`", i > 0 ? "、" : "");
		put(c[i].is.name);
		printf("`");
	}
	if (shown < n)
		printf(" など");
}

/* those that all sheets have are explained once, before them */
static bool
is_common(const struct sheet *s, const struct sheet_column *c)
{
	return c->of == SHEET_PLAN || c->of == SHEET_NO ||
	    (c->of == SHEET_OWNER && (s->list == NULL || !s->kind->rows));
}

static void
put_columns(const struct sheet *s, size_t from)
{
	const struct sheet_column *c;
	size_t n;

	printf("\n\n| 列 | 意味 |\n|---|---|\n");
	for (size_t i = from; i < s->n; i += n) {
		c = &s->columns[i];
		n = group(c, s->n - i);
		if (is_common(s, c))
			continue;
		printf("| ");
		put_names(c, n);
		printf(" | ");
		put_cell(of_figure(&c->is) ? str_of(c->is.within->field->ja) :
		    c->is.ja);
		printf(" |\n");
	}
}

static void
put_sheet(const struct sheet *s)
{
	size_t from = 0;

	while (is_common(s, &s->columns[from]))
		from++;
	printf("`");
	put(s->name);
	printf(".csv`：");
	put(s->ja);
	if (group(&s->columns[from], s->n - from) < s->n - from) {
		put_columns(s, from);
		return;
	}
	printf("。列は ");
	put_names(&s->columns[from], s->n - from);
	printf(" です。\n");
}

bool
sheets_part(str nothing)
{
	const struct kind *before = NULL;
	const struct sheet *s;
	struct arena a = {0};
	struct sheets all;

	(void)nothing;
	sheets_plan(&a, &all);
	for (s = all.items; s < all.items + all.n; s++) {
		if (s != all.items)
			printf("\n");
		if (s->kind != before)
			printf("### %s\n\n", s->kind->shape.ja);
		before = s->kind;
		put_sheet(s);
	}
	arena_done(&a);
	return true;
}

/* of any figure; the first is called as the figure is */
bool
figure_columns_part(str nothing)
{
	static const struct field list = {.name = "", .type = FIELD_FIGURES,
	    .ja = "", .en = ""};
	const struct column *c;
	struct columns columns;
	struct arena a = {0};

	(void)nothing;
	columns_of_list(&a, &list, &columns);
	printf("| 列 | 意味 |\n|---|---|\n");
	for (c = columns.items; c < columns.items + columns.n; c++) {
		printf("| `");
		put(c->name);
		printf("` | ");
		put_cell(c->ja);
		printf(" |\n");
	}
	arena_done(&a);
	return true;
}
