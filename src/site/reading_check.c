#include "site/reading.h"

#include "text/yaml.h"

/*
 * Whoever writes a plan.json without keikaku, or changes one, may give a value
 * another form; what stands in it would be passed over in silence.
 */

static bool
is_null(const struct ynode *n)
{
	return n->type == YNODE_SCALAR && !n->quoted &&
	    str_eq(n->scalar, STR("null"));
}

static bool
has_form(const struct ynode *n, enum ynode_type type, const char *name,
    struct diags *d)
{
	if (n->type == type || is_null(n))
		return true;
	diag(d, MESSAGE_VERSION_VALUE, n->at, WORDS(str_of(name)));
	return false;
}

/* what a figure is printed from */
static void
check_figure(const struct ynode *figure, struct diags *d)
{
	static const char *const names[] = {"text", "year", "as_of",
	    "reason", "note"};
	const struct ynode *n;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if ((n = yaml_find(figure, str_of(names[i]))) != NULL)
			has_form(n, YNODE_SCALAR, names[i], d);
}

static void check_object(const struct shape *, const struct ynode *,
    struct diags *);

static void
check_one(const struct field *f, const struct ynode *n, struct diags *d)
{
	const bool figure = f->type == FIELD_FIGURE ||
	    f->type == FIELD_FIGURES;
	const bool record = f->type == FIELD_RECORD ||
	    f->type == FIELD_RECORDS;

	if (!has_form(n, figure || record ? YNODE_MAP : YNODE_SCALAR,
	    f->name, d))
		return;
	if (figure)
		check_figure(n, d);
	else if (record)
		check_object(f->of, n, d);
}

static void
check_object(const struct shape *s, const struct ynode *object,
    struct diags *d)
{
	const struct field *f;
	const struct ynode *n;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		n = yaml_find(object, str_of(f->name));
		if (n == NULL || f->inner)
			continue;
		if (!field_is_list(f))
			check_one(f, n, d);
		else if (has_form(n, YNODE_LIST, f->name, d))
			for (n = n->child; n != NULL; n = n->next)
				check_one(f, n, d);
	}
	if ((n = yaml_find(object, STR("body"))) != NULL)
		has_form(n, YNODE_SCALAR, "body", d);
}

static void
check_entity(const struct kind *k, const struct ynode *entity,
    struct diags *d)
{
	const struct ynode *all = yaml_find(entity, STR("translations")), *n;

	check_object(&k->shape, entity, d);
	if (all == NULL || !has_form(all, YNODE_MAP, "translations", d))
		return;
	for (n = all->child; n != NULL; n = n->next)
		if (has_form(n, YNODE_MAP, "translations", d))
			check_object(&k->shape, n, d);
}

static void
check_kind(const struct kind *k, const struct ynode *all, struct diags *d)
{
	const struct ynode *n;

	if (k == &kind_plan)
		check_entity(k, all, d);
	else if (has_form(all, YNODE_LIST, k->folder, d))
		for (n = all->child; n != NULL; n = n->next)
			if (has_form(n, YNODE_MAP, k->folder, d))
				check_entity(k, n, d);
}

bool
reading_check(const struct ynode *root, struct diags *d)
{
	const size_t errors = d->errors;
	const struct ynode *n;

	for (size_t k = 0; k < KIND_COUNT; k++) {
		n = yaml_find(root, kinds[k] == &kind_plan ? STR("plan") :
		    str_of(kinds[k]->folder));
		if (n != NULL && !kinds[k]->of_site)
			check_kind(kinds[k], n, d);
	}
	return d->errors == errors;
}
