#include "model/check.h"

#include "base/diag.h"
#include "model/event.h"

/* What can only follow on what; a plan's kinds end with these words. */
static const struct {
	const char *before, *after;
} orders[] = {
	{"諮問", "答申"},
	{"素案", "意見募集"},
	{"素案", "パブリックコメント"},
	{"答申", "策定"},
	{"諮問", "策定"},
	{"素案", "策定"},
	{"公募", "策定"},
	{"意見募集", "策定"},
	{"パブリックコメント", "策定"}
};

enum { ONE_PLAN = 20000 };      /* in days as numbers: two years */

static bool
is_of(const struct event *e, const char *word)
{
	return str_ends(e->kind, str_of(word)) &&
	    year_first_day(&e->date) != 0;
}

static const struct event *
first(const struct entities *list, const char *word)
{
	const struct event *found = NULL, *e;

	for (size_t i = 0; i < list->n; i++) {
		e = (const struct event *)list->items[i];
		if (is_of(e, word) && (found == NULL ||
		    year_first_day(&e->date) < year_first_day(&found->date)))
			found = e;
	}
	return found;
}

static const struct event *
last(const struct entities *list, const char *word)
{
	const struct event *found = NULL, *e;

	for (size_t i = 0; i < list->n; i++) {
		e = (const struct event *)list->items[i];
		if (is_of(e, word) && (found == NULL ||
		    year_last_day(&e->date) > year_last_day(&found->date)))
			found = e;
	}
	return found;
}

/*
 * A timeline may hold several rounds, and only the end of one: so the last
 * step is held against the first one that it must follow, and what lies
 * years apart is of two rounds.
 */
static bool
is_early(const struct event *b, const struct event *a)
{
	int days;

	if (a == NULL || b == NULL || a == b)
		return false;
	days = year_first_day(&a->date) - year_last_day(&b->date);
	return days > 0 && days < ONE_PLAN;
}

static void
tell(const struct event *b, const struct event *a, struct diags *d)
{
	diag(d, MESSAGE_EVENT_ORDER, b->date.at, WORDS(b->entity.title,
	    b->date.text, a->entity.title, a->date.text));
	diag_note(d, MESSAGE_NAMED_HERE, a->date.at, WORDS(a->entity.title));
}

void
check_events(const struct plan *p, struct diags *d)
{
	const struct entities *list = &p->lists[KIND_event];
	const struct event *a, *b, *told = NULL;

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		a = first(list, orders[i].before);
		b = last(list, orders[i].after);
		if (b == told || !is_early(b, a))
			continue;
		tell(b, a, d);
		told = b;
	}
}
