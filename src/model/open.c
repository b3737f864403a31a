#include "model/open.h"

#include <string.h>

#include "base/arena.h"
#include "text/open.h"

struct listing {
	struct arena *arena;
	struct texts *out;
};

static void
add(struct listing *l, span at)
{
	struct texts *t = l->out;

	t->items = ARENA_MORE(l->arena, t->items, t->n);
	t->places = ARENA_MORE(l->arena, t->places, t->n);
	t->items[t->n] = source_text(at);
	t->places[t->n++] = at;
}

/* without quotes */
static str
value_of(str text)
{
	char c = text.n > 1 ? text.p[0] : '\0';

	return str_trim((c == '"' || c == '\'') && text.p[text.n - 1] == c ?
	    str_slice(text, 1, text.n - 1) : text);
}

/* in the text as it is written, so that each has its line and column */
static void
list_text(struct listing *l, span all, const struct field *f)
{
	str text = source_text(all), value = value_of(text);
	size_t i = 0, at, len;

	/* one may answer 未定 to a question */
	if (open_whole(value) || (open_word(value) &&
	    strcmp(f->name, "title") != 0)) {
		add(l, all);
		return;
	}
	for (; open_next(text, i, &at, &len); i = at + len)
		add(l, (span){all.src, all.off + (uint32_t)at, (uint32_t)len});
}

void
open_list(struct arena *a, const struct passages *texts, struct texts *out)
{
	struct listing l = {.arena = a, .out = out};

	for (size_t i = 0; i < texts->n; i++)
		list_text(&l, texts->items[i].at, texts->items[i].field);
}
