#ifndef SITE_SECTION_H
#define SITE_SECTION_H

#include "base/str.h"

struct arena;

/* A piece of a page that can be linked to: what a reader looks for. */
struct section {
	str anchor;             /* without #; empty at the page's beginning */
	str heading, text;      /* empty if there is none */
};

struct sections {
	str title;              /* the first h1 */
	struct section *items;
	size_t n;
};

/*
 * The text of a page's <main>, in the order in which it stands there.  A
 * section begins with a heading of its own id or of that of the element
 * around it, and with an article, list item, table row or dt that has an id.
 */
void sections_read(struct arena *, str html, struct sections *);

#endif
