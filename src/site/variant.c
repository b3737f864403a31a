#include "site/variant.h"

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

static void
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
}

void
variants_plan(struct arena *a, const struct model *m,
    const struct config *c, struct routes *all, struct diags *d)
{
	const bool english = str_eq(c->language, STR("en"));
	const bool any = !english && any_translated(m);
	const size_t n = all->n;
	struct route *r;

	for (size_t i = 0; i < n; i++) {
		r = &all->items[i];
		r->main = r->path;
		r->variant = english ? VARIANT_EN : VARIANT_MAIN;
	}
	for (size_t i = 0; i < n; i++) {
		if (any && has_english(m, &all->items[i]))
			add(a, all, all->items[i], VARIANT_EN, d);
		if (all->items[i].entity != NULL &&
		    all->items[i].entity->variants[VARIANT_EASY] != NULL)
			add(a, all, all->items[i], VARIANT_EASY, d);
	}
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

static const struct route *
find(const struct routes *all, str path)
{
	const size_t place = (size_t)map_get(&all->paths, path);

	return place > 0 ? &all->items[place - 1] : NULL;
}

const struct route *
variant_find(const struct routes *all, str main, enum variant v)
{
	struct buf path = {0};
	const struct route *r;

	variant_path(main, v, &path);
	r = find(all, buf_str(&path));
	buf_done(&path);
	return r != NULL && str_eq(r->main, main) ? r : NULL;
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
