#include "model/check_structure.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limit.h"
#include "base/memory.h"
#include "base/pool.h"
#include "model/check_text.h"
#include "model/cluster.h"
#include "model/evaluation.h"
#include "model/prose.h"
#include "model/status_count.h"
#include "text/md.h"

static const void *
get(const struct entity *e, const char *name)
{
	return field_of(shape_field(&e->kind->shape, str_of(name)), e);
}

static size_t
count_backs(const struct model *m, const struct entity *e, const char *name)
{
	return e->backs[model_back(m, e->kind, str_of(name))->slot].n;
}

/* ---- leaves of the tree ---------------------------------------------- */

static bool
is_leaf(const struct model *m, const struct entity *goal)
{
	return count_backs(m, goal, "children") == 0;
}

static bool
is_empty(const struct model *m, const struct entity *goal)
{
	return is_leaf(m, goal) && count_backs(m, goal, "programmes") == 0 &&
	    count_backs(m, goal, "indicators") == 0;
}

/* how many goals it stands below; beyond the most a message says so */
static size_t
level_of(const struct entity *goal)
{
	const struct ref *parent = get(goal, "parent");
	size_t level = 0;

	for (; parent->to != NULL && level < LIMIT_LEVELS; level++)
		parent = get(parent->to, "parent");
	return level;
}

/*
 * A goal is to have something below it if another of its level has: where
 * none has, the content does not go that deep.
 */
static void
check_leaves(const struct model *m, const struct plan *p, struct diags *d)
{
	const struct entities *goals = &p->lists[KIND_goal];
	bool filled[LIMIT_LEVELS + 1] = {0};
	const struct entity *e;
	size_t i;

	for (i = 0; i < goals->n; i++)
		filled[level_of(goals->items[i])] |=
		    !is_empty(m, goals->items[i]);
	for (i = 0; i < goals->n; i++) {
		e = goals->items[i];
		if (p->status.at != PLAN_SKELETON && is_empty(m, e) &&
		    filled[level_of(e)])
			diag(d, p->status.at == PLAN_DRAFT ?
			    MESSAGE_GOAL_EMPTY_DRAFT : MESSAGE_GOAL_EMPTY,
			    e->at, WORDS(e->title, e->id));
	}
}

/* ---- departments ----------------------------------------------------- */

static bool
has_department(const struct entity *programme)
{
	const struct texts *t = get(programme, "departments");

	return t->n > 0;
}

static void
check_departments(const struct plan *p, struct diags *d)
{
	const struct entities *all = &p->lists[KIND_programme];
	const struct entity *e;
	size_t with = 0, i;

	for (i = 0; i < all->n; i++)
		with += has_department(all->items[i]);
	if (2 * with <= all->n)
		return;
	for (i = 0; i < all->n; i++) {
		e = all->items[i];
		if (!has_department(e))
			diag(d, MESSAGE_DEPARTMENT_MISSING, e->at,
			    WORDS(e->title));
	}
}

/* ---- the plan before ------------------------------------------------- */

static void
check_periods(const struct plan *p, const struct plan *old, struct diags *d)
{
	const struct period *now = p->period.object;
	const struct period *was = old->period.object;
	const struct year *from = now != NULL ? &now->from : NULL;
	const struct year *to = was != NULL ? &was->to : NULL;

	if (from == NULL || to == NULL || from->from == 0 || to->to == 0 ||
	    from->kind == YEAR_NONE || from->kind != to->kind ||
	    to->open || from->from == to->to + 1)
		return;
	diag(d, from->from > to->to ? MESSAGE_LINEAGE_GAP :
	    MESSAGE_LINEAGE_OVERLAP, p->supersedes.at,
	    WORDS(old->entity.title, to->text, from->text));
	diag_note(d, MESSAGE_NAMED_HERE, to->at, WORDS(to->text));
}

