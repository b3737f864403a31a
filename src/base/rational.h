#ifndef BASE_RATIONAL_H
#define BASE_RATIONAL_H

#include "base/decimal.h"

struct buf;

enum { RATIONAL_LIMBS = 12 };

/*
 * An exact number: a reduced fraction.  {0} is none: no number.  A quotient
 * by zero is none, so is what does not fit into 384 bits, and whatever is
 * computed from none.  The rule of status needs 240 bits at most: a product
 * of differences of 18 digits × 兆 and 18 decimals, over years.
 */
typedef struct rational {
	uint32_t over[RATIONAL_LIMBS], under[RATIONAL_LIMBS];
	uint8_t nover, nunder;  /* limbs in use; nunder 0: none */
	bool minus;
} rational;

rational rational_of(int64_t);
/* times a power of ten */
rational rational_of_decimal(decimal, unsigned power);
/* -12.5 or 1313/15 in ASCII; none if it is neither */
rational rational_read(str);
bool rational_known(rational);
rational rational_add(rational, rational);
rational rational_subtract(rational, rational);
rational rational_multiply(rational, rational);
rational rational_divide(rational, rational);
/* -1, 0 or 1, of numbers that are known */
int rational_compare(rational, rational);
int rational_sign(rational);
/* a decimal if it ends, else a reduced fraction: 87.6, 1313/15 */
void rational_print(rational, struct buf *);
/* half up, away from zero (四捨五入), to show only: 0.568; places 0 to 18 */
void rational_round(rational, unsigned places, struct buf *);

#endif
