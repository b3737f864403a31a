#include "model/check_text.h"

#include "base/buf.h"
#include "base/diag.h"
#include "model/prose.h"
#include "model/status_count.h"
#include "text/tally.h"

enum { LEVELS_MOST = 16, NOUNS_MOST = LEVELS_MOST + 6, COUNTS_MOST = 4,
       WHATS = 5 };

/* What a noun may count. */
enum what { WHAT_LEVEL, WHAT_GOAL, WHAT_PROGRAMME, WHAT_INDICATOR, WHAT_CASE };

struct noun {
	enum what what;
	size_t level;           /* of WHAT_LEVEL */
};

/* The goals of a plan, by their place in its list. */
struct tree {
	size_t *children, *indicators;
	size_t n, leaves, levels[LEVELS_MOST + 1];
};

struct counting {
	struct arena arena;
	const struct plan *plan;
	struct diags *diags;
	struct tree tree;
	str names[NOUNS_MOST];
	struct noun nouns[NOUNS_MOST];
	size_t n;
	size_t placements;      /* of programmes, in all */
	bool *parts[WHATS];     /* counts that one goal has, or one level */
};

/* ---- the tree -------------------------------------------------------- */

static const struct entity *
above(const struct entity *e)
{
	const char *field = e->kind == &kind_goal ? "parent" : "goal";
	const struct ref *r = field_of(shape_field(&e->kind->shape,
	    str_of(field)), e);

	return r->to != NULL && r->to->plan == e->plan ? r->to : NULL;
}

static size_t
place(const struct counting *c, const struct entity *goal)
{
	return goal->no - c->plan->lists[KIND_goal].items[0]->no;
}

/* as far as the names of levels go */
static size_t
depth_of(const struct entity *goal)
{
	size_t depth = 0;

	while (depth < LEVELS_MOST && (goal = above(goal)) != NULL)
		depth++;
	return depth;
}

static void
list_tree(struct counting *c)
{
	const struct entities *goals = &c->plan->lists[KIND_goal];
	const struct entities *all = &c->plan->lists[KIND_indicator];
	const struct entity *e;
	struct tree *t = &c->tree;
	size_t i;

	t->n = goals->n;
	t->children = ARENA_NEWN(&c->arena, size_t, t->n + 1);
	t->indicators = ARENA_NEWN(&c->arena, size_t, t->n + 1);
	for (i = 0; i < t->n; i++) {
		t->levels[depth_of(goals->items[i])]++;
		if ((e = above(goals->items[i])) != NULL)
			t->children[place(c, e)]++;
	}
	for (i = 0; i < t->n; i++)
		t->leaves += t->children[i] == 0;
	for (i = 0; i < all->n; i++)
		for (e = above(all->items[i]); e != NULL; e = above(e))
			t->indicators[place(c, e)]++;
}

/* ---- the parts ------------------------------------------------------- */

static void
see(struct counting *c, enum what what, size_t n)
{
	if (n <= TALLY_MOST)
		c->parts[what][n] = true;
}

/* what a text may count that is about one goal or one level */
static void
list_parts(struct counting *c)
{
	const struct entities *goals = &c->plan->lists[KIND_goal];
	struct programme_counts programmes;
	size_t i;

	c->placements = status_count_programmes(c->plan,
	    &c->plan->entity).placements;
	for (i = 0; i < WHATS; i++)
		c->parts[i] = ARENA_NEWN(&c->arena, bool, TALLY_MOST + 1);
	for (i = 0; i <= LEVELS_MOST; i++)
		see(c, WHAT_GOAL, c->tree.levels[i]);
	for (i = 0; i < goals->n; i++) {
		programmes = status_count_programmes(c->plan,
		    goals->items[i]);
		see(c, WHAT_LEVEL, c->tree.children[i]);
		see(c, WHAT_GOAL, c->tree.children[i]);
		see(c, WHAT_PROGRAMME, programmes.programmes);
		see(c, WHAT_PROGRAMME, programmes.placements);
		see(c, WHAT_INDICATOR, c->tree.indicators[i]);
	}
}

/* ---- what can be meant ----------------------------------------------- */

static void
add_noun(struct counting *c, str name, enum what what, size_t level)
{
	c->names[c->n] = name;
	c->nouns[c->n++] = (struct noun){what, level};
}

/* the plan's own words first: they hold for 施策 too */
static void
list_nouns(struct counting *c)
{
	const struct texts *levels = &c->plan->levels;

	for (size_t i = 0; i < levels->n && i < LEVELS_MOST; i++)
		add_noun(c, levels->items[i], WHAT_LEVEL, i);
	add_noun(c, STR("施策"), WHAT_GOAL, 0);
	add_noun(c, STR("事業"), WHAT_PROGRAMME, 0);
	add_noun(c, STR("取組"), WHAT_PROGRAMME, 0);
	add_noun(c, STR("取り組み"), WHAT_PROGRAMME, 0);
	add_noun(c, STR("指標"), WHAT_INDICATOR, 0);
	add_noun(c, STR("事例"), WHAT_CASE, 0);
}

/* the counts of the whole, those of most meaning first; how many */
static size_t
counts_of(const struct counting *c, const struct noun *noun, size_t *out)
{
	const struct plan *p = c->plan;
	size_t n = 0;

	switch (noun->what) {
	case WHAT_LEVEL:
		out[n++] = c->tree.levels[noun->level];
		break;
	case WHAT_GOAL:
		out[n++] = c->tree.leaves;
		out[n++] = c->tree.n;
		break;
	case WHAT_PROGRAMME:
		out[n++] = p->lists[KIND_programme].n;
		out[n++] = c->placements;
		break;
	case WHAT_INDICATOR:
		out[n++] = p->lists[KIND_indicator].n;
		break;
	case WHAT_CASE:
		out[n++] = p->lists[KIND_case].n;
		break;
	}
	return n;
}

