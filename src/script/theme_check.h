#ifndef SCRIPT_THEME_CHECK_H
#define SCRIPT_THEME_CHECK_H

#include "script/theme.h"

struct buf;

/* Two colors of a theme that must be told apart. */
struct contrast {
	str color, on;          /* #1a2220, or --ink as the CSS declares it */
	bool mark;              /* a line, a sign or a large letter */
	span color_at, on_at;
};

/*
 * Warns of layouts that no page can have, and of colors too near to each
 * other (WCAG 2.2, 1.4.3 and 1.4.11); before the theme is sealed.
 */
void theme_check(struct theme *, struct diags *);
/*
 * Where HTML may be printed as it is, whatever stands around it: {*, and the
 * names raw, untranslated and _ENV.  Lines of place, tab and source.
 */
void theme_raw(const struct theme *, struct buf *);

#endif
