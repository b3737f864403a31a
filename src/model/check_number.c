#include "model/check_structure.h"

#include <stdlib.h>

#include "base/diag.h"
#include "text/counter.h"

/* A number that stands in a row with others. */
struct item {
	size_t group;           /* what it stands below; 0: nothing */
	size_t place;           /* as written, from 0 */
	str number;
	struct counter counter;
	span at;
};

struct row {
	struct arena arena;
	struct item *items;
	size_t n;
	struct map used;        /* head and value, of all of them */
};

/* ---- gathering ------------------------------------------------------- */

static str
key(struct arena *a, str head, unsigned value)
{
	return str_printf(a, "%u/" STR_FMT, value, STR_ARG(head));
}

static void
add(struct row *r, const struct entity *group, str number, span at)
{
	struct item *i = &r->items[r->n];

	*i = (struct item){group != NULL ? group->no + 1 : 0, r->n, number,
	    counter_read(number), at};
	if (i->counter.form != COUNTER_NONE)
		map_put(&r->used, &r->arena, key(&r->arena, i->counter.head,
		    i->counter.value), i);
	r->n++;
}

static span
place_of(const struct entity *e)
{
	const struct passage *p = passage_find(&e->texts,
	    shape_field(&e->kind->shape, STR("number")));

	return p != NULL ? p->at : e->at;
}

static struct row
row_new(size_t most)
{
	struct row r = {0};

	r.items = ARENA_NEWN(&r.arena, struct item, most + 1);
	return r;
}

/* by the goal that a field names */
static void
add_entities(struct row *r, const struct entities *list, const char *below)
{
	const struct entity *e;
	const struct ref *ref;

	for (size_t i = 0; i < list->n; i++) {
		e = list->items[i];
		ref = field_of(shape_field(&e->kind->shape, str_of(below)), e);
		add(r, ref->to, e->number, place_of(e));
	}
}

static const struct records *
placements_of(const struct entity *programme)
{
	return field_of(shape_field(&kind_programme.shape,
	    STR("placements")), programme);
}

/* a placement has a number of its own, or the programme's */
static void
add_placements(struct row *r, const struct entity *e)
{
	const struct shape *s = shape_field(&kind_programme.shape,
	    STR("placements"))->of;
	const struct field *number = shape_field(s, STR("number"));
	const struct records *list = placements_of(e);
	const struct passage *p = e->texts.items, *end = p + e->texts.n;
	const struct ref *goal;
	const void *item;
	str own;

	for (size_t i = 0; i < list->n; i++) {
		item = (const char *)list->items + i * s->size;
		goal = field_of(shape_field(s, STR("goal")), item);
		own = *(const str *)field_of(number, item);
		while (own.n > 0 && p < end && p->field != number)
			p++;
		if (own.n > 0 && p < end)
			add(r, goal->to, own, p++->at);
		else
			add(r, goal->to, e->number, place_of(e));
	}
}

/* ---- judging --------------------------------------------------------- */

static int
by_place(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static int
by_value(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;
	int c = str_cmp(a->counter.head, b->counter.head);

	if (c != 0)
		return c;
	if (a->counter.value != b->counter.value)
		return a->counter.value < b->counter.value ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* the same form everywhere, so that they can be compared */
static bool
is_even(const struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (items[i].counter.form == COUNTER_NONE ||
		    items[i].counter.form != items[0].counter.form ||
		    !str_eq(items[i].counter.tail, items[0].counter.tail))
			return false;
	return true;
}

/* a gap is none where the number is used elsewhere in the plan */
static void
judge_pair(struct row *r, const struct item *a, const struct item *b,
    struct diags *d)
{
	unsigned next = a->counter.value + 1;

	if (!str_eq(a->counter.head, b->counter.head))
		return;
	if (a->counter.value == b->counter.value) {
		diag(d, MESSAGE_NUMBER_TWICE, b->at, WORDS(b->number));
		diag_note(d, MESSAGE_FIRST_HERE, a->at, NO_WORDS);
	} else if (b->counter.value > next && map_get(&r->used,
	    key(&r->arena, a->counter.head, next)) == NULL)
		diag(d, MESSAGE_NUMBER_GAP, b->at,
		    WORDS(a->number, b->number));
}

static void
judge(struct row *r, struct diags *d)
{
	size_t from, to, i;

	qsort(r->items, r->n, sizeof(*r->items), by_place);
	for (from = 0; from < r->n; from = to) {
		for (to = from; to < r->n &&
		    r->items[to].group == r->items[from].group; to++)
			;
		if (!is_even(r->items + from, to - from))
			continue;
		qsort(r->items + from, to - from, sizeof(*r->items),
		    by_value);
		for (i = from + 1; i < to; i++)
			judge_pair(r, &r->items[i - 1], &r->items[i], d);
	}
	arena_done(&r->arena);
}

static void
check_kind(const struct entities *list, const char *below, struct diags *d)
{
	struct row r = row_new(list->n);

	add_entities(&r, list, below);
	judge(&r, d);
}

void
check_numbers(const struct plan *p, struct diags *d)
{
	const struct entities *all = &p->lists[KIND_programme];
	struct row r;
	size_t n = 0, i;

	check_kind(&p->lists[KIND_goal], "parent", d);
	check_kind(&p->lists[KIND_indicator], "goal", d);
	for (i = 0; i < all->n; i++)
		n += placements_of(all->items[i])->n;
	r = row_new(n);
	for (i = 0; i < all->n; i++)
		add_placements(&r, all->items[i]);
	judge(&r, d);
}
