#ifndef TEXT_COLOR_H
#define TEXT_COLOR_H

#include <stdint.h>

#include "base/str.h"

struct color {
	uint8_t red, green, blue;
};

/* #1a2220 or #fff; false if it is none */
bool color_read(str, struct color *);
/*
 * How far apart they are in brightness, in hundredths and rounded down: 100
 * of a color and itself, 2100 of black and white (WCAG 2.2, "contrast
 * ratio").
 */
unsigned color_contrast(struct color, struct color);

#endif
