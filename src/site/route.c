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

static bool
holds(const struct plan *p, str folder)
{
	const struct kind *k = kind_find_folder(folder);

	return k != NULL && p->lists[k->no].n > 0;
}

static void
add_rule(struct arena *a, struct routes *r, const struct model *m,
    const struct route_rule *rule, struct diags *d)
{
	struct route one = {.path = rule->path, .layout = rule->layout,
	    .title = rule->title, .at = rule->at};
	const str each = STR("{plan}/");
	const struct plan *p;

	if (rule->when.n > 0 && kind_find_folder(rule->when) == NULL)
		diag(d, MESSAGE_ROUTE_WHEN, rule->at, WORDS(rule->when));
	if (!str_starts(rule->path, each)) {
		add(a, r, one, d);
		return;
	}
	for (size_t i = 0; i < m->plans.n; i++) {
		p = (const struct plan *)m->plans.items[i];
		if (rule->when.n > 0 && !holds(p, rule->when))
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
