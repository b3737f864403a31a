#include "model/kind.h"

static const struct field fields[] = {
	FIELD(struct entity, id, "変わらない名前（a-z 0-9 -）",
	    "the name that never changes (a-z 0-9 -)"),
	FIELD(struct entity, title, "名称", "what it is called",
	    .required = true),
	FIELD(struct entity, number, "計画書にある番号",
	    "the number printed in the plan"),
	FIELD(struct entity, draft, "公開しない下書き",
	    "kept out of a release"),
	FIELD(struct entity, aliases, "以前の id", "earlier ids"),
	FIELD(struct entity, notes, "注記", "notes"),
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
