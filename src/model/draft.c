#include "model/draft.h"

bool
draft_is(const struct entity *e)
{
	return e->draft || (e->plan != NULL && e->plan->entity.draft);
}

static str
key(struct arena *a, const struct kind *k, str title)
{
	return str_printf(a, "%zu/" STR_FMT, k->no, STR_ARG(title));
}

/* a title that a draft shares with what is published is not the draft's */
static bool
list_titles(const struct plan *p, struct map *titles, struct arena *a)
{
	bool any = false;
	struct entity *e;

	for (int draft = 0; draft <= 1; draft++)
		for (size_t k = 0; k < KIND_COUNT; k++)
			for (size_t i = 0; i < p->lists[k].n; i++) {
				e = p->lists[k].items[i];
				if (kinds[k]->rows || e->draft != draft)
					continue;
				any = any || e->draft;
				map_put(titles, a, key(a, kinds[k],
				    e->title), e);
			}
	return any;
}

static bool
tells_of_draft(const struct model *m, const struct entity *row,
    const struct map *titles, struct arena *a)
{
	const struct entity *e;
	const struct field *f;
	const struct ref *r;

	for (size_t i = 0; (f = shape_at(&row->kind->shape, i)) != NULL; i++) {
		r = field_of(f, row);
		if (f->type != FIELD_REF || f->of == NULL || r->id.n == 0)
			continue;
		if ((e = model_find(m, row->plan, r->id)) == NULL)
			e = map_get(titles, key(a, f->of, r->id));
		if (e != NULL && draft_is(e))
			return true;
	}
	return false;
}

void
draft_rows(const struct model *m, const struct plan *p)
{
	struct map titles = {0};
	struct arena a = {0};
	bool any = list_titles(p, &titles, &a);

	for (size_t k = 0; any && k < KIND_COUNT; k++)
		for (size_t i = 0; kinds[k]->rows && i < p->lists[k].n; i++)
			p->lists[k].items[i]->draft = tells_of_draft(m,
			    p->lists[k].items[i], &titles, &a);
	arena_done(&a);
}

static void
list_files(const struct entity *e, struct arena *a, struct map *ours,
    struct map *drafts)
{
	plan_list_files(e, a, draft_is(e) ? drafts : ours);
}

void
draft_files(struct plan *p)
{
	struct map ours = {0}, drafts = {0};
	struct arena a = {0};
	size_t n = 0;
	str path;

	list_files(&p->entity, &a, &ours, &drafts);
	for (size_t k = 0; p->nfiles > 0 && k < KIND_COUNT; k++)
		for (size_t i = 0; i < p->lists[k].n; i++)
			list_files(p->lists[k].items[i], &a, &ours, &drafts);
	for (size_t i = 0; i < p->nfiles; i++) {
		path = p->files[i].path;
		if (map_get(&ours, path) != NULL ||
		    map_get(&drafts, path) == NULL)
			p->files[n++] = p->files[i];
	}
	p->nfiles = n;
	arena_done(&a);
}
