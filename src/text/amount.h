#ifndef TEXT_AMOUNT_H
#define TEXT_AMOUNT_H

#include "base/diag.h"
#include "text/figure.h"
#include "text/scan.h"

/* A number as it is written: △1,561.5, 13億, 3億2,000万, ●●. */
struct amount {
	decimal value;
	enum scale scale;
	bool circle;            /* ● in place of a digit: no value */
};

/* does a number, with or without a sign, come next? */
bool amount_next(const struct scan *);
/* past the number that comes next; false: *why says what is wrong with it */
bool amount_read(struct scan *, struct amount *, enum message *why);
/* the same number without a scale; false if it has too many digits */
bool amount_expand(struct amount *);

#endif
