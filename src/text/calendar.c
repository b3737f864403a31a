#include "text/calendar.h"

#include <stddef.h>

const struct era calendar_eras[] = {
	{"令和", "㋿", 'R', 2018, 0, 5, 1, 2019},
	{"平成", "㍻", 'H', 1988, 31, 1, 8, 1989},
	{"昭和", "㍼", 'S', 1925, 64, 12, 25, 1927},
	{"大正", "㍽", 'T', 1911, 15, 7, 30, 1912},
	{"明治", "㍾", 'M', 1867, 45, 1, 1, 1868},
	{NULL, NULL, 0, 0, 0, 0, 0, 0}
};

const struct era *
calendar_era(int year, int month, int day)
{
	const struct era *e = calendar_eras;
	int first;

	for (; e[1].name != NULL; e++) {
		first = e->before + 1;
		if (year != first ? year > first : month != e->month ?
		    month > e->month : day >= e->day)
			break;
	}
	return e;
}

const struct era *
calendar_era_of_fiscal(int fiscal)
{
	const struct era *e = calendar_eras;

	while (e[1].name != NULL && fiscal < e->fiscal)
		e++;
	return e;
}

const struct era *
calendar_era_of_year(int year)
{
	return calendar_era(year, 12, 31);
}

int
calendar_fiscal(int year, int month)
{
	return month < 4 ? year - 1 : year;
}

int
calendar_days(int year, int month)
{
	if (month == 2)
		return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ?
		    29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ?
	    30 : 31;
}

int
calendar_weekday(int year, int month, int day)
{
	/* Zeller: the year begins in March, a month moves on 30.6 days */
	int y = month < 3 ? year - 1 : year;
	int m = month < 3 ? month + 12 : month;

	return (day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400 + 6)
	    % 7;
}
