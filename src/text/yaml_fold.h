#ifndef TEXT_YAML_FOLD_H
#define TEXT_YAML_FOLD_H

#include "base/str.h"

/*
 * YAML makes a blank of a line end within a value.  Japanese has no blanks
 * between words: it is left out where letters without any stand on both
 * sides, as in Markdown.  The value, and how it was written.
 */
str yaml_fold(struct arena *, str value, str written);

#endif
