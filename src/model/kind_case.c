#include "model/plan.h"

/* An example of people working together. */
struct case_ {
	struct entity entity;
	str form, area, field, place, summary;
	struct year years;
	struct ref programme;
	struct texts actors;
	span form_at, area_at, field_at;
};

static const struct field fields[] = {
	FIELD(struct case_, form, "協働の形", "the form, as the plan calls it",
	    .at = offsetof(struct case_, form_at), .fixed = true,
	    .headers = "協働の形 形"),
	FIELD(struct case_, area, "領域", "the area, as the plan calls it",
	    .at = offsetof(struct case_, area_at), .fixed = true,
	    .headers = "領域"),
	FIELD(struct case_, field, "分野", "the field, as the plan calls it",
	    .at = offsetof(struct case_, field_at), .fixed = true,
	    .headers = "分野"),
	FIELD(struct case_, programme, "事業",
	    "the programme that it is an example of", .of = &kind_programme,
	    .back = "cases", .headers = "関係する事業 事業"),
	FIELD(struct case_, years, "時期", "when", .headers = "時期 年度 年"),
	FIELD(struct case_, actors, "主体", "who took part", .headers = "主体"),
	FIELD(struct case_, place, "場所", "where", .headers = "場所"),
	FIELD(struct case_, summary, "一文の紹介", "what it is, in a sentence",
	    .headers = "一文の紹介 紹介 概要"),
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
