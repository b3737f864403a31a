#include "site/route.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"

static struct route *
add(struct arena *a, struct routes *r, struct route one, struct diags *d)
{
	struct route *old = r->items, *twin;

	if (r->n == r->cap) {
		r->cap = r->cap > 0 ? r->cap * 2 : 256;
		r->items = ARENA_NEWN(a, struct route, r->cap);
		if (r->n > 0)
			memcpy(r->items, old, r->n * sizeof(*old));
	}
	r->items[r->n] = one;
	twin = map_put(&r->paths, a, one.path, (void *)(r->n + 1));
	if (twin != NULL) {
		diag(d, MESSAGE_ROUTE_TWICE, one.at, WORDS(one.path));
		diag_note(d, MESSAGE_FIRST_HERE,
		    r->items[(size_t)twin - 1].at, NO_WORDS);
	}
	return &r->items[r->n++];
}

static str
list_path(struct arena *a, const struct plan *p, const struct kind *k)
{
	if (k->pages == PAGES_LIST)
		return str_printf(a, STR_FMT "/%s", STR_ARG(p->entity.id),
		    k->list);
	return str_printf(a, STR_FMT "/%s/index.html",
	    STR_ARG(p->entity.id), k->folder);
}

static str
entity_url(struct arena *a, const struct entity *e)
{
	const struct kind *k = e->kind;

	if (k == &kind_plan)
		return str_printf(a, STR_FMT "/index.html", STR_ARG(e->id));
	if (k->of_site && str_eq(e->id, STR("index")))
		return STR("index.html");
	if (k->of_site)
		return str_printf(a, "%s/" STR_FMT ".html", k->folder,
		    STR_ARG(e->id));
	if (k->pages == PAGES_EACH)
		return str_printf(a, STR_FMT "/%s/" STR_FMT ".html",
		    STR_ARG(e->plan->entity.id), k->folder, STR_ARG(e->id));
	if (k->pages == PAGES_LIST)
		return str_printf(a, STR_FMT "/%s#" STR_FMT,
		    STR_ARG(e->plan->entity.id), k->list, STR_ARG(e->id));
	return (str){0};
}

static void
add_entity(struct arena *a, struct routes *r, const struct entity *e,
    struct diags *d)
{
	r->urls[e->no] = entity_url(a, e);
	if (e->kind->pages != PAGES_EACH)
		return;
	add(a, r, (struct route){.path = r->urls[e->no], .entity = e,
	    .plan = e->plan, .at = e->at,
	    .layout = str_of(e->kind->shape.name)}, d);
}

static void
add_lists(struct arena *a, struct routes *r, const struct plan *p,
    struct diags *d)
{
	const struct kind *k;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		k = kinds[i];
		if (p->lists[i].n > 0 && k->pages != PAGES_NONE)
			add(a, r, (struct route){.path = list_path(a, p, k),
			    .layout = str_of(k->folder), .plan = p, .kind = k,
			    .at = p->entity.at}, d);
	}
}

/* what a rule's when names: a kind, and perhaps a field of it */
struct needed {
	const struct kind *kind;        /* NULL: there is no such thing */
	const struct field *field;      /* NULL: any entity will do */
};

static struct needed
needed_by(str when)
{
	size_t dot = str_find(when, STR("."));
	str folder = str_slice(when, 0, dot);
	struct needed need = {0};

	need.kind = str_eq(folder, STR("plan")) ? &kind_plan :
	    kind_find_folder(folder);
	if (need.kind == NULL || dot == when.n)
		return need;
	need.field = shape_field(&need.kind->shape,
	    str_slice(when, dot + 1, when.n));
	if (need.field == NULL)
		need.kind = NULL;
	return need;
}

