#include "model/ascent.h"

#include "base/diag.h"
#include "base/limit.h"
#include "model/model.h"

/* how entities of one kind stand above others: a key, and what to say */
struct ascent {
	const char *key;
	enum message circle, deep;
};

static const struct ascent ascents[] = {
	{"parent", MESSAGE_PARENT_CYCLE, MESSAGE_PARENT_DEEP},
	{"part_of", MESSAGE_PART_CYCLE, MESSAGE_PART_DEEP},
};

static struct ref *
above(const struct entity *e, const struct ascent *by)
{
	const struct field *f = shape_field(&e->kind->shape, str_of(by->key));

	return f != NULL && f->type == FIELD_REF && f->of == e->kind ?
	    (struct ref *)((char *)e + f->offset) : NULL;
}

static const struct entity *
up(const struct entity *e, const struct ascent *by)
{
	const struct ref *r = e != NULL ? above(e, by) : NULL;

	return r != NULL ? r->to : NULL;
}

/* Cut every circle, so that going up always ends. */
static void
cut_circles(struct model *m, const struct ascent *by, struct diags *d)
{
	/* of each: the walk that came by, from 1; it goes up as far as it is new */
	size_t *walk = ARENA_NEWN(&m->arena, size_t, m->n), i;
	struct entity *e, *last;

	for (i = 0; i < m->n; i++) {
		last = NULL;
		for (e = m->entities[i]; e != NULL && walk[e->no - m->first] == 0;
		    e = (struct entity *)up(e, by)) {
			walk[e->no - m->first] = i + 1;
			last = e;
		}
		if (e == NULL || last == NULL || walk[e->no - m->first] != i + 1)
			continue;
		diag(d, by->circle, above(last, by)->at, WORDS(last->id));
		above(last, by)->to = NULL;
	}
}

/*
 * Cut where more stand above one another than may, so that what goes from one
 * to all above it, or below it, has not far to go.
 */
static void
cut_depths(struct model *m, const struct ascent *by, struct diags *d)
{
	/* of each, from 1; where one is cut it begins anew */
	size_t *level = ARENA_NEWN(&m->arena, size_t, m->n), n, i;
	const struct entity *e, *next;

	for (i = 0; i < m->n; i++) {
		n = 0;
		for (e = m->entities[i]; e != NULL && level[e->no - m->first] == 0;
		    e = up(e, by))
			n++;
		n += e != NULL ? level[e->no - m->first] : 0;
		for (e = m->entities[i]; e != NULL && level[e->no - m->first] == 0;
		    e = next) {
			next = up(e, by);
			level[e->no - m->first] = (--n) % LIMIT_LEVELS + 1;
			if (next == NULL || level[e->no - m->first] > 1)
				continue;
			diag(d, by->deep, above(e, by)->at, WORDS(e->id));
			above(e, by)->to = NULL;
		}
	}
}

void
ascent_cut(struct model *m, struct diags *d)
{
	for (size_t i = 0; i < sizeof(ascents) / sizeof(*ascents); i++) {
		cut_circles(m, &ascents[i], d);
		cut_depths(m, &ascents[i], d);
	}
}
