#ifndef MODEL_ORDER_H
#define MODEL_ORDER_H

#include "base/str.h"

/*
 * The order of printed numbers: 2 before 10, Ⅸ before Ⅹ, ⑨ before ⑩, and
 * nothing at all comes last.  As memcmp(3) otherwise.
 */
int order_compare(str, str);

#endif
