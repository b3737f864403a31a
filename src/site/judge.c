#include "site/judge.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/memory.h"
#include "model/model.h"
#include "site/config.h"

/* ---- codes ------------------------------------------------------------------ */

/* MESSAGE_COUNT if there is none */
static enum message
find_message(str code)
{
	enum message m = 0;

	while (m < MESSAGE_COUNT && (message_code(m) == NULL ||
	    !str_eq(str_of(message_code(m)), code)))
		m++;
	return m;
}

static void
refuse_code(str code, span at, struct diags *d)
{
	str names[MESSAGE_COUNT];
	size_t n = 0, near;

	for (enum message m = 0; m < MESSAGE_COUNT; m++)
		if (message_code(m) != NULL)
			names[n++] = str_of(message_code(m));
	diag(d, MESSAGE_CODE_UNKNOWN, at, WORDS(code));
	if ((near = str_nearest(code, names, n)) < n)
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(names[near]));
}

/* a code may be of several messages: an open value is both */
static bool
may_warn(str code)
{
	for (enum message m = 0; m < MESSAGE_COUNT; m++)
		if (message_level(m) == LEVEL_WARNING &&
		    str_eq(str_of(message_code(m)), code))
			return true;
	return false;
}

/* is there such a code, and may it be less than an error? */
static bool
check_code(str code, span at, struct diags *d)
{
	if (find_message(code) == MESSAGE_COUNT) {
		refuse_code(code, at, d);
		return false;
	}
	return may_warn(code) || diag(d, MESSAGE_CODE_ERROR, at, WORDS(code));
}

/* ---- levels ------------------------------------------------------------------ */

static enum level
weigh(void *ctx, const char *code, span at, enum level level)
{
	const struct config *c = ctx;
	const struct level_rule *r = c->levels.items;

	(void)at;
	for (size_t i = 0; level == LEVEL_WARNING && i < c->levels.n; i++)
		if (str_eq(r[i].code, str_of(code)))
			return r[i].level.at == LEVEL_RULE_OFF ? LEVEL_NOTE :
			    r[i].level.at == LEVEL_RULE_ERROR ? LEVEL_ERROR :
			    LEVEL_WARNING;
	return level;
}

void
judge_levels(const struct config *c, struct diags *d)
{
	if (c->levels.n > 0)
		diags_judge(d, weigh, (void *)(uintptr_t)c);
}

void
judge_codes(const struct config *c, struct diags *d)
{
	const struct level_rule *r = c->levels.items;

	for (size_t i = 0; i < c->levels.n; i++)
		if (r[i].level.at != LEVEL_RULE_ERROR)
			check_code(r[i].code, r[i].code_at, d);
		else if (find_message(r[i].code) == MESSAGE_COUNT)
			refuse_code(r[i].code, r[i].code_at, d);
}

/* ---- what entities accept --------------------------------------------------------- */

/* Where an entity begins: up to the next one, all is its own. */
struct start {
	const struct source *src;
	uint32_t from;
	const struct entity *owner;     /* whose acceptances count */
};

struct starts {
	struct start *items;
	size_t n;
	bool *used;             /* by entity and acceptance: see slot() */
	const size_t *first;    /* of an entity's, by its no */
};

static const struct entity *
referred(const struct entity *e, const char *name)
{
	const struct field *f = shape_field(&e->kind->shape, str_of(name));

	return f == NULL ? NULL :
	    ((const struct ref *)field_of(f, e))->to;
}

/* a row has no say of its own */
static const struct entity *
owner(const struct entity *e)
{
	static const char *const about[] = {"indicator", "programme", "goal",
	    "link"};
	const struct entity *to;

	if (!e->kind->rows)
		return e;
	for (size_t i = 0; i < sizeof(about) / sizeof(*about); i++)
		if ((to = referred(e, about[i])) != NULL)
			return to;
	return &e->plan->entity;
}

static int
order(const void *pa, const void *pb)
{
	const struct start *a = pa, *b = pb;

	if (a->src != b->src)
		return (uintptr_t)a->src < (uintptr_t)b->src ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

/* the last that begins no later than the place; NULL if none does */
static const struct entity *
find_owner(const struct starts *s, span at)
{
	const struct start wanted = {.src = at.src, .from = at.off};
	size_t low = 0, high = s->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (order(&s->items[mid], &wanted) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 && s->items[low - 1].src == at.src ?
	    s->items[low - 1].owner : NULL;
}

static enum level
forgive(void *ctx, const char *code, span at, enum level level)
{
	const struct starts *s = ctx;
	const struct entity *e = at.src == NULL ? NULL : find_owner(s, at);
	const struct acceptance *a;

	if (e == NULL)
		return level;
	a = e->accept.items;
	for (size_t i = 0; i < e->accept.n; i++)
		if (str_eq(a[i].code, str_of(code))) {
			s->used[s->first[e->no] + i] = true;
			return level == LEVEL_WARNING ? LEVEL_NOTE : level;
		}
	return level;
}

/* an error may have hidden what is accepted */
static void
tell_unused(const struct model *m, const struct starts *s, struct diags *d)
{
	const bool whole = d->errors == 0;
	const struct acceptance *a;

	for (size_t i = 0; i < m->n; i++) {
		if (m->entities[i]->kind->rows)
			continue;
		a = m->entities[i]->accept.items;
		for (size_t k = 0; k < m->entities[i]->accept.n; k++)
			if (check_code(a[k].code, a[k].code_at, d) && whole &&
			    !s->used[s->first[m->entities[i]->no] + k])
				diag(d, MESSAGE_ACCEPT_UNUSED, a[k].code_at,
				    WORDS(a[k].code));
	}
}

static size_t
count_starts(const struct model *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += 2 + m->entities[i]->nrows;
	return n;
}

/* also a body and lists that stand in files of their own */
static void
add_starts(struct starts *s, const struct entity *e)
{
	const struct entity *whose = owner(e);

	if (e->at.src != NULL)
		s->items[s->n++] = (struct start){e->at.src, e->from, whose};
	if (e->body.src != NULL && e->body.src != e->at.src)
		s->items[s->n++] = (struct start){e->body.src, e->body.off,
		    whose};
	for (size_t i = 0; i < e->nrows; i++)
		s->items[s->n++] = (struct start){e->rows[i].src,
		    e->rows[i].off, whose};
}

void
judge_accepted(const struct model *m, struct diags *d)
{
	struct starts s = {.items = memory_new(count_starts(m), sizeof(*s.items))};
	size_t *first = memory_new(m->end, sizeof(*first)), n = 0;
	const struct entity *e;

	for (size_t i = 0; i < m->n; i++) {
		e = m->entities[i];
		first[e->no] = n;
		n += e->kind->rows ? 0 : e->accept.n;
		add_starts(&s, e);
	}
	s.first = first;
	s.used = memory_new(n, sizeof(*s.used));
	qsort(s.items, s.n, sizeof(*s.items), order);
	if (n > 0)
		diags_judge(d, forgive, &s);
	tell_unused(m, &s, d);
	free(s.items);
	free(s.used);
	free(first);
}
