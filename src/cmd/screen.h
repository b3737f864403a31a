#ifndef CMD_SCREEN_H
#define CMD_SCREEN_H

#include <stdio.h>

#include "base/str.h"

/* A terminal of 80 columns; wide characters take two. */
enum { SCREEN = 80 };

/* a text from a column on, and a line end; it is broken between words or
 * wide characters, and further lines begin at the same column */
void screen_put(str text, int column, FILE *);

#endif
