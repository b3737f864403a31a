#include "site/route_rule.h"

#include "base/buf.h"
#include "base/diag.h"
#include "site/group.h"

static const str PLAN = {"{plan}/", 7}, KEY = {"{key}", 5},
    NAME = {"{name}", 6};

static bool
has(str text, str place)
{
	return str_find(text, place) < text.n;
}

/* the text with something in the place that is kept for it */
static str
fill(struct arena *a, str text, str place, str with)
{
	struct buf b = {0};
	size_t at;
	str out;

	while ((at = str_find(text, place)) < text.n) {
		buf_put(&b, str_slice(text, 0, at));
		buf_put(&b, with);
		text = str_slice(text, at + place.n, text.n);
	}
	buf_put(&b, text);
	out = str_copy(a, buf_str(&b));
	buf_done(&b);
	return out;
}

/* ---- when ------------------------------------------------------------------- */

/* actuals and plan.status_rule: the next of those that are all needed */
static str
next(str *when)
{
	static const str AND = {" and ", 5};
	size_t end = str_find(*when, AND);
	str name = str_slice(*when, 0, end);

	*when = end < when->n ? str_slice(*when, end + AND.n, when->n) :
	    (str){0};
	return name;
}

static void
check_when(const struct route_rule *rule, struct diags *d)
{
	struct selector s;
	str when, name;

	for (size_t i = 0; i < rule->when.n; i++) {
		when = rule->when.items[i];
		do {
			name = next(&when);
			if (!selector_read(name, &s))
				diag(d, MESSAGE_ROUTE_WHEN, rule->at,
				    WORDS(name));
		} while (when.n > 0);
	}
}

static bool
has_all(const struct plan *p, str when)
{
	struct selector s;

	do {
		if (!selector_read(next(&when), &s) || !selector_given(&s, p))
			return false;
	} while (when.n > 0);
	return true;
}

/* one of what it names is enough; a rule without when serves every plan */
static bool
serves(const struct route_rule *rule, const struct plan *p)
{
	for (size_t i = 0; i < rule->when.n; i++)
		if (has_all(p, rule->when.items[i]))
			return true;
	return rule->when.n == 0;
}

/* ---- for each ---------------------------------------------------------------- */

/* What pages are made of, one after the other. */
struct making {
	struct arena *arena;
	const struct route_rule *rule;
	struct routes *routes;
	struct diags *diags;
	struct selector each;   /* kind NULL: nothing */
};

/* false after a message */
static bool
read_each(struct making *m)
{
	const struct route_rule *rule = m->rule;
	struct selector *s = &m->each;

	if (has(rule->path, KEY) != (rule->for_each.n > 0))
		return diag(m->diags, MESSAGE_ROUTE_KEY, rule->at,
		    WORDS(rule->path));
	if (rule->for_each.n == 0 || (selector_read(rule->for_each, s) &&
	    (group_by(s) || (s->nfields == 0 && s->kind != &kind_plan &&
	    !s->kind->rows))))
		return true;
	return diag(m->diags, MESSAGE_ROUTE_EACH, rule->for_each_at,
	    WORDS(rule->for_each));
}

static void
make(const struct making *m, struct route one, str key, str name)
{
	struct arena *a = m->arena;

	one.path = fill(a, one.path, KEY, key);
	one.title = one.title.n > 0 ? fill(a, one.title, NAME, name) : name;
	routes_add(a, m->routes, one, m->diags);
}

static void
make_each(const struct making *m, struct route one,
    const struct entities *list)
{
	struct groups groups;
	const struct entity *e;

	if (m->each.nfields == 0) {
		for (size_t i = 0; i < list->n; i++) {
			e = one.entity = list->items[i];
			one.plan = e->plan;
			make(m, one, e->id, e->title);
		}
		return;
	}
	groups_gather(m->arena, &m->each, list, &groups);
	one.kind = m->each.kind;
	for (size_t i = 0; i < groups.n; i++) {
		one.group = &groups.items[i];
		make(m, one, one.group->key, one.group->name);
	}
}

/* those of all plans, or of the site */
static struct entities
everywhere(struct arena *a, const struct kind *k, const struct model *m)
{
	struct entities all = {ARENA_NEWN(a, struct entity *, m->n + 1), 0};

	for (size_t i = 0; i < m->n; i++)
		if (m->entities[i]->kind == k)
			all.items[all.n++] = m->entities[i];
	return all;
}

void
route_rule_add(struct arena *a, const struct model *model,
    const struct route_rule *rule, struct routes *r, struct diags *d)
{
	struct making m = {a, rule, r, d, {0}};
	struct route one = {.path = rule->path, .layout = rule->layout,
	    .title = rule->title, .at = rule->at};
	struct entities all;

	check_when(rule, d);
	if (!read_each(&m))
		return;
	if (!str_starts(rule->path, PLAN)) {
		all = everywhere(a, m.each.kind, model);
		if (m.each.kind != NULL)
			make_each(&m, one, &all);
		else
			routes_add(a, r, one, d);
		return;
	}
	for (size_t i = 0; i < model->plans.n; i++) {
		one.plan = (const struct plan *)model->plans.items[i];
		if (!serves(rule, one.plan))
			continue;
		one.path = str_printf(a, STR_FMT "/" STR_FMT,
		    STR_ARG(one.plan->entity.id),
		    STR_ARG(str_slice(rule->path, PLAN.n, rule->path.n)));
		if (m.each.kind != NULL)
			make_each(&m, one,
			    &one.plan->lists[m.each.kind->no]);
		else
			routes_add(a, r, one, d);
	}
}
