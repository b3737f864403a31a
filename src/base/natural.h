#ifndef BASE_NATURAL_H
#define BASE_NATURAL_H

#include <stdint.h>

#include "base/str.h"

enum {
	NATURAL_LIMBS = 48,
	NATURAL_DIGITS = 480    /* that 48 limbs have at most: 463 */
};

/*
 * A whole number from 0, for base/rational: the limbs below n, the lowest
 * first, the highest of them not 0.  There is room for 1,536 bits, and the
 * caller sees to it that nothing grows beyond.
 */
struct natural {
	size_t n;
	uint32_t limb[NATURAL_LIMBS];
};

void natural_set(struct natural *, uint64_t);
/* -1, 0 or 1 */
int natural_compare(const struct natural *, const struct natural *);
void natural_add(struct natural *, const struct natural *);
/* what is taken away is not greater */
void natural_subtract(struct natural *, const struct natural *);
void natural_multiply(const struct natural *, const struct natural *,
    struct natural *out);
/* a × by + plus */
void natural_scale(struct natural *a, uint32_t by, uint32_t plus);
/* a becomes what is left over; by is not 0 */
void natural_divide(struct natural *a, const struct natural *by,
    struct natural *quotient);
/* how often a prime divides it, which is taken out of it; a is not 0 */
size_t natural_take(struct natural *a, uint32_t prime);
/* divide both by what divides both; b is not 0 */
void natural_reduce(struct natural *a, struct natural *b);
/* its digits, at least one; how many there are */
size_t natural_digits(struct natural, char text[NATURAL_DIGITS]);

#endif
