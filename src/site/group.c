#include "site/group.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

enum { YEARS_MOST = 100 };      /* of one span that are worth a page */

bool
group_by(const struct selector *s)
{
	const struct field *f = selector_field(s);

	if (s->kind == &kind_plan || f == NULL)
		return false;
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_TEXTS:
	case FIELD_CHOICE:
	case FIELD_YEAR:
	case FIELD_REF:
	case FIELD_REFS:
		return true;
	default:
		return false;
	}
}

/* ---- keys ------------------------------------------------------------------ */

static bool
is_plain(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '-';
}

static str
key_of_text(struct arena *a, str text)
{
	uint32_t h = 2166136261u;
	bool plain = text.n > 0;
	str key;
	char *p;

	for (size_t i = 0; i < text.n; i++) {
		h = (h ^ (unsigned char)text.p[i]) * 16777619u;
		plain = plain && is_plain((unsigned char)text.p[i]);
	}
	if (!plain)
		return str_printf(a, "%08x", h);
	key = str_copy(a, text);
	p = (char *)key.p;
	for (size_t i = 0; i < key.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return key;
}

/* a plan that defines areas means one of them by an area of its cases */
static const struct entry *
entry_of(const struct plan *p, const struct field *f, str text)
{
	struct buf name = {0};
	const struct field *list;

	buf_printf(&name, "%ss", f->name);
	list = shape_field(&kind_plan.shape, buf_str(&name));
	buf_done(&name);
	if (p == NULL || list == NULL || list->type != FIELD_RECORDS ||
	    (list->of != &entry_shape && list->of != &grade_shape))
		return NULL;
	return entry_find(field_of(list, p), text);
}

/* ---- gathering --------------------------------------------------------------- */

struct gathering {
	struct arena *arena;
	const struct field *field;
	struct groups *groups;
	struct map known;       /* identity of a value: its group's number */
	struct entity *member;
};

static void
join(struct arena *a, struct group *g, struct entity *e)
{
	struct entities *m = &g->members;

	/* one that has a value twice is one member */
	if (m->n > 0 && m->items[m->n - 1] == e)
		return;
	m->items = ARENA_MORE(a, m->items, m->n);
	m->items[m->n++] = e;
}

/* identity: what tells the value from all others */
static void
add(struct gathering *g, str identity, struct group value)
{
	struct groups *all = g->groups;
	size_t no = (size_t)map_get(&g->known, identity);

	if (no == 0) {
		all->items = ARENA_MORE(g->arena, all->items, all->n);
		all->items[all->n++] = value;
		no = all->n;
		map_put(&g->known, g->arena, identity, (void *)no);
	}
	join(g->arena, &all->items[no - 1], g->member);
}

static void
add_text(struct gathering *g, str text)
{
	const struct entry *e;
	struct group value = {.name = text};

	if (text.n == 0)
		return;
	e = entry_of(g->member->plan, g->field, text);
	value.key = key_of_text(g->arena, e != NULL ? e->id : text);
	add(g, text, value);
}

/* 新規 is new in an address */
static void
add_choice(struct gathering *g, choice c)
{
	const struct choices *all = g->field->of;
	struct group value = {.name = choice_word(g->field, c)};

	if (c.at == 0)
		return;
	value.key = key_of_text(g->arena, (unsigned char)*value.name.p < 0x80 ||
	    all[c.at - 1].also == NULL ? value.name :
	    str_of(all[c.at - 1].also));
	add(g, value.name, value);
}

static void
add_entity(struct gathering *g, const struct entity *e)
{
	if (e != NULL && e->id.n > 0)
		add(g, str_printf(g->arena, "%zu", e->no), (struct group){
		    .key = e->id, .name = e->title, .entity = e});
}

static void
add_years(struct gathering *g, const struct year *y)
{
	int last = y->to - y->from < YEARS_MOST ? y->to : y->from;
	struct buf name = {0};
	str key;

	for (int n = y->from; n > 0 && n <= last; n++) {
		name.n = 0;
		year_print(n, &name);
		key = str_printf(g->arena, "%d", n);
		add(g, key, (struct group){.key = key,
		    .name = str_copy(g->arena, buf_str(&name))});
	}
	buf_done(&name);
}

static void
see(void *ctx, const void *value)
{
	struct gathering *g = ctx;
	const struct texts *texts = value;
	const struct refs *refs = value;

	switch (g->field->type) {
	case FIELD_TEXT:
		add_text(g, *(const str *)value);
		break;
	case FIELD_TEXTS:
		for (size_t i = 0; i < texts->n; i++)
			add_text(g, texts->items[i]);
		break;
	case FIELD_CHOICE:
		add_choice(g, *(const choice *)value);
		break;
	case FIELD_YEAR:
		add_years(g, value);
		break;
	case FIELD_REF:
		add_entity(g, ((const struct ref *)value)->to);
		break;
	case FIELD_REFS:
		for (size_t i = 0; i < refs->n; i++)
			add_entity(g, refs->items[i].to);
		break;
	default:
		break;
	}
}

void
groups_gather(struct arena *a, const struct selector *s,
    const struct entities *list, struct groups *groups)
{
	struct gathering g = {.arena = a, .field = selector_field(s),
	    .groups = groups};

	*groups = (struct groups){0};
	for (size_t i = 0; i < list->n; i++) {
		g.member = list->items[i];
		selector_visit(s, g.member, see, &g);
	}
}

bool
group_is(const struct group *g, str text, const struct entity *e)
{
	if (e != NULL || g->entity != NULL)
		return g->entity == e;
	return str_eq(g->name, text) || str_eq(g->key, text);
}
