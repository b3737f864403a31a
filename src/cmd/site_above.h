#ifndef CMD_SITE_ABOVE_H
#define CMD_SITE_ABOVE_H

#include "base/str.h"

struct arena;

/*
 * The nearest folder above one that holds a site, as the user would name it:
 * ../.. above ".", and "." above content/town.  Nothing if there is none.
 * *below, if asked for, is the way from there to the folder: content/town.
 */
str site_above(struct arena *, const char *folder, str *below);

#endif
