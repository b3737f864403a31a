#include "model/kind.h"

static const struct field acceptance_fields[] = {
	FIELD(struct acceptance, code, "メッセージの名前（[ ] の中）",
	    "the code of the message", .required = true,
	    .at = offsetof(struct acceptance, code_at), .fixed = true),
	FIELD(struct acceptance, reason, "そのままでよい理由",
	    "why it is as it should be", .required = true, .headers = "理由"),
};

static const struct shape acceptance_shape =
    SHAPE(acceptance, "確認ずみの注意", NULL, acceptance_fields);

static const struct field fields[] = {
	FIELD(struct entity, id, "変わらない名前（a-z 0-9 -）",
	    "the name that never changes (a-z 0-9 -)", .fixed = true,
	    .headers = "ID"),
	FIELD(struct entity, title, "名称", "what it is called",
	    .required = true, .headers = "名称 名前 題名"),
	FIELD(struct entity, number, "計画書にある番号",
	    "the number printed in the plan", .headers = "番号 No. No"),
	FIELD(struct entity, draft, "公開しない下書き",
	    "kept out of a release", .headers = "下書き"),
	FIELD(struct entity, aliases, "以前の id", "earlier ids", .fixed = true,
	    .headers = "以前のid"),
	FIELD(struct entity, notes, "注記", "notes", .headers = "注記 備考"),
	FIELD(struct entity, accept, "確かめて、そのままとした注意",
	    "findings of check that are as they should be",
	    .of = &acceptance_shape, .inner = true),
};

const struct shape entity_shape =
    SHAPE(entity, "項目", NULL, fields);

const struct kind *const kinds[KIND_COUNT] = {
#define KIND(name) [KIND_##name] = &kind_##name,
#include "model/kinds.def"
#undef KIND
};

const struct kind *
kind_find(str name)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (str_eq(str_of(kinds[i]->shape.name), name))
			return kinds[i];
	return NULL;
}

const struct kind *
kind_find_folder(str folder)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (str_eq(str_of(kinds[i]->folder), folder))
			return kinds[i];
	return NULL;
}

bool
kind_is_tree(const struct kind *k)
{
	const struct field *f = shape_field(&k->shape, STR("parent"));

	return f != NULL && f->type == FIELD_REF && f->of == k;
}

bool
kind_id(str id)
{
	bool ok = id.n > 0 && id.n <= 64 && !str_eq(id, STR("index"));

	for (size_t i = 0; i < id.n; i++)
		ok = ok && ((id.p[i] >= 'a' && id.p[i] <= 'z') ||
		    (id.p[i] >= '0' && id.p[i] <= '9') ||
		    (id.p[i] == '-' && i > 0));
	return ok;
}

const struct md_facts *
entity_facts(const struct entity *e, enum variant v)
{
	if (v != VARIANT_MAIN)
		e = e->variants[v];
	return e != NULL ? e->facts : NULL;
}
