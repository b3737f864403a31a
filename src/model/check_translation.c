#include "model/check_translation.h"

#include "base/arena.h"
#include "base/diag.h"
#include "text/japanese.h"

/* Texts and bodies in Japanese, and how many of them are not in English. */
struct counting {
	const struct lexicon *lexicon;
	size_t all, missing;
};

static void
count_text(struct counting *c, str text)
{
	if (!japanese_in(text))
		return;
	c->all++;
	c->missing += lexicon_find(c->lexicon, VARIANT_EN, text).n == 0;
}

static void count_object(struct counting *, const struct shape *,
    const void *object);

static void
count_field(struct counting *c, const struct field *f, const void *p)
{
	const struct texts *texts = p;
	const struct record *record = p;
	const struct records *records = p;
	const struct shape *s = f->of;
	size_t i;

	switch (f->type) {
	case FIELD_TEXT:
		count_text(c, *(const str *)p);
		break;
	case FIELD_TEXTS:
		for (i = 0; i < texts->n; i++)
			count_text(c, texts->items[i]);
		break;
	case FIELD_RECORD:
		if (record->object != NULL)
			count_object(c, s, record->object);
		break;
	case FIELD_RECORDS:
		for (i = 0; i < records->n; i++)
			count_object(c, s, (const char *)records->items +
			    i * s->size);
		break;
	default:
		break;
	}
}

static void
count_object(struct counting *c, const struct shape *s, const void *object)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		if (!f->inner && !f->fixed)
			count_field(c, f, field_of(f, object));
}

static void
count_entity(struct counting *c, const struct entity *e)
{
	if (e->at.src != NULL && e->at.src->cells != NULL)
		return;
	count_object(c, &e->kind->shape, e);
	if (e->body.src == NULL || !japanese_in(source_text(e->body)))
		return;
	c->all++;
	c->missing += e->variants[VARIANT_EN] == NULL;
}

static void
check_plan(const struct model *m, const struct plan *p, struct diags *d)
{
	struct counting c = {.lexicon = &m->lexicon};
	struct arena a = {0};
	size_t k, i;

	count_entity(&c, &p->entity);
	for (k = 0; k < KIND_COUNT; k++)
		for (i = 0; i < p->lists[k].n; i++)
			count_entity(&c, p->lists[k].items[i]);
	if (c.missing > 0)
		diag(d, MESSAGE_TRANSLATION_MISSING, p->entity.at, WORDS(
		    p->entity.title, str_printf(&a, "%zu", c.all),
		    str_printf(&a, "%zu", c.missing)));
	arena_done(&a);
}

void
check_translations(const struct model *m, struct diags *d)
{
	const struct plan *p;

	for (size_t i = 0; i < m->plans.n; i++) {
		p = (const struct plan *)m->plans.items[i];
		if (lexicon_find(&m->lexicon, VARIANT_EN,
		    p->entity.title).n > 0)
			check_plan(m, p, d);
	}
}
