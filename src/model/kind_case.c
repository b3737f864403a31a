#include "model/plan.h"

/* An example of people working together. */
struct case_ {
	struct entity entity;
	str form, area, field, place, summary;
	struct year years;
	struct texts actors;
	span form_at, area_at, field_at;
};

static const struct field fields[] = {
	FIELD(struct case_, form, "協働の形", "the form, as the plan calls it",
	    .at = offsetof(struct case_, form_at)),
	FIELD(struct case_, area, "領域", "the area, as the plan calls it",
	    .at = offsetof(struct case_, area_at)),
	FIELD(struct case_, field, "分野", "the field, as the plan calls it",
	    .at = offsetof(struct case_, field_at)),
	FIELD(struct case_, years, "時期", "when"),
	FIELD(struct case_, actors, "主体", "who took part"),
	FIELD(struct case_, place, "場所", "where"),
	FIELD(struct case_, summary, "一文の紹介", "what it is, in a sentence"),
};

/* a word for an entry of the plan's list is its title from here on */
static void
choose(const struct case_ *c, const char *name, const struct records *list,
    const char *key, str *word, struct diags *d)
{
	const struct field *f = shape_field(&kind_case.shape, str_of(name));
	const span *at = (const void *)((const char *)c + f->at);
	const struct entry *e = entry_choose(list, key, f, *word, *at, d);

	if (e != NULL)
		*word = e->title;
}

static void
check(struct entity *e, struct diags *d)
{
	struct case_ *c = (struct case_ *)e;

	choose(c, "form", &e->plan->forms, "forms", &c->form, d);
	choose(c, "area", &e->plan->areas, "areas", &c->area, d);
	choose(c, "field", &e->plan->fields, "fields", &c->field, d);
}

const struct kind kind_case = {
	.no = KIND_case,
	.shape = SHAPE_OF(struct case_, "case", "事例", &entity_shape, fields,
	    .plain = NULL),
	.folder = "cases",
	.pages = PAGES_EACH,
	.ja = "協働の事例", .en = "An example of people working together.",
	.check = check,
};
