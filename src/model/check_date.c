#include "model/check_text.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/prose.h"
#include "text/year.h"

/*
 * Years and days in prose that there are not.  What is read there may be
 * meant otherwise, and be quoted: all of it is a warning.
 */

static enum level
judge(void *ctx, const char *code, span at, enum level level)
{
	static const char *const told[] = {
		"year-number", "year-date", "year-disagrees", "year-era",
		"year-weekday"
	};

	(void)ctx, (void)at, (void)level;
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (strcmp(code, told[i]) == 0)
			return LEVEL_WARNING;
	return LEVEL_NOTE;
}

/* 平成32年度（令和2年度） says itself what is meant */
static bool
is_explained(str text, str piece, const struct year *y)
{
	struct buf right = {0};
	bool is;

	year_print_calendar(y->kind == YEAR_FISCAL ? y->to : y->year, &right);
	is = y->to > 0 && str_find(piece, buf_str(&right)) == piece.n &&
	    str_find(text, buf_str(&right)) < text.n;
	buf_done(&right);
	return is;
}

static void
check_one(struct arena *a, const struct prose *p, size_t at, size_t len,
    struct diags *diags)
{
	str piece = str_slice(p->text, at, at + len);
	struct diags found = {0};
	struct year y;

	year_read(a, piece, prose_span(p, at, len), &y, &found);
	diags_judge(&found, judge, NULL);
	if (!is_explained(p->text, piece, &y))
		diags_merge(diags, &found);
	diags_done(&found);
}

/*
 * Years of the west are too much like other numbers.  Most bytes are told by
 * what 令, 平 and 昭 begin with.
 */
static bool
is_era(str rest)
{
	const unsigned char c = (unsigned char)*rest.p;

	return c >= 0xe4 && c <= 0xe6 && (str_starts(rest, STR("令和")) ||
	    str_starts(rest, STR("平成")) || str_starts(rest, STR("昭和")));
}

void
check_dates(const struct prose *all, struct diags *diags)
{
	struct prose p = *all;
	struct arena a = {0};
	size_t i, len;
	str rest;

	while (prose_next(&p))
		for (i = 0; i < p.text.n; i += len > 0 ? len : 1) {
			rest = str_slice(p.text, i, p.text.n);
			len = is_era(rest) ? year_head(rest) : 0;
			if (len > 0)
				check_one(&a, &p, i, len, diags);
		}
	arena_done(&a);
}