/* is anything written there? */
static bool
is_given(const struct field *f, const struct entity *e)
{
	const void *p = field_of(f, e);

	switch (f->type) {
	case FIELD_TEXT:
		return ((const str *)p)->n > 0;
	case FIELD_TEXTS:
		return ((const struct texts *)p)->n > 0;
	case FIELD_BOOL:
		return *(const bool *)p;
	case FIELD_CHOICE:
		return ((const choice *)p)->at > 0;
	case FIELD_YEAR:
		return ((const struct year *)p)->kind != YEAR_NONE;
	case FIELD_FIGURE:
		return ((const struct figure *)p)->text.n > 0;
	case FIELD_FIGURES:
		return ((const struct figures *)p)->n > 0;
	case FIELD_REF:
		return ((const struct ref *)p)->id.n > 0;
	case FIELD_REFS:
		return ((const struct refs *)p)->n > 0;
	case FIELD_RECORD:
		return ((const struct record *)p)->object != NULL;
	case FIELD_RECORDS:
		return ((const struct records *)p)->n > 0;
	}
	return false;
}

static bool
holds(const struct plan *p, struct needed need)
{
	const struct entities *list;

	if (need.kind == NULL)
		return false;
	if (need.kind == &kind_plan)
		return need.field == NULL || is_given(need.field, &p->entity);
	list = &p->lists[need.kind->no];
	if (need.field == NULL)
		return list->n > 0;
	for (size_t i = 0; i < list->n; i++)
		if (is_given(need.field, list->items[i]))
			return true;
	return false;
}

/* one of what it names is enough; a rule without when serves every plan */
static bool
serves(const struct route_rule *rule, const struct plan *p)
{
	for (size_t i = 0; i < rule->when.n; i++)
		if (holds(p, needed_by(rule->when.items[i])))
			return true;
	return rule->when.n == 0;
}

static void
check_when(const struct route_rule *rule, struct diags *d)
{
	str when;

	for (size_t i = 0; i < rule->when.n; i++) {
		when = rule->when.items[i];
		if (needed_by(when).kind == NULL)
			diag(d, MESSAGE_ROUTE_WHEN, rule->at, WORDS(when));
	}
}

static void
add_rule(struct arena *a, struct routes *r, const struct model *m,
    const struct route_rule *rule, struct diags *d)
{
	struct route one = {.path = rule->path, .layout = rule->layout,
	    .title = rule->title, .at = rule->at};
	const str each = STR("{plan}/");
	const struct plan *p;

	check_when(rule, d);
	if (!str_starts(rule->path, each)) {
		add(a, r, one, d);
		return;
	}
	for (size_t i = 0; i < m->plans.n; i++) {
		p = (const struct plan *)m->plans.items[i];
		if (!serves(rule, p))
			continue;
		one.plan = p;
		one.path = str_printf(a, STR_FMT "/" STR_FMT,
		    STR_ARG(p->entity.id),
		    STR_ARG(str_slice(rule->path, each.n, rule->path.n)));
		add(a, r, one, d);
	}
}

bool
routes_plan(struct arena *a, const struct model *m,
    const struct route_rule *rules, size_t nrules, struct routes *r,
    struct diags *d)
{
	size_t i, before = d->errors;
	bool home = false;

	*r = (struct routes){0};
	r->urls = ARENA_NEWN(a, str, m->n + 1);
	for (i = 0; i < m->n; i++) {
		add_entity(a, r, m->entities[i], d);
		home = home || str_eq(r->urls[i], STR("index.html"));
	}
	if (!home)
		add(a, r, (struct route){.path = STR("index.html"),
		    .layout = STR("page")}, d);
	for (i = 0; i < r->n; i++)
		if (str_eq(r->items[i].path, STR("index.html")))
			r->items[i].layout = STR("home");
	for (i = 0; i < m->plans.n; i++)
		add_lists(a, r, (const struct plan *)m->plans.items[i], d);
	for (i = 0; i < nrules; i++)
		add_rule(a, r, m, &rules[i], d);
	return d->errors == before;
}

str
route_url(const struct routes *r, const struct entity *e)
{
	return r->urls[e->no];
}

void
route_link(str from, str to, struct buf *out)
{
	size_t i, same = 0;

	for (i = 0; i < from.n && i < to.n && from.p[i] == to.p[i]; i++)
		if (from.p[i] == '/')
			same = i + 1;
	/* a link to the page itself, or to a place in it */
	if (i == from.n && (i == to.n || to.p[i] == '#') && i < to.n) {
		buf_put(out, str_slice(to, i, to.n));
		return;
	}
	for (i = same; i < from.n; i++)
		if (from.p[i] == '/')
			buf_puts(out, "../");
	buf_put(out, str_slice(to, same, to.n));
}
