#include "site/variant.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "site/config.h"

/* ---- planning ----------------------------------------------------------- */

static bool
is_translated(const struct model *m, const struct entity *e)
{
	return lexicon_find(&m->lexicon, VARIANT_EN, e->title).n > 0;
}

static bool
any_translated(const struct model *m)
{
	for (size_t i = 0; i < m->plans.n; i++)
		if (is_translated(m, m->plans.items[i]))
			return true;
	for (size_t i = 0; i < m->pages.n; i++)
		if (is_translated(m, m->pages.items[i]))
			return true;
	return false;
}

/* servers know one 404.html, at the root */
static bool
has_english(const struct model *m, const struct route *r)
{
	if (r->plan != NULL)
		return is_translated(m, &r->plan->entity);
	if (r->entity != NULL && !str_eq(r->path, STR("index.html")))
		return is_translated(m, r->entity);
	return !str_eq(r->path, STR("404.html"));
}

/* its place among all, from 1 */
static size_t
add(struct arena *a, struct routes *all, struct route one, enum variant v,
    struct diags *d)
{
	struct buf path = {0};

	variant_path(one.main, v, &path);
	one.path = str_copy(a, buf_str(&path));
	one.variant = v;
	if (v == VARIANT_EASY)
		one.layout = STR("easy");
	routes_add(a, all, one, d);
	buf_done(&path);
	return all->n;
}

static void
plan(struct arena *a, const struct model *m, struct routes *all, size_t i,
    bool any, struct diags *d)
{
	const struct route r = all->items[i];
	size_t twins[VARIANT_COUNT] = {[VARIANT_MAIN] = i + 1};
	enum variant v;

	if (any && has_english(m, &r))
		twins[VARIANT_EN] = add(a, all, r, VARIANT_EN, d);
	if (r.entity != NULL && r.entity->variants[VARIANT_EASY] != NULL)
		twins[VARIANT_EASY] = add(a, all, r, VARIANT_EASY, d);
	for (v = VARIANT_MAIN; v < VARIANT_COUNT; v++)
		if (twins[v] > 0)
			memcpy(all->items[twins[v] - 1].twins, twins,
			    sizeof(twins));
}

void
variants_plan(struct arena *a, const struct model *m,
    const struct config *c, struct routes *all, struct diags *d)
{
	const bool english = str_eq(c->language, STR("en"));
	const bool any = !english && any_translated(m);
	const size_t n = all->n;

	for (size_t i = 0; i < n; i++) {
		all->items[i].main = all->items[i].path;
		all->items[i].variant = english ? VARIANT_EN : VARIANT_MAIN;
	}
	for (size_t i = 0; i < n; i++)
		plan(a, m, all, i, any, d);
}

/* ---- finding ------------------------------------------------------------ */

void
variant_path(str main, enum variant v, struct buf *out)
{
	const str end = STR(".html");

	if (v == VARIANT_EN)
		buf_puts(out, "en/");
	if (v == VARIANT_EASY && str_ends(main, end)) {
		buf_put(out, str_slice(main, 0, main.n - end.n));
		buf_puts(out, ".easy.html");
	} else
		buf_put(out, main);
}

bool
variant_any(const struct routes *all, enum variant v)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].variant == v)
			return true;
	return false;
}

const struct route *
variant_of(const struct routes *all, const struct route *r, enum variant v)
{
	return r->twins[v] > 0 ? &all->items[r->twins[v] - 1] : NULL;
}

const struct route *
variant_find(const struct routes *all, str main, enum variant v)
{
	const size_t place = (size_t)map_get(&all->paths, main);
	const struct route *r = place > 0 ? &all->items[place - 1] : NULL;

	return r != NULL && str_eq(r->main, main) ? variant_of(all, r, v) :
	    NULL;
}

void
variant_url(const struct routes *all, str url, enum variant v,
    struct buf *out)
{
	const size_t hash = str_find(url, STR("#"));
	const struct route *r = v != VARIANT_MAIN ?
	    variant_find(all, str_slice(url, 0, hash), v) : NULL;

	buf_put(out, r != NULL ? r->path : str_slice(url, 0, hash));
	buf_put(out, str_slice(url, hash, url.n));
}
