#include "text/year_form.h"

#include <stddef.h>

static const struct year_point nothing = {
	.other = ABSENT, .month = ABSENT, .day = ABSENT, .weekday = ABSENT
};

int
year_point_western(const struct year_point *p)
{
	return p->era != NULL ? p->era->before + p->number : p->number;
}

static bool
take_one(struct scan *in, const char *const *words)
{
	for (; *words != NULL; words++)
		if (scan_take(in, *words))
			return true;
	return false;
}

/* one of the numbers of a point, of at most so many digits */
static bool
number(struct scan *in, size_t most, struct year_point *p, int *n)
{
	struct scan ahead = *in;
	bool circle;
	size_t count = scan_number(&ahead, n, &circle);

	if (count == 0 || count > most)
		return false;
	p->circle = p->circle || circle;
	if (circle)
		*n = ABSENT;
	*in = ahead;
	return true;
}

/* ---- one point ---------------------------------------------------------- */

static const struct era *
era(struct scan *in)
{
	struct scan ahead = *in;
	uint32_t letter = scan_next(&ahead);
	const struct era *e;

	if (letter >= 'a' && letter <= 'z')
		letter -= 'a' - 'A';
	for (e = calendar_eras; e->name != NULL; e++) {
		if (letter == (unsigned char)e->letter) {
			*in = ahead;
			return e;
		}
		if (scan_take(in, e->name) || scan_take(in, e->sign))
			return e;
	}
	return NULL;
}

static bool
era_year(struct scan *in, struct year_point *p)
{
	struct scan ahead = *in;

	if ((p->era = era(&ahead)) == NULL)
		return false;
	if (scan_take(&ahead, "元"))
		p->number = 1;
	else if (!number(&ahead, 3, p, &p->number))
		return false;
	*in = ahead;
	return true;
}

/* four digits, or ● instead of any of them */
static bool
western(struct scan *in, struct year_point *p)
{
	struct scan ahead = *in;

	p->era = NULL;
	if (!number(&ahead, 4, p, &p->number) || (!p->circle &&
	    (p->number < YEAR_FIRST || p->number > YEAR_LAST)))
		return false;
	*in = ahead;
	return true;
}

/* 令和4（2022）年, 2022年度（令和4年度） */
static void
other(struct scan *in, struct year_point *p)
{
	struct scan ahead = *in;
	struct year_point q = nothing;

	if (!scan_take(&ahead, "(") || !(p->era != NULL ?
	    western(&ahead, &q) : era_year(&ahead, &q)))
		return;
	if (!scan_take(&ahead, "年度"))
		scan_take(&ahead, "年");
	if (!scan_take(&ahead, ")"))
		return;
	if (q.circle)
		p->circle = true;
	else
		p->other = year_point_western(&q);
	*in = ahead;
}

static void
weekday(struct scan *in, struct year_point *p)
{
	static const char *const names[] = {
		"日", "月", "火", "水", "木", "金", "土"
	};
	static const char *const holidays[] = {
		"・祝日", "・祝", "祝日", "祝", NULL
	};
	struct scan ahead = *in;

	if (!scan_take(&ahead, "("))
		return;
	for (int i = 0; i < 7; i++)
		if (scan_take(&ahead, names[i])) {
			scan_take(&ahead, "曜日");
			take_one(&ahead, holidays);
			if (!scan_take(&ahead, ")"))
				return;
			p->weekday = i;
			*in = ahead;
			return;
		}
}

/* 9月30日（土） after 令和5年 */
static void
month_and_day(struct scan *in, struct year_point *p)
{
	struct scan ahead = *in;
	struct year_point q = *p;

	if (!number(&ahead, 2, &q, &q.month) || !scan_take(&ahead, "月"))
		return;
	*p = q;
	*in = ahead;
	if (!number(&ahead, 2, &q, &q.day) || !scan_take(&ahead, "日"))
		return;
	*p = q;
	*in = ahead;
	weekday(in, p);
}

/* .9.30, /9/30, and after western years -09-30 */
static void
dotted(struct scan *in, struct year_point *p)
{
	struct scan ahead = *in;
	struct year_point q = *p;
	uint32_t c = scan_next(&ahead);

	if (c != '.' && c != '/' && (c != '-' || p->era != NULL))
		return;
	if (!number(&ahead, 2, &q, &q.month) || scan_peek(&ahead) == U'年')
		return;                 /* 2022-23年度 is a span */
	*p = q;
	*in = ahead;
	if (scan_next(&ahead) != c || !number(&ahead, 2, &q, &q.day))
		return;
	*p = q;
	*in = ahead;
	weekday(in, p);
}

/* what follows the number of the year */
static void
year_end(struct scan *in, struct year_point *p)
{
	other(in, p);
	p->fiscal = scan_take(in, "年度");
	p->calendar = !p->fiscal && scan_take(in, "年");
	if (p->other == ABSENT)
		other(in, p);
	if (p->calendar)
		month_and_day(in, p);
	else if (!p->fiscal)
		dotted(in, p);
}

static bool
point(struct scan *in, struct year_point *p)
{
	size_t from = in->off;

	*p = nothing;
	if (!era_year(in, p) && !western(in, p))
		return false;
	year_end(in, p);
	p->text = str_trim(str_slice(in->text, from, in->off));
	return true;
}

/* ---- several points ------------------------------------------------------ */

