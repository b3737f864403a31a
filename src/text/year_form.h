#ifndef TEXT_YEAR_FORM_H
#define TEXT_YEAR_FORM_H

#include "text/calendar.h"
#include "text/scan.h"

enum { ABSENT = -1 };

/* One time as it is written, be it possible or not. */
struct year_point {
	str text;
	const struct era *era;          /* NULL: western */
	int number;                     /* 4 of 令和4年; 元 is 1 */
	int other;                      /* 2022 of 令和4（2022）年, or ABSENT */
	int month, day, weekday;        /* or ABSENT */
	bool fiscal, calendar;          /* 年度, 年; neither: R4, 2022 */
	bool circle;                    /* ● for one of its numbers */
};

/* A time or a span of time as it is written. */
struct year_form {
	struct year_point first, last;
	bool open;              /* R2～, 令和3年度以降 */
	bool gap;               /* 平成23・25年度 */
	bool tentative;         /* （予定） */
	int count;              /* 5 of 令和6年度から5年間, or ABSENT */
};

/* past the longest form that comes next; false if there is none */
bool year_form_read(struct scan *, struct year_form *);
/* of the western calendar; not for a circle */
int year_point_western(const struct year_point *);

#endif