static bool
is_true(const struct counting *c, const struct noun *noun, size_t n)
{
	size_t counts[COUNTS_MOST], ncounts = counts_of(c, noun, counts), i;

	for (i = 0; i < ncounts; i++)
		if (counts[i] == n)
			return true;
	/*
	 * one is any of them; and nothing to compare where the content does
	 * not have them at all
	 */
	return n == 1 || counts[0] == 0 || c->parts[noun->what][n];
}

/* ---- prose ----------------------------------------------------------- */

static bool
has(const struct tally_found *f, const char *word)
{
	str w = str_of(word);

	return str_find(f->before, w) < f->before.n ||
	    str_find(f->after, w) < f->after.n;
}

static bool
has_one(const struct tally_found *f, const char *const *all)
{
	for (; *all != NULL; all++)
		if (has(f, *all))
			return true;
	return false;
}

/* does it count a whole level, and rightly? */
static bool
counts_level(const struct counting *c, str part)
{
	struct tally_reader r = {.text = part, .nouns = c->names,
	    .nnouns = c->n};
	struct tally_found f;
	const struct noun *noun;

	while (tally_next(&r, &f)) {
		noun = &c->nouns[f.noun];
		if (noun->what == WHAT_LEVEL && f.n > 1 &&
		    f.n == c->tree.levels[noun->level])
			return true;
	}
	return false;
}

/* この計画の事業の数は87, and not 市民と行う事業の数は87 */
static bool
is_clause(str before)
{
	static const char *const ends[] = {"、", "計画の", "プランの", "-", "*",
	    NULL};

	before = str_trim(before);
	for (size_t i = 0; ends[i] != NULL; i++)
		if (str_ends(before, str_of(ends[i])))
			return true;
	return before.n == 0;
}

/*
 * 事業 and 指標 are words of every day: they count where the sentence is
 * about the plan as a whole, and not about a year or another plan.
 */
static bool
is_about_plan(const struct counting *c, const struct noun *noun,
    const struct tally_found *f)
{
	static const char *const whole[] = {"計画", "プラン", "指針", "全",
	    "計", "体系", "掲げ", "位置付け", "位置づけ", "設け", "定め", "構成",
	    "収録", "掲載", "紹介", NULL};
	static const char *const others[] = {"年度に", "年度は", "年度の",
	    "年度末", "実施した", "実施しました", "行った", "行いました",
	    "見直", "前の計画", "第1次", "第2次", "第1期", "第2期", "第3期", NULL};

	if (f->form != TALLY_NUMBER_FIRST && !is_clause(f->before))
		return false;
	if (noun->what == WHAT_LEVEL)
		return true;
	if (f->form == TALLY_NOUN_FIRST || has_one(f, others))
		return false;
	return f->form == TALLY_STATED || has_one(f, whole) ||
	    counts_level(c, f->before) || counts_level(c, f->after);
}

static void
tell(struct counting *c, const struct prose *p, const struct noun *noun,
    const struct tally_found *f)
{
	size_t counts[COUNTS_MOST] = {0}, n = counts_of(c, noun, counts);
	struct buf ja = {0}, en = {0};

	buf_printf(&ja, "%zu", counts[0]);
	buf_printf(&en, "%zu", counts[0]);
	if (n > 1 && counts[1] != counts[0]) {
		buf_printf(&ja, noun->what == WHAT_GOAL ?
		    "（すべての段で%zu）" : "（再掲を含めて%zu）", counts[1]);
		buf_printf(&en, noun->what == WHAT_GOAL ?
		    " (%zu at all depths)" : " (%zu with re-listings)",
		    counts[1]);
	}
	diag(c->diags, MESSAGE_COUNT_DIFFERS, prose_span(p, f->at, f->len),
	    WORDS(str_slice(p->text, f->at, f->at + f->len), buf_str(&ja),
	    buf_str(&en)));
	buf_done(&ja);
	buf_done(&en);
}

static void
check(struct counting *c, const struct prose *p)
{
	struct tally_reader r = {.text = p->text, .nouns = c->names,
	    .nnouns = c->n, .blank = true};
	struct tally_found f;
	const struct noun *noun;

	while (tally_next(&r, &f)) {
		noun = &c->nouns[f.noun];
		if (is_about_plan(c, noun, &f) && !is_true(c, noun, f.n))
			tell(c, p, noun, &f);
	}
}

/* what tells of the plan itself, not of what was before it */
static bool
is_read(const struct prose *p)
{
	static const char *const past[] = {"ふりかえり", "振り返り", "前計画",
	    "これまで", "成果", "検証", NULL};
	const struct entity *e = p->owner;
	size_t i;

	if (p->field != NULL && !str_eq(str_of(p->field->name),
	    STR("summary")))
		return false;
	if (e->kind != &kind_chapter)
		return e->kind == &kind_plan || e->kind == &kind_goal;
	for (i = 0; past[i] != NULL; i++)
		if (str_find(e->title, str_of(past[i])) < e->title.n)
			return false;
	return true;
}

void
check_counts(const struct prose *all, const struct plan *plan,
    struct diags *d)
{
	struct counting c = {.plan = plan, .diags = d};
	struct prose p = *all;

	list_tree(&c);
	list_parts(&c);
	list_nouns(&c);
	while (prose_next(&p))
		if (is_read(&p))
			check(&c, &p);
	arena_done(&c.arena);
}
