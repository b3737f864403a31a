#ifndef TEXT_PICTURE_H
#define TEXT_PICTURE_H

#include "base/str.h"

/* Width and height in pixels; 0 if not known. */
struct picture {
	unsigned width, height;
};

/* does a path end like a picture: png, jpg, jpeg, gif, webp? */
bool picture_is(str path);
/* what the head of the file says: PNG, GIF, JPEG, WebP; else {0} */
struct picture picture_read(str bytes);

#endif