static void
check_lineage(const struct plan *p, struct diags *d)
{
	const struct plan *old = (const struct plan *)p->supersedes.to;

	if (old == NULL)
		return;
	check_periods(p, old, d);
	if (p->status.at >= PLAN_ADOPTED && old->status.at != PLAN_CLOSED)
		diag(d, MESSAGE_LINEAGE_OPEN, p->supersedes.at,
		    WORDS(old->entity.title));
}

/* ---- attachments ----------------------------------------------------- */

static void
check_files(const struct plan *p, const struct prose *all, struct diags *d)
{
	struct arena a = {0};
	struct map used = {0};
	size_t i;

	for (i = 0; p->nfiles > 0 && i < all->n; i++)
		plan_list_files(all->entities[i], &a, &used);
	for (i = 0; i < p->nfiles; i++)
		if (map_get(&used, p->files[i].path) == NULL)
			diag(d, MESSAGE_ATTACHMENT_UNUSED, (span){0},
			    WORDS(p->files[i].path, p->entity.id));
	arena_done(&a);
}

/* ---- grades ---------------------------------------------------------- */

static size_t
sum(const struct status_counts *c, const enum status *of, size_t n)
{
	size_t total = 0;

	for (size_t i = 0; i < n; i++)
		total += c->by[of[i]];
	return total;
}

static void
check_grade(const struct evaluation *v, struct diags *d)
{
	static const enum status bad[] = {STATUS_MISSED, STATUS_NOT_MET,
	    STATUS_WORSE};
	static const enum status good[] = {STATUS_ACHIEVED,
	    STATUS_ACHIEVED_EARLY, STATUS_MET};
	const struct plan *p = v->entity.plan;
	const struct entry *grades = p->grades.items;
	const struct entity *goal = v->goal.to;
	struct status_counts c;
	struct buf n = {0};
	bool best, worst;

	if (goal == NULL || goal->plan != p || v->grade.n == 0 ||
	    p->grades.n < 2)
		return;
	best = str_eq(v->grade, grades[0].id);
	worst = str_eq(v->grade, grades[p->grades.n - 1].id);
	if (!best && !worst)
		return;
	c = status_count(p, goal, v->year.to);
	buf_printf(&n, "%zu", c.base);
	if (best && c.base > 0 && sum(&c, bad, 3) == c.base)
		diag(d, MESSAGE_GRADE_BEST, v->grade_at, WORDS(v->grade,
		    goal->title, buf_str(&n)));
	if (worst && c.base > 0 && sum(&c, good, 3) == c.base)
		diag(d, MESSAGE_GRADE_WORST, v->grade_at, WORDS(v->grade,
		    goal->title, buf_str(&n)));
	buf_done(&n);
}

static void
check_grades(const struct plan *p, struct diags *d)
{
	const struct entities *all = &p->lists[KIND_evaluation];

	for (size_t i = 0; i < all->n; i++)
		check_grade((const struct evaluation *)all->items[i], d);
}

/* ---- plans with errors ----------------------------------------------- */

/* The folders of plans in which something is wrong. */
struct faults {
	struct arena arena;
	size_t root;            /* length of the path of content/ */
	struct map plans;
};

/* content/town of content/town/chapters/a.md */
static str
folder(const struct faults *f, const struct source *src)
{
	str rest = str_slice(src->path, f->root, src->path.n);

	return str_slice(rest, 0, str_find(rest, STR("/")));
}

static enum level
see(void *ctx, const char *code, span at, enum level level)
{
	struct faults *f = ctx;

	(void)code;
	if (level == LEVEL_ERROR && at.src != NULL && at.src->path.n > f->root)
		map_put(&f->plans, &f->arena, folder(f, at.src), f);
	return level;
}

static void
list_faults(struct faults *f, const struct model *m, struct diags *d)
{
	const struct entity *e;
	size_t own;

	for (size_t i = 0; i < m->plans.n && f->root == 0; i++) {
		e = m->plans.items[i];
		own = e->id.n + sizeof("/plan.md") - 1;
		if (e->at.src != NULL && e->at.src->path.n > own)
			f->root = e->at.src->path.n - own;
	}
	if (d->errors > 0 && f->root > 0)
		diags_judge(d, see, f);
}

