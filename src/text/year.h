#ifndef TEXT_YEAR_H
#define TEXT_YEAR_H

#include "base/source.h"

struct arena;
struct buf;
struct diags;

enum year_kind {
	YEAR_NONE,              /* nothing was written, or － */
	YEAR_FISCAL,            /* 令和4年度, R4, 2022年度, 2022 */
	YEAR_CALENDAR,          /* 平成30年, 平成27（2015）年 */
	YEAR_MONTH,             /* H30.2, 令和6年3月 */
	YEAR_DATE,              /* 令和5年9月30日, 2022-03-31 */
	YEAR_PLACEHOLDER        /* 令和●年度: not known yet */
};

/*
 * A time as officials write it: printed as it was, ordered by fiscal year.
 * A fiscal year runs from April to March and has the number of its first
 * year; a calendar year stands at its own number, a month or date at the
 * fiscal year it falls in, a span at its last year.
 */
struct year {
	str text;               /* as printed, without blanks; {0} if absent */
	enum year_kind kind;    /* of the last named, if it is a span */
	bool open;              /* R2～: no end */
	bool tentative;         /* 令和3年3月（予定） */
	int from, to;           /* fiscal years; equal unless it is a span;
	                           0 where a placeholder hides the year */
	int year, month, day;   /* western, of the last named; 0: none */
	span at;
};

/*
 * Reads every form of the content format, full-width and half-width, with
 * or without 時点, 現在, 末 and the like at the end.  The text's bytes stay
 * the caller's, unless blanks had to go.  False after a message at the part
 * that is wrong; 平成32年度 is 令和2年度 after a warning.
 */
bool year_read(struct arena *, str text, span at, struct year *,
    struct diags *);
/*
 * How many bytes at the start of a text have the form of a year, even of an
 * impossible one; 0 if none.  Says nothing.
 */
size_t year_head(str text);
/* is it known when it is: neither absent nor hidden by a placeholder? */
bool year_known(const struct year *);
/* -1, 0 or 1: by fiscal year, in it a year before its months and days */
int year_compare(const struct year *, const struct year *);
/*
 * Its days as numbers such as 20230401, as far as they are known; of a span
 * within one fiscal year those of the last named.  0 if there is no year.
 */
int year_first_day(const struct year *);
int year_last_day(const struct year *);
/* 令和4年度 for 2022; 2019 is 令和元年度, 2018 is 平成30年度 */
void year_print(int fiscal_year, struct buf *);
/* R4 for 2022 */
void year_print_short(int fiscal_year, struct buf *);
/* 令和4年 for 2022; 2019 is 令和元年 */
void year_print_calendar(int year, struct buf *);
/* 2022-03-31, 2022-03 or 2022, as exactly as it is known, else nothing */
void year_print_iso(const struct year *, struct buf *);

#endif
