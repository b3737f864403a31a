#ifndef MODEL_FRACTION_H
#define MODEL_FRACTION_H

#include "text/figure.h"

struct arena;

/*
 * Shares as a spreadsheet keeps them behind its format: 0.563 for 56.3％.
 * Of the figures of one indicator, whose unit is ％: is the i-th one?  It is
 * below 1 and finer than the others, which are far above, or all of them are
 * below 1 and as fine as only a quotient is.
 */
bool fraction_is(const struct figure *const *, size_t n, size_t i);
/* what was meant: 56.3％ */
str fraction_percent(struct arena *, const struct figure *);

#endif
