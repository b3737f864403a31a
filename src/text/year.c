#include "text/year.h"

#include <limits.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "text/locator.h"
#include "text/year_form.h"

/* What is being read, for messages. */
struct reading {
	struct arena *arena;
	struct diags *diags;
	str text;
	span at;
};

/* ---- printing ------------------------------------------------------------ */

static void
put_year(const struct era *e, int number, struct buf *b)
{
	if (number < 1)                 /* before the first of the eras */
		buf_printf(b, "%d", e->before + number);
	else if (number == 1)
		buf_printf(b, "%s元", e->name);
	else
		buf_printf(b, "%s%d", e->name, number);
}

/* a point in the words of an era, which need not be its own */
static void
put_point(const struct era *e, const struct year_point *p, struct buf *b)
{
	put_year(e, year_point_western(p) - e->before, b);
	buf_puts(b, p->month == ABSENT && !p->calendar ? "年度" : "年");
	if (p->month != ABSENT)
		buf_printf(b, "%d月", p->month);
	if (p->day != ABSENT)
		buf_printf(b, "%d日", p->day);
}

/* the era that a point bears by right */
static const struct era *
right_era(const struct year_point *p)
{
	int year = year_point_western(p);

	if (p->month != ABSENT)
		return calendar_era(year, p->month, p->day != ABSENT ?
		    p->day : calendar_days(year, p->month));
	return p->calendar ? calendar_era_of_year(year) :
	    calendar_era_of_fiscal(year);
}

/* ---- checking ------------------------------------------------------------ */

static bool
fault(const struct reading *r, enum message message,
    const struct year_point *p, str word, str another)
{
	return diag(r->diags, message, scan_part(r->at, r->text, p->text),
	    WORDS(scan_quote(r->arena, p->text), word, another));
}

static bool
check_number(const struct reading *r, const struct year_point *p)
{
	if (p->number < 1 || year_point_western(p) > YEAR_LAST)
		return fault(r, MESSAGE_YEAR_NUMBER, p, (str){0}, (str){0});
	return true;
}

/* 平成27（2015）年 */
static bool
check_other(const struct reading *r, const struct year_point *p)
{
	int year = year_point_western(p);
	struct buf own = {0};

	if (p->other == ABSENT || p->other == year)
		return true;
	put_year(p->era != NULL ? p->era : calendar_era_of_year(year),
	    p->era != NULL ? p->number :
	    year - calendar_era_of_year(year)->before, &own);
	fault(r, MESSAGE_YEAR_DISAGREES, p, buf_str(&own),
	    str_printf(r->arena, "%d", year));
	buf_done(&own);
	return false;
}

static bool
check_day(const struct reading *r, const struct year_point *p)
{
	if (p->month == ABSENT)
		return true;
	if (p->month < 1 || p->month > 12 || p->day == 0 ||
	    p->day > calendar_days(year_point_western(p), p->month))
		return fault(r, MESSAGE_YEAR_DATE, p, (str){0}, (str){0});
	return true;
}

/* was the era over, or not there yet? 平成31年度 was in use before 令和 */
static bool
in_its_era(const struct year_point *p)
{
	int year = year_point_western(p);

	if (p->era == NULL || p->era == right_era(p))
		return true;
	if (p->month == ABSENT)
		return p->era->most == 0 || p->number <= p->era->most;
	return p->day == ABSENT && p->era == calendar_era(year, p->month, 1);
}

/* H32 and the like keep their form, and what stands there twice too */
static void
offer_era(const struct reading *r, span at, str written, str right)
{
	str text, rest;
	size_t from;

	if (at.src == NULL)
		return;
	text = source_text(at);
	from = str_find(text, written);
	rest = str_slice(text, from < text.n ? from + written.n : from,
	    text.n);
	if (from == text.n || str_find(rest, written) < rest.n)
		return;
	at.off += (uint32_t)from;
	at.len = (uint32_t)written.n;
	if (!locator_holds(at))
		diag_edit(r->diags, at, right);
}

static void
warn_era(const struct reading *r, const struct year_point *p)
{
	span at = scan_part(r->at, r->text, p->text);
	struct buf written = {0}, right = {0};

	if (in_its_era(p))
		return;
	put_point(p->era, p, &written);
	put_point(right_era(p), p, &right);
	diag(r->diags, MESSAGE_YEAR_ERA, at,
	    WORDS(buf_str(&written), buf_str(&right)));
	offer_era(r, at, buf_str(&written), buf_str(&right));
	buf_done(&written);
	buf_done(&right);
}

static void
warn_weekday(const struct reading *r, const struct year_point *p)
{
	static const char *const names[] = {
		"日", "月", "火", "水", "木", "金", "土"
	};
	int day;

	if (p->weekday == ABSENT)
		return;
	day = calendar_weekday(year_point_western(p), p->month, p->day);
	if (day != p->weekday)
		fault(r, MESSAGE_YEAR_WEEKDAY, p, str_of(names[day]),
		    (str){0});
}

static bool
check_point(const struct reading *r, const struct year_point *p)
{
	if (p->circle)
		return true;
	if (!check_number(r, p) || !check_other(r, p) || !check_day(r, p))
		return false;
	warn_era(r, p);
	warn_weekday(r, p);
	return true;
}

/* ---- meaning ------------------------------------------------------------- */

/* in 平成28～30年度 the last word is about both */
static void
share_unit(struct year_form *f)
{
	struct year_point *a = &f->first, *b = &f->last;

	if (!a->fiscal && !a->calendar && a->month == ABSENT)
		a->calendar = b->calendar;
	if (!b->fiscal && !b->calendar && b->month == ABSENT)
		b->calendar = a->calendar;
}

