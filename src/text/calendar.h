#ifndef TEXT_CALENDAR_H
#define TEXT_CALENDAR_H

/*
 * An era of the Japanese calendar.  Sources: 元号法; 大正 and 昭和 by their
 * edicts; the calendar is western since 明治6年.
 */
struct era {
	const char *name, *sign;        /* 令和; ㋿ */
	char letter;                    /* R */
	int before;                     /* the year before 元年: 2018 */
	int most;                       /* its last year; 0: it goes on */
	int month, day;                 /* on which 元年 began */
	int fiscal;                     /* first fiscal year that bears it */
};

enum { YEAR_FIRST = 1868, YEAR_LAST = 2199 };

/* the latest first; ends with a NULL name */
extern const struct era calendar_eras[];

/* of a day; of a fiscal year; of a calendar year (that of its last day) */
const struct era *calendar_era(int year, int month, int day);
const struct era *calendar_era_of_fiscal(int fiscal_year);
const struct era *calendar_era_of_year(int year);

/* fiscal years run from April to March */
int calendar_fiscal(int year, int month);
int calendar_days(int year, int month);
/* 0 is Sunday */
int calendar_weekday(int year, int month, int day);

#endif