/* ---- public ---------------------------------------------------------- */

/* what could not be read is not missing: not where there are errors */
static void
check_whole(const struct model *m, const struct plan *p,
    const struct prose *all, struct diags *d)
{
	check_numbers(p, d);
	check_leaves(m, p, d);
	check_departments(p, d);
	check_files(p, all, d);
	check_counts(all, p, d);
}

static void
check_plan(const struct model *m, const struct plan *p,
    const struct prose *all, const struct faults *f, struct diags *d)
{
	const struct source *src = p->entity.at.src;

	check_lineage(p, d);
	check_grades(p, d);
	if (src == NULL || map_get(&f->plans, folder(f, src)) == NULL)
		check_whole(m, p, all, d);
}

/* What is checked together: a plan, or the site's own pages. */
struct checked {
	struct prose all;
	size_t cluster;
};

struct checking {
	struct cluster *const *clusters;
	struct faults *faults;  /* of each cluster */
	struct checked *plans;
	size_t nplans, nworkers;
	struct diags *diags;    /* for each cluster one of each worker */
};

enum part { PART_TEXT, PART_BODIES, PART_WORDS, PART_PLAN, PART_COUNT };

static void
check_part(void *ctx, size_t worker, size_t i)
{
	const struct checking *c = ctx;
	const struct checked *one = &c->plans[i / PART_COUNT];
	struct diags *d = &c->diags[one->cluster * c->nworkers + worker];
	const struct plan *p = one->all.entities[0]->plan;

	switch ((enum part)(i % PART_COUNT)) {
	case PART_TEXT:
		check_text(&one->all, d);
		check_dates(&one->all, d);
		break;
	case PART_BODIES:
		check_bodies(&one->all, d);
		break;
	case PART_WORDS:
		check_words(&one->all, p, d);
		break;
	case PART_PLAN:
		if (p != NULL)
			check_plan(&c->clusters[one->cluster]->model, p,
			    &one->all, &c->faults[one->cluster], d);
		break;
	case PART_COUNT:
		break;
	}
}

static void
list_plans(struct checking *c, size_t cluster)
{
	const struct model *m = &c->clusters[cluster]->model;
	struct entity **all = m->entities;
	size_t from, to;

	for (from = 0; from < m->n; from = to) {
		for (to = from; to < m->n && all[to]->plan == all[from]->plan;
		    to++)
			;
		c->plans[c->nplans++] = (struct checked){
		    {.entities = all + from, .n = to - from}, cluster};
	}
}

/* of the clusters that are not done */
static void
begin(struct checking *c, size_t n)
{
	struct cluster *one;
	size_t nplans = 0, i;

	for (i = 0; i < n; i++)
		nplans += c->clusters[i]->model.plans.n + 1;
	c->faults = memory_new(n, sizeof(*c->faults));
	c->diags = memory_new(n * c->nworkers, sizeof(*c->diags));
	c->plans = memory_new(nplans, sizeof(*c->plans));
	for (i = 0; i < n; i++) {
		one = c->clusters[i];
		if (one->done)
			continue;
		list_faults(&c->faults[i], &one->model, &one->diags);
		list_plans(c, i);
	}
}

static void
end(struct checking *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t w = 0; w < c->nworkers; w++)
			diags_merge(&c->clusters[i]->diags,
			    &c->diags[i * c->nworkers + w]);
		arena_done(&c->faults[i].arena);
	}
	free(c->faults);
	free(c->diags);
	free(c->plans);
}

void
check_plans(const struct clusters *all, size_t nworkers)
{
	struct checking c = {.clusters = all->items, .nworkers = nworkers};

	begin(&c, all->n);
	pool_run(nworkers, c.nplans * PART_COUNT, check_part, &c);
	end(&c, all->n);
}