static int
position(const struct year_point *p)
{
	int year;

	if (p->circle)
		return p->number > 0 ? year_point_western(p) : 0;
	year = year_point_western(p);
	return p->month != ABSENT ? calendar_fiscal(year, p->month) : year;
}

static int
known(int n)
{
	return n == ABSENT ? 0 : n;
}

static enum year_kind
kind(const struct year_form *f)
{
	if (f->first.circle || f->last.circle)
		return YEAR_PLACEHOLDER;
	if (f->last.month != ABSENT)
		return f->last.day != ABSENT ? YEAR_DATE : YEAR_MONTH;
	return f->last.calendar ? YEAR_CALENDAR : YEAR_FISCAL;
}

static void
fill(const struct year_form *f, struct year *y)
{
	y->kind = kind(f);
	y->open = f->open;
	y->tentative = f->tentative;
	y->from = position(&f->first);
	y->to = position(&f->last);
	y->year = f->last.number > 0 ? year_point_western(&f->last) : 0;
	y->month = known(f->last.month);
	y->day = known(f->last.day);
}

/* does the span run forward, without gaps, for as long as it says? */
static bool
check_span(const struct reading *r, struct year_form *f, struct year *y)
{
	struct year first = {0};
	struct year_form from = {.first = f->first, .last = f->first};
	str quote = scan_quote(r->arena, str_trim(r->text));

	if (y->kind == YEAR_PLACEHOLDER)
		return true;
	if (f->count != ABSENT && f->last.text.p == f->first.text.p) {
		y->to += f->count - 1;
		y->year += f->count - 1;
	} else if (f->count != ABSENT && y->to - y->from + 1 != f->count)
		return diag(r->diags, MESSAGE_YEAR_COUNT, r->at, WORDS(quote,
		    str_printf(r->arena, "%d", y->to - y->from + 1)));
	fill(&from, &first);
	if (y->to < y->from || (y->to == y->from && first.kind == y->kind &&
	    year_compare(&first, y) > 0))
		return diag(r->diags, MESSAGE_YEAR_ORDER, r->at, WORDS(quote));
	if (f->gap)
		return diag(r->diags, MESSAGE_YEAR_GAP, r->at, WORDS(quote));
	return true;
}

bool
year_read(struct arena *a, str text, span at, struct year *y,
    struct diags *d)
{
	struct reading r = {a, d, text, at};
	struct scan in = {str_trim(text), 0};
	struct year_form f;

	*y = (struct year){.at = at};
	if (in.text.n == 0)
		return true;
	y->text = scan_compact(a, in.text);
	if (scan_is_dash(in.text))
		return true;
	if (!year_form_read(&in, &f) || scan_peek(&in) != 0)
		return diag(d, MESSAGE_YEAR_SYNTAX, at,
		    WORDS(scan_quote(a, in.text)));
	share_unit(&f);
	if (!check_point(&r, &f.first) ||
	    (f.last.text.p != f.first.text.p && !check_point(&r, &f.last)))
		return false;
	fill(&f, y);
	return check_span(&r, &f, y);
}

size_t
year_head(str text)
{
	struct scan in = {text, 0};
	struct year_form f;

	return text.n > 0 && year_form_read(&in, &f) ? in.off : 0;
}

static int
order(int a, int b)
{
	return (a > b) - (a < b);
}

bool
year_known(const struct year *y)
{
	return y->kind != YEAR_NONE && y->kind != YEAR_PLACEHOLDER;
}

int
year_compare(const struct year *a, const struct year *b)
{
	int c = order(a->to, b->to);

	/* with a month a fiscal year is left in January */
	if (c == 0)
		c = order(a->month > 0 ? a->year : 0,
		    b->month > 0 ? b->year : 0);
	if (c == 0)
		c = order(a->month, b->month);
	return c != 0 ? c : order(a->day, b->day);
}

static int
day(int year, int month, int of_month)
{
	return (year * 100 + month) * 100 + of_month;
}

int
year_first_day(const struct year *y)
{
	if (!year_known(y))
		return 0;
	if (y->month > 0 && y->from == y->to)
		return day(y->year, y->month, y->day > 0 ? y->day : 1);
	return y->kind == YEAR_CALENDAR ? day(y->from, 1, 1) :
	    day(y->from, 4, 1);
}

int
year_last_day(const struct year *y)
{
	if (!year_known(y))
		return 0;
	if (y->open)
		return INT_MAX;
	if (y->month > 0)
		return day(y->year, y->month, y->day > 0 ? y->day :
		    calendar_days(y->year, y->month));
	return y->kind == YEAR_CALENDAR ? day(y->to, 12, 31) :
	    day(y->to + 1, 3, 31);
}

void
year_print(int fiscal_year, struct buf *b)
{
	const struct era *e = calendar_era_of_fiscal(fiscal_year);

	put_year(e, fiscal_year - e->before, b);
	buf_puts(b, "年度");
}

void
year_print_short(int fiscal_year, struct buf *b)
{
	const struct era *e = calendar_era_of_fiscal(fiscal_year);

	if (fiscal_year > e->before)
		buf_printf(b, "%c%d", e->letter, fiscal_year - e->before);
	else
		buf_printf(b, "%d", fiscal_year);
}

void
year_print_calendar(int year, struct buf *b)
{
	const struct era *e = calendar_era_of_year(year);

	put_year(e, year - e->before, b);
	buf_puts(b, "年");
}

void
year_print_iso(const struct year *y, struct buf *b)
{
	if (!year_known(y))
		return;
	buf_printf(b, "%d", y->year);
	if (y->month > 0)
		buf_printf(b, "-%02d", y->month);
	if (y->day > 0)
		buf_printf(b, "-%02d", y->day);
}
