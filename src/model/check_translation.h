#ifndef MODEL_CHECK_TRANSLATION_H
#define MODEL_CHECK_TRANSLATION_H

#include "model/model.h"

struct diags;

/*
 * How much of each plan with pages in English is still in Japanese: a note
 * for each, with the count.  What stands in CSV files has no translation.
 */
void check_translations(const struct model *, struct diags *);

#endif
