#include "site/route.h"

#include "base/buf.h"
#include "base/diag.h"
#include "site/route_rule.h"

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
	routes_add(a, r, (struct route){.path = r->urls[e->no], .entity = e,
	    .plan = e->plan, .at = e->at,
	    .layout = str_of(e->kind->shape.name)}, d);
}

static void
add_lists(struct arena *a, struct routes *r, const struct plan *p,
    struct diags *d)
{
	const struct kind *k;
	struct buf path = {0};
	str list;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		k = kinds[i];
		if (p->lists[i].n == 0 || k->pages == PAGES_NONE)
			continue;
		list = str_copy(a, route_list(p, k, &path));
		routes_add(a, r, (struct route){.path = list,
		    .layout = str_of(k->folder), .plan = p, .kind = k,
		    .at = p->entity.at}, d);
	}
	buf_done(&path);
}

static size_t
place_of(const struct plan *p)
{
	return p != NULL ? p->entity.no + 1 : 0;
}

/* from the last to the first, so that each finds the one behind it */
static void
chain(struct arena *a, const struct model *m, struct routes *r, size_t from)
{
	struct route *one;
	size_t *first;

	r->declared = ARENA_NEWN(a, size_t, m->end + 1);
	for (size_t i = r->n; i > from; i--) {
		one = &r->items[i - 1];
		first = &r->declared[place_of(one->plan)];
		one->next = *first;
		*first = i;
	}
}

bool
routes_plan(struct arena *a, const struct model *m,
    const struct route_rule *rules, size_t nrules, struct routes *r,
    struct diags *d)
{
	size_t i, from, before = d->errors;
	bool home = false;

	*r = (struct routes){0};
	r->urls = ARENA_NEWN(a, str, m->end + 1);
	for (i = 0; i < m->n; i++) {
		add_entity(a, r, m->entities[i], d);
		home = home || str_eq(route_url(r, m->entities[i]),
		    STR("index.html"));
	}
	if (!home)
		routes_add(a, r, (struct route){.path = STR("index.html"),
		    .layout = STR("page")}, d);
	for (i = 0; i < r->n; i++)
		if (str_eq(r->items[i].path, STR("index.html")))
			r->items[i].layout = STR("home");
	for (i = 0; i < m->plans.n; i++)
		add_lists(a, r, (const struct plan *)m->plans.items[i], d);
	from = r->n;
	for (i = 0; i < nrules; i++)
		route_rule_add(a, m, &rules[i], r, d);
	chain(a, m, r, from);
	return d->errors == before;
}

void
routes_add(struct arena *a, struct routes *r, struct route one,
    struct diags *d)
{
	struct route *twin;

	r->items = ARENA_MORE(a, r->items, r->n);
	r->items[r->n] = one;
	twin = map_put(&r->paths, a, one.path, (void *)(r->n + 1));
	if (twin != NULL) {
		diag(d, MESSAGE_ROUTE_TWICE, one.at, WORDS(one.path));
		diag_note(d, MESSAGE_FIRST_HERE,
		    r->items[(size_t)twin - 1].at, NO_WORDS);
	}
	r->n++;
}

str
route_url(const struct routes *r, const struct entity *e)
{
	return r->urls[e->no];
}

str
route_list(const struct plan *p, const struct kind *k, struct buf *out)
{
	out->n = 0;
	buf_put(out, p->entity.id);
	if (k->pages == PAGES_LIST)
		buf_printf(out, "/%s", k->list);
	else
		buf_printf(out, "/%s/index.html", k->folder);
	return buf_str(out);
}

const struct route *
routes_declared(const struct routes *r, const struct plan *p)
{
	const size_t i = r->declared[place_of(p)];

	return i > 0 ? &r->items[i - 1] : NULL;
}

const struct route *
routes_next(const struct routes *r, const struct route *one)
{
	return one->next > 0 ? &r->items[one->next - 1] : NULL;
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
