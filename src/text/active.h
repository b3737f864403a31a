#ifndef TEXT_ACTIVE_H
#define TEXT_ACTIVE_H

#include "base/str.h"

/*
 * Files that a browser runs where it opens them, on the site's own address:
 * by the end of their name, whatever they hold.
 */
bool active_name(str path);
/* does a path end like a drawing that may hold such: svg? */
bool active_drawing(str path);
/*
 * Does a drawing hold script, what runs or calls one, or what cannot be told:
 * entities, another encoding?
 */
bool active_svg(str bytes);

#endif
