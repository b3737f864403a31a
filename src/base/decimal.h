#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdint.h>

#include "base/str.h"

struct buf;

/*
 * An exact number, coefficient / 10^places, of at most 18 digits before and
 * after the point together; 70 and 70.0 differ in places.
 */
typedef struct decimal {
	int64_t coefficient;
	uint8_t places;
} decimal;

/* ASCII: -?[0-9]+(.[0-9]+)?, at most 18 digits; false if it is not that */
bool decimal_read(str, decimal *);
/* with its decimals as written: 70.0, -5.2; separators: 1,561 */
void decimal_print(decimal, bool separators, struct buf *);
/* -1, 0 or 1; 70 and 70.0 are equal */
int decimal_compare(decimal, decimal);
/* times a power of ten, 0 to 12; false if it does not fit */
bool decimal_scale(decimal, unsigned power, decimal *);
/* the nearest double: to place a mark in a drawing, never to print or decide */
double decimal_approximate(decimal);

#endif
