#ifndef TEXT_COUNTER_H
#define TEXT_COUNTER_H

#include "base/str.h"

/* How a printed number counts. */
enum counter_form {
	COUNTER_NONE,
	COUNTER_DIGITS,         /* 1-2, （３） */
	COUNTER_CIRCLED,        /* ① to ㊿ */
	COUNTER_ROMAN           /* Ⅰ to Ⅻ */
};

/* The last counter of a printed number: of 1-1-(2) it is 2. */
struct counter {
	enum counter_form form;
	unsigned value;
	str head, tail;         /* what stands around it: 1-1-( and ) */
};

/* COUNTER_NONE if there is none, or one that is too long to be one */
struct counter counter_read(str number);

#endif