/* 10.2 after R5.9.30～, if no third number makes a year of the first */
static bool
dotted_day(struct scan *in, struct year_point *p)
{
	struct scan ahead = *in;
	struct year_point q = *p;
	uint32_t c;

	if (!number(&ahead, 2, &q, &q.month))
		return false;
	c = scan_next(&ahead);
	if ((c != '.' && c != '/' && c != '-') ||
	    !number(&ahead, 2, &q, &q.day) || scan_peek(&ahead) == c)
		return false;
	*p = q;
	*in = ahead;
	return true;
}

/* 9 after R4.4～, 30 or 30日 after R4.4.1～ */
static bool
last_number(struct scan *in, struct year_point *p)
{
	struct scan ahead = *in;
	bool day = p->day != ABSENT;
	int *n = day ? &p->day : &p->month;
	uint32_t c;

	if (!number(&ahead, 2, p, n))
		return false;
	if (day)
		scan_take(&ahead, "日");
	c = scan_peek(&ahead);
	if (c == '.' || c == '/' || c == '-' || c == U'年')
		return false;           /* it was a year */
	*in = ahead;
	return true;
}

/* 9月30日 after a point that has a month */
static bool
part_of_year(struct scan *in, const struct year_point *before,
    struct year_point *p)
{
	size_t from = in->off;

	*p = *before;
	p->weekday = ABSENT;
	if (before->month == ABSENT)
		return false;
	month_and_day(in, p);
	if (in->off > from)
		return true;
	if (!(before->day != ABSENT && dotted_day(in, p)) &&
	    !last_number(in, p))
		return false;
	weekday(in, p);
	return true;
}

/* 30年度 after 平成28～: the era, or the century, is the one before */
static bool
same_era(struct scan *in, const struct year_point *before,
    struct year_point *p)
{
	struct scan ahead = *in;

	*p = nothing;
	p->era = before->era;
	if (!number(&ahead, before->era != NULL ? 3 : 2, p, &p->number))
		return false;
	if (p->era == NULL && before->number == ABSENT)
		p->number = ABSENT;
	else if (p->era == NULL && !p->circle)
		p->number += before->number / 100 * 100;
	p->circle = p->circle || before->circle;
	*in = ahead;
	year_end(in, p);
	return true;
}

static bool
further(struct scan *in, const struct year_point *before,
    struct year_point *p)
{
	size_t from = in->off;

	if (point(in, p))
		return true;
	if (!part_of_year(in, before, p) && !same_era(in, before, p))
		return false;
	p->text = str_trim(str_slice(in->text, from, in->off));
	return true;
}

/* 平成23・24年度 */
static bool
list(struct scan *in, struct year_form *f)
{
	static const char *const marks[] = {"・", "、", ",", NULL};
	struct scan ahead = *in;
	struct year_point next;
	bool any = false;

	while (take_one(&ahead, marks) && further(&ahead, &f->last, &next)) {
		if (!next.circle && next.month == ABSENT &&
		    year_point_western(&next) !=
		    year_point_western(&f->last) + 1)
			f->gap = true;
		f->last = next;
		*in = ahead;
		any = true;
	}
	return any;
}

/* 5年間, （8か年） */
static bool
count(struct scan *in, int *n)
{
	static const char *const words[] = {
		"年間", "か年", "カ年", "ヵ年", "ヶ年", "ケ年", "箇年", NULL
	};
	struct scan ahead = *in;
	struct year_point p = nothing;
	bool bracket = scan_take(&ahead, "(");

	if (!number(&ahead, 2, &p, n) || !take_one(&ahead, words) ||
	    (bracket && !scan_take(&ahead, ")"))) {
		*n = ABSENT;
		return false;
	}
	*in = ahead;
	return true;
}

/* までの8年間, （8年間） after the last year */
static void
span_count(struct scan *in, struct year_form *f)
{
	struct scan ahead;
	bool until = scan_take(in, "まで");

	ahead = *in;
	if ((scan_take(&ahead, "の") || until || scan_peek(&ahead) == '(') &&
	    count(&ahead, &f->count))
		*in = ahead;
}

/* 令和2年度から令和9年度までの8年間, H23～27, R2～, 令和6年度から5年間 */
static void
range(struct scan *in, struct year_form *f)
{
	struct scan ahead = *in;
	struct year_point end;
	bool dash = scan_take(&ahead, "-");

	if (!dash && !scan_take(&ahead, "~") && !scan_take(&ahead, "から"))
		return;
	if (!dash && count(&ahead, &f->count)) {
		*in = ahead;
	} else if (further(&ahead, &f->first, &end)) {
		f->last = end;
		*in = ahead;
		span_count(in, f);
	} else if (!dash) {
		f->open = true;
		*in = ahead;
	}
}

/* what may stand behind a year without changing it */
static bool
tail(struct scan *in, struct year_form *f)
{
	static const char *const words[] = {
		"時点", "現在", "末", "当初", "の実績", "実績", "の見込み",
		"見込み", "見込", "の目標", "目標", "値", "調査", "実施",
		"施行", "策定", "改定", "改訂", "公表", "開始", "まで", "頃",
		"ごろ", "上旬", "中旬", "下旬", "上半期", "下半期", "上期",
		"下期", "前期", "後期", "春", "夏", "秋", "冬", NULL
	};
	static const char *const open[] = {"以降", "以後", NULL};
	static const char *const tentative[] = {"予定", "(予定)", NULL};

	if (take_one(in, open))
		f->open = true;
	else if (take_one(in, tentative))
		f->tentative = true;
	else
		return take_one(in, words);
	return true;
}

bool
year_form_read(struct scan *in, struct year_form *f)
{
	*f = (struct year_form){.count = ABSENT};
	if (!point(in, &f->first))
		return false;
	f->last = f->first;
	if (!list(in, f))
		range(in, f);
	while (tail(in, f))
		;
	return true;
}
