#include "model/check_series.h"

#include "base/arena.h"
#include "base/diag.h"
#include "model/fraction.h"

void
check_fractions(const struct series_check *c)
{
	const struct series *s = c->series;
	const struct figure **all = ARENA_NEWN(c->arena,
	    const struct figure *, s->n + 1);

	if (!figure_same_unit(s->indicator->unit, STR("％")))
		return;
	for (size_t i = 0; i < s->n; i++)
		all[i] = s->points[i].figure;
	for (size_t i = 0; i < s->n; i++)
		if (!s->points[i].told && fraction_is(all, s->n, i)) {
			s->points[i].odd = true;
			diag(c->diags, MESSAGE_FRACTION, all[i]->at,
			    WORDS(all[i]->text,
			    fraction_percent(c->arena, all[i])));
		}
}
