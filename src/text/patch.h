#ifndef TEXT_PATCH_H
#define TEXT_PATCH_H

#include "base/str.h"

struct buf;

/*
 * Append what differs between two texts as a unified diff, which patch -p0
 * takes; nothing if they are equal.  Control characters are shown, not sent.
 */
void patch_put(str path, str old, str new, struct buf *);

#endif
